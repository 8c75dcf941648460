"""How alike two entities are, in parts that a reviewer sees, and what forbids to join them.

Score: .55 name + .25 office + .10 company + .10 time, each from 0 to 1, over the weights of what is known of both.
docs/review.md has the formula in full.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from graph.folding import fold
from graph.likeness import MATCH, likeness
from graph.resolution.subjects import Subject

WEIGHTS = {"name": 0.55, "office": 0.25, "company": 0.10, "time": 0.10}
# Two in one office may be called less alike: papers shorten and mishear their names.
NAME_WITH_OFFICE = 0.60
# Ministries share most of their words, so theirs have to agree more than sounds of people do.
LEAST_NAME = {"person": MATCH}
LEAST_WORDS = 0.85
_MOST_NAMES = 8
_LETTERS_IN_COMMON = 0.25
_NEAR_DAYS, _FAR_DAYS = 366, 5 * 366


class Veto(StrEnum):
    """What forbids to join two entities, whatever their score."""

    BOTH_KNOWN = "both-known"
    NAMED_TOGETHER = "named-together"
    GIVEN_NAME = "given-name"
    GENDER = "gender"
    OFFICE_OF_ANOTHER = "office-of-another"


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a score; None where nothing is known of one of the two."""

    name: float
    office: float | None = None
    company: float | None = None
    time: float | None = None

    @property
    def score(self) -> float:
        """The weighted mean of what is known, to four digits."""
        parts = {"name": self.name, "office": self.office, "company": self.company, "time": self.time}
        known = {part: value for part, value in parts.items() if value is not None}
        weight = sum(WEIGHTS[part] for part in known)
        return round(sum(WEIGHTS[part] * value for part, value in known.items()) / weight, 4)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two entities side by side, the one with the smaller IRI first."""

    left: Subject
    right: Subject
    parts: Parts
    vetoes: tuple[Veto, ...] = ()

    @property
    def pair(self) -> tuple[str, str]:
        """Their IRIs."""
        return self.left.iri, self.right.iri

    @property
    def score(self) -> float:
        """The score of its parts."""
        return self.parts.score


def compare(one: Subject, other: Subject) -> Comparison | None:
    """The two side by side; None where their names are too unlike for anybody to ask, or something forbids it."""
    # What is forbidden costs little to see, and names cost most.
    if any(vetoes(one, other)):
        return None
    least = NAME_WITH_OFFICE if one.seats & other.seats else LEAST_NAME.get(one.type, LEAST_WORDS)
    name = name_likeness(one, other)
    return side_by_side(one, other, name=name) if name >= least else None


def side_by_side(one: Subject, other: Subject, *, name: float | None = None) -> Comparison:
    """The two with the parts of their score and all vetoes, however unlike they are."""
    left, right = sorted((one, other), key=lambda subject: subject.iri)
    name = name_likeness(left, right) if name is None else name
    parts = Parts(name, office_likeness(left, right), _overlap(left, right), _nearness(left, right))
    return Comparison(left, right, parts, tuple(vetoes(left, right)))


def name_likeness(left: Subject, right: Subject) -> float:
    """How alike their most alike names are: people's by sound in any script, others' by words."""
    if set(left.folded) & set(right.folded):
        return 1.0
    alike = _sound_alike if left.type == "person" else _words_in_common
    pairs = ((a, b) for a in left.names[:_MOST_NAMES] for b in right.names[:_MOST_NAMES])
    return round(max((alike(a, b) for a, b in pairs), default=0.0), 4)


def office_likeness(left: Subject, right: Subject) -> float | None:
    """1 for one office, .5 where only body or state agree, 0 where neither does, None where one has none."""
    if left.seats & right.seats:
        return 1.0
    if not (left.offices or left.states) or not (right.offices or right.states):
        return None
    bodies = {office.body for office in left.offices} & {office.body for office in right.offices}
    return 0.5 if bodies or left.states & right.states else 0.0


def vetoes(left: Subject, right: Subject) -> Iterator[Veto]:
    """What forbids to join the two."""
    if left.known and right.known:
        yield Veto.BOTH_KNOWN
    if left.documents & right.documents:
        yield Veto.NAMED_TOGETHER
    if left.type == "person" and _given_names_differ(left, right):
        yield Veto.GIVEN_NAME
    if left.gender and right.gender and left.gender != right.gender:
        yield Veto.GENDER
    if _another_holds_it(left, right) or _another_holds_it(right, left):
        yield Veto.OFFICE_OF_ANOTHER


def _another_holds_it(one: Subject, known: Subject) -> bool:
    """Whether the known holder of the one's office in its days is not the known other."""
    return known.known and bool(one.held_by) and known.iri not in one.held_by


def _given_names_differ(left: Subject, right: Subject) -> bool:
    """Whether both have names of syllables in Latin letters, and no given name of the one is a word of the other.

    By letters and not by sound: Quang and Cương sound alike to most ears, and are two names.
    """
    ours, theirs = left.syllables, right.syllables
    return bool(ours and theirs) and not any(a[-1] in b or b[-1] in a for a in ours for b in theirs)


def _sound_alike(left: str, right: str) -> float:
    """The likeness of two names; 0 at once for two in Latin letters that have hardly two letters in a row in common."""
    ours, theirs = _letter_pairs(left), _letter_pairs(right)
    if ours and theirs and len(ours & theirs) < _LETTERS_IN_COMMON * min(len(ours), len(theirs)):
        return 0.0
    return likeness(left, right)


@lru_cache(maxsize=131072)
def _letter_pairs(name: str) -> frozenset[str]:
    folded = fold(name)
    return frozenset(map("".join, pairwise(folded))) if folded.isascii() else frozenset()


def _words_in_common(left: str, right: str) -> float:
    """Dice's coefficient of the words of two names."""
    ours, theirs = set(left.casefold().split()), set(right.casefold().split())
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours and theirs else 0.0


def _overlap(left: Subject, right: Subject) -> float | None:
    """How much of the smaller company is in the other's."""
    ours, theirs = (subject.company - {left.iri, right.iri} for subject in (left, right))
    return round(len(ours & theirs) / min(len(ours), len(theirs)), 4) if ours and theirs else None


def _nearness(left: Subject, right: Subject) -> float | None:
    """1 for times that meet or lie within a year, falling to 0 at five years."""
    if left.days is None or right.days is None:
        return None
    gap = max(left.days[0], right.days[0]) - min(left.days[1], right.days[1])
    if gap <= _NEAR_DAYS:
        return 1.0
    return round(max(0.0, (_FAR_DAYS - gap) / (_FAR_DAYS - _NEAR_DAYS)), 4)
