"""What a store is founded on: its one base IRI, the vocabulary, and the known entities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from rdflib import Graph

from graph.authority_rdf import authority_graph
from graph.errors import StoreError
from graph.identifiers import DEFAULT_BASE, named_graph
from graph.ntriples import iri, literal, split, to_ntriples, value
from graph.settings import Settings
from graph.store import Store
from graph.validation import Validator, open_gate
from ontology.files import load_vocabulary
from ontology.namespaces import SCHEMA

FOUNDATION = "urn:treatygraph:store"
_BASE = "urn:treatygraph:base"
_INPUTS = ("ontology.authority", "ontology.vocabulary", "ontology.shapes", "graph.authority_rdf", "graph.rdf")


def ensure_base(store: Store, settings: Settings, gate: Validator | None = None) -> bool:
    """Found a new store, or bring the vocabulary and the known entities of an older one up to date.

    True where something was written. StoreError where the store was founded under another base IRI: its IRIs
    would mix with ours; or where the known entities do not pass the gate.
    """
    founded = base_of(store)
    if founded is not None and founded != settings.base_iri:
        raise StoreError(
            f"the store was founded with base IRI {founded}, but the setting says {settings.base_iri}; "
            f"set TREATYGRAPH_BASE_IRI={founded}, or ingest into a new store"
        )
    foundation = _foundation(settings.base_iri)
    if foundation == store.triples(FOUNDATION):
        return False
    authority = authority_graph(settings.base_iri)
    graphs = {
        str(named_graph(settings.base_iri, "authority")): to_ntriples(authority),
        str(named_graph(settings.base_iri, "ontology")): to_ntriples(load_vocabulary()),
    }
    _check(authority, gate or open_gate())
    store.replace({**graphs, FOUNDATION: foundation})
    return True


def base_of(store: Store) -> str | None:
    """The base IRI that a store was founded with; None for a store that nothing was written to."""
    held = {value(split(line)[1]): value(split(line)[2]) for line in store.triples(FOUNDATION)}
    return held.get(_BASE)


def settled(settings: Settings, store: Store) -> Settings:
    """The settings with the store's own base IRI, unless another one than the usual was chosen for them."""
    founded = base_of(store)
    if founded is None or settings.base_iri != DEFAULT_BASE:
        return settings
    return replace(settings, base_iri=founded)


def _foundation(base: str) -> list[str]:
    """The base, and the digest of all that the knowledge graphs are made from.

    The digest is over the files and not over the graphs, which take seconds to make.
    """
    digest = literal(_inputs_digest())
    return sorted(
        [
            f"{iri(FOUNDATION)} {iri(_BASE)} {literal(base)} .",
            f"{iri(FOUNDATION)} {iri(str(SCHEMA.sha256))} {digest} .",
        ]
    )


@cache
def _inputs_digest() -> str:
    """The SHA-256 of the authority tables, the vocabulary, and the code that turns the tables into RDF."""
    whole = sha256()
    for name in _INPUTS:
        for path, body in _files(files(name)):
            whole.update(f"{name}/{path}\n".encode() + body)
    return whole.hexdigest()


def _files(folder: Traversable, above: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{above}{entry.name}"
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _files(entry, f"{path}/")
        elif entry.name.endswith((".tsv", ".ttl", ".py")):
            yield path, entry.read_bytes()


def _check(authority: Graph, gate: Validator) -> None:
    report = gate.check(authority, load_vocabulary())
    if not report.conforms:
        first = report.blocking[0]
        raise StoreError(
            f"the known entities break the shapes in {len(report.blocking)} places; the first, "
            f"{first.focus}: {first.message()}; mend the authority files"
        )
