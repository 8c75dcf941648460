"""Verification of the audit log: each entry in its place, each naming the one before, the head naming the last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path

from graph.access.entries import Entry, digest, parse
from graph.access.files import locked
from graph.access.segments import LOCK, NOTHING, Link, lines, read_head, segment

Line = tuple[Path, bytes]


@dataclass(frozen=True, slots=True)
class Fault:
    """The first entry, by sequence, that is not as it was written, and what is wrong with it."""

    entry: int
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """How many entries hold, the digest of the last of them, the first fault, and the size of a torn end."""

    entries: int
    digest: str
    fault: Fault | None
    torn: int = 0


def verify(folder: Path) -> Report:
    """Read the whole log. Nothing is changed: a torn end is told, and mended by the next entry."""
    with locked(folder / LOCK, make=False):
        head = read_head(folder)
        link, torn, file = NOTHING, 0, None
        for (path, line), after in _with_next(lines(folder)):
            if not line.endswith(b"\n") and after is None and head is not None and link[0] >= head[0]:
                torn = len(line)
                break
            fault = _fault(link, line, after, head) or _misplaced(link, path, file)
            if fault is not None:
                return Report(min(link[0], fault.entry - 1), link[1], fault)
            link, file = (link[0] + 1, digest(line)), path
            if head is not None and link[0] == head[0] and link != head:
                return Report(link[0] - 1, link[1], Fault(link[0], "it was changed: the head has another digest"))
        return Report(link[0], link[1], _ending(link, head), torn)


def _with_next(found: Iterator[Line]) -> Iterator[tuple[Line, bytes | None]]:
    for now, after in pairwise(chain(found, [None])):
        assert now is not None
        yield now, None if after is None else after[1]


def _fault(link: Link, line: bytes, after: bytes | None, head: Link | None) -> Fault | None:
    entry, place = parse(line), link[0] + 1
    if entry is None or not line.endswith(b"\n"):
        return Fault(place, "its line is no entry")
    if entry.sequence != place:
        return Fault(place, f"entry {entry.sequence} stands in its place")
    if entry.previous == link[1]:
        return None
    if link != NOTHING and _is_vouched(entry, line, after, head):
        return Fault(link[0], f"it was changed: entry {place} has another digest for it")
    return Fault(place, "it does not follow on the entry before it: one of the two was changed")


def _is_vouched(entry: Entry, line: bytes, after: bytes | None, head: Link | None) -> bool:
    """Whether what follows an entry says that it is as it was written, so that the one before it is not."""
    follower = None if after is None else parse(after)
    return digest(line) == follower.previous if follower else (entry.sequence, digest(line)) == head


def _misplaced(link: Link, path: Path, file: Path | None) -> Fault | None:
    """A segment bears the number of its first entry: a renamed one was put there by someone else."""
    if path == file or path == segment(path.parent, link[0] + 1):
        return None
    return Fault(link[0] + 1, f"it stands first in {path.name}, which is the place of another")


def _ending(link: Link, head: Link | None) -> Fault | None:
    if head is None:
        return Fault(max(link[0], 1), "the head, which names the last entry, was changed")
    if link[0] < head[0]:
        return Fault(link[0] + 1, f"it is missing: the head names entry {head[0]} as the last")
    if link[0] > head[0] + 1:
        return Fault(head[0] + 1, "the head does not know it")
    return None
