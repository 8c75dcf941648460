"""Whose text a document is: an agency's, or another outlet's that it republishes or translates."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from graph.model import ClaimType, Reading, SourceKind, Span
from ingest.languages.front import fold_words
from ingest.model import BlockKind, Parsed
from ingest.parsing.marks import folded
from ingest.parsing.urls import URL, host_of
from ontology.authority import load_authority

_TRAILING = ".,;:!?؛،。"
_TAIL = 6
_LONG_LINE = 180
_DATELINE = 90
_CLOSED = re.compile(r"\s*[)）/\]]")
_TWO_LETTERS = re.compile(r"[a-z]{2}")
_OUTLETS = frozenset({"outlet", "agency"})


def with_lineage(reading: Reading, parsed: Parsed) -> Reading:
    """The reading, its document told as an aggregator's or an agency's text where the page shows that it is.

    An aggregator is a host known as one, or a text whose source line credits another outlet: one at another host than
    the text's own, or, where the text has no address of its own, one that does not publish in the text's language.
    An agency's text bears its name in the byline, the dateline or the last lines; a photo credit shows nothing.
    """
    document = reading.document
    if document.source_kind is not None:
        return reading
    credited = _credited(parsed, document.language)
    own = _own_host(parsed, credited)
    if credited is not None or _entry("aggregators", own) is not None:
        told = replace(document, source_kind=SourceKind.AGGREGATOR, original=credited)
    elif _is_wire(reading, parsed, own):
        told = replace(document, source_kind=SourceKind.WIRE)
    else:
        return reading
    return replace(reading, document=told)


def _credited(parsed: Parsed, language: str) -> str | None:
    """The address of another outlet that the text's source lines credit; None where they credit none, or several."""
    found = {url for at in range(len(parsed.blocks)) for url in _source_urls(parsed, at)}
    if len(found) != 1:
        return None
    (url,) = found
    host, own = host_of(url), _own_host(parsed, url)
    if own:
        return url if _outlet(host) != _outlet(own) and not _is_official(host) else None
    spoken = _languages(url)
    return url if spoken and language not in spoken else None


def _source_urls(parsed: Parsed, at: int) -> Iterator[str]:
    """The addresses in a line that names the source of the text, or in a last line that is an address alone."""
    block = parsed.blocks[at]
    line = block.span.of(parsed.text)
    in_tail = at >= len(parsed.blocks) - _TAIL and len(line) <= _LONG_LINE
    named = block.kind in {BlockKind.CREDIT, BlockKind.HEADER} or in_tail
    # An address alone may lead anywhere from a page that has one of its own.
    alone = in_tail and parsed.metadata.url is not None and line.strip() == parsed.metadata.url
    if (named and _begins(line, "source")) or alone:
        for found in URL.finditer(line):
            yield found.group().rstrip(_TRAILING)


def _own_host(parsed: Parsed, credited: str | None) -> str:
    """The host of the document's own address; empty where it has none but the one that its source line credits."""
    url = parsed.metadata.url
    return "" if url is None or url == credited or _is_credited(parsed, url) else host_of(url)


def _is_credited(parsed: Parsed, url: str) -> bool:
    return any(url in _source_urls(parsed, at) for at in range(len(parsed.blocks)))


def _is_wire(reading: Reading, parsed: Parsed, own: str) -> bool:
    if _kind_at(own) == "agency":
        return True
    credits = (claim for claim in reading.claims if claim.type is ClaimType.REPORTS)
    agencies = (claim.evidence for claim in credits if _kind_of(reading.entity(claim.subject).key) == "agency")
    return any(_bears(parsed, evidence) for evidence in agencies)


def _bears(parsed: Parsed, credit: Span) -> bool:
    """Whether a credit stands where a text names whose it is: byline, dateline, last lines."""
    at = next((n for n, b in enumerate(parsed.blocks) if b.span.start <= credit.start < b.span.end), None)
    if at is None:
        return False
    block, line = parsed.blocks[at], parsed.blocks[at].span.of(parsed.text)
    if block.kind is BlockKind.HEADER:
        return True
    if block.kind is BlockKind.CREDIT:
        return at >= len(parsed.blocks) - _TAIL and not _shows_picture(line)
    opens = block.kind is BlockKind.BODY and not any(b.kind is BlockKind.BODY for b in parsed.blocks[:at])
    end = credit.end - block.span.start
    return opens and end <= _DATELINE and _CLOSED.match(line, end) is not None


def _begins(line: str, name: str) -> bool:
    """Whether a line begins with one of the words and a colon, or is nothing but the words and an address."""
    words = folded(URL.sub("", line)).strip(" ([{-–—").strip()
    return any(words.rstrip(" )]:.") == word or re.match(rf"{re.escape(word)} ?:", words) for word in _words(name))


def _shows_picture(line: str) -> bool:
    words = folded(line)
    # Chinese sets no blanks between words; elsewhere the word stands alone.
    edges = {
        word: ("", "") if "\u3400" <= word[0] <= "\u9fff" else (r"(?<!\w)", r"(?!\w)") for word in _words("picture")
    }
    return any(re.search(f"{start}{re.escape(word)}{end}", words) for word, (start, end) in edges.items())


def _languages(url: str) -> frozenset[str]:
    """The languages that an address is known to be in: by its own words, else by its host; empty where unknown."""
    host, _, path = url.partition("://")[2].partition("/")
    parts = [host.split(".")[0], *path.lower().split("/")[:1]]
    named = next((part for part in parts if _TWO_LETTERS.fullmatch(part) and part in _spoken()), None)
    if named is not None:
        return frozenset({named})
    return frozenset(_entry("languages", host_of(url)) or ())


def _outlet(host: str) -> str:
    """What stands for an outlet: its key, or else its host."""
    return _entry_of(_domains(), host) or host


def _kind_at(host: str) -> str | None:
    return _kind_of(_entry_of(_domains(), host))


def _kind_of(key: str | None) -> str | None:
    known = load_authority().entities.get(key or "")
    return None if known is None else known.attributes.get("kind")


def _is_official(host: str) -> bool:
    kind, parts = _kind_at(host), set(host.split(".")[1:])
    official = _data()["official"]
    ends = any(host == end.lstrip(".") or host.endswith("." + end.lstrip(".")) for end in official["endings"])
    return kind not in _OUTLETS and (kind is not None or ends or bool(parts & set(official["parts"])))


def _entry(table: str, host: str) -> Any:
    return _entry_of(_data()[table], host)


def _entry_of(table: Mapping[str, Any], host: str) -> Any:
    """What a table says of a host, or of the nearest domain above it."""
    parts = host.split(".")
    return next((table[name] for at in range(len(parts) - 1) if (name := ".".join(parts[at:])) in table), None)


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files("ingest").joinpath("lineage.toml").read_text("utf-8"))


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(fold_words(word) for word in _data()["words"][name])


@cache
def _spoken() -> frozenset[str]:
    return frozenset(language for known in _data()["languages"].values() for language in known)


@cache
def _domains() -> Mapping[str, str]:
    bodies = load_authority().of_type("organization")
    return {domain: known.key for known in bodies for domain in known.attributes.get("domain", "").split()}
