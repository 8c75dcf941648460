"""`/sparql`: the SPARQL 1.1 Protocol's query operation for programs, and the same as a page for people."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import BadRequest, HTTPException

from graph.errors import QueryError
from graph.guard import check_query
from server.answers import answer
from server.examples import examples
from server.negotiation import GRAPHS, RESULTS, TURTLE, Choice, by_name, choose, prefers_html
from server.serialization import serialize
from server.site import site
from server.sparql.description import describe_service
from server.sparql.protocol import Operation, read_operation
from server.sparql.results import Table, read_results
from server.sparql.updating import apply_update, brings_update, here, updating

__all__ = ["blueprint", "updating"]

blueprint = Blueprint("sparql", __name__)
_GRAPH_FORMS = ("CONSTRUCT", "DESCRIBE")
_VARY_PAGE = "Accept, Accept-Language"


@blueprint.route("/sparql", methods=["GET", "POST"], strict_slashes=False)
def endpoint() -> Response:
    """Answer one query; without one, the service description, or the page to write one."""
    if site().workbench is not None and brings_update(request):
        return apply_update()
    for_people = prefers_html(_accept(), (*RESULTS, *GRAPHS))
    if for_people and "format" not in request.args:
        return _page()
    operation = read_operation(request)
    return _description() if operation.query is None else _data(operation, operation.query)


def _data(operation: Operation, query: str) -> Response:
    choice = _choose(operation, query)
    response = answer(_run(operation, query, choice.format.media_type), choice.content_type)
    if operation.format is not None:
        # A link in a page asked for it: a browser saves the file, and guesses at nothing in it.
        response.headers["Content-Disposition"] = f'attachment; filename="results.{choice.format.name}"'
    return response


def _choose(operation: Operation, query: str) -> Choice:
    formats = GRAPHS if check_query(query) in _GRAPH_FORMS else RESULTS
    if operation.format is None:
        return choose(_accept(), formats)
    named = by_name(operation.format, formats)
    if named is None:
        names = ", ".join(format.name for format in formats)
        raise BadRequest(f"This query's answer has the formats {names}; not {operation.format}.")
    return named


def _run(operation: Operation, query: str, media_type: str) -> bytes:
    shared = site()
    # Without a base of its own a plain store's query is read against this address (SPARQL 1.1 Protocol 2.1.5).
    text = query if shared.workbench is None else f"BASE <{here()}> {query}"

    def ask() -> tuple[bytes, str]:
        store = shared.views.at(operation.known_at)
        return store.answer(text, media_type, operation.default_graphs, operation.named_graphs)

    return shared.runner.run(ask)[0]


def _description() -> Response:
    choice = choose(_accept(), GRAPHS)
    lines = describe_service(here(), updates=site().workbench is not None)
    return answer(serialize({"": lines}, choice.format), choice.content_type)


def _page() -> Response:
    """The page with the query, and below it what came of it; a query that fails keeps its text."""
    operation, table, triples, problem, status = Operation(None), None, None, None, 200
    try:
        operation = read_operation(request)
        table, triples = _shown(operation)
    except (QueryError, HTTPException) as error:
        status, problem = (
            (error.code or 500, error.description) if isinstance(error, HTTPException) else (400, str(error))
        )
    page = render_template(
        "sparql.html", query=operation.query or "", table=table, triples=triples, problem=problem,
        examples=examples(site().settings.base_iri), formats=GRAPHS if triples is not None else RESULTS,
        known_at=request.values.get("known-at"),
    )  # fmt: skip
    if status == 200:
        return answer(page, "text/html; charset=utf-8", vary=_VARY_PAGE)
    return Response(page, status, content_type="text/html; charset=utf-8", headers={"Vary": _VARY_PAGE})


def _shown(operation: Operation) -> tuple[Table | bool | None, str | None]:
    if operation.query is None:
        return None, None
    if check_query(operation.query) in _GRAPH_FORMS:
        return None, _run(operation, operation.query, TURTLE.media_type).decode()
    return read_results(_run(operation, operation.query, RESULTS[0].media_type), site().settings.base_iri), None


def _accept() -> str | None:
    return request.headers.get("Accept")
