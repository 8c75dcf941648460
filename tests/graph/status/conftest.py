"""A small published record of a depositary, with a news text beside it, checked and derived for real."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

import pytest

from graph.derivation import rederive
from graph.founding import ensure_base
from graph.model import (
    Claim,
    ClaimType,
    DateBasis,
    Document,
    Entity,
    EntityType,
    Instrument,
    Mention,
    Reading,
    SourceKind,
    Span,
)
from graph.publish import Outcome, publish
from graph.settings import Settings
from graph.store import Store
from graph.stores import open_store
from graph.validation import open_gate
from ontology.authority import load_authority

# A row of a table of ours: party, what it did, and the day as the table writes it.
Row = tuple[str, str, str | None]
Records = Callable[..., Store]
_TYPES = {
    "signature": (ClaimType.SIGNS, None),
    "ratification": (ClaimType.RATIFIES, Instrument.RATIFICATION),
    "acceptance": (ClaimType.RATIFIES, Instrument.ACCEPTANCE),
    "approval": (ClaimType.RATIFIES, Instrument.APPROVAL),
    "accession": (ClaimType.ACCEDES_TO, Instrument.ACCESSION),
    "denunciation": (ClaimType.GIVES_NOTICE, Instrument.DENUNCIATION),
    "force": (ClaimType.ENTERS_INTO_FORCE, None),
}
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def record() -> Callable[..., Reading]:
    """A function that makes a record: `record("un-xviii-16", [("state/vnm", "signature", "2025-10-25")])`."""
    return make


def make(
    treaty: str,
    rows: Sequence[Row],
    printed: Sequence[tuple[str, int]] = (),
    status_date: str | None = None,
    kind: SourceKind = SourceKind.DEPOSITARY,
) -> Reading:
    """A table of ours as a document: a line for each printed total, then one for each row."""
    authority, lines = load_authority(), []
    entities = {
        f"treaty/{treaty}": Entity("e0", EntityType.TREATY, "the treaty", (("en", "the treaty"),), f"treaty/{treaty}")
    }
    claims, mentions, at = [], [], 0
    for action, number in printed:
        line = f"{action}: {number}"
        unit = "signatory" if action == "signature" else "party"
        claims.append(
            Claim(ClaimType.TALLY, "e0", Span(at, at + len(line)), value=number, action=action, unit=unit,
                  date=status_date, date_basis=DateBasis.STATED if status_date else None)
        )  # fmt: skip
        lines.append(line)
        at += len(line) + 1
    for party, act, day in rows:
        label = authority.entities[party].label
        entity = entities.setdefault(
            party, Entity(f"e{len(entities)}", EntityType(party.split("/")[0]), label, (("en", label),), party)
        )
        line = f"{label}\t{act}\t{day or '-'}"
        type, instrument = _TYPES[act]
        ends = ("e0", entity.id) if act == "force" else (entity.id, "e0")
        mentions.append(Mention(entity.id, Span(at, at + len(label))))
        claims.append(
            Claim(type, ends[0], Span(at, at + len(line)), ends[1], date=day,
                  date_basis=DateBasis.STATED if day else None, instrument=instrument)
        )  # fmt: skip
        lines.append(line)
        at += len(line) + 1
    document = Document("\n".join(lines), "en", title=f"Record of {treaty}", source_kind=kind, status_date=status_date)
    return Reading(document, tuple(entities.values()), tuple(mentions), tuple(claims), "treatygraph-records")


@pytest.fixture(scope="session")
def gate() -> object:
    return open_gate()


@pytest.fixture(scope="session")
def records(gate: object, empty: Store) -> Iterator[Records]:
    """A function that gives a new store of the readings, in the order given, at their locations."""
    settings = Settings(store="memory:", quarantine="")
    known = {name: empty.triples(name) for name in ["", *empty.graphs()]}
    stores = []

    def of(*readings: Reading, location: str | None = None) -> Store:
        store = open_store("memory:")
        stores.append(store)
        store.replace(known)
        for number, reading in enumerate(readings):
            where = location or f"/records/{number}-{reading.document.key}.txt"
            receipt = publish(reading, where, store, gate, settings, NOON.replace(hour=12 + number))  # type: ignore[arg-type]  # the gate is a stand-in
            assert receipt.outcome in (Outcome.INGESTED, Outcome.REPLACED), receipt.report
        rederive(store, settings)
        return store

    yield of
    for store in stores:
        store.close()


@pytest.fixture(scope="session")
def empty(gate: object) -> Iterator[Store]:
    """A store of the known entities alone."""
    store = open_store("memory:")
    settings = Settings(store="memory:", quarantine="")
    ensure_base(store, settings, gate)  # type: ignore[arg-type]  # the gate
    rederive(store, settings)
    yield store
    store.close()
