"""The identities that JSON-LD gives, in a page or alone; a block that cannot be read stops no other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import islice

from graph.model import EntityType
from ingest.identity.expansion import SCHEMA, Node, Refused, Text, nodes
from ingest.identity.model import Identities, Identity

_OPEN, _CLOSE = re.compile(r"<script\b([^<>]*)>", re.I), re.compile(r"</script", re.I)
_JSONLD = re.compile(r"type\s*=\s*[\"']?\s*application/ld\+json", re.I)
_LANG = re.compile(r"<html\b[^>]*?\slang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)", re.I)
_WRAPPING = re.compile(r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*\Z")
_ISO3 = re.compile(r"[A-Z]{3}\Z")
_ALPHA3 = re.compile(r"alpha.?3|iso.?3166.?1.?a3|\biso3\b", re.I)
_MOST_BLOCKS = 200
_TYPES = {
    "Country": EntityType.STATE,
    "Legislation": EntityType.TREATY,
    "LegislationObject": EntityType.TREATY,
    "Organization": EntityType.ORGANIZATION,
    "GovernmentOrganization": EntityType.ORGANIZATION,
    "NGO": EntityType.ORGANIZATION,
    "NewsMediaOrganization": EntityType.ORGANIZATION,
    "Person": EntityType.PERSON,
    "Place": EntityType.PLACE,
    "City": EntityType.PLACE,
}
_RDFS, _SKOS = "http://www.w3.org/2000/01/rdf-schema#", "http://www.w3.org/2004/02/skos/core#"
_OWL, _TERMS = "http://www.w3.org/2002/07/owl#", "http://purl.org/dc/terms/"
_LABELS = (f"{SCHEMA}name", f"{SCHEMA}legalName", f"{_SKOS}prefLabel", f"{_RDFS}label")
_ALIASES = (f"{SCHEMA}alternateName", f"{_SKOS}altLabel")
_IDENTIFIERS = (f"{SCHEMA}legislationIdentifier", f"{SCHEMA}identifier", f"{_TERMS}identifier")
_SAME = (f"{SCHEMA}sameAs", f"{_OWL}sameAs", f"{_SKOS}exactMatch")


def page_identities(html: str, address: str) -> Identities:
    """The identities of all JSON-LD blocks of a page; names without a language are in the page's."""
    stated = _LANG.search(html[:10_000])
    language = stated[1] if stated else "und"
    return _merged(_of_block(block, address, language) for block in islice(_blocks(html), _MOST_BLOCKS))


def _blocks(html: str) -> Iterator[str]:
    at = 0
    while (opened := _OPEN.search(html, at)) and (closed := _CLOSE.search(html, opened.end())):
        at = closed.end()
        if _JSONLD.search(opened[1]):
            yield html[opened.end() : closed.start()]


def text_identities(text: str, address: str) -> Identities:
    """The identities of one JSON-LD document."""
    return _merged([_of_block(text, address, "und")])


def _of_block(block: str, address: str, language: str) -> list[Identity] | str:
    """The identities of a block, or why it gives none."""
    text = _WRAPPING.sub("", block).strip()
    try:
        data = json.loads(text, strict=False)
        found = [identity for node in nodes(data, address, language) if (identity := _identity(node)) is not None]
    except Refused as error:
        return str(error)
    except RecursionError:
        return "is nested too deeply for a block of JSON-LD"
    except ValueError as error:
        return f"is no JSON ({str(error)[:80]})"
    return found or "names nothing by an IRI, a known type and a name"


def _merged(blocks: Iterable[list[Identity] | str]) -> Identities:
    """One identity an IRI, in the order of its first block."""
    found: dict[str, Identity] = {}
    skipped: list[str] = []
    for number, block in enumerate(blocks, 1):
        if isinstance(block, str):
            skipped.append(f"block {number} {block}")
            continue
        for identity in block:
            known = found.get(identity.iri)
            found[identity.iri] = identity if known is None else _joined(known, identity)
    return Identities(tuple(found.values()), tuple(skipped))


def _joined(one: Identity, other: Identity) -> Identity:
    return Identity(
        one.iri,
        one.type or other.type,
        tuple(dict.fromkeys((*one.labels, *other.labels))),
        tuple(dict.fromkeys((*one.aliases, *other.aliases))),
        one.iso3 or other.iso3,
        tuple(dict.fromkeys((*one.identifiers, *other.identifiers))),
        tuple(dict.fromkeys((*one.same_as, *other.same_as))),
    )


def _identity(node: Node) -> Identity | None:
    """The identity of a node that has an IRI of the web, a type that is known and a name; dates and deeds stay out."""
    kind = next((found for name in node.types if (found := _TYPES.get(name.removeprefix(SCHEMA))) is not None), None)
    labels = _texts(node, _LABELS)
    if kind is None or not labels or not node.iri.startswith(("http://", "https://", "urn:")):
        return None
    same = [value.iri if isinstance(value, Node) else value.text for value in _values(node, _SAME)]
    return Identity(
        node.iri,
        kind,
        labels,
        _texts(node, _ALIASES),
        _iso3(node) if kind is EntityType.STATE else None,
        tuple(dict.fromkeys(_identifiers(node))),
        tuple(dict.fromkeys(iri for iri in same if iri.startswith(("http://", "https://")))),
    )


def _values(node: Node, names: Iterable[str]) -> Iterator[Text | Node]:
    return (value for name in names for value in node.values.get(name, ()))


def _texts(node: Node, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    found = ((v.language, unescape(v.text)) for v in _values(node, names) if isinstance(v, Text) and v.text)
    return tuple(dict.fromkeys(found))


def _identifiers(node: Node) -> Iterator[str]:
    for value in _values(node, _IDENTIFIERS):
        if isinstance(value, Text):
            yield value.text
        else:
            yield from (text for _, text in _texts(value, (f"{SCHEMA}value",)))


def _iso3(node: Node) -> str | None:
    """The code of a state, where the node says that it is one of ISO 3166-1 alpha-3."""
    for value in _values(node, _IDENTIFIERS):
        if isinstance(value, Node):
            named = " ".join(text for _, text in _texts(value, (f"{SCHEMA}propertyID", f"{SCHEMA}name")))
            codes = [text for _, text in _texts(value, (f"{SCHEMA}value",)) if _ISO3.match(text)]
            if codes and _ALPHA3.search(named):
                return codes[0]
    return None
