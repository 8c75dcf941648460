"""Pages for people: complete without scripts, in the reader's language, each source in its own."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def home() -> str:
    return ""


@blueprint.get("/page/<any(documents, people, states, organizations, places, events, treaties):name>")
def listing(name: str) -> str:
    return name


@blueprint.get("/page/<type>/<path:key>")
def thing(type: str, key: str) -> str:
    return key
