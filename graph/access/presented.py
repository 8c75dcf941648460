"""What a caller presents: the token in an Authorization header, and the form that a token has."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets

_BYTES = 32
_PREFIX = 11
_TOKEN = re.compile(r"tg_[A-Za-z0-9_-]{43}")
_LONGEST_HEADER = 512
# RFC 9110 11.4 and RFC 6750 2.1: the scheme in any case, blanks, and a token68.
_BEARER = re.compile(r"bearer +([A-Za-z0-9._~+/-]+=*)", re.IGNORECASE | re.ASCII)


def fresh() -> str:
    """A new token: `tg_` and 256 random bits in base64url without padding (RFC 4648 5)."""
    return "tg_" + base64.urlsafe_b64encode(secrets.token_bytes(_BYTES)).rstrip(b"=").decode()


def is_token(text: str) -> bool:
    """Whether a text has the form of a token."""
    return _TOKEN.fullmatch(text) is not None


def prefix_of(token: str) -> str:
    """The public part, by which people name a token: `tg_` and eight signs; 208 secret bits remain."""
    return token[:_PREFIX]


def digest_of(token: str) -> str:
    """What is kept of a token. So much chance needs no slow hash: nobody can try 2^208 of them."""
    return hashlib.sha256(token.encode()).hexdigest()


def bearer(header: str | None) -> str | None:
    """The token of an `Authorization` header; None where there is no header, empty where it is no bearer's.

    A header over 512 signs, or two of them joined by a comma, is no bearer's.
    """
    if header is None:
        return None
    found = _BEARER.fullmatch(header.strip(" \t")) if len(header) <= _LONGEST_HEADER else None
    return found[1] if found is not None else ""
