"""Conflicts of numbers and names as facts: in any order, treaty by treaty, and none where everything agrees."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph

from graph.authority_rdf import known_graph
from graph.derivation.acts import World, acts
from graph.derivation.count_conflicts import count_conflicts
from graph.derivation.name_conflicts import name_conflicts
from graph.derivation.sources import Claimed, Node, Triple, accepted_claims, read_source, tg
from graph.identifiers import DEFAULT_BASE
from graph.model import Claim, ClaimType, Document, Entity, EntityType, Reading, SourceKind, Span
from graph.ntriples import to_ntriples
from graph.rdf import to_graph

BASE = DEFAULT_BASE
_WHERE = Span(0, 4)
# treaties.un.org XVIII-16: all parties named here signed on 25 October 2025; the numbers are of this table alone.
_KEYS = ("state/vnm", "state/qat", "organization/european-union", "treaty/un-xviii-16", "treaty/cets-185")
_ENTITIES = tuple(
    Entity(f"e{place}", EntityType(key.partition("/")[0]), key, (), key) for place, key in enumerate(_KEYS)
)
_HANOI, _BUDAPEST = "e3", "e4"


def _tally(value: int, unit: str | None, treaty: str = _HANOI, action: str = "signature") -> Claim:
    return Claim(ClaimType.TALLY, treaty, _WHERE, None, value, action, unit=unit, date="2025-10-26")


def _record(treaty: str) -> Reading:
    rows = tuple(Claim(ClaimType.SIGNS, f"e{place}", _WHERE, treaty, date="2025-10-25") for place in range(3))
    document = Document(f"Record of {treaty}.", "en", source_kind=SourceKind.DEPOSITARY, status_date="2025-11-20")
    return Reading(document, _ENTITIES, (), (*rows, _tally(3, "signatory", treaty)))


def _press(number: int, *claims: Claim) -> Reading:
    return Reading(Document(f"Article {number} of our own.", "en", published="2025-10-27"), _ENTITIES, (), claims)


READINGS = (
    _record(_HANOI),
    _record(_BUDAPEST),
    _press(1, _tally(3, "state")),
    _press(2, _tally(2, "state"), _tally(3, "signatory")),
    _press(3, _tally(9, "state"), _tally(3, "party", action="ratification")),
    _press(4, _tally(3, "state", _BUDAPEST)),
    _press(5, _tally(2, "signatory", _BUDAPEST)),
)


@cache
def _authority() -> dict[str, Node]:
    return dict(read_source(to_ntriples(known_graph(_KEYS, BASE)), BASE).nodes)


@cache
def _claims(number: int) -> tuple[Claimed, ...]:
    graph: Graph = to_graph(READINGS[number], BASE)
    return tuple(accepted_claims(read_source(to_ntriples(graph), BASE), 0.6))


def _derived(numbers: Iterable[int]) -> set[Triple]:
    claims = [claim for number in numbers for claim in _claims(number)]
    facts = list(acts(claims, World(authority=_authority()), BASE))
    return {*count_conflicts(claims, facts, _authority(), BASE), *name_conflicts(claims, _authority(), BASE)}


def _causes(facts: Iterable[Triple]) -> list[str]:
    return sorted(object.rpartition("#")[2].rstrip(">") for _, predicate, object in facts if predicate == tg("cause"))


def test_each_number_that_differs_is_one_conflict() -> None:
    causes = _causes(_derived(range(len(READINGS))))

    assert causes == ["FalseClaim", "StageSlip", "UnitSlip", "UnitSlip", "UnitSlip"]


def test_numbers_that_agree_are_no_conflict() -> None:
    assert _derived([0, 3]) == set()


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(len(READINGS))))
def test_any_order_gives_the_same_conflicts(order: list[int]) -> None:
    assert _derived(order) == _derived(range(len(READINGS)))


def test_each_treaty_stands_by_itself() -> None:
    assert _derived([0, 2, 3, 4]) | _derived([1, 5, 6]) == _derived(range(len(READINGS)))


def test_only_what_is_asserted_by_the_most_trusted_shows_who_makes_the_difference() -> None:
    press = _press(6, Claim(ClaimType.SIGNS, "e2", _WHERE, _HANOI, date="2025-10-25"))
    claims = [*_claims(0), *_claims(2)]
    claims += accepted_claims(read_source(to_ntriples(to_graph(press, BASE)), BASE), 0.6)
    facts = list(acts(claims, World(authority=_authority()), BASE))

    found = list(count_conflicts(claims, facts, _authority(), BASE))
    between = {object for _, predicate, object in found if predicate == tg("between")}

    assert claims[-1].iri not in between
    assert len(between) == 3
