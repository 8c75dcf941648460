"""The vocabulary: the Turtle and terms.py agree, and every term speaks three languages."""

from __future__ import annotations

import unicodedata
from importlib.resources import files

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from graph.model import ClaimType, DateBasis, EventType, Modality
from ontology.files import load_vocabulary, vocabulary_texts
from ontology.namespaces import DCTERMS, SCHEMA, TG
from ontology.terms import TG_NAMESPACE

LANGUAGES = ("ar", "en", "vi")
VOCABULARY = URIRef("https://w3id.org/treatygraph/ontology")

# Several classes share these, and a domain would make every user of one a member of all.
NO_SINGLE_DOMAIN = {
    "acronym", "attestedFrom", "attestedUntil", "candidateMatch", "country", "countsRegional", "date", "decidesOn",
    "demonym", "endDate", "evidence", "forceDelayDays", "forceThreshold", "formerName", "inGraph",
    "independentSources", "knownFrom", "knownUntil", "location", "madeAt", "mergedFrom", "mistranslatedName",
    "nameAsWritten", "notSameAs", "officialName", "place", "policyVersion", "popularName", "pressName",
    "provisional", "rulesArticle", "shortName", "signatureCloses", "signatureOpens", "sourceCount", "startDate",
    "tally", "waitsIn", "workingTitle",
}  # fmt: skip


def local(term: Node) -> str:
    return str(term).removeprefix(TG_NAMESPACE)


def our_terms(graph: Graph) -> set[str]:
    return {local(s) for s in graph.subjects() if isinstance(s, URIRef) and s.startswith(TG_NAMESPACE)}


def names_in_python() -> set[str]:
    return {name for name in TG.__annotations__ if not name.startswith("_")}


def properties(graph: Graph) -> set[Node]:
    return {s for kind in (OWL.ObjectProperty, OWL.DatatypeProperty) for s in graph.subjects(RDF.type, kind)}


def test_python_and_turtle_hold_the_same_terms() -> None:
    assert our_terms(load_vocabulary()) == names_in_python()


def test_every_term_that_the_turtle_uses_is_defined_in_it() -> None:
    vocabulary = load_vocabulary()

    used = {
        local(node)
        for triple in vocabulary
        for node in triple
        if isinstance(node, URIRef) and node.startswith(TG_NAMESPACE)
    }

    assert used == our_terms(vocabulary)


def test_an_unknown_term_raises() -> None:
    with pytest.raises(AttributeError):
        TG.sings  # noqa: B018


@pytest.mark.parametrize("property", [RDFS.label, SKOS.definition])
def test_every_term_has_one_text_in_each_language(property: URIRef) -> None:
    vocabulary = load_vocabulary()

    found = {
        term: sorted(text.language or "" for text in vocabulary.objects(TG[term], property))  # type: ignore[attr-defined]  # literals
        for term in our_terms(vocabulary)
    }

    assert {term for term, languages in found.items() if languages != sorted(LANGUAGES)} == set()


@pytest.mark.parametrize("property", [RDFS.label, SKOS.definition])
def test_the_languages_differ_and_each_is_in_its_script(property: URIRef) -> None:
    wrong = [
        str(text)
        for text in load_vocabulary().objects(None, property)
        if isinstance(text, Literal) and text.language in LANGUAGES and not in_its_script(text)
    ]
    same = [
        term
        for term in our_terms(load_vocabulary())
        if len({str(text) for text in load_vocabulary().objects(TG[term], property)}) != len(LANGUAGES)
    ]

    assert (wrong, same) == ([], [])


def in_its_script(text: Literal) -> bool:
    letters = [unicodedata.name(char) for char in text if char.isalpha()]
    arabic = sum(name.startswith("ARABIC") for name in letters)
    return arabic > len(letters) / 2 if text.language == "ar" else arabic == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_terms_have_the_same_definition(language: str) -> None:
    texts = [str(t) for t in load_vocabulary().objects(None, SKOS.definition) if getattr(t, "language", "") == language]

    assert sorted(texts) == sorted(set(texts))


def test_texts_are_written_in_composed_unicode() -> None:
    for name, text in vocabulary_texts().items():
        assert text == unicodedata.normalize("NFC", text), name


def test_every_property_has_a_domain_or_names_the_classes_that_share_it() -> None:
    vocabulary = load_vocabulary()

    without = {p for p in properties(vocabulary) if vocabulary.value(p, RDFS.domain) is None}

    assert {local(p) for p in without} == NO_SINGLE_DOMAIN
    assert all((p, SCHEMA.domainIncludes, None) in vocabulary for p in without)


def test_every_property_says_what_its_values_are() -> None:
    vocabulary = load_vocabulary()

    silent = {
        local(p)
        for p in properties(vocabulary)
        if (p, RDFS.range, None) not in vocabulary and (p, SCHEMA.rangeIncludes, None) not in vocabulary
    }

    assert silent == set()


def test_a_property_has_at_most_one_domain_and_one_range() -> None:
    vocabulary = load_vocabulary()

    # Two would mean their intersection, which is hardly ever meant.
    for property in properties(vocabulary):
        assert len(list(vocabulary.objects(property, RDFS.domain))) <= 1, property
        assert len(list(vocabulary.objects(property, RDFS.range))) <= 1, property


def test_every_concept_stands_in_one_scheme_of_ours() -> None:
    vocabulary = load_vocabulary()
    schemes = set(vocabulary.subjects(RDF.type, SKOS.ConceptScheme))

    for concept in vocabulary.subjects(RDF.type, SKOS.Concept):
        assert [s in schemes for s in vocabulary.objects(concept, SKOS.inScheme)] == [True], concept


def test_no_name_is_both_a_class_and_a_concept() -> None:
    vocabulary = load_vocabulary()

    classes = set(vocabulary.subjects(RDF.type, OWL.Class))

    assert classes & set(vocabulary.subjects(RDF.type, SKOS.Concept)) == set()


def test_claim_predicates_are_the_claim_types_of_the_record() -> None:
    vocabulary = load_vocabulary()

    notations = [str(vocabulary.value(p, SKOS.notation)) for p in vocabulary.subjects(RDF.type, TG.ClaimPredicate)]

    assert sorted(notations) == sorted(ClaimType)


def test_occasion_classes_are_the_event_types_of_the_record() -> None:
    vocabulary = load_vocabulary()

    notations = [str(vocabulary.value(c, SKOS.notation)) for c in vocabulary.subjects(RDFS.subClassOf, TG.Occasion)]

    assert sorted(notations) == sorted(EventType)


@pytest.mark.parametrize(("scheme", "words"), [(TG.Modalities, Modality), (TG.DateBases, DateBasis)])
def test_concepts_are_the_words_of_the_record(scheme: URIRef, words: type[Modality | DateBasis]) -> None:
    assert notations_of(scheme) == set(words)


def test_every_register_of_the_name_tables_is_a_concept() -> None:
    tables = files("ontology").joinpath("authority", "names").iterdir()

    used = {
        line.split("\t")[2]
        for table in tables
        for line in table.read_text("utf-8").splitlines()[1:]
        if line.strip() and not line.startswith(("#", "key\t"))
    }

    assert used <= notations_of(TG.Registers)


def notations_of(scheme: URIRef) -> set[str]:
    vocabulary = load_vocabulary()
    return {str(n) for c in vocabulary.subjects(SKOS.inScheme, scheme) for n in vocabulary.objects(c, SKOS.notation)}


def test_the_header_has_title_version_and_licence() -> None:
    vocabulary = load_vocabulary()

    titles = {t.language for t in vocabulary.objects(VOCABULARY, DCTERMS.title) if isinstance(t, Literal)}

    assert titles == set(LANGUAGES)
    assert vocabulary.value(VOCABULARY, OWL.versionInfo) == Literal("0.1.0")
    assert vocabulary.value(VOCABULARY, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")


def test_every_term_names_the_vocabulary_that_defines_it() -> None:
    vocabulary = load_vocabulary()

    assert {local(t) for t in vocabulary.subjects(RDFS.isDefinedBy, VOCABULARY)} == our_terms(vocabulary)


def test_the_vocabulary_has_no_blank_node() -> None:
    # So that its graph in the store is the same bytes every time.
    assert not any(isinstance(node, BNode) for triple in load_vocabulary() for node in triple)


def test_each_file_parses_by_itself_and_files_come_in_order() -> None:
    texts = vocabulary_texts()

    assert list(texts) == sorted(texts)
    assert sum(len(Graph().parse(data=t, format="turtle")) for t in texts.values()) == len(load_vocabulary())


def test_every_class_that_others_know_is_aligned() -> None:
    vocabulary = load_vocabulary()
    ours = ("Treaty", "Act", "Occasion", "Statement", "Organization", "Person", "Place", "Post", "Document", "Claim")

    for name in ours:
        parents = set(vocabulary.objects(TG[name], RDFS.subClassOf))
        assert any(not str(parent).startswith(TG_NAMESPACE) for parent in parents), name
