from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from rdflib import DCTERMS, ORG, PROV, RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, URIRef

from graph.errors import InvalidRecord
from graph.identifiers import DEFAULT_BASE, named_graph, thing
from graph.model import (
    Claim,
    ClaimType,
    DateBasis,
    Document,
    Entity,
    EntityType,
    EventType,
    Mention,
    Modality,
    Reading,
    Span,
)
from graph.naming import Names
from graph.ntriples import to_ntriples
from graph.rdf import to_graph
from graph.rdf.history import DocumentRecord, read_record, record_graph, timestamp
from ontology.namespaces import OA, SCHEMA, TG
from tests.strategies import readings

BASE = DEFAULT_BASE
# General Lương Tam Quang, Minister of Public Security, closed the ceremony on 26 October 2025 (bocongan.gov.vn).
_TEXT = "Bộ trưởng Lương Tam Quang phát biểu bế mạc. «Hà Nội là khởi đầu», ông nói."
_PERSON = Entity("e1", EntityType.PERSON, "Lương Tam Quang", (("vi", "Lương Tam Quang"),))
_BODY = Entity("e2", EntityType.STATE, "Viet Nam", (("en", "Viet Nam"),), "state/vnm", "VNM")
_TREATY = Entity("e3", EntityType.TREATY, "Hanoi Convention", (), "treaty/un-xviii-16")
_OFFICE = Claim(ClaimType.HOLDS_POSITION, "e1", Span(0, 25), "e2", value="Minister of Public Security")


def _reading(*claims: Claim, entities: tuple[Entity, ...] = (_PERSON, _BODY, _TREATY)) -> Reading:
    return Reading(Document(_TEXT, "vi"), entities, (Mention("e1", Span(10, 25)),), claims)


def _claim_node(graph: Graph) -> URIRef:
    (node,) = graph.subjects(RDF.type, TG.Claim)
    assert isinstance(node, URIRef)
    return node


@given(readings())
@settings(deadline=None)
def test_a_graph_holds_no_blank_node(reading: Reading) -> None:
    graph = to_graph(reading, BASE)

    assert not any(isinstance(term, BNode) for triple in graph for term in triple)


@given(readings())
@settings(deadline=None)
def test_the_same_reading_gives_the_same_lines(reading: Reading) -> None:
    turned = replace(
        reading,
        entities=reading.entities[::-1],
        mentions=reading.mentions[::-1],
        claims=reading.claims[::-1],
    )

    lines = to_ntriples(to_graph(reading, BASE))

    assert to_ntriples(to_graph(turned, BASE)) == lines
    assert len(Graph().parse(data="\n".join(lines), format="nt")) == len(lines)


@given(readings())
@settings(deadline=None)
def test_every_span_quotes_its_text(reading: Reading) -> None:
    graph = to_graph(reading, BASE)

    for selector in graph.subjects(RDF.type, OA.TextPositionSelector):
        start, end = (int(str(graph.value(selector, edge))) for edge in (OA.start, OA.end))
        text = reading.document.text
        assert text[start:end] == str(graph.value(selector, OA.exact))
        assert text[:start].endswith(str(graph.value(selector, OA.prefix)))
        assert text[end:].startswith(str(graph.value(selector, OA.suffix)))


@given(readings())
@settings(deadline=None)
def test_every_claim_has_its_evidence_and_its_document(reading: Reading) -> None:
    graph = to_graph(reading, BASE)
    names = Names(reading, BASE)

    for claim in reading.claims:
        node = names.claim(claim)
        assert (node, TG.evidence, names.span(claim.evidence)) in graph
        assert (node, TG.claimant, names.document) in graph
        assert (node, RDF.subject, names.entity(claim.subject)) in graph


def test_the_document_says_what_it_says_of_itself() -> None:
    document = Document(
        _TEXT,
        "vi",
        "Bế mạc",
        "https://example.org/a",
        "Báo Ví dụ",
        "2025-10-26",
        DateBasis.INFERRED_FROM_URL,
        "text/html",
    )

    graph = to_graph(Reading(document), BASE)

    node = thing(BASE, "document", document.key)
    assert set(graph.predicate_objects(node)) == {
        (RDF.type, TG.Document),
        (TG.text, Literal(_TEXT)),
        (TG.digest, Literal(document.id)),
        (SCHEMA.inLanguage, Literal("vi")),
        (DCTERMS["format"], Literal("text/html")),
        (DCTERMS.title, Literal("Bế mạc", lang="vi")),
        (TG.url, Literal("https://example.org/a", datatype=XSD.anyURI)),
        (TG.publisherName, Literal("Báo Ví dụ")),
        (DCTERMS.issued, Literal("2025-10-26", datatype=XSD.date)),
        (TG.publishedBasis, TG.InferredFromUrl),
    }


def test_a_known_entity_has_its_key_and_no_label_of_ours() -> None:
    graph = to_graph(_reading(), BASE)

    state = thing(BASE, "state", "vnm")
    assert (state, RDF.type, TG.State) in graph
    assert (state, TG.nameAsWritten, Literal("Viet Nam", lang="en")) in graph
    assert not list(graph.objects(state, RDFS.label))


def test_a_provisional_entity_says_so_and_is_labelled_in_the_language_it_is_written_in() -> None:
    entity = Entity("e1", EntityType.STATE, "Viet Nam", (("fr", "Viet Nam"),), None, "VNM", ("http://example.org/x",))

    graph = to_graph(_reading(entities=(entity,)), BASE)

    (node,) = graph.subjects(TG.provisional, Literal(True))
    assert str(node).startswith(f"{BASE}id/state/viet-nam-")
    assert graph.value(node, RDFS.label) == Literal("Viet Nam", lang="fr")
    assert graph.value(node, TG.iso3) == Literal("VNM")
    assert graph.value(node, SKOS.exactMatch) == URIRef("http://example.org/x")


def test_an_event_has_its_kind() -> None:
    event = Entity("e1", EntityType.EVENT, "Ceremony", event_type=EventType.CEREMONY)

    graph = to_graph(_reading(entities=(event,)), BASE)

    assert set(graph.objects(None, RDF.type)) >= {TG.Occasion, TG.Ceremony}


def test_a_post_is_a_node_of_its_body() -> None:
    graph = to_graph(_reading(_OFFICE), BASE)

    post = graph.value(_claim_node(graph), RDF.object)
    assert str(post) == f"{BASE}id/post/vnm/minister-of-public-security"
    assert (post, ORG.postIn, thing(BASE, "state", "vnm")) in graph
    assert (post, TG.postTitle, Literal("Minister of Public Security", lang="en")) in graph


def test_a_statement_has_speaker_words_mode_and_the_post_given() -> None:
    words = Claim(ClaimType.STATES, "e1", Span(45, 64), "e3", quoted=True)

    graph = to_graph(_reading(_OFFICE, words), BASE)

    (statement,) = graph.subjects(RDF.type, TG.Statement)
    assert graph.value(statement, TG.statementText) == Literal(_TEXT[45:64], lang="vi")
    assert graph.value(statement, TG.mode) == TG.Direct
    assert graph.value(statement, TG.about) == thing(BASE, "treaty", "un-xviii-16")
    assert str(graph.value(statement, TG.speakerPost)).endswith("/vnm/minister-of-public-security")


def test_of_two_posts_the_nearer_one_is_the_speakers() -> None:
    other = replace(_OFFICE, value="General", evidence=Span(40, 45))
    words = Claim(ClaimType.COMMITS, "e1", Span(45, 64))

    graph = to_graph(_reading(_OFFICE, other, words), BASE)

    (statement,) = graph.subjects(RDF.type, TG.Commitment)
    assert str(graph.value(statement, TG.speakerPost)).endswith("/vnm/general")
    assert graph.value(statement, TG.mode) == TG.Reported


@pytest.mark.parametrize(
    ("claim", "object"),
    [
        (Claim(ClaimType.SIGNS, "e2", Span(0, 1), "e3"), thing(BASE, "treaty", "un-xviii-16")),
        (
            Claim(ClaimType.TALLY, "e3", Span(0, 1), value=72, action="signature"),
            Literal("72", datatype=XSD.integer),
        ),
        (Claim(ClaimType.REQUIRES, "e3", Span(0, 1), value=40), Literal("40", datatype=XSD.integer)),
        (Claim(ClaimType.KNOWN_AS, "e3", Span(0, 1), value="Công ước"), Literal("Công ước", lang="vi")),
        (
            Claim(ClaimType.OPENS_FOR_SIGNATURE, "e3", Span(0, 1), date="2025-10-25"),
            Literal("2025-10-25", datatype=XSD.date),
        ),
        (Claim(ClaimType.ENTERS_INTO_FORCE, "e3", Span(0, 1)), Literal(True)),
        (
            Claim(ClaimType.TAKES_PLACE_ON, "e3", Span(0, 1), date="2025-10-25/2025-10-26"),
            Literal("2025-10-25", datatype=XSD.date),
        ),
    ],
    ids=lambda value: value.type if isinstance(value, Claim) else "",
)
def test_each_kind_of_claim_has_its_kind_of_object(claim: Claim, object: URIRef | Literal) -> None:
    graph = to_graph(_reading(claim), BASE)

    assert graph.value(_claim_node(graph), RDF.object) == object


def test_a_report_is_of_the_document_itself() -> None:
    agency = Entity("e1", EntityType.ORGANIZATION, "VNA")
    reading = _reading(Claim(ClaimType.REPORTS, "e1", Span(0, 1)), entities=(agency,))

    graph = to_graph(reading, BASE)

    assert graph.value(_claim_node(graph), RDF.object) == Names(reading, BASE).document


@pytest.mark.parametrize("type", [ClaimType.SIGNS, ClaimType.HOLDS_POSITION, ClaimType.TALLY])
def test_a_claim_without_its_object_is_left_for_the_gate_to_show(type: ClaimType) -> None:
    graph = to_graph(_reading(Claim(type, "e1", Span(0, 1))), BASE)

    assert graph.value(_claim_node(graph), RDF.object) is None


def test_a_tally_says_as_of_when_and_what_it_counts() -> None:
    claim = Claim(
        ClaimType.TALLY, "e3", Span(0, 1), value=72, action="signature", bound="at-least", unit="signatory",
        date="2025-10", date_basis=DateBasis.INFERRED_FROM_URL, confidence=0.9,
    )  # fmt: skip

    graph = to_graph(_reading(claim), BASE)

    said = set(graph.predicate_objects(_claim_node(graph)))
    assert said >= {
        (TG.asOf, Literal("2025-10", datatype=XSD.gYearMonth, normalize=False)),
        (TG.dateBasis, TG.InferredFromUrl),
        (TG.action, TG.ActionSignature),
        (TG.bound, TG.AtLeast),
        (TG.unit, TG.UnitSignatory),
        (TG.confidence, Literal("0.9", datatype=XSD.decimal)),
        (TG.reviewStatus, TG.Auto),
        (TG.modality, TG.Asserted),
    }


def test_doubts_rules_delays_and_direct_speech_are_kept() -> None:
    claim = Claim(
        ClaimType.REQUIRES, "e3", Span(0, 1), value=40, delay_days=90, flags=("doubtful-expansion",),
        rule="vi.require.1", quoted=True, date="2025-10-25/2025-10-26",
    )  # fmt: skip

    graph = to_graph(_reading(claim), BASE)

    said = set(graph.predicate_objects(_claim_node(graph)))
    assert said >= {
        (TG.flag, TG.DoubtfulExpansion),
        (TG.rule, Literal("vi.require.1")),
        (TG.delayDays, Literal("90", datatype=XSD.integer)),
        (TG.quoted, Literal(True)),
        (TG.startDate, Literal("2025-10-25", datatype=XSD.date)),
        (TG.endDate, Literal("2025-10-26", datatype=XSD.date)),
    }


def test_a_flag_that_the_vocabulary_lacks_is_an_error() -> None:
    with pytest.raises(InvalidRecord, match="no concept Strange"):
        to_graph(_reading(replace(_OFFICE, flags=("strange",))), BASE)


def test_a_date_that_is_none_becomes_a_literal_that_the_gate_can_show() -> None:
    graph = to_graph(_reading(Claim(ClaimType.SIGNS, "e2", Span(0, 1), "e3", date="yesterday")), BASE)

    found = graph.value(_claim_node(graph), TG.date)
    assert isinstance(found, Literal)
    assert found.ill_typed


def test_the_surer_of_two_equal_claims_stands() -> None:
    graph = to_graph(_reading(replace(_OFFICE, confidence=0.5), replace(_OFFICE, confidence=0.9)), BASE)

    assert graph.value(_claim_node(graph), TG.confidence) == Literal("0.9", datatype=XSD.decimal)


def test_the_run_names_software_and_version() -> None:
    graph = to_graph(replace(_reading(_OFFICE), extractor="Other Reader/2.1"), BASE)

    run = graph.value(_claim_node(graph), PROV.wasGeneratedBy)
    assert str(run) == f"{BASE}id/run/other-reader-2.1"
    assert graph.value(run, TG.software) == Literal("Other Reader")
    assert graph.value(run, TG.version) == Literal("2.1")


def test_a_name_alone_never_makes_two_people_one() -> None:
    one = Names(_reading(), BASE)
    other = Names(replace(_reading(), document=Document("Another text.", "vi")), BASE)

    assert one.entity("e1") != other.entity("e1")


def test_a_name_and_an_office_make_two_people_one() -> None:
    one = Names(_reading(_OFFICE), BASE)
    spelled = replace(_PERSON, label="Luong Tam Quang")
    other_claim = replace(_OFFICE, value="minister of public security", evidence=Span(0, 7))
    other = Names(
        Reading(Document("Another text.", "en"), (spelled, _BODY), (), (other_claim,)),
        BASE,
    )

    assert one.entity("e1") == other.entity("e1")


def test_the_same_name_in_another_office_is_another_person() -> None:
    one = Names(_reading(_OFFICE), BASE)
    other = Names(_reading(replace(_OFFICE, value="Ambassador")), BASE)

    assert one.entity("e1") != other.entity("e1")


def test_an_office_that_is_only_planned_makes_nobody_one() -> None:
    planned = Names(_reading(replace(_OFFICE, modality=Modality.PLANNED)), BASE)

    assert planned.entity("e1") == Names(_reading(), BASE).entity("e1")


def test_events_of_two_documents_stay_apart_and_organizations_meet() -> None:
    event = Entity("e1", EntityType.EVENT, "Ceremony")
    body = Entity("e2", EntityType.ORGANIZATION, "Ad Hoc Group")
    one = Names(Reading(Document("a", "en"), (event, body)), BASE)
    other = Names(Reading(Document("b", "en"), (event, body)), BASE)

    assert one.entity("e1") != other.entity("e1")
    assert one.entity("e2") == other.entity("e2")


def test_a_name_without_latin_letters_is_named_by_its_hash_and_a_long_one_is_cut_at_a_word() -> None:
    arabic = Entity("e1", EntityType.PLACE, "هانوي")
    long = Entity("e2", EntityType.EVENT, "word " * 40)

    names = Names(Reading(Document("a", "en"), (arabic, long)), BASE)

    assert len(names.keys["e1"].removeprefix("place/")) == 8
    assert names.keys["e2"].removeprefix("event/").startswith("word-word")
    assert len(names.keys["e2"]) < 80


def test_a_post_without_latin_letters_still_has_a_key() -> None:
    claim = replace(_OFFICE, value="وزير")

    post = Names(_reading(claim), BASE).post(claim)

    assert post is not None
    assert len(post.rsplit("/", 1)[1]) == 8


_RECORD = DocumentRecord("ab12", ("a.txt", "b.txt"), "2025-10-27T10:00:00Z", "00ff")


@pytest.mark.parametrize(
    "record",
    [_RECORD, replace(_RECORD, known_until="2025-10-28T10:00:00Z", replaced_by="cd34")],
)
def test_a_record_of_a_document_is_read_back(record: DocumentRecord) -> None:
    lines = to_ntriples(record_graph(record, BASE))

    assert read_record(lines, BASE) == record


def test_where_there_is_no_record_there_is_none() -> None:
    assert read_record([], BASE) is None


def test_a_record_of_another_base_is_an_error() -> None:
    lines = to_ntriples(record_graph(_RECORD, "http://other/"))

    with pytest.raises(ValueError, match="not a document under"):
        read_record(lines, BASE)


def test_a_record_points_to_the_graph_of_its_document() -> None:
    graph = record_graph(_RECORD, BASE)

    assert graph.value(thing(BASE, "document", "ab12"), TG.inGraph) == named_graph(BASE, "document/ab12")


def test_moments_are_written_in_utc() -> None:
    hanoi = timezone(timedelta(hours=7))

    assert timestamp(datetime(2025, 10, 26, 17, 48, 36, 264, tzinfo=hanoi)) == "2025-10-26T10:48:36Z"
    assert timestamp(datetime(2025, 10, 26, tzinfo=UTC)) == "2025-10-26T00:00:00Z"
    with pytest.raises(ValueError, match="aware datetime"):
        timestamp(datetime(2025, 10, 26))
