"""The update operation of the SPARQL 1.1 Protocol (2.2), where the store is a workbench."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import Blueprint, Request, Response, request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from graph.guard import check_update
from server.bodies import check_coding, read_body
from server.site import site
from server.sparql.protocol import FORM, Fields, decode, graphs_of, read_fields, values_of
from server.writing import require_writer, write

DIRECT = "application/sparql-update"
MAX_UPDATE_BYTES = 16 * 1024 * 1024
_WHAT = "An update"
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.\-]+(?::[0-9]+)?/|https?://\[[0-9a-fA-F:]+\](?::[0-9]+)?/")

updating = Blueprint("updating", __name__)


@dataclass(frozen=True, slots=True)
class Update:
    """The text of an update, and the graphs that the request gives it for a dataset."""

    text: str
    using: tuple[str, ...]
    using_named: tuple[str, ...]


@updating.route("/update", methods=["POST"], strict_slashes=False)
def endpoint() -> Response:
    """Run one update; the same stands at /sparql beside the queries."""
    return apply_update()


def brings_update(request: Request) -> bool:
    """Whether a request to the address of queries holds an update."""
    if request.method != "POST":
        return False
    if request.mimetype == FORM:
        return bool(values_of(_posted(request), "update"))
    return request.mimetype == DIRECT


def apply_update() -> Response:
    """Run the update of this request; 204 once it is done."""
    require_writer()
    update = read_update(request)
    check_update(update.text)
    # Relative IRIs are read against this address (SPARQL 1.1 Protocol 2.2.4).
    text = f"BASE <{here()}> {update.text}"
    store = site().store
    return write(lambda: store.update(text, update.using, update.using_named))


def read_update(request: Request) -> Update:
    """The update of a POST form or of a POST of the text itself; 400, 413 or 415 where it is none."""
    posted = _posted(request)
    fields = read_fields(request.query_string) + posted
    updates = values_of(posted, "update")
    if len(updates) != 1 or len(values_of(fields, "update")) > 1:
        raise BadRequest("The request holds no update, or more than one; post one.")
    if values_of(fields, "query"):
        raise BadRequest("The request holds a query and an update; send one of them.")
    return Update(updates[0], graphs_of(fields, "using-graph-uri"), graphs_of(fields, "using-named-graph-uri"))


def here() -> str:
    """The address of the endpoint as it was asked, where the store is a workbench; else as it is published."""
    root = request.url_root
    asked = site().workbench is not None and _ADDRESS.fullmatch(root) is not None
    return f"{root if asked else site().settings.base_iri}sparql"


def _posted(request: Request) -> Fields:
    kind = request.mimetype
    if kind not in (FORM, DIRECT):
        raise UnsupportedMediaType(f"An update is posted as {FORM} or {DIRECT}, not as {kind or 'nothing named'}.")
    check_coding(request, _WHAT)
    body = read_body(request, MAX_UPDATE_BYTES, _WHAT)
    return read_fields(body) if kind == FORM else [("update", decode(body, "update"))]
