"""Reconciling: whether a number holds on its day, and where it does not, by how much, through whom and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.counting.bounds import fits
from graph.counting.case import Case
from graph.counting.causes import cause_of
from graph.counting.model import (
    ATTENDANCE,
    COUNTED,
    SIGNATURE,
    Cause,
    Context,
    CountClaim,
    Reconciliation,
    Verdict,
)
from graph.counting.recounting import Count, count_on, recount
from graph.law.acts import PartyAct

_NOTHING = Context()


def reconcile(claim: CountClaim, acts: Sequence[PartyAct], context: Context = _NOTHING) -> Reconciliation:
    """Whether a number agrees with the acts and with what the depositary printed, and if not, why.

    An incomplete list refutes nothing: where the depositary prints more than it lists, its printed number is reasoned
    with, which a note says, and no number is called false.
    """
    if claim.part:
        return Reconciliation(claim, Verdict.UNKNOWN, "part")
    if claim.day is None:
        return Reconciliation(claim, Verdict.UNKNOWN, "undated")
    if claim.action not in COUNTED or claim.unit == "delegate":
        return _uncounted(claim, acts, context)
    case = Case(claim, acts, context, claim.day)
    return _with_notes(case, _agreement(case) or cause_of(case))


def _agreement(case: Case) -> Reconciliation | None:
    """That the number agrees, or that nothing decides; None where it differs."""
    if not case.acts and not case.context.printed:
        return Reconciliation(case.claim, Verdict.UNKNOWN, "no-record")
    # Without a unit, "65 signed" is right as signatories and right as states.
    for unit in case.units[:2] if case.claim.unit is None else (case.unit,):
        count = case.count(unit=unit)
        if fits(case.claim, Count(count.low, count.low)) or (count.high is not None and fits(case.claim, count)):
            return case.said(Verdict.AGREE, "agree", count, unit)
    return case.said(Verdict.UNKNOWN, "not-refuted", case.held) if fits(case.claim, case.held) else None


def _with_notes(case: Case, found: Reconciliation) -> Reconciliation:
    """With what a reader must know: that the day is inferred, and that the list of parties is not whole."""
    notes, values = [], dict(found.values)
    if case.claim.day_is_inferred:
        notes.append("inferred-day")
    record = case.record
    if record is not None and record.listed < record.number:
        notes.append("incomplete")
        values |= {"printed": str(record.number), "listed": str(record.listed), "record_day": record.day.isoformat()}
    return replace(found, notes=tuple(notes), values=values)


def _uncounted(claim: CountClaim, acts: Sequence[PartyAct], context: Context) -> Reconciliation:
    """Who came or spoke is told by numbers alone; but the number of those who came may be that of those who signed.

    It is where a text counts "countries and organizations", as signatories are, or where other texts give another
    number of those who came. Countries alone may be as many by chance.
    """
    nothing = Reconciliation(claim, Verdict.UNKNOWN, "not-counted")
    if claim.action != ATTENDANCE or claim.day is None or claim.bound is not None or claim.unit == "delegate":
        return nothing
    signed = count_on(acts, context.printed, SIGNATURE, None, claim.day)
    both = claim.unit == "signatory" and recount(acts, SIGNATURE, "organization", claim.day)
    others = [one for one in context.others if _is_rival(one, claim)]
    if signed.exact != claim.value or not claim.value or not (others or both):
        return nothing
    values = {"value": str(claim.value), "day": claim.day.isoformat(), "other": "signature-signatory"}
    because = (*signed.because, *(one.iri for one in others))
    return Reconciliation(claim, Verdict.DIFFER, "attended", Cause.STAGE, None, (), because, values)


def _is_rival(one: CountClaim, claim: CountClaim) -> bool:
    """Whether another text gives another number of those who came to the same occasion."""
    same = (one.action, one.subject, one.part) == (claim.action, claim.subject, False)
    differs = not fits(one, Count(claim.value, claim.value))
    return same and one.unit != "delegate" and one.document != claim.document and differs
