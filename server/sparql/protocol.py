"""The query operation of the SPARQL 1.1 Protocol (2.1), read strictly from a request."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from flask import Request
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType

from graph.errors import QueryError
from graph.status.clock import read_moment

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
    fields = _fields(request.query_string)
    if request.method == "POST":
        fields = fields + _posted(request)
    queries = _values(fields, "query")
    if len(queries) > 1:
        raise BadRequest("The request holds more than one query; send one.")
    if _values(fields, "update"):
        raise BadRequest("This address answers queries; it takes no updates.")
    if request.method == "POST" and not queries:
        raise BadRequest("The request holds no query; send the field 'query'.")
    return Operation(
        query=queries[0] if queries else None,
        default_graphs=_graphs(fields, "default-graph-uri"),
        named_graphs=_graphs(fields, "named-graph-uri"),
        format=next(iter(_values(fields, "format")), None),
        known_at=_moment(_values(fields, "known-at")),
    )


def _posted(request: Request) -> Fields:
    kind, charset = request.mimetype, request.mimetype_params.get("charset", "utf-8")
    if kind not in (FORM, DIRECT):
        raise UnsupportedMediaType(f"A query is posted as {FORM} or {DIRECT}, not as {kind or 'nothing named'}.")
    if charset.lower() not in ("utf-8", "utf8"):
        raise UnsupportedMediaType(f"A query is posted in UTF-8, not in {charset}.")
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise UnsupportedMediaType("A query is posted without Content-Encoding.")
    body = _body(request)
    return _fields(body) if kind == FORM else [("query", _decode(body))]


def _body(request: Request) -> bytes:
    # Read one byte past the bound: servers cut a chunked body at a configured maximum without a word.
    too_large = RequestEntityTooLarge(f"A query is at most {MAX_BODY_BYTES} bytes.")
    if (request.content_length or 0) > MAX_BODY_BYTES:
        raise too_large
    body = request.stream.read(MAX_BODY_BYTES + 1)
    if len(body) > MAX_BODY_BYTES:
        raise too_large
    return body


def _fields(encoded: bytes) -> Fields:
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
    except UnicodeDecodeError as error:
        raise BadRequest("The fields are not percent-encoded UTF-8.") from error
    except ValueError as error:
        raise BadRequest(f"A request has at most {_MAX_FIELDS} fields.") from error


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequest(f"The query is not UTF-8 at byte {error.start}.") from error


def _values(fields: Fields, name: str) -> list[str]:
    return [value for key, value in fields if key == name]


def _moment(written: list[str]) -> str | None:
    if len(written) > 1:
        raise BadRequest("The request holds more than one known-at; send one.")
    try:
        return read_moment(written[0]) if written else None
    except QueryError as error:
        raise BadRequest(f"known-at: {error}; a + in an address is written %2B.") from error


def _graphs(fields: Fields, name: str) -> tuple[str, ...]:
    found = tuple(_values(fields, name))
    for iri in found:
        if _ABSOLUTE_IRI.fullmatch(iri) is None:
            raise BadRequest(f"{name} is {iri!r}, which is no absolute IRI.")
    return found
