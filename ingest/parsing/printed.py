"""What a text prints about itself: header fields, byline, dateline, the line that names its source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.model import DateBasis, Span
from ingest.dates import Anchor, find_dates
from ingest.languages.front import FRONT_LANGUAGES
from ingest.model import Block, BlockKind, FoundDate, Metadata
from ingest.parsing.marks import folded, marks
from ingest.parsing.names import is_outlet_name, is_place_name
from ingest.parsing.urls import date_in_url, first_url, publisher_of
from ingest.text import Text

_TIME = re.compile(r"\b\d{1,2} ?(?::|h|giờ) ?\d{2}\b(?: ?(?:utc|gmt|cet|am|pm))?", re.I)
_PARTS = re.compile(r"[|/•·]| [-–—ـ]+ |[-–—] | [-–—]|,\s|،\s?|\s{2,}")
# One header line may hold several fields: `2025年10月26日 08:12 来源：…`.
# A field begins behind a blank; the address in `URL: https://…` is no field of its own.
_FIELDS = re.compile(r"\s+(?=(?!https?:)[^\W\d_]{2,8} ?[:：])")
_QUOTED = re.compile('[«“"]([^«»“”"]{2,40})[»”"]')
_BRACKETED = re.compile(r"\(([^()]{2,40})\)")
# HANOI (Meridian Wire) -- ; (Nhịp Đọc) - ; ХАНОЙ, 26 октября. /Вестник договоров/.
_DATELINES = (
    re.compile(r"^[^\W\d_][^()/.]{1,40}\(([^()\d]{2,40})\)\s*[-–—]"),
    re.compile(r"^\(([^()\d]{2,40})\)\s*[-–—]"),
    re.compile(r"^[^\W\d_][^/]{2,40}/([^/\d]{2,40})/(?:[.\s–—-]|$)"),
)
# A word that joins a place to its date: `القاهرة في 24 مايو`.
_TO_DATE = re.compile(r" (?:في|يوم|بتاريخ)$")
_WORD = re.compile(r"\w+")
_DATELINE = 70
_HEAD = 7  # blocks that may still belong to the header


def printed_metadata(text: str, blocks: tuple[Block, ...], language: str) -> Metadata:
    """The metadata that the blocks print: a printed date is stated, a date only in the address is inferred."""
    fields = dict(reversed(list(_fields(text, blocks))))
    headline = next((block.span.of(text) for block in blocks if block.kind is BlockKind.HEADLINE), None)
    url = first_url(fields.get("url", "")) or _source_url(text, blocks)
    published = printed_date(text, blocks, language)
    metadata = Metadata(
        title=headline,
        url=url,
        publisher=_publisher(fields, text, blocks, language) or (publisher_of(url) if url else None),
        published=published,
        published_basis=DateBasis.STATED if published else None,
    )
    return metadata if published or url is None else with_url_date(metadata)


def with_url_date(metadata: Metadata) -> Metadata:
    """The metadata with the date that its address carries, where it has one."""
    day = date_in_url(metadata.url or "")
    if day is None:
        return metadata
    return replace(metadata, published=day, published_basis=DateBasis.INFERRED_FROM_URL)


def printed_date(text: str, blocks: tuple[Block, ...], language: str) -> str | None:
    """The first whole date, with its year, that a header line or the dateline prints; no day is inferred."""
    for block in blocks[:_HEAD]:
        words = block.span.of(text)
        if block.kind is BlockKind.HEADER and (day := _whole_date(words, language)):
            return day
    first = next((block for block in blocks if block.kind is BlockKind.BODY), None)
    return None if first is None else _dateline_date(first.span.of(text), language)


def _fields(text: str, blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        words = block.span.of(text)
        if block.kind is not BlockKind.HEADER:
            continue
        for part in _FIELDS.split(words):
            if field := marks().field_of(part):
                yield field[0], part[field[1] :].strip()


def _source_url(text: str, blocks: tuple[Block, ...]) -> str | None:
    """The address in a line that names the source, or that is nothing else."""
    for block in reversed(blocks):
        words = block.span.of(text)
        if block.kind in {BlockKind.CREDIT, BlockKind.HEADER} and (url := first_url(words)):
            return url
    return None


def _whole_date(words: str, language: str) -> str | None:
    text = Text.of(words)
    # A header may be in another language than the prose, or be all that there is.
    for code in dict.fromkeys([language, *FRONT_LANGUAGES]):
        for found in find_dates(text, Span(0, len(text.clean)), code, Anchor()):
            if len(found.value) == 10:
                return found.value
    return None


def _dateline_date(words: str, language: str) -> str | None:
    text = Text.of(words[:_DATELINE])
    for found in find_dates(text, Span(0, len(text.clean)), language, Anchor()):
        before, after = text.clean[: found.span.start], text.clean[found.span.end :]
        if len(found.value) == 10 and len(before.split()) <= 4 and re.match(r" ?(?:[-–—:(/]|\.? ?[-–—/(])", after):
            return found.value
    return None


def _publisher(fields: dict[str, str], text: str, blocks: tuple[Block, ...], language: str) -> str | None:
    source = fields.get("source")
    if source and not first_url(source):
        return source
    for block in blocks[:_HEAD]:
        words = block.span.of(text)
        if block.kind is not BlockKind.HEADER or marks().field_of(words) is not None:
            continue
        if name := _name_in_header(words, language):
            return name
    first = next((block for block in blocks if block.kind is BlockKind.BODY), None)
    return None if first is None else _dateline_name(first.span.of(text))


def _dateline_name(words: str) -> str | None:
    for pattern in _DATELINES:
        if found := pattern.match(words[: 2 * _DATELINE]):
            return found.group(1).strip()
    return None


def _name_in_header(line: str, language: str) -> str | None:
    """The outlet that a byline or date line names: quoted, in brackets, or as the part that is nothing else."""
    if quoted := _QUOTED.search(line):
        return quoted.group(1).strip()
    if (bracketed := _BRACKETED.search(line)) and marks().is_byline(line):
        return bracketed.group(1).strip()
    if staff := marks().staff_of(line):
        return staff
    rest, dates = line_dates(line, language)
    if not dates:
        return _name_beside_place(line)
    for found in reversed(dates):
        rest = f"{rest[: found.span.start]} | {rest[found.span.end :]}"
    parts = (_TO_DATE.sub("", part.strip(" .,،-–—()")) for part in _PARTS.split(_TIME.sub(" | ", rest)))
    names = [part for part in parts if _may_name(part) and marks().field_of(f"{part}: -") is None]
    return next((name for name in names if not is_place_name(name)), None)


def _name_beside_place(line: str) -> str | None:
    """The outlet of a line that is a place and a name (`Tunis - Al-Marsad`)."""
    parts = [part.strip(" .,،-–—()") for part in _PARTS.split(line)]
    others = [part for part in parts if not is_place_name(part)]
    return others[0] if len(parts) == 2 and len(others) == 1 and _may_name(others[0]) else None


def line_dates(line: str, language: str) -> tuple[str, list[FoundDate]]:
    """The clean line and its dates, with or without year, in the prose's language or in the first that reads any."""
    text = Text.of(line)
    for code in dict.fromkeys([language, *FRONT_LANGUAGES]):
        if dates := find_dates(text, Span(0, len(text.clean)), code, Anchor("2000-01-01")):
            return text.clean, dates
    return text.clean, []


def _may_name(part: str) -> bool:
    known = marks()
    # `Section: questions and answers` names no outlet either.
    if len(part) < 3 or any(char.isdigit() or char == ":" for char in part) or known.is_byline(part):
        return False
    if all(len(word) == 1 for word in _WORD.findall(part)) and not is_outlet_name(part):
        return False  # a writer's initials
    # A place in capitals opens a dateline; sections and time zones name no outlet.
    return not known.section.fullmatch(folded(part)) and not (part.isupper() and part.isascii())
