"""An article's elements as lines of text, as a browser shows them: paragraphs, headings, items, rows, captions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from ingest.model import BlockKind
from ingest.parsing.html.article import Article, words_of
from ingest.parsing.html.noise import is_noise, parts_of
from ingest.parsing.html.vocabulary import WORDS
from ingest.parsing.marks import marks

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_LINKED = 0.7
_CELL = "\x1f"  # stands for the tab between cells until blanks are collapsed
_BETWEEN_CELLS = re.compile(f" ?{_CELL} ?")


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of the text and its kind."""

    text: str
    kind: BlockKind


@dataclass(slots=True)
class _Run:
    """Inline text that has not met the end of its block."""

    parts: list[str] = field(default_factory=list)
    linked: int = 0

    def add(self, text: str | None, in_link: bool) -> None:
        if text:
            self.parts.append(text)
            self.linked += len(text.strip()) if in_link else 0

    def taken(self) -> tuple[str, float]:
        """The collapsed text and the share of it that is links; the run is empty afterwards."""
        text = _BETWEEN_CELLS.sub("\t", _BLANKS.sub(" ", "".join(self.parts)).strip(" "))
        share = self.linked / max(len(text), 1)
        self.parts, self.linked = [], 0
        return text, share


def pieces_of(article: Article, title: str | None) -> list[Piece]:
    """The article's lines in order; the headline is the heading, or the page's title where there is none."""
    found = list(_walk(article))
    if title and not any(piece.kind is BlockKind.HEADLINE for piece in found):
        rest = [piece for piece in found if piece.text != title]
        return [Piece(title, BlockKind.HEADLINE), *rest]
    return found


def _walk(article: Article) -> Iterator[Piece]:
    walker = _Walker(article)
    walker.enter(article.root, BlockKind.BODY, article.root is article.body or article.explicit)
    if article.headline is not None and not walker.headline:
        yield Piece(words_of(article.headline), BlockKind.HEADLINE)
    yield from walker.pieces


class _Walker:
    """Goes through the article once, and keeps what belongs to it."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._outside = set(article.body.iterancestors())
        self._run = _Run()
        self.pieces: list[Piece] = []
        self.headline = False

    def enter(self, element: HtmlElement, kind: BlockKind, kept: bool) -> None:
        """Takes an element with all in it; `kept` says whether its plain text belongs to the article."""
        if element is not self._article.root and is_noise(element):
            return
        outer, (kind, kept) = kind, self._role(element, kind, kept)
        block = element.tag in WORDS.blocks or (kind is BlockKind.HEADER and outer is not kind)
        if block:
            self._flush(kind, kept)
        self._run.add(element.text, element.tag == "a")
        for child in element:
            self._child(child, kind, kept)
        if block:
            self._flush(kind, kept)

    def _child(self, child: HtmlElement, kind: BlockKind, kept: bool) -> None:
        if child.tag == "br":
            self._flush(kind, kept)
        elif child.tag in {"td", "th"} and self._run.parts:
            # Cells of a row stand in one line with tabs between, as in a browser's copy.
            self._run.add(_CELL, False)
            self._inline(child, kind, kept)
        elif child.tag in {"td", "th"} and not any(inner.tag in WORDS.blocks for inner in child.iterdescendants()):
            self._inline(child, kind, kept)
        else:
            self.enter(child, kind, kept)
        self._run.add(child.tail, False)

    def _inline(self, element: HtmlElement, kind: BlockKind, kept: bool) -> None:
        self._run.add(element.text, False)
        for child in element:
            self._child(child, kind, kept)

    def _role(self, element: HtmlElement, kind: BlockKind, kept: bool) -> tuple[BlockKind, bool]:
        """The kind of text that an element holds, and whether it belongs to the article."""
        if element is self._article.headline:
            return BlockKind.HEADLINE, True
        if element is self._article.body:
            return BlockKind.BODY, True
        if element in self._outside:
            return kind, kept
        parts = parts_of(element)
        if element.tag == "figcaption" or parts & WORDS.caption:
            return BlockKind.CAPTION, True
        if parts & WORDS.credit and element.tag in WORDS.blocks:
            return BlockKind.CREDIT, True
        if not self._in_body(element):
            return self._beside(element, parts, kind, kept)
        return kind, kept

    def _beside(self, element: HtmlElement, parts: set[str], kind: BlockKind, kept: bool) -> tuple[BlockKind, bool]:
        """Outside the body only what comes with a headline counts: byline, date, standfirst."""
        if parts & WORDS.standfirst:
            return BlockKind.BODY, True
        if parts & WORDS.byline or element.get("itemprop") in {"author", "datePublished"}:
            return BlockKind.HEADER, True
        if element.tag in {"h2", "h3", "h4", "h5", "h6"} and kind is not BlockKind.HEADLINE:
            return kind, kept and self._article.explicit
        return kind, kept

    def _in_body(self, element: HtmlElement) -> bool:
        body = self._article.body
        return element is body or any(outer is body for outer in element.iterancestors())

    def _flush(self, kind: BlockKind, kept: bool) -> None:
        text, linked = self._run.taken()
        if not kept or not text.strip("\u00a0\u200b\ufeff \t|·•-–—"):
            return
        known = marks()
        if kind is BlockKind.BODY:
            # A credit is often a link and little else; it tells whose text this is.
            is_menu = linked >= _LINKED and len(text) < 160 and not known.is_credit(text)
            if is_menu or (known.is_related(text) and linked > 0.2):
                return
            kind = self._told_by_words(text)
        elif kind is BlockKind.CAPTION and known.is_credit(text):
            kind = BlockKind.CREDIT
        if known.comments_at(text) == 0:
            return
        self.headline = self.headline or kind is BlockKind.HEADLINE
        self.pieces.append(Piece(text, kind))

    def _told_by_words(self, text: str) -> BlockKind:
        """A line of prose may still be a credit, a caption or a byline by its words."""
        known = marks()
        if known.is_credit(text):
            return BlockKind.CREDIT
        if known.is_caption(text):
            return BlockKind.CAPTION
        early = all(piece.kind is not BlockKind.BODY for piece in self.pieces)
        return BlockKind.HEADER if early and len(text) < 120 and known.is_byline(text) else BlockKind.BODY
