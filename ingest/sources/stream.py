"""One document from a byte stream."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from ingest.model import RawDocument, Skipped
from ingest.sources.limits import too_large


class StreamSource:
    """Standard input, or any open stream, as one document at the location `-`."""

    def __init__(self, stream: BinaryIO, max_bytes: int) -> None:
        self._stream = stream
        self._max_bytes = max_bytes

    def documents(self) -> Iterator[RawDocument | Skipped]:
        """The whole stream; no more than the limit and one byte is read."""
        body = self._stream.read(self._max_bytes + 1)
        if len(body) > self._max_bytes:
            yield too_large("-", None, self._max_bytes)
        else:
            yield RawDocument("-", body)
