"""How far two words, written in sounds, are from each other."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, eq=False)
class Sounds:
    """A word in sounds; `loose` says that its script writes fewer or more vowels than are spoken.

    Two are the same only as objects: whoever makes them keeps them, so that caches need not look inside.
    """

    text: str
    loose: bool
    size: float
    omissions: tuple[float, ...]
    loose_omissions: tuple[float, ...]


class _Tables(NamedTuple):
    swap: dict[str, dict[str, float]]
    omission: dict[str, float]
    loose_omission: dict[str, float]
    weight: dict[str, float]


@lru_cache(maxsize=65536)
def sounds(text: str, loose: bool) -> Sounds:
    """A word in sounds, measured once."""
    tables = _tables()
    return Sounds(
        text,
        loose,
        sum(tables.weight[s] for s in text),
        tuple(tables.omission[s] for s in text),
        tuple(tables.loose_omission[s] for s in text),
    )


def sound_likeness(left: Sounds, right: Sounds) -> float:
    """How alike two words sound: 1 for the same sounds, 0 for nothing in common; symmetric."""
    if left.text == right.text:
        return 1.0
    size = (left.size + right.size) / 2
    return max(0.0, 1.0 - _distance(left, right) / size) if size > 0 else 0.0


def first_sound_agrees(left: Sounds, right: Sounds) -> bool:
    """Whether two words may begin with the same sound, as an initial does."""
    return _tables().swap[left.text[0]][right.text[0]] <= _NEAR


def sounds_of() -> dict[str, str]:
    """The plain sounds that each sound stands for."""
    return {row["sound"]: row["stands_for"] or row["sound"] for row in rows("sounds.tsv")}


@lru_cache(maxsize=262144)
def _distance(left: Sounds, right: Sounds) -> float:
    """The least cost of the swaps and omissions that turn one word into the other."""
    swap = _tables().swap
    loose = left.loose or right.loose
    omit_left = left.loose_omissions if loose else left.omissions
    omit_right = right.loose_omissions if loose else right.omissions
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
    # Sums of the same costs in another order differ in the last digit: what is symmetric stays so.
    return round(row[-1], 9)


@cache
def _tables() -> _Tables:
    kinds = {row["sound"]: row["kind"] for row in rows("sounds.tsv")}
    members = sounds_of()
    plain: dict[tuple[str, str], float] = {}
    for row in rows("costs.tsv"):
        for one, other in combinations(row["sounds"], 2):
            cost = min(float(row["cost"]), plain.get((one, other), _OTHER))
            plain[one, other] = plain[other, one] = cost
    omission = {sound: _OMISSION[kind] for sound, kind in kinds.items()}
    return _Tables(
        {one: {other: _swap(one, other, members, plain) for other in kinds} for one in kinds},
        omission,
        {s: _OMISSION_OF_LOOSE_VOWEL if kinds[s] == "vowel" else cost for s, cost in omission.items()},
        {sound: _WEIGHT[kind] for sound, kind in kinds.items()},
    )


def _swap(one: str, other: str, members: dict[str, str], plain: dict[tuple[str, str], float]) -> float:
    """The least cost between any of the sounds that two letters stand for."""
    if one == other:
        return 0.0
    pairs = product(members[one], members[other])
    least = min(0.0 if a == b else plain.get((a, b), _OTHER) for a, b in pairs)
    return min(_OTHER, least + _DOUBT)
