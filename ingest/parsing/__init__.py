"""Bytes to a text in blocks, by media type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from graph.errors import UnreadableDocument
from ingest.model import BlockKind, Parsed, RawDocument
from ingest.parsing.decode import decode
from ingest.parsing.given import with_given
from ingest.parsing.html import parse_html
from ingest.parsing.items import MEDIA_TYPE as ITEM
from ingest.parsing.items import parse_item
from ingest.parsing.plain import parse_plain
from ingest.parsing.sniff import media_type_of


def parse(raw: RawDocument) -> Parsed:
    """The document's text as it will be stored, its blocks in order and its metadata.

    UnreadableDocument says why nothing can be read: empty, binary, in no known encoding, or without text.
    """
    text = decode(raw)
    reader = _READERS[media_type_of(raw)]
    parsed = reader(raw.location, text)
    return _checked(raw, replace(parsed, metadata=with_given(raw, parsed.metadata)))


def _plain(location: str, text: str) -> Parsed:
    return parse_plain(text)


_READERS: dict[str, Callable[[str, str], Parsed]] = {
    "text/plain": _plain,
    "text/html": parse_html,
    ITEM: parse_item,
}


def _checked(raw: RawDocument, parsed: Parsed) -> Parsed:
    try:
        parsed.text.encode("utf-8")
    except UnicodeEncodeError as error:
        reason = f"holds half of a surrogate pair at character {error.start}; save it again in UTF-8"
        raise UnreadableDocument(raw.location, reason) from error
    if not any(block.kind in {BlockKind.BODY, BlockKind.HEADLINE} for block in parsed.blocks):
        raise UnreadableDocument(raw.location, "has no text of an article; give a page that shows its text")
    return parsed
