"""Numbers in words: a run of number words as one or more values.

Every language gives its words by value; how they add up is the same: parts grow smaller, a multiplier takes what
stands before it, and in Arabic the unit stands before the ten.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from ingest.languages.front import NumberWords, front
from ingest.languages.triggers import Triggers
from ingest.text import Text

TOKEN = re.compile(r"[^\W\d_]+")
_TEN = 10
_HUNDRED = 100
_THOUSAND = 1000
_TOP = 10**15


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number in words: its place, its value, whether it is an ordinal, and whether its word says "about"."""

    start: int
    end: int
    value: int
    ordinal: bool = False
    about: bool = False


@dataclass(frozen=True, slots=True)
class Speller:
    """One language's number words, compiled."""

    words: NumberWords
    run: re.Pattern[str]
    word: re.Pattern[str]
    triggers: Triggers
    unit_first: bool

    def spelled(self, text: Text, start: int, end: int) -> Iterator[Spelled]:
        """The numbers in words of a stretch, in order."""
        candidates = text.scanned(self._candidates, self._candidates)
        folded = text.folded
        reached = start
        for at in candidates[bisect_left(candidates, start) : bisect_left(candidates, end)]:
            if at >= reached and (run := self.run.match(folded, at, end)):
                reached = run.end()
                yield from self._split(folded, run.start("n"), reached)

    def _candidates(self, folded: str) -> list[int]:
        """Where a number in words may begin in a text, in order."""
        return [at for at, _ in self.triggers.find(folded)]

    def _split(self, folded: str, start: int, end: int) -> Iterator[Spelled]:
        tally = _Tally(self.unit_first)
        for found in self.word.finditer(folded, start, end):
            word = found.group()
            if not tally.take(self.words, word, found):
                if (number := self._number(tally, folded)) is not None:
                    yield number
                tally = _Tally(self.unit_first)
                tally.take(self.words, word, found)
        if (number := self._number(tally, folded)) is not None:
            yield number

    def _number(self, tally: _Tally, folded: str) -> Spelled | None:
        if tally.start < 0:
            return None
        word = folded[tally.start : tally.end]
        if word in self.words.weak and (tally.value == 1 or not self._counts(folded, tally.end)):
            return None
        if tally.value == 1 and not tally.ordinal:
            return None  # in every language the word for one is an article or a pronoun first
        return Spelled(tally.start, tally.end, tally.value, tally.ordinal, tally.about)

    def _counts(self, folded: str, end: int) -> bool:
        """Whether a word with another meaning stands before a noun of counting."""
        following = folded[end : end + 24].lstrip()
        return any(
            following.startswith(noun) and not following[len(noun) : len(noun) + 1].isalpha()
            for noun in self.words.counted
        )


@dataclass(slots=True)
class _Tally:
    """The value so far; `room` is what the next part must stay under."""

    unit_first: bool
    total: int = 0
    base: int = 0
    part: int = 0
    room: int = _TOP
    scale: int = _TOP
    start: int = -1
    end: int = -1
    ordinal: bool = False
    about: bool = False
    last: int = field(default=0)

    @property
    def value(self) -> int:
        return self.total + self.base + self.part

    def take(self, words: NumberWords, word: str, found: re.Match[str]) -> bool:
        """Adds the next word; False where it cannot belong to the same number."""
        if not self._add(words, word):
            return False
        self.start = found.start() if self.start < 0 else self.start
        self.end = found.end()
        return True

    def _add(self, words: NumberWords, word: str) -> bool:
        if (size := words.multipliers.get(word)) is not None:
            return self._multiply(size)
        if (value := words.about.get(word)) is not None:
            self.about = True
            return self.start < 0 and self._plus(value)
        if (value := words.ordinals.get(word)) is not None:
            fits = (not self.ordinal or self.room < _TOP) and self._plus(value)
            self.ordinal = self.ordinal or fits
            return fits
        value = words.cardinals.get(word, 0)
        return not self.ordinal and self._plus(value)

    def _plus(self, value: int) -> bool:
        if value < self.room:
            self.part, self.base = (self.part + value, self.base) if value < _HUNDRED else (0, self.base + value)
            self.room = _room_after(value, self.part)
        elif self.unit_first and 0 < self.last < _TEN and value % _TEN == 0 and _TEN < value < _HUNDRED:
            self.part += value
            self.room = 0
        else:
            return False
        self.last = value
        return True

    def _multiply(self, size: int) -> bool:
        if size >= _THOUSAND:
            return self._close(size)
        if size < _HUNDRED:
            if not 0 < self.part < size:
                return False
            self.part *= size
            self.room = size if size == _TEN else 0
        else:
            if self.base or self.part >= _HUNDRED or (not self.part and self.room <= size):
                return False
            self.base, self.part, self.room = max(self.part, 1) * size, 0, size
        self.last = size
        return True

    def _close(self, size: int) -> bool:
        if size >= self.scale:
            return False
        self.total += max(self.base + self.part, 1) * size
        self.base, self.part, self.room, self.scale, self.last = 0, 0, size, size, size
        return True


def _room_after(value: int, part: int) -> int:
    """What may follow: a unit after a ten, less than themselves after hundreds; French counts to 19 after 60, 80."""
    if value >= _HUNDRED:
        return _HUNDRED if value < _THOUSAND else value
    if value in {60, 80}:
        return 2 * _TEN
    if value == _TEN and part > _TEN:
        return 0
    return _TEN if value % _TEN == 0 and value > _TEN else 0


@cache
def speller(code: str) -> Speller:
    """The number words of one language."""
    language = front(code)
    words = language.numbers
    known = [*words.cardinals, *words.multipliers, *words.ordinals, *words.about]
    word = _either(known)
    joins = "".join(f"| {join} " for join in words.joins)
    glue = "(?: ?و|[ -])" if code == "ar" else f"(?:[ -]{joins})"
    edge = f"(?<!\\w)(?:{'|'.join(language.prefixes)})?" if language.prefixes else r"(?<![\w'])"
    edge = edge if code != "fr" else r"(?<!\w)"
    triggers = {found.group() for entry in known if (found := TOKEN.match(entry))}
    triggers |= {prefix + piece for prefix in language.prefixes for piece in triggers}
    return Speller(
        words=words,
        run=re.compile(rf"{edge}(?P<n>{word}(?:{glue}{word})*)(?!\w)"),
        word=re.compile(rf"{word}(?!\w)"),
        triggers=Triggers(triggers),
        unit_first=code == "ar",
    )


def _either(words: Iterable[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", " ").replace(r"\-", "-") for word in ordered) + ")"
