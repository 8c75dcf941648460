"""Who holds which post where, and what was said by whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import ORG

from graph.dates import Interval, PartialDate
from graph.derivation.sources import DERIVED, POST_IN, TYPE, Claimed, Triple, date_term, local, tg, thing_term
from graph.ntriples import term

_MEMBERSHIP, _MEMBER, _ORGANIZATION = map(term, (ORG.Membership, ORG.member, ORG.organization))
_STATEMENTS = frozenset(map(tg, ("states", "commits", "callsFor")))
_STANCES: dict[str, str] = {tg("supports"): tg("Endorsement"), tg("criticizes"): tg("Criticism")}


def memberships(claims: Iterable[Claimed], base: str) -> Iterator[Triple]:
    """Each person in each post, with the post itself; one membership however many documents tell of it.

    When a post was taken up and left is known of few: the others are attested from the first document that shows them
    in office to the last one.
    """
    attested: dict[str, list[PartialDate]] = {}
    for claim in claims:
        if claim.predicate != tg("holdsPosition"):
            continue
        person, post = local(claim.subject, base), local(claim.object, base)
        node = thing_term(base, "membership", f"{person}/{post}")
        yield node, TYPE, _MEMBERSHIP
        yield node, _MEMBER, claim.subject
        yield node, tg("post"), claim.object
        for body in claim.source.nodes.get(claim.object, {}).get(POST_IN, ()):
            yield node, _ORGANIZATION, body
        yield node, DERIVED, claim.iri
        yield from claim.source.triples(claim.object)
        yield claim.object, DERIVED, claim.iri
        attested.setdefault(node, []).extend(_days(claim))
    for node, days in attested.items():
        if days:
            yield node, tg("attestedFrom"), date_term(min(days, key=lambda day: (day.first, str(day))))
            yield node, tg("attestedUntil"), date_term(max(days, key=lambda day: (day.last, str(day))))


def _days(claim: Claimed) -> list[PartialDate]:
    """The days of which a claim attests an office: those it states, or else the day of its document."""
    if isinstance(claim.when, Interval):
        return [claim.when.start, claim.when.end]
    day = claim.when or claim.status_day
    return [] if day is None else [day]


def statements(claims: Iterable[Claimed], base: str) -> Iterator[Triple]:
    """Each statement as its document gives it, and each plain stance as a statement of its own kind."""
    for claim in claims:
        if claim.predicate in _STATEMENTS:
            yield from claim.source.triples(claim.object)
            yield claim.object, DERIVED, claim.iri
        elif claim.predicate in _STANCES:
            yield from _stance(claim, base)


def _stance(claim: Claimed, base: str) -> Iterator[Triple]:
    node = thing_term(base, "statement", local(claim.iri, base))
    for type in (tg("Statement"), _STANCES[claim.predicate]):
        yield node, TYPE, type
    yield node, tg("speaker"), claim.subject
    yield node, tg("about"), claim.object
    yield node, tg("mode"), tg("Reported")
    yield node, tg("reportedIn"), claim.document
    if claim.quote is not None:
        yield node, tg("statementText"), claim.quote
    yield node, DERIVED, claim.iri
