"""How alike two names are word by word: words in one order, two words against one where spellers part or join them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from graph.likeness.names import Reading
from graph.likeness.words import Word, join, word_likeness

# What a word that the other name lacks takes off: inside a name, at its ends, and in a name of syllables.
MISSING, MISSING_AT_END, MISSING_SYLLABLE = 0.06, 0.12, 0.30
# Both names have a word that the other lacks: they disagree.
DISAGREEMENT = 0.30
REORDERED = 0.03
# A word less alike than this makes the whole less likely, one even less alike two people.
DOUBTFUL, DOUBT = 0.62, 0.8
WORD_ACROSS = 0.55
# Within a script all words are nearly alike: other letters are another name.
WORD = 0.80
# In names of syllables one syllable less alike than this makes two people: where both names are spelled as their own
# language spells them, where one is written as it sounds, and where one writes two syllables as one word. All of them
# together must be as alike as `SYLLABLES`.
SYLLABLE, SYLLABLE_ACROSS, SYLLABLES_JOINED = 0.85, 0.75, 0.82
SYLLABLES = 0.83
_OWN_SPELLING = frozenset({"latin", "han-vietnamese", "han-pinyin"})
APART = 0.60
ONE_WORD = 0.70
# So alike that no other order of the words is tried.
SURE = 0.9
# Words less alike than this are not taken for one another.
LEAST = 0.35
# Two words are joined only where neither fits alone.
FITS = 0.9


class Path(NamedTuple):
    """The best way to pair the words so far."""

    gain: float
    weight: float
    alike: float
    worst: float
    worst_joined: float
    pairs: int
    missing: tuple[int, int]
    loss: float


_START = Path(0.0, 0.0, 0.0, 1.0, 1.0, 0, (0, 0), 0.0)


def align(left: Reading, right: Reading) -> float:
    """The likeness of two readings, over the orders in which family and given names come; symmetric."""
    if (left.whole and right.syllabic) or (right.whole and left.syllabic) or _cannot_match(left.words, right.words):
        return 0.0
    syllabic = left.syllabic or right.syllabic
    best = _score(left.words, right.words, syllabic)
    if best >= SURE:
        return best
    # The shorter name is turned: that tells as much as turning the other, and takes fewer turns.
    few, many = sorted((left.words, right.words), key=len)
    return max([best, *(_score(words, many, syllabic) - REORDERED for words in _turns(few))])


def _cannot_match(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Whether fewer words than it takes have anything to do with a word of the other name.

    Names of as many words must have words alike; in others a word may be part of one, which begins alike at least.
    """
    least = min(len(left), len(right), 2)
    may_be = _alike if len(left) == len(right) else _begin_alike
    return _met(left, right, may_be) < least or _met(right, left, may_be) < least


def _met(words: Sequence[Word], others: Sequence[Word], may_be: Callable[[Word, Word], bool]) -> int:
    return sum(1 for word in words if any(may_be(word, other) for other in others))


def _alike(left: Word, right: Word) -> bool:
    return word_likeness(left, right) >= LEAST


def _begin_alike(left: Word, right: Word) -> bool:
    return not left.starts.isdisjoint(right.starts)


def _turns(words: tuple[Word, ...]) -> list[tuple[Word, ...]]:
    """The last word first, and the first word last."""
    if len(words) < 2:
        return []
    ends = [words[-1:] + words[:-1], words[1:] + words[:1]]
    return ends[:1] if len(words) == 2 else ends


def _score(left: Sequence[Word], right: Sequence[Word], syllabic: bool) -> float:
    path = best_path(left, right, syllabic)
    if path.pairs == 0 or path.weight == 0.0:
        return 0.0
    score = path.alike / path.weight - path.loss - DISAGREEMENT * min(path.missing)
    if path.worst < DOUBTFUL:
        score -= (DOUBTFUL - path.worst) * DOUBT
    if path.worst < (WORD if left[0].script == right[0].script else WORD_ACROSS):
        score = min(score, APART)
    if syllabic and not (score >= SYLLABLES and _syllables_agree(path, left, right)):
        score = min(score, APART)
    if path.pairs < 2:
        score = min(score, ONE_WORD)
    return max(0.0, round(score, 6))


def _syllables_agree(path: Path, left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Whether every syllable of a name is alike enough."""
    script = left[0].script
    own = script == right[0].script and script in _OWN_SPELLING
    return path.worst >= (SYLLABLE if own else SYLLABLE_ACROSS) and path.worst_joined >= SYLLABLES_JOINED


def best_path(left: Sequence[Word], right: Sequence[Word], syllabic: bool) -> Path:
    """The way to pair words in order that gains most."""
    rows: list[list[Path]] = []
    for i in range(len(left) + 1):
        row: list[Path] = []
        rows.append(row)
        for j in range(len(right) + 1):
            if i == j == 0:
                row.append(_START)
                continue
            ways: list[Path] = []
            if i:
                ways.append(_without(rows[i - 1][j], left, i - 1, 0, syllabic))
            if j:
                ways.append(_without(row[j - 1], right, j - 1, 1, syllabic))
            if i and j:
                alike = word_likeness(left[i - 1], right[j - 1])
                ways.append(_with(rows[i - 1][j - 1], left[i - 1], right[j - 1], alike))
                if alike < FITS:
                    ways += _joins(rows, left, right, i, j)
            row.append(max(ways))
    return rows[-1][-1]


def _joins(rows: list[list[Path]], left: Sequence[Word], right: Sequence[Word], i: int, j: int) -> list[Path]:
    """The ways in which two words of one name are one long word of the other."""
    ways: list[Path] = []
    if i > 1 and right[j - 1].long:
        both = join(left[i - 2], left[i - 1])
        alike = word_likeness(both, right[j - 1])
        ways.append(_with(rows[i - 2][j - 1], both, right[j - 1], alike, joined=True))
    if j > 1 and left[i - 1].long:
        both = join(right[j - 2], right[j - 1])
        alike = word_likeness(left[i - 1], both)
        ways.append(_with(rows[i - 1][j - 2], left[i - 1], both, alike, joined=True))
    return ways


def _without(path: Path, words: Sequence[Word], at: int, side: int, syllabic: bool) -> Path:
    """The path with a word that the other name lacks."""
    word = words[at]
    if word.weak:
        return path
    ends = at in {0, len(words) - 1} and not word.initial
    loss = MISSING_SYLLABLE if syllabic else MISSING_AT_END if ends else MISSING
    gain, weight, alike, worst, worst_joined, pairs, (mine, other), lost = path
    missing = (mine + 1, other) if side == 0 else (mine, other + 1)
    return Path(gain - loss, weight, alike, worst, worst_joined, pairs, missing, lost + loss)


def _with(path: Path, left: Word, right: Word, alike: float, *, joined: bool = False) -> Path:
    """The path with two words taken for one another."""
    own = (left.weight + right.weight) / 2
    return Path(
        path.gain + own * (alike - LEAST),
        path.weight + own,
        path.alike + own * alike,
        min(path.worst, alike),
        min(path.worst_joined, alike) if joined else path.worst_joined,
        path.pairs + 1,
        path.missing,
        path.loss,
    )
