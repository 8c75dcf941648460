"""Which graph a request of the Graph Store Protocol is about: by its own address, or by a parameter (GSP 4)."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

from flask import Request
from werkzeug.exceptions import BadRequest

from graph.store import DEFAULT_GRAPH

_ABSOLUTE_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|\\^`]*')
_NAMING = ("graph", "default")


def named_graph(request: Request, direct: str | None) -> str | None:
    """The name of the graph; the empty string is the default graph, None where the request names none."""
    try:
        fields = parse_qsl(request.query_string.decode("ascii"), keep_blank_values=True, errors="strict")
    except ValueError as error:
        raise BadRequest("The address is not percent-encoded UTF-8.") from error
    naming = [field for field in fields if field[0] in _NAMING]
    if len(naming) + (direct is not None) > 1:
        raise BadRequest("The request names more than one graph; name one.")
    if not naming:
        return None if direct is None else _checked(direct)
    key, iri = naming[0]
    return DEFAULT_GRAPH if key == "default" else _checked(iri)


def _checked(iri: str) -> str:
    if _ABSOLUTE_IRI.fullmatch(iri) is None:
        raise BadRequest(f"A graph is named by an absolute IRI, not by {iri!r}.")
    return iri
