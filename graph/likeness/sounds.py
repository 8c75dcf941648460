"""How far two sounds, and two words written in sounds, are from each other."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import combinations, product
from typing import NamedTuple

from graph.likeness.tables import rows

# What it costs to leave a sound out, and what it adds to the length of a word.
_OMISSION = {"vowel": 0.25, "glide": 0.3, "weak": 0.35, "silent": 0.05, "consonant": 1.0}
_WEIGHT = {"vowel": 0.5, "glide": 0.5, "weak": 0.6, "silent": 0.05, "consonant": 1.0}
# Arabic leaves short vowels out, Chinese puts vowels in to make syllables: there a vowel more or less tells little.
_OMISSION_OF_LOOSE_VOWEL = 0.1
# A letter of several sounds is a little less like each of them than that sound is like itself.
_DOUBT = 0.02
_OTHER = 1.0
_NEAR = 0.3


class Sounds(NamedTuple):
    """A word in sounds; `loose` says that its script writes fewer or more vowels than are spoken."""

    text: str
    loose: bool


class _Tables(NamedTuple):
    swap: dict[str, dict[str, float]]
    omission: dict[str, float]
    weight: dict[str, float]
    vowels: frozenset[str]


@lru_cache(maxsize=262144)
def sound_likeness(left: Sounds, right: Sounds) -> float:
    """How alike two words sound: 1 for the same sounds, 0 for nothing in common; symmetric."""
    if left.text == right.text:
        return 1.0
    if left > right:
        left, right = right, left
    size = (size_of(left) + size_of(right)) / 2
    return max(0.0, 1.0 - _distance(left, right) / size) if size > 0 else 0.0


def size_of(word: Sounds) -> float:
    """How long a word is, vowels counted half."""
    weight = _tables().weight
    return sum(weight[sound] for sound in word.text)


def first_sound_agrees(left: Sounds, right: Sounds) -> bool:
    """Whether two words may begin with the same sound, as an initial does."""
    return _tables().swap[left.text[0]][right.text[0]] <= _NEAR


def sounds_of() -> dict[str, str]:
    """The plain sounds that each sound stands for."""
    return {row["sound"]: row["stands_for"] or row["sound"] for row in rows("sounds.tsv")}


def _distance(left: Sounds, right: Sounds) -> float:
    """The least cost of the swaps and omissions that turn one word into the other."""
    swap = _tables().swap
    omit_left, omit_right = _omissions(left, right.loose), _omissions(right, left.loose)
    row = [0.0]
    for cost in omit_right:
        row.append(row[-1] + cost)
    for sound, omit in zip(left.text, omit_left, strict=True):
        costs = swap[sound]
        corner, here = row[0], row[0] + omit
        row[0] = here
        for at, (other, omit_other) in enumerate(zip(right.text, omit_right, strict=True), 1):
            best = corner + costs[other]
            corner = row[at]
            if corner + omit < best:
                best = corner + omit
            if here + omit_other < best:
                best = here + omit_other
            row[at] = here = best
    return row[-1]


def _omissions(word: Sounds, other_is_loose: bool) -> list[float]:
    tables = _tables()
    if word.loose or other_is_loose:
        return [_OMISSION_OF_LOOSE_VOWEL if s in tables.vowels else tables.omission[s] for s in word.text]
    return [tables.omission[s] for s in word.text]


@cache
def _tables() -> _Tables:
    kinds = {row["sound"]: row["kind"] for row in rows("sounds.tsv")}
    members = sounds_of()
    plain: dict[tuple[str, str], float] = {}
    for row in rows("costs.tsv"):
        for one, other in combinations(row["sounds"], 2):
            cost = min(float(row["cost"]), plain.get((one, other), _OTHER))
            plain[one, other] = plain[other, one] = cost
    swap = {one: {other: _swap(one, other, members, plain) for other in kinds} for one in kinds}
    return _Tables(
        swap,
        {sound: _OMISSION[kind] for sound, kind in kinds.items()},
        {sound: _WEIGHT[kind] for sound, kind in kinds.items()},
        frozenset(sound for sound, kind in kinds.items() if kind == "vowel"),
    )


def _swap(one: str, other: str, members: dict[str, str], plain: dict[tuple[str, str], float]) -> float:
    """The least cost between any of the sounds that two letters stand for."""
    if one == other:
        return 0.0
    pairs = product(members[one], members[other])
    least = min(0.0 if a == b else plain.get((a, b), _OTHER) for a, b in pairs)
    return min(_OTHER, least + _DOUBT)
