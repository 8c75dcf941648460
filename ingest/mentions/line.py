"""A sentence as one line of tokens, where each mention is a single mask character."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from graph.model import Span
from ingest.languages.patterns import Pattern, mask_of
from ingest.languages.phrases import Held, Phrases
from ingest.languages.tokens import token_spans, tokens_of
from ingest.model import Found
from ingest.text import Text


@dataclass(slots=True)
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


@dataclass(slots=True)
class Line:
    """Tokens joined by blanks; `spans` are their places in the clean text, `founds` the mention behind each mask."""

    string: str
    starts: list[int]
    spans: list[Span]
    founds: list[Found | None]
    _bits: tuple[Phrases, int] | None = field(default=None, repr=False, compare=False)
    _held: tuple[Phrases, Held] | None = field(default=None, repr=False, compare=False)

    def held(self, phrases: Phrases) -> int:
        """The bits of the phrases that the line holds, looked for once; after a mention has covered words, perhaps
        also those of the words."""
        if self._bits is None or self._bits[0] is not phrases:
            self._bits = (phrases, self._places(phrases).bits)
        return self._bits[1]

    def _places(self, phrases: Phrases) -> Held:
        if self._held is None or self._held[0] is not phrases:
            self._held = (phrases, phrases.held(self.string))
        return self._held[1]

    def hits(self, pattern: Pattern) -> Sequence[Hit]:
        """The matches of a pattern, left to right."""
        if not pattern.may_match(self.held(pattern.phrases)):
            return ()
        return self.matches(pattern)

    def matches(self, pattern: Pattern) -> Sequence[Hit]:
        """The matches of a pattern that an index has found fit to be tried."""
        if not pattern.leads:
            return [Hit(self, match) for match in pattern.regex.finditer(self.string)]
        found, reached = [], 0
        for at in pattern.phrases.begins(self._places(pattern.phrases), pattern.leads):
            if at >= reached and (match := pattern.regex.match(self.string, at)):
                found.append(Hit(self, match))
                reached = match.end()
        return found

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

    def covered(self, text: Text, mentions: Iterable[Found]) -> Line:
        """The line with further mentions, which do not overlap, in the place of the tokens that they cover."""
        pieces, spans, founds = self.string.split(" ")[:-1], self.spans.copy(), self.founds.copy()
        held = self._bits
        for mention in sorted(mentions, key=lambda found: found.span, reverse=True):
            first = bisect_right(spans, mention.span.start, key=lambda span: span.end)
            last = bisect_left(spans, mention.span.end, key=lambda span: span.start)
            before, after = spans[first].start, spans[last - 1].end
            middle = _Tokens(text)
            # A mention may end within a token: the Arabic letter before a name is a token of its own then.
            middle.plain(before, mention.span.start)
            middle.mention(mention)
            middle.plain(mention.span.end, after)
            if len(middle.spans) > 1:
                held = None
            pieces[first:last], spans[first:last], founds[first:last] = middle.pieces, middle.spans, middle.founds
            held = held and (held[0], held[1] | held[0].held(f"{middle.pieces[0]} ").bits)
        return _line(pieces, spans, founds, held)


class _Tokens:
    """Tokens of a text as they are read."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.all = text.scanned(tokens_of, tokens_of)
        self.pieces: list[str] = []
        self.spans: list[Span] = []
        self.founds: list[Found | None] = []

    def plain(self, start: int, end: int) -> None:
        """The words of a stretch without mentions; a mention may begin or end within a token."""
        if start >= end:
            return
        between = self.all.between(start, end)
        if between is None:
            spans = token_spans(self.text.folded, start, end)
            between = [span.of(self.text.folded) for span in spans], spans
        self.pieces += between[0]
        self.spans += between[1]
        self.founds += [None] * len(between[0])

    def mention(self, found: Found) -> None:
        """One mention."""
        self.pieces.append(mask_of(found.kind, oblique=found.register == "case"))
        self.spans.append(found.span)
        self.founds.append(found)


def build_line(text: Text, span: Span, founds: Iterable[Found]) -> Line:
    """The line of a sentence; `founds` must not overlap."""
    tokens = _Tokens(text)
    position = span.start
    for found in sorted(founds, key=lambda f: f.span):
        tokens.plain(position, found.span.start)
        tokens.mention(found)
        position = found.span.end
    tokens.plain(position, span.end)
    return _line(tokens.pieces, tokens.spans, tokens.founds, None)


def _line(pieces: list[str], spans: list[Span], founds: list[Found | None], held: tuple[Phrases, int] | None) -> Line:
    string = " ".join([*pieces, ""])
    # One blank stands behind each piece.
    starts = [letters + index for index, letters in enumerate(accumulate(map(len, pieces[:-1]), initial=0))]
    return Line(string, starts if pieces else [], spans, founds, held)
