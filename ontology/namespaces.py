"""The namespaces in use, and the prefix of each, for every serialization and query."""

from __future__ import annotations

from rdflib import DCAT, DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, TIME, VOID, XSD, Namespace
from rdflib import SDO as SCHEMA

from ontology.terms import TG, TG_NAMESPACE

# schema.org with https: its own pages and rdflib's SDO agree on it; http://schema.org/ names other resources.
OA = Namespace("http://www.w3.org/ns/oa#")
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
SH = Namespace("http://www.w3.org/ns/shacl#")

PREFIXES: dict[str, str] = {
    "dcat": str(DCAT),
    "dcterms": str(DCTERMS),
    "eli": str(ELI),
    "foaf": str(FOAF),
    "oa": str(OA),
    "org": str(ORG),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": str(SCHEMA),
    "sem": str(SEM),
    "sh": str(SH),
    "skos": str(SKOS),
    "tg": TG_NAMESPACE,
    "time": str(TIME),
    "void": str(VOID),
    "xsd": str(XSD),
}

__all__ = [
    "DCAT", "DCTERMS", "ELI", "FOAF", "OA", "ORG", "OWL", "PREFIXES", "PROV", "RDF", "RDFS", "SCHEMA", "SEM",
    "SH", "SKOS", "TG", "TIME", "VOID", "XSD",
]  # fmt: skip
