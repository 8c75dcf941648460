"""Whether a claim says what an annotated claim says: strictly, save for the readings that the annotation allows."""

from __future__ import annotations

from collections.abc import Mapping

from graph.model import Claim, ClaimType, Span
from ingest.evaluation.comparing import ALIKE, alike, closeness, folded, shared
from ingest.evaluation.gold import GoldClaim

STATEMENTS = frozenset(
    {ClaimType.STATES, ClaimType.COMMITS, ClaimType.CALLS_FOR, ClaimType.SUPPORTS, ClaimType.CRITICIZES}
)
# How much of a stance's evidence must lie in a statement's to be that statement told twice.
_WITHIN = 0.9
_OTHER_TYPE = 0.5


def match(claim: Claim, gold: GoldClaim, aligned: Mapping[str, str]) -> float:
    """How well the claim fits: 0 not at all, more where type and words are the annotator's own.

    Statements are compared by speaker and words; all others by arguments, value, date and modality. A day that the
    annotation does not give may be anything, as may the unit of a count.
    """
    if not _stands(claim, gold) or not _is(claim.subject, gold, "subject", aligned):
        return 0.0
    weight = 1.0 if claim.type is gold.claim.type else _OTHER_TYPE
    if gold.claim.type in STATEMENTS:
        close = max(closeness(claim.evidence, span) for span in _stretches(gold))
        return weight + close if close >= ALIKE else 0.0
    fits = (
        (gold.claim.object is None or _is(claim.object, gold, "object", aligned))
        and _same_value(claim, gold)
        and (gold.claim.type is not ClaimType.TALLY or _same_count(claim, gold))
        and claim.delay_days in ({None, gold.claim.delay_days} if gold.claim.delay_days else {claim.delay_days})
        and _same_date(claim, gold)
    )
    return weight if fits else 0.0


def is_part(claim: Claim, gold: GoldClaim, aligned: Mapping[str, str]) -> bool:
    """Whether a claim by the same speaker is shown by a part of what shows the statement."""
    if (
        gold.claim.type not in STATEMENTS
        or not _stands(claim, gold)
        or not _is(claim.subject, gold, "subject", aligned)
    ):
        return False
    return shared(claim.evidence, gold.claim.evidence) >= _WITHIN * (claim.evidence.end - claim.evidence.start)


def _stands(claim: Claim, gold: GoldClaim) -> bool:
    if gold.standings:
        return (claim.type, claim.modality) in gold.standings
    return _among(claim.type, gold, "type") and _among(claim.modality, gold, "modality")


def _among(value: object, gold: GoldClaim, name: str) -> bool:
    return value == getattr(gold.claim, name) or value in gold.others.get(name, ())


def _is(id: str | None, gold: GoldClaim, name: str, aligned: Mapping[str, str]) -> bool:
    return id is not None and id in aligned and _among(aligned[id], gold, name)


def _stretches(gold: GoldClaim) -> tuple[Span, ...]:
    return (gold.claim.evidence, *gold.evidence)


def _same_value(claim: Claim, gold: GoldClaim) -> bool:
    wanted = gold.claim.value
    if wanted is None:
        return True
    if isinstance(wanted, int):
        return _among(claim.value, gold, "value")
    wordings = [str(value) for value in (wanted, *gold.others.get("value", ()))]
    if gold.claim.type is ClaimType.HOLDS_POSITION:
        return alike(str(claim.value or ""), wordings)
    return folded(str(claim.value or "")) in {folded(wording) for wording in wordings}


def _same_count(claim: Claim, gold: GoldClaim) -> bool:
    return _among(claim.action, gold, "action") and _among(claim.bound, gold, "bound")


def _same_date(claim: Claim, gold: GoldClaim) -> bool:
    dates = gold.others.get("date", ())
    if gold.claim.date is not None:
        dates = (gold.claim.date, *dates)
    return not dates or claim.date in dates
