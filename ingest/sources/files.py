"""Documents in the file system."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ingest.model import RawDocument, Skipped
from ingest.sources.archives import SUFFIXES as ARCHIVES
from ingest.sources.containers import ArchiveSource, is_archive_file
from ingest.sources.limits import too_large

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    # Of these only official records are read (docs/official.md).
    ".xml": "application/xml",
    ".csv": "text/csv",
    ".json": "application/json",
    ".rss": "application/rss+xml",
    ".atom": "application/atom+xml",
    ".jsonld": "application/ld+json",
}


class FileSource:
    """One file; a file that is named by the user is read whatever its extension."""

    def __init__(self, path: Path, max_bytes: int) -> None:
        self._path = path
        self._max_bytes = max_bytes

    def documents(self) -> Iterator[RawDocument | Skipped]:
        """The file's bytes, or why they were not read; an archive's pages, since it may be larger than any document."""
        location = location_of(self._path)
        if is_archive_file(self._path):
            yield from ArchiveSource(self._path, location, self._max_bytes).documents()
            return
        try:
            yield self._read(location)
        except OSError as error:
            yield Skipped(location, f"cannot be read: {(error.strerror or str(error)).lower()}")

    def _read(self, location: str) -> RawDocument | Skipped:
        size = self._path.stat().st_size
        if size > self._max_bytes:
            return too_large(location, size, self._max_bytes)
        with self._path.open("rb") as file:
            # One byte more than allowed: the file may have grown since.
            body = file.read(self._max_bytes + 1)
        if len(body) > self._max_bytes:
            return too_large(location, None, self._max_bytes)
        return RawDocument(location, body, MEDIA_TYPES.get(self._path.suffix.lower()))


class FolderSource:
    """A folder with all below it, sorted by name; links to folders are not followed."""

    def __init__(self, path: Path, max_bytes: int) -> None:
        self._path = path
        self._max_bytes = max_bytes

    def documents(self) -> Iterator[RawDocument | Skipped]:
        """The readable files; hidden ones and other kinds are reported as skipped."""
        yield from self._below(self._path)

    def _below(self, folder: Path) -> Iterator[RawDocument | Skipped]:
        try:
            entries = sorted(folder.iterdir(), key=lambda path: os.fsencode(path.name))
        except OSError as error:
            yield Skipped(location_of(folder), f"cannot be listed: {(error.strerror or str(error)).lower()}")
            return
        for entry in entries:
            reason = _why_not(entry)
            if reason is not None:
                yield Skipped(location_of(entry), reason)
            elif entry.is_dir():
                yield from self._below(entry)
            else:
                yield from FileSource(entry, self._max_bytes).documents()


def location_of(path: Path) -> str:
    """The path as text that can be stored: bytes that are not UTF-8 are written as escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _why_not(entry: Path) -> str | None:
    if entry.name.startswith("."):
        return "is hidden; rename it without the leading dot to read it"
    if entry.is_dir():
        return "is a link to a folder; give that folder itself" if entry.is_symlink() else None
    if not entry.is_file():
        return "is no regular file"
    if not entry.name.lower().endswith((*MEDIA_TYPES, *ARCHIVES)):
        return f"is none of {' '.join((*MEDIA_TYPES, *ARCHIVES))}; rename it, or name the file itself to read it"
    return None
