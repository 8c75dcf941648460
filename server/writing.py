"""Who may write to a workbench: holders of its token, or, where it has none, this machine's own programs."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Response, request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, NotFound, Unauthorized

from server.site import site

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def write(work: Callable[[], None], status: int = 204) -> Response:
    """Do `work` with a bound on its time, and say that it is done."""
    site().runner.run(work)
    return Response(status=status, headers={"Cache-Control": "no-store"})


def require_writer() -> None:
    """Pass where the request may write; 401 without the token, 403 for a page of another site."""
    workbench = site().workbench
    if workbench is None:
        raise NotFound("Nothing is written at this address.")
    if workbench.token is not None:
        _require_token(workbench.token)
    elif not _is_of_this_machine():
        raise Forbidden("Without a token only programs of this machine write here; serve with --token.")


def _require_token(token: str) -> None:
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), token.encode()):
        return
    raise Unauthorized(
        "Writing needs the token of this server: send 'Authorization: Bearer TOKEN'.",
        www_authenticate=WWWAuthenticate("bearer", {"realm": "treatygraph"}),
    )


def _is_of_this_machine() -> bool:
    """Whether neither a page of another site nor a name that was turned to this machine brought the request.

    A browser lets any page post a form to any address, this machine's among them.
    """
    origin = request.headers.get("Origin")
    hosts = [urlsplit(f"//{request.host}").hostname, *([] if origin is None else [urlsplit(origin).hostname])]
    return all(host in LOOPBACK for host in hosts)
