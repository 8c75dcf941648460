"""The JSON-LD context: it names every term, needs no network, and loses nothing on the way there and back."""

from __future__ import annotations

import json

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, URIRef
from rdflib.compare import isomorphic

from ontology.files import context_text, load_vocabulary
from ontology.namespaces import PREFIXES, TG
from ontology.terms import TG_NAMESPACE

TERMS = {name for name in TG.__annotations__ if not name.startswith("_")}
TYPED = {XSD.anyURI, XSD.decimal, XSD.dateTime}
# rdflib's own parser and serializer still make a class that rdflib calls deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


def context() -> dict[str, object]:
    found = json.loads(context_text())["@context"]
    assert isinstance(found, dict)
    return found


def test_every_term_has_its_own_name_in_the_context() -> None:
    entries = context()

    named = {name: iri(entries[name]) for name in TERMS}

    assert named == {name: f"tg:{name}" for name in TERMS}


def test_every_entry_leads_to_a_known_namespace() -> None:
    for name, entry in context().items():
        if name.startswith("@") or name in {"id", "type"}:
            continue
        prefix = iri(entry).partition(":")[0]
        assert prefix in PREFIXES or PREFIXES[name] == entry, name


def iri(entry: object) -> str:
    return str(entry["@id"] if isinstance(entry, dict) else entry)


@pytest.mark.parametrize("name", sorted(name for name in TERMS if name[0].islower()))
def test_values_are_read_as_the_range_says(name: str) -> None:
    entry, range_ = context()[name], load_vocabulary().value(TG[name], RDFS.range)
    keys = {key: value for key, value in entry.items() if key != "@id"} if isinstance(entry, dict) else {}

    if (TG[name], RDF.type, OWL.ObjectProperty) in load_vocabulary():
        expected = {"@type": "@vocab" if range_ == SKOS.Concept else "@id"}
    elif range_ == RDF.langString:
        expected = {"@container": "@language"}
    else:
        expected = {"@type": f"xsd:{str(range_).rpartition('#')[2]}"} if range_ in TYPED else {}

    assert keys == expected


def test_a_graph_goes_to_json_ld_and_back(whole: Graph) -> None:
    written = whole.serialize(format="json-ld", context=context())

    assert isomorphic(Graph().parse(data=written, format="json-ld"), whole)


def test_json_with_short_names_is_the_claim_that_it_looks_like() -> None:
    claim = {
        "@context": context(),
        "id": "http://localhost:8000/id/claim/1",
        "type": "Claim",
        "subject": "http://localhost:8000/id/state/vnm",
        "predicate": "signs",
        "modality": "Planned",
        "evidence": "http://localhost:8000/id/span/1",
        "confidence": "0.9",
    }

    graph = Graph().parse(data=json.dumps(claim), format="json-ld")

    subject = URIRef("http://localhost:8000/id/claim/1")
    assert (subject, RDF.type, TG.Claim) in graph
    assert graph.value(subject, RDF.predicate) == TG.signs
    assert graph.value(subject, TG.modality) == TG.Planned
    assert graph.value(subject, TG.confidence).datatype == XSD.decimal  # type: ignore[union-attr]  # a literal


def test_the_context_names_the_namespace_of_the_vocabulary() -> None:
    assert context()["tg"] == TG_NAMESPACE
