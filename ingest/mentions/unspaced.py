"""Names of people in scripts without blanks, where only what a name may be made of says how far it goes.

Behind a post stands a family name with one or two characters, a foreign name spelled by sound (its parts often set
apart by a dot), or a name in Latin letters. What might go on either way is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from graph.model import Span
from ingest.languages.language import NameShape
from ingest.mentions.line import Line
from ingest.model import Found
from ingest.text import Text, fold_for_matching

_DOTS = frozenset("·•‧・-")
_LONGEST_PART = 8
_LONGEST_LATIN = 5


def may_hold_names(line: Line, text: Text) -> bool:
    """Whether a line holds a post, behind which a name may stand, or a dot that may set parts of one apart."""
    if any(found is not None and found.kind == "J" for found in line.founds):
        return True
    return bool(line.spans) and not _DOTS.isdisjoint(text.folded[line.spans[0].start : line.spans[-1].end])


def find_unspaced_names(line: Line, text: Text, shape: NameShape, blocked: frozenset[int]) -> list[Found]:
    """The names of a line behind its posts, and those of several parts set apart by dots wherever they stand."""
    reader = _Reader(line, text, shape, blocked)
    names, taken = [], -1
    for first, last in reader.names():
        if first > taken:
            span = Span(line.spans[first].start, line.spans[last].end)
            names.append(Found(span, "P", label=" ".join(text.clean[span.start : span.end].split())))
            taken = last
    return names


def without_accidents(founds: list[Found], text: Text, span: Span, shape: NameShape) -> list[Found]:
    """The mentions that are no part of a longer word (`accidents`: the sea in Shanghai is no Haiti, and no
    Italy stands in the Vietnamese word for meaning)."""
    if not shape.accidents or not founds:
        return founds
    places = [match.span() for match in _accidents(shape.accidents).finditer(text.folded, span.start, span.end)]
    return [found for found in founds if not any(_cuts(found.span, *place) for place in places)]


@cache
def _accidents(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(_whole(word) for word in sorted(words, key=lambda word: (-len(word), word))))


def _whole(word: str) -> str:
    """The pattern of a word; where it is made of several parted by blanks, no longer one holds it (`Ý nghĩa`)."""
    escaped = re.escape(word)
    return rf"(?<!\w){escaped}(?!\w)" if " " in word else escaped


def _cuts(span: Span, start: int, end: int) -> bool:
    """Whether a mention shares characters with a word and does not hold it whole."""
    return start < span.end and span.start < end and not (span.start <= start and end <= span.end)


def names_in(text: Text, names: Iterable[str]) -> list[str]:
    """Those of the names (folded, parts set apart by blanks) of which a text may hold one, the longest first."""
    near = (name for name in names if fold_for_matching(name.partition(" ")[0]) in text.folded)
    return sorted(near, key=lambda name: (-len(name), name))


def find_names_again(line: Line, text: Text, names: Iterable[str]) -> list[Found]:
    """The people of a document again by `names`, in the order in which they are to be looked for."""
    if not line.spans:
        return []
    found: list[Found] = []
    free = [found is None for found in line.founds]
    first, end = line.spans[0].start, line.spans[-1].end
    starts = {span.start: index for index, span in enumerate(line.spans)}
    for name in names:
        for match in _written(name).finditer(text.folded, first, end):
            tokens = [i for i in range(starts.get(match.start(), 0), len(line.spans)) if _inside(line, i, match)]
            if match.start() in starts and tokens and all(free[i] for i in tokens):
                found.append(Found(Span(*match.span()), "P", label=text.clean[match.start() : match.end()]))
                for index in tokens:
                    free[index] = False
    return sorted(found, key=lambda f: f.span)


def _inside(line: Line, index: int, match: re.Match[str]) -> bool:
    return line.spans[index].start >= match.start() and line.spans[index].end <= match.end()


@lru_cache(maxsize=4096)
def _written(name: str) -> re.Pattern[str]:
    """A name as texts write it: with a dot or a blank between its parts."""
    parts = [re.escape(fold_for_matching(part)) for part in name.split()]
    source = f"[ {re.escape(''.join(sorted(_DOTS)))}]".join(parts)
    return re.compile(rf"(?<![a-z]){source}(?![a-z])" if name.isascii() else source)


class _Reader:
    """Reads names off one line; positions are token indexes, ranges are inclusive."""

    def __init__(self, line: Line, text: Text, shape: NameShape, blocked: frozenset[int]) -> None:
        self.line = line
        self.text = text
        self.shape = shape
        self.blocked = blocked

    def names(self) -> Iterator[tuple[int, int]]:
        """Ranges of names, left to right."""
        for index in range(len(self.line.spans)):
            before = self.line.founds[index - 1] if index else None
            behind_post = before is not None and before.kind == "J" and not before.anaphor
            last = self._name_at(index) if behind_post else self._dotted(index)
            if last >= index:
                yield index, last

    def _name_at(self, first: int) -> int:
        """The last token of the name behind a post; `first - 1` where none stands."""
        if self._is_latin(first):
            return self._latin_end(first)
        end = self._run_end(first)
        if self._is_dot(end + 1):
            return self._with_parts(first, end)
        word = self._string(first, end)
        return end if self._is_name(word) else first - 1

    def _is_name(self, word: str) -> bool:
        family = next((word[:n] for n in (2, 1) if word[:n] in self.shape.families), "")
        if family and 1 <= len(word) - len(family) <= 2:
            return True
        return 2 <= len(word) <= _LONGEST_PART and all(char in self.shape.syllables for char in word)

    def _dotted(self, first: int) -> int:
        """The end of a name of several parts that stands free at `first`; `first - 1` where none does."""
        if not self._by_sound(first) or self._may_belong(first - 1) or self._is_dot(first - 1):
            return first - 1
        return self._with_parts(first, self._sound_end(first))

    def _with_parts(self, first: int, end: int) -> int:
        """The end of the parts that dots add to the one before `end`; `first - 1` where there is no dot."""
        dots = 0
        while self._is_dot(end + 1) and self._by_sound(end + 2):
            end, dots = self._part_end(end + 2), dots + 1
        return end if dots else first - 1

    def _part_end(self, first: int) -> int:
        """The last token of one part: it may hold one character that is not known to spell sounds."""
        end = self._run_end(first)
        foreign = sum(not self._by_sound(index) for index in range(first, end + 1))
        return end if foreign <= 1 else self._sound_end(first)

    def _sound_end(self, index: int) -> int:
        end = index
        while end - index < _LONGEST_PART and self._by_sound(end + 1):
            end += 1
        return end

    def _run_end(self, index: int) -> int:
        """The last token before a boundary: a mention, a mark, a stop word or a phrase of some word class."""
        end = index - 1
        while end - index < _LONGEST_PART and self._may_belong(end + 1):
            end += 1
        return end

    def _latin_end(self, index: int) -> int:
        end = index
        while self._is_latin(end + 1) and end - index < _LONGEST_LATIN:
            end += 1
        return end if end > index else index - 1

    def _may_belong(self, index: int) -> bool:
        word = self._word(index)
        return len(word) == 1 and word.isalpha() and index not in self.blocked and word not in self.shape.stops

    def _by_sound(self, index: int) -> bool:
        return self._may_belong(index) and self._word(index) in self.shape.syllables

    def _is_dot(self, index: int) -> bool:
        return self._word(index) in _DOTS

    def _is_latin(self, index: int) -> bool:
        word = self._word(index)
        return len(word) > 1 and word.isascii() and word.isalpha() and self._capital(index)

    def _capital(self, index: int) -> bool:
        return self.text.clean[self.line.spans[index].start].isupper()

    def _word(self, index: int) -> str:
        if not 0 <= index < len(self.line.spans) or self.line.founds[index] is not None:
            return ""
        span = self.line.spans[index]
        return self.text.folded[span.start : span.end]

    def _string(self, first: int, last: int) -> str:
        return "".join(self._word(index) for index in range(first, last + 1))
