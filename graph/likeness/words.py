"""The words of a name, each with the ways it may sound, and how alike two of them are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from graph.likeness.classes import CLASSES, VOWELS, first_classes
from graph.likeness.sounds import Sounds, first_sound_agrees, sound_likeness, sounds

_INITIAL = 0.85
# Of two words joined, so many ways of each are kept.
_WAYS_OF_PART = 2
# A word more than so many times as long as another is no spelling of it.
_LONGEST_RATIO = 2.2
_CONSONANTS_OF_SYLLABLE = 2


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """One word of a name; the same only as an object, see `Sounds`.

    `strict` are the ways to compare by where both names are of one script, `starts` the classes of the first sounds.
    An `initial` is one letter, a `weak` word may be left out freely, `long` has more than one syllable.
    """

    ways: tuple[Sounds, ...]
    strict: tuple[Sounds, ...]
    script: str
    weight: float
    starts: frozenset[str]
    long: bool
    initial: bool = False
    weak: bool = False


def make_word(
    ways: Iterable[Sounds],
    script: str,
    *,
    strict: Iterable[Sounds] = (),
    initial: bool = False,
    weak: bool = False,
) -> Word | None:
    """A word of the ways it may sound, the likeliest first; None where it has no sound."""
    heard = tuple(dict.fromkeys(way for way in ways if way.text))
    if not heard:
        return None
    own = tuple(dict.fromkeys(way for way in strict if way.text)) or heard
    starts = frozenset(start for way in (*heard, *own) for start in first_classes(way.text))
    return Word(heard, own, script, round(heard[0].size ** 0.5, 6), starts, _is_long(heard[0]), initial, weak)


@lru_cache(maxsize=262144)
def word_likeness(left: Word, right: Word) -> float:
    """How alike two words are in the ways of hearing them that are most alike; symmetric."""
    if left is right:
        return 1.0
    if left.starts.isdisjoint(right.starts):
        return 0.0
    one_script = left.script == right.script
    mine, other = (left.strict, right.strict) if one_script else (left.ways, right.ways)
    if left.initial or right.initial:
        agree = any(first_sound_agrees(a, b) for a in mine for b in other)
        return (1.0 if left.initial and right.initial else _INITIAL) if agree else 0.0
    best = 0.0
    for a in mine:
        for b in other:
            if a.size <= _LONGEST_RATIO * b.size and b.size <= _LONGEST_RATIO * a.size:
                best = max(best, sound_likeness(a, b))
    return best


@lru_cache(maxsize=65536)
def join(first: Word, second: Word) -> Word:
    """Two words written as one."""
    return Word(
        _joined(first.ways, second.ways),
        _joined(first.strict, second.strict),
        first.script,
        round((first.weight**2 + second.weight**2) ** 0.5, 6),
        first.starts,
        long=True,
    )


def _joined(first: tuple[Sounds, ...], second: tuple[Sounds, ...]) -> tuple[Sounds, ...]:
    return tuple(
        sounds(a.text + b.text[a.text[-1] == b.text[0] :], a.loose or b.loose)
        for a in first[:_WAYS_OF_PART]
        for b in second[:_WAYS_OF_PART]
    )


def _is_long(way: Sounds) -> bool:
    """Whether a word has two syllables: two groups of vowels, or three consonants where vowels are left out."""
    groups = sum(1 for at, s in enumerate(way.text) if s in VOWELS and (at == 0 or way.text[at - 1] not in VOWELS))
    return groups > 1 or (way.loose and sum(1 for s in way.text if CLASSES[s] != {""}) > _CONSONANTS_OF_SYLLABLE)
