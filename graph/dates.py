"""Dates known to a year, a month or a day, and intervals of two: written `YYYY[-MM[-DD]]` or `START/END`."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month of a year, or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """The date that `text` writes; ValueError says what is wrong with it."""
        found = _DATE.fullmatch(text)
        if found is None:
            raise ValueError(f"{text!r} is not a date; write YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = (None if part is None else int(part) for part in found.groups())
        assert year is not None  # the pattern asks for a year
        try:
            date(year, month or 1, day or 1)
        except ValueError as error:
            raise ValueError(f"{text!r} is not in the calendar: {error}") from error
        return cls(year, month, day)

    @property
    def first(self) -> date:
        """The first day that it may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that it may mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def datatype(self) -> str:
        """The local name of its XML Schema datatype: `gYear`, `gYearMonth` or `date`."""
        if self.month is None:
            return "gYear"
        return "gYearMonth" if self.day is None else "date"

    def __str__(self) -> str:
        parts = (f"{self.year:04d}", self.month and f"{self.month:02d}", self.day and f"{self.day:02d}")
        return "-".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Interval:
    """From one date to another, both included."""

    start: PartialDate
    end: PartialDate

    @property
    def first(self) -> date:
        """The first day that it may hold."""
        return self.start.first

    @property
    def last(self) -> date:
        """The last day that it may hold."""
        return self.end.last

    def __str__(self) -> str:
        return f"{self.start}/{self.end}"


When = PartialDate | Interval


def parse_when(text: str) -> When:
    """A partial date or an interval; ValueError where it is neither, or ends before it starts."""
    start, slash, end = text.partition("/")
    if not slash:
        return PartialDate.parse(text)
    interval = Interval(PartialDate.parse(start), PartialDate.parse(end))
    if interval.last < interval.first:
        raise ValueError(f"{text!r} ends before it starts")
    return interval


def contains(wide: When, narrow: When) -> bool:
    """Whether every day of `narrow` is a day of `wide`: 2025-10 contains 2025-10-25, and itself."""
    return wide.first <= narrow.first and narrow.last <= wide.last


def agree(one: When, other: When) -> bool:
    """Whether the two can speak of the same time: one contains the other."""
    return contains(one, other) or contains(other, one)


def days(when: When) -> int:
    """How many days it may mean."""
    return (when.last - when.first + timedelta(days=1)).days


def finest(dates: Iterable[When]) -> When | None:
    """The date that all others contain, or None where they disagree or none is given; in any order."""
    ordered = sorted(dates, key=lambda when: (days(when), str(when)))
    if ordered and all(contains(wide, ordered[0]) for wide in ordered):
        return ordered[0]
    return None
