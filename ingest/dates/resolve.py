"""What the parts of a written date come to, with the document's date as anchor.

Pure calendar work: nothing here reads text. A date that cannot be had without guessing is None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

# Signed offset in days, weeks, weekends, months or years; `n` stands for the count that the text gives.
_CODE = re.compile(r"(days|[dwemy])([+-]?)(\d|n)?")


# Up to that day (Wednesday) "this weekend" is the one just past, unless the words look ahead.
_EARLY_IN_WEEK = 3


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts that a text gives of a date; None where it does not.

    `shift` is a year named against the anchor's (last year: -1), `direction` is -1 for last, 1 for next, 0 for this.
    `year_first` says that a single year stands with the first of two days.
    """

    day: int | None = None
    day2: int | None = None
    month: int | None = None
    month2: int | None = None
    year: int | None = None
    year2: int | None = None
    weekday: int | None = None
    shift: int | None = None
    direction: int | None = None
    same_year: bool = False
    year_first: bool = False
    relative: str | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A value as `YYYY[-MM[-DD]]` or an interval of two; `inferred` where the anchor had to help."""

    value: str
    inferred: bool


def resolve(parts: Parts, anchor: date | None, forward: bool = False, same: int | None = None) -> Resolved | None:
    """The value of the parts; None where it needs an anchor that is missing, or is no date of the calendar.

    `forward` reads a bare weekday or day of the month as one to come; `same` is the year "the same year" points to.
    """
    if parts.day is not None:
        return _days(parts, anchor, same) if parts.month is not None else _day_alone(parts, anchor, forward)
    if parts.month is not None:
        return _months(parts, anchor, same)
    if parts.year is not None:
        return _years(parts)
    if anchor is None:
        return None
    if parts.relative == "e0" and not forward and anchor.isoweekday() <= _EARLY_IN_WEEK:
        return _guessed(relative("e-1", 0, anchor))
    if parts.relative is not None:
        return _guessed(relative(parts.relative, parts.count or 0, anchor))
    if parts.weekday is not None:
        return _guessed(_weekday(parts.weekday, anchor, parts.direction, forward).isoformat())
    return None


def relative(code: str, count: int, anchor: date) -> str | None:
    """The value of a relative phrase: `d-1` yesterday, `w0` this week, `days-n` the past n days, `y+1` next year."""
    found = _CODE.fullmatch(code)
    if found is None:
        return None
    unit, sign, amount = found.groups()
    size = count if amount == "n" else int(amount or 0)
    return _RELATIVE[unit](anchor, -size if sign == "-" else size)


def _day(anchor: date, offset: int) -> str:
    return (anchor + timedelta(offset)).isoformat()


def _day_span(anchor: date, offset: int) -> str | None:
    """The past two days end with the anchor's own day, the next two begin with the day after."""
    if offset == 0:
        return None
    if offset < 0:
        return f"{_day(anchor, offset + 1)}/{anchor.isoformat()}"
    return f"{_day(anchor, 1)}/{_day(anchor, offset)}"


def _week(anchor: date, offset: int) -> str:
    monday = anchor + timedelta(7 * offset - anchor.weekday())
    return f"{monday.isoformat()}/{_day(monday, 6)}"


def _weekend(anchor: date, offset: int) -> str:
    monday = anchor + timedelta(7 * offset - anchor.weekday())
    return f"{_day(monday, 5)}/{_day(monday, 6)}"


def _month(anchor: date, offset: int) -> str:
    index = anchor.year * 12 + anchor.month - 1 + offset
    return f"{index // 12:04}-{index % 12 + 1:02}"


def _year(anchor: date, offset: int) -> str:
    return f"{anchor.year + offset:04}"


_RELATIVE = {"d": _day, "days": _day_span, "w": _week, "e": _weekend, "m": _month, "y": _year}


def _guessed(value: str | None) -> Resolved | None:
    return None if value is None else Resolved(value, True)


def _days(parts: Parts, anchor: date | None, same: int | None) -> Resolved | None:
    first = _year_of_first(parts, anchor, same)
    if first is None:
        return None
    year, inferred = first
    start = _date(year, parts.month or 0, parts.day or 0)
    if start is None or parts.day2 is None:
        return None if start is None else Resolved(start.isoformat(), inferred)
    end = _end(parts, year)
    if end is None or end <= start:
        return None
    return Resolved(f"{start.isoformat()}/{end.isoformat()}", inferred)


def _year_of_first(parts: Parts, anchor: date | None, same: int | None) -> tuple[int, bool] | None:
    """The year of the first day, and whether it is inferred."""
    assert parts.month is not None
    if parts.year is not None:
        # In "29 December to 2 January 2026" the year belongs to the second day.
        back = parts.year2 is None and not parts.year_first and (parts.month2 or parts.month) < parts.month
        return parts.year - back, False
    if parts.same_year:
        return None if same is None else (same, True)
    if anchor is None:
        return None
    if parts.shift is not None or parts.direction == 0:
        return anchor.year + (parts.shift or 0), True
    nearest = _nearest_day(parts, anchor)
    return None if nearest is None else (nearest.year, True)


def _end(parts: Parts, year: int) -> date | None:
    month = parts.month2 or parts.month or 0
    turn = parts.month2 is not None and parts.month2 < (parts.month or 0)
    return _date(parts.year2 or year + turn, month, parts.day2 or 0)


def _nearest_day(parts: Parts, anchor: date) -> date | None:
    month, day = parts.month or 0, parts.day or 0
    years = range(anchor.year - 4, anchor.year + 5)
    days = [found for found in (_date(year, month, day) for year in years) if found is not None]
    if parts.direction is not None:
        days = _in_direction(days, anchor, parts.direction)
    elif parts.weekday is not None:
        # A weekday beside the day tells the year better than nearness does.
        fitting = [found for found in days if found.isoweekday() == parts.weekday]
        days = [found for found in fitting if abs(found.year - anchor.year) <= 1] or days
    return min(days, key=lambda found: (abs(found - anchor), found), default=None)


def _in_direction(days: list[date], anchor: date, direction: int) -> list[date]:
    return [found for found in days if (found <= anchor if direction < 0 else found >= anchor)]


def _day_alone(parts: Parts, anchor: date | None, forward: bool) -> Resolved | None:
    """A day without month is the last one of that number, or the next one where the text looks ahead."""
    if anchor is None or parts.day is None:
        return None
    direction = parts.direction
    if direction is None:
        direction = int(forward and parts.day < anchor.day) or -int(not forward and parts.day > anchor.day)
    month = _month(anchor, direction)
    start = _date(int(month[:4]), int(month[5:]), parts.day)
    if start is None or parts.day2 is None:
        return None if start is None else Resolved(start.isoformat(), True)
    end = _date(start.year, start.month, parts.day2)
    return Resolved(f"{start.isoformat()}/{end.isoformat()}", True) if end and end > start else None


def _months(parts: Parts, anchor: date | None, same: int | None) -> Resolved | None:
    assert parts.month is not None
    if parts.year is not None:
        start, inferred = (parts.year, parts.month), False
        if parts.month2 is not None and parts.month2 < parts.month:
            start = (parts.year - 1, parts.month)
    elif parts.same_year:
        if same is None:
            return None
        start, inferred = (same, parts.month), True
    elif anchor is None:
        return None
    else:
        start, inferred = _nearest_month(parts, anchor), True
    value = f"{start[0]:04}-{start[1]:02}"
    if parts.month2 is None or parts.month2 == parts.month:
        return Resolved(value, inferred)
    year = start[0] + (parts.month2 < parts.month)
    return Resolved(f"{value}/{year:04}-{parts.month2:02}", inferred)


def _nearest_month(parts: Parts, anchor: date) -> tuple[int, int]:
    month = parts.month or 0
    if parts.shift is not None or parts.direction == 0:
        return anchor.year + (parts.shift or 0), month
    here = anchor.year * 12 + anchor.month
    years = range(anchor.year - 1, anchor.year + 2)
    offsets = {year: year * 12 + month - here for year in years}
    if parts.direction is not None:
        offsets = {year: gap for year, gap in offsets.items() if gap * parts.direction > 0}
    return min(offsets, key=lambda year: (abs(offsets[year]), year)), month


def _years(parts: Parts) -> Resolved | None:
    if parts.year2 is None:
        return Resolved(f"{parts.year:04}", False)
    if parts.year is None or parts.year2 <= parts.year:
        return None
    return Resolved(f"{parts.year:04}/{parts.year2:04}", False)


def _weekday(weekday: int, anchor: date, direction: int | None, forward: bool) -> date:
    ahead = (weekday - anchor.isoweekday()) % 7
    if direction == 1:
        return anchor + timedelta(ahead or 7)
    if direction == 0:
        return anchor + timedelta(weekday - anchor.isoweekday())
    if forward:
        return anchor + timedelta(ahead)
    back = (anchor.isoweekday() - weekday) % 7
    return anchor - timedelta(back or 7 if direction == -1 else back)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
