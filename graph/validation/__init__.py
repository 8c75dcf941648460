"""The SHACL gate and its report: nothing reaches the store but through it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any, Protocol

import pyshacl
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node

from graph.validation.direct import direct_results, untargeted
from graph.validation.report import Report, Severity, Violation
from ontology.files import load_shapes, load_vocabulary
from ontology.namespaces import SH

__all__ = ["PyShaclValidator", "Report", "Severity", "Validator", "Violation", "open_gate"]


class Validator(Protocol):
    """The seam: whatever can say whether a graph may enter."""

    def check(self, graph: Graph, context: Graph) -> Report:
        """The report on `graph`; `context` holds what it speaks of and is not itself reported on."""


class PyShaclValidator:
    """The gate with pySHACL, and with what is worth a second check in plain Python."""

    def __init__(self, shapes: Graph, hierarchy: Graph) -> None:
        """`hierarchy` holds the classes' `rdfs:subClassOf`, by which a shape for acts sees a signature."""
        self._shapes = _copy(shapes)  # pySHACL adds triples of its own
        self._hierarchy = list(hierarchy.triples((None, RDFS.subClassOf, None)))
        self._targets = _Targets.of(shapes)

    def check(self, graph: Graph, context: Graph) -> Report:
        """The report on `graph`; a graph that no shape targets does not pass (SHACL alone would let it)."""
        data = _Queried()
        for triple in chain(context, self._hierarchy, graph):
            data.add(triple)
        # A code that two parties share is a focus node too, and a literal.
        ours = {str(node) for s, _, o in graph for node in (s, o) if node is s or isinstance(node, Literal)}
        found = {result for result in self._results(data) if result.focus in ours}
        found.update(direct_results(graph))
        if not self._targets.any_in(graph):
            found.add(untargeted())
        blocking = any(result.severity == Severity.VIOLATION for result in found)
        return Report(not blocking, tuple(sorted(found, key=repr)))

    def _results(self, data: Graph) -> Iterator[Violation]:
        _, results, _ = pyshacl.validate(data, shacl_graph=self._shapes, inplace=True)
        assert isinstance(results, Graph)
        for node in results.subjects(RDF.type, SH.ValidationResult):
            yield _violation(results, node, self._shapes)


def open_gate() -> Validator:
    """The gate with the shapes and the vocabulary of this version."""
    return PyShaclValidator(load_shapes(), load_vocabulary())


@dataclass(frozen=True, slots=True)
class _Targets:
    """What the shapes look at (SHACL 2.1.3), as far as it can be told without running them."""

    classes: frozenset[Node]
    nodes: frozenset[Node]
    subjects_of: frozenset[Node]
    objects_of: frozenset[Node]

    @classmethod
    def of(cls, shapes: Graph) -> _Targets:
        implicit = {
            shape
            for shape in chain(shapes.subjects(RDF.type, SH.NodeShape), shapes.subjects(RDF.type, SH.PropertyShape))
            if (shape, RDF.type, RDFS.Class) in shapes or (shape, RDF.type, OWL.Class) in shapes
        }
        return cls(
            frozenset(implicit | set(shapes.objects(None, SH.targetClass))),
            frozenset(shapes.objects(None, SH.targetNode)),
            frozenset(shapes.objects(None, SH.targetSubjectsOf)),
            frozenset(shapes.objects(None, SH.targetObjectsOf)),
        )

    def any_in(self, graph: Graph) -> bool:
        return (
            any(type in self.classes for type in graph.objects(None, RDF.type))
            or any(predicate in self.subjects_of | self.objects_of for predicate in graph.predicates())
            or any((node, None, None) in graph for node in self.nodes)
        )


_SEVERITIES: dict[Node | None, Severity] = {
    SH.Violation: Severity.VIOLATION,
    SH.Warning: Severity.WARNING,
    SH.Info: Severity.INFO,
}


def _violation(results: Graph, node: Node, shapes: Graph) -> Violation:
    path, value = results.value(node, SH.resultPath), results.value(node, SH.value)
    constraint = results.value(node, SH.sourceConstraint)
    templates = [found for found in shapes.objects(constraint, SH.message) if isinstance(found, Literal)]
    messages = {
        (message.language or _language(str(message), templates), str(message))
        for message in results.objects(node, SH.resultMessage)
        if isinstance(message, Literal)
    }
    return Violation(
        focus=str(results.value(node, SH.focusNode)),
        path=str(path) if isinstance(path, URIRef) else None,
        # A severity of the shapes' own making blocks, as an unknown kind should.
        severity=_SEVERITIES.get(results.value(node, SH.resultSeverity), Severity.VIOLATION),
        shape=str(constraint if isinstance(constraint, URIRef) else results.value(node, SH.sourceShape)),
        messages=tuple(sorted(messages)),
        value=None if value is None else str(value),
    )


def _language(message: str, templates: Iterable[Literal]) -> str:
    """The language of a message of a SPARQL constraint: pySHACL drops the tag when it fills in the variables."""
    for template in templates:
        parts = re.split(r"\{[?$]\w+\}", str(template))
        if re.fullmatch(".*".join(map(re.escape, parts)), message, re.DOTALL):
            return template.language or "en"
    return "en"


class _Queried(Graph):
    """A graph that parses each query text once: pySHACL asks the same few queries of every graph."""

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Result:
        """The answer of rdflib; parsing costs it some 10 ms a query, running them mostly less than one."""
        known = _prepared(query_object) if isinstance(query_object, str) else query_object
        return super().query(known, *args, **kwargs)


@cache
def _prepared(text: str) -> Query:
    return prepareQuery(text)


def _copy(graph: Graph) -> Graph:
    copied = Graph()
    for triple in graph:
        copied.add(triple)
    return copied
