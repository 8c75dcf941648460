"""`/data`: the SPARQL 1.1 Graph Store HTTP Protocol over a plain writable store."""

from __future__ import annotations

from uuid import uuid4

from flask import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, NotFound

from graph.store import DEFAULT_GRAPH, Store
from graph.stores import MEMORY, open_store
from server.answers import answer
from server.negotiation import choose
from server.site import site
from server.workbench.graphs import WRITTEN, read_documents
from server.workbench.naming import named_graph
from server.writing import require_writer, write

blueprint = Blueprint("workbench", __name__)
_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


@blueprint.get("/data", strict_slashes=False)
@blueprint.get("/data/<path:name>")
def get_graph(name: str | None = None) -> Response:
    """One graph, in the format that suits; 404 where there is none."""
    graph = _named(request.base_url if name else None)
    choice = choose(request.headers.get("Accept"), WRITTEN)
    if not _exists(graph):
        raise NotFound(f"There is no graph {graph}.")
    return answer(_written(graph, choice.format.media_type), choice.content_type)


@blueprint.put("/data", strict_slashes=False)
@blueprint.put("/data/<path:name>")
def put_graph(name: str | None = None) -> Response:
    """Make the graph hold what is sent and nothing else: 201 where it is new, else 204."""
    require_writer()
    graph = _named(request.base_url if name else None)
    documents = read_documents(request, graph)
    status = 204 if _exists(graph) else 201
    store = site().store

    def work() -> None:
        store.replace({graph: documents})
        _keep(store, graph, documents)

    return write(work, status)


@blueprint.post("/data", strict_slashes=False)
@blueprint.post("/data/<path:name>")
def post_graph(name: str | None = None) -> Response:
    """Add what is sent to the graph; without one, to a new graph whose address is given back."""
    require_writer()
    graph = named_graph(request, request.base_url if name else None)
    if graph is None:
        graph = f"{request.base_url.rstrip('/')}/{uuid4()}"
    documents = read_documents(request, graph)
    new = not _exists(graph)
    store = site().store

    def work() -> None:
        store.add(graph, documents)
        _keep(store, graph, documents)

    response = write(work, 201 if new else 204)
    if new:
        response.headers["Location"] = graph
    return response


@blueprint.delete("/data", strict_slashes=False)
@blueprint.delete("/data/<path:name>")
def delete_graph(name: str | None = None) -> Response:
    """Remove the graph; the default graph is emptied."""
    require_writer()
    graph = _named(request.base_url if name else None)
    if not _exists(graph):
        raise NotFound(f"There is no graph {graph}.")
    store = site().store
    return write(lambda: store.replace({graph: []}))


def _named(direct: str | None) -> str:
    graph = named_graph(request, direct)
    if graph is None:
        raise BadRequest("Name a graph: ?default, ?graph=IRI, or an address below this one.")
    return graph


def _exists(graph: str) -> bool:
    return graph == DEFAULT_GRAPH or graph in site().store.graphs()


def _keep(store: Store, graph: str, lines: list[str]) -> None:
    """An empty document makes an empty graph, which is not the same as none (SPARQL 1.1 GSP 5.3)."""
    if not lines and graph != DEFAULT_GRAPH:
        store.update(f"CREATE SILENT GRAPH <{graph}>")


def _written(graph: str, media_type: str) -> bytes:
    scratch = open_store(MEMORY)
    try:
        scratch.replace({DEFAULT_GRAPH: site().store.triples(graph)})
        return scratch.answer(_ALL, media_type)[0]
    finally:
        scratch.close()
