"""Judgements: what named reviewers decided on entities and claims, each in a graph of its own that never changes.

One graph a judgement, `judgement/{key}`, so that two reviewers who write at once lose nothing of each other. The key
is a hash of what was decided, so that a judgement written twice is one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rdflib import FOAF, PROV, RDF, XSD, Graph, Literal, URIRef

from graph.errors import StoreError
from graph.identifiers import content_hash, named_graph, slug, split_thing, thing
from graph.queries import load
from graph.store import Store
from ontology.namespaces import TG


class Verdict(StrEnum):
    """What a reviewer can decide."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    RETRACTED = "retracted"


_CLASSES: dict[Verdict, URIRef] = {
    Verdict.SAME: TG.EntityJudgement,
    Verdict.DIFFERENT: TG.EntityJudgement,
    Verdict.UNSURE: TG.EntityJudgement,
    Verdict.ACCEPTED: TG.ClaimJudgement,
    Verdict.REJECTED: TG.ClaimJudgement,
    Verdict.RETRACTED: TG.Retraction,
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision; `on` are the IRIs of two entities, one claim or one earlier judgement, sorted.

    `at` is UTC, `YYYY-MM-DDThh:mm:ssZ`.
    """

    iri: str
    verdict: Verdict
    on: tuple[str, ...]
    by: str
    at: str
    why: str | None = None

    @property
    def pair(self) -> tuple[str, str] | None:
        """The two entities that it decides on; None where it decides on something else."""
        return (self.on[0], self.on[1]) if len(self.on) == 2 else None


def judgement(base: str, verdict: Verdict, on: Iterable[str], by: str, at: str, why: str | None = None) -> Judgement:
    """The judgement with its IRI under `base`."""
    on = tuple(sorted(on))
    key = content_hash(verdict, *on, by, at, why)
    return Judgement(str(thing(base, "judgement", key)), verdict, on, by, at, why)


def judgement_graph(judged: Judgement, base: str) -> Graph:
    """The named graph of one judgement."""
    graph, iri = Graph(), URIRef(judged.iri)
    reviewer = thing(base, "reviewer", "-".join(p for p in (slug(judged.by), content_hash(judged.by, length=8)) if p))
    for type in (TG.Judgement, _CLASSES[judged.verdict]):
        graph.add((iri, RDF.type, type))
    graph.add((iri, TG.verdict, TG[judged.verdict.capitalize()]))
    for target in judged.on:
        graph.add((iri, TG.decidesOn, URIRef(target)))
    graph.add((iri, PROV.generatedAtTime, Literal(judged.at, datatype=XSD.dateTime, normalize=False)))
    graph.add((iri, PROV.wasAttributedTo, reviewer))
    graph.add((reviewer, RDF.type, PROV.Agent))
    graph.add((reviewer, FOAF.name, Literal(judged.by)))
    if judged.why:
        graph.add((iri, TG.reason, Literal(judged.why)))
    return graph


def graph_of(judged: Judgement, base: str) -> str:
    """The name of the graph in which a judgement stands."""
    found = split_thing(base, judged.iri)
    if found is None:
        raise StoreError(f"judgement {judged.iri} is not under {base}; set TREATYGRAPH_BASE_IRI to its store's base")
    return str(named_graph(base, f"judgement/{found[1]}"))


def read_judgements(store: Store) -> tuple[Judgement, ...]:
    """All judgements of a store, retracted ones too, by time; within a second, retractions last."""
    found: dict[str, Judgement] = {}
    for row in store.select(load("judgements")):
        iri, target = row["judgement"] or "", row["on"] or ""
        before = found.get(iri)
        on = tuple(sorted({target, *(before.on if before else ())}))
        verdict = Verdict((row["verdict"] or "").rpartition("#")[2].lower())
        found[iri] = Judgement(iri, verdict, on, row["by"] or "", row["at"] or "", row["why"])
    return tuple(sorted(found.values(), key=lambda one: (one.at, one.verdict == Verdict.RETRACTED, one.iri)))


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that count, by time and IRI: those that no standing retraction takes back.

    What a retraction took back stands again when the retraction itself is retracted.
    """
    every = {judged.iri: judged for judged in judgements}
    retracting: dict[str, list[str]] = {}
    for judged in every.values():
        if judged.verdict == Verdict.RETRACTED:
            retracting.setdefault(judged.on[0], []).append(judged.iri)
    known: dict[str, bool] = {}

    def stands(iri: str) -> bool:
        if iri not in known:
            known[iri] = False  # hashes cannot go round in a circle, but a store that was tampered with might
            known[iri] = not any(stands(later) for later in retracting.get(iri, ()))
        return known[iri]

    kept = (judged for judged in every.values() if judged.verdict != Verdict.RETRACTED and stands(judged.iri))
    return tuple(sorted(kept, key=lambda judged: (judged.at, judged.iri)))
