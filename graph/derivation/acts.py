"""Acts: who signed, ratified, acceded or adopted, and when treaties opened and entered into force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graph.dates import Interval, PartialDate, When
from graph.derivation.agreement import agreement, day_of
from graph.derivation.conflicts import conflict
from graph.derivation.sources import DERIVED, TYPE, Claimed, Triple, date_term, local, tg, thing_term

# predicate of the claim: last part of the act's key, and its classes
_BY_PARTIES: dict[str, tuple[str, tuple[str, ...]]] = {
    tg("adopts"): ("adoption", (tg("Adoption"),)),
    tg("signs"): ("signature", (tg("Signature"),)),
    tg("ratifies"): ("ratification", (tg("Ratification"), tg("ConsentToBeBound"))),
    tg("accedesTo"): ("accession", (tg("Accession"), tg("ConsentToBeBound"))),
}
_OF_TREATIES: dict[str, tuple[str, tuple[str, ...]]] = {
    tg("opensForSignature"): ("opening-for-signature", (tg("OpeningForSignature"),)),
    tg("entersIntoForce"): ("entry-into-force", (tg("EntryIntoForce"),)),
}
_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"


def acts(
    claims: Iterable[Claimed], known: Mapping[tuple[str, str | None, str], PartialDate], base: str
) -> Iterator[Triple]:
    """Each act once, from all claims of it; `known` has the known dates by treaty, actor and kind."""
    grouped: dict[tuple[str, str | None, str], list[Claimed]] = {}
    for claim in claims:
        if claim.predicate in _BY_PARTIES:
            grouped.setdefault((claim.object, claim.subject, claim.predicate), []).append(claim)
        elif claim.predicate in _OF_TREATIES:
            grouped.setdefault((claim.subject, None, claim.predicate), []).append(claim)
    for (treaty, actor, predicate), group in grouped.items():
        kind, classes = (_BY_PARTIES | _OF_TREATIES)[predicate]
        parts = [local(treaty, base), *([] if actor is None else [local(actor, base)]), kind]
        act = thing_term(base, "act", "/".join(parts))
        for type in (tg("Act"), *classes):
            yield act, TYPE, type
        yield act, tg("treaty"), treaty
        if actor is not None:
            yield act, tg("actor"), actor
        yield from _sources(act, group)
        yield from _dates(act, group, known.get((treaty, actor, kind)), base)


def _sources(act: str, group: list[Claimed]) -> Iterator[Triple]:
    for claim in group:
        yield act, DERIVED, claim.iri
    documents = {claim.document for claim in group}
    yield act, tg("sourceCount"), f'"{len(documents)}"^^<{_INTEGER}>'


def _dates(act: str, group: list[Claimed], known: PartialDate | None, base: str) -> Iterator[Triple]:
    found = agreement(group, known)
    day = day_of(found)
    if day is not None:
        yield act, tg("actDate"), date_term(day)
    if found.between:
        for when in sorted(_days_of(claim.when for claim in group), key=str):
            yield act, tg("claimedDate"), date_term(when)
        yield from conflict(act, found.between, "DateSlip" if day is not None else "OpenConflict", base)


def _days_of(whens: Iterable[When | None]) -> Iterator[PartialDate]:
    """Every date that is claimed, an interval by its two ends."""
    for when in whens:
        if isinstance(when, Interval):
            yield from (when.start, when.end)
        elif when is not None:
            yield when
