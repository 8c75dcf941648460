"""Consistency: the OWL 2 RL closure of vocabulary and data says nothing that contradicts itself."""

from __future__ import annotations

import owlrl  # type: ignore[import-untyped]  # it ships no types
import pytest
from rdflib import OWL, PROV, RDF, RDFS, Graph, Namespace, URIRef

from ontology.files import load_vocabulary
from ontology.namespaces import PREFIXES, TG

ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")  # where owlrl says what contradicts what
EX = Namespace("http://example.org/")

# What PROV-O, FOAF and SKOS hold of the terms that ours are aligned with, as far as it could contradict us.
NEIGHBOURS = """
    prov:Activity owl:disjointWith prov:Entity .
    prov:wasDerivedFrom rdfs:domain prov:Entity ; rdfs:range prov:Entity .
    prov:wasQuotedFrom rdfs:subPropertyOf prov:wasDerivedFrom .
    prov:wasAttributedTo rdfs:domain prov:Entity ; rdfs:range prov:Agent .
    prov:wasGeneratedBy rdfs:domain prov:Entity ; rdfs:range prov:Activity .
    foaf:Person owl:disjointWith foaf:Organization, foaf:Document .
    foaf:Person rdfs:subClassOf foaf:Agent .
    org:Organization rdfs:subClassOf foaf:Organization .
    org:member rdfs:domain org:Membership ; rdfs:range foaf:Agent .
    org:organization rdfs:domain org:Membership ; rdfs:range org:Organization .
    org:postIn rdfs:domain org:Post ; rdfs:range org:Organization .
    skos:Concept owl:disjointWith skos:ConceptScheme .
    skos:inScheme rdfs:range skos:ConceptScheme .
    oa:hasSource rdfs:domain oa:SpecificResource .
"""


def contradictions(*graphs: Graph) -> list[str]:
    """What OWL 2 RL finds wrong in the union of the graphs, after closing it."""
    return [str(error) for error in closed(*graphs).objects(None, ERROR)]


def closed(*graphs: Graph) -> Graph:
    union = Graph()
    for graph in graphs:
        for triple in graph:
            union.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, datatype_axioms=False).expand(union)
    return union


def neighbours() -> Graph:
    prefixes = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
    return Graph().parse(data=prefixes + NEIGHBOURS, format="turtle")


def test_vocabulary_and_data_contradict_neither_themselves_nor_their_neighbours(whole: Graph) -> None:
    assert contradictions(load_vocabulary(), neighbours(), whole) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (TG.Signature, TG.Ceremony),
        (TG.Person, TG.State),
        (TG.State, TG.Organization),
        (TG.Claim, TG.Commitment),
    ],
)
def test_a_thing_of_two_classes_that_exclude_each_other_is_a_contradiction(first: URIRef, second: URIRef) -> None:
    wrong = Graph()
    wrong.add((EX.thing, RDF.type, first))
    wrong.add((EX.thing, RDF.type, second))

    assert contradictions(load_vocabulary(), wrong) != []


def test_an_act_that_were_an_activity_would_contradict_provenance(whole: Graph) -> None:
    wrong = Graph()
    wrong.add((TG.Act, RDFS.subClassOf, PROV.Activity))

    assert contradictions(load_vocabulary(), neighbours(), whole, wrong) != []


def test_domains_and_ranges_infer_no_class_that_the_data_does_not_say(whole: Graph) -> None:
    inferred = closed(load_vocabulary(), neighbours(), whole)

    news = {
        (str(thing), str(kind))
        for thing, kind in inferred.subject_objects(RDF.type)
        if (thing, RDF.type, None) in whole
        and (thing, RDF.type, kind) not in whole
        and kind != OWL.Thing
        and not any((one, RDFS.subClassOf, kind) in inferred for one in whole.objects(thing, RDF.type))
    }

    # What is derived from an entity is one, and so an act or an occasion with its claims: PROV-O alone says this.
    assert {pair for pair in news if pair[1] != str(PROV.Entity)} == set()
