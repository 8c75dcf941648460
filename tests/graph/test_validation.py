from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from rdflib import RDF, RDFS, XSD, Graph, Literal, URIRef

from graph.identifiers import DEFAULT_BASE, thing
from graph.model import Claim, ClaimType, Document, Entity, EntityType, Mention, Reading, Span
from graph.naming import Names
from graph.rdf import to_graph
from graph.validation import PyShaclValidator, Report, Severity, Validator, Violation, open_gate
from ontology.namespaces import OA, TG

_TEXT = "Viet Nam signed the Hanoi Convention on 25 October 2025."
_STATE = Entity("e1", EntityType.STATE, "Viet Nam", (("en", "Viet Nam"),), "state/vnm", "VNM")
_TREATY = Entity("e2", EntityType.TREATY, "Hanoi Convention", (("en", "Hanoi Convention"),), "treaty/un-xviii-16")
_READING = Reading(
    Document(_TEXT, "en"),
    (_STATE, _TREATY),
    (Mention("e1", Span(0, 8)),),
    (Claim(ClaimType.SIGNS, "e1", Span(0, 55), "e2", date="2025-10-25"),),
)
_NAMES = Names(_READING, DEFAULT_BASE)
_SPAN = _NAMES.span(Span(0, 8))


@cache
def _gate() -> Validator:
    return open_gate()


def _report(change: Callable[[Graph], object], context: Graph | None = None) -> Report:
    graph = to_graph(_READING, DEFAULT_BASE)
    change(graph)
    return _gate().check(graph, context or Graph())


def test_what_a_document_says_with_its_evidence_passes() -> None:
    assert _report(lambda graph: None) == Report(True)


def test_a_graph_that_no_shape_targets_does_not_pass() -> None:
    graph = Graph()
    graph.add((URIRef("http://a/s"), URIRef("http://a/p"), Literal("x")))

    report = _gate().check(graph, Graph())

    assert not report.conforms
    assert [found.shape for found in report.blocking] == ["urn:treatygraph:gate:NothingChecked"]


def test_a_claim_without_evidence_is_refused() -> None:
    claim = _NAMES.claim(_READING.claims[0])

    report = _report(lambda graph: graph.remove((claim, TG.evidence, None)))

    assert not report.conforms
    assert {found.focus for found in report.blocking} == {str(claim)}
    assert {found.path for found in report.blocking} == {str(TG.evidence)}


def _moved(graph: Graph) -> None:
    graph.set((URIRef(f"{_SPAN}/selector"), OA.start, Literal(1, datatype=XSD.nonNegativeInteger)))


def _beyond(graph: Graph) -> None:
    graph.set((URIRef(f"{_SPAN}/selector"), OA.end, Literal(900, datatype=XSD.nonNegativeInteger)))


def _unquoted(graph: Graph) -> None:
    graph.remove((URIRef(f"{_SPAN}/selector"), OA.exact, None))


def _retold(graph: Graph) -> None:
    graph.set((URIRef(f"{_SPAN}/selector"), OA.exact, Literal("Vietnam!")))


@pytest.mark.parametrize(
    ("change", "shape"),
    [(_moved, "SpanQuotes"), (_beyond, "SpanQuotes"), (_retold, "SpanQuotes"), (_unquoted, "SpanComplete")],
)
def test_a_span_that_does_not_quote_its_text_is_refused_without_sparql(
    change: Callable[[Graph], None], shape: str
) -> None:
    graph = to_graph(_READING, DEFAULT_BASE)
    change(graph)
    # No shapes but one that targets the document: the direct check stands alone.
    shapes = Graph()
    shapes.add((URIRef("urn:shape"), RDF.type, URIRef("http://www.w3.org/ns/shacl#NodeShape")))
    shapes.add((URIRef("urn:shape"), URIRef("http://www.w3.org/ns/shacl#targetClass"), TG.Document))

    report = PyShaclValidator(shapes, Graph()).check(graph, Graph())

    assert [(found.focus, found.shape) for found in report.blocking] == [(str(_SPAN), f"urn:treatygraph:gate:{shape}")]


@pytest.mark.parametrize("change", [_moved, _beyond, _retold])
def test_the_shapes_refuse_the_same_spans(change: Callable[[Graph], None]) -> None:
    shapes = {found.shape for found in _report(change).blocking}

    assert any(shape.startswith("https://w3id.org/treatygraph/shapes#") for shape in shapes)


def test_a_changed_text_no_longer_has_its_digest() -> None:
    def change(graph: Graph) -> None:
        graph.set((_NAMES.document, TG.digest, Literal("sha256:" + "0" * 64)))

    found = {found.shape for found in _report(change).blocking}

    assert "urn:treatygraph:gate:DigestMatches" in found


def test_an_ill_formed_date_is_refused() -> None:
    def change(graph: Graph) -> None:
        date = Literal("2025-02-30", datatype=XSD.date, normalize=False)
        graph.set((_NAMES.claim(_READING.claims[0]), TG.date, date))

    found = {(found.shape, found.value) for found in _report(change).blocking}

    assert ("urn:treatygraph:gate:LiteralFits", "2025-02-30") in found


def test_a_name_without_a_language_is_refused() -> None:
    report = _report(lambda graph: graph.add((thing(DEFAULT_BASE, "state", "vnm"), RDFS.label, Literal("x"))))

    assert not report.conforms


def test_two_states_with_one_code_are_refused_also_when_one_of_them_is_known() -> None:
    context = Graph()
    context.add((thing(DEFAULT_BASE, "state", "vnm"), RDF.type, TG.State))
    context.add((thing(DEFAULT_BASE, "state", "vnm"), TG.iso3, Literal("VNM")))
    other = thing(DEFAULT_BASE, "state", "vietnam-0")

    report = _report(lambda graph: graph.add((other, TG.iso3, Literal("VNM"))), context)

    assert str(other) in {found.focus for found in report.blocking}


def test_what_is_wrong_in_the_neighbourhood_is_not_reported() -> None:
    context = Graph()
    context.add((URIRef("http://a/claim"), RDF.type, TG.Claim))

    assert _report(lambda graph: None, context).conforms


def test_a_warning_is_kept_and_does_not_block() -> None:
    shapes = Graph().parse(
        format="turtle",
        data="""
        @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix tg: <https://w3id.org/treatygraph/ontology#> .
        <urn:s> a sh:NodeShape ; sh:targetClass tg:Document ;
          sh:property [ sh:path tg:publisherName ; sh:minCount 1 ; sh:severity sh:Warning ;
            sh:message "no publisher"@en, "لا ناشر"@ar ] .
        """,
    )

    report = PyShaclValidator(shapes, Graph()).check(to_graph(_READING, DEFAULT_BASE), Graph())

    assert report.conforms
    (found,) = report.violations
    assert found.severity == Severity.WARNING
    assert (found.message("ar"), found.message("vi"), found.message()) == (
        "لا ناشر",
        "no publisher",
        "no publisher",
    )


@pytest.mark.parametrize(
    "target",
    [
        "<urn:s> sh:targetClass tg:Act .",
        "<urn:s> sh:targetNode <http://a/s> .",
        "<urn:s> sh:targetSubjectsOf tg:treaty .",
        "<urn:s> sh:targetObjectsOf tg:treaty .",
        "tg:Act a rdfs:Class, sh:NodeShape .",
    ],
)
def test_every_way_to_target_counts(target: str) -> None:
    prefixes = (
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix tg: <https://w3id.org/treatygraph/ontology#> . "
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . <urn:s> a sh:NodeShape . "
    )
    shapes = Graph().parse(data=prefixes + target, format="turtle")
    graph = Graph()
    graph.add((URIRef("http://a/s"), RDF.type, TG.Act))
    graph.add((URIRef("http://a/s"), TG.treaty, URIRef("http://a/t")))

    assert PyShaclValidator(shapes, Graph()).check(graph, Graph()).conforms


def test_messages_are_in_three_languages() -> None:
    for found in _report(_moved).violations:
        assert {language for language, _ in found.messages} == {"ar", "en", "vi"}


def test_a_result_is_plain_data_for_the_report_that_is_kept() -> None:
    found = Violation("http://a/s", None, Severity.WARNING, "urn:s", (("en", "mend it"),))

    assert found.as_json() == {
        "focus": "http://a/s",
        "path": None,
        "severity": "warning",
        "shape": "urn:s",
        "messages": {"en": "mend it"},
        "value": None,
    }
    assert Violation("x", None, Severity.INFO, "s", ()).message() == ""
