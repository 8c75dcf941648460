"""Things of the store as plain values: every property of some nodes in one question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rdflib import DCTERMS, RDF, RDFS, URIRef

from graph.identifiers import split_thing
from graph.ntriples import split, value
from graph.queries import load
from graph.store import Store
from graph.views.nouns import Ref, Text
from ontology.namespaces import TG

# The engine takes longer than linear time over long VALUES blocks.
_AT_ONCE = 200
_LABELS = (RDFS.label, DCTERMS.title, TG.postTitle, TG.statementText)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a property: an IRI, or a text with its language (empty for none)."""

    text: str
    language: str = ""
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """A thing with all its properties, each with its values in order."""

    iri: str
    properties: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)

    def values(self, property: URIRef) -> tuple[Value, ...]:
        """All values of a property."""
        return self.properties.get(str(property), ())

    def first(self, property: URIRef) -> str | None:
        """The text or IRI of its first value."""
        return next((value.text for value in self.values(property)), None)

    def term(self, property: URIRef) -> str | None:
        """The local name of its first value, where that is a term of the vocabulary."""
        return next((local_name(value.text) for value in self.values(property)), None)

    def texts(self, property: URIRef) -> tuple[Text, ...]:
        """Its literal values with their languages."""
        return tuple((value.text, value.language) for value in self.values(property) if not value.linked)

    @property
    def types(self) -> tuple[str, ...]:
        """The local names of its classes of our vocabulary."""
        found = (value.text for value in self.values(RDF.type))
        return tuple(local_name(iri) for iri in found if iri.startswith(str(TG)))


def local_name(iri: str) -> str:
    """What stands after the last # or /."""
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def read_nodes(store: Store, iris: Iterable[str]) -> dict[str, Node]:
    """The things of those IRIs, by IRI; one the store says nothing of is a node without properties."""
    return _read(store, "nodes", iris)


def read_labels(store: Store, iris: Iterable[str]) -> dict[str, Node]:
    """The same with no more than what the things are called, which is much less of a state with all its names."""
    return _read(store, "labels", iris)


def _read(store: Store, query: str, iris: Iterable[str]) -> dict[str, Node]:
    wanted = sorted(set(iris))
    found: dict[str, dict[str, list[Value]]] = {iri: {} for iri in wanted}
    for start in range(0, len(wanted), _AT_ONCE):
        some = [URIRef(iri) for iri in wanted[start : start + _AT_ONCE]]
        for row in store.select(load(query, nodes=some)):
            properties = found[row["node"] or ""]
            value = Value(row["value"] or "", row["language"] or "", row["linked"] == "true")
            properties.setdefault(row["property"] or "", []).append(value)
    return {iri: _node(iri, properties) for iri, properties in found.items()}


def nodes_of(lines: Iterable[str]) -> dict[str, Node]:
    """The things that the N-Triples lines of one graph tell of, by IRI."""
    found: dict[str, dict[str, list[Value]]] = {}
    for line in lines:
        subject, predicate, written = split(line)
        properties = found.setdefault(value(subject), {})
        properties.setdefault(value(predicate), []).append(_value(written))
    return {iri: _node(iri, properties) for iri, properties in found.items()}


def _value(written: str) -> Value:
    if not written.startswith('"'):
        return Value(value(written), linked=True)
    _, _, tail = written.rpartition('"')
    return Value(value(written), tail.removeprefix("@") if tail.startswith("@") else "")


def _node(iri: str, properties: Mapping[str, Iterable[Value]]) -> Node:
    ordered = {
        property: tuple(sorted(values, key=lambda value: (value.language, value.text, value.linked)))
        for property, values in sorted(properties.items())
    }
    return Node(iri, ordered)


def ref(base: str, node: Node) -> Ref:
    """A link to the thing."""
    thing = split_thing(base, node.iri)
    labels = next((texts for property in _LABELS if (texts := node.texts(property))), ())
    return Ref(node.iri, thing[0] if thing else "", labels, node.first(TG.provisional) == "true")


def linked(nodes: Iterable[Node]) -> Iterator[str]:
    """The IRIs that the things link to."""
    for node in nodes:
        for values in node.properties.values():
            yield from (value.text for value in values if value.linked)
