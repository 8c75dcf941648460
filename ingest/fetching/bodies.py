"""Bodies read piece by piece and unpacked within a bound."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from graph.errors import FetchError
from ingest.fetching.budget import Budget

# What is asked for, and all that is taken: brotli and zstandard would bring a decoder each, and a bomb each.
ACCEPTED = "gzip, deflate"
_GZIP = 16 + zlib.MAX_WBITS
_GZIP_MARK = b"\x1f"
_PIECE = 64 * 1024


def unpacked(pieces: Iterable[bytes], coding: str, budget: Budget, cut: bool = False) -> bytes:
    """The whole body; FetchError where it is over the bound, broken, or in a coding that was not asked for.

    With `cut` a body over the bound ends at it.
    """
    found = bytearray()
    for piece in _decoded(pieces, coding.strip().lower(), budget):
        budget.remaining()
        found += piece
        if len(found) > budget.size:
            if cut:
                return bytes(found[: budget.size])
            raise budget.large()
    return bytes(found)


def _decoded(pieces: Iterable[bytes], coding: str, budget: Budget) -> Iterator[bytes]:
    if coding in {"", "identity"}:
        yield from pieces
    elif coding in {"gzip", "x-gzip", "deflate"}:
        try:
            yield from _inflated(pieces, coding, budget)
        except zlib.error as error:
            raise FetchError(budget.url, f"its {coding} body is broken; try later", passing=True) from error
    else:
        raise FetchError(budget.url, f"came packed as {coding[:40]!r}, and only {ACCEPTED} was asked for")


def _inflated(pieces: Iterable[bytes], coding: str, budget: Budget) -> Iterator[bytes]:
    """The body unpacked, never more than a piece at once, however much a few bytes would unpack to."""
    inflater = None
    for data in pieces:
        while data:
            if inflater is None:
                inflater = _inflater(coding, data)
            elif inflater.eof:
                # Gzip members may follow each other (RFC 1952 2.2); other trailing bytes are padding.
                if coding == "deflate" or data[:1] != _GZIP_MARK:
                    break
                inflater = _inflater(coding, data)
            yield from _pieces(inflater, data)
            data = inflater.unused_data
    if inflater is None or not inflater.eof:
        raise FetchError(budget.url, "its packed body breaks off; try later", passing=True)


def _pieces(inflater: zlib._Decompress, data: bytes) -> Iterator[bytes]:
    """What data unpacks to. A full piece may leave more inside, even where all input is taken."""
    while True:
        out = inflater.decompress(data, _PIECE)
        yield out
        data = inflater.unconsumed_tail
        if inflater.eof or (not data and len(out) < _PIECE):
            return


def _inflater(coding: str, head: bytes) -> zlib._Decompress:
    if coding != "deflate":
        return zlib.decompressobj(_GZIP)
    # RFC 9110 8.4.1.2 says zlib's form; some servers send the bare one.
    wrapped = head[0] & 0x0F == 8 and (len(head) < 2 or int.from_bytes(head[:2], "big") % 31 == 0)
    return zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)
