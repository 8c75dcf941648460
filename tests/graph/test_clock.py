"""The second clock: what the record knew at a moment is what a store would hold that had been fed only until then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from rdflib import Graph

from graph.derivation import rederive
from graph.errors import QueryError
from graph.identifiers import DEFAULT_BASE, named_graph
from graph.judgements import Verdict, graph_of, judgement, judgement_graph
from graph.model import Claim, ClaimType, Document, Entity, EntityType, Reading, SourceKind, Span
from graph.ntriples import to_ntriples
from graph.publish import publish, remove, retire
from graph.rdf.history import timestamp
from graph.settings import Settings
from graph.status.clock import known_at, read_moment, turns
from graph.store import DEFAULT_GRAPH, Store
from graph.stores import open_store
from graph.validation import Report

_START = datetime(2025, 10, 26, 12, tzinfo=UTC)
_SETTINGS = Settings(quarantine="")
_TREATY = Entity("e2", EntityType.TREATY, "Hanoi Convention", (), "treaty/un-xviii-16")
# Signatures in Hanoi on 25 and 26 October 2025 (UN Treaty Collection, XVIII-16).
_SIGNED = {"vnm": "2025-10-25", "aus": "2025-10-25", "sau": "2025-10-26"}


@dataclass(frozen=True)
class _Open:
    """A gate that lets everything in: what the gate does is not what is told here."""

    def check(self, graph: Graph, context: Graph) -> Report:
        return Report(True)


def _reading(state: str, copy: int, kind: SourceKind | None = None) -> Reading:
    claim = Claim(ClaimType.SIGNS, "e1", Span(0, 4), "e2", date=_SIGNED[state], confidence=0.9)
    party = Entity("e1", EntityType.STATE, state, (), f"state/{state}")
    return Reading(Document(f"Text {copy} on {state}.", "en", source_kind=kind), (party, _TREATY), (), (claim,))


# What can happen to a store at one moment: a document comes to a place, or what stands at a place is retired.
_READINGS = [_reading(state, copy, kind) for state in _SIGNED for copy, kind in ((1, None), (2, SourceKind.DEPOSITARY))]
_STEPS = st.lists(
    st.tuples(st.sampled_from(["publish", "retire", "judge"]), st.sampled_from(_READINGS), st.sampled_from(["a", "b"])),
    max_size=7,
)
Step = tuple[str, Reading, str]


def _fed(steps: list[Step]) -> Store:
    store = open_store("memory:")
    settings = Settings(quarantine="/nonexistent")
    for number, (what, reading, place) in enumerate(steps):
        _step(store, settings, what, reading, place, _moment(number))
    rederive(store, settings)
    return store


def _moment(number: int) -> datetime:
    return _START + timedelta(hours=number)


def _step(store: Store, settings: Settings, what: str, reading: Reading, place: str, now: datetime) -> None:
    held = store.triples(named_graph(DEFAULT_BASE, f"document/{reading.document.key}"))
    if what == "publish":
        publish(reading, place, store, _Open(), settings, now)
    elif held and what == "retire":
        retire(reading.document.key, store, settings, now)
    elif held:
        claim = next(line.split(" ", 1)[0][1:-1] for line in held if "ontology#Claim>" in line)
        judged = judgement(DEFAULT_BASE, Verdict.REJECTED, [claim], "A. Reviewer", timestamp(now))
        store.replace({graph_of(judged, DEFAULT_BASE): to_ntriples(judgement_graph(judged, DEFAULT_BASE))})


def _contents(store: Store) -> dict[str, list[str]]:
    """All graphs; where a document was read may have changed since, and is no matter of the clock."""
    graphs = {name: store.triples(name) for name in ["", *store.graphs()]}
    return {name: [line for line in lines if "ontology#location>" not in line] for name, lines in graphs.items()}


@given(_STEPS, st.integers(0, 7))
@examples(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_known_at_a_moment_is_what_a_store_holds_that_was_fed_until_then(
    steps: list[Step], number: int
) -> None:
    number = min(number, len(steps))
    whole, early = _fed(steps), _fed(steps[:number])

    view = known_at(whole, Settings(), timestamp(_moment(number) - timedelta(seconds=1)))

    assert _contents(view) == _contents(early)


@given(_STEPS)
@examples(deadline=None, max_examples=30)
def test_after_the_last_change_the_view_is_the_store(steps: list[Step]) -> None:
    store = _fed(steps)

    view = known_at(store, Settings(), "2999-12-31T23:59:59Z")

    assert {name: view.triples(name) for name in view.graphs()} == {
        name: store.triples(name) for name in store.graphs()
    }
    assert view.triples(DEFAULT_GRAPH) == store.triples(DEFAULT_GRAPH)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(quarantine=str(tmp_path / "quarantine"))


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store("memory:")
    yield opened
    opened.close()


def _acts(store: Store) -> list[str | None]:
    query = "SELECT ?act { ?act a <https://w3id.org/treatygraph/ontology#Signature> } ORDER BY ?act"
    return [(row["act"] or "").removeprefix(f"{DEFAULT_BASE}id/act/un-xviii-16/") for row in store.select(query)]


def test_a_moment_is_included_and_the_second_before_it_is_not(store: Store, settings: Settings) -> None:
    _step(store, settings, "publish", _READINGS[0], "a", _START)

    at, before = (known_at(store, settings, moment) for moment in ("2025-10-26T12:00:00Z", "2025-10-26T11:59:59Z"))

    assert _acts(at) == ["vnm/signature"]
    assert _acts(before) == []


def test_a_version_that_gave_way_was_current_until_then(store: Store, settings: Settings) -> None:
    _step(store, settings, "publish", _reading("vnm", 1), "a", _START)
    _step(store, settings, "publish", _reading("aus", 1), "a", _START + timedelta(days=1))

    at_the_turn = known_at(store, settings, timestamp(_START + timedelta(days=1)))
    before = known_at(store, settings, read_moment("2025-10-26"))

    assert (_acts(before), _acts(at_the_turn)) == (["vnm/signature"], ["aus/signature"])


def test_a_text_that_gave_way_and_came_back_was_known_twice(store: Store, settings: Settings) -> None:
    first, second = _reading("vnm", 1), _reading("aus", 1)
    for day, reading in enumerate((first, second, first)):
        _step(store, settings, "publish", reading, "a", _START + timedelta(days=day))

    views = [known_at(store, settings, timestamp(_START + timedelta(days=day))) for day in range(3)]

    assert [_acts(view) for view in views] == [["vnm/signature"], ["aus/signature"], ["vnm/signature"]]


def test_a_removed_document_between_two_times_of_another_leaves_no_gap(store: Store, settings: Settings) -> None:
    first, second = _reading("vnm", 1), _reading("aus", 1)
    _step(store, settings, "publish", first, "a", _START)
    before = {name: store.triples(name) for name in store.graphs()}
    for day, reading in enumerate((second, first), 1):
        _step(store, settings, "publish", reading, "a", _START + timedelta(days=day))

    remove(second.document.key, store, settings)

    assert {name: store.triples(name) for name in store.graphs()} == before


def test_the_turns_of_a_record_are_told(store: Store, settings: Settings) -> None:
    assert turns(store).before("2025-10-26T12:00:00Z") is None
    mark = turns(store).mark

    _step(store, settings, "publish", _READINGS[0], "a", _START)
    found = turns(store)

    assert found.moments == ("2025-10-26T12:00:00Z",)
    assert found.before("2026-01-01T00:00:00Z") == "2025-10-26T12:00:00Z"
    assert (found.is_now("2025-10-26T12:00:00Z"), found.is_now("2025-10-26T11:59:59Z")) == (True, False)
    assert found.mark != mark


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2025-10-26", "2025-10-26T23:59:59Z"),
        ("2025-10-26T12:00", "2025-10-26T12:00:00Z"),
        ("2025-10-26T12:00:00Z", "2025-10-26T12:00:00Z"),
        ("2025-10-26T12:00:00.987654321Z", "2025-10-26T12:00:00Z"),
        ("2025-10-26T01:30:00+07:00", "2025-10-25T18:30:00Z"),
        ("0999-01-01", "0999-01-01T23:59:59Z"),
    ],
)
def test_a_moment_is_a_day_or_an_instant(written: str, read: str) -> None:
    assert read_moment(written) == read


@given(st.datetimes(timezones=st.timezones()))
@examples(deadline=None)
def test_every_instant_is_read_as_itself(moment: datetime) -> None:
    shift = timezone(timedelta(minutes=round((moment.utcoffset() or timedelta()).total_seconds() / 60)))
    try:
        expected = timestamp(moment.replace(tzinfo=shift))
    except OverflowError:
        return

    assert read_moment(moment.replace(tzinfo=shift).isoformat()).lstrip("0") == expected.lstrip("0")


@pytest.mark.parametrize(
    "written",
    ["", "yesterday", "2025-02-30", "2025-13-01", "20251026", "2025-W43-7", "2025-10", "2025-10-26T25:00:00Z",
     "2025-10-26 12:00:00", "2025-10-26T12:00:00 07:00", "9999-12-31T23:59:59-01:00", "٢٠٢٥-١٠-٢٦"],
)  # fmt: skip
def test_what_is_no_moment_is_refused_with_the_mend(written: str) -> None:
    with pytest.raises(QueryError, match="write a day"):
        read_moment(written)
