"""Linked data: every thing has an IRI that answers, and data in six syntaxes; and the vocabulary."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request, url_for
from werkzeug.exceptions import NotFound

from graph.identifiers import named_graph, thing
from server.answers import answer
from server.negotiation import GRAPHS, HTML, Choice, Format, by_name, choose, prefers_html
from server.resources.description import describe, exists
from server.resources.vocabulary import VOCABULARIES, entries, write
from server.serialization import serialize
from server.site import site

blueprint = Blueprint("resources", __name__)


@blueprint.get("/id/<type>/<path:key>")
def identifier(type: str, key: str) -> Response:
    """303 to the page or to the data of a thing: the thing itself does not travel over HTTP."""
    _known(type, key)
    to_page = prefers_html(_accept(), GRAPHS)
    where = url_for("pages.thing" if to_page else "resources.data", type=type, key=key)
    if not to_page:
        choose(_accept(), GRAPHS)
    response = Response(status=303, headers={"Location": where, "Vary": "Accept"})
    response.headers.add("Link", f'<{url_for("resources.data", type=type, key=key)}>; rel="describedby"')
    return response


@blueprint.get("/doc/<type>/<path:key>")
def data(type: str, key: str) -> Response:
    """What is known of a thing, by Accept or by suffix."""
    key, choice = _choose(key)
    graphs = describe(site().store, _base(), thing(_base(), type, key))
    if not graphs:
        raise _unknown(type, key)
    response = answer(serialize(graphs, choice.format), choice.content_type)
    response.headers.add("Link", f'<{thing(_base(), type, key)}>; rel="describes"')
    response.headers.add("Link", _link(url_for("pages.thing", type=type, key=key), HTML))
    for format in GRAPHS:
        response.headers.add("Link", _link(url_for("resources.data", type=type, key=f"{key}.{format.name}"), format))
    return response


@blueprint.get("/graph/<path:name>")
def graph(name: str) -> Response:
    """One named graph: a document's claims, its record, the authority files."""
    name, choice = _choose(name)
    iri = named_graph(_base(), name)
    lines = site().store.triples(iri)
    if not lines:
        raise NotFound(f"There is no graph {name!r} here.")
    return answer(serialize({iri: lines}, choice.format), choice.content_type)


@blueprint.get("/<any(ontology, shapes):name>", defaults={"suffix": None})
@blueprint.get("/<any(ontology, shapes):name>.<suffix>")
def vocabulary(name: str, suffix: str | None) -> Response:
    """The vocabulary or the shapes: a page for people, RDF for programs."""
    formats = VOCABULARIES
    if suffix is None and prefers_html(_accept(), formats):
        page = render_template("vocabulary.html", name=name, entries=entries(name), formats=formats)
        return answer(page, HTML.content_type, vary="Accept, Accept-Language")
    choice = choose(_accept(), formats) if suffix is None else by_name(suffix, formats)
    if choice is None:
        raise NotFound(f"{name} has no form {suffix!r}; there is {', '.join(format.name for format in formats)}.")
    return answer(write(name, choice.format), choice.content_type)


def _choose(key: str) -> tuple[str, Choice]:
    """The key without its suffix, and the format by suffix or Accept."""
    stem, _, suffix = key.rpartition(".")
    named = by_name(suffix, GRAPHS)
    return (stem, named) if stem and named else (key, choose(_accept(), GRAPHS))


def _known(type: str, key: str) -> None:
    if not exists(site().store, thing(_base(), type, key)):
        raise _unknown(type, key)


def _unknown(type: str, key: str) -> NotFound:
    return NotFound(f"The graph knows no {type} {key!r}.")


def _link(where: str, format: Format) -> str:
    return f'<{where}>; rel="alternate"; type="{format.media_type}"'


def _base() -> str:
    return site().settings.base_iri


def _accept() -> str | None:
    return request.headers.get("Accept")
