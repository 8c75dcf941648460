"""Validate: the gate for each document, beside plain pySHACL on all of them at once."""

from __future__ import annotations

import pyshacl
from rdflib import Graph

from bench.data import BASE, Articles
from bench.measure import Row, alternate, cpu
from graph.authority_rdf import known_graph
from graph.rdf import to_graph
from graph.validation import open_gate
from ontology.files import load_shapes, load_vocabulary


def validating(articles: Articles, rounds: int) -> Row:
    """Per document. The gate's cost does not grow with the store; the whole has to be checked anew each time."""
    gate, shapes, hierarchy = open_gate(), load_shapes(), load_vocabulary()
    pairs = [
        (
            to_graph(reading, BASE),
            known_graph(sorted({entity.key for entity in reading.entities if entity.key}), BASE),
        )
        for reading in articles.readings
    ]
    whole = Graph()
    for part in (hierarchy, *(graph for pair in pairs for graph in pair)):
        for triple in part:
            whole.add(triple)

    def ours() -> None:
        for graph, context in pairs:
            gate.check(graph, context)

    def plain() -> None:
        pyshacl.validate(whole, shacl_graph=shapes)

    works = {"ours": cpu(ours, len(pairs)), "pySHACL on the whole": cpu(plain, len(pairs))}
    taken = alternate(works, rounds)
    return Row("validate: the gate", "document", taken.pop("ours"), taken)
