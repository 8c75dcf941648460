"""Errors as answers: RFC 9457 problems for programs, a page for people; never a traceback or a path."""

from __future__ import annotations

import json
import logging

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import BadRequest, Conflict, HTTPException, InternalServerError, ServiceUnavailable

from graph.errors import GraphConflict, QueryError, TreatygraphError
from server.negotiation import Format, NothingAcceptable, prefers_html

log = logging.getLogger(__name__)
PROBLEM = Format("json", "application/problem+json", "Problem", ("application/json",))


def register(app: Flask) -> None:
    """Turn every failure of the app into an answer."""
    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(TreatygraphError, _answer_ours)
    app.register_error_handler(Exception, _answer_bug)


def _answer_http(error: HTTPException) -> Response:
    response = error.response if isinstance(error.response, Response) else _write(error)
    return response


def _answer_ours(error: TreatygraphError) -> Response:
    if isinstance(error, GraphConflict):
        return _write(Conflict(str(error)))
    if isinstance(error, QueryError):
        return _write(BadRequest(str(error)))
    # The message of a store's failure names folders and hosts: that is for the log.
    log.error("%s %s: %s", request.method, request.path, error)
    return _write(ServiceUnavailable("The store cannot answer now. Try again in a while.", retry_after=30))


def _answer_bug(error: Exception) -> Response:
    log.exception("%s %s failed", request.method, request.path, exc_info=error)
    return _write(InternalServerError("The server failed on this request. The failure is in its log."))


def _write(error: HTTPException) -> Response:
    status = error.code or 500
    body, content_type = _page(error) if prefers_html(_accept(), (PROBLEM,)) else _problem(error)
    response = Response(body, status, content_type=content_type)
    for name, value in error.get_headers(request.environ):
        if name.lower() not in {"content-type", "content-length"}:
            response.headers[name] = value
    response.headers["Vary"] = "Accept, Accept-Language"
    response.headers["Cache-Control"] = "no-store"
    return response


def _problem(error: HTTPException) -> tuple[str, str]:
    problem: dict[str, object] = {
        "type": "about:blank",
        "title": error.name,
        "status": error.code,
        "detail": error.description,
    }
    if isinstance(error, NothingAcceptable):
        problem["available"] = list(error.available)
    return json.dumps(problem, ensure_ascii=False) + "\n", PROBLEM.media_type


def _page(error: HTTPException) -> tuple[str, str]:
    page = render_template("error.html", status=error.code, name=error.name, detail=error.description)
    return page, "text/html; charset=utf-8"


def _accept() -> str | None:
    return request.headers.get("Accept")
