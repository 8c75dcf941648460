"""Identity in the accepted graph: who speaks for whom, on what that rests, and what reviewers decided on claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rdflib import XSD

from graph.derivation.sources import DERIVED, TYPE, Source, Triple, tg, thing_term
from graph.identifiers import content_hash
from graph.judgements import Judgement, Verdict, standing
from graph.ntriples import iri, literal
from graph.resolution import Resolution


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The claims that reviewers accepted or rejected, as terms, each with its judgements."""

    accepted: Mapping[str, Sequence[str]]
    rejected: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> Reviewed:
        """What the standing ones among the judgements say of claims."""
        found: dict[Verdict, dict[str, list[str]]] = {Verdict.ACCEPTED: {}, Verdict.REJECTED: {}}
        for judged in standing(judgements):
            if judged.verdict in found:
                found[judged.verdict].setdefault(iri(judged.on[0]), []).append(iri(judged.iri))
        return cls(found[Verdict.ACCEPTED], found[Verdict.REJECTED])

    @property
    def claims(self) -> frozenset[str]:
        """The claims on which somebody decided."""
        return frozenset({*self.accepted, *self.rejected})

    def verdict(self, claim: str) -> str | None:
        """tg:Accepted, tg:Rejected, tg:Disputed where reviewers differ, or None where nobody decided."""
        if claim in self.rejected:
            return tg("Disputed" if claim in self.accepted else "Rejected")
        return tg("Accepted") if claim in self.accepted else None

    def triples(self, sources: Iterable[Source]) -> Iterator[Triple]:
        """What was decided on the claims of the sources."""
        decided = {*self.accepted, *self.rejected}
        for claim in {claim for source in sources for claim in decided & source.nodes.keys()}:
            yield claim, tg("reviewStatus"), self.verdict(claim) or tg("Auto")
            for judged in (*self.accepted.get(claim, ()), *self.rejected.get(claim, ())):
                yield claim, DERIVED, judged


def identity(resolution: Resolution, base: str) -> Iterator[Triple]:
    """Each entity with those that were merged into it, each merge with what it rests on, and each open conflict."""
    for gone, chosen in resolution.canonical.items():
        yield iri(chosen), tg("mergedFrom"), iri(gone)
    for merge in resolution.merges:
        node = thing_term(base, "merge", content_hash(*merge.pair))
        yield node, TYPE, tg("Merge")
        for entity in merge.pair:
            yield node, tg("decidesOn"), iri(entity)
            yield iri(resolution.canonical.get(entity, entity)), DERIVED, node
        if merge.score is not None:
            yield node, tg("score"), literal(f"{merge.score:g}", datatype=str(XSD.decimal))
        for source in merge.sources:
            yield node, DERIVED, iri(source)
    for conflict in resolution.conflicts:
        node = thing_term(base, "conflict", f"identity/{content_hash(*conflict.entities)}")
        yield node, TYPE, tg("IdentityConflict")
        for entity in conflict.entities:
            yield node, tg("decidesOn"), iri(entity)
        for source in conflict.judgements:
            yield node, DERIVED, iri(source)


def renamed(source: Source, canonical: Mapping[str, str], provisional: frozenset[str]) -> Source:
    """The source speaking of those who speak for others, by terms; itself where it names none that was merged.

    What a document says of a merged entity describes its canonical one where that is provisional too; a known one is
    described by the authority files alone. Names of claims and statements stay.
    """
    names = canonical.keys() & source.nodes.keys()
    if not names:
        return source
    nodes: dict[str, dict[str, list[str]]] = {}
    for subject, node in source.nodes.items():
        chosen = canonical.get(subject, subject)
        if chosen != subject and chosen not in provisional:
            continue
        described = nodes.setdefault(chosen, {})
        for predicate, objects in node.items():
            described.setdefault(predicate, []).extend(canonical.get(object, object) for object in objects)
    people = tuple((start, end, canonical.get(who, who)) for start, end, who in source.people)
    merged = tuple((gone, chosen, chosen in provisional) for gone, chosen in sorted(canonical.items()) if gone in names)
    return replace(source, nodes=nodes, people=people, key=(source.key, merged))
