"""What the endpoint can do, as a SPARQL 1.1 Service Description."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import RDF, URIRef

from server.negotiation import GRAPHS, RESULTS

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_FORMAT_NAMES = {
    "json": "SPARQL_Results_JSON", "xml": "SPARQL_Results_XML", "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV", "ttl": "Turtle", "nt": "N-Triples", "jsonld": "JSON-LD", "rdf": "RDF_XML",
    "trig": "TriG", "nq": "N-Quads",
}  # fmt: skip


def describe_service(base: str) -> list[str]:
    """The description of the endpoint under `base`, as N-Triples lines."""
    return [f"{s.n3()} {p.n3()} {o.n3()} ." for s, p, o in _triples(base)]


def _triples(base: str) -> Iterator[tuple[URIRef, URIRef, URIRef]]:
    endpoint = URIRef(f"{base}sparql")
    dataset = URIRef(f"{endpoint}#dataset")
    accepted = URIRef(f"{endpoint}#accepted")
    yield endpoint, RDF.type, _sd("Service")
    yield endpoint, _sd("endpoint"), endpoint
    yield endpoint, _sd("supportedLanguage"), _sd("SPARQL11Query")
    yield endpoint, _sd("defaultDataset"), dataset
    yield dataset, RDF.type, _sd("Dataset")
    yield dataset, _sd("defaultGraph"), accepted
    yield accepted, RDF.type, _sd("Graph")
    for format in (*RESULTS, *GRAPHS):
        yield endpoint, _sd("resultFormat"), URIRef(_FORMATS + _FORMAT_NAMES[format.name])


def _sd(name: str) -> URIRef:
    return URIRef(_SD + name)
