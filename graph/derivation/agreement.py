"""When claims agree on a date: coarser ones agree with finer, and the stated outranks the inferred."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.dates import Interval, PartialDate, When, agree, contains, days, finest
from graph.derivation.sources import Claimed


@dataclass(frozen=True, slots=True)
class Agreement:
    """The date that holds, if any, and whether some claim disagrees with it or with another."""

    whens: tuple[When, ...]
    conflict: bool


def agreement(claims: Sequence[Claimed], known: When | None = None) -> Agreement:
    """The dates that may stand together.

    A date that the authority files give decides. Else all dates stand where each two agree; else the stated
    ones alone, where they agree; else none does.
    """
    dated = [claim for claim in claims if claim.when is not None]
    every = _distinct(dated)
    if known is not None:
        return Agreement((known,), not all(agree(known, when) for when in every))
    if _consistent(every):
        return Agreement(every, False)
    stated = _distinct([claim for claim in dated if claim.stated])
    return Agreement(stated if _consistent(stated) else (), True)


def day_of(found: Agreement) -> PartialDate | None:
    """The one date of an act: the finest that holds; of an interval the month or year that it lies in."""
    when = finest(found.whens)
    if not isinstance(when, Interval):
        return when
    coarser = (PartialDate(when.start.year, when.start.month), PartialDate(when.start.year))
    return next((date for date in coarser if contains(date, when)), None)


def extent_of(found: Agreement) -> tuple[PartialDate, PartialDate] | None:
    """First and last day of an occasion: the widest of the dates known to the day, else the finest."""
    exact = [when for when in found.whens if _ends(when)[0].day is not None and _ends(when)[1].day is not None]
    when = max(exact, key=lambda when: (days(when), str(when))) if exact else finest(found.whens)
    return None if when is None else _ends(when)


def _ends(when: When) -> tuple[PartialDate, PartialDate]:
    return (when.start, when.end) if isinstance(when, Interval) else (when, when)


def _distinct(claims: Sequence[Claimed]) -> tuple[When, ...]:
    found = {str(claim.when): claim.when for claim in claims if claim.when is not None}
    return tuple(found[name] for name in sorted(found))


def _consistent(whens: tuple[When, ...]) -> bool:
    return all(agree(one, other) for one, other in combinations(whens, 2))
