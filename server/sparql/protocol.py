"""The query operation of the SPARQL 1.1 Protocol (2.1), read strictly from a request."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from flask import Request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from graph.errors import QueryError
from graph.status.clock import read_moment
from server.bodies import check_coding, read_body

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
MAX_BODY_BYTES = 256 * 1024
_MAX_FIELDS = 500
_ABSOLUTE_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|\\^`]*')

Fields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Operation:
    """What a request asks: `query` is None where there is none, `format` the suffix that overrides Accept.

    `known_at` is the moment at which the record is asked what it knew, as `read_moment` gives it: an extension of the
    protocol.
    """

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str | None = None
    known_at: str | None = None


def read_operation(request: Request) -> Operation:
    """The operation of a GET, a POST form or a POST of the query itself; 400, 413 or 415 where it is none."""
    fields = read_fields(request.query_string)
    if request.method == "POST":
        fields = fields + _posted(request)
    queries = values_of(fields, "query")
    if len(queries) > 1:
        raise BadRequest("The request holds more than one query; send one.")
    if values_of(fields, "update"):
        raise BadRequest("This address answers queries; it takes no updates.")
    if request.method == "POST" and not queries:
        raise BadRequest("The request holds no query; send the field 'query'.")
    return Operation(
        query=queries[0] if queries else None,
        default_graphs=graphs_of(fields, "default-graph-uri"),
        named_graphs=graphs_of(fields, "named-graph-uri"),
        format=next(iter(values_of(fields, "format")), None),
        known_at=_moment(values_of(fields, "known-at")),
    )


def _posted(request: Request) -> Fields:
    kind = request.mimetype
    if kind not in (FORM, DIRECT):
        raise UnsupportedMediaType(f"A query is posted as {FORM} or {DIRECT}, not as {kind or 'nothing named'}.")
    check_coding(request, "A query")
    body = read_body(request, MAX_BODY_BYTES, "A query")
    return read_fields(body) if kind == FORM else [("query", decode(body, "query"))]


def read_fields(encoded: bytes) -> Fields:
    """The names and values of a form or of an address after the question mark; 400 where they are none."""
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
    except UnicodeDecodeError as error:
        raise BadRequest("The fields are not percent-encoded UTF-8.") from error
    except ValueError as error:
        raise BadRequest(f"A request has at most {_MAX_FIELDS} fields.") from error


def decode(body: bytes, what: str) -> str:
    """The text of a body; 400 where it is not UTF-8."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequest(f"The {what} is not UTF-8 at byte {error.start}.") from error


def values_of(fields: Fields, name: str) -> list[str]:
    """Every value that a field has."""
    return [value for key, value in fields if key == name]


def _moment(written: list[str]) -> str | None:
    if len(written) > 1:
        raise BadRequest("The request holds more than one known-at; send one.")
    try:
        return read_moment(written[0]) if written else None
    except QueryError as error:
        raise BadRequest(f"known-at: {error}; a + in an address is written %2B.") from error


def graphs_of(fields: Fields, name: str) -> tuple[str, ...]:
    """The absolute IRIs that a field has; 400 for what is none."""
    found = tuple(values_of(fields, name))
    for iri in found:
        if _ABSOLUTE_IRI.fullmatch(iri) is None:
            raise BadRequest(f"{name} is {iri!r}, which is no absolute IRI.")
    return found
