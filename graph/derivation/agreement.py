"""When claims agree on a date: coarser ones agree with finer, and the stated outranks the inferred."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from graph.dates import Interval, PartialDate, When, agree, contains, days, finest
from graph.derivation.sources import OTHERS, Claimed


@dataclass(frozen=True, slots=True)
class Agreement:
    """The dates that hold together, if any, and the claims that do not fit each other or what is known."""

    whens: tuple[When, ...]
    between: tuple[Claimed, ...] = ()


def agreement(claims: Sequence[Claimed], known: When | None = None) -> Agreement:
    """The dates that may stand together.

    A date that the authority files give decides; else that of the depositary, or of another official record where
    the depositary gives none: of several of one rank, that of the latest state. Without these all dates stand where
    each two agree; else the stated ones alone, where they agree; else none does.
    """
    dated = [(claim, claim.when) for claim in claims if claim.when is not None]
    decided = known if known is not None else _recorded(claims)
    if decided is not None:
        return Agreement((decided,), tuple(claim for claim, when in dated if not agree(decided, when)))
    every = _distinct(when for _, when in dated)
    if _consistent(every):
        return Agreement(every)
    stated = _distinct(when for claim, when in dated if claim.stated)
    return Agreement(stated if _consistent(stated) else (), tuple(claim for claim, _ in dated))


def _recorded(claims: Iterable[Claimed]) -> When | None:
    """The date that official records give, by rank and by the day for which they hold."""
    found = [claim for claim in claims if claim.when is not None and claim.rank < OTHERS]
    if not found:
        return None
    return max(found, key=lambda claim: (-claim.rank, _held_on(claim), str(claim.when), claim.iri)).when


def _held_on(claim: Claimed) -> date:
    return date.min if claim.status_day is None else claim.status_day.last


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


def _distinct(whens: Iterable[When]) -> tuple[When, ...]:
    found = {str(when): when for when in whens}
    return tuple(found[name] for name in sorted(found))


def _consistent(whens: tuple[When, ...]) -> bool:
    return all(agree(one, other) for one, other in combinations(whens, 2))
