"""Decisions: which entities are taken for one, by judgements of reviewers first and by rule where nobody decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.judgements import Judgement, Verdict, standing
from graph.resolution.blocking import candidate_pairs
from graph.resolution.groups import Groups
from graph.resolution.scoring import Comparison, compare
from graph.resolution.subjects import Subject

# Occasions of one name are many, and places and states are known; a reviewer may still say that two are one.
COMPARED = frozenset({"person", "organization", "treaty"})
AUTOMATIC, ASK = 0.90, 0.60
# Beyond the score: one office, and names that differ in spelling at most. A name alone never joins two people.
AUTOMATIC_NAME = 0.92

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, order=True)
class Merge:
    """Two entities taken for one; `sources` are the judgements or claims it rests on, `score` that of a rule."""

    pair: Pair
    sources: tuple[str, ...]
    score: float | None = None


@dataclass(frozen=True, slots=True, order=True)
class IdentityConflict:
    """Entities that judgements join while another holds two of them apart: none is joined until one is retracted."""

    entities: tuple[str, ...]
    judgements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A pair that a person has to decide on; `blocked` names what keeps a rule from joining their groups."""

    comparison: Comparison
    unsure: bool = False
    blocked: str | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who is whom: `canonical` has the entity that speaks for each one that was merged into another."""

    canonical: Mapping[str, str] = field(default_factory=dict)
    merges: tuple[Merge, ...] = ()
    conflicts: tuple[IdentityConflict, ...] = ()
    questions: tuple[Question, ...] = ()


def resolve(subjects: Iterable[Subject], judgements: Iterable[Judgement]) -> Resolution:
    """Who is whom among the subjects; the same in any order of subjects and judgements."""
    by_iri = {subject.iri: subject for subject in sorted(subjects, key=lambda subject: subject.iri)}
    judged = _Judged.of(standing(judgements))
    groups = Groups(by_iri)
    conflicts = tuple(sorted(judged.conflicts()))
    suspended = {entity for conflict in conflicts for entity in conflict.entities}
    merges = []
    for pair, sources in sorted(judged.same.items()):
        if not suspended.intersection(pair):
            groups.join(*pair)
            merges.append(Merge(pair, tuple(sorted(sources))))
    # Where one judged so and another so, the sterner holds.
    for verdict, pairs in ((Verdict.UNSURE, judged.unsure), (Verdict.DIFFERENT, judged.different)):
        for pair in pairs:
            groups.hold_apart(*pair, verdict)
    compared = sorted(_compared(by_iri.values()), key=lambda found: (-found.score, found.pair))
    open_ones = []
    for found in compared:
        blocked = None
        if _is_automatic(found) and not suspended.intersection(found.pair):
            blocked = groups.barrier(*found.pair)
            if blocked is None:
                if groups.join(*found.pair):
                    merges.append(Merge(found.pair, _office_claims(found), found.score))
                continue
        open_ones.append((found, blocked))
    questions = tuple(_questions(open_ones, judged, groups))
    kept = tuple(sorted(merge for merge in merges if groups.is_current(merge.pair)))
    return Resolution(groups.canonical(), kept, conflicts, questions)


def _compared(subjects: Iterable[Subject]) -> Iterator[Comparison]:
    for left, right in candidate_pairs(subject for subject in subjects if subject.type in COMPARED):
        found = compare(left, right)
        if found is not None and found.score >= ASK:
            yield found


def _is_automatic(found: Comparison) -> bool:
    return (
        found.left.type == "person"
        and found.parts.office == 1.0
        and found.parts.name >= AUTOMATIC_NAME
        and found.score >= AUTOMATIC
    )


def _office_claims(found: Comparison) -> tuple[str, ...]:
    return tuple(sorted({*found.left.claims, *found.right.claims}))


def _questions(
    open_ones: Sequence[tuple[Comparison, str | None]], judged: _Judged, groups: Groups
) -> Iterator[Question]:
    """One question for each two groups, the likest pair of theirs; what was decided is not asked again."""
    asked: set[Pair] = set()
    for found, blocked in open_ones:
        roots = groups.roots(*found.pair)
        if roots[0] != roots[1] and roots not in asked and Verdict.DIFFERENT not in groups.held_apart(*roots):
            asked.add(roots)
            yield Question(found, found.pair in judged.unsure, blocked)


@dataclass(frozen=True, slots=True)
class _Judged:
    """The standing judgements on entities, by pair."""

    same: Mapping[Pair, Sequence[str]]
    different: Mapping[Pair, Sequence[str]]
    unsure: Mapping[Pair, Sequence[str]]

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> _Judged:
        found: dict[Verdict, dict[Pair, list[str]]] = {v: {} for v in (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE)}
        for judgement in judgements:
            if judgement.pair is not None and judgement.verdict in found:
                found[judgement.verdict].setdefault(judgement.pair, []).append(judgement.iri)
        return cls(found[Verdict.SAME], found[Verdict.DIFFERENT], found[Verdict.UNSURE])

    def conflicts(self) -> Iterator[IdentityConflict]:
        """Each group that is joined by some judgements and split by others."""
        groups = Groups({})
        for pair in self.same:
            groups.join(*pair)
        split: dict[str, set[str]] = {}
        for pair, sources in self.different.items():
            left, right = groups.roots(*pair)
            if left == right:
                split.setdefault(left, set()).update(sources)
        for root, splitting in split.items():
            joined = {iri for pair, found in self.same.items() if groups.roots(*pair)[0] == root for iri in found}
            yield IdentityConflict(groups.members(root), tuple(sorted({*splitting, *joined})))
