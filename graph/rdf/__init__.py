"""A Reading as one named graph: a pure function of the document.

It knows no clock and no place of storage, and holds no blank node.
"""

from __future__ import annotations

from rdflib import Graph

from graph.model import Reading
from graph.naming import Names
from graph.rdf.claims import add_claims
from graph.rdf.entities import add_document, add_entities
from graph.rdf.evidence import add_mentions


def to_graph(reading: Reading, base: str) -> Graph:
    """All that one document says, as it stands in the named graph `document/{key}`."""
    graph = Graph()
    names = Names(reading, base)
    add_document(graph, reading, names)
    add_entities(graph, reading, names)
    add_mentions(graph, reading, names)
    add_claims(graph, reading, names)
    return graph
