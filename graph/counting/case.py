"""A case: one number with all that is known of its deed, and the counts that it is compared with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from graph.counting.model import RATIFICATION, SIGNATURE, Cause, Context, CountClaim, Printed, Reconciliation, Verdict
from graph.counting.recounting import Count, changes, counted, recount
from graph.law.acts import PartyAct

# The units of each deed, the widest first.
UNITS = {SIGNATURE: ("signatory", "state", "member"), RATIFICATION: ("party", "state", "member")}
NARROW = ("state", "member", "organization")


@dataclass(frozen=True)
class Case:
    """One number with all that is known of its deed; `day` is the day of which it speaks."""

    claim: CountClaim
    acts: Sequence[PartyAct]
    context: Context
    day: date

    @cached_property
    def unit(self) -> str:
        """The unit as the deed counts: all signatories or parties where the claim tells of none, or of delegations."""
        return self.claim.unit if self.claim.unit in NARROW else self.units[0]

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The units in which the deed is counted."""
        return UNITS[self.claim.action]

    @cached_property
    def held(self) -> Count:
        """The number that holds."""
        return self.count()

    def count(self, action: str | None = None, unit: str | None = None, day: date | None = None) -> Count:
        """The number of another deed, in another unit or on another day."""
        return self._counts(action or self.claim.action, unit or self.unit, day or self.day)

    @cached_property
    def _counts(self) -> Callable[[str, str | None, date], Count]:
        return counted(tuple(self.acts), self.context.printed)

    def who(self, unit: str, day: date) -> tuple[PartyAct, ...]:
        """Those who had done the deed."""
        return recount(self.acts, self.claim.action, unit, day)

    def between(self, start: date, end: date) -> tuple[PartyAct, ...]:
        """Those who acted after one day and by another."""
        before = {act.party for act in self.who(self.unit, start)}
        return tuple(act for act in self.who(self.unit, end) if act.party not in before)

    @cached_property
    def turns(self) -> list[date]:
        """The days on which the number is known to have changed or was printed, in order."""
        return [day for day in changes(self.acts, self.context.printed, self.claim.action) if day > date.min]

    def spans(self) -> Iterator[tuple[date, date]]:
        """The last day of each number before the present one, and the day that overtook it; the latest first."""
        return ((day - timedelta(days=1), day) for day in reversed(self.turns) if day <= self.day)

    @property
    def record(self) -> Printed | None:
        """The printed number that the count rests on: the first from the day on, else the last before it."""
        found = [one for one in self.context.printed if one.action == self.claim.action]
        later = [one for one in found if one.day >= self.day]
        return min(later, key=_by_day) if later else max(found, key=_by_day, default=None)

    @property
    def rivals(self) -> tuple[CountClaim, ...]:
        """What other documents give of whole numbers."""
        return tuple(one for one in self.context.others if one.document != self.claim.document and not one.part)

    def said(
        self, verdict: Verdict, why: str, count: Count, unit: str | None = None, cause: Cause | None = None
    ) -> Reconciliation:
        """A finding with what all sentences have places for."""
        values = {
            "value": str(self.claim.value),
            "day": self.day.isoformat(),
            "number": str(count),
            "counted": f"{self.claim.action}-{unit or self.unit}",
        }
        return Reconciliation(self.claim, verdict, why, cause, count.exact, (), count.because, values)

    def differs(
        self,
        why: str,
        cause: Cause,
        because: Iterable[str] = (),
        apart: tuple[PartyAct, ...] = (),
        values: Mapping[str, str] | None = None,
    ) -> Reconciliation:
        """The finding that the number differs, by whom, and by what is known."""
        found = self.said(Verdict.DIFFER, why, self.held, cause=cause)
        shown = tuple(dict.fromkeys((*found.because, *because)))
        return replace(found, differs_by=apart, because=shown, values={**found.values, **(values or {})})


def _by_day(one: Printed) -> tuple[date, str]:
    return one.day, one.claim
