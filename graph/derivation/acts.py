"""Acts: who signed, consented, gave notice or adopted, and when treaties opened and entered into force."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from graph.dates import Interval, PartialDate, When, agree
from graph.derivation.act_conflicts import Refuter, premature
from graph.derivation.agreement import Agreement, agreement, day_of
from graph.derivation.conflicts import Finding, conflict, key_of
from graph.derivation.families import (
    CONSENT,
    ENTRY,
    SIGNATURE,
    Topic,
    by_topic,
    fits,
    form_of_all,
    is_vanished,
    signatories,
)
from graph.derivation.lineage import Lineage
from graph.derivation.memory import Memory
from graph.derivation.registers import registers
from graph.derivation.signers import signers
from graph.derivation.sources import (
    DERIVED,
    OTHERS,
    TYPE,
    Claimed,
    Node,
    Triple,
    date_term,
    local,
    tg,
    thing_term,
)

# kind of act: its classes beside tg:Act
_BOUND = tg("ConsentToBeBound")
_CLASSES: dict[str, tuple[str, ...]] = {
    "adoption": (tg("Adoption"),),
    "signature": (tg("Signature"),),
    "ratification": (tg("Ratification"), _BOUND),
    "acceptance": (tg("Acceptance"), _BOUND),
    "approval": (tg("Approval"), _BOUND),
    "accession": (tg("Accession"), _BOUND),
    "succession": (tg("Succession"), _BOUND),
    "consent": (_BOUND,),
    "opening-for-signature": (tg("OpeningForSignature"),),
    "entry-into-force": (tg("EntryIntoForce"),),
    "provisional-application": (tg("ProvisionalApplication"),),
    "reservation": (tg("Reservation"),),
    "declaration": (tg("Declaration"),),
    "objection": (tg("Objection"),),
    "withdrawal": (tg("Withdrawal"),),
    "denunciation": (tg("Denunciation"),),
}
_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"
_ENDED = tg("NoLongerInEffect")
Known = Mapping[tuple[str, str | None, str], PartialDate]


@dataclass(frozen=True, slots=True)
class World:
    """What acts are read against: known dates by treaty, actor and kind, known entities, and the documents' descent.

    `key` stands for the known entities.
    """

    dates: Known = field(default_factory=dict)
    authority: Mapping[str, Node] = field(default_factory=dict)
    lineage: Lineage = field(default_factory=lambda: Lineage((), Memory()))
    memory: Memory = field(default_factory=Memory)
    key: Hashable = None


def acts(claims: Sequence[Claimed], world: World, base: str) -> Iterator[Triple]:
    """Each act once, from all claims of it that the depositary's record does not refute, and what it refutes."""
    groups = by_topic(claims)
    records = registers(claims)
    refuter = Refuter(records, world.authority, base)
    recorded = {record.treaty: (record.document, record.key) for record in records}
    signed = signatories(groups)
    effective = {topic: day for topic, group in groups.items() if (day := _effective(topic, group)) is not None}
    for topic, group in groups.items():
        has_signed = (topic.treaty, topic.actor) in signed
        in_force = effective.get(Topic(topic.treaty, topic.actor, ENTRY)) if topic.family == CONSENT else None
        known = tuple(claim.key for claim in group)
        inputs = (topic, known, recorded.get(topic.treaty), has_signed, in_force, world.key, base)
        make = partial(_settled, topic, group, refuter, has_signed, in_force, world, base)
        yield from world.memory.recall("act", inputs, make)


def _settled(
    topic: Topic,
    group: Sequence[Claimed],
    refuter: Refuter,
    has_signed: bool,
    in_force: PartialDate | None,
    world: World,
    base: str,
) -> tuple[Triple, ...]:
    """The act of one topic, where it stands, and what refutes the claims that do not."""
    standing, found = refuter.split(topic, group, has_signed)
    triples = [triple for finding in found for triple in conflict(finding, world.authority, base)]
    if standing:
        kind = form_of_all(standing, signed=has_signed) if topic.family == CONSENT else topic.family
        triples += _act(topic, kind, standing, in_force, world, base)
    return tuple(triples)


def _act(
    topic: Topic, kind: str, group: Sequence[Claimed], in_force: PartialDate | None, world: World, base: str
) -> Iterator[Triple]:
    act = thing_term(base, "act", _key(topic, kind, base))
    for type in (tg("Act"), *_CLASSES.get(kind.partition("/")[0], ())):
        yield act, TYPE, type
    yield act, tg("treaty"), topic.treaty
    if topic.actor:
        yield act, tg("actor"), topic.actor
    if in_force is not None:
        yield act, tg("effectiveDate"), date_term(in_force)
    if _is_over(group):
        yield act, tg("inEffect"), f'"false"^^<{_BOOLEAN}>'
    yield from _sources(act, group, world.lineage)
    known = world.dates.get((topic.treaty, topic.actor or None, kind))
    found = agreement(group, known)
    yield from _dates(act, found)
    for finding in _findings(act, topic, kind, group, found, base):
        yield from conflict(finding, world.authority, base)
    if topic.family == SIGNATURE:
        yield from signers(act, topic.actor, group, world.authority)


def _key(topic: Topic, kind: str, base: str) -> str:
    return "/".join([local(topic.treaty, base), *([local(topic.actor, base)] if topic.actor else []), kind])


def _effective(topic: Topic, group: Sequence[Claimed]) -> PartialDate | None:
    """The day on which the treaty enters into force for a party."""
    return day_of(agreement(group)) if topic.family == ENTRY and topic.actor else None


def _is_over(group: Sequence[Claimed]) -> bool:
    """Whether the most trusted sources mark the act as no longer in effect."""
    best = min(claim.rank for claim in group)
    return all(_ENDED in claim.all("flag") for claim in group if claim.rank == best)


def _sources(act: str, group: Sequence[Claimed], lineage: Lineage) -> Iterator[Triple]:
    for claim in group:
        yield act, DERIVED, claim.iri
    documents = {claim.document for claim in group}
    yield act, tg("sourceCount"), f'"{len(documents)}"^^<{_INTEGER}>'
    yield act, tg("independentSources"), f'"{lineage.independent(documents)}"^^<{_INTEGER}>'


def _dates(act: str, found: Agreement) -> Iterator[Triple]:
    day = day_of(found)
    if day is not None:
        yield act, tg("actDate"), date_term(day)
    if found.between:
        for when in sorted({*_days_of(found.whens), *_days_of(claim.when for claim in found.between)}, key=str):
            yield act, tg("claimedDate"), date_term(when)


def _findings(
    act: str, topic: Topic, kind: str, group: Sequence[Claimed], found: Agreement, base: str
) -> Iterator[Finding]:
    """Where the claims of one act differ: in its date, its form, or on whether it is there at all."""
    day = day_of(found)
    values = {
        "party": topic.actor,
        "treaty": topic.treaty,
        "day": "" if day is None else str(day),
        "form": kind if topic.family == CONSENT else "",
    }
    early = _early(topic, group, found)
    if early:
        yield Finding(key_of(act, base, "stage"), act, "StageSlip", early, "before-deposit", values, _official(group))
    slips = tuple(claim for claim in found.between if claim not in early)
    if slips and day is not None:
        why = "other-date-of-party" if topic.actor else "other-date-of-act"
        yield Finding(key_of(act, base, "date"), act, "DateSlip", slips, why, values, _official(group))
    elif slips:
        yield Finding(key_of(act, base, "date"), act, "OpenConflict", slips, "dates-differ", values)
    others = tuple(claim for claim in group if topic.family == CONSENT and not fits(claim, kind))
    if others:
        yield Finding(key_of(act, base, "form"), act, "StageSlip", others, "other-form", values, _official(group))
    if is_vanished(group):
        gone = tuple(claim for claim in group if claim.source.superseded)
        yield Finding(key_of(act, base, "vanished"), act, "OpenConflict", gone, "vanished", values)


def _early(topic: Topic, group: Sequence[Claimed], found: Agreement) -> tuple[Claimed, ...]:
    """The claims that put a consent before the day on which an official record dates it."""
    decided = next(iter(found.whens), None)
    if topic.family != CONSENT or decided is None or not _official(group):
        return ()
    dated = (claim for claim in found.between if claim.when is not None and claim.when.last < decided.first)
    return tuple(claim for claim in (*dated, *premature(group, decided)) if claim.rank == OTHERS)


def _official(group: Iterable[Claimed]) -> tuple[Claimed, ...]:
    """The claims of current official records that date the act, those of the highest rank."""
    found = [claim for claim in group if claim.rank < OTHERS and claim.when and not claim.source.superseded]
    best = min((claim.rank for claim in found), default=OTHERS)
    kept = [claim for claim in found if claim.rank == best]
    latest = next((claim.when for claim in sorted(kept, key=lambda claim: claim.iri)), None)
    return tuple(claim for claim in kept if latest is not None and claim.when and agree(claim.when, latest))


def _days_of(whens: Iterable[When | None]) -> Iterator[PartialDate]:
    """Every date that is claimed, an interval by its two ends."""
    for when in whens:
        if isinstance(when, Interval):
            yield from (when.start, when.end)
        elif when is not None:
            yield when
