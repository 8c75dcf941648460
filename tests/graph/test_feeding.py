"""Properties of a store that is fed: order is no matter, what goes leaves nothing, and same food makes same stores."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph

from graph.derivation import Memory, rederive
from graph.model import Reading
from graph.publish import publish, remove
from graph.settings import Settings
from graph.store import DEFAULT_GRAPH, Store
from graph.stores import open_store
from graph.validation import Report
from tests.strategies import readings

_NOON = datetime(2025, 10, 26, 12, tzinfo=UTC)
_SETTINGS = Settings(quarantine="/nonexistent")
_FOUND = st.lists(readings(), max_size=4, unique_by=lambda reading: reading.document.text)


@dataclass(frozen=True)
class _Open:
    """A gate that lets everything in: what the gate does is not what is told here."""

    def check(self, graph: Graph, context: Graph) -> Report:
        return Report(True)


@st.composite
def _shuffled(draw: st.DrawFn) -> tuple[list[Reading], list[Reading]]:
    found = draw(_FOUND)
    return found, draw(st.permutations(found))


def _fed(found: list[Reading], *, derive_each: bool = False) -> Store:
    store, memory = open_store("memory:"), Memory()
    for reading in found:
        publish(reading, reading.document.key, store, _Open(), _SETTINGS, _NOON)
        if derive_each:
            rederive(store, _SETTINGS, memory)
    rederive(store, _SETTINGS)
    return store


@given(_shuffled())
@settings(deadline=None, max_examples=40)
def test_the_order_in_which_documents_come_changes_nothing_in_the_store(
    orders: tuple[list[Reading], list[Reading]],
) -> None:
    one, other = map(_fed, orders)

    assert one.dump("application/n-quads") == other.dump("application/n-quads")


@given(_FOUND)
@settings(deadline=None, max_examples=40)
def test_two_stores_fed_the_same_are_equal_however_often_they_derive(found: list[Reading]) -> None:
    one, other = _fed(found), _fed(found, derive_each=True)

    assert one.dump("application/n-quads") == other.dump("application/n-quads")


@given(_shuffled(), st.data())
@settings(deadline=None, max_examples=40)
def test_a_document_that_is_ingested_and_removed_leaves_nothing_behind(
    orders: tuple[list[Reading], list[Reading]], data: st.DataObject
) -> None:
    found, order = orders
    gone = data.draw(st.lists(st.sampled_from(found), unique_by=lambda one: one.document.key)) if found else []
    store = _fed(order)

    for reading in gone:
        remove(reading.document.key, store, _SETTINGS)
    rederive(store, _SETTINGS)

    kept = _fed([reading for reading in found if reading not in gone])
    assert store.dump("application/n-quads") == kept.dump("application/n-quads")


@given(_FOUND)
@settings(deadline=None, max_examples=20)
def test_what_is_ingested_twice_changes_nothing(found: list[Reading]) -> None:
    store = _fed(found)
    before = store.dump("application/n-quads")

    for reading in found:
        publish(reading, reading.document.key, store, _Open(), _SETTINGS, _NOON.replace(day=27))
    derived = rederive(store, _SETTINGS)

    assert (derived, store.dump("application/n-quads")) == (0, before)
    assert store.triples(DEFAULT_GRAPH) == _fed(found).triples(DEFAULT_GRAPH)
