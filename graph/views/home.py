"""The front page and the lists."""

from __future__ import annotations

from rdflib import URIRef

from graph.errors import UnknownLocation
from graph.queries import load
from graph.store import Store
from graph.views.claims import document_ref
from graph.views.nodes import local_name, read_labels, read_nodes, ref
from graph.views.nouns import HomeView, ListView, TreatyLine
from ontology.namespaces import TG

CLASSES: dict[str, URIRef] = {
    "state": TG.State,
    "organization": TG.Organization,
    "person": TG.Person,
    "place": TG.Place,
    "treaty": TG.Treaty,
    "event": TG.Occasion,
    "statement": TG.Statement,
    "document": TG.Document,
}


def home_view(store: Store, base: str, recent: int = 10) -> HomeView:
    """What the store holds, in numbers, with its newest documents and its treaties."""
    counts = {local_name(row["class"] or ""): int(row["number"] or 0) for row in store.select(load("counts"))}
    documents = [row["document"] or "" for row in store.select(load("recent-documents", limit=recent))]
    nodes = read_nodes(store, documents)
    return HomeView(
        counts=counts | {"Document": sum(1 for _ in store.select(load("documents-current")))},
        documents=tuple(document_ref(base, nodes[iri]) for iri in documents),
        treaties=_treaties(store, base),
    )


def list_view(store: Store, base: str, type: str, limit: int = 1000, offset: int = 0) -> ListView:
    """The things of one type (`state`, `event`, `document`, …), by IRI; UnknownLocation for another word."""
    if type not in CLASSES:
        raise UnknownLocation(type, f"no list of that type; there are {', '.join(CLASSES)}")
    # One more than asked tells whether others follow.
    query = load("things-of", type=CLASSES[type], limit=limit + 1, offset=offset)
    found = [row["thing"] or "" for row in store.select(query)]
    nodes = read_labels(store, found[:limit])
    provisional = frozenset(iri for iri, node in nodes.items() if node.first(TG.provisional) == "true")
    items = tuple(ref(base, nodes[iri]) for iri in found[:limit])
    return ListView(type, items, provisional, offset, len(found) > limit)


def _treaties(store: Store, base: str) -> tuple[TreatyLine, ...]:
    rows = list(store.select(load("treaties")))
    nodes = read_labels(store, (row["treaty"] or "" for row in rows))
    return tuple(
        TreatyLine(ref(base, nodes[row["treaty"] or ""]), int(row["signatures"] or 0), int(row["parties"] or 0))
        for row in rows
    )
