"""Documents on the web."""

from __future__ import annotations

from collections.abc import Iterator

from graph.errors import FetchError
from ingest.fetching import Client, Fetched
from ingest.fetching.canonical import canonical_url
from ingest.model import RawDocument, Skipped
from ingest.sources.limits import too_large


class UrlSource:
    """One address of http or https; FetchError at once where it is out of reach (docs/fetching.md)."""

    def __init__(self, url: str, max_bytes: int, client: Client) -> None:
        client.check(url)
        self._url = url
        self._max_bytes = max_bytes
        self._client = client

    def documents(self) -> Iterator[RawDocument | Skipped]:
        """What stands there, by the name of where it was found; or why it was not read."""
        try:
            fetched = self._client.get(self._url)
        except FetchError as error:
            yield Skipped(canonical_url(self._url), error.reason)
        else:
            yield document_of(fetched, self._max_bytes)


def document_of(fetched: Fetched, max_bytes: int) -> RawDocument | Skipped:
    """A fetched page as a document; its Content-Type goes along whole, since it may name the encoding."""
    place = canonical_url(fetched.url)
    if len(fetched.body) > max_bytes:
        return too_large(place, len(fetched.body), max_bytes)
    return RawDocument(place, fetched.body, fetched.media_type, place)
