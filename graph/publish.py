"""Publishing: a reading is checked, and stands in the store whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from rdflib import Graph

from graph.authority_rdf import context_graph, states_by_code
from graph.derivation import DERIVATION
from graph.errors import UnknownLocation
from graph.founding import ensure_base
from graph.holdings import current_at, record_of, replaced_by
from graph.identifiers import named_graph, thing
from graph.model import Reading
from graph.naming import Names
from graph.ntriples import to_ntriples
from graph.quarantine import Entry, Quarantine
from graph.rdf import to_graph, to_review
from graph.rdf.history import DocumentRecord, record_graph, timestamp
from graph.records import to_record
from graph.settings import Settings
from graph.store import Store
from graph.stores.lines import restored
from graph.validation import Report, Validator
from ontology.namespaces import TG

__all__ = ["Outcome", "Receipt", "ensure_base", "publish", "remove", "retire"]

# What two places of one text cannot tell differently.
_OF_THE_TEXT = (f"<{TG.text}>", f"<{TG.digest}>")


class Outcome(StrEnum):
    """What became of a document."""

    INGESTED = "ingested"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one reading; `report` is None where nothing had to be checked.

    `replaced` names the documents that are no longer current for it, `quarantine` the entry that keeps it; `waiting`
    is how many of its claims are below the threshold and wait in review.
    """

    outcome: Outcome
    location: str
    document: str
    graph: str
    report: Report | None = None
    replaced: tuple[str, ...] = ()
    quarantine: str | None = None
    waiting: int = 0


def publish(
    reading: Reading,
    location: str,
    store: Store,
    gate: Validator,
    settings: Settings,
    now: datetime,
    source: bytes | None = None,
) -> Receipt:
    """Check what a document says and make it current at its location, in one step of the store.

    The same text with the same results changes nothing. A new version makes the one that stood at its
    location give way; that one's graph stays, and its record says until when it was current. The accepted graph is
    unmarked until `rederive` brings it up to date. Claims below the threshold wait for review in a graph of their
    own, which comes and goes with the document's. What the gate refuses goes to quarantine with its `source`, the
    document as it came, and what was current stays so. One text at several places is one document: where these tell
    different things of it, such as its address, one of them speaks for it, whatever the order in which they are read.
    """
    # A file's name may hold bytes that are not UTF-8; RDF cannot, so they are written as escapes.
    location = location.encode(errors="backslashreplace").decode()
    base, key = settings.base_iri, reading.document.key
    graph, review = (build(reading, base, settings.publish_threshold) for build in (to_graph, to_review))
    lines, doubtful = to_ntriples(graph), to_ntriples(review)
    content, waiting = _digest(lines), _digest(doubtful) if doubtful else None
    held = record_of(store, key, base)
    if held is not None and _speaks_for(held, location, lines, store, base):
        lines, doubtful = _contents(store, base, key)
        content, waiting = held.content, held.waiting
    same = held is not None and (held.known_until, held.content, held.waiting) == (None, content, waiting)
    report = None if same else gate.check(graph + review, _context(reading, base))
    if report is not None and not report.conforms:
        return _refused(reading, location, report, settings, source)
    record = _record(held, DocumentRecord(key, (location,), timestamp(now), content, waiting=waiting))
    displaced = [old for old in current_at(store, location, base) if old.key != key]
    changed = [_displaced(old, location, key, timestamp(now)) for old in displaced]
    if not same or record != held or changed:
        # With the mark gone in the same step, a run that is cut off here is known as one that did not end.
        store.replace(
            {**_graphs(base, key, lines, doubtful), **_record_graphs(base, [record, *changed]), DERIVATION: []}
        )
    Quarantine(Path(settings.quarantine)).release(location)
    return Receipt(
        _outcome(held, same=same, displaced=bool(displaced)),
        location,
        str(Names(reading, base).document),
        str(named_graph(base, f"document/{key}")),
        report,
        tuple(old.key for old in displaced),
        waiting=sum(str(TG.reviewStatus) in line for line in doubtful),
    )


def remove(key: str, store: Store, settings: Settings) -> None:
    """Take a document away as though it had never come: what it replaced ends where it ended, or is current.

    UnknownLocation where the store does not hold it.
    """
    base = settings.base_iri
    record = _held(store, key, base)
    before = [old.without(record) for old in replaced_by(store, key, base)]
    gone: dict[str, list[str]] = {str(named_graph(base, f"record/{key}")): []}
    store.replace(gone | _graphs(base, key, [], []) | _record_graphs(base, before))


def retire(key: str, store: Store, settings: Settings, now: datetime) -> None:
    """Let a document be current no longer, and keep what it said; UnknownLocation where there is none."""
    record = _held(store, key, settings.base_iri)
    if record.known_until is None:
        ended = replace(record, known_until=timestamp(now))
        store.replace(_record_graphs(settings.base_iri, [ended]))


def _speaks_for(held: DocumentRecord, location: str, lines: list[str], store: Store, base: str) -> bool:
    """Whether what another place of the same text tells of it stands, and not what this place does."""
    if held.known_until is not None or not set(held.locations) - {location}:
        return False
    document = thing(base, "document", held.key)
    ours, theirs = _head(lines, document), _head(_contents(store, base, held.key)[0], document)
    return theirs < ours


def _head(lines: Iterable[str], document: str) -> tuple[bool, list[str]]:
    """What a document says of itself beside its text; one with an address comes before one without."""
    start = f"<{document}> "
    told = sorted(line for line in lines if line.startswith(start) and line.split(" ", 2)[1] not in _OF_THE_TEXT)
    return not any(f" <{TG.url}> " in line for line in told), told


def _contents(store: Store, base: str, key: str) -> tuple[list[str], list[str]]:
    """The lines of a document and of its claims in review, as they were published."""
    names = (str(named_graph(base, f"{kind}/{key}")) for kind in ("document", "review"))
    lines, doubtful = (restored(store.triples(name)) for name in names)
    return lines, doubtful


def _context(reading: Reading, base: str) -> Graph:
    """What is known of the entities that the reading names, and of the states whose codes it uses."""
    codes = states_by_code()
    keys = {entity.key or codes.get(entity.iso3 or "") for entity in reading.entities}
    return context_graph(sorted(key for key in keys if key is not None), base)


def _refused(reading: Reading, location: str, report: Report, settings: Settings, source: bytes | None) -> Receipt:
    base = settings.base_iri
    entry = Entry(
        location,
        f"the gate found {len(report.blocking)} violations; the first: {report.blocking[0].message()}",
        reading.document.digest,
        reading.document.text,
        to_record(reading, base),
        [found.as_json() for found in report.violations],
        source,
    )
    Quarantine(Path(settings.quarantine)).add(entry)
    return Receipt(
        Outcome.QUARANTINED,
        location,
        str(Names(reading, base).document),
        str(named_graph(base, f"document/{reading.document.key}")),
        report,
        quarantine=entry.id,
    )


def _digest(lines: list[str]) -> str:
    return sha256("\n".join(lines).encode()).hexdigest()


def _record(held: DocumentRecord | None, fresh: DocumentRecord) -> DocumentRecord:
    """The record of a document that is current from now on, or still."""
    if held is None:
        return fresh
    if held.known_until is not None:
        return replace(fresh, earlier=held.periods)
    locations = tuple(sorted({*held.locations, *fresh.locations}))
    return replace(held, locations=locations, content=fresh.content, waiting=fresh.waiting)


def _displaced(old: DocumentRecord, location: str, successor: str, now: str) -> DocumentRecord:
    """The record of a document that gives way at one location; it ends unless it stands elsewhere too."""
    elsewhere = tuple(other for other in old.locations if other != location)
    if elsewhere:
        return replace(old, locations=elsewhere)
    return replace(old, known_until=now, replaced_by=successor)


def _graphs(base: str, key: str, lines: list[str], doubtful: list[str]) -> dict[str, list[str]]:
    return {
        str(named_graph(base, f"document/{key}")): lines,
        str(named_graph(base, f"review/{key}")): doubtful,
    }


def _record_graphs(base: str, records: list[DocumentRecord]) -> dict[str, list[str]]:
    return {
        str(named_graph(base, f"record/{record.key}")): to_ntriples(record_graph(record, base)) for record in records
    }


def _outcome(held: DocumentRecord | None, *, same: bool, displaced: bool) -> Outcome:
    if displaced or (held is not None and held.known_until is None and not same):
        return Outcome.REPLACED
    return Outcome.UNCHANGED if same else Outcome.INGESTED


def _held(store: Store, key: str, base: str) -> DocumentRecord:
    record = record_of(store, key, base)
    if record is None:
        raise UnknownLocation(key, "the store holds no document of that key; list the documents for theirs")
    return record
