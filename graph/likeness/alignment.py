"""How alike two names are word by word: words in one order, two words against one where spellers part or join them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from graph.likeness.names import Reading, Word
from graph.likeness.sounds import Sounds, first_sound_agrees, sound_likeness

# What a word that the other name lacks takes off: inside a name, at its ends, and in a name of syllables.
MISSING, MISSING_AT_END, MISSING_SYLLABLE = 0.06, 0.12, 0.30
# Both names have a word that the other lacks: they disagree.
DISAGREEMENT = 0.30
REORDERED = 0.03
# A word less alike than this makes the whole less likely, and two names of syllables two people.
DOUBTFUL, DOUBT = 0.62, 0.8
APART = 0.60
ONE_WORD = 0.70
_INITIAL = 0.85
# Words less alike than this are not taken for one another.
_LEAST = 0.35


class _Path(NamedTuple):
    """The best way to pair the words so far."""

    gain: float
    weight: float
    alike: float
    worst: float
    pairs: int
    missing: tuple[int, int]
    loss: float


_START = _Path(0.0, 0.0, 0.0, 1.0, 0, (0, 0), 0.0)


def align(left: Reading, right: Reading) -> float:
    """The likeness of two readings, over the orders in which family and given names come; symmetric."""
    syllabic = left.syllabic or right.syllabic
    best = _score(left.words, right.words, syllabic)
    if best > 1.0 - REORDERED or max(len(left.words), len(right.words)) < 2:
        return best
    turned = [_score(words, right.words, syllabic) for words in _turns(left.words)]
    turned += [_score(left.words, words, syllabic) for words in _turns(right.words)]
    return max([best, *(score - REORDERED for score in turned)])


def _turns(words: tuple[Word, ...]) -> list[tuple[Word, ...]]:
    """The last word first, and the first word last."""
    if len(words) < 2:
        return []
    ends = [words[-1:] + words[:-1], words[1:] + words[:1]]
    return ends[:1] if len(words) == 2 else ends


def _score(left: Sequence[Word], right: Sequence[Word], syllabic: bool) -> float:
    path = _best_path(left, right, syllabic)
    if path.pairs == 0 or path.weight == 0.0:
        return 0.0
    score = path.alike / path.weight - path.loss - DISAGREEMENT * min(path.missing)
    if path.worst < DOUBTFUL:
        score -= (DOUBTFUL - path.worst) * DOUBT
        if syllabic:
            score = min(score, APART)
    if path.pairs < 2:
        score = min(score, ONE_WORD)
    return max(0.0, score)


def _best_path(left: Sequence[Word], right: Sequence[Word], syllabic: bool) -> _Path:
    rows: list[list[_Path]] = []
    for i in range(len(left) + 1):
        row: list[_Path] = []
        rows.append(row)
        for j in range(len(right) + 1):
            if i == j == 0:
                row.append(_START)
                continue
            ways: list[_Path] = []
            if i:
                ways.append(_without(rows[i - 1][j], left, i - 1, 0, syllabic))
            if j:
                ways.append(_without(row[j - 1], right, j - 1, 1, syllabic))
            if i and j:
                ways.append(_with(rows[i - 1][j - 1], left[i - 1], right[j - 1]))
            if i > 1 and j:
                ways.append(_with(rows[i - 2][j - 1], join(left[i - 2], left[i - 1]), right[j - 1]))
            if i and j > 1:
                ways.append(_with(rows[i - 1][j - 2], left[i - 1], join(right[j - 2], right[j - 1])))
            row.append(max(ways))
    return rows[-1][-1]


def _without(path: _Path, words: Sequence[Word], at: int, side: int, syllabic: bool) -> _Path:
    """The path with a word that the other name lacks."""
    word = words[at]
    if word.weak:
        return path
    ends = at in {0, len(words) - 1} and not word.initial
    loss = MISSING_SYLLABLE if syllabic else MISSING_AT_END if ends else MISSING
    missing = (path.missing[0] + 1, path.missing[1]) if side == 0 else (path.missing[0], path.missing[1] + 1)
    return path._replace(gain=path.gain - loss, loss=path.loss + loss, missing=missing)


def _with(path: _Path, left: Word, right: Word) -> _Path:
    """The path with two words taken for one another."""
    alike = word_likeness(left, right)
    weight = (left.weight + right.weight) / 2
    return path._replace(
        gain=path.gain + weight * (alike - _LEAST),
        weight=path.weight + weight,
        alike=path.alike + weight * alike,
        worst=min(path.worst, alike),
        pairs=path.pairs + 1,
    )


@lru_cache(maxsize=262144)
def word_likeness(left: Word, right: Word) -> float:
    """How alike two words are in the ways of hearing them that are most alike."""
    if left.initial or right.initial:
        agree = any(first_sound_agrees(a, b) for a in left.ways for b in right.ways)
        return (1.0 if left.initial and right.initial else _INITIAL) if agree else 0.0
    return max(sound_likeness(a, b) for a in left.ways for b in right.ways)


@lru_cache(maxsize=65536)
def join(first: Word, second: Word) -> Word:
    """Two words written as one."""
    ways = dict.fromkeys(
        Sounds(_without_double(a.text, b.text), a.loose or b.loose) for a in first.ways[:3] for b in second.ways[:3]
    )
    return Word(tuple(ways), (first.weight**2 + second.weight**2) ** 0.5)


def _without_double(first: str, second: str) -> str:
    return first + second[1:] if first[-1] == second[0] else first + second
