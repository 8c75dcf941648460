"""Occasions and who took part in which role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graph.dates import When
from graph.derivation.agreement import agreement, extent_of
from graph.derivation.conflicts import Finding, conflict, key_of
from graph.derivation.sources import DERIVED, TYPE, Claimed, Node, Triple, date_term, local, tg, thing_term

_ROLES: dict[str, str] = {
    tg("chairs"): "Chair",
    tg("speaksAt"): "Speaker",
    tg("attends"): "Attendee",
    tg("hosts"): "Host",
    tg("organizes"): "Organizer",
}
# predicate of the claim: property of the occasion, whose value is the claim's other end
_OF_OCCASIONS: dict[str, str] = {tg("takesPlaceIn"): tg("place"), tg("concerns"): tg("concernsTreaty")}
_OF_PARTICIPANTS: dict[str, str] = {tg("hosts"): tg("host"), tg("organizes"): tg("organizer")}
_ON = tg("takesPlaceOn")


def occasions(
    claims: Iterable[Claimed], known: Mapping[str, When], authority: Mapping[str, Node], base: str
) -> Iterator[Triple]:
    """What is accepted of each occasion; `known` has the authority files' dates by occasion."""
    dated: dict[str, list[Claimed]] = {}
    for claim in claims:
        if claim.predicate in _ROLES:
            yield from _participation(claim, base)
        elif claim.predicate in _OF_OCCASIONS:
            yield claim.subject, _OF_OCCASIONS[claim.predicate], claim.object
            yield claim.subject, DERIVED, claim.iri
        elif claim.predicate == _ON:
            dated.setdefault(claim.subject, []).append(claim)
    for occasion, group in dated.items():
        for claim in group:
            yield occasion, DERIVED, claim.iri
        yield from _dates(occasion, group, known.get(occasion), authority, base)


def _participation(claim: Claimed, base: str) -> Iterator[Triple]:
    role = _ROLES[claim.predicate]
    who = claim.subject.removeprefix(f"<{base}id/").removesuffix(">")
    node = thing_term(base, "participation", f"{local(claim.object, base)}/{who}/{role.lower()}")
    yield node, TYPE, tg("Participation")
    yield node, tg("participant"), claim.subject
    yield node, tg("role"), tg(role)
    yield node, tg("inOccasion"), claim.object
    yield node, DERIVED, claim.iri
    yield claim.object, DERIVED, claim.iri
    if claim.predicate in _OF_PARTICIPANTS:
        yield claim.object, _OF_PARTICIPANTS[claim.predicate], claim.subject


def _dates(
    occasion: str, group: list[Claimed], known: When | None, authority: Mapping[str, Node], base: str
) -> Iterator[Triple]:
    found = agreement(group, known)
    extent = extent_of(found)
    if extent is not None:
        yield occasion, tg("startDate"), date_term(extent[0])
        yield occasion, tg("endDate"), date_term(extent[1])
    if found.between:
        cause, why = ("OpenConflict", "dates-differ") if extent is None else ("DateSlip", "other-date")
        days = "" if extent is None else " – ".join(dict.fromkeys(map(str, extent)))
        finding = Finding(key_of(occasion, base, "date"), occasion, cause, found.between, why, {"day": days})
        yield from conflict(finding, authority, base)
