"""What is counted of a judged document: the groups that have a target, every claim type, every kind of mention."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.model import ClaimType, EntityType
from ingest.evaluation.counts import Counts
from ingest.evaluation.scoring import Judgement, Outcome

ALL, PUBLISHED = "all claims", "claims published"
# Of everything that is published, in every language.
PRECISION_TARGET = 0.90


@dataclass(frozen=True, slots=True)
class Group:
    """Claims of some types, or mentions of some entities, with the F1 that is asked for by language."""

    name: str
    claims: frozenset[ClaimType]
    mentions: frozenset[EntityType]
    targets: Mapping[str, float]


@cache
def groups() -> tuple[Group, ...]:
    """The groups of `measures.toml`, in its order."""
    table = tomllib.loads(files(__package__).joinpath("measures.toml").read_text("utf-8"))
    return tuple(
        Group(
            row["name"],
            frozenset(ClaimType(name) for name in row.get("claims", [])),
            frozenset(EntityType(name) for name in row.get("mentions", [])),
            row["targets"],
        )
        for row in table["measure"]
    )


def measure(judgement: Judgement, threshold: float) -> dict[str, Counts]:
    """Every measure of one document by name, in the order of reports; `threshold` parts what is published."""
    by_type = _claims_by_type(judgement)
    measures = {group.name: _of_group(group, judgement, by_type) for group in groups()}
    measures[ALL] = sum(by_type.values(), Counts())
    measures[PUBLISHED] = sum(_claims_by_type(judgement, threshold).values(), Counts())
    measures |= {type: by_type[type] for type in ClaimType}
    for name, table in (
        ("mentions", judgement.exact),
        ("mentions, overlapping", judgement.overlapping),
        ("entities", judgement.entities),
    ):
        measures[name] = sum(table.values(), Counts())
        measures |= {f"{name}: {type}": table.get(type, Counts()) for type in EntityType}
    return measures


def _of_group(group: Group, judgement: Judgement, by_type: Mapping[ClaimType, Counts]) -> Counts:
    claims = sum((by_type[type] for type in group.claims), Counts())
    return sum((judgement.exact.get(type, Counts()) for type in group.mentions), claims)


def _claims_by_type(judgement: Judgement, threshold: float = 0.0) -> dict[ClaimType, Counts]:
    """The counts of each type of claim; what lies below the threshold counts as not said."""
    counts = {type: Counts() for type in ClaimType}
    for judged in judgement.claims:
        said = judged.claim.confidence >= threshold
        if judged.outcome is Outcome.RIGHT and judged.gold is not None:
            counts[judged.gold.claim.type] += Counts(right=1) if said else Counts(missed=1)
        elif judged.outcome is Outcome.FALSE and said:
            counts[judged.claim.type] += Counts(false=1)
    for wanted in judgement.missed:
        counts[wanted.claim.type] += Counts(missed=1)
    return counts
