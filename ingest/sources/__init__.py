"""Where documents come from: a location is opened by the first source that knows its kind."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from graph.errors import UnknownLocation
from ingest.fetching import Client
from ingest.fetching.canonical import is_web_address
from ingest.model import RawDocument, Skipped
from ingest.sources.containers import OpenedSource
from ingest.sources.files import FileSource, FolderSource
from ingest.sources.stream import StreamSource
from ingest.sources.urls import UrlSource

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")


class Source(Protocol):
    """Something that holds documents."""

    def documents(self) -> Iterator[RawDocument | Skipped]:
        """The documents in a stable order; what is passed over is said with its reason."""
        ...


def open_location(location: str, max_bytes: int) -> Iterator[RawDocument | Skipped]:
    """The documents at a file, a folder (recursively, sorted) or `-` for standard input.

    UnknownLocation is raised before anything is read. A document of more than `max_bytes` comes as Skipped.
    """
    return source_at(location, max_bytes).documents()


def source_at(location: str, max_bytes: int, client: Client | None = None) -> Source:
    """The source for a location; UnknownLocation where nothing stands there or nothing reads it.

    Addresses of the web are read where `client` is given; FetchError where it may not go there. Feeds and archives
    give their items and pages.
    """
    return OpenedSource(_source_at(location, max_bytes, client), max_bytes)


def _source_at(location: str, max_bytes: int, client: Client | None) -> Source:
    if location == "-":
        return StreamSource(sys.stdin.buffer, max_bytes)
    path = Path(location)
    if path.is_dir():
        return FolderSource(path, max_bytes)
    if path.is_file():
        return FileSource(path, max_bytes)
    if client is not None and is_web_address(location):
        return UrlSource(location, max_bytes, client)
    if _URL.match(location):
        raise UnknownLocation(location, "is no address that is read here; give one of http or https, or a file")
    if path.exists():
        raise UnknownLocation(location, "is neither a file nor a folder; give one of these, or - for input")
    raise UnknownLocation(location, "nothing stands there; give a file, a folder, or - for standard input")
