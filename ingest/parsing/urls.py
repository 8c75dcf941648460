"""What an address tells: its host, and the date that many news sites write into it."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

from ontology.authority import load_authority

URL = re.compile(r"https?://[^\s<>\"'«»“”،）)]+", re.I)
_TRAILING = ".,;:!?؛،。"
# A stamp of year, month, day, hour, minute, second and fraction: many Vietnamese sites end their addresses in one.
_STAMP = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\d{0,3}(?!\d)")
# The same with a site number before it and a year of two digits: 196 251025 144046 724.
_SHORT_STAMP = re.compile(r"(?<!\d)\d{3}(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\d{3}(?!\d)")
_PATH = re.compile(r"[/-]((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/-]|$|\.)")
_DAY = re.compile(r"(?<![\d])((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")


def first_url(text: str) -> str | None:
    """The first web address in a text, without the punctuation that follows it."""
    found = URL.search(text)
    return found.group().rstrip(_TRAILING) if found else None


def date_in_url(url: str) -> str | None:
    """The day that an address carries (`/2025/10/26/`, `20251026`, a stamp of 14 to 17 digits) as `YYYY-MM-DD`."""
    path = url.partition("://")[2].partition("/")[2]
    for found in _STAMP.finditer(path):
        year, month, number, *time = found.groups()
        if _is_time(*time) and (day := _day(year, month, number)):
            return day
    for pattern in (_PATH, _DAY):
        for found in pattern.finditer("/" + path):
            if day := _day(*found.groups()):
                return day
    for found in _SHORT_STAMP.finditer(path):
        year, month, number, *time = found.groups()
        if _is_time(*time) and (day := _day(f"20{year}", month, number)):
            return day
    return None


def host_of(url: str) -> str:
    """The host without `www.`, `m.` and `amp.`; empty where there is none."""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
    for label in ("www.", "m.", "amp.", "mobile."):
        host = host.removeprefix(label)
    return host


def publisher_of(url: str) -> str | None:
    """The known outlet of an address's host, or the host itself."""
    host = host_of(url)
    return outlet_of(host) or host or None


def outlet_of(host: str) -> str | None:
    """The label of the outlet whose domain the host is or stands under; the longest domain decides."""
    found: tuple[int, str] | None = None
    for known in load_authority().of_type("organization"):
        for domain in known.attributes.get("domain", "").split():
            fits = host == domain or host.endswith("." + domain)
            if fits and (found is None or len(domain) > found[0]):
                found = (len(domain), known.label)
    return None if found is None else found[1]


def _is_time(hour: str, minute: str, second: str) -> bool:
    return int(hour) < 24 and int(minute) < 60 and int(second) < 60


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
