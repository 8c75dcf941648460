"""The record of a document: where it was read, from when to when the store held it as current.

Records are the one place where clocks stand. They live in graphs of their own, `record/{key}`, so that the
document's graph stays a pure function of its text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from rdflib import DCTERMS, XSD, Graph, Literal, URIRef

from graph.identifiers import named_graph, split_thing, thing
from graph.ntriples import split, value
from ontology.namespaces import SCHEMA, TG


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """What the store knows of one document version, beside what it says.

    Times are UTC, `YYYY-MM-DDThh:mm:ssZ`. `content` is the SHA-256 of the graph's lines, in hexadecimal: it
    changes when the same text is read anew with other results; `waiting` is that of the claims in review, None where
    none waits. A record without `known_until` is current.
    """

    key: str
    locations: tuple[str, ...]
    known_from: str
    content: str
    known_until: str | None = None
    replaced_by: str | None = None
    waiting: str | None = None


def timestamp(now: datetime) -> str:
    """A moment as records write it, to the second; `now` must know its time zone."""
    if now.tzinfo is None:
        raise ValueError("a time without its zone cannot be recorded; pass an aware datetime")
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def record_graph(record: DocumentRecord, base: str) -> Graph:
    """The named graph `record/{key}`."""
    graph = Graph()
    document, contents = thing(base, "document", record.key), named_graph(base, f"document/{record.key}")
    for location in record.locations:
        graph.add((document, TG.location, Literal(location)))
    graph.add((document, TG.inGraph, contents))
    graph.add((contents, SCHEMA.sha256, Literal(record.content)))
    if record.waiting is not None:
        review = named_graph(base, f"review/{record.key}")
        graph.add((document, TG.waitsIn, review))
        graph.add((review, SCHEMA.sha256, Literal(record.waiting)))
    graph.add((document, TG.knownFrom, _moment(record.known_from)))
    if record.known_until is not None:
        graph.add((document, TG.knownUntil, _moment(record.known_until)))
    if record.replaced_by is not None:
        graph.add((document, DCTERMS.isReplacedBy, thing(base, "document", record.replaced_by)))
    return graph


def read_record(lines: Iterable[str], base: str) -> DocumentRecord | None:
    """The record that the lines of a `record/{key}` graph tell, or None where there are none."""
    found: dict[str, list[str]] = {}
    digests: dict[str, str] = {}
    subject = None
    for line in lines:
        term, predicate, written = split(line)
        found.setdefault(value(predicate), []).append(value(written))
        if value(predicate) == str(TG.inGraph):
            subject = value(term)
        elif value(predicate) == str(SCHEMA.sha256):
            digests[value(term)] = value(written)
    if subject is None:
        return None
    successor = found.get(str(DCTERMS.isReplacedBy))
    review = found.get(str(TG.waitsIn), [None])[0]
    return DocumentRecord(
        key=_key(base, subject),
        locations=tuple(sorted(found.get(str(TG.location), []))),
        known_from=found[str(TG.knownFrom)][0],
        content=digests[found[str(TG.inGraph)][0]],
        known_until=found.get(str(TG.knownUntil), [None])[0],
        replaced_by=None if successor is None else _key(base, successor[0]),
        waiting=None if review is None else digests.get(review),
    )


def _moment(text: str) -> Literal:
    return Literal(text, datatype=XSD.dateTime, normalize=False)


def _key(base: str, iri: str | URIRef) -> str:
    parts = split_thing(base, str(iri))
    if parts is None:
        raise ValueError(f"{iri} is not a document under {base}")
    return parts[1]
