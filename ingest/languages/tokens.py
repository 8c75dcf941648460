"""Tokens of folded text: words, single punctuation marks and, in Chinese, single characters."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from graph.model import Span

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Private-use characters stand for masked mentions and are tokens of their own.
MASK = "\ue000-\ue0ff"
_TOKEN = re.compile(rf"[{_HAN}{MASK}]|[^\W{_HAN}{MASK}]+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text in order: their folded words, where they start, and their spans."""

    words: list[str]
    starts: list[int]
    spans: list[Span]

    def between(self, start: int, end: int) -> tuple[list[str], list[Span]] | None:
        """Words and spans of the tokens between two offsets; None where an offset lies within a token."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        if (first > 0 and self.spans[first - 1].end > start) or (last > first and self.spans[last - 1].end > end):
            return None
        return self.words[first:last], self.spans[first:last]


# A text has thousands of tokens: their spans are made without the call of `Span.__new__`.
_new = tuple.__new__


def tokens_of(folded: str) -> Tokens:
    """The tokens of a text."""
    spans = [_new(Span, match.span()) for match in _TOKEN.finditer(folded)]
    return Tokens(_TOKEN.findall(folded), [span[0] for span in spans], spans)


def token_spans(folded: str, start: int, end: int) -> list[Span]:
    """The spans of the tokens between two offsets, in order."""
    return [Span(*match.span()) for match in _TOKEN.finditer(folded, start, end)]


def tokens(folded: str) -> list[str]:
    """The tokens of a short folded text, such as a lexicon entry."""
    return _TOKEN.findall(folded)
