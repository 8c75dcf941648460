from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Graph

from graph.errors import StoreError, UnknownLocation
from graph.founding import FOUNDATION
from graph.holdings import current_at, current_contents, record_of
from graph.identifiers import named_graph
from graph.model import Claim, ClaimType, Document, Entity, EntityType, Mention, Reading, Span
from graph.ntriples import to_ntriples
from graph.publish import Outcome, Receipt, ensure_base, publish, remove, retire
from graph.quarantine import Quarantine
from graph.rdf import to_graph
from graph.settings import Settings
from graph.store import Store
from graph.stores import open_store
from graph.validation import Report, Severity, Validator, Violation, open_gate

_DAY = datetime(2025, 10, 26, 12, tzinfo=UTC)
_STATE = Entity("e1", EntityType.STATE, "Viet Nam", (("en", "Viet Nam"),), "state/vnm", "VNM")
_TREATY = Entity("e2", EntityType.TREATY, "Hanoi Convention", (("en", "Hanoi Convention"),), "treaty/un-xviii-16")


def _reading(text: str = "Viet Nam signed the Hanoi Convention.", date: str = "2025-10-25") -> Reading:
    claim = Claim(ClaimType.SIGNS, "e1", Span(0, 36), "e2", date=date, confidence=0.9)
    return Reading(Document(text, "en"), (_STATE, _TREATY), (Mention("e1", Span(0, 8)),), (claim,))


_FIRST = _reading()
_SECOND = _reading("Viet Nam signed the Hanoi Convention. Updated.")
# A signature after 31 December 2026 lies outside the treaty's window (article 64).
_LATE = _reading("Viet Nam signed the Hanoi Convention. Late.", date="2027-05-01")


@cache
def _gate() -> Validator:
    return open_gate()


@dataclass(frozen=True)
class _Deciding:
    """A gate whose report is known beforehand: the real one takes seconds over all known entities."""

    report: Report

    def check(self, graph: Graph, context: Graph) -> Report:
        return self.report


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store("memory:")
    yield opened
    opened.close()


@pytest.fixture
def config(tmp_path: Path) -> Settings:
    return Settings(quarantine=str(tmp_path / "quarantine"))


Publish = Callable[..., Receipt]


@pytest.fixture
def put(store: Store, config: Settings) -> Publish:
    def put(reading: Reading, location: str = "a.txt", day: int = 26) -> Receipt:
        return publish(reading, location, store, _gate(), config, _DAY.replace(day=day))

    return put


def _contents(store: Store) -> dict[str, list[str]]:
    return {name: store.triples(name) for name in store.graphs()}


def test_a_document_stands_in_its_graph_and_its_record(store: Store, config: Settings, put: Publish) -> None:
    receipt = put(_FIRST)

    assert receipt.outcome == Outcome.INGESTED
    assert receipt.report is not None
    assert receipt.report.conforms
    assert store.graphs() == [
        str(named_graph(config.base_iri, f"{kind}/{_FIRST.document.key}")) for kind in ("document", "record")
    ]
    record = record_of(store, _FIRST.document.key, config.base_iri)
    assert record is not None
    assert (record.locations, record.known_from) == (("a.txt",), "2025-10-26T12:00:00Z")
    assert record.known_until is None


def test_a_document_published_twice_is_stored_once(store: Store, put: Publish) -> None:
    put(_FIRST)
    before = _contents(store)

    receipt = put(_FIRST, day=27)

    assert receipt.outcome == Outcome.UNCHANGED
    assert receipt.report is None
    assert _contents(store) == before


def test_the_same_text_elsewhere_is_one_document_with_two_locations(
    store: Store, config: Settings, put: Publish
) -> None:
    put(_FIRST, "b.txt")

    receipt = put(_FIRST, "a.txt", day=27)

    record = record_of(store, _FIRST.document.key, config.base_iri)
    assert receipt.outcome == Outcome.UNCHANGED
    assert record is not None
    assert (record.locations, record.known_from) == (("a.txt", "b.txt"), "2025-10-26T12:00:00Z")


def test_a_text_at_two_places_that_tell_it_two_addresses_comes_to_rest(store: Store, put: Publish) -> None:
    saved, archived = (
        replace(_reading(), document=replace(_reading().document, url=f"https://example.org/{name}"))
        for name in ("b", "a")
    )
    for reading, place in ((saved, "page.html"), (archived, "pages.warc.gz")):
        put(reading, place)
    rested = _contents(store)

    outcomes = [put(reading, place).outcome for reading, place in ((saved, "page.html"), (archived, "pages.warc.gz"))]

    assert outcomes == [Outcome.UNCHANGED, Outcome.UNCHANGED]
    assert _contents(store) == rested


def test_a_new_version_takes_the_place_of_the_old_one_which_is_kept(
    store: Store, config: Settings, put: Publish
) -> None:
    first = put(_FIRST)
    said = store.triples(first.graph)

    receipt = put(_SECOND, day=27)

    old = record_of(store, _FIRST.document.key, config.base_iri)
    assert (receipt.outcome, receipt.replaced) == (Outcome.REPLACED, (_FIRST.document.key,))
    assert store.triples(first.graph) == said
    assert old is not None
    assert (old.known_until, old.replaced_by) == ("2025-10-27T12:00:00Z", _SECOND.document.key)
    assert list(current_contents(store)) == [receipt.graph]


def test_a_version_that_still_stands_elsewhere_stays_current(store: Store, config: Settings, put: Publish) -> None:
    put(_FIRST, "a.txt")
    put(_FIRST, "b.txt")

    receipt = put(_SECOND, "a.txt")

    base = config.base_iri
    assert receipt.outcome == Outcome.REPLACED
    assert [record.key for record in current_at(store, "a.txt", base)] == [_SECOND.document.key]
    assert [record.key for record in current_at(store, "b.txt", base)] == [_FIRST.document.key]


def test_an_older_version_that_comes_back_is_current_again(store: Store, config: Settings, put: Publish) -> None:
    put(_FIRST)
    put(_SECOND, day=27)

    receipt = put(_FIRST, day=28)

    record = record_of(store, _FIRST.document.key, config.base_iri)
    assert receipt.outcome == Outcome.REPLACED
    assert record is not None
    assert (record.known_from, record.known_until) == ("2025-10-28T12:00:00Z", None)
    assert len(current_contents(store)) == 1


def test_the_same_text_read_anew_with_another_result_is_replaced(store: Store, config: Settings, put: Publish) -> None:
    put(_FIRST)
    better = replace(_FIRST, claims=(replace(_FIRST.claims[0], confidence=0.95),))

    receipt = put(better, day=27)

    record = record_of(store, _FIRST.document.key, config.base_iri)
    assert receipt.outcome == Outcome.REPLACED
    assert record is not None
    assert record.known_from == "2025-10-26T12:00:00Z"
    assert any('"0.95"' in line for line in store.triples(receipt.graph))


def test_what_the_gate_refuses_goes_to_quarantine_and_leaves_no_trace(
    store: Store, config: Settings, put: Publish
) -> None:
    receipt = put(_LATE)

    assert receipt.outcome == Outcome.QUARANTINED
    assert store.graphs() == []
    assert receipt.quarantine is not None
    entry = Quarantine(Path(config.quarantine)).show(receipt.quarantine)
    assert (entry.location, entry.text) == ("a.txt", _LATE.document.text)
    assert "open for signature only until 2026-12-31" in entry.reason
    assert entry.report


def test_a_refused_version_leaves_the_old_one_current(store: Store, put: Publish) -> None:
    first = put(_FIRST)
    before = _contents(store)

    put(_LATE, day=27)

    assert _contents(store) == before
    assert list(current_contents(store)) == [first.graph]


def test_what_gets_in_at_last_leaves_quarantine(config: Settings, put: Publish) -> None:
    put(_LATE)

    put(_FIRST, day=27)

    assert Quarantine(Path(config.quarantine)).list() == []


def test_a_removed_document_is_as_though_it_had_never_come(store: Store, config: Settings, put: Publish) -> None:
    put(_FIRST, "a.txt")
    before = _contents(store)
    put(_SECOND, "b.txt")

    remove(_SECOND.document.key, store, config)

    assert _contents(store) == before


def test_what_a_removed_version_replaced_is_current_again(store: Store, config: Settings, put: Publish) -> None:
    put(_FIRST)
    before = _contents(store)
    put(_SECOND, day=27)

    remove(_SECOND.document.key, store, config)

    assert _contents(store) == before


def test_what_stood_before_a_removed_version_ends_where_that_one_ended(
    store: Store, config: Settings, put: Publish
) -> None:
    third = _reading("Viet Nam signed the Hanoi Convention. Again.")
    for day, reading in enumerate((_FIRST, _SECOND, third), 26):
        put(reading, day=day)

    remove(_SECOND.document.key, store, config)

    record = record_of(store, _FIRST.document.key, config.base_iri)
    assert record is not None
    assert (record.known_until, record.replaced_by) == ("2025-10-28T12:00:00Z", third.document.key)


def test_a_retired_document_is_kept_and_no_longer_current(store: Store, config: Settings, put: Publish) -> None:
    receipt = put(_FIRST)

    retire(_FIRST.document.key, store, config, _DAY.replace(day=27))
    retire(_FIRST.document.key, store, config, _DAY.replace(day=28))

    record = record_of(store, _FIRST.document.key, config.base_iri)
    assert record is not None
    assert record.known_until == "2025-10-27T12:00:00Z"
    assert store.triples(receipt.graph)
    assert current_contents(store) == {}


def test_a_document_that_is_not_there_is_named(store: Store, config: Settings) -> None:
    with pytest.raises(UnknownLocation, match="no document of that key"):
        remove("00", store, config)
    with pytest.raises(UnknownLocation, match="no document of that key"):
        retire("00", store, config, _DAY)


@pytest.mark.parametrize(
    "location", ['a "quoted" \\ name\n.txt', "ملف.txt", "bad\udcff.txt", "https://example.org/?a=b"]
)
def test_any_location_is_found_again(location: str, put: Publish) -> None:
    put(_FIRST, location)

    assert put(_SECOND, location).replaced == (_FIRST.document.key,)
    assert put(_SECOND, location).outcome == Outcome.UNCHANGED


@given(st.lists(st.tuples(st.sampled_from((_FIRST, _SECOND)), st.sampled_from(("a.txt", "b.txt"))), max_size=6))
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_location_has_exactly_the_last_document_published_there(
    config: Settings, steps: list[tuple[Reading, str]]
) -> None:
    store = open_store("memory:")

    for day, (reading, location) in enumerate(steps, 1):
        publish(reading, location, store, _Deciding(Report(True)), config, _DAY.replace(day=day))

    for location, reading in {location: reading for reading, location in steps}.items():
        keys = [record.key for record in current_at(store, location, config.base_iri)]
        assert keys == [reading.document.key]
        graph = named_graph(config.base_iri, f"document/{reading.document.key}")
        assert len(store.triples(graph)) == len(to_ntriples(to_graph(reading, config.base_iri)))


def test_a_store_is_founded_once(store: Store, config: Settings) -> None:
    assert ensure_base(store, config, _gate())
    before = _contents(store)

    assert not ensure_base(store, config, _gate())
    assert _contents(store) == before
    assert store.graphs() == [
        str(named_graph(config.base_iri, "authority")),
        str(named_graph(config.base_iri, "ontology")),
        FOUNDATION,
    ]


def test_a_store_keeps_its_base(store: Store, config: Settings) -> None:
    ensure_base(store, config, _Deciding(Report(True)))

    with pytest.raises(StoreError, match=r"localhost:8000.*example\.org"):
        ensure_base(store, replace(config, base_iri="https://example.org/"))


def test_knowledge_that_changed_is_brought_up_to_date(store: Store, config: Settings) -> None:
    ensure_base(store, config, _Deciding(Report(True)))
    held = store.triples(FOUNDATION)
    older = [line.rsplit(' "', 1)[0] + ' "00" .' if "sha256" in line else line for line in held]
    store.replace({FOUNDATION: older})

    assert ensure_base(store, config, _Deciding(Report(True)))
    assert store.triples(FOUNDATION) == held


def test_knowledge_that_breaks_the_shapes_is_not_published(store: Store, config: Settings) -> None:
    found = Violation("urn:x", None, Severity.VIOLATION, "urn:s", (("en", "two codes"),))

    with pytest.raises(StoreError, match="two codes; mend the authority files"):
        ensure_base(store, config, _Deciding(Report(False, (found,))))
    assert store.graphs() == []
