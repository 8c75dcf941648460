"""Whole numbers in running text, in figures and in words, with their hedges, in every language of the front."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graph.model import Span
from ingest.dates import date_spans
from ingest.languages.front import FRONT_LANGUAGES, Front, front, whole_word
from ingest.model import FoundNumber
from ingest.numbers.figures import FIGURE, figures_of
from ingest.numbers.han import HAN, han_value
from ingest.numbers.words import TOKEN, Spelled, speller
from ingest.text import Text

_LOOK_BACK = 44
# What may stand between a hedge and its number.
_BETWEEN = r"(?: ?(?:an?|des|une?|una))? ?[$€£]?$"


def find_numbers(text: Text, sentence: Span, language: str) -> list[FoundNumber]:
    """The numbers of a sentence that count or rank something, in order; spans are clean offsets without the hedge.

    Left out are parts of dates, of resolution numbers, addresses and names, percentages, decimals and clock times.
    """
    if language not in FRONT_LANGUAGES:
        return []
    found = sorted(_candidates(text, sentence, language), key=lambda number: (number.start, -number.end))
    if not found:
        return []
    taken = date_spans(text, sentence, language)
    hedges = _hedges(language)
    numbers: list[FoundNumber] = []
    reached = sentence.start
    for number in found:
        if number.start < reached or _touches(number, taken):
            continue
        reached = number.end
        bound = hedges.bound(text.folded, number, sentence)
        numbers.append(FoundNumber(Span(number.start, number.end), number.value, bound, number.ordinal))
    return numbers


def _candidates(text: Text, sentence: Span, language: str) -> Iterator[Spelled]:
    folded = text.folded
    if FIGURE.search(folded, sentence.start, sentence.end):
        for figure in figures_of(language).figures(folded, sentence.start, sentence.end):
            yield Spelled(figure.start, figure.end, figure.value, figure.ordinal)
    if language == "zh":
        yield from _han(folded, sentence)
        return
    closed = figures_of(language)
    for word in speller(language).spelled(text, sentence.start, sentence.end):
        if not closed.closes(folded, word.start, word.end, sentence.start):
            yield word


def _han(folded: str, sentence: Span) -> Iterator[Spelled]:
    words = front("zh").numbers
    closed = re.compile(words.not_before)
    for found in HAN.finditer(folded, sentence.start, sentence.end):
        start, end = found.span()
        value = han_value(found.group())
        if value is None or folded[end : end + 2] == "分之" or folded[max(0, start - 2) : start] == "分之":
            continue
        if start and folded[start - 1].isdigit():
            continue
        ordinal = folded[max(sentence.start, start - 1) : start] == "第"
        alone = end - start == 1 and not (value > 1 and folded.startswith(words.counted, end))
        if (alone and not ordinal) or closed.match(folded, end):
            continue
        yield Spelled(start - ordinal, end, value, ordinal)


def _touches(number: Spelled, taken: list[Span]) -> bool:
    return any(span.start < number.end and number.start < span.end for span in taken)


@dataclass(frozen=True, slots=True)
class _Hedges:
    """What softens a number, before and after it."""

    before: tuple[tuple[str, re.Pattern[str]], ...]
    after: tuple[tuple[str, re.Pattern[str]], ...]
    lasts: frozenset[str]  # the words that a hedge may end in; empty where words are not set apart

    def bound(self, folded: str, number: Spelled, sentence: Span) -> str | None:
        """The bound that the words around a number give it: the longest hedge decides."""
        window = max(sentence.start, number.start - _LOOK_BACK)
        if self._may_be_hedged(folded[window : number.start]):
            hits = [
                (hedge.start(), bound)
                for bound, pattern in self.before
                if (hedge := pattern.search(folded, window, number.start))
            ]
            if hits:
                return min(hits)[1]
        for bound, pattern in self.after:
            if pattern.match(folded, number.end, sentence.end):
                return bound
        return "about" if number.about else None

    def _may_be_hedged(self, before: str) -> bool:
        """A cheap look at the last words, since most numbers have no hedge; two may stand between."""
        return not self.lasts or not self.lasts.isdisjoint(TOKEN.findall(before)[-3:])


@cache
def _hedges(language: str) -> _Hedges:
    known = front(language)
    lasts = {TOKEN.findall(words)[-1] for hedges in known.numbers.bounds.values() for words in hedges}
    prefixed = {prefix + word for prefix in known.prefixes for word in lasts}
    return _Hedges(
        tuple((bound, re.compile(_any(words, known) + _BETWEEN)) for bound, words in known.numbers.bounds.items()),
        tuple(
            (bound, re.compile(" ?" + _any(words, known)))
            for bound, words in known.numbers.bounds_after.items()
            if words
        ),
        frozenset() if known.script == "han" else frozenset(lasts | prefixed),
    )


def _any(words: tuple[str, ...], known: Front) -> str:
    """A pattern for any hedge; one that ends in an apostrophe touches the next word."""
    pattern = whole_word((re.escape(word) for word in words), known.prefixes, known.script != "han")
    return pattern.replace(r"'(?!\w)", "'")
