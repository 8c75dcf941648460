"""The body of a request: bounded, plain, and in UTF-8."""

from __future__ import annotations

from flask import Request, g
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType


def read_body(request: Request, most: int, what: str) -> bytes:
    """The whole body; 413 over `most` bytes. `what` names it in messages: `A query`."""
    # Read one byte past the bound: servers cut a chunked body at a configured maximum without a word.
    too_large = RequestEntityTooLarge(f"{what} is at most {most} bytes.")
    if (request.content_length or 0) > most:
        raise too_large
    body = _kept(request, most + 1)
    if len(body) > most:
        raise too_large
    return body


def _kept(request: Request, most: int) -> bytes:
    """The first bytes of the body, read from the connection once: what it holds decides who reads it again."""
    if "body" not in g:
        g.body = request.stream.read(most)
    body: bytes = g.body
    return body


def check_coding(request: Request, what: str) -> None:
    """Refuse with 415 what is not UTF-8, or is compressed."""
    charset = request.mimetype_params.get("charset", "utf-8")
    if charset.lower() not in ("utf-8", "utf8"):
        raise UnsupportedMediaType(f"{what} is posted in UTF-8, not in {charset}.")
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise UnsupportedMediaType(f"{what} is posted without Content-Encoding.")
