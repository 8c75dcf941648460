"""The gzip members of a file one after another (RFC 1952, 2.2), each read no further than it may grow."""

from __future__ import annotations

import io
import zlib
from typing import BinaryIO

from ingest.sources.archives.bounds import Broken, Budget, check_growth

MAGIC = b"\x1f\x8b\x08"
_PIECE = 1 << 16
_GZIP = 16 + zlib.MAX_WBITS


class Member(io.RawIOBase):
    """One member as a stream of what it unpacks to; Broken where it is damaged, cut short or a bomb."""

    def __init__(self, file: BinaryIO, offset: int, budget: Budget) -> None:
        super().__init__()
        budget.member()
        self._file = file
        self._budget = budget
        self._engine = zlib.decompressobj(_GZIP)
        self._waiting = b""
        self._next = offset
        self._packed = self._unpacked = 0
        self.offset = offset

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: object) -> int:
        """The next bytes that come out, at most as many as fit; 0 at the end of the member."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]  # whatever has room for bytes
        piece = self._inflated(len(view))
        view[: len(piece)] = piece
        return len(piece)

    @property
    def end(self) -> int:
        """Where the next member begins, once this one is read to its end; else where reading stopped."""
        return self._next - len(self._waiting) - len(self._engine.unused_data)

    def _inflated(self, room: int) -> bytes:
        while room and not self._engine.eof:
            if not self._waiting and not self._engine.unconsumed_tail:
                self._fill()
            packed = self._engine.unconsumed_tail or self._waiting
            self._waiting = b""
            try:
                piece = self._engine.decompress(packed, room)
            except zlib.error as error:
                raise Broken("is damaged as gzip; get the archive again") from error
            self._packed += len(packed) - len(self._engine.unconsumed_tail)
            self._unpacked += len(piece)
            self._budget.out(len(piece))
            check_growth(self._packed, self._unpacked)
            if piece:
                return piece
        return b""

    def _fill(self) -> None:
        # Other members may be read in between: the place is this one's own.
        self._file.seek(self._next)
        self._waiting = self._file.read(_PIECE)
        self._next += len(self._waiting)
        if not self._waiting:
            raise Broken("is cut short; get the archive again")


def next_member(file: BinaryIO, offset: int) -> int | None:
    """Where the next gzip header stands at or after an offset."""
    file.seek(offset)
    held = b""
    while piece := file.read(_PIECE):
        held += piece
        at = held.find(MAGIC)
        if at >= 0:
            return offset + at
        offset += len(held) - 2
        held = held[-2:]
    return None
