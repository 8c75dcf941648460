"""Content negotiation: one table of formats, and the choice by Accept (RFC 9110 12.5.1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from werkzeug.exceptions import NotAcceptable


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write an answer; `name` is its suffix in addresses, `aliases` are other media types for it."""

    name: str
    media_type: str
    title: str
    aliases: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """The media type, with the charset where the type is a text."""
        return content_type(self.media_type)


@dataclass(frozen=True, slots=True)
class Choice:
    """A format, and the name by which the caller asked for it."""

    format: Format
    media_type: str

    @property
    def content_type(self) -> str:
        """What goes into the Content-Type field."""
        return content_type(self.media_type)


@dataclass(frozen=True, slots=True)
class Range:
    """One member of an Accept field: `text/*;q=0.5`; parameters are counted, never compared."""

    type: str
    subtype: str
    quality: float = 1.0
    parameters: int = 0

    def covers(self, media_type: str) -> bool:
        """Whether the range holds that media type."""
        type, _, subtype = media_type.partition("/")
        return self.type in ("*", type) and self.subtype in ("*", subtype)

    @property
    def weight(self) -> tuple[bool, bool, int]:
        """How exact the range is: the more exact one decides."""
        return self.type != "*", self.subtype != "*", self.parameters


HTML = Format("html", "text/html", "HTML", ("application/xhtml+xml",))

RESULTS = (
    Format("json", "application/sparql-results+json", "JSON", ("application/json",)),
    Format("xml", "application/sparql-results+xml", "XML", ("application/xml", "text/xml")),
    Format("csv", "text/csv", "CSV"),
    Format("tsv", "text/tab-separated-values", "TSV"),
)

TURTLE = Format("ttl", "text/turtle", "Turtle", ("application/x-turtle", "application/turtle"))
N_TRIPLES = Format("nt", "application/n-triples", "N-Triples", ("text/plain",))
JSON_LD = Format("jsonld", "application/ld+json", "JSON-LD", ("application/json",))
RDF_XML = Format("rdf", "application/rdf+xml", "RDF/XML", ("application/xml", "text/xml"))
TRIG = Format("trig", "application/trig", "TriG")
N_QUADS = Format("nq", "application/n-quads", "N-Quads")

GRAPHS = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML, TRIG, N_QUADS)


class NothingAcceptable(NotAcceptable):
    """No format suits the request; `available` are the media types that there are."""

    def __init__(self, available: Sequence[str]) -> None:
        super().__init__(f"Nothing here suits the Accept field. There is: {', '.join(available)}.")
        self.available = tuple(available)


def content_type(media_type: str) -> str:
    """`media_type` with its charset: texts, and XML and JSON that carry Arabic, are all UTF-8."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def parse_accept(field: str | None) -> list[Range]:
    """The media ranges of an Accept field; an absent or empty one accepts everything.

    A member that is no media range is passed over, as servers do that wish to answer.
    """
    found = [range for member in _split(field or "", ",") if (range := _parse_range(member)) is not None]
    return found or [Range("*", "*")]


def choose(field: str | None, formats: Sequence[Format]) -> Choice:
    """The format that suits the Accept field best; of equals the first in `formats`.

    Raises NothingAcceptable where none suits.
    """
    ranges = parse_accept(field)
    offers = [Choice(format, name) for format in formats for name in (format.media_type, *format.aliases)]
    # A wildcard must not pull an alias forward: own names go first, then aliases in the order of the formats.
    offers.sort(key=lambda offer: offer.media_type != offer.format.media_type)
    best = max(offers, key=lambda offer: quality(ranges, offer.media_type))
    if quality(ranges, best.media_type) <= 0:
        raise NothingAcceptable([format.media_type for format in formats])
    return best


def by_name(name: str, formats: Sequence[Format]) -> Choice | None:
    """The format of that suffix, or None."""
    return next((Choice(format, format.media_type) for format in formats if format.name == name), None)


def quality(ranges: Iterable[Range], media_type: str) -> float:
    """The quality that the most exact range gives a media type; 0 where none holds it."""
    covering = [range for range in ranges if range.covers(media_type)]
    return max(covering, key=lambda range: range.weight).quality if covering else 0.0


def prefers_html(field: str | None, others: Sequence[Format]) -> bool:
    """Whether a page suits better than any of `others`: only where HTML is asked for by name."""
    ranges = parse_accept(field)
    named = [range for range in ranges if range.type == "text" and range.subtype == "html"]
    if not any(range.quality > 0 for range in named):
        return False
    return quality(ranges, HTML.media_type) >= max(quality(ranges, other.media_type) for other in others)


def _parse_range(member: str) -> Range | None:
    name, *parameters = (part.strip() for part in _split(member, ";"))
    type, slash, subtype = name.lower().partition("/")
    if not (type and slash and subtype) or (type == "*" and subtype != "*"):
        return None
    values = {key.strip().lower(): value.strip() for key, _, value in (p.partition("=") for p in parameters)}
    weight = values.pop("q", "1")
    return Range(type, subtype, _parse_quality(weight), len(values))


def _parse_quality(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    # A quality that is no number from 0 to 1 says nothing; the offer it stands by is not taken on its word.
    return value if 0 <= value <= 1 else 0.0


def _split(text: str, separator: str) -> list[str]:
    """The parts between separators that do not stand within a quoted string (RFC 9110 5.6.4)."""
    parts, quoted, start = [], False, 0
    for index, char in enumerate(text):
        if char == '"' and text[index - 1 : index] != "\\":
            quoted = not quoted
        elif char == separator and not quoted:
            parts.append(text[start:index])
            start = index + 1
    return [*parts, text[start:]]
