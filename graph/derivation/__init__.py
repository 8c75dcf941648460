"""Derivation: the default graph is what is accepted, worked out anew from what current documents claim."""

from __future__ import annotations

from hashlib import sha256

from graph.derivation.policy import POLICY_VERSION, derive
from graph.holdings import current_contents
from graph.identifiers import named_graph
from graph.ntriples import iri, literal
from graph.settings import Settings
from graph.store import DEFAULT_GRAPH, Store
from ontology.namespaces import SCHEMA, TG

__all__ = ["DERIVATION", "POLICY_VERSION", "derive", "is_stale", "rederive"]

DERIVATION = "urn:treatygraph:derivation"


def rederive(store: Store, settings: Settings) -> int:
    """Bring the default graph up to date; how many triples it then holds, or 0 where it already was."""
    contents = current_contents(store)
    authority = store.triples(named_graph(settings.base_iri, "authority"))
    mark = _mark(contents, authority, settings)
    if mark == store.triples(DERIVATION):
        return 0
    documents = (store.triples(name) for name in contents)
    lines = derive(documents, authority, settings.base_iri, settings.publish_threshold)
    store.replace({DEFAULT_GRAPH: lines, DERIVATION: mark})
    return len(lines)


def is_stale(store: Store, settings: Settings) -> bool:
    """Whether documents, known entities, policy or threshold have changed since the last derivation."""
    authority = store.triples(named_graph(settings.base_iri, "authority"))
    return _mark(current_contents(store), authority, settings) != store.triples(DERIVATION)


def _mark(contents: dict[str, str], authority: list[str], settings: Settings) -> list[str]:
    """What the default graph was derived from, as lines: the policy's version and a digest of all it read."""
    parts = [POLICY_VERSION, str(settings.publish_threshold), *authority]
    parts += [f"{name} {digest}" for name, digest in sorted(contents.items())]
    digest = sha256("\n".join(parts).encode()).hexdigest()
    subject = iri(DERIVATION)
    return sorted(
        [
            f"{subject} {iri(str(TG.policyVersion))} {literal(POLICY_VERSION)} .",
            f"{subject} {iri(str(SCHEMA.sha256))} {literal(digest)} .",
        ]
    )
