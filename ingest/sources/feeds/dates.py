"""The dates of feeds: RFC 822 and RFC 3339, and what writers make of them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})"
    r"(?:(?:[Tt]|\s+)(\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?\s*\Z"
)
_ZONE = re.compile(r"([+-])(\d{2}):?(\d{2})?\Z")
# A month spelled out, and a zone with its colon, are the usual slips in RFC 822 dates.
_MONTH = re.compile(r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?", re.I)
_COLON = re.compile(r"([+-]\d{2}):(\d{2})\s*\Z")
_WEEKDAY = re.compile(r"^\s*\w+\.?,\s*")
_LONGEST = 100


def moment_of(text: str | None) -> datetime | None:
    """The moment that a feed's date gives, with its own zone where it has one; None where it is no date.

    A date without a time is midnight without a zone: `date()` of the result is the day as the feed's readers see it.
    """
    if text is None or not text.strip() or len(text) > _LONGEST:
        return None
    found = _ISO.match(text.strip())
    try:
        return _iso(found) if found else _rfc822(text.strip())
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def day_of(text: str | None) -> str | None:
    """The day of a feed's date in its own zone, `YYYY-MM-DD`."""
    moment = moment_of(text)
    return None if moment is None else moment.date().isoformat()


def _iso(found: re.Match[str]) -> datetime:
    year, month, day, hour, minute, second, zone = found.groups()
    at = time(int(hour or 0), int(minute or 0), min(int(second or 0), 59), tzinfo=_zone(zone))
    return datetime.combine(date(int(year), int(month), int(day)), at)


def _zone(zone: str | None) -> timezone | None:
    if zone is None:
        return None
    found = _ZONE.match(zone)
    if found is None:
        return UTC
    shift = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return timezone(shift if found[1] == "+" else -shift)


def _rfc822(text: str) -> datetime:
    # The day of the week adds nothing, and is often that of another language.
    plain = _COLON.sub(r"\1\2", _MONTH.sub(r"\1", _WEEKDAY.sub("", text)))
    return parsedate_to_datetime(plain)
