"""Families of acts: claims on one act of one party, however each source words it, stand together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.derivation.sources import OTHERS, Claimed, tg

CONSENT = "consent"
SIGNATURE = "signature"
ENTRY = "entry-into-force"
_NOTICE = tg("givesNotice")
_BY_PARTIES: dict[str, str] = {
    tg("adopts"): "adoption",
    tg("signs"): SIGNATURE,
    tg("ratifies"): CONSENT,
    tg("accedesTo"): CONSENT,
}
_OF_TREATIES: dict[str, str] = {tg("opensForSignature"): "opening-for-signature", tg("entersIntoForce"): ENTRY}
# What the predicate alone tells of the form of consent, where the claim names no instrument.
_FORMS = {tg("ratifies"): "ratification", tg("accedesTo"): "accession"}
# A source that says "ratified" means any of these; Vienna Convention on the Law of Treaties, article 2(1)(b).
_FITTING: dict[str, frozenset[str]] = {
    "ratification": frozenset({"ratification", "acceptance", "approval", CONSENT}),
    "accession": frozenset({"accession", "succession", CONSENT}),
}


@dataclass(frozen=True, slots=True, order=True)
class Topic:
    """What one act is: the treaty, the party or body (None for the treaty as a whole), and the family; as terms.

    Families are `adoption`, `signature`, `consent`, `entry-into-force`, `opening-for-signature`, and the instrument of
    each notice, with its date where several may follow each other (`declaration/2024-06-27`).
    """

    treaty: str
    actor: str
    family: str


def topic_of(claim: Claimed) -> Topic | None:
    """The act that a claim tells of, or None where it tells of none."""
    if claim.predicate in _BY_PARTIES:
        return Topic(claim.object, claim.subject, _BY_PARTIES[claim.predicate])
    if claim.predicate in _OF_TREATIES:
        return Topic(claim.subject, claim.party or "", _OF_TREATIES[claim.predicate])
    if claim.predicate == _NOTICE and claim.instrument is not None:
        day = "" if claim.when is None else f"/{claim.when}".replace("/", "-").replace("-", "/", 1)
        return Topic(claim.object, claim.subject, claim.instrument + day)
    return None


def by_topic(claims: Iterable[Claimed]) -> dict[Topic, list[Claimed]]:
    """The claims of each act. What a superseded record shows counts where no later official record tells of the act."""
    found: dict[Topic, list[Claimed]] = {}
    for claim in claims:
        topic = topic_of(claim)
        if topic is not None:
            found.setdefault(topic, []).append(claim)
    return {topic: _standing(group) for topic, group in sorted(found.items())}


def _standing(group: list[Claimed]) -> list[Claimed]:
    is_recorded = any(claim.rank < OTHERS and not claim.source.superseded for claim in group)
    return [claim for claim in group if not (is_recorded and claim.source.superseded)]


def form_of(claim: Claimed) -> str:
    """The form of consent that a claim tells, `consent` where it tells none."""
    return claim.instrument or _FORMS.get(claim.predicate, CONSENT)


def form_of_all(group: Iterable[Claimed], *, signed: bool) -> str:
    """The form of a party's consent: the most exact that the most trusted sources tell.

    Where sources of one rank differ, a signatory ratifies, and who did not sign accedes (articles 14 and 15).
    """
    ranked: dict[int, set[str]] = {}
    for claim in group:
        ranked.setdefault(claim.rank, set()).add(form_of(claim))
    for rank in sorted(ranked):
        forms = sorted(ranked[rank] - {CONSENT})
        if len(forms) == 1:
            return forms[0]
        if forms:
            usual = "ratification" if signed else "accession"
            return usual if usual in forms else forms[0]
    return CONSENT


def fits(claim: Claimed, form: str) -> bool:
    """Whether what the claim says of the form of consent can be said of that form."""
    said = form_of(claim)
    if form in (CONSENT, said) or said == CONSENT:
        return True
    return claim.instrument is None and form in _FITTING[said]


def is_vanished(group: Iterable[Claimed]) -> bool:
    """Whether an official record showed the act once, and no official record shows it now."""
    ranks = [claim for claim in group if claim.rank < OTHERS]
    return bool(ranks) and all(claim.source.superseded for claim in ranks)


def signatories(groups: Mapping[Topic, object]) -> frozenset[tuple[str, str]]:
    """Treaty and party of each signature."""
    return frozenset((topic.treaty, topic.actor) for topic in groups if topic.family == SIGNATURE)
