"""The JSON views: questions, status, conflicts, changes, and their description as OpenAPI; each row with its claims."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, Response, request

from graph.queries import QUESTIONS
from server.api.answering import fields, known_at, moment_of, respond, respond_plain
from server.api.conflicts import conflicts as conflicts_of
from server.api.description import describe
from server.api.questions import ask, catalogue, changed, is_question
from server.api.status import read_day, read_deposit, status_of
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


@blueprint.get("/api/status/<path:treaty>")
def status(treaty: str) -> Response:
    """Where a treaty stands on a day, and where it would with further deposits."""
    moment = known_at(request)
    given = fields(request, allowed=("asOf", "whatIf"), repeated=("whatIf",))
    day = read_day("asOf", given["asOf"]) if "asOf" in given else datetime.now(UTC).date()
    deposits = [read_deposit(written) for written in request.args.getlist("whatIf")]
    # Without a day the answer is another tomorrow, and so must be its tag.
    return respond(
        moment, lambda store, settings: status_of(store, settings, treaty, day, deposits, moment), day.isoformat()
    )


@blueprint.get("/api/conflicts")
def conflicts() -> Response:
    """Where claims disagree, and why."""
    moment, given = known_at(request), fields(request, allowed=("treaty", "cause"))
    return respond(
        moment, lambda store, settings: conflicts_of(store, settings, given.get("treaty"), given.get("cause"))
    )


@blueprint.get("/api/changes")
def changes() -> Response:
    """What changed since a moment."""
    moment, since = known_at(request), moment_of(request, "since")
    fields(request, allowed=("since",))
    return respond(moment, lambda store, settings: changed(store, settings, since))
