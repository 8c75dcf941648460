"""The policy: from what current documents claim to what is accepted; pure, and the same in any order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from graph.dates import Interval, PartialDate, When
from graph.derivation.acts import World, acts
from graph.derivation.conflicts import by_document
from graph.derivation.count_conflicts import count_conflicts
from graph.derivation.identity import Reviewed, identity, renamed
from graph.derivation.lineage import Lineage
from graph.derivation.meetings import join_occasions
from graph.derivation.memory import Memory
from graph.derivation.name_conflicts import known_posts, name_conflicts
from graph.derivation.occasions import occasions
from graph.derivation.people import memberships, statements
from graph.derivation.sources import (
    DERIVED,
    EXACT_MATCH,
    LABEL,
    TYPE,
    Claimed,
    Node,
    Source,
    Triple,
    accepted_claims,
    read_source,
    tg,
)
from graph.derivation.subjects import subjects_of
from graph.judgements import Judgement
from graph.ntriples import iri, value
from graph.resolution import Resolution, Subject, resolve

Nodes = Mapping[str, Node]

# Any change of what is accepted from the same claims raises this.
POLICY_VERSION = "6"
_PROVISIONAL = tg("provisional")
_TALLY = tg("tally")
# What a document says of an entity that is accepted with it; names as written stay with the document.
_DESCRIPTION = (TYPE, LABEL, _PROVISIONAL, EXACT_MATCH)
_ACT_DATES = {
    tg("signatureOpens"): "opening-for-signature",
    tg("inForceSince"): "entry-into-force",
}


def derive(
    documents: Iterable[Iterable[str]],
    authority: Iterable[str],
    base: str,
    threshold: float,
    judgements: Iterable[Judgement] = (),
    superseded: Iterable[Iterable[str]] = (),
) -> list[str]:
    """The N-Triples lines of the default graph, sorted.

    `documents` are the lines of each current document, with those of its claims in review; `authority` those of the
    known entities, which are accepted as they are. Only asserted claims of at least that confidence count, and those
    that a reviewer accepted; tallies never do, since counts are recomputed from acts. Entities that are one by
    the judgements, or by rule, are spoken of by one name. `superseded` are earlier states of official records, whose
    rows count where no later record tells of the act.
    """
    sources = [read_source(lines, base) for lines in documents]
    earlier = [read_source(lines, base, superseded=True) for lines in superseded]
    return accept(sources, earlier, list(authority), base, threshold, tuple(judgements), Memory())


def accept(
    sources: Sequence[Source],
    earlier: Sequence[Source],
    known: Sequence[str],
    base: str,
    threshold: float,
    judged: Sequence[Judgement],
    memory: Memory,
) -> list[str]:
    """What `derive` gives, from documents that were read; the parts that `memory` has are not made again."""
    reviewed = Reviewed.of(judged)
    authority = memory.recall("authority", tuple(known), lambda: read_source(known, base))
    nodes = authority.nodes
    resolution = resolve(accepted_subjects(sources, nodes, base, threshold, judged), judged)
    claims = _spoken(resolution, (*sources, *earlier), threshold, reviewed, memory)
    resolution = join_occasions(claims, nodes, resolution)
    claims = _spoken(resolution, (*sources, *earlier), threshold, reviewed, memory)
    # The order of claims decides nothing below; sorting keeps it so when a rule is added.
    claims.sort(key=lambda claim: claim.iri)
    world = World(_act_dates(nodes), nodes, Lineage(sources, memory), memory, authority.key)
    facts = {
        *acts(claims, world, base),
        *occasions(claims, _extents(nodes), nodes, base),
        *memberships(claims, base),
        *statements(claims, base),
        *_by_document(claims, world, base),
        *identity(resolution, base),
        *reviewed.triples(sources),
    }
    facts.update(count_conflicts(claims, facts, nodes, base, memory, authority.key))
    facts.update(_newcomers((claim for claim in claims if claim.predicate != _TALLY), facts))
    memory.end()
    return sorted({f"{s} {p} {o} ." for s, p, o in facts}.union(known))


def _by_document(claims: Iterable[Claimed], world: World, base: str) -> Iterator[Triple]:
    """What names and words give away, which each document does by itself."""
    for group in by_document(claims).values():
        inputs = (tuple(claim.key for claim in group), world.key, base)
        make = partial(_names, group, world, base)
        yield from world.memory.recall("names", inputs, make)


def _names(group: Sequence[Claimed], world: World, base: str) -> tuple[Triple, ...]:
    posts = world.memory.recall("posts", world.key, partial(known_posts, world.authority))
    return tuple(name_conflicts(group, world.authority, base, posts))


def accepted_subjects(
    sources: Sequence[Source], authority: Nodes, base: str, threshold: float, judgements: Iterable[Judgement]
) -> list[Subject]:
    """The entities of the sources and the known ones, with the offices that accepted claims give them."""
    verdict = Reviewed.of(judgements).verdict
    claims = (claim for source in sources for claim in accepted_claims(source, threshold, verdict))
    return subjects_of(sources, claims, authority, base)


def _spoken(
    resolution: Resolution, sources: Sequence[Source], threshold: float, reviewed: Reviewed, memory: Memory
) -> list[Claimed]:
    """The accepted claims, each of the entity that speaks for those it names."""
    canonical, provisional = _spoken_for(resolution, sources)
    found: list[Claimed] = []
    for source in sources:
        spoken = renamed(source, canonical, provisional)
        decided = tuple((claim, reviewed.verdict(claim)) for claim in sorted(reviewed.claims & spoken.nodes.keys()))
        found += memory.recall(
            "claims",
            (spoken.key, threshold, decided),
            partial(_accepted, spoken, threshold, reviewed),
        )
    return found


def _accepted(source: Source, threshold: float, reviewed: Reviewed) -> tuple[Claimed, ...]:
    return tuple(accepted_claims(source, threshold, reviewed.verdict))


def _spoken_for(resolution: Resolution, sources: Iterable[Source]) -> tuple[dict[str, str], frozenset[str]]:
    """The canonical entity of each that was merged, and which canonical ones are provisional, as terms."""
    canonical = {iri(gone): iri(chosen) for gone, chosen in resolution.canonical.items()}
    chosen = frozenset(canonical.values())
    nodes = ((entity, source.nodes[entity]) for source in sources for entity in chosen & source.nodes.keys())
    return canonical, frozenset(entity for entity, node in nodes if _PROVISIONAL in node)


def _newcomers(claims: Iterable[Claimed], facts: Iterable[Triple]) -> Iterator[Triple]:
    """The provisional entities that the facts speak of, as the documents of those claims describe them."""
    spoken_of = {end for subject, _, object in facts for end in (subject, object)}
    for claim in claims:
        for entity in _entities(claim):
            if entity in spoken_of and _PROVISIONAL in claim.source.nodes.get(entity, {}):
                yield entity, DERIVED, claim.iri
                for predicate in _DESCRIPTION:
                    for object in claim.source.nodes[entity].get(predicate, ()):
                        yield entity, predicate, object


def _entities(claim: Claimed) -> Iterator[str]:
    """The ends of the claim, and what its object (a post, a statement) itself speaks of."""
    yield claim.subject
    yield claim.object
    for _, _, object in claim.source.triples(claim.object):
        yield object


def _act_dates(authority: Nodes) -> dict[tuple[str, str | None, str], PartialDate]:
    """The dates of acts that the authority files give, by treaty, actor and kind.

    Several bodies may adopt a text one after the other: the known date is that of the body named beside it.
    """
    dates: dict[tuple[str, str | None, str], PartialDate] = {}
    for subject, node in authority.items():
        treaty = subject.replace("/rules>", ">")
        for predicate, kind in _ACT_DATES.items():
            for date in node.get(predicate, ()):
                dates[treaty, None, kind] = PartialDate.parse(value(date))
        for date in node.get(tg("adoptedOn"), ()):
            for body in node.get(tg("adoptedBy"), ()):
                dates[subject, body, "adoption"] = PartialDate.parse(value(date))
    return dates


def _extents(authority: Nodes) -> dict[str, When]:
    """When known occasions are held."""
    extents: dict[str, When] = {}
    for subject, node in authority.items():
        edges = [
            PartialDate.parse(value(date))
            for predicate in (tg("startDate"), tg("endDate"))
            for date in node.get(predicate, ())
        ]
        if edges:
            extents[subject] = edges[0] if edges[0] == edges[-1] else Interval(edges[0], edges[-1])
    return extents
