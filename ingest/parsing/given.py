"""What a source tells of a document that does not tell it itself: where it was read, and on which day it came out."""

from __future__ import annotations

from dataclasses import replace

from graph.model import DateBasis
from ingest.model import Metadata, RawDocument
from ingest.parsing.printed import with_url_date
from ingest.parsing.urls import host_of, publisher_of


def with_given(raw: RawDocument, metadata: Metadata) -> Metadata:
    """The metadata with the source's address and day, where the document gives none of its own.

    An address on another host than the one it was read from is a claim that anyone can make, and is left.
    """
    if raw.url is not None and (metadata.url is None or host_of(metadata.url) != host_of(raw.url)):
        publisher = metadata.publisher
        if publisher is None or (metadata.url is not None and publisher == publisher_of(metadata.url)):
            publisher = publisher_of(raw.url)
        metadata = replace(metadata, url=raw.url, publisher=publisher)
    if metadata.published is None and raw.published is not None:
        return replace(metadata, published=raw.published, published_basis=DateBasis.INFERRED_FROM_METADATA)
    return metadata if metadata.published is not None or raw.url is None else with_url_date(metadata)
