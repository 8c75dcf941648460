"""One item of a feed, as a document of its own: a JSON Feed 1.1 that holds it alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

VERSION = "https://jsonfeed.org/version/1.1"
MEDIA_TYPE = "application/feed+json"


@dataclass(frozen=True, slots=True)
class Item:
    """What a feed says of one of its items.

    `title` and `summary` are plain, `content` is HTML; dates are RFC 3339, without a zone where the feed gives none;
    `captions` are what it says of the item's pictures, with their addresses; `publisher` is its own name where the
    item is of its own site.
    """

    id: str
    url: str | None = None
    title: str | None = None
    language: str | None = None
    published: str | None = None
    updated: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    summary: str | None = None
    content: str | None = None
    captions: tuple[tuple[str, str], ...] = ()


def to_bytes(item: Item) -> bytes:
    """The item alone as a feed; equal items give equal bytes."""
    fields = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "language": item.language,
        "date_published": item.published,
        "date_modified": item.updated,
        "authors": [{"name": name} for name in item.authors] or None,
        "summary": item.summary,
        "content_html": item.content,
        "attachments": [{"url": url, "title": title} for url, title in item.captions] or None,
    }
    feed = {"version": VERSION, "title": item.publisher, "items": [_said(fields)]}
    return json.dumps(_said(feed), ensure_ascii=False, indent=1).encode("utf-8", "replace")


def name_of(item: Item) -> str:
    """What names an item that gives itself no id: its address, else a digest of what it says."""
    words = "\x00".join(part or "" for part in (item.title, item.published, item.summary, item.content))
    return item.url or sha256(words.encode("utf-8", "replace")).hexdigest()[:16]


def _said(fields: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in fields.items() if value is not None}
