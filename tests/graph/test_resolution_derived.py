"""What is accepted speaks of one entity where two are one, says on what that rests, and forgets it without a trace."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import ORG, PROV, RDF, RDFS, Graph, Literal, URIRef

from graph.authority_rdf import known_graph
from graph.derivation import derive
from graph.identifiers import DEFAULT_BASE, thing
from graph.judgements import Judgement, Verdict, judgement
from graph.model import Claim, ClaimType, Document, Entity, EntityType, Reading, Span
from graph.naming import Names
from graph.ntriples import to_ntriples
from graph.rdf import to_graph, to_review
from graph.validation import open_gate
from ontology.files import load_vocabulary
from ontology.namespaces import TG

BASE = DEFAULT_BASE
TREATY = Entity("e2", EntityType.TREATY, "Hanoi Convention", (("en", "Hanoi Convention"),), "treaty/un-xviii-16")
VIET_NAM = Entity("e3", EntityType.STATE, "Viet Nam", (("en", "Viet Nam"),), "state/vnm")
# The minister's name as Vietnamese, Arabic, Russian, Chinese and English papers print it.
SPELLINGS = (
    ("vi", "Lương Tam Quang"),
    ("ar", "لونغ تام كوانغ"),
    ("ru", "Лыонг Там Куанг"),
    ("zh", "梁三光"),
    ("en", "Luong Tam Quang"),
)
MINISTER = "Minister of Public Security"


def reading(language: str, name: str, title: str | None = MINISTER, text: str = "") -> Reading:
    """A document in which a person of that name, in that post, promises something."""
    text = text or f"{name}, {title or 'someone'}, promised it."
    person = Entity("e1", EntityType.PERSON, name, ((language, name),))
    evidence = Span(0, len(name))
    claims = [Claim(ClaimType.COMMITS, "e1", evidence, "e2", confidence=0.9)]
    if title is not None:
        claims.append(Claim(ClaimType.HOLDS_POSITION, "e1", evidence, "e3", value=title, confidence=0.9))
    return Reading(Document(text, language), (person, TREATY, VIET_NAM), (), tuple(claims))


def person(one: Reading) -> URIRef:
    return Names(one, BASE).entity("e1")


def lines(one: Reading) -> list[str]:
    return to_ntriples(to_graph(one, BASE))


def accepted(readings: Iterable[Reading], judgements: Iterable[Judgement] = (), authority: Iterable[str] = ()) -> Graph:
    derived = derive([lines(one) for one in readings], authority, BASE, 0.6, judgements)
    return Graph().parse(data="\n".join(derived), format="nt")


def same(one: Reading, other: Reading, verdict: Verdict = Verdict.SAME, at: int = 1) -> Judgement:
    pair = (str(person(one)), str(person(other)))
    return judgement(BASE, verdict, pair, "Reviewer", f"2025-11-01T08:00:{at:02d}Z")


def test_five_spellings_in_five_documents_are_one_person_with_five_promises() -> None:
    readings = [reading(*spelling) for spelling in SPELLINGS]

    graph = accepted(readings)

    speakers = set(graph.objects(None, TG.speaker))
    assert len(speakers) == 1
    (one,) = speakers
    assert {str(label) for label in graph.objects(one, RDFS.label)} == {name for _, name in SPELLINGS}
    assert len(set(graph.subjects(TG.speaker, one))) == 5
    assert set(graph.objects(None, ORG.member)) == {one}
    assert {one, *graph.objects(one, TG.mergedFrom)} == {person(found) for found in readings}


def test_the_president_stays_the_president() -> None:
    minister, president = reading("vi", "Lương Tam Quang"), reading("vi", "Lương Cường", "President")

    graph = accepted([minister, president])

    assert set(graph.objects(None, TG.speaker)) == {person(minister), person(president)}
    assert not list(graph.subject_objects(TG.mergedFrom))


def test_a_merge_names_the_claims_or_the_judgement_that_it_rests_on() -> None:
    first, second = reading("vi", "Lương Tam Quang"), reading("zh", "梁三光")
    third = reading("en", "L. Quang", None)
    told = same(first, third)

    graph = accepted([first, second, third], [told])

    merges = {frozenset(graph.objects(merge, TG.decidesOn)): merge for merge in graph.subjects(RDF.type, TG.Merge)}
    by_rule, by_person = (
        merges[frozenset({person(first), person(second)})],
        merges[frozenset({person(first), person(third)})],
    )
    posts = {Names(one, BASE).claim(one.claims[1]) for one in (first, second)}
    assert set(graph.objects(by_rule, PROV.wasDerivedFrom)) == posts
    assert float(str(graph.value(by_rule, TG.score))) >= 0.9
    assert set(graph.objects(by_person, PROV.wasDerivedFrom)) == {URIRef(told.iri)}
    assert graph.value(by_person, TG.score) is None
    (chosen,) = set(graph.subjects(TG.mergedFrom))
    assert {by_rule, by_person} <= set(graph.objects(chosen, PROV.wasDerivedFrom))


def test_a_known_person_takes_over_what_documents_say_and_keeps_the_known_names() -> None:
    authority = to_ntriples(known_graph(["person/luong-tam-quang", "state/vnm"], BASE))
    known = thing(BASE, "person", "luong-tam-quang")

    graph = accepted([reading("zh", "梁三光")], authority=authority)

    assert set(graph.objects(None, TG.speaker)) == {known}
    assert (known, TG.provisional, Literal(True)) not in graph
    assert set(graph.objects(known, RDFS.label)) == set(
        Graph().parse(data="\n".join(authority), format="nt").objects(known, RDFS.label)
    )


def test_a_minister_of_the_ministry_is_the_minister_of_the_state() -> None:
    ministry = "organization/vn-ministry-of-public-security"
    authority = to_ntriples(known_graph(["person/luong-tam-quang", "state/vnm", ministry], BASE))
    person = Entity("e1", EntityType.PERSON, "梁三光", (("zh", "梁三光"),))
    body = Entity("e2", EntityType.ORGANIZATION, "Ministry of Public Security", (), ministry)
    post = Claim(ClaimType.HOLDS_POSITION, "e1", Span(0, 3), "e2", value="Minister", confidence=0.9)
    found = Reading(Document("梁三光部长", "zh"), (person, body), (), (post,))

    graph = accepted([found], authority=authority)

    known = thing(BASE, "person", "luong-tam-quang")
    assert set(graph.objects(known, TG.mergedFrom)) == {Names(found, BASE).entity("e1")}


def test_a_woman_of_a_mans_name_is_told_by_her_middle_name() -> None:
    readings = [reading("vi", name) for name in ("Nguyễn Thị Minh Hà", "Nguyễn Văn Minh Hà")]

    graph = accepted(readings)

    assert not list(graph.subject_objects(TG.mergedFrom))


def test_what_is_accepted_passes_the_gate_with_merges_and_conflicts() -> None:
    readings = [*(reading(*spelling) for spelling in SPELLINGS), *_READINGS[6:9]]
    smiths = readings[5:]
    judgements = [
        same(smiths[0], smiths[1]),
        same(smiths[1], smiths[2]),
        same(smiths[0], smiths[2], Verdict.DIFFERENT),
    ]

    report = open_gate().check(accepted(readings, judgements), load_vocabulary())

    assert report.conforms, report.blocking


def test_judgements_at_odds_join_nobody_and_are_shown() -> None:
    readings = [reading("en", name, None) for name in ("Jane Doe", "Jane M. Doe", "J. Doe")]
    one, other, third = readings
    judgements = [same(one, other), same(other, third), same(one, third, Verdict.DIFFERENT)]

    graph = accepted(readings, judgements)

    (conflict,) = graph.subjects(RDF.type, TG.IdentityConflict)
    assert set(graph.objects(conflict, TG.decidesOn)) == {person(found) for found in readings}
    assert set(graph.objects(conflict, PROV.wasDerivedFrom)) == {URIRef(judged.iri) for judged in judgements}
    assert len(set(graph.objects(None, TG.speaker))) == 3


def test_two_names_in_one_body_are_one_when_a_person_says_so_and_the_acts_are_one_act() -> None:
    def signing(name: str) -> Reading:
        body = Entity("e1", EntityType.ORGANIZATION, name, (("en", name),))
        claim = Claim(ClaimType.SIGNS, "e1", Span(0, 4), "e2", date="2025-10-25", confidence=0.9)
        return Reading(Document(f"{name} signed.", "en"), (body, TREATY), (), (claim,))

    first, second = signing("Union of the North"), signing("Northern Union")

    graph = accepted([first, second], [same(first, second)])

    (act,) = graph.subjects(RDF.type, TG.Signature)
    assert graph.value(act, TG.sourceCount) == Literal(2)


DOUBTFUL = Claim(ClaimType.SIGNS, "e3", Span(0, 4), "e2", date="2025-10-25", confidence=0.4)


def doubtful() -> tuple[Reading, list[str], str]:
    """A reading with a doubtful claim, the lines of its two graphs, and the claim's IRI."""
    found = Reading(Document("Viet Nam signed?", "en"), (TREATY, VIET_NAM), (), (DOUBTFUL,))
    both = to_ntriples(to_graph(found, BASE, 0.6)) + to_ntriples(to_review(found, BASE, 0.6))
    return found, both, str(Names(found, BASE).claim(DOUBTFUL))


def on_claim(claim: str, *verdicts: Verdict) -> list[Judgement]:
    return [judgement(BASE, verdict, [claim], "Reviewer", "2025-11-01T08:00:00Z") for verdict in verdicts]


@pytest.mark.parametrize(
    ("verdicts", "status", "signed"),
    [
        ((), None, 0),
        ((Verdict.ACCEPTED,), TG.Accepted, 1),
        ((Verdict.REJECTED,), TG.Rejected, 0),
        ((Verdict.ACCEPTED, Verdict.REJECTED), TG.Disputed, 0),
    ],
)
def test_a_doubtful_claim_counts_when_a_reviewer_accepted_it(
    verdicts: tuple[Verdict, ...], status: URIRef | None, signed: int
) -> None:
    _, both, claim = doubtful()

    graph = Graph().parse(data="\n".join(derive([both], (), BASE, 0.6, on_claim(claim, *verdicts))), format="nt")

    assert len(list(graph.subjects(RDF.type, TG.Signature))) == signed
    assert graph.value(URIRef(claim), TG.reviewStatus) == status


def test_a_published_claim_that_a_reviewer_rejected_counts_no_longer() -> None:
    sure = Claim(ClaimType.SIGNS, "e3", Span(0, 4), "e2", confidence=0.9)
    found = Reading(Document("Viet Nam signed.", "en"), (TREATY, VIET_NAM), (), (sure,))
    claim = Names(found, BASE).claim(sure)

    graph = accepted([found], on_claim(str(claim), Verdict.REJECTED))

    assert not list(graph.subjects(RDF.type, TG.Signature))
    assert graph.value(claim, TG.reviewStatus) == TG.Rejected


_READINGS = [
    *(reading(*spelling) for spelling in SPELLINGS),
    reading("vi", "Lương Cường", "President"),
    reading("en", "John Smith", "Ambassador"),
    reading("en", "John Smith", "Director"),
    reading("en", "John Smith", None, text="John Smith promised it here."),
    reading("en", "John Smith", None, text="John Smith promised it there."),
]


@st.composite
def _decided(draw: st.DrawFn) -> tuple[list[Reading], list[Judgement]]:
    readings = draw(st.lists(st.sampled_from(_READINGS), unique_by=lambda one: one.document.text, max_size=7))
    verdicts = st.sampled_from((Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE))
    judgements = []
    for at in range(draw(st.integers(0, 4))):
        one, other = draw(st.permutations(_READINGS))[:2]
        judgements.append(same(one, other, draw(verdicts), at))
    return readings, judgements


@given(_decided(), st.integers())
@settings(deadline=None, max_examples=40)
def test_no_order_of_documents_and_judgements_changes_what_is_accepted(
    world: tuple[list[Reading], list[Judgement]], seed: int
) -> None:
    readings, judgements = world
    before = derive([lines(one) for one in readings], (), BASE, 0.6, judgements)

    random.Random(seed).shuffle(readings)
    random.Random(seed).shuffle(judgements)

    assert derive([lines(one)[::-1] for one in readings], (), BASE, 0.6, judgements) == before


@given(_decided())
@settings(deadline=None, max_examples=40)
def test_a_merge_that_is_undone_gives_the_same_bytes_again(world: tuple[list[Reading], list[Judgement]]) -> None:
    readings, judgements = world
    documents = [lines(one) for one in readings]
    more = same(_READINGS[6], _READINGS[7], at=30)
    back = judgement(BASE, Verdict.RETRACTED, [more.iri], "Reviewer", "2025-11-02T08:00:00Z")

    assert derive(documents, (), BASE, 0.6, [*judgements, more, back]) == derive(documents, (), BASE, 0.6, judgements)


@given(_decided())
@settings(deadline=None, max_examples=40)
def test_everything_accepted_still_says_from_what(world: tuple[list[Reading], list[Judgement]]) -> None:
    readings, judgements = world

    graph = accepted(readings, judgements)

    for subject in set(graph.subjects()):
        assert (subject, PROV.wasDerivedFrom, None) in graph, subject
