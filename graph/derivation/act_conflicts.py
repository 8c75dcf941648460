"""What the record refutes: acts that are told and that the depositary's record, or the law, shows not to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from graph.dates import When
from graph.derivation.conflicts import Finding
from graph.derivation.families import CONSENT, ENTRY, SIGNATURE, Topic, form_of, topic_of
from graph.derivation.registers import Register
from graph.derivation.sources import DEPOSITARY, OTHERS, TYPE, Claimed, Node, local, open_claims, tg
from graph.ntriples import value

_BINDING = (SIGNATURE, CONSENT)
_ORGANIZATION, _REGIONAL, _THRESHOLD, _IN_FORCE = map(
    tg, ("Organization", "RegionalOrganization", "forceThreshold", "inForceSince")
)


class Refuter:
    """The depositaries' records and the known entities, and what they refute."""

    def __init__(self, records: Sequence[Register], authority: Mapping[str, Node], base: str) -> None:
        self._latest = {record.treaty: record for record in records}  # they come by day
        self._authority = authority
        self._base = base

    def split(self, topic: Topic, group: Sequence[Claimed], signed: bool) -> tuple[list[Claimed], list[Finding]]:
        """The claims of an act that stand, and what was found of those that do not."""
        refuted: dict[tuple[str, str], list[Claimed]] = {}
        standing = []
        for claim in group:
            reason = self._why(topic, claim, signed)
            if reason is None:
                standing.append(claim)
            else:
                refuted.setdefault(reason, []).append(claim)
        return standing, [self._finding(topic, *reason, claims) for reason, claims in refuted.items()]

    def _why(self, topic: Topic, claim: Claimed, signed: bool) -> tuple[str, str] | None:
        """The cause and the sentence by which a claim is refuted; None where it is not."""
        if claim.rank == DEPOSITARY:
            return None
        if topic.family in _BINDING and cannot_be_party(topic.actor, self._authority):
            return "StageSlip", "cannot-be-party"
        if topic.family == CONSENT and claim.rank == OTHERS and still_open(claim):
            return "StageSlip", "still-open"
        record = self._latest.get(topic.treaty)
        day = said_on(claim)
        if record is None or day is None or day > record.day:
            return None
        if topic.family == ENTRY and not topic.actor:
            return ("FalseClaim", "not-in-force") if self._not_in_force(record) else None
        if topic.family not in _BINDING or not record.lacks(topic.actor, topic.family):
            return None
        if topic.family == SIGNATURE:
            consent = record.listed.get(CONSENT, {}).get(topic.actor)
            return ("FalseClaim", "not-signed") if consent is None else ("StageSlip", "other-form")
        return ("StageSlip", "home-not-deposit") if signed else ("FalseClaim", "not-bound")

    def _finding(self, topic: Topic, cause: str, why: str, claims: Sequence[Claimed]) -> Finding:
        record = self._latest.get(topic.treaty)
        values = {"party": topic.actor, "treaty": topic.treaty}
        holds: tuple[Claimed, ...] = ()
        if why == "still-open":
            holds = tuple(other for claim in claims for other in still_open(claim))
        elif record is not None and why != "cannot-be-party":
            row = record.listed.get(CONSENT, {}).get(topic.actor)
            family = SIGNATURE if topic.family == SIGNATURE else CONSENT
            total = record.totals.get(family)
            values |= {
                "day": record.day.isoformat(),
                "form": "" if row is None else form_of(row),
                "number": str(record.number(CONSENT)),
                "threshold": str(self._threshold(topic.treaty)),
            }
            holds = (row,) if why == "other-form" and row is not None else (() if total is None else (total[1],))
        parts = [local(topic.treaty, self._base), *([local(topic.actor, self._base)] if topic.actor else [])]
        return Finding("/".join([*parts, topic.family, why]), topic.treaty, cause, tuple(claims), why, values, holds)

    def _threshold(self, treaty: str) -> int | None:
        rules = self._authority.get(treaty.replace(">", "/rules>"), {})
        found = next(iter(rules.get(_THRESHOLD, ())), None)
        return None if found is None else int(value(found))

    def _not_in_force(self, record: Register) -> bool:
        known = self._authority.get(record.treaty, {}).get(_IN_FORCE, ())
        threshold = self._threshold(record.treaty)
        counted = CONSENT in record.totals or bool(record.listed.get(SIGNATURE))
        return not known and threshold is not None and counted and record.number(CONSENT) < threshold


def cannot_be_party(actor: str, authority: Mapping[str, Node]) -> bool:
    """Whether the actor is known to be a body that is no state and no regional organization."""
    types = authority.get(actor, {}).get(TYPE, ())
    return _ORGANIZATION in types and _REGIONAL not in types


def still_open(claim: Claimed) -> tuple[Claimed, ...]:
    """Where the text of a claim says of the same consent that it is conditional, or has not been given."""
    return tuple(
        other
        for other in open_claims(claim.source)
        if (other.subject, other.object) == (claim.subject, claim.object) and topic_of(other) == topic_of(claim)
    )


def said_on(claim: Claimed) -> date | None:
    """The last day on which what is claimed was done: its date, or else the day of the document."""
    when: When | None = claim.when or claim.status_day
    return None if when is None else when.last


def premature(group: Sequence[Claimed], decided: When) -> Iterator[Claimed]:
    """The undated claims of an act that were printed before the day on which it was done."""
    for claim in group:
        if claim.when is None and claim.status_day is not None and claim.status_day.last < decided.first:
            yield claim
