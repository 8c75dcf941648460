"""A document's page: its text, what is said in it, who is named in it, and its other versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rdflib import DCTERMS, URIRef

from graph.identifiers import named_graph, split_thing, thing
from graph.queries import load
from graph.store import Store
from graph.views.claims import document_ref, views_of
from graph.views.nodes import Node, nodes_of, read_labels, read_nodes, ref
from graph.views.nouns import DocumentView, MentionView, Ref, VersionView
from ontology.namespaces import OA, TG


def document_view(store: Store, base: str, key: str) -> DocumentView | None:
    """A document by its key, current or not, or None where the store does not hold it."""
    iri = str(thing(base, "document", key))
    nodes = nodes_of(store.triples(named_graph(base, f"document/{key}")))
    document = nodes.get(iri)
    if document is None:
        return None
    known = read_labels(store, _known(nodes))
    everything = {**nodes, **known}
    claims = [node for node in nodes.values() if "Claim" in node.types]
    mentions = [node for node in nodes.values() if "Mention" in node.types]
    denoted = {node.first(TG.denotes) or "" for node in mentions}
    return DocumentView(
        ref=document_ref(base, document),
        text=document.first(TG.text) or "",
        digest=document.first(TG.digest) or "",
        media_type=document.first(DCTERMS["format"]) or "",
        published_basis=document.term(TG.publishedBasis),
        entities=tuple(ref(base, everything[entity]) for entity in sorted(denoted) if entity in everything),
        claims=views_of(base, claims, everything),
        mentions=tuple(sorted(_mentions(base, mentions, everything), key=lambda found: (found.start, found.end))),
        versions=tuple(_versions(store, base, iri)),
    )


def _known(nodes: Mapping[str, Node]) -> list[str]:
    """The things that the document names and that others may know better: everything but its own parts."""
    parts = {"Document", "Claim", "Mention", "EvidenceSpan"}
    return [iri for iri, node in nodes.items() if node.types and not parts.intersection(node.types)]


def _mentions(base: str, mentions: list[Node], nodes: Mapping[str, Node]) -> Iterator[MentionView]:
    for mention in mentions:
        span = nodes[mention.first(TG.evidence) or ""]
        selector = nodes[span.first(OA.hasSelector) or ""]
        yield MentionView(
            start=int(selector.first(OA.start) or 0),
            end=int(selector.first(OA.end) or 0),
            quote=selector.first(OA.exact) or "",
            entity=_ref(base, nodes, mention.first(TG.denotes) or ""),
        )


def _ref(base: str, nodes: Mapping[str, Node], iri: str) -> Ref:
    return ref(base, nodes.get(iri, Node(iri)))


def _versions(store: Store, base: str, iri: str) -> Iterator[VersionView]:
    others: set[str] = set()
    coming = {iri}
    # Each version knows its next one only, and property paths do not cross graphs.
    while coming:
        others |= coming
        rows = store.select(load("versions", documents=[URIRef(document) for document in sorted(coming)]))
        coming = {row["version"] or "" for row in rows} - others
    found = read_nodes(store, others)
    yield _version(base, found.pop(iri))
    yield from sorted(
        (_version(base, node) for node in found.values()), key=lambda other: (other.known_from, other.key)
    )


def _version(base: str, node: Node) -> VersionView:
    return VersionView(
        iri=node.iri,
        key=found[1] if (found := split_thing(base, node.iri)) else "",
        locations=tuple(value.text for value in node.values(TG.location)),
        known_from=node.first(TG.knownFrom) or "",
        known_until=node.first(TG.knownUntil),
        replaced_by=node.first(DCTERMS.isReplacedBy),
    )
