"""Acts decided by rank of source: what the depositary's record dates, refutes, and shows no longer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import PROV, RDF, Graph, Literal, URIRef

from graph.authority_rdf import known_graph
from graph.derivation import Memory, derive
from graph.derivation.policy import accept
from graph.derivation.sources import Source, read_source
from graph.identifiers import DEFAULT_BASE, thing
from graph.model import (
    Claim,
    ClaimType,
    Document,
    Entity,
    EntityType,
    EventType,
    Instrument,
    Mention,
    Modality,
    Reading,
    SourceKind,
    Span,
)
from graph.ntriples import to_ntriples
from graph.rdf import to_graph
from ontology.namespaces import TG

BASE = DEFAULT_BASE
_WHERE = Span(0, 4)
_DATED = "The date on record for Viet Nam is 2025-10-25 (United Nations Convention against Cybercrime)."
# The depositary's record of 20 November 2025 listed Viet Nam and Qatar as signatories, and no party: treaties.un.org.
_VNM = Entity("e1", EntityType.STATE, "Viet Nam", (), "state/vnm")
_TREATY = Entity("e2", EntityType.TREATY, "Hanoi Convention", (), "treaty/un-xviii-16")
_USA = Entity("e3", EntityType.STATE, "United States", (), "state/usa")
_UNGA = Entity("e4", EntityType.ORGANIZATION, "General Assembly", (), "organization/un-general-assembly")
_BENIN = Entity("e5", EntityType.STATE, "Benin", (), "state/ben")
_BUDAPEST = Entity("e6", EntityType.TREATY, "Budapest Convention", (), "treaty/cets-185")
_ENTITIES = (_VNM, _TREATY, _USA, _UNGA, _BENIN, _BUDAPEST)
_SIGNS = Claim(ClaimType.SIGNS, "e1", _WHERE, "e2", date="2025-10-25")
_SIGNATORIES = Claim(ClaimType.TALLY, "e2", _WHERE, value=1, action="signature", date="2025-11-20")
_PARTIES = Claim(ClaimType.TALLY, "e2", _WHERE, value=0, action="ratification", date="2025-11-20")
_RECORD = (_SIGNS, _SIGNATORIES, _PARTIES)


@cache
def _authority() -> tuple[str, ...]:
    keys = [entity.key for entity in _ENTITIES if entity.key is not None]
    return tuple(to_ntriples(known_graph(tuple(keys), BASE)))


def _official(*claims: Claim, day: str = "2025-11-20", kind: SourceKind = SourceKind.DEPOSITARY) -> Reading:
    text = f"Status as of {day}, {kind}, {len(claims)} entries."
    return Reading(Document(text, "en", source_kind=kind, status_date=day), _ENTITIES, (), claims)


def _press(*claims: Claim, day: str | None = "2025-10-27", text: str = "An article of its own words.") -> Reading:
    return Reading(Document(f"{text} {day}", "en", published=day), _ENTITIES, (), claims)


def _accepted(*readings: Reading, superseded: Iterable[Reading] = ()) -> Graph:
    lines = derive(
        [to_ntriples(to_graph(reading, BASE)) for reading in readings],
        _authority(),
        BASE,
        0.6,
        superseded=[to_ntriples(to_graph(reading, BASE)) for reading in superseded],
    )
    return Graph().parse(data="\n".join(lines), format="nt")


def _act(path: str) -> URIRef:
    return thing(BASE, "act", path)


def _causes(graph: Graph) -> set[URIRef]:
    return {cause for cause in graph.objects(None, TG.cause) if isinstance(cause, URIRef)}


def test_the_depositary_dates_an_act_and_another_date_is_a_slip() -> None:
    graph = _accepted(_official(*_RECORD), _press(replace(_SIGNS, date="2024-10-25")))

    act = _act("un-xviii-16/vnm/signature")
    conflict = next(graph.subjects(TG.cause, TG.DateSlip))
    assert str(graph.value(act, TG.actDate)) == "2025-10-25"
    assert graph.value(conflict, TG.conflictAbout) == act
    assert {str(e) for e in graph.objects(conflict, TG.explanation)} >= {_DATED}
    assert graph.value(conflict, TG.resolution) in set(graph.objects(conflict, TG.between))


def test_the_depositary_outranks_another_official_record() -> None:
    dutch = _official(replace(_SIGNS, date="2025-10-26"), day="2025-12-01", kind=SourceKind.OFFICIAL)

    graph = _accepted(_official(*_RECORD), dutch)

    assert str(graph.value(_act("un-xviii-16/vnm/signature"), TG.actDate)) == "2025-10-25"
    assert TG.DateSlip in _causes(graph)


def test_a_signature_that_a_complete_record_lacks_is_false_and_no_act() -> None:
    graph = _accepted(_official(*_RECORD), _press(replace(_SIGNS, subject="e3")))

    assert (_act("un-xviii-16/usa/signature"), None, None) not in graph
    conflict = next(graph.subjects(TG.cause, TG.FalseClaim))
    explained = {e.language: str(e) for e in graph.objects(conflict, TG.explanation) if isinstance(e, Literal)}
    assert set(explained) == {"en", "ar", "vi"}
    assert "United States" in explained["en"]
    assert "2025-11-20" in explained["en"]


def test_a_record_that_lists_fewer_than_it_prints_refutes_nobody() -> None:
    partial = _official(_SIGNS, replace(_SIGNATORIES, value=72), _PARTIES)

    graph = _accepted(partial, _press(replace(_SIGNS, subject="e3")))

    assert (_act("un-xviii-16/usa/signature"), RDF.type, TG.Signature) in graph
    assert TG.FalseClaim not in _causes(graph)


def test_a_signature_told_after_the_day_of_the_record_stands() -> None:
    graph = _accepted(_official(*_RECORD), _press(replace(_SIGNS, subject="e3", date="2026-03-01"), day="2026-03-02"))

    assert (_act("un-xviii-16/usa/signature"), RDF.type, TG.Signature) in graph


def test_a_signatory_said_to_have_ratified_before_any_deposit_has_approved_at_home_at_most() -> None:
    ratifies = Claim(ClaimType.RATIFIES, "e1", _WHERE, "e2")

    graph = _accepted(_official(*_RECORD), _press(ratifies))

    assert (_act("un-xviii-16/vnm/ratification"), None, None) not in graph
    assert _causes(graph) == {TG.StageSlip}


def test_a_ratification_told_with_a_day_before_the_deposit_is_approval_at_home() -> None:
    deposit = Claim(ClaimType.RATIFIES, "e1", _WHERE, "e2", date="2026-02-20", instrument=Instrument.RATIFICATION)
    record = _official(_SIGNS, deposit, day="2026-03-01")
    told = _press(Claim(ClaimType.RATIFIES, "e1", _WHERE, "e2", date="2026-01-10"), day="2026-01-11")

    graph = _accepted(record, told)

    assert str(graph.value(_act("un-xviii-16/vnm/ratification"), TG.actDate)) == "2026-02-20"
    assert _causes(graph) == {TG.StageSlip}


def test_a_text_that_says_the_deposit_is_still_to_come_tells_of_approval_at_home() -> None:
    ratifies = Claim(ClaimType.RATIFIES, "e1", Span(0, 4), "e2")
    deposits = replace(ratifies, evidence=Span(3, 7), modality=Modality.CONDITIONAL)

    graph = _accepted(_press(ratifies, deposits))

    conflict = next(graph.subjects(TG.cause, TG.StageSlip))
    assert (_act("un-xviii-16/vnm/ratification"), None, None) not in graph
    assert len(set(graph.objects(conflict, TG.between))) == 2


def test_a_body_that_is_no_party_ratifies_nothing() -> None:
    graph = _accepted(_press(Claim(ClaimType.RATIFIES, "e4", _WHERE, "e2")))

    assert (None, RDF.type, TG.Ratification) not in graph
    assert _causes(graph) == {TG.StageSlip}


def test_a_treaty_below_its_threshold_has_not_entered_into_force() -> None:
    graph = _accepted(_official(*_RECORD), _press(Claim(ClaimType.ENTERS_INTO_FORCE, "e2", _WHERE)))

    assert (_act("un-xviii-16/entry-into-force"), None, None) not in graph
    assert _causes(graph) == {TG.FalseClaim}


def test_an_accession_on_record_shows_a_signature_told_elsewhere_to_be_another_act() -> None:
    # Benin acceded on 20 June 2024, as the Council of Europe records; the Dutch database calls it a signature.
    accedes = Claim(ClaimType.ACCEDES_TO, "e5", _WHERE, "e6", date="2024-06-20", instrument=Instrument.ACCESSION)
    enters = Claim(ClaimType.ENTERS_INTO_FORCE, "e6", _WHERE, "e5", date="2024-10-01")
    dutch = _official(
        Claim(ClaimType.SIGNS, "e5", _WHERE, "e6", date="2024-06-20"), day="2024-06-26", kind=SourceKind.OFFICIAL
    )

    graph = _accepted(_official(accedes, enters, day="2025-12-02"), dutch)

    assert str(graph.value(_act("cets-185/ben/accession"), TG.effectiveDate)) == "2024-10-01"
    assert (_act("cets-185/ben/entry-into-force"), TG.actor, thing(BASE, "state", "ben")) in graph
    assert (_act("cets-185/ben/signature"), None, None) not in graph
    assert _causes(graph) == {TG.StageSlip}


@pytest.mark.parametrize(
    ("instrument", "kind"),
    [
        (Instrument.ACCEPTANCE, TG.Acceptance),
        (Instrument.APPROVAL, TG.Approval),
        (Instrument.SUCCESSION, TG.Succession),
    ],
)
def test_the_record_tells_the_form_and_the_press_need_not(instrument: Instrument, kind: URIRef) -> None:
    type = ClaimType.ACCEDES_TO if instrument == Instrument.SUCCESSION else ClaimType.RATIFIES
    claim = Claim(type, "e1", _WHERE, "e2", date="2026-02-20", instrument=instrument)

    graph = _accepted(_official(_SIGNS, claim, day="2026-03-01"), _press(replace(claim, instrument=None)))

    act = _act(f"un-xviii-16/vnm/{instrument}")
    assert {kind, TG.ConsentToBeBound, TG.Act} == set(graph.objects(act, RDF.type))
    assert len(list(graph.objects(act, PROV.wasDerivedFrom))) == 2
    assert not _causes(graph)


def test_consent_of_a_form_that_no_source_tells_is_consent() -> None:
    claim = Claim(ClaimType.RATIFIES, "e5", _WHERE, "e6", date="2024-06-20", instrument=Instrument.CONSENT)

    graph = _accepted(_official(claim))

    assert set(graph.objects(_act("cets-185/ben/consent"), RDF.type)) == {TG.Act, TG.ConsentToBeBound}


def test_a_row_that_vanished_from_a_record_stays_an_act_in_doubt() -> None:
    before, after = _official(*_RECORD), _official(replace(_SIGNATORIES, value=0), _PARTIES, day="2025-12-01")

    graph = _accepted(after, superseded=[before])

    assert (_act("un-xviii-16/vnm/signature"), RDF.type, TG.Signature) in graph
    assert TG.OpenConflict in _causes(graph)


def test_a_row_that_stands_in_the_later_record_too_rests_on_that_alone() -> None:
    before, after = _official(*_RECORD), _official(*_RECORD, day="2025-12-01")

    assert set(_accepted(after, superseded=[before])) == set(_accepted(after))


def test_an_act_that_the_record_prints_in_brackets_is_not_in_effect() -> None:
    ended = Claim(
        ClaimType.RATIFIES, "e1", _WHERE, "e2", date="2026-01-20", instrument=Instrument.ACCEPTANCE,
        flags=("no-longer-in-effect",),
    )  # fmt: skip

    graph = _accepted(_official(_SIGNS, ended, day="2026-02-01"))

    assert graph.value(_act("un-xviii-16/vnm/acceptance"), TG.inEffect) == Literal(False)


def test_each_notice_is_an_act_of_its_own() -> None:
    leaves = Claim(ClaimType.GIVES_NOTICE, "e5", _WHERE, "e6", date="2026-01-05", instrument=Instrument.DENUNCIATION)
    declares = replace(leaves, instrument=Instrument.DECLARATION, date="2024-06-20")
    again = replace(declares, date="2025-06-20")

    graph = _accepted(_official(leaves, declares, again))

    assert len(set(graph.subjects(RDF.type, TG.Declaration))) == 2
    assert len(set(graph.subjects(RDF.type, TG.Denunciation))) == 1


def test_copies_of_one_text_are_one_source() -> None:
    text = "Viet Nam was the first to sign the convention in Hanoi on Saturday, before sixty other delegations did so."
    copies = [
        Reading(
            replace(_press(_SIGNS, text=text).document, publisher=name, text=f"{name}. {text}"),
            _ENTITIES,
            (),
            (_SIGNS,),
        )
        for name in ("Outlet One", "Outlet Two")
    ]
    another = _press(_SIGNS, text="The host went first; the rest of the room followed in the order of the alphabet.")

    graph = _accepted(*copies, another)

    act = _act("un-xviii-16/vnm/signature")
    assert str(graph.value(act, TG.sourceCount)) == "3"
    assert str(graph.value(act, TG.independentSources)) == "2"


def test_a_translation_and_its_original_are_one_source() -> None:
    original = replace(_press(_SIGNS).document, url="https://example.org/vi/a", text="Việt Nam ký công ước.")
    translated = replace(_press(_SIGNS).document, original="https://example.org/vi/a", text="Viet Nam signs it.")

    graph = _accepted(*(Reading(document, _ENTITIES, (), (_SIGNS,)) for document in (original, translated)))

    assert str(graph.value(_act("un-xviii-16/vnm/signature"), TG.independentSources)) == "1"


def test_who_signed_is_the_one_in_the_words_who_serves_the_party() -> None:
    # Minister Lương Tam Quang signed for Viet Nam: nld.com.vn, 25 October 2025.
    text = "Minister Lương Tam Quang signed the convention for Viet Nam; Secretary-General António Guterres looked on."
    quang = Entity("e7", EntityType.PERSON, "Lương Tam Quang", (), "person/luong-tam-quang")
    guterres = Entity("e8", EntityType.PERSON, "António Guterres", (), "person/antonio-guterres")
    named = [Mention("e7", Span(9, 24)), Mention("e8", Span(82, 98))]
    post = Claim(ClaimType.HOLDS_POSITION, "e7", Span(0, 24), "e1", value="Minister of Public Security")
    signs = replace(_SIGNS, evidence=Span(0, 61))
    reading = Reading(Document(text, "en"), (*_ENTITIES, quang, guterres), tuple(named), (post, signs))

    graph = _accepted(reading)

    act = _act("un-xviii-16/vnm/signature")
    assert list(graph.objects(act, TG.signedBy)) == [thing(BASE, "person", "luong-tam-quang")]
    assert list(graph.objects(act, TG.signedAs)) == [thing(BASE, "post", "vnm/minister-of-public-security")]


def test_a_post_is_attested_from_the_first_document_to_the_last() -> None:
    person = Entity("e9", EntityType.PERSON, "Maryam Al-Misnad", (), None)
    post = Claim(ClaimType.HOLDS_POSITION, "e9", _WHERE, "e1", value="Minister of State")
    readings = [
        Reading(Document(f"Of {day}.", "en", published=day), (*_ENTITIES, person), (), (post,))
        for day in ("2025-10-26", "2025-11-03")
    ]

    graph = _accepted(*readings)

    membership = next(graph.subjects(TG.attestedFrom, None))
    assert str(graph.value(membership, TG.attestedFrom)) == "2025-10-26"
    assert str(graph.value(membership, TG.attestedUntil)) == "2025-11-03"


def _session(label: str, day: str, kind: EventType = EventType.SESSION, place: str = "place/vienna") -> Reading:
    event = Entity("e7", EntityType.EVENT, label, (("en", label),), event_type=kind)
    where = Entity("e8", EntityType.PLACE, "Vienna", (), place)
    claims = (
        Claim(ClaimType.CONCERNS, "e7", _WHERE, "e2"),
        Claim(ClaimType.TAKES_PLACE_IN, "e7", _WHERE, "e8"),
        Claim(ClaimType.TAKES_PLACE_ON, "e7", _WHERE, date=day),
    )
    return Reading(Document(f"{label} {day} {place}", "en"), (*_ENTITIES, event, where), (), claims)


def test_an_occasion_of_two_names_in_two_documents_is_one() -> None:
    # The session on the rules of procedure met in Vienna from 26 to 30 January 2026: indico.un.org.
    graph = _accepted(
        _session("Session on the rules of procedure", "2026-01-26/2026-01-30"),
        _session("First session of the committee", "2026-01-26/2026-01-30"),
    )

    merged = set(graph.objects(None, TG.mergedFrom))
    assert len(merged) == 1
    assert len(set(graph.subjects(TG.concernsTreaty, None)) - merged) == 1


@pytest.mark.parametrize(
    "other",
    [
        _session("Press event", "2026-01-26/2026-01-30", EventType.SIDE_EVENT),
        _session("Another session", "2026-01-26/2026-01-30", place="place/hanoi"),
        _session("Opening of the session", "2026-01-26"),
        _session("Conference", "2026-01-26/2026-01-30", EventType.CONFERENCE),
    ],
    ids=["another kind", "another place", "a part of it", "a whole of it"],
)
def test_occasions_that_differ_in_what_they_are_stay_apart(other: Reading) -> None:
    graph = _accepted(_session("Session on the rules of procedure", "2026-01-26/2026-01-30"), other)

    assert not list(graph.objects(None, TG.mergedFrom))


_POOL = [
    _official(*_RECORD),
    _official(
        _SIGNS, replace(_SIGNATORIES, value=2), _PARTIES, replace(_SIGNS, subject="e3", date="2025-12-01"),
        day="2025-12-02",
    ),
    _official(replace(_SIGNS, date="2025-10-26"), day="2025-12-01", kind=SourceKind.OFFICIAL),
    _press(_SIGNS),
    _press(replace(_SIGNS, subject="e3"), Claim(ClaimType.RATIFIES, "e1", _WHERE, "e2")),
    _press(Claim(ClaimType.ENTERS_INTO_FORCE, "e2", _WHERE), text="Another."),
    _session("Session on the rules of procedure", "2026-01-26/2026-01-30"),
    _session("First session of the committee", "2026-01-26/2026-01-30"),
    _session("The committee in Vienna", "2026-01-26/2026-01-30"),
]  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.sampled_from(range(len(_POOL))), unique=True).flatmap(
        lambda s: st.tuples(st.just(s), st.permutations(s))
    )
)
def test_the_order_of_documents_decides_nothing(orders: tuple[list[int], list[int]]) -> None:
    one, other = ([to_ntriples(to_graph(_POOL[number], BASE)) for number in order] for order in orders)

    assert derive(one, _authority(), BASE, 0.6) == derive(other, _authority(), BASE, 0.6)


@cache
def _read(number: int) -> Source:
    return read_source(to_ntriples(to_graph(_POOL[number], BASE)), BASE, key=number)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(st.sampled_from(range(len(_POOL))), unique=True), min_size=2, max_size=5))
def test_what_is_derived_with_a_memory_is_what_is_derived_without_one(states: list[list[int]]) -> None:
    memory = Memory()

    for state in states:
        sources = [_read(number) for number in state]
        again = accept(sources, (), _authority(), BASE, 0.6, (), memory)

        assert again == derive(
            [to_ntriples(to_graph(_POOL[number], BASE)) for number in state], _authority(), BASE, 0.6
        )


def test_only_what_a_change_touches_is_derived_again() -> None:
    memory = Memory()
    for state in ([0, 6], [0, 6, 4]):
        memory.begin()
        accept([_read(number) for number in state], (), _authority(), BASE, 0.6, (), memory)

    # The article tells of a signature by the United States and a ratification by Viet Nam, and of nothing else.
    assert memory.made["act"] == 2
    assert memory.made["claims"] == 1
    assert memory.made["names"] == 1
    assert "authority" not in memory.made
