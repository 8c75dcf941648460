"""Which phrases a line of tokens holds, found in one pass: each word class, literal and kind of mention is one bit.

A rule is tried only on lines that hold everything it needs, so the cost of a line grows with what it says and not
with the number of rules. The pass is one Aho-Corasick automaton a language, over whole tokens.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import ahocorasick_rs


@dataclass(frozen=True, slots=True)
class Held:
    """What a line holds: its bits, and where each phrase begins, by the phrase's number."""

    bits: int
    places: Mapping[int, Sequence[int]]


class Phrases:
    """The phrases of one language and their bits; phrases may be added until a line is asked for.

    A phrase is given as the stretch of it that is looked for. Whoever adds it says whether that is its beginning:
    then where the stretch stands, a match may begin.
    """

    def __init__(self) -> None:
        self._bits: dict[frozenset[str], int] = {}
        self._by_piece: dict[str, int] = {}
        self._loose = 0
        self._always = 0
        self._automaton: ahocorasick_rs.AhoCorasick | None = None
        self._masks: list[int] = []

    def bit(self, pieces: Iterable[str], *, begins: bool = True) -> int:
        """The bit of a set of phrases, of which a line must hold one; an empty phrase stands in every line."""
        key = frozenset(pieces)
        if key not in self._bits:
            self._bits[key] = bit = 1 << len(self._bits)
            for piece in key:
                self._by_piece[piece] = self._by_piece.get(piece, 0) | bit
            self._automaton = None
        if not begins or "" in key:
            self._loose |= self._bits[key]
        return self._bits[key]

    def tells_where(self, bits: int) -> bool:
        """Whether all phrases of these bits are looked for by their beginnings."""
        return not bits & self._loose

    def held(self, line: str) -> Held:
        """What a line holds; tokens are separated by single blanks and end with one."""
        if self._automaton is None:
            self._build()
        assert self._automaton is not None
        places: dict[int, list[int]] = {}
        for index, start, _ in self._automaton.find_matches_as_indexes(" " + line, overlapping=True):
            # The blank in front makes the start of a stretch that of its first word.
            if index in places:
                places[index].append(start)
            else:
                places[index] = [start]
        bits, masks = self._always, self._masks
        for index in places:
            bits |= masks[index]
        return Held(bits, places)

    def begins(self, held: Held, bits: int) -> list[int]:
        """Where phrases of these bits begin on a line, in order."""
        masks = self._masks
        found = [at for index, places in held.places.items() if masks[index] & bits for at in places]
        return sorted(set(found)) if len(found) > 1 else found

    def _build(self) -> None:
        pieces = sorted(piece for piece in self._by_piece if piece)
        self._masks = [self._by_piece[piece] for piece in pieces]
        self._always = self._by_piece.get("", 0)
        self._automaton = ahocorasick_rs.AhoCorasick(pieces)
