"""The vocabulary and the shapes as they are served: RDF as written, and a list of terms for people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from ontology.files import load_shapes, load_vocabulary, shape_texts, vocabulary_texts
from server.negotiation import JSON_LD, N_TRIPLES, RDF_XML, TURTLE, Format

VOCABULARIES = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML)
_RDFLIB_NAMES = {N_TRIPLES: "nt", JSON_LD: "json-ld", RDF_XML: "xml"}
_KINDS = {
    OWL.Class: "class", OWL.ObjectProperty: "property", OWL.DatatypeProperty: "property",
    OWL.AnnotationProperty: "property", SKOS.Concept: "concept", SKOS.ConceptScheme: "scheme",
    SH.NodeShape: "shape",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One term: its local name, what kind it is, and its words by language."""

    name: str
    iri: str
    kind: str
    labels: dict[str, str]
    texts: dict[str, tuple[str, ...]]


def entries(name: str) -> list[Entry]:
    """The terms of `ontology` or `shapes`, by kind and then by name."""
    return sorted(_entries(_graph(name)), key=lambda entry: (entry.kind, entry.name.lower(), entry.name))


@cache
def write(name: str, format: Format) -> bytes:
    """The whole of `ontology` or `shapes`: Turtle as it was written, other syntaxes from it."""
    if format == TURTLE:
        texts = vocabulary_texts() if name == "ontology" else shape_texts()
        return "\n".join(texts.values()).encode()
    written = _graph(name).serialize(format=_RDFLIB_NAMES[format], encoding="utf-8")
    if format == N_TRIPLES:
        return b"".join(sorted(written.splitlines(keepends=True)))
    if format == JSON_LD:
        nodes = sorted(json.loads(written), key=lambda node: str(node["@id"]))
        return json.dumps(nodes, ensure_ascii=False, indent=1, sort_keys=True).encode()
    return written


def _graph(name: str) -> Graph:
    return load_vocabulary() if name == "ontology" else load_shapes()


def _entries(graph: Graph) -> Iterator[Entry]:
    for type, kind in _KINDS.items():
        for term in set(graph.subjects(RDF.type, type)):
            if isinstance(term, URIRef):
                yield Entry(_local(term), str(term), kind, _labels(graph, term), _texts(graph, term))


def _labels(graph: Graph, term: URIRef) -> dict[str, str]:
    return dict(_words(graph, term, RDFS.label))


def _texts(graph: Graph, term: URIRef) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for holder in [term, *_constraints(graph, term)]:
        for predicate in (SKOS.definition, SH.message):
            for language, text in _words(graph, holder, predicate):
                found.setdefault(language, []).append(text)
    return {language: tuple(sorted(set(texts))) for language, texts in found.items()}


def _constraints(graph: Graph, shape: URIRef) -> Iterator[Node]:
    for predicate in (SH.property, SH.sparql):
        yield from graph.objects(shape, predicate)


def _words(graph: Graph, term: Node, predicate: URIRef) -> Iterator[tuple[str, str]]:
    for word in graph.objects(term, predicate):
        if isinstance(word, Literal):
            yield word.language or "en", str(word)


def _local(term: URIRef) -> str:
    return term.rpartition("#")[2].rpartition("/")[2]
