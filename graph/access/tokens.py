"""The tokens of a store: made, checked and revoked, in one private file of prefixes and hashes."""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from graph.access.files import locked, make_folder, read_whole, write_whole
from graph.access.model import Granted, Reason, Refused, Scope, Token
from graph.access.presented import digest_of, fresh, is_token, prefix_of
from graph.access.register import LARGEST, dumps, loads
from graph.access.times import whole
from graph.errors import AccessError

_NAME = re.compile(r"(?!tg_)[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)
_REFUSALS = {"revoked": Reason.REVOKED, "expired": Reason.EXPIRED}


class Tokens:
    """The tokens in the file `path`, which the first one makes; every answer is that of the file as it is now."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def all(self) -> tuple[Token, ...]:
        """Every token that was ever made here, oldest first."""
        body = read_whole(self._path, LARGEST)
        return () if body is None else loads(body, str(self._path))

    def create(
        self, name: str, scopes: Iterable[str], now: datetime, expires: datetime | None = None
    ) -> tuple[str, Token]:
        """A new token and what is kept of it; the first is nowhere else, and cannot be had again."""
        allowed = _scopes(scopes)
        if not _NAME.fullmatch(name):
            raise AccessError(
                f"token name {name!r}",
                "write up to 64 of A-Z a-z 0-9 . _ -, a letter or digit first, and not tg_ before it",
            )
        secret = fresh()
        token = Token(name, prefix_of(secret), digest_of(secret), allowed, whole(now), expires)

        def added(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
            if any(other.name == name and other.state(now) == "live" for other in tokens):
                raise AccessError(f"token {name}", "one of this name is live; revoke it first, or take another name")
            return (*tokens, token)

        self._change(added)
        return secret, token

    def revoke(self, which: str, now: datetime) -> tuple[Token, ...]:
        """The tokens of a name, or of a prefix, now revoked for good; what was revoked before keeps its time."""
        found: list[Token] = []

        def ended(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
            after = [_ended(token, now) if which in (token.name, token.prefix) else token for token in tokens]
            found.extend(token for token in after if which in (token.name, token.prefix))
            if not found:
                raise _unknown(which)
            return tuple(after)

        self._change(ended)
        return tuple(found)

    def check(self, presented: str | None, scope: Scope, now: datetime) -> Granted | Refused:
        """Whether who presents this may do what `scope` says; how long it takes tells nothing of what is kept."""
        if presented is None:
            return Refused(Reason.MISSING)
        if not is_token(presented):
            return Refused(Reason.MALFORMED)
        digest, found = digest_of(presented), None
        for token in self.all():  # to the end, also when it is found
            if hmac.compare_digest(token.digest, digest):
                found = token
        return Refused(Reason.UNKNOWN) if found is None else _judged(found, scope, now)

    def _change(self, step: Callable[[tuple[Token, ...]], tuple[Token, ...]]) -> None:
        with self._writing():
            before = self.all()
            after = step(before)
            if after != before:
                write_whole(self._path, dumps(after))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        make_folder(self._path.parent)
        with locked(self._path.with_name(f"{self._path.name}.lock")):
            yield


def _judged(token: Token, scope: Scope, now: datetime) -> Granted | Refused:
    reason = _REFUSALS.get(token.state(now)) or (None if scope in token.scopes else Reason.SCOPE)
    return Granted(token.name, token.prefix, scope) if reason is None else Refused(reason, token.name)


def _ended(token: Token, now: datetime) -> Token:
    return token if token.revoked is not None else replace(token, revoked=whole(now))


def _scopes(names: Iterable[str]) -> frozenset[Scope]:
    try:
        allowed = frozenset(Scope(name) for name in names)
    except ValueError as error:
        raise AccessError("--scope", f"{error}; the scopes are {', '.join(Scope)}") from error
    if not allowed:
        raise AccessError("--scope", f"name one at least of {', '.join(Scope)}")
    return allowed


def _unknown(which: str) -> AccessError:
    # A whole token may have been given by mistake: the message must not carry it into a log.
    shown = f"{prefix_of(which)}…" if len(which) > len("tg_") + 8 and which.startswith("tg_") else which
    return AccessError(f"token {shown}", "no token has this name or prefix; `treatygraph token list` names them")
