"""The RDF that a request brings, as triples: one document, or several as the parts of a form."""

from __future__ import annotations

from flask import Request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from graph.stores import parse_triples
from server.bodies import check_coding, read_body
from server.negotiation import JSON_LD, N_TRIPLES, RDF_XML, TURTLE
from server.site import site

WRITTEN = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML)
_READ = {format.media_type for format in WRITTEN}
_WHAT = "A graph"
_FORM = "multipart/form-data"


def read_documents(request: Request, graph: str) -> list[str]:
    """The N-Triples lines of all that is sent; 400, 413 or 415 where it cannot be read.

    Relative IRIs are read against the graph's own name, or the address that was asked (GSP 5.1).
    """
    most = site().settings.max_document_bytes
    base = graph or request.base_url
    if request.mimetype == _FORM and request.method == "POST":
        request.max_content_length = most
        parts = [part for parts in request.files.listvalues() for part in parts]
        if not parts:
            raise BadRequest("The form holds no file; send each graph as a file with its media type.")
        return [line for part in parts for line in _read(part.read(), part.mimetype, base)]
    _check_type(request.mimetype)
    check_coding(request, _WHAT)
    return _read(read_body(request, most, _WHAT), request.mimetype, base)


def _read(body: bytes, media_type: str, base: str) -> list[str]:
    _check_type(media_type)
    return site().runner.run(lambda: parse_triples(body, media_type, base))


def _check_type(media_type: str) -> None:
    if media_type not in _READ:
        names = ", ".join(format.media_type for format in WRITTEN)
        raise UnsupportedMediaType(f"A graph is sent as {names}; not as {media_type or 'nothing named'}.")
