from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import ORG, PROV, RDF, RDFS, Graph, Literal, URIRef

from graph.authority_rdf import known_graph
from graph.derivation import DERIVATION, derive, is_stale, rederive
from graph.identifiers import DEFAULT_BASE, thing
from graph.model import (
    Claim,
    ClaimType,
    DateBasis,
    Document,
    Entity,
    EntityType,
    EventType,
    Modality,
    Reading,
    Span,
)
from graph.naming import Names
from graph.ntriples import to_ntriples
from graph.publish import publish, remove
from graph.rdf import to_graph
from graph.settings import Settings
from graph.store import DEFAULT_GRAPH, Store
from graph.stores import open_store
from graph.validation import Validator, open_gate
from ontology.files import load_vocabulary
from ontology.namespaces import TG
from tests.strategies import readings

BASE = DEFAULT_BASE
_WHERE = Span(0, 4)
_STATE = Entity("e1", EntityType.STATE, "Viet Nam", (), "state/vnm")
_TREATY = Entity("e2", EntityType.TREATY, "Hanoi Convention", (), "treaty/un-xviii-16")
_PERSON = Entity("e3", EntityType.PERSON, "Trần Văn A", (("vi", "Trần Văn A"),))
_EVENT = Entity("e4", EntityType.EVENT, "Closing session", (("en", "Closing session"),), event_type=EventType.SESSION)
_KNOWN_EVENT = Entity("e5", EntityType.EVENT, "Signing ceremony", (), "event/hanoi-signing-2025")
_PLACE = Entity("e6", EntityType.PLACE, "Hanoi", (), "place/hanoi")
_ALL = (_STATE, _TREATY, _PERSON, _EVENT, _KNOWN_EVENT, _PLACE)

_SIGNS = Claim(ClaimType.SIGNS, "e1", _WHERE, "e2", date="2025-10-25", confidence=0.9)
_SIGNATURE = thing(BASE, "act", "un-xviii-16/vnm/signature")


def _reading(*claims: Claim, text: str = "Text of one document.") -> Reading:
    return Reading(Document(text, "en"), _ALL, (), claims)


def _lines(reading: Reading) -> list[str]:
    return to_ntriples(to_graph(reading, BASE))


@cache
def _authority() -> tuple[str, ...]:
    """The known entities that the tests speak of: all of them would only take longer."""
    keys = ("state/vnm", "treaty/un-xviii-16", "event/hanoi-signing-2025", "person/antonio-guterres")
    return tuple(to_ntriples(known_graph(keys, BASE)))


def _accepted(*claims: Claim, known: bool = False) -> Graph:
    """What is accepted when each claim stands in a document of its own."""
    documents = [_lines(_reading(claim, text=f"Document {number}.")) for number, claim in enumerate(claims)]
    return _graph(derive(documents, _authority() if known else (), BASE, 0.6))


def _graph(lines: list[str]) -> Graph:
    return Graph().parse(data="\n".join(lines), format="nt")


@st.composite
def _shuffled(draw: st.DrawFn) -> tuple[list[Reading], list[Reading]]:
    found = draw(st.lists(readings(), max_size=4, unique_by=lambda reading: reading.document.text))
    return found, draw(st.permutations(found))


@given(_shuffled())
@settings(deadline=None, max_examples=50)
def test_the_order_of_documents_never_changes_what_is_accepted(orders: tuple[list[Reading], list[Reading]]) -> None:
    one, other = ([_lines(reading)[:: 1 if number else -1] for reading in found] for number, found in enumerate(orders))

    assert derive(one, (), BASE, 0.6) == derive(other, (), BASE, 0.6)


@given(readings(), readings())
@settings(deadline=None, max_examples=50)
def test_a_document_that_comes_and_goes_leaves_what_was_there_before(one: Reading, other: Reading) -> None:
    before = derive([_lines(one)], (), BASE, 0.6)

    derive([_lines(one), _lines(other)], (), BASE, 0.6)

    assert derive([_lines(one)], (), BASE, 0.6) == before


@given(st.lists(readings(), max_size=3, unique_by=lambda reading: reading.document.text))
@settings(deadline=None, max_examples=50)
def test_everything_derived_says_from_what(found: list[Reading]) -> None:
    graph = _graph(derive([_lines(reading) for reading in found], (), BASE, 0.0))

    for subject in set(graph.subjects()):
        assert (subject, PROV.wasDerivedFrom, None) in graph, subject


@given(readings())
@settings(deadline=None, max_examples=50)
def test_no_count_becomes_a_fact_and_nothing_above_the_threshold_is_none(reading: Reading) -> None:
    graph = _graph(derive([_lines(reading)], (), BASE, 0.6))
    names = Names(reading, BASE)

    used = set(graph.objects(None, PROV.wasDerivedFrom))
    for claim in reading.claims:
        if claim.type == ClaimType.TALLY or claim.modality != Modality.ASSERTED:
            assert names.claim(claim) not in used


def test_a_signature_is_an_act_with_its_party_its_day_and_its_sources() -> None:
    graph = _accepted(_SIGNS, replace(_SIGNS, date="2025-10"), replace(_SIGNS, date=None))

    assert set(graph.objects(_SIGNATURE, RDF.type)) == {TG.Act, TG.Signature}
    assert graph.value(_SIGNATURE, TG.treaty) == thing(BASE, "treaty", "un-xviii-16")
    assert graph.value(_SIGNATURE, TG.actor) == thing(BASE, "state", "vnm")
    assert str(graph.value(_SIGNATURE, TG.actDate)) == "2025-10-25"
    assert graph.value(_SIGNATURE, TG.sourceCount) == Literal(3)
    assert len(list(graph.objects(_SIGNATURE, PROV.wasDerivedFrom))) == 3
    assert not list(graph.subjects(RDF.type, TG.Conflict))


@pytest.mark.parametrize(
    ("type", "key", "kind"),
    [
        (ClaimType.RATIFIES, "ratification", TG.Ratification),
        (ClaimType.ACCEDES_TO, "accession", TG.Accession),
        (ClaimType.ADOPTS, "adoption", TG.Adoption),
    ],
)
def test_each_act_has_its_class(type: ClaimType, key: str, kind: URIRef) -> None:
    graph = _accepted(replace(_SIGNS, type=type))

    types = set(graph.objects(thing(BASE, "act", f"un-xviii-16/vnm/{key}"), RDF.type))
    assert kind in types
    assert (TG.ConsentToBeBound in types) == (type != ClaimType.ADOPTS)


@pytest.mark.parametrize(
    "change",
    [
        {"modality": Modality.PLANNED},
        {"modality": Modality.NEGATED},
        {"confidence": 0.59},
        {"type": ClaimType.DECLINES},
    ],
)
def test_a_plan_a_denial_and_a_doubt_are_no_act(change: dict[str, object]) -> None:
    graph = _accepted(replace(_SIGNS, **change))  # type: ignore[arg-type]  # fields of the claim

    assert len(graph) == 0


def test_a_claim_that_somebody_rejected_is_no_act() -> None:
    lines = [line.replace("ontology#Auto>", "ontology#Rejected>") for line in _lines(_reading(_SIGNS))]

    assert derive([lines], (), BASE, 0.6) == []


def test_dates_that_disagree_are_kept_apart_with_their_conflict() -> None:
    graph = _accepted(_SIGNS, replace(_SIGNS, date="2025-10-26"))

    conflict = thing(BASE, "conflict", "act/un-xviii-16/vnm/signature/date")
    assert graph.value(_SIGNATURE, TG.actDate) is None
    assert {str(date) for date in graph.objects(_SIGNATURE, TG.claimedDate)} == {"2025-10-25", "2025-10-26"}
    assert (conflict, RDF.type, TG.Conflict) in graph
    assert graph.value(conflict, TG.conflictAbout) == _SIGNATURE
    assert graph.value(conflict, TG.cause) == TG.OpenConflict
    assert len(list(graph.objects(conflict, TG.between))) == 2


def test_a_stated_date_outranks_an_inferred_one_and_the_difference_stays_visible() -> None:
    inferred = replace(_SIGNS, date="2025-10-26", date_basis=DateBasis.INFERRED_FROM_URL)

    graph = _accepted(_SIGNS, inferred)

    assert str(graph.value(_SIGNATURE, TG.actDate)) == "2025-10-25"
    assert {str(date) for date in graph.objects(_SIGNATURE, TG.claimedDate)} == {"2025-10-25", "2025-10-26"}
    assert (None, TG.cause, TG.DateSlip) in graph


def test_of_an_interval_an_act_takes_the_month_that_holds_it() -> None:
    graph = _accepted(replace(_SIGNS, date="2025-10-25/2025-10-26"))

    assert str(graph.value(_SIGNATURE, TG.actDate)) == "2025-10"


def test_of_an_interval_over_two_years_an_act_takes_no_date() -> None:
    graph = _accepted(replace(_SIGNS, date="2025-12-31/2026-01-01"))

    assert graph.value(_SIGNATURE, TG.actDate) is None


def test_intervals_that_disagree_are_claimed_by_both_their_ends() -> None:
    graph = _accepted(_SIGNS, replace(_SIGNS, date="2025-11-01/2025-11-02"))

    assert {str(date) for date in graph.objects(_SIGNATURE, TG.claimedDate)} == {
        "2025-10-25",
        "2025-11-01",
        "2025-11-02",
    }


def test_what_the_depositary_says_of_opening_decides() -> None:
    opening = Claim(ClaimType.OPENS_FOR_SIGNATURE, "e2", _WHERE, date="2025-10-24")

    graph = _accepted(opening, replace(opening, date="2025-10"), known=True)

    act = thing(BASE, "act", "un-xviii-16/opening-for-signature")
    conflict = thing(BASE, "conflict", "act/un-xviii-16/opening-for-signature/date")
    assert str(graph.value(act, TG.actDate)) == "2025-10-25"
    assert graph.value(conflict, TG.cause) == TG.DateSlip
    assert len(list(graph.objects(act, PROV.wasDerivedFrom))) == 2
    assert len(list(graph.objects(conflict, TG.between))) == 1


def test_an_adoption_by_another_body_has_a_date_of_its_own() -> None:
    # The Ad Hoc Committee approved the draft in August 2024, the General Assembly adopted it on 24 December 2024.
    committee = Entity("e1", EntityType.ORGANIZATION, "Ad Hoc Committee")
    assembly = Entity("e2", EntityType.ORGANIZATION, "General Assembly", (), "organization/un-general-assembly")
    treaty = replace(_TREATY, id="e3")
    claims = (
        Claim(ClaimType.ADOPTS, "e1", _WHERE, "e3", date="2024-08-08"),
        Claim(ClaimType.ADOPTS, "e2", _WHERE, "e3", date="2024-12"),
    )
    reading = Reading(Document("Text", "en"), (committee, assembly, treaty), (), claims)

    graph = _graph(derive([_lines(reading)], _authority(), BASE, 0.6))

    dates = {str(graph.value(act, TG.actDate)) for act in graph.subjects(RDF.type, TG.Adoption)}
    assert dates == {"2024-08-08", "2024-12-24"}
    assert not list(graph.subjects(RDF.type, TG.Conflict))


def test_an_occasion_gathers_its_days_place_treaty_host_and_people() -> None:
    claims = (
        Claim(ClaimType.TAKES_PLACE_ON, "e4", _WHERE, date="2025-10-26"),
        Claim(ClaimType.TAKES_PLACE_IN, "e4", _WHERE, "e6"),
        Claim(ClaimType.CONCERNS, "e4", _WHERE, "e2"),
        Claim(ClaimType.HOSTS, "e1", _WHERE, "e4"),
        Claim(ClaimType.ORGANIZES, "e1", _WHERE, "e4"),
        Claim(ClaimType.SPEAKS_AT, "e3", _WHERE, "e4"),
    )
    reading = _reading(*claims)
    names = Names(reading, BASE)

    graph = _graph(derive([_lines(reading)], (), BASE, 0.6))

    event = names.entity("e4")
    assert {TG.Occasion, TG.Session} <= set(graph.objects(event, RDF.type))
    assert graph.value(event, RDFS.label) == Literal("Closing session", lang="en")
    assert [str(graph.value(event, edge)) for edge in (TG.startDate, TG.endDate)] == ["2025-10-26", "2025-10-26"]
    assert graph.value(event, TG.place) == thing(BASE, "place", "hanoi")
    assert graph.value(event, TG.concernsTreaty) == thing(BASE, "treaty", "un-xviii-16")
    assert graph.value(event, TG.host) == graph.value(event, TG.organizer) == thing(BASE, "state", "vnm")
    roles = {(graph.value(node, TG.participant), graph.value(node, TG.role)) for node in graph.subjects(TG.inOccasion)}
    assert roles == {
        (thing(BASE, "state", "vnm"), TG.Host),
        (thing(BASE, "state", "vnm"), TG.Organizer),
        (names.entity("e3"), TG.Speaker),
    }
    assert set(graph.objects(event, PROV.wasDerivedFrom)) == {names.claim(claim) for claim in claims}


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2025-10-25", "2025-10-25/2025-10-26"], ("2025-10-25", "2025-10-26")),
        (["2025-10", "2025-10-26"], ("2025-10-26", "2025-10-26")),
        (["2025", "2025-10"], ("2025-10", "2025-10")),
        (["2025-10-25", "2025-10-26"], ("None", "None")),
        (["2025-10-24/2025-10-25", "2025-10-25/2025-10-26"], ("None", "None")),
    ],
)
def test_an_occasion_lasts_as_long_as_the_dates_that_agree(dates: list[str], expected: tuple[str, str]) -> None:
    # The event is known in name only, so that several documents can speak of it.
    event = replace(_EVENT, key="event/closing")
    documents = [
        _lines(
            Reading(
                Document(f"Text {date}", "en"),
                (event,),
                (),
                (Claim(ClaimType.TAKES_PLACE_ON, "e4", _WHERE, date=date),),
            )
        )
        for date in dates
    ]

    graph = _graph(derive(documents, (), BASE, 0.6))

    node = thing(BASE, "event", "closing")
    assert (str(graph.value(node, TG.startDate)), str(graph.value(node, TG.endDate))) == expected
    assert ((None, RDF.type, TG.Conflict) in graph) == (expected[0] == "None")


def test_a_day_within_a_known_occasion_is_no_conflict_and_another_is() -> None:
    within = _accepted(Claim(ClaimType.TAKES_PLACE_ON, "e5", _WHERE, date="2025-10-26"), known=True)
    beyond = _accepted(Claim(ClaimType.TAKES_PLACE_ON, "e5", _WHERE, date="2025-10-29"), known=True)

    event = thing(BASE, "event", "hanoi-signing-2025")
    for graph in (within, beyond):
        assert [str(date) for date in graph.objects(event, TG.startDate)] == ["2025-10-25"]
        assert [str(date) for date in graph.objects(event, TG.endDate)] == ["2025-10-26"]
    assert (None, RDF.type, TG.Conflict) not in within
    assert (None, RDF.type, TG.Conflict) in beyond


def test_a_position_makes_a_membership_with_its_post() -> None:
    claim = Claim(ClaimType.HOLDS_POSITION, "e3", _WHERE, "e1", value="Minister")
    reading = _reading(claim)
    person = Names(reading, BASE).entity("e3")

    graph = _graph(derive([_lines(reading)], (), BASE, 0.6))

    (membership,) = graph.subjects(RDF.type, ORG.Membership)
    post = graph.value(membership, TG.post)
    assert graph.value(membership, ORG.member) == person
    assert graph.value(membership, ORG.organization) == thing(BASE, "state", "vnm")
    assert graph.value(post, TG.postTitle) == Literal("Minister", lang="en")
    assert (post, ORG.postIn, thing(BASE, "state", "vnm")) in graph
    assert (person, TG.provisional, Literal(True)) in graph


def test_a_position_that_is_known_adds_its_source_to_what_is_known() -> None:
    person = Entity("e1", EntityType.PERSON, "António Guterres", (), "person/antonio-guterres")
    body = Entity("e2", EntityType.ORGANIZATION, "United Nations", (), "organization/united-nations")
    claim = Claim(ClaimType.HOLDS_POSITION, "e1", _WHERE, "e2", value="Secretary-General")
    reading = Reading(Document("Text", "en"), (person, body), (), (claim,))

    graph = _graph(derive([_lines(reading)], _authority(), BASE, 0.6))

    (membership,) = graph.subjects(ORG.member, thing(BASE, "person", "antonio-guterres"))
    assert str(graph.value(membership, TG.startDate)) == "2017-01-01"
    assert (membership, PROV.wasDerivedFrom, Names(reading, BASE).claim(claim)) in graph


def test_a_statement_is_taken_over_with_its_source() -> None:
    claim = Claim(ClaimType.CALLS_FOR, "e3", _WHERE, "e2", quoted=True)
    reading = _reading(claim)
    names = Names(reading, BASE)

    graph = _graph(derive([_lines(reading)], (), BASE, 0.6))

    statement = names.statement(claim)
    assert {TG.Statement, TG.Call} == set(graph.objects(statement, RDF.type))
    assert graph.value(statement, TG.statementText) == Literal("Text", lang="en")
    assert graph.value(statement, TG.mode) == TG.Direct
    assert (statement, PROV.wasDerivedFrom, names.claim(claim)) in graph


@pytest.mark.parametrize(("type", "kind"), [(ClaimType.SUPPORTS, TG.Endorsement), (ClaimType.CRITICIZES, TG.Criticism)])
def test_a_plain_stance_is_a_statement_in_the_words_that_show_it(type: ClaimType, kind: URIRef) -> None:
    graph = _accepted(Claim(type, "e1", _WHERE, "e2"))

    (statement,) = graph.subjects(RDF.type, kind)
    assert graph.value(statement, TG.speaker) == thing(BASE, "state", "vnm")
    assert graph.value(statement, TG.about) == thing(BASE, "treaty", "un-xviii-16")
    assert graph.value(statement, TG.statementText) == Literal("Docu", lang="en")


def test_known_entities_are_accepted_as_they_are() -> None:
    assert derive([], _authority(), BASE, 0.6) == sorted(_authority())


def test_a_claim_that_passed_no_gate_is_passed_over() -> None:
    lines = [line for line in _lines(_reading(_SIGNS)) if "rdf-syntax-ns#object" not in line]

    assert derive([lines], (), BASE, 0.6) == []


@cache
def _gate() -> Validator:
    return open_gate()


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store("memory:")
    yield opened
    opened.close()


@pytest.fixture
def config(tmp_path: Path) -> Settings:
    return Settings(quarantine=str(tmp_path / "quarantine"))


_NOON = datetime(2025, 10, 26, 12, tzinfo=UTC)


def test_the_default_graph_follows_the_documents(store: Store, config: Settings) -> None:
    store.replace({f"{BASE}graph/authority": _authority()})
    assert is_stale(store, config)
    assert rederive(store, config) == len(store.triples(DEFAULT_GRAPH))
    before = store.triples(DEFAULT_GRAPH)
    reading = _reading(_SIGNS)

    publish(reading, "a.txt", store, _gate(), config, _NOON)
    assert is_stale(store, config)
    assert rederive(store, config) == len(store.triples(DEFAULT_GRAPH))
    assert any(str(_SIGNATURE) in line for line in store.triples(DEFAULT_GRAPH))
    assert not is_stale(store, config)
    assert rederive(store, config) == 0

    remove(reading.document.key, store, config)
    rederive(store, config)
    assert store.triples(DEFAULT_GRAPH) == before


def test_a_replaced_version_no_longer_counts(store: Store, config: Settings) -> None:
    publish(_reading(_SIGNS), "a.txt", store, _gate(), config, _NOON)
    rederive(store, config)
    other = _reading(replace(_SIGNS, modality=Modality.PLANNED), text="A correction.")

    publish(other, "a.txt", store, _gate(), config, _NOON)
    rederive(store, config)

    assert store.triples(DEFAULT_GRAPH) == []


def test_another_threshold_makes_what_is_derived_stale(store: Store, config: Settings) -> None:
    publish(_reading(_SIGNS), "a.txt", store, _gate(), config, _NOON)
    rederive(store, config)
    stricter = replace(config, publish_threshold=0.95)

    assert is_stale(store, stricter)
    rederive(store, stricter)
    assert store.triples(DEFAULT_GRAPH) == []
    assert store.triples(DERIVATION)


def test_what_is_accepted_passes_the_gate_itself() -> None:
    claims = (
        _SIGNS,
        Claim(ClaimType.TAKES_PLACE_ON, "e4", _WHERE, date="2025-10-26"),
        Claim(ClaimType.CONCERNS, "e4", _WHERE, "e2"),
        Claim(ClaimType.SPEAKS_AT, "e3", _WHERE, "e4"),
        Claim(ClaimType.HOLDS_POSITION, "e3", _WHERE, "e1", value="Minister"),
        Claim(ClaimType.COMMITS, "e3", _WHERE, "e2"),
        Claim(ClaimType.SUPPORTS, "e1", _WHERE, "e2"),
        replace(_SIGNS, date="2025-10-26"),
    )
    graph = _graph(derive([_lines(_reading(*claims))], _authority(), BASE, 0.6))

    report = _gate().check(graph, load_vocabulary())
    assert report.conforms, report.blocking
