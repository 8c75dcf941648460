"""The records of a WARC file (ISO 28500:2017, 4), where what is damaged is told and the rest still read."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from ingest.sources.archives.bounds import Broken, Budget
from ingest.sources.archives.gzipped import MAGIC, Member, next_member

_VERSION = re.compile(rb"WARC/1\.\d+\s*\Z")
_BEGIN = b"WARC/1."
# Where a record was cut off within a line, the next one begins at its end.
_BEGINS = re.compile(rb"WARC/1\.\d+\s*\Z")
# All but one name may stand once in a header (ISO 28500:2017, 5); one that stands twice is of two records.
_MANY = "warc-concurrent-to"
_LINE = 1 << 16
_LINES = 256
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Record:
    """One record; `offset` is where it, or the gzip member that holds it, begins in the file.

    Names of headers are in lower case. `block` is its first bytes alone where it is larger than may be held.
    """

    offset: int
    headers: Mapping[str, str]
    length: int
    block: bytes


@dataclass(frozen=True, slots=True)
class Damage:
    """A place in the file where no record can be read, and why."""

    offset: int
    reason: str


def read_records(file: BinaryIO, max_bytes: int, budget: Budget) -> Iterator[Record | Damage]:
    """The records of a file from which any place can be read, packed by record, as a whole or not at all.

    TooMuch where it is over its bounds. No record's block of more than `max_bytes` is held.
    """
    file.seek(0)
    if file.read(len(MAGIC)) == MAGIC:
        yield from _packed(file, max_bytes, budget)
    else:
        size = file.seek(0, io.SEEK_END)
        file.seek(0)
        yield from _records(_Cursor(file, size, budget), None, max_bytes)


def _packed(file: BinaryIO, max_bytes: int, budget: Budget) -> Iterator[Record | Damage]:
    """The records of a file of gzip members; a fault in one is told once, and the next sound one looked for."""
    offset: int | None = 0
    sound = True
    while offset is not None:
        file.seek(offset)
        head = file.read(len(MAGIC))
        if not head.strip(b"\x00"):
            return  # the end, or the padding that gzip allows there
        if head != MAGIC:
            if sound:
                yield Damage(offset, "no gzip member begins here; get the archive again")
            offset, sound = next_member(file, offset + 1), False
            continue
        member, found = Member(file, offset, budget), False
        try:
            for part in _of_member(member, max_bytes, budget):
                found = found or isinstance(part, Record)
                if sound or found:
                    yield part
        except Broken as error:
            if sound or found:
                yield Damage(offset, f"the gzip member {error}")
            sound = found = False
        # While a sound member is looked for, its three first bytes may stand anywhere by chance.
        sound = sound or found
        offset = member.end if sound else next_member(file, offset + len(MAGIC))


def _of_member(member: Member, max_bytes: int, budget: Budget) -> Iterator[Record | Damage]:
    """The records of one member: from memory where it fits there, so that a wrong length can be told."""
    held, fault = bytearray(), None
    try:
        while len(held) <= max_bytes and (piece := member.read(_PIECE)):
            held += piece
    except Broken as error:
        fault = error
    if fault is not None or len(held) <= max_bytes:
        parts = _records(_Cursor(io.BytesIO(held), len(held), budget), member.offset, max_bytes)
        # What a fault cuts off is no second one.
        yield from (part for part in parts if fault is None or isinstance(part, Record))
    else:
        rest = io.BufferedReader(_Joined(bytes(held), member), _PIECE)
        yield from _records(_Cursor(rest, None, budget), member.offset, max_bytes)
    if fault is not None:
        raise fault
    while member.read(_PIECE):
        pass


class _Joined(io.RawIOBase):
    """What was read of a stream, and then the stream."""

    def __init__(self, held: bytes, rest: io.RawIOBase) -> None:
        super().__init__()
        self._held = io.BytesIO(held)
        self._rest = rest

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: object) -> int:
        """The next bytes."""
        return self._held.readinto(buffer) or self._rest.readinto(buffer) or 0  # type: ignore[arg-type]  # both take it


class _Cursor:
    """A stream with the place in it; `size` is None where nothing can be read twice."""

    def __init__(self, stream: BinaryIO, size: int | None, budget: Budget) -> None:
        self._stream = stream
        self._kept: bytes | None = None
        self.size = size
        self.budget = budget
        self.at = 0

    def line(self) -> bytes:
        """The next line, or as much of it as may be held; empty at the end."""
        line = self._stream.readline(_LINE) if self._kept is None else self._kept
        self._kept = None
        self.at += len(line)
        return line

    def keep(self, line: bytes) -> None:
        """Gives a line back, to be read next."""
        self._kept = line
        self.at -= len(line)

    def read(self, number: int) -> bytes:
        """That many bytes, or fewer at the end; not after a line that was given back."""
        parts = bytearray()
        while len(parts) < number and (piece := self._stream.read(min(_PIECE, number - len(parts)))):
            parts += piece
        self.at += len(parts)
        return bytes(parts)

    def skip(self, number: int) -> bool:
        """Leaves that many bytes behind; False where there are fewer."""
        while number and (piece := self._stream.read(min(_PIECE, number))):
            number -= len(piece)
            self.at += len(piece)
        return not number

    def back(self, at: int) -> None:
        """Goes to a place again, where the size is known; what is read twice counts as what comes out."""
        self.budget.out(self.at - at)
        self._stream.seek(at)
        self._kept, self.at = None, at


def _records(cursor: _Cursor, member: int | None, max_bytes: int) -> Iterator[Record | Damage]:
    """The records from here to the end of a file or gzip member; what cannot be one is told once and passed over."""
    while line := cursor.line():
        if not line.strip():
            continue
        offset = cursor.at - len(line) if member is None else member
        if not _VERSION.match(line):
            yield Damage(offset, "no record begins here; get the archive again")
            _to_next(cursor)
            continue
        headers = _headers(cursor)
        length = headers.get("content-length", "")
        if not re.fullmatch(r"[0-9]{1,15}", length):
            yield Damage(offset, "the record's header cannot be read; get the archive again")
            _to_next(cursor)
            continue
        yield from _record(cursor, offset, headers, int(length), max_bytes)


def _record(
    cursor: _Cursor, offset: int, headers: Mapping[str, str], length: int, max_bytes: int
) -> Iterator[Record | Damage]:
    """The record of a header, or its damage and what its wrong length would have swallowed."""
    begin = cursor.at
    block, whole = b"", False
    if cursor.size is None or length <= cursor.size - begin:
        block = cursor.read(min(length, max_bytes))
        whole = cursor.skip(length - len(block)) and _ends(cursor)
    if whole:
        yield Record(offset, headers, length, block)
        return
    yield Damage(offset, "the record is cut short or says a wrong length; get the archive again")
    if cursor.size is not None:
        cursor.back(begin)
        _to_next(cursor)
    else:
        held = _Cursor(io.BytesIO(block), len(block), cursor.budget)
        _to_next(held)
        yield from _records(held, offset, max_bytes)
        _to_next(cursor)


def _ends(cursor: _Cursor) -> bool:
    """Whether a record ends here: two line ends, or what some writers leave of them before the next or the end."""
    for _ in range(2):
        line = cursor.line()
        if line.strip():
            cursor.keep(line)
            return line.startswith(_BEGIN)
    return True


def _to_next(cursor: _Cursor) -> None:
    """Goes to where the next record begins, or to the end."""
    while line := cursor.line():
        if _kept(cursor, line):
            return


def _kept(cursor: _Cursor, line: bytes) -> bool:
    """Whether a record begins in a line; then that is what is read next."""
    found = _BEGINS.search(line)
    if found is not None:
        cursor.keep(line[found.start() :])
    return found is not None


def _headers(cursor: _Cursor) -> dict[str, str]:
    """The named fields of a header; empty where it has no end, or another record begins in it."""
    fields: dict[str, str] = {}
    last = ""
    for _ in range(_LINES):
        line = cursor.line()
        if not line.strip():
            return fields if line else {}
        if len(line) >= _LINE or _kept(cursor, line):
            return {}
        words = line.decode("utf-8", "replace")
        if words[0] in " \t" and last:
            fields[last] = f"{fields[last]} {words.strip()}"
            continue
        name, _, value = words.partition(":")
        last = name.strip().lower()
        if last in fields and last != _MANY:
            return {}
        fields[last] = value.strip()
    return {}
