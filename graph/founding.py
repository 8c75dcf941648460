"""What a store is founded on: its one base IRI, the vocabulary, and the known entities."""

from __future__ import annotations

from hashlib import sha256

from rdflib import Graph

from graph.authority_rdf import authority_graph
from graph.errors import StoreError
from graph.identifiers import named_graph
from graph.ntriples import iri, literal, split, to_ntriples, value
from graph.settings import Settings
from graph.store import Store
from graph.validation import Validator, open_gate
from ontology.files import load_vocabulary
from ontology.namespaces import SCHEMA

FOUNDATION = "urn:treatygraph:store"
_BASE = "urn:treatygraph:base"


def ensure_base(store: Store, settings: Settings, gate: Validator | None = None) -> bool:
    """Found a new store, or bring the vocabulary and the known entities of an older one up to date.

    True where something was written. StoreError where the store was founded under another base IRI: its IRIs
    would mix with ours; or where the known entities do not pass the gate.
    """
    held = {value(split(line)[1]): value(split(line)[2]) for line in store.triples(FOUNDATION)}
    founded = held.get(_BASE)
    if founded is not None and founded != settings.base_iri:
        raise StoreError(
            f"the store was founded with base IRI {founded}, but the setting says {settings.base_iri}; "
            f"set TREATYGRAPH_BASE_IRI={founded}, or ingest into a new store"
        )
    authority = authority_graph(settings.base_iri)
    graphs = {
        str(named_graph(settings.base_iri, "authority")): to_ntriples(authority),
        str(named_graph(settings.base_iri, "ontology")): to_ntriples(load_vocabulary()),
    }
    foundation = _foundation(settings.base_iri, graphs)
    if foundation == store.triples(FOUNDATION):
        return False
    _check(authority, gate or open_gate())
    store.replace({**graphs, FOUNDATION: foundation})
    return True


def _foundation(base: str, graphs: dict[str, list[str]]) -> list[str]:
    """The base and the digest of each graph, so that a change of our files is seen."""
    lines = [f"{iri(FOUNDATION)} {iri(_BASE)} {literal(base)} ."]
    for name, held in graphs.items():
        digest = sha256("\n".join(held).encode()).hexdigest()
        lines.append(f"{iri(name)} {iri(str(SCHEMA.sha256))} {literal(digest)} .")
    return sorted(lines)


def _check(authority: Graph, gate: Validator) -> None:
    report = gate.check(authority, load_vocabulary())
    if not report.conforms:
        first = report.blocking[0]
        raise StoreError(
            f"the known entities break the shapes in {len(report.blocking)} places; the first, "
            f"{first.focus}: {first.message()}; mend the authority files"
        )
