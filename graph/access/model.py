"""The nouns of access: scopes, a token as it is kept, and what a check says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Scope(StrEnum):
    """What a token allows. Each stands for itself: none includes another."""

    INGEST = "ingest"
    UPDATE = "update"
    REVIEW = "review"
    ADMIN = "admin"


class Reason(StrEnum):
    """Why a check refused; for the audit log alone, since a caller who learns it learns which tokens exist."""

    MISSING = "missing"
    MALFORMED = "malformed"
    UNKNOWN = "unknown"
    REVOKED = "revoked"
    EXPIRED = "expired"
    SCOPE = "scope"


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it is kept: never the secret. `digest` is the SHA-256 of the whole token, in hexadecimal digits.

    Times are aware and of whole seconds; a token is good before `expires`, and no more at it.
    """

    name: str
    prefix: str
    digest: str
    scopes: frozenset[Scope]
    created: datetime
    expires: datetime | None = None
    revoked: datetime | None = None

    def state(self, now: datetime) -> str:
        """`live`, `expired` or `revoked`; what was revoked stays so when it also expires."""
        if self.revoked is not None:
            return "revoked"
        return "expired" if self.expires is not None and now >= self.expires else "live"


@dataclass(frozen=True, slots=True)
class Granted:
    """The holder of the token `name` may do what `scope` says."""

    name: str
    prefix: str
    scope: Scope


@dataclass(frozen=True, slots=True)
class Refused:
    """No. `reason` and `name` (where the token is known) go to the audit log; the caller gets `MESSAGE` alone."""

    reason: Reason
    name: str | None = None


MESSAGE = "a token that allows this is needed: Authorization: Bearer tg_…"
