"""Telling words, found as whole words in one pass over a stretch: most stretches hold none and cost no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import ahocorasick_rs


class Triggers:
    """Words of letters alone, without blanks."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(set(words))
        # A word cannot begin within another's match: matches do not reach beyond a word's letters.
        self._automaton = ahocorasick_rs.AhoCorasick(self._words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def find(self, folded: str) -> Iterator[tuple[int, str]]:
        """Where each word stands in a text, in order."""
        size = len(folded)
        for index, start, end in self._automaton.find_matches_as_indexes(folded):
            if not (start > 0 and folded[start - 1].isalpha()) and not (end < size and folded[end].isalpha()):
                yield start, self._words[index]
