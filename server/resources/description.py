"""All that the graph holds about one thing: facts, claims with their evidence, and the names of what they name."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping

from graph import ntriples
from graph.store import DEFAULT_GRAPH, Store
from ontology.namespaces import PREFIXES

Graphs = dict[str, set[str]]

# Each gives ?g ?s ?p ?o, ?g unbound in the default graph; {thing} is the IRI as a term.
_OWN = """SELECT ?g ({thing} AS ?s) ?p ?o WHERE {{ {{ {thing} ?p ?o }} UNION {{ GRAPH ?g {{ {thing} ?p ?o }} }} }}"""
_FACTS = """SELECT DISTINCT ?s ?p ?o WHERE {{ ?s ?link {thing} . ?s ?p ?o }}"""
_CLAIMS = """SELECT DISTINCT ?g ?s ?p ?o WHERE {{
  GRAPH ?g {{ ?s (rdf:subject|rdf:object|tg:claimant) {thing} . ?s ?p ?o }}
}}"""
_EVIDENCE = """SELECT DISTINCT ?g ?s ?p ?o WHERE {{
  GRAPH ?g {{
    {{ BIND ({thing} AS ?claim) }} UNION {{ ?claim (rdf:subject|rdf:object|tg:claimant) {thing} }}
    ?claim tg:evidence ?span .
    {{ BIND (?span AS ?s) }} UNION {{ ?span oa:hasSelector ?s }}
    ?s ?p ?o
  }}
}}"""
_SELECTOR = """SELECT ?g ?s ?p ?o WHERE {{ GRAPH ?g {{ {thing} oa:hasSelector ?s . ?s ?p ?o }} }}"""
_LABELS = """SELECT DISTINCT ?g ?s (rdfs:label AS ?p) ?o WHERE {{
  VALUES ?s {{ {things} }}
  {{ ?s rdfs:label ?o }} UNION {{ GRAPH ?g {{ ?s rdfs:label ?o }} }}
}}"""
_PROLOGUE = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("rdf", "rdfs", "oa", "tg"))
_JSON = "application/sparql-results+json"


def exists(store: Store, iri: str) -> bool:
    """Whether any graph says anything of a thing; False for what is no IRI."""
    try:
        thing = ntriples.iri(iri)
    except ValueError:
        return False
    query = f"SELECT * {{ {{ {thing} ?p ?o }} UNION {{ GRAPH ?g {{ {thing} ?p ?o }} }} }} LIMIT 1"
    return next(store.select(query), None) is not None


def describe(store: Store, base: str, iri: str) -> Graphs:
    """What the graph holds about a thing, as N-Triples lines by graph name; empty where it knows nothing."""
    if not exists(store, iri):
        return {}
    thing = ntriples.iri(iri)
    found: Graphs = defaultdict(set)
    for query in (_OWN, _FACTS, _CLAIMS, _EVIDENCE, _SELECTOR):
        _collect(store, query.format(thing=thing), found)
    named = _named(found, f"<{base}id/")
    if named:
        _collect(store, _LABELS.format(things=" ".join(sorted(named))), found)
    return dict(found)


def _named(graphs: Mapping[str, Iterable[str]], prefix: str) -> set[str]:
    parts = (ntriples.split(line) for lines in graphs.values() for line in lines)
    return {term for subject, _, object in parts for term in (subject, object) if term.startswith(prefix)}


def _collect(store: Store, query: str, found: Graphs) -> None:
    body, _ = store.answer(_PROLOGUE + query, _JSON)
    for row in json.loads(body)["results"]["bindings"]:
        graph = row["g"]["value"] if "g" in row else DEFAULT_GRAPH
        found[graph].add(f"{_term(row['s'])} {_term(row['p'])} {_term(row['o'])} .")


def _term(term: Mapping[str, str]) -> str:
    if term["type"] == "uri":
        return ntriples.iri(term["value"])
    if term["type"] == "bnode":
        return f"_:{term['value']}"
    return ntriples.literal(term["value"], term.get("xml:lang"), term.get("datatype"))
