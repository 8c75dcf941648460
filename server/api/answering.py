"""Requests read strictly and answered in JSON, with a tag by which a caller learns cheaply that nothing changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from hashlib import sha256
from importlib.metadata import version

from flask import Request, Response, request
from werkzeug.exceptions import BadRequest

from graph.errors import QueryError, UnknownLocation
from graph.settings import Settings
from graph.status.clock import read_moment
from graph.store import Store
from server.answers import answer
from server.negotiation import Format, choose
from server.site import site

JSON = Format("json", "application/json", "JSON")
_KNOWN_AT = "knownAt"


def respond(moment: str | None, make: Callable[[Store, Settings], object], told: str = "") -> Response:
    """What `make` gives of the store as it was known at a moment, or 304 before anything is asked of the store.

    The tag is over the address, what facts and records the store holds, and what else the answer depends on, which is
    `told`. BadRequest where a value names nothing.
    """
    choose(request.headers.get("Accept"), (JSON,))
    shared = site()
    tag = _tag(shared.views.mark(), told)
    if request.if_none_match.contains_weak(tag):
        return _tagged(Response(status=304), tag)
    try:
        found = shared.runner.run(lambda: make(shared.views.at(moment), shared.settings))
    except (QueryError, UnknownLocation) as error:
        raise BadRequest(str(error)) from error
    return _tagged(Response(_write(found), content_type=JSON.media_type), tag)


def respond_plain(found: object) -> Response:
    """What does not depend on the store."""
    choose(request.headers.get("Accept"), (JSON,))
    return answer(_write(found), JSON.media_type)


def known_at(asked: Request) -> str | None:
    """The moment at which the record is asked what it knew; BadRequest where it is none."""
    return None if _KNOWN_AT not in asked.args else moment_of(asked, _KNOWN_AT)


def moment_of(asked: Request, name: str) -> str:
    """The one moment given in a field."""
    try:
        return read_moment(one(asked, name))
    except QueryError as error:
        raise BadRequest(f"{name}: {error}; a + in an address is written %2B.") from error


def one(asked: Request, name: str) -> str:
    """The one value of a field; BadRequest where there is none, or more than one."""
    values = asked.args.getlist(name)
    if len(values) != 1:
        raise BadRequest(f"The request gives {name} {len(values)} times; give it once.")
    return values[0]


def fields(asked: Request, allowed: Collection[str] | None, repeated: Collection[str] = ()) -> dict[str, str]:
    """The fields beside the moment, each given once but those `repeated`, of which none is here.

    BadRequest for one that is not among the `allowed`.
    """
    names = [name for name in asked.args if name != _KNOWN_AT]
    unknown = sorted(set(names).difference(names if allowed is None else allowed))
    if unknown:
        raise BadRequest(f"Nothing is asked here with {', '.join(unknown)}; there is {', '.join(allowed or ())}.")
    return {name: one(asked, name) for name in names if name not in repeated}


def _tag(mark: str, told: str) -> str:
    asked = sorted(request.args.items(multi=True))
    whole = json.dumps([version("treatygraph"), request.path, asked, mark, told])
    return sha256(whole.encode()).hexdigest()[:32]


def _tagged(response: Response, tag: str) -> Response:
    response.set_etag(tag)
    response.headers["Vary"] = "Accept"
    response.headers["Cache-Control"] = "public, no-cache"
    return response


def _write(found: object) -> str:
    return json.dumps(found, ensure_ascii=False) + "\n"
