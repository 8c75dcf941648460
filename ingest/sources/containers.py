"""What holds many documents, a feed or an archive, is opened; anything else is one document."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Protocol

from ingest.model import RawDocument, Skipped
from ingest.sources.archives import archive_documents, is_archive
from ingest.sources.feeds import feed_items, is_feed

_HEAD = 4096


class _Source(Protocol):
    def documents(self) -> Iterator[RawDocument | Skipped]: ...


class OpenedSource:
    """A source whose feeds and archives are opened."""

    def __init__(self, source: _Source, max_bytes: int) -> None:
        self._source = source
        self._max_bytes = max_bytes

    def documents(self) -> Iterator[RawDocument | Skipped]:
        """The documents, those of each feed and archive in its place."""
        for item in self._source.documents():
            yield from opened(item, self._max_bytes)


class ArchiveSource:
    """An archive on disk, which may be larger than any document: it is read in place, and never unpacked to disk."""

    def __init__(self, path: Path, location: str, max_bytes: int) -> None:
        self._path = path
        self._location = location
        self._max_bytes = max_bytes

    def documents(self) -> Iterator[RawDocument | Skipped]:
        """The pages of the archive, or why it was not read."""
        try:
            with self._path.open("rb") as file:
                yield from archive_documents(file, self._location, self._max_bytes)
        except OSError as error:
            yield Skipped(self._location, f"cannot be read: {(error.strerror or str(error)).lower()}")


def opened(item: RawDocument | Skipped, max_bytes: int) -> Iterator[RawDocument | Skipped]:
    """The documents that a document holds: the items of a feed, the pages of an archive, or itself.

    By content alone; a page of an archive may be a feed, and there it ends: no archive is opened in another.
    """
    if isinstance(item, Skipped):
        yield item
    elif is_feed(item.body):
        yield from feed_items(item)
    elif item.container is None and is_archive(item.body[:_HEAD]):
        yield from archive_documents(BytesIO(item.body), item.location, max_bytes)
    else:
        yield item


def is_archive_file(path: Path) -> bool:
    """Whether a file is an archive, by its first bytes; False where it cannot be read."""
    try:
        with path.open("rb") as file:
            return is_archive(file.read(_HEAD))
    except OSError:
        return False
