"""Quarrels: numbers of one deed that cannot all hold, where no record decides between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from graph.counting.bounds import meant
from graph.counting.model import COUNTED, Cause, CountClaim


@dataclass(frozen=True, slots=True)
class Quarrel:
    """Numbers that do not fit each other, by day; late news where they only grew from day to day, else open."""

    claims: tuple[CountClaim, ...]
    cause: Cause


def quarrels(claims: Iterable[CountClaim]) -> list[Quarrel]:
    """One quarrel for each occasion or treaty, deed and unit of which the numbers differ.

    Numbers of other units are other numbers: so many countries may send so many delegates. Numbers of one document
    speak of parts, days and halls, and are no quarrel of their own. Those who signed or are bound grow in number over
    the years, so that more of them on a later day is no quarrel; an occasion is over when it is told of.
    """
    groups: dict[tuple[str, str, str], list[CountClaim]] = {}
    for claim in claims:
        if not claim.part and claim.unit is not None:
            groups.setdefault((claim.subject, claim.action, claim.unit), []).append(claim)
    found = (_quarrel(sorted(group, key=_order)) for _, group in sorted(groups.items()))
    return [quarrel for quarrel in found if quarrel is not None]


def _quarrel(group: list[CountClaim]) -> Quarrel | None:
    grows = group[0].action in COUNTED
    pairs = [(one, other) for one, other in combinations(group, 2) if _differ(one, other)]
    apart = [pair for pair in pairs if not (grows and _grew(*pair))]
    if not apart:
        return None
    involved = {claim.iri for pair in apart for claim in pair}
    grew = all(_grew(one, other) for one, other in apart)
    return Quarrel(tuple(claim for claim in group if claim.iri in involved), Cause.LATE if grew else Cause.OPEN)


def _differ(one: CountClaim, other: CountClaim) -> bool:
    """Whether no number can be meant by both."""
    (least, most), (low, high) = meant(one), meant(other)
    apart = (high is not None and least > high) or (most is not None and low > most)
    return apart and one.document != other.document


def _grew(one: CountClaim, other: CountClaim) -> bool:
    """Whether the smaller number is of an earlier day."""
    small, great = sorted((one, other), key=lambda claim: claim.value)
    return small.day is not None and great.day is not None and small.day < great.day


def _order(claim: CountClaim) -> tuple[date, int, str]:
    return claim.day or date.max, claim.value, claim.iri
