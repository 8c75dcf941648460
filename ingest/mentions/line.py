"""A sentence as one line of tokens, where each mention is a single mask character."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.model import Span
from ingest.languages.patterns import Pattern, mask_of
from ingest.languages.tokens import token_spans
from ingest.model import Found
from ingest.text import Text


@dataclass(frozen=True, slots=True)
class Hit:
    """One match of a pattern on a line, in token indexes."""

    line: Line
    match: re.Match[str]

    @property
    def span(self) -> Span:
        """The stretch of text that the whole match covers."""
        return self.line.stretch(self.match.start(), self.match.end())

    def has(self, group: str) -> bool:
        """Whether the pattern has the group and it took part in the match."""
        return group in self.match.re.groupindex and self.match[group] is not None

    def group_span(self, group: str) -> Span:
        """The stretch of text of one group."""
        return self.line.stretch(self.match.start(group), self.match.end(group))

    def found(self, group: str) -> list[Found]:
        """The mentions of one group, in order; empty where it took no part."""
        if not self.has(group):
            return []
        return self.line.found_between(self.match.start(group), self.match.end(group))

    def words(self, group: str) -> list[str]:
        """The folded tokens of one group."""
        return self.match[group].split()


@dataclass(frozen=True, slots=True)
class Line:
    """Tokens joined by blanks; `spans` are their places in the clean text, `founds` the mention behind each mask."""

    string: str
    starts: tuple[int, ...]
    spans: tuple[Span, ...]
    founds: tuple[Found | None, ...]
    words: frozenset[str]

    def hits(self, pattern: Pattern) -> Iterator[Hit]:
        """The matches of a pattern, left to right."""
        if pattern.may_match(self.words, self.string):
            for match in pattern.regex.finditer(self.string):
                yield Hit(self, match)

    def index(self, position: int) -> int:
        """The token that starts at or after a position of the string."""
        return bisect_left(self.starts, position)

    def stretch(self, start: int, end: int) -> Span:
        """The stretch of text behind two positions of the string."""
        first, last = self.index(start), self.index(end)
        return Span(self.spans[first].start, self.spans[max(first, last - 1)].end)

    def found_between(self, start: int, end: int) -> list[Found]:
        """The mentions between two positions of the string."""
        return [found for found in self.founds[self.index(start) : self.index(end)] if found is not None]

    def all_founds(self) -> list[Found]:
        """Every mention of the line, in order."""
        return [found for found in self.founds if found is not None]


def build_line(text: Text, span: Span, founds: Iterable[Found], attached: str) -> Line:
    """The line of a sentence; `founds` must not overlap. `attached` letters are split off for the word test only."""
    pieces: list[str] = []
    spans: list[Span] = []
    owners: list[Found | None] = []
    position = span.start

    def plain(start: int, end: int) -> None:
        for first, last in token_spans(text.folded, start, end):
            pieces.append(text.folded[first:last])
            spans.append(Span(first, last))
            owners.append(None)

    for found in sorted(founds, key=lambda f: f.span):
        plain(position, found.span.start)
        pieces.append(mask_of(found.kind, oblique=found.register == "case"))
        spans.append(found.span)
        owners.append(found)
        position = found.span.end
    plain(position, span.end)
    starts, at = [], 0
    for piece in pieces:
        starts.append(at)
        at += len(piece) + 1
    words = set(pieces)
    if attached:
        words |= {piece[1:] for piece in pieces if piece[0] in attached and len(piece) > 1}
    string = "".join(piece + " " for piece in pieces)
    return Line(string, tuple(starts), tuple(spans), tuple(owners), frozenset(words))
