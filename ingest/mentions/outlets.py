"""Outlets where no name stands in running text: by the domain of an address, and by what the page says of itself."""

from __future__ import annotations

import re
from functools import cache

from graph.folding import fold
from graph.model import Span
from ingest.model import Found
from ingest.text import Text, clean_of
from ontology.authority import load_authority

_HOST = re.compile(r"(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?=[/\s:)\]]|$)", re.IGNORECASE)

_DATELINE = 70
# The brackets around an outlet that opens a text close soon: `（越通社/VNA）`.
_CLOSED = re.compile(r"[^()（）]{0,12}[)）]")
# The register of a publisher's own mention.
PUBLISHER = "publisher"
_AFTER_DATELINE = re.compile(r"[)/]\s*[-–—.]|/\s")


def find_domains(text: Text, span: Span) -> list[Found]:
    """The addresses of known outlets in a stretch: the mention is the registered domain."""
    found: list[Found] = []
    if "." not in text.clean[span.start : span.end - 1]:
        return found
    for match in _HOST.finditer(text.clean, span.start, span.end):
        host = match[1].lower()
        known = _outlet_at(host)
        if known is not None:
            key, domain = known
            start = match.end(1) - len(domain)
            found.append(Found(Span(start, match.end(1)), "O", key, load_authority().entities[key].label, "domain"))
    return found


def find_publisher(text: Text, span: Span, publisher: str | None) -> list[Found]:
    """The publisher that the page names, where it stands in a stretch, even when nobody knows it."""
    if not publisher:
        return []
    wanted = clean_of(publisher)
    start = text.clean.find(wanted, span.start, span.end)
    if start < 0:
        return []
    return [Found(Span(start, start + len(wanted)), "O", _outlet_named(publisher), publisher, PUBLISHER)]


def find_dateline(text: Text, span: Span, publisher: str | None) -> list[Found]:
    """The publisher that a text's first sentence opens with, in brackets: `Hanoi (Meridian Wire) - …`."""
    if (
        not publisher
        or _AFTER_DATELINE.search(text.clean, span.start, min(span.end, span.start + 2 * _DATELINE)) is None
    ):
        return []
    head = Span(span.start, min(span.end, span.start + _DATELINE))
    return [found for found in find_publisher(text, head, publisher) if is_dateline(text, found, span)]


def is_dateline(text: Text, found: Found, span: Span) -> bool:
    """Whether a body stands in the brackets of a dateline at the start of a sentence."""
    before = text.clean[span.start : found.span.start]
    if before in {"(", "（"} and _CLOSED.match(text.clean, found.span.end) and _is_outlet(found):
        return True
    return (
        len(before) <= _DATELINE
        and before[-1:] in ("(", "/")
        and _AFTER_DATELINE.match(text.clean, found.span.end) is not None
    )


def _is_outlet(found: Found) -> bool:
    known = load_authority().entities.get(found.key or "")
    return known is not None and known.attributes.get("kind") in {"outlet", "agency"}


def _outlet_at(host: str) -> tuple[str, str] | None:
    """Key and domain of the outlet that owns a host, its own domain or one above it."""
    parts = host.split(".")
    for index in range(len(parts) - 1):
        domain = ".".join(parts[index:])
        key = _domains().get(domain)
        if key is not None:
            return key, domain
    return None


@cache
def _domains() -> dict[str, str]:
    outlets = [k for k in load_authority().of_type("organization") if k.attributes.get("kind") in {"outlet", "agency"}]
    return {domain: known.key for known in outlets for domain in known.attributes.get("domain", "").split()}


def _outlet_named(name: str) -> str | None:
    keys = _names().get(fold(name), frozenset())
    return next(iter(keys)) if len(keys) == 1 else None


@cache
def _names() -> dict[str, frozenset[str]]:
    """Folded names of all bodies, each with the keys that bear it."""
    keys: dict[str, frozenset[str]] = {}
    for known in load_authority().of_type("organization"):
        for name in known.names:
            folded = fold(name.text)
            keys[folded] = keys.get(folded, frozenset()) | {known.key}
    return keys
