"""The JSON views: questions, changes, and their description as OpenAPI; read only, each row with its claims."""

from __future__ import annotations

from flask import Blueprint, Response, request

from graph.queries import QUESTIONS
from server.api.answering import fields, known_at, moment_of, respond, respond_plain
from server.api.description import describe
from server.api.questions import ask, catalogue, changed, is_question
from server.site import site

blueprint = Blueprint("api", __name__)


@blueprint.get("/openapi.json")
def description() -> Response:
    """What stands under /api, as OpenAPI 3.1."""
    return respond_plain(describe(site().settings.base_iri))


@blueprint.get("/api/questions")
def questions() -> Response:
    """Every question: what it answers, and what it is asked with."""
    return respond_plain({"questions": [catalogue(name) for name in QUESTIONS]})


@blueprint.get("/api/questions/<name>")
def question(name: str) -> Response:
    """The rows that answer one question."""
    is_question(name)
    moment, values, now = known_at(request), fields(request, allowed=None), site().store
    return respond(moment, lambda store, settings: ask(now, store, settings, name, values, moment))


@blueprint.get("/api/changes")
def changes() -> Response:
    """What changed since a moment."""
    moment, since = known_at(request), moment_of(request, "since")
    fields(request, allowed=("since",))
    return respond(moment, lambda store, settings: changed(store, settings, since))
