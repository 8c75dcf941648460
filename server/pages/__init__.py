"""Pages for people: complete without scripts, in the reader's language, each source in its own."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound

from graph import views
from graph.identifiers import thing as thing_iri
from server.answers import answer
from server.examples import examples
from server.negotiation import GRAPHS, HTML
from server.pages.documents import reading
from server.pages.spans import place_of
from server.pages.words import around, by_label, facts_of, heading_of, label_of, number_of_sources, other_names
from server.site import site

blueprint = Blueprint("pages", __name__)
LISTS = {
    "documents": "document", "treaties": "treaty", "events": "event", "people": "person", "states": "state",
    "organizations": "organization", "places": "place", "statements": "statement",
}  # fmt: skip
_PAGE_LENGTH = 500
_HELPERS = {
    "around": around, "by_label": by_label, "facts_of": facts_of, "heading_of": heading_of, "label_of": label_of,
    "number_of_sources": number_of_sources, "other_names": other_names,
}  # fmt: skip


@blueprint.get("/")
def home() -> Response:
    """What this is, how much it holds, and where to begin."""
    view = views.home_view(site().store, _base())
    return _page("home.html", view=view, examples=examples(_base()))


@blueprint.get(f"/page/<any({', '.join(LISTS)}):name>")
def listing(name: str) -> Response:
    """The things of one type, a page at a time."""
    number = max(1, request.args.get("page", 1, type=int))
    view = views.list_view(site().store, _base(), LISTS[name], _PAGE_LENGTH, (number - 1) * _PAGE_LENGTH)
    return _page("list.html", view=view, listing=name, number=number, lists=LISTS)


@blueprint.get("/page/<type>/<path:key>")
def thing(type: str, key: str) -> Response:
    """The page of one thing; the page of a stretch of text is its document, at that place."""
    if type == "document":
        return _document(key)
    if type == "claim":
        return _claim(key)
    place = place_of(key) if type in ("span", "mention") else None
    if place is not None:
        where = url_for("pages.thing", type="document", key=place.document, _anchor=place.anchor)
        return _redirect(where)
    view = views.entity_view(site().store, _base(), str(thing_iri(_base(), type, key)))
    if view is None:
        raise NotFound(f"The graph knows no {type} {key!r}.")
    return _linked(_page("entity.html", view=view, type=type, key=key), type, key)


def _document(key: str) -> Response:
    view = views.document_view(site().store, _base(), key)
    if view is None:
        raise NotFound(f"The graph knows no document {key!r}.")
    page = _page("document.html", view=view, key=key, reading=reading(view))
    return _linked(page, "document", key)


def _claim(key: str) -> Response:
    view = views.claim_view(site().store, _base(), str(thing_iri(_base(), "claim", key)))
    if view is None:
        raise NotFound(f"The graph knows no claim {key!r}.")
    return _linked(_page("claim.html", claim=view, key=key), "claim", key)


def _page(template: str, **values: object) -> Response:
    page = render_template(template, **_HELPERS, **values)
    return answer(page, HTML.content_type, vary="Accept-Language")


def _linked(response: Response, type: str, key: str) -> Response:
    data = url_for("resources.data", type=type, key=key)
    response.headers.add("Link", f'<{data}>; rel="describedby"')
    for format in GRAPHS:
        response.headers.add("Link", f'<{data}.{format.name}>; rel="alternate"; type="{format.media_type}"')
    return response


def _redirect(where: str) -> Response:
    response = redirect(where, 303)
    assert isinstance(response, Response)
    return response


def _base() -> str:
    return site().settings.base_iri
