"""Derivation: the default graph is what is accepted, worked out anew from what current documents claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from graph.derivation.memory import Memory
from graph.derivation.policy import POLICY_VERSION, accept, accepted_subjects, derive
from graph.derivation.sources import Source, read_source
from graph.holdings import current_contents, current_reviews
from graph.identifiers import named_graph
from graph.judgements import Judgement, read_judgements, standing
from graph.ntriples import iri, literal
from graph.queries import load
from graph.resolution import Subject
from graph.settings import Settings
from graph.store import DEFAULT_GRAPH, Store
from ontology.namespaces import SCHEMA, TG

__all__ = ["DERIVATION", "POLICY_VERSION", "Inputs", "Memory", "derive", "is_stale", "rederive"]

DERIVATION = "urn:treatygraph:derivation"


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that the default graph is derived from, as a store holds it now."""

    store: Store
    settings: Settings

    def sources(self, memory: Memory) -> list[Source]:
        """Each current document; with its claims in review, where a reviewer decided on any claim."""
        base = self.settings.base_iri
        reviews = current_reviews(self.store) if _on_claims(self.judgements()) else {}
        found = []
        for name, digest in current_contents(self.store).items():
            review = str(named_graph(base, "review/")) + name.removeprefix(str(named_graph(base, "document/")))
            graphs = {name: digest} | ({review: reviews[review]} if review in reviews else {})
            found.append(self._source(graphs, memory))
        return found

    def superseded(self, memory: Memory) -> list[Source]:
        """The official records that gave way to a later state of the same record."""
        rows = self.store.select(load("records-superseded"))
        return [self._source({str(row["contents"]): str(row["sha256"])}, memory, superseded=True) for row in rows]

    def _source(self, graphs: Mapping[str, str], memory: Memory, *, superseded: bool = False) -> Source:
        """The document in these graphs, given with the digests of their content."""
        key = tuple(graphs.items())
        lines = (line for name in graphs for line in self.store.triples(name))
        make = partial(read_source, lines, self.settings.base_iri, superseded=superseded, key=key)
        return memory.recall("document", (key, superseded), make)

    def authority(self) -> list[str]:
        """The lines of the known entities."""
        return self.store.triples(named_graph(self.settings.base_iri, "authority"))

    def judgements(self) -> tuple[Judgement, ...]:
        """The judgements that count."""
        return standing(read_judgements(self.store))

    def derived(self, memory: Memory | None = None) -> list[str]:
        """The lines of the default graph that follow; with a memory, only what changed since is worked out anew."""
        base, threshold = self.settings.base_iri, self.settings.publish_threshold
        kept = Memory() if memory is None else memory
        kept.begin()
        sources, earlier = self.sources(kept), self.superseded(kept)
        return accept(sources, earlier, self.authority(), base, threshold, self.judgements(), kept)

    def subjects(self) -> list[Subject]:
        """The entities of current documents and the known ones, as resolution compares them."""
        base, threshold = self.settings.base_iri, self.settings.publish_threshold
        nodes = read_source(self.authority(), base).nodes
        return accepted_subjects(self.sources(Memory()), nodes, base, threshold, self.judgements())


def rederive(store: Store, settings: Settings, memory: Memory | None = None) -> int:
    """Bring the default graph up to date; how many triples it then holds, or 0 where it already was.

    Whoever derives again and again from one store keeps a `memory` of it.
    """
    inputs = Inputs(store, settings)
    mark = _mark(inputs)
    if mark == store.triples(DERIVATION):
        return 0
    lines = inputs.derived(memory)
    store.replace({DEFAULT_GRAPH: lines, DERIVATION: mark})
    return len(lines)


def is_stale(store: Store, settings: Settings) -> bool:
    """Whether documents, judgements, known entities, policy or threshold have changed since the last derivation."""
    return _mark(Inputs(store, settings)) != store.triples(DERIVATION)


def _on_claims(judgements: Iterable[Judgement]) -> bool:
    return any(judged.pair is None for judged in judgements)


def _mark(inputs: Inputs) -> list[str]:
    """What the default graph was derived from, as lines: the policy's version and a digest of all it read."""
    held = {**current_contents(inputs.store), **current_reviews(inputs.store)}
    parts = [POLICY_VERSION, str(inputs.settings.publish_threshold), *inputs.authority()]
    parts += [f"{name} {digest}" for name, digest in sorted(held.items())]
    parts += [str(row["contents"]) for row in inputs.store.select(load("records-superseded"))]
    parts += [judged.iri for judged in inputs.judgements()]
    digest = sha256("\n".join(parts).encode()).hexdigest()
    subject = iri(DERIVATION)
    return sorted(
        [
            f"{subject} {iri(str(TG.policyVersion))} {literal(POLICY_VERSION)} .",
            f"{subject} {iri(str(SCHEMA.sha256))} {literal(digest)} .",
        ]
    )
