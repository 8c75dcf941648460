"""The files of the audit log: segments named by the entry they begin with, and the head, which names the last one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from graph.access.entries import LONGEST_LINE, START, digest, parse
from graph.access.files import failed, opened, read_whole, write_whole
from graph.errors import AccessError

Link = tuple[int, str]  # the sequence of an entry, and the SHA-256 of its line
NOTHING: Link = (0, START)
LOCK, HEAD = "lock", "head"
_SEGMENT = re.compile(r"[0-9]{12}\.jsonl", re.ASCII)
_BROKEN = "run `treatygraph audit verify`, keep the folder as it is, and set TREATYGRAPH_AUDIT to a new one"


def segments(folder: Path) -> list[Path]:
    """The segments in the order of their entries."""
    try:
        return sorted(path for path in folder.iterdir() if _SEGMENT.fullmatch(path.name))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise failed(folder, error) from error


def segment(folder: Path, first: int) -> Path:
    """The file of the segment that begins with an entry."""
    return folder / f"{first:012}.jsonl"


def lines(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Every line with its segment, in order; one without a line feed at its end is not whole."""
    for path in segments(folder):
        with os.fdopen(opened(path, os.O_RDONLY), "rb") as file:
            while line := file.readline(LONGEST_LINE):
                yield path, line


def read_head(folder: Path) -> Link | None:
    """The entry that the head names, NOTHING where there is no head, None where it is none."""
    body = read_whole(folder / HEAD, 200)
    if body is None:
        return NOTHING
    found = re.fullmatch(rb"([1-9][0-9]{0,17}) ([0-9a-f]{64})\n", body)
    return (int(found[1]), found[2].decode()) if found else None


def write_head(folder: Path, link: Link) -> None:
    """Name the last entry, without which nobody could tell that the end of the log was cut off."""
    write_whole(folder / HEAD, f"{link[0]} {link[1]}\n".encode())


def read_end(path: Path) -> tuple[int, bytes | None, bytes]:
    """Of a segment: where its last whole line ends, that line, and the bytes that follow it."""
    with os.fdopen(opened(path, os.O_RDONLY), "rb") as file:
        size = file.seek(0, os.SEEK_END)
        start = file.seek(max(0, size - 2 * LONGEST_LINE))
        body = file.read()
    end = body.rfind(b"\n") + 1
    line = body[body.rfind(b"\n", 0, end - 1) + 1 : end] if end else None
    if start > 0 and not end:
        raise AccessError(str(path), f"it has no whole entry at its end; {_BROKEN}")
    return start + end, line, body[end:]


def following(folder: Path, head: Link | None, line: bytes | None) -> Link:
    """The link on which the next entry follows, from the head and the last whole line; AccessError if they differ.

    One whole entry may stand behind the head: the process was killed before it could be acknowledged.
    """
    entry = None if line is None else parse(line)
    if head is None or (line is not None and entry is None):
        raise AccessError(str(folder), f"the end of the audit log was changed; {_BROKEN}")
    last = NOTHING if entry is None or line is None else (entry.sequence, digest(line))
    if last == head or (entry is not None and (entry.sequence - 1, entry.previous) == head):
        return last
    raise AccessError(str(folder), f"the audit log does not end with entry {head[0]}, its last; {_BROKEN}")
