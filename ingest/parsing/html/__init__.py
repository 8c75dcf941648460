"""News pages: the article's own words in order, without the page around them, and the page's metadata."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from graph.errors import UnreadableDocument
from graph.model import Span
from ingest.detect import detect_language
from ingest.model import Block, BlockKind, Parsed
from ingest.parsing.html.article import find_article
from ingest.parsing.html.blocks import Piece, pieces_of
from ingest.parsing.html.jsonld import article_body, article_data
from ingest.parsing.html.metadata import page_metadata, page_title

_ENOUGH = 40  # letters under which a page shows no article
_PARAGRAPHS = re.compile(r"\s*[\r\n]+\s*")


def parse_html(location: str, text: str) -> Parsed:
    """The page's article; UnreadableDocument where it has none, or is nested beyond reason."""
    page = tree_of(location, text)
    data = article_data(page)
    title = page_title(page)
    pieces = _article_pieces(page, title) or _from_data(data, title)
    if not pieces:
        raise UnreadableDocument(location, "has no text of an article; give a page that shows its text")
    joined, blocks = _joined(pieces)
    prose = "\n".join(piece.text for piece in pieces if piece.kind is BlockKind.BODY)
    metadata = page_metadata(page, data, joined, blocks, detect_language(prose))
    return Parsed(joined, blocks, metadata, "text/html")


def tree_of(location: str, text: str) -> HtmlElement:
    """The page as a tree, without comments; UnreadableDocument where it is none, or is nested too deeply."""
    # The bytes are UTF-8 whatever the page declares; entities and addresses outside the page are never fetched.
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        page = document_fromstring(text.encode("utf-8", "surrogatepass"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument(location, "has no text of an article; it cannot be read as HTML") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnreadableDocument(location, "is nested too deeply to be read; save its text as .txt")
    return page


def _article_pieces(page: HtmlElement, title: str | None) -> list[Piece]:
    article = find_article(page, title)
    if article is None:
        return []
    pieces = pieces_of(article, title)
    letters = sum(len(piece.text) for piece in pieces if piece.kind is BlockKind.BODY)
    return pieces if letters >= _ENOUGH else []


def _from_data(data: dict[str, object], title: str | None) -> list[Piece]:
    """The text that a page without visible text carries for search engines."""
    body = article_body(data)
    if body is None:
        return []
    head = [Piece(title, BlockKind.HEADLINE)] if title else []
    return head + [Piece(part, BlockKind.BODY) for part in _PARAGRAPHS.split(body) if part.strip()]


def _joined(pieces: list[Piece]) -> tuple[str, tuple[Block, ...]]:
    blocks: list[Block] = []
    at = 0
    for piece in pieces:
        blocks.append(Block(Span(at, at + len(piece.text)), piece.kind))
        at += len(piece.text) + 1
    return "\n".join(piece.text for piece in pieces), tuple(blocks)
