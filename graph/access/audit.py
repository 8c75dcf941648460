"""The audit log: entries added one at a time, each on the disk before it counts, mended after a crash."""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from graph.access.entries import Entry, digest, made, parse
from graph.access.files import failed, locked, make_folder, opened
from graph.access.segments import (
    LOCK,
    Link,
    following,
    lines,
    read_end,
    read_head,
    segment,
    segments,
    write_head,
)
from graph.wholefiles import sync_folder

LARGEST = 10_000_000  # bytes of a segment, after which another begins; some 40,000 entries


class Log:
    """The log in a folder, which the first entry makes; `note` is told when an end was mended."""

    def __init__(self, folder: Path, note: Callable[[str], None] | None = None, largest: int = LARGEST) -> None:
        self._folder = folder
        self._note = note or logging.getLogger(__name__).warning
        self._largest = largest

    def append(self, who: str, action: str, target: str, outcome: str, now: datetime) -> Entry:
        """Add an entry; when this returns it is on the disk. AccessError where that is not sure: do not go on then."""
        make_folder(self._folder)
        with locked(self._folder / LOCK):
            path, size, link = self._mended()
            entry = made(link, who, action, target, outcome, now)
            if path is None or (size and size >= self._largest):
                path, size = segment(self._folder, entry.sequence), 0
            _add(path, size, entry.line())
            write_head(self._folder, (entry.sequence, digest(entry.line())))
            return entry

    def last(self, number: int) -> list[Entry]:
        """The last entries, oldest first; a line that is none is passed over, since `verify` is there to name it."""
        found = (parse(line) for _, line in lines(self._folder))
        return list(deque((entry for entry in found if entry is not None), maxlen=number))

    def _mended(self) -> tuple[Path | None, int, Link]:
        """The segment to add to, its size, and the entry before; a torn last line is cut off first."""
        paths = segments(self._folder)
        before: bytes | None = None
        if not paths:
            return None, 0, following(self._folder, read_head(self._folder), None)
        end, line, torn = read_end(paths[-1])
        if line is None and len(paths) > 1:
            # A segment that was begun and got nothing: the one before it ends the log.
            before = read_end(paths[-2])[1]
        head = read_head(self._folder)
        link = following(self._folder, head, line or before)
        if torn:
            _cut(paths[-1], end)
            self._note(
                f"{paths[-1]}: {len(torn)} bytes of an entry that a crash tore were cut off after entry {link[0]}"
            )
        if link != head:
            # The process was killed between the entry and its head: it is whole, so it counts from here on.
            write_head(self._folder, link)
        return paths[-1], end, link


def _add(path: Path, size: int, line: bytes) -> None:
    try:
        handle = opened(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        try:
            rest = memoryview(line)
            while rest:
                rest = rest[os.write(handle, rest) :]
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, size)  # a full disk: the half line goes, so that the log stays whole
            raise
        finally:
            os.close(handle)
        if size == 0:
            sync_folder(path.parent)
    except OSError as error:
        raise failed(path, error) from error


def _cut(path: Path, size: int) -> None:
    handle = opened(path, os.O_WRONLY)
    try:
        os.ftruncate(handle, size)
        os.fsync(handle)
    finally:
        os.close(handle)
