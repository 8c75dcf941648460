"""Causes: what may explain that a number differs, each a finding or None; the surest stand first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from graph.counting.bounds import fits
from graph.counting.case import NARROW, UNITS, Case
from graph.counting.model import COUNTED, RATIFICATION, SIGNATURE, Cause, Reconciliation
from graph.counting.recounting import Count
from graph.counting.sums import parts_of, sum_of_parts
from graph.law.acts import PartyAct

# A number that was overtaken no longer ago than this is old news; one overtaken before is rather of another unit.
_FRESH = timedelta(days=60)
_STAGES = {SIGNATURE: (RATIFICATION,), RATIFICATION: (SIGNATURE,)}


def cause_of(case: Case) -> Reconciliation:
    """The first cause that explains the difference, else that none is known."""
    found = (cause(case) for cause in _CAUSES)
    return next((one for one in found if one is not None), _open(case))


def _parts(case: Case) -> Reconciliation | None:
    """The text's own parts add up to the number that holds, and not to what it gives."""
    parts = parts_of(case.claim, case.context.others)
    total = sum_of_parts(parts)
    if not parts or total == case.claim.value or not fits(replace(case.claim, value=total), case.held):
        return None
    if _other_unit(case) is not None:
        return None  # it is a number of another unit; that its parts miss it is told beside
    return case.differs("parts", Cause.ARITHMETIC, (part.iri for part in parts), values={"sum": str(total)})


def _fresh(case: Case) -> Reconciliation | None:
    return _late(case, case.day - _FRESH)


def _stale(case: Case) -> Reconciliation | None:
    return _late(case, date.min)


def _late(case: Case, since: date) -> Reconciliation | None:
    """The number held at the end of an earlier day, and was overtaken since."""
    for until, overtaken in case.spans():
        then = case.count(day=until)
        if overtaken >= since and fits(case.claim, _exact(then)):
            after = case.between(until, case.day)
            why = "late" if after else "late-bare"
            return case.differs(why, Cause.LATE, then.because, after, {"since": until.isoformat()})
    return None


def _unit(case: Case) -> Reconciliation | None:
    """The number is right on that day in another unit."""
    other = _other_unit(case)
    if other is None:
        return None
    these, those = ({act.party: act for act in case.who(unit, case.day)} for unit in (case.unit, other))
    apart = tuple(act for key, act in sorted({**these, **those}.items()) if (key in these) != (key in those))
    why = "unit-more" if case.claim.value > case.held.low else "unit-fewer"
    because = case.count(unit=other).because
    return case.differs(why, Cause.UNIT, because, apart, {"other": f"{case.claim.action}-{other}"})


def _other_unit(case: Case) -> str | None:
    """The unit in which the number holds on the day; None where there is none, or where it is rough."""
    if case.claim.bound is not None:
        return None
    return next((unit for unit in case.units if unit != case.unit and _equals(case, None, unit)), None)


def _equals(case: Case, action: str | None, unit: str) -> bool:
    """Whether the number is that of another deed or unit, by a record; acts that the press names are never all."""
    count = case.count(action, unit)
    return count.low == case.claim.value > 0 and bool(count.because)


def _stage(case: Case) -> Reconciliation | None:
    """The number is that of another deed by that day, in whatever unit. A single one is so by chance."""
    if case.claim.bound is not None or (case.claim.value == 1 and case.held.low > 0):
        return None
    for action in _STAGES[case.claim.action]:
        for unit in (case.unit, *UNITS[action]):
            if _equals(case, action, unit):
                named = unit if unit in NARROW else UNITS[action][0]
                because = case.count(action, unit).because
                return case.differs("stage", Cause.STAGE, because, values={"other": f"{action}-{named}"})
    return None


def _attended(case: Case) -> Reconciliation | None:
    """More than acted, and as many as another text says were there."""
    came = [one for one in case.rivals if one.action not in COUNTED and one.value == case.claim.value]
    came = [one for one in came if one.unit != "delegate"]
    if not came or case.held.high is None or case.claim.value <= case.held.high:
        return None
    unit = "state" if came[0].unit == "state" else "signatory"
    values = {"other": f"{came[0].action}-{unit}"}
    return case.differs("stage", Cause.STAGE, (one.iri for one in came), values=values)


def _approvals(case: Case) -> Reconciliation | None:
    """The rest approved at home, which binds nobody."""
    if case.claim.action != RATIFICATION or case.claim.value <= case.held.low:
        return None
    at_home = _at_home(case)
    numbers = range(case.held.low + 1, case.held.low + len(at_home) + 1)
    if not any(fits(case.claim, Count(number, number)) for number in numbers):
        return None
    because = [claim for act in at_home for claim in act.claims]
    return case.differs("approved-at-home", Cause.STAGE, because, at_home)


def _at_home(case: Case) -> tuple[PartyAct, ...]:
    """The approvals by that day of those who deposited nothing by then, one a party."""
    bound = {act.party for act in case.who("", case.day)}
    found: dict[str, PartyAct] = {}
    for act in sorted(case.context.approvals, key=lambda act: (act.party, act.claims)):
        if act.party not in bound and (act.date is None or act.date.first <= case.day):
            found.setdefault(act.party, act)
    return tuple(found.values())


def _printed_before(case: Case) -> Reconciliation | None:
    """Others printed the very number for an earlier day; the first of them shows it. "At least 65" is no news of 65."""
    if case.claim.value > case.held.low:
        return None
    before = [
        (one.day, one.iri)
        for one in case.rivals
        if (one.action, one.value, one.bound) == (case.claim.action, case.claim.value, None)
        and one.day is not None
        and one.day < case.day
    ]
    if not before:
        return None
    day, iri = min(before)
    return case.differs("late-printed", Cause.LATE, (iri,), values={"since": day.isoformat()})


def _in_the_course(case: Case) -> Reconciliation | None:
    """The number was passed in the course of a day on which many acted: the record knows days and no hours.

    Less than half of what the day ended with is rather a part of them than news of the morning.
    """
    if case.claim.bound == "at-least":
        return None
    for until, day in case.spans():
        then = case.count(day=day)
        passed = case.count(day=until).low < case.claim.value < then.low
        if passed and 2 * case.claim.value >= then.low:
            values = {"since": day.isoformat(), "then": str(then)}
            return case.differs("in-the-course", Cause.LATE, then.because, values=values)
    return None


def _early(case: Case) -> Reconciliation | None:
    """The number was reached on a later day, before the text was printed."""
    printed = date.max if case.claim.published is None else case.claim.published.last
    for day in case.turns:
        if case.day < day <= printed and fits(case.claim, _exact(case.count(day=day))):
            since = case.between(case.day, day)
            why = "early" if since else "early-bare"
            return case.differs(why, Cause.DATE, (), since, {"since": day.isoformat()})
    return None


def _false(case: Case) -> Reconciliation | None:
    """The record is whole and never showed so many. Of ratifications it does not know those at home."""
    is_refuted = case.held.is_complete and case.claim.value > case.held.low and case.claim.action == SIGNATURE
    return case.differs("false", Cause.FALSE) if is_refuted else None


def _open(case: Case) -> Reconciliation:
    """No cause is known. Who counts more ratifications than were deposited may count approvals at home."""
    if case.claim.value < case.held.low:
        return case.differs("open-part", Cause.OPEN)
    return case.differs("open-approvals" if case.claim.action == RATIFICATION else "open", Cause.OPEN)


def _exact(count: Count) -> Count:
    """A count that is fitted only by what it is exactly: where it is known by its limits, by nothing."""
    return count if count.exact is not None else Count(-1, -1)


_CAUSES: tuple[Callable[[Case], Reconciliation | None], ...] = (
    _parts,
    _fresh,
    _unit,
    _stage,
    _attended,
    _approvals,
    _stale,
    _printed_before,
    _in_the_course,
    _early,
    _false,
)
