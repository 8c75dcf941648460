"""The digests that a WARC record carries of its own content (ISO 28500:2017, 5.8 and 5.9)."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable

_KINDS = {"sha1": "sha1", "sha-1": "sha1", "sha256": "sha256", "sha-256": "sha256", "sha512": "sha512", "md5": "md5"}


def agrees(stated: str | None, contents: Iterable[bytes]) -> bool:
    """Whether one of the contents has the stated digest; true where none is stated that can be checked.

    Of a chunked response some tools digest what was sent, and some what it held: either counts.
    """
    label, _, value = (stated or "").strip().partition(":")
    kind = _KINDS.get(label.lower())
    if kind is None:
        return True
    digests = [hashlib.new(kind, content, usedforsecurity=False).digest() for content in contents]
    return _bytes_of(value, len(digests[0])) in digests


def _bytes_of(value: str, size: int) -> bytes | None:
    """A digest written in base 16 or base 32, which its length tells apart; None where it is neither."""
    try:
        if len(value) == 2 * size:
            return bytes.fromhex(value)
        return base64.b32decode(value.upper() + "=" * (-len(value) % 8))
    except (ValueError, binascii.Error):
        return None
