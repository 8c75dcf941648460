"""Which phrases a line of tokens holds, found in one pass: each word class, literal and kind of mention is one bit.

A rule is tried only on lines that hold everything it needs, so the cost of a line grows with what it says and not
with the number of rules. The pass is one Aho-Corasick automaton a language, over whole tokens.
"""

from __future__ import annotations

from collections.abc import Iterable

import ahocorasick_rs


class Phrases:
    """The phrases of one language and their bits; phrases may be added until a line is asked for."""

    def __init__(self) -> None:
        self._bits: dict[frozenset[str], int] = {}
        self._by_piece: dict[str, int] = {}
        self._always = 0
        self._automaton: ahocorasick_rs.AhoCorasick | None = None
        self._masks: list[int] = []

    def bit(self, pieces: Iterable[str]) -> int:
        """The bit of a set of phrases, of which a line must hold one; an empty phrase stands in every line."""
        key = frozenset(pieces)
        if key not in self._bits:
            self._bits[key] = bit = 1 << len(self._bits)
            for piece in key:
                self._by_piece[piece] = self._by_piece.get(piece, 0) | bit
            self._automaton = None
        return self._bits[key]

    def held(self, line: str) -> int:
        """The bits of all that a line holds; tokens are separated by single blanks and end with one."""
        if self._automaton is None:
            self._build()
        assert self._automaton is not None
        found, masks = self._always, self._masks
        for index in {hit[0] for hit in self._automaton.find_matches_as_indexes(" " + line, overlapping=True)}:
            found |= masks[index]
        return found

    def _build(self) -> None:
        pieces = sorted(piece for piece in self._by_piece if piece)
        self._masks = [self._by_piece[piece] for piece in pieces]
        self._always = self._by_piece.get("", 0)
        self._automaton = ahocorasick_rs.AhoCorasick(pieces)
