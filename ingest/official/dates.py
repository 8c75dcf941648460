"""The dates that official tables print, day first, and the codes beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as calendar_date
from typing import NamedTuple

from graph.model import Span
from ingest.official.words import month_of

# A word beside digits is a month only if the table of months says so.
_WORD = r"[^\W\d_]{3,10}"
_FORMS = re.compile(
    rf"(?<!\d)(?:(?P<y1>\d{{4}})(?P<cut1>[-/])(?P<m1>\d{{1,2}})(?P=cut1)(?P<d1>\d{{1,2}})(?:T[\d:.]*(?:Z|[+-]\d\d:?\d\d)?)?"
    rf"|(?P<d2>\d{{1,2}})(?P<cut>[/.-])(?P<m2>\d{{1,2}})(?P=cut)(?P<y2>\d{{4}})"
    rf"|(?P<d3>\d{{1,2}})(?:er|re|st|nd|rd|th)?[\s.-]+(?P<w3>{_WORD})\.?[\s,.-]+(?P<y3>\d{{4}})"
    rf"|(?P<w4>{_WORD})\.?\s+(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y4>\d{{4}}))(?!\d)"
)
# A code stands behind its date, in brackets or not, and before no further letter.
_CODE = re.compile(r"\s*(?:\(\s*([A-Za-z]{1,2})\s*\)|([A-Za-z]{1,2})(?![\w.]))")
_BLANK = {"", "-", "--", "–", "—", "n/a", "/", "...", "…"}


class Printed(NamedTuple):
    """A date as a day of the calendar (`YYYY-MM-DD`), with its place in the text."""

    day: str
    span: Span


class Dated(NamedTuple):
    """A date of a cell with the code beside it; `bracketed` where it stands in square brackets."""

    day: str
    code: str | None
    bracketed: bool


class Cell(NamedTuple):
    """What a cell holds: its dates, and the words that are neither date nor code."""

    dates: tuple[Dated, ...]
    rest: str


def printed_dates(text: str) -> Iterator[Printed]:
    """The days that a text prints, in order; what is no day of the calendar is left out."""
    for found in _FORMS.finditer(text):
        day = _day(found)
        if day is not None:
            yield Printed(day, Span(*found.span()))


def first_day(text: str) -> str | None:
    """The first day that a text prints."""
    return next((printed.day for printed in printed_dates(text)), None)


def is_blank(cell: str) -> bool:
    """Whether a cell says nothing."""
    return cell.strip().lower() in _BLANK


def read_cell(text: str) -> Cell:
    """The dates of a cell with their codes, and what else stands in it."""
    dates, rest, at = [], [], 0
    for printed in printed_dates(text):
        before = text[: printed.span.start]
        code = _CODE.match(text, printed.span.end)
        bracketed = before.count("[") > before.count("]")
        dates.append(Dated(printed.day, (code[1] or code[2]) if code else None, bracketed))
        rest.append(text[at : printed.span.start])
        at = code.end() if code else printed.span.end
    rest.append(text[at:])
    left = re.sub(r"[\[\]();,.:*†⁰¹²³⁴⁵⁶⁷⁸⁹\s]+", " ", " ".join(rest))
    return Cell(tuple(dates), left.strip())


def _day(found: re.Match[str]) -> str | None:
    for form in "1234":
        year = found[f"y{form}"]
        if year is not None:
            month = int(found[f"m{form}"]) if form in "12" else month_of(found[f"w{form}"])
            return _checked(int(year), month, int(found[f"d{form}"]))
    return None


def _checked(year: int, month: int | None, day: int) -> str | None:
    try:
        return None if month is None else calendar_date(year, month, day).isoformat()
    except ValueError:
        return None
