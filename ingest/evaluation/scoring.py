"""One reading judged against its annotation: every claim and mention right, false, missed, or left out of the count."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.model import Claim, ClaimType, Entity, EntityType, Reading, Span
from ingest.evaluation.alignment import align
from ingest.evaluation.assignment import assign
from ingest.evaluation.comparing import overlap, same_stretch
from ingest.evaluation.counts import Counts
from ingest.evaluation.gold import Gold, GoldClaim, GoldEntity
from ingest.evaluation.matching import is_part, match

# Beside what must be found, optional pairs only fill up.
_WANTED = 10.0
_STANCES = frozenset({ClaimType.SUPPORTS, ClaimType.CRITICIZES})


class Outcome(StrEnum):
    """What became of a claim; `free` neither gains nor loses: optional, or told a second time."""

    RIGHT = "right"
    FALSE = "false"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim of the reading, what became of it, and the annotated claim that it was paired with."""

    claim: Claim
    outcome: Outcome
    gold: GoldClaim | None = None


@dataclass(frozen=True, slots=True)
class WrongState:
    """An annotated state for which the reading has another code."""

    state: str
    said: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """One document judged.

    `missed` are the annotated claims that no claim says, without the optional ones. Mentions are counted by type of
    entity: `exact` up to determiners at the edges, `overlapping` by half of the shorter.
    """

    gold: Gold
    reading: Reading
    claims: tuple[Judged, ...]
    missed: tuple[GoldClaim, ...]
    exact: Mapping[EntityType, Counts]
    overlapping: Mapping[EntityType, Counts]
    entities: Mapping[EntityType, Counts]
    states: int
    wrong_states: tuple[WrongState, ...]
    spans: int
    wrong_spans: int


def judge(gold: Gold, reading: Reading) -> Judgement:
    """The reading of a text against its annotation."""
    aligned = align(gold, reading)
    judged, missed = _judge_claims(gold, reading, aligned)
    states, wrong = _judge_states(gold, reading, aligned)
    spans = [mention.span for mention in reading.mentions] + [claim.evidence for claim in reading.claims]
    return Judgement(
        gold=gold,
        reading=reading,
        claims=judged,
        missed=missed,
        exact=_judge_mentions(gold, reading, lambda one, other: float(same_stretch(gold.text, one, other))),
        overlapping=_judge_mentions(gold, reading, overlap),
        entities=_judge_entities(gold, reading, aligned),
        states=states,
        wrong_states=wrong,
        spans=len(spans),
        wrong_spans=sum(not 0 <= span.start < span.end <= len(gold.text) for span in spans),
    )


def _judge_claims(
    gold: Gold, reading: Reading, aligned: Mapping[str, str]
) -> tuple[tuple[Judged, ...], tuple[GoldClaim, ...]]:
    fits = {
        (left, right): weight + (0.0 if wanted.optional else _WANTED)
        for left, claim in enumerate(reading.claims)
        for right, wanted in enumerate(gold.claims)
        if (weight := match(claim, wanted, aligned))
    }
    pairs = assign(fits)
    holders = {right: reading.claims[left] for left, right in pairs.items()}
    judged = []
    for index, claim in enumerate(reading.claims):
        if index in pairs:
            wanted = gold.claims[pairs[index]]
            judged.append(Judged(claim, Outcome.FREE if wanted.optional else Outcome.RIGHT, wanted))
            continue
        fitting = [right for left, right in fits if left == index]
        told = any(_said(claim) == _said(holders[right]) for right in fitting if right in holders)
        free = not told if fitting else _is_stance_of(claim, gold, aligned)
        judged.append(Judged(claim, Outcome.FREE if free else Outcome.FALSE))
    found = set(pairs.values())
    missed = (wanted for right, wanted in enumerate(gold.claims) if right not in found and not wanted.optional)
    return tuple(judged), tuple(missed)


def _is_stance_of(claim: Claim, gold: Gold, aligned: Mapping[str, str]) -> bool:
    """Whether a claim is the stance that shows in a statement of the annotation."""
    return claim.type in _STANCES and any(is_part(claim, wanted, aligned) for wanted in gold.claims)


def _said(claim: Claim) -> tuple[object, ...]:
    """What makes two claims the same one made twice: by other words a thing may be told again without fault."""
    return (claim.type, claim.subject, claim.object, claim.value, claim.date, claim.modality, claim.evidence)


def _judge_mentions(gold: Gold, reading: Reading, fit: Callable[[Span, Span], float]) -> dict[EntityType, Counts]:
    wanted = {entity.id: entity for entity in gold.entities}
    types = {entity.id: entity.type for entity in reading.entities}
    fits = {
        (left, right): close + (0.0 if other.optional else 1.0)
        for left, mention in enumerate(reading.mentions)
        for right, other in enumerate(gold.mentions)
        if types[mention.entity] in wanted[other.entity].types
        and (close := max(fit(mention.span, span) for span in other.spans))
    }
    pairs = assign(fits)
    found = set(pairs.values())
    tally: dict[EntityType, Counts] = {}
    for right, other in enumerate(gold.mentions):
        if not other.optional:
            _add(tally, wanted[other.entity].type, Counts(right=1) if right in found else Counts(missed=1))
    for left, mention in enumerate(reading.mentions):
        second = any(gold.mentions[right].optional for one, right in fits if one == left)
        if left not in pairs and not second:
            _add(tally, types[mention.entity], Counts(false=1))
    return tally


def _judge_entities(gold: Gold, reading: Reading, aligned: Mapping[str, str]) -> dict[EntityType, Counts]:
    mine = {entity.id: entity for entity in reading.entities}
    found = {right: mine[left] for left, right in aligned.items()}
    tally: dict[EntityType, Counts] = {}
    for wanted in gold.entities:
        if wanted.optional:
            continue
        entity = found.get(wanted.id)
        right = entity is not None and entity.type in wanted.types
        _add(tally, wanted.type, Counts(right=1) if right else Counts(missed=1))
        if entity is not None and not right:
            _add(tally, entity.type, Counts(false=1))
    for entity in reading.entities:
        if entity.id not in aligned:
            _add(tally, entity.type, Counts(false=1))
    return tally


def _add(tally: dict[EntityType, Counts], type: EntityType, counts: Counts) -> None:
    tally[type] = tally.get(type, Counts()) + counts


def _judge_states(gold: Gold, reading: Reading, aligned: Mapping[str, str]) -> tuple[int, tuple[WrongState, ...]]:
    """How many states were compared, and those with another code than the annotation's."""
    wanted = {entity.id: entity for entity in gold.entities}
    both: Sequence[tuple[Entity, GoldEntity]] = [
        (entity, wanted[aligned[entity.id]])
        for entity in reading.entities
        if entity.id in aligned and entity.type is EntityType.STATE
    ]
    states = [(entity, other) for entity, other in both if other.type is EntityType.STATE and not other.optional]
    wrong = (WrongState(other.names[0], entity.label) for entity, other in states if entity.iso3 != other.iso3)
    return len(states), tuple(wrong)
