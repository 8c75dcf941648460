"""One item of a feed, as a JSON Feed 1.1 of itself: its title, its text, the captions of its pictures."""

from __future__ import annotations

import json
from dataclasses import replace

from graph.errors import UnreadableDocument
from graph.model import DateBasis, Span
from ingest.model import Block, BlockKind, Metadata, Parsed
from ingest.parsing.html.blocks import Piece
from ingest.parsing.html.fragments import fragment_pieces
from ingest.parsing.marks import marks
from ingest.parsing.printed import with_url_date
from ingest.parsing.urls import publisher_of

MEDIA_TYPE = "application/feed+json"
_CUT = "…. []"


def parse_item(location: str, text: str) -> Parsed:
    """The item's own words in lines; UnreadableDocument where the feed does not hold one item alone.

    A date of publication is the item's own word; one of its last change alone is an inference.
    """
    feed, item = _read(location, text)
    pieces = _pieces(location, item)
    metadata = Metadata(
        title=_text(item, "title"),
        url=_text(item, "url"),
        publisher=_text(feed, "title") or publisher_of(_text(item, "url") or ""),
        language=_text(item, "language"),
    )
    joined, blocks = _joined(pieces)
    return Parsed(joined, blocks, _dated(metadata, item), MEDIA_TYPE)


def _read(location: str, text: str) -> tuple[dict[str, object], dict[str, object]]:
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableDocument(location, "is no JSON; give the feed itself") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or len(items) != 1 or not isinstance(items[0], dict):
        raise UnreadableDocument(location, "is no feed of one item; give the feed itself")
    return feed, items[0]


def _pieces(location: str, item: dict[str, object]) -> list[Piece]:
    title = _text(item, "title")
    body = fragment_pieces(location, _text(item, "content_html") or "")
    said = "\n".join(piece.text for piece in body)
    summary = _text(item, "summary")
    head = [Piece(title, BlockKind.HEADLINE)] if title else []
    # Most summaries are the beginning of the text, cut off; one that is not says something of its own.
    if summary and summary.rstrip(_CUT) not in " ".join(said.split()):
        head.append(Piece(summary, BlockKind.BODY))
    captions = [Piece(line, _kind(line)) for line in _captions(item) if line not in said]
    return [*head, *(piece for piece in body if piece.text != title), *captions]


def _kind(line: str) -> BlockKind:
    return BlockKind.CREDIT if marks().is_credit(line) else BlockKind.CAPTION


def _captions(item: dict[str, object]) -> list[str]:
    attachments = item.get("attachments")
    found = (
        [_text(one, "title") for one in attachments if isinstance(one, dict)] if isinstance(attachments, list) else []
    )
    return [" ".join(words.split()) for words in found if words]


def _dated(metadata: Metadata, item: dict[str, object]) -> Metadata:
    """The metadata with the day that the item gives, in its own zone: the day as its readers see it."""
    for name, basis in (("date_published", DateBasis.STATED), ("date_modified", DateBasis.INFERRED_FROM_METADATA)):
        if moment := _text(item, name):
            return replace(metadata, published=moment[:10], published_basis=basis)
    return with_url_date(metadata)


def _joined(pieces: list[Piece]) -> tuple[str, tuple[Block, ...]]:
    blocks: list[Block] = []
    at = 0
    for piece in pieces:
        blocks.append(Block(Span(at, at + len(piece.text)), piece.kind))
        at += len(piece.text) + 1
    return "\n".join(piece.text for piece in pieces), tuple(blocks)


def _text(fields: dict[str, object], name: str) -> str | None:
    value = fields.get(name)
    return value.strip() or None if isinstance(value, str) else None
