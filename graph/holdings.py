"""What the store holds of documents: which versions are current, and where each was read."""

from __future__ import annotations

from graph.identifiers import named_graph, split_thing, thing
from graph.queries import load
from graph.rdf.history import DocumentRecord, read_record
from graph.store import Store


def record_of(store: Store, key: str, base: str) -> DocumentRecord | None:
    """The record of a document, current or not; None where the store does not hold it."""
    return read_record(store.triples(named_graph(base, f"record/{key}")), base)


def current_at(store: Store, location: str, base: str) -> list[DocumentRecord]:
    """The records of the current documents that were read at a location, by key."""
    return _records(store, load("documents-at", location=location), base)


def replaced_by(store: Store, key: str, base: str) -> list[DocumentRecord]:
    """The records of the documents that gave way to this one, by key."""
    return _records(store, load("documents-before", document=thing(base, "document", key)), base)


def current_contents(store: Store) -> dict[str, str]:
    """The named graphs of all current documents, each with the digest of its lines, by name."""
    rows = store.select(load("documents-current"))
    return {str(row["contents"]): str(row["sha256"]) for row in rows}


def current_reviews(store: Store) -> dict[str, str]:
    """The named graphs of the claims that wait in current documents, each with the digest of its lines, by name."""
    return {str(row["contents"]): str(row["sha256"]) for row in store.select(load("reviews-current"))}


def _records(store: Store, query: str, base: str) -> list[DocumentRecord]:
    things = [split_thing(base, str(row["document"])) for row in store.select(query)]
    records = [record_of(store, found[1], base) for found in things if found is not None]
    return [record for record in records if record is not None]
