"""A Reading as named graphs: what is published of it, and what waits for review; pure functions of the document.

They know no clock and no place of storage, and hold no blank node.
"""

from __future__ import annotations

from dataclasses import replace

from rdflib import DCTERMS, Graph

from graph.model import Reading
from graph.naming import Names
from graph.rdf.claims import add_claims, claims_by_iri, is_sure
from graph.rdf.entities import add_document, add_entities
from graph.rdf.evidence import add_mentions
from ontology.namespaces import SCHEMA, TG

# What a question about a claim asks of its document in the same graph.
_CITED = (DCTERMS.title, DCTERMS.issued, TG.startDate, TG.endDate, TG.publisherName, TG.url, SCHEMA.inLanguage)


def to_graph(reading: Reading, base: str, threshold: float = 0.0) -> Graph:
    """What one document says, as it stands in the named graph `document/{key}`: claims of at least that confidence."""
    graph, names = Graph(), Names(reading, base)
    add_document(graph, reading, names)
    add_entities(graph, reading, names)
    add_mentions(graph, reading, names)
    claims = {iri: claim for iri, claim in claims_by_iri(reading, names).items() if is_sure(claim, threshold)}
    add_claims(graph, claims, published(reading, threshold), names)
    return graph


def to_review(reading: Reading, base: str, threshold: float) -> Graph:
    """The claims below that confidence, as they wait in the named graph `review/{key}`; empty where there are none.

    They have the IRIs that they would have in the document's graph, and beside them their words and what their
    document is cited by, so that a question that looks for a claim and its quote in one graph finds them here.
    """
    graph, names = Graph(), Names(reading, base)
    claims = {iri: claim for iri, claim in claims_by_iri(reading, names).items() if not is_sure(claim, threshold)}
    if not claims:
        return graph
    add_claims(graph, claims, published(reading, threshold), names, TG.InReview)
    document = Graph()
    add_document(document, reading, names)
    for subject, predicate, object in document:
        if predicate in _CITED:
            graph.add((subject, predicate, object))
    return graph


def published(reading: Reading, threshold: float) -> Reading:
    """The reading with the claims alone that are sure enough to be published, and for others to lean on."""
    return replace(reading, claims=tuple(claim for claim in reading.claims if is_sure(claim, threshold)))
