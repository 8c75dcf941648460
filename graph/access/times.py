"""Times of tokens: how they are written down, and what `--expires` may say."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from graph.errors import AccessError

_DAYS = re.compile(r"([0-9]{1,5})d", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", re.ASCII)
_MEND = "write a number of days such as 30d, or a day to come such as 2027-01-31 (its end, UTC)"


def expiry(text: str, now: datetime) -> datetime:
    """The moment from which a token is good no more: `30d` after now, or the end of a day (UTC).

    AccessError for what is neither, or not to come.
    """
    try:
        if days := _DAYS.fullmatch(text):
            moment = whole(now) + timedelta(days=int(days[1]))
        elif _DATE.fullmatch(text):
            day = date.fromisoformat(text) + timedelta(days=1)
            moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
        else:
            raise AccessError(f"--expires {text!r}", _MEND)
    except (ValueError, OverflowError) as error:
        raise AccessError(f"--expires {text!r}", _MEND) from error
    if moment <= now:
        raise AccessError(f"--expires {text!r}", f"it is past; {_MEND}")
    return moment


def whole(moment: datetime) -> datetime:
    """A moment in UTC, cut to whole seconds."""
    return moment.astimezone(UTC).replace(microsecond=0)


def written(moment: datetime | None) -> str | None:
    """A moment as it stands in the file: `2026-11-25T12:00:00Z`."""
    return None if moment is None else whole(moment).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")


def read(text: object) -> datetime | None:
    """The moment that `written` wrote; ValueError for anything else."""
    if text is None:
        return None
    if not isinstance(text, str) or not _WRITTEN.fullmatch(text):
        raise ValueError(f"{text!r} is no moment such as 2026-11-25T12:00:00Z")
    return datetime.fromisoformat(text)
