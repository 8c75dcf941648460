"""The file of tokens: JSON, written in one form only and read strictly."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from graph.access.model import Scope, Token
from graph.access.times import read, written
from graph.errors import AccessError

LARGEST = 10_000_000  # bytes; some 30,000 tokens
_VERSION = 1
_FIELDS = {"name", "prefix", "sha256", "scopes", "created", "expires", "revoked"}
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MEND = "put back the file that was there, or take it away and make new tokens"


def dumps(tokens: Iterable[Token]) -> bytes:
    """The file's bytes."""
    kept = {"version": _VERSION, "tokens": [_kept(token) for token in tokens]}
    return (json.dumps(kept, indent=1) + "\n").encode()


def loads(body: bytes, place: str) -> tuple[Token, ...]:
    """The tokens that the bytes hold; AccessError names what breaks the form, and nothing is let in then."""
    try:
        kept = json.loads(body)
        if not isinstance(kept, dict) or kept.get("version") != _VERSION or not isinstance(kept.get("tokens"), list):
            raise ValueError(f"it is no register of tokens of version {_VERSION}")
        return tuple(_read(entry) for entry in kept["tokens"])
    except (ValueError, TypeError, RecursionError) as error:
        # What the decoder says of broken JSON may quote it; the place of the fault is all that is told.
        reason = "it is not JSON" if isinstance(error, (json.JSONDecodeError, UnicodeDecodeError)) else str(error)
        raise AccessError(place, f"{reason}; {_MEND}") from error


def _kept(token: Token) -> dict[str, object]:
    return {
        "name": token.name,
        "prefix": token.prefix,
        "sha256": token.digest,
        "scopes": sorted(token.scopes),
        "created": written(token.created),
        "expires": written(token.expires),
        "revoked": written(token.revoked),
    }


def _read(entry: Mapping[str, Any]) -> Token:
    if not isinstance(entry, dict) or entry.keys() != _FIELDS:
        raise ValueError(f"a token has not the fields {', '.join(sorted(_FIELDS))}")
    created = read(entry["created"])
    if not isinstance(entry["name"], str) or not isinstance(entry["prefix"], str) or created is None:
        raise ValueError("a token has no name, prefix or time of making")
    if not isinstance(entry["sha256"], str) or not _DIGEST.fullmatch(entry["sha256"]):
        raise ValueError(f"token {entry['name']} has no SHA-256")
    scopes = frozenset(Scope(scope) for scope in entry["scopes"])
    return Token(
        entry["name"], entry["prefix"], entry["sha256"], scopes, created, read(entry["expires"]), read(entry["revoked"])
    )
