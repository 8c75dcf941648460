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


def describe_service(address: str, *, updates: bool = False) -> list[str]:
    """The description of the endpoint at `address`, as N-Triples lines."""
    return [f"{s.n3()} {p.n3()} {o.n3()} ." for s, p, o in _triples(address, updates)]


def _triples(address: str, updates: bool) -> Iterator[tuple[URIRef, URIRef, URIRef]]:
    endpoint = URIRef(address)
    dataset = URIRef(f"{endpoint}#dataset")
    accepted = URIRef(f"{endpoint}#accepted")
    yield endpoint, RDF.type, _sd("Service")
    yield endpoint, _sd("endpoint"), endpoint
    yield endpoint, _sd("supportedLanguage"), _sd("SPARQL11Query")
    if updates:
        yield endpoint, _sd("supportedLanguage"), _sd("SPARQL11Update")
        yield endpoint, _sd("feature"), _sd("EmptyGraphs")
        for name in ("ttl", "nt", "jsonld", "rdf"):
            yield endpoint, _sd("inputFormat"), URIRef(_FORMATS + _FORMAT_NAMES[name])
    yield endpoint, _sd("defaultDataset"), dataset
    yield dataset, RDF.type, _sd("Dataset")
    yield dataset, _sd("defaultGraph"), accepted
    yield accepted, RDF.type, _sd("Graph")
    for format in (*RESULTS, *GRAPHS):
        yield endpoint, _sd("resultFormat"), URIRef(_FORMATS + _FORMAT_NAMES[format.name])


def _sd(name: str) -> URIRef:
    return URIRef(_SD + name)
