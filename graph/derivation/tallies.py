"""Tallies: what documents count, by treaty, with all that a number is held against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.counting import Context, CountClaim, Printed
from graph.counting.model import RATIFICATION, SIGNATURE
from graph.dates import PartialDate
from graph.derivation.act_conflicts import cannot_be_party
from graph.derivation.count_words import beside, concept, has, place_of, signs_next, unit_of, without_signing_parties
from graph.derivation.families import CONSENT, topic_of
from graph.derivation.families import SIGNATURE as SIGNED
from graph.derivation.party_acts import act_of, party_acts
from graph.derivation.registers import registers
from graph.derivation.sources import DEPOSITARY, OTHERS, Claimed, Node, Triple, tg
from graph.folding import fold
from graph.law.acts import PartyAct
from graph.ntriples import value

TALLY = tg("tally")
# Where a date is that of the document; an inference from the text completes what the text says.
_OF_THE_DOCUMENT = (tg("InferredFromMetadata"), tg("InferredFromUrl"))
_CONCERNS, _KNOWN_TO_CONCERN, _TREATIES = tg("concerns"), tg("concernsTreaty"), "/id/treaty/"
_FAMILIES = {SIGNED: SIGNATURE, CONSENT: RATIFICATION}


@dataclass(frozen=True, slots=True)
class Told:
    """All numbers about one treaty and its occasions, its accepted acts, and what is known beside them.

    `ranks` tells of the claims behind the acts how far each is believed.
    """

    treaty: str
    numbers: tuple[CountClaim, ...]
    acts: tuple[PartyAct, ...]
    context: Context
    ranks: Mapping[str, int]


def told(
    claims: Sequence[Claimed], facts: Iterable[Triple], authority: Mapping[str, Node], base: str
) -> Iterator[Told]:
    """What is told of each treaty of which a document gives a number, by treaty."""
    treaties = _treaties_of_occasions(claims, authority)
    numbers: dict[str, list[CountClaim]] = {}
    places: dict[str, tuple[int, int]] = {}
    for claim in sorted(claims, key=lambda claim: claim.iri):
        treaty = treaties.get(claim.subject, claim.subject)
        if claim.predicate == TALLY and _TREATIES in treaty and not claim.source.superseded:
            one, places[claim.iri] = count_claim(claim), place_of(claim)
            if (one.action, one.unit) != (RATIFICATION, "party") or not signs_next(claim):
                numbers.setdefault(treaty, []).append(one)
    if not numbers:
        return
    acts = party_acts(facts, authority, base)
    printed, consents = printed_numbers(claims), _consents(claims)
    ranks = {claim.iri: claim.rank for claim in claims}
    for treaty, every in sorted(numbers.items()):
        group = without_signing_parties(every, places)
        done = acts.get(treaty, ())
        approvals = _approvals(consents.get(treaty, ()), done, authority, base)
        context = Context(tuple(printed.get(treaty, ())), tuple(group), approvals)
        yield Told(treaty, tuple(group), tuple(done), context, ranks)


def count_claim(claim: Claimed) -> CountClaim:
    """A tally as counting takes it; its words tell of members of the United Nations, of both, and of parts."""
    words = fold(value(claim.quote)) if claim.quote is not None else ""
    action = concept(claim.says("action"), "Action") or ""
    unit, when = unit_of(claim, words, action), claim.when
    return CountClaim(
        iri=claim.iri,
        value=int(value(claim.object)),
        action=action,
        unit=unit,
        bound=_BOUNDS.get(claim.says("bound") or ""),
        as_of=when if when is None or isinstance(when, PartialDate) else when.end,
        published=claim.status_day,
        document=claim.document,
        source_kind="depositary" if claim.rank == DEPOSITARY else "official" if claim.rank < OTHERS else None,
        day_is_stated=claim.says("dateBasis") not in _OF_THE_DOCUMENT,
        part=has(f"{words} {fold(beside(claim))}", "part") and unit not in ("member", "signatory"),
        subject=claim.subject,
    )


def printed_numbers(claims: Iterable[Claimed]) -> dict[str, list[Printed]]:
    """What the depositary's records print, of earlier states too, by treaty.

    A table that lists every signatory whom it counts lists every party: where it prints no number of these, they are
    as many as their rows.
    """
    kept = list(claims)
    found = _printed_once(kept)
    for record in registers(kept):
        for family, action in _FAMILIES.items():
            rows = len(record.listed.get(family, {}))
            if family in record.totals:
                number, claim = record.totals[family]
                found.setdefault(record.treaty, []).append(Printed(action, number, record.day, rows, claim.iri))
            elif family == CONSENT and record.is_complete(SIGNED):
                witness = record.totals[SIGNED][1].iri
                found.setdefault(record.treaty, []).append(Printed(action, rows, record.day, rows, witness))
    return found


def _printed_once(claims: Sequence[Claimed]) -> dict[str, list[Printed]]:
    """The numbers of the states of depositaries' records that gave way to later ones."""
    past = [claim for claim in claims if claim.source.superseded and claim.rank == DEPOSITARY]
    topics = [(claim.document, topic_of(claim)) for claim in past]
    rows = Counter((document, topic.treaty, topic.family) for document, topic in topics if topic is not None)
    found: dict[str, list[Printed]] = {}
    for claim in past:
        action, when = concept(claim.says("action"), "Action"), claim.when or claim.status_day
        family = next((family for family, counted in _FAMILIES.items() if counted == action), None)
        if claim.predicate == TALLY and family is not None and when is not None:
            listed = rows[claim.document, claim.subject, family]
            one = Printed(_FAMILIES[family], int(value(claim.object)), when.last, listed, claim.iri)
            found.setdefault(claim.subject, []).append(one)
    return found


def _treaties_of_occasions(claims: Iterable[Claimed], authority: Mapping[str, Node]) -> dict[str, str]:
    """The treaty with which each occasion is concerned, as the authority files say, else as a claim does."""
    found: dict[str, str] = {}
    for claim in claims:
        if claim.predicate == _CONCERNS and _TREATIES in claim.object:
            found[claim.subject] = min(claim.object, found.get(claim.subject, claim.object))
    for subject, node in authority.items():
        known = sorted(object for object in node.get(_KNOWN_TO_CONCERN, ()) if _TREATIES in object)
        if known:
            found[subject] = known[0]
    return found


def _consents(claims: Iterable[Claimed]) -> dict[str, list[tuple[str, Claimed]]]:
    """What sources call a consent, by treaty, each with its party."""
    found: dict[str, list[tuple[str, Claimed]]] = {}
    for claim in claims:
        topic = topic_of(claim) if claim.rank == OTHERS else None
        if topic is not None and topic.family == CONSENT:
            found.setdefault(topic.treaty, []).append((topic.actor, claim))
    return found


def _approvals(
    consents: Iterable[tuple[str, Claimed]], acts: Iterable[PartyAct], authority: Mapping[str, Node], base: str
) -> tuple[PartyAct, ...]:
    """The consents of those who may be parties and are not known to have deposited any."""
    bound = {act.party for act in acts if act.is_consent}
    made = (
        act_of(party, CONSENT, claim.when or claim.status_day, (claim.iri,), authority, base)
        for party, claim in consents
        if not cannot_be_party(party, authority)
    )
    return tuple(sorted((act for act in made if act.party not in bound), key=lambda act: (act.party, act.claims)))


_BOUNDS = {tg("AtLeast"): "at-least", tg("AtMost"): "at-most", tg("About"): "about"}
