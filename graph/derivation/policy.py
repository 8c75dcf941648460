"""The policy: from what current documents claim to what is accepted; pure, and the same in any order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graph.dates import Interval, PartialDate, When
from graph.derivation.acts import acts
from graph.derivation.occasions import occasions
from graph.derivation.people import memberships, statements
from graph.derivation.sources import (
    DERIVED,
    EXACT_MATCH,
    LABEL,
    TYPE,
    Claimed,
    Triple,
    accepted_claims,
    read_source,
    tg,
)
from graph.ntriples import split, value

# Any change of what is accepted from the same claims raises this.
POLICY_VERSION = "1"
_PROVISIONAL = tg("provisional")
# What a document says of an entity that is accepted with it; names as written stay with the document.
_DESCRIPTION = (TYPE, LABEL, _PROVISIONAL, EXACT_MATCH)
_ACT_DATES = {
    tg("adoptedOn"): "adoption",
    tg("signatureOpens"): "opening-for-signature",
    tg("inForceSince"): "entry-into-force",
}


def derive(
    documents: Iterable[Iterable[str]], authority: Iterable[str], base: str, threshold: float
) -> list[str]:
    """The N-Triples lines of the default graph, sorted.

    `documents` are the lines of the current document graphs, `authority` those of the known entities, which
    are accepted as they are. Only asserted claims of at least that confidence count; tallies never do, since
    counts are recomputed from acts.
    """
    known = list(authority)
    claims = [claim for lines in documents for claim in accepted_claims(read_source(lines, base), threshold)]
    # The order of claims decides nothing below; sorting keeps it so when a rule is added.
    claims.sort(key=lambda claim: claim.iri)
    act_dates, extents = _known_dates(known)
    facts = {
        *acts(claims, act_dates, base),
        *occasions(claims, extents, base),
        *memberships(claims, base),
        *statements(claims, base),
    }
    facts.update(_newcomers(claims, facts))
    return sorted({f"{s} {p} {o} ." for s, p, o in facts}.union(known))


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


def _known_dates(
    authority: Iterable[str],
) -> tuple[Mapping[tuple[str, str], PartialDate], Mapping[str, When]]:
    """The dates that the authority files give: of acts by treaty and kind, and the extents of occasions."""
    dates: dict[tuple[str, str], PartialDate] = {}
    edges: dict[str, dict[str, PartialDate]] = {}
    for line in authority:
        subject, predicate, object = split(line)
        if predicate in _ACT_DATES:
            treaty = subject.replace("/rules>", ">")
            dates[treaty, _ACT_DATES[predicate]] = PartialDate.parse(value(object))
        elif predicate in (tg("startDate"), tg("endDate")):
            edges.setdefault(subject, {})[predicate] = PartialDate.parse(value(object))
    return dates, {subject: _extent(found) for subject, found in edges.items()}


def _extent(edges: Mapping[str, PartialDate]) -> When:
    start, end = edges.get(tg("startDate")), edges.get(tg("endDate"))
    if start is not None and end is not None and start != end:
        return Interval(start, end)
    return next(edge for edge in (start, end) if edge is not None)
