"""How final clauses count days: delays in days, in calendar months, and to the first day of the next month."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from graph.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Delay:
    """What passes between a deposit and its effect: days, or calendar months and then perhaps the next month's start.

    "On the ninetieth day after the date of deposit" is the deposit and ninety days, "thirty days after" likewise.
    """

    days: int = 0
    months: int = 0
    to_month_start: bool = False

    def after(self, day: date) -> date:
        """The day of effect of what is deposited on `day`."""
        reached = add_months(day, self.months) + timedelta(days=self.days)
        return add_months(reached.replace(day=1), 1) if self.to_month_start else reached


@dataclass(frozen=True, slots=True)
class Between:
    """A day that is known to lie in a stretch; `latest` is None where nothing bounds it."""

    earliest: date
    latest: date | None

    @classmethod
    def of(cls, when: PartialDate) -> Between:
        """The stretch of a date known to a year, a month or a day."""
        return cls(when.first, when.last)

    @property
    def is_exact(self) -> bool:
        """Whether it is one day."""
        return self.earliest == self.latest

    def held_on(self, day: date) -> bool | None:
        """Whether the day has come by `day`; None where it may or may not have."""
        if self.latest is not None and self.latest <= day:
            return True
        return None if self.earliest <= day else False

    def delayed(self, delay: Delay) -> Between:
        """The stretch in which the effect lies of what happened in this one."""
        return Between(delay.after(self.earliest), None if self.latest is None else delay.after(self.latest))

    def or_later(self, other: Between) -> Between:
        """The later of the two days."""
        latest = None if self.latest is None or other.latest is None else max(self.latest, other.latest)
        return Between(max(self.earliest, other.earliest), latest)


def add_months(day: date, months: int) -> date:
    """The same day some calendar months later, or the last of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
