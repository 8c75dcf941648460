"""All that the graph holds about one thing: facts, claims with their evidence, and the labels of what is named."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping

from rdflib import URIRef

from graph import ntriples
from graph.queries import load
from graph.store import DEFAULT_GRAPH, Store

Graphs = dict[str, set[str]]
_PARTS = ("describe-own", "describe-facts", "describe-claims", "describe-evidence")
_JSON = "application/sparql-results+json"


def describe(store: Store, base: str, iri: URIRef) -> Graphs:
    """What the graph holds about a thing, as N-Triples lines by graph name; empty where it says nothing of it.

    QueryError where `iri` is none.
    """
    found: Graphs = defaultdict(set)
    for part in _PARTS:
        _collect(store, load(part, thing=iri), found)
        if not found:
            return {}
    named = _named(found, f"<{base}id/")
    if named:
        _collect(store, load("describe-labels", things=named), found)
    return dict(found)


def exists(store: Store, iri: URIRef) -> bool:
    """Whether any graph says anything of a thing."""
    return next(store.select(load("describe-own", thing=iri)), None) is not None


def _named(graphs: Mapping[str, Iterable[str]], prefix: str) -> list[URIRef]:
    parts = (ntriples.split(line) for lines in graphs.values() for line in lines)
    terms = {term for subject, _, object in parts for term in (subject, object) if term.startswith(prefix)}
    return [URIRef(ntriples.value(term)) for term in sorted(terms)]


def _collect(store: Store, query: str, found: Graphs) -> None:
    body, _ = store.answer(query, _JSON)
    for row in json.loads(body)["results"]["bindings"]:
        graph = row["g"]["value"] if "g" in row else DEFAULT_GRAPH
        found[graph].add(f"{_term(row['s'])} {_term(row['p'])} {_term(row['o'])} .")


def _term(term: Mapping[str, str]) -> str:
    if term["type"] == "uri":
        return ntriples.iri(term["value"])
    if term["type"] == "bnode":
        return f"_:{term['value']}"
    return ntriples.literal(term["value"], term.get("xml:lang"), term.get("datatype"))
