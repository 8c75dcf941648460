"""Mentions and evidence spans: where in the text something stands, by position and by quote.

Web Annotation Data Model 4.2.4 and 4.2.5; positions count code points.
"""

from __future__ import annotations

from rdflib import RDF, XSD, Graph, Literal, URIRef

from graph.model import Reading, Span
from graph.naming import Names
from ontology.namespaces import OA, TG

CONTEXT = 32  # code points before and after a quote, enough to find it again in a changed text


def add_mentions(graph: Graph, reading: Reading, names: Names) -> None:
    """Each place that names or stands for an entity."""
    for mention in reading.mentions:
        iri = names.mention(mention.span)
        graph.add((iri, RDF.type, TG.Mention))
        graph.add((iri, TG.denotes, names.entity(mention.entity)))
        graph.add((iri, TG.evidence, add_span(graph, mention.span, reading, names)))


def add_span(graph: Graph, span: Span, reading: Reading, names: Names) -> URIRef:
    """The IRI of a stretch of the text, which the graph now holds."""
    iri, text = names.span(span), reading.document.text
    selector = URIRef(f"{iri}/selector")
    if (iri, OA.hasSelector, selector) in graph:
        return iri
    for type in (TG.EvidenceSpan, OA.SpecificResource):
        graph.add((iri, RDF.type, type))
    graph.add((iri, OA.hasSource, names.document))
    graph.add((iri, OA.hasSelector, selector))
    for type in (OA.TextPositionSelector, OA.TextQuoteSelector):
        graph.add((selector, RDF.type, type))
    graph.add((selector, OA.start, Literal(span.start, datatype=XSD.nonNegativeInteger)))
    graph.add((selector, OA.end, Literal(span.end, datatype=XSD.nonNegativeInteger)))
    graph.add((selector, OA.exact, Literal(span.of(text))))
    graph.add((selector, OA.prefix, Literal(text[max(0, span.start - CONTEXT) : span.start])))
    graph.add((selector, OA.suffix, Literal(text[span.end : span.end + CONTEXT])))
    return iri
