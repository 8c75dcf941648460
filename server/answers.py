"""A finished answer: bytes with their type, an ETag, and what caches and other origins may do with them."""

from __future__ import annotations

import hashlib

from flask import Response, request

_SHARED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Location, Retry-After",
}


def answer(body: bytes | str, content_type: str, vary: str = "Accept") -> Response:
    """An answer to a read, as 304 where the caller already holds it (RFC 9110 13.1.2)."""
    data = body.encode() if isinstance(body, str) else body
    response = Response(data, content_type=content_type)
    response.set_etag(hashlib.sha256(content_type.encode() + b"\n" + data).hexdigest()[:32])
    response.headers["Vary"] = vary
    # Kept by caches, and asked about each time: what is accepted can change with every ingest.
    response.headers["Cache-Control"] = "public, no-cache"
    response.make_conditional(request)
    return response


def share(response: Response) -> Response:
    """Let pages of any origin read the answer: all of it is public, and no credentials are ever read."""
    response.headers.extend({key: value for key, value in _SHARED.items() if key not in response.headers})
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = response.headers.get("Allow", "GET, HEAD, OPTIONS")
        response.headers["Access-Control-Allow-Headers"] = "Accept, Authorization, Content-Type, If-None-Match"
        response.headers["Access-Control-Max-Age"] = "86400"
    return response
