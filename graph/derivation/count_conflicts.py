"""Counts that differ: each number that documents give against the acts that are accepted, as conflicts with causes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from graph.counting import (
    Cause,
    Context,
    CountClaim,
    Reconciliation,
    Verdict,
    parts_of,
    quarrels,
    reconcile,
    sum_of_parts,
)
from graph.counting.model import COUNTED
from graph.counting.wording import LANGUAGES, joined, said, sentence
from graph.derivation.conflicts import Conflict, name_of, written
from graph.derivation.memory import Memory
from graph.derivation.sources import OTHERS, Claimed, Node, Triple, local
from graph.derivation.tallies import Told, told
from graph.identifiers import content_hash
from graph.law.acts import PartyAct
from graph.ntriples import iri


def count_conflicts(
    claims: Sequence[Claimed],
    facts: Iterable[Triple],
    authority: Mapping[str, Node],
    base: str,
    memory: Memory | None = None,
    known: Hashable = None,
) -> Iterator[Triple]:
    """Every number among the claims that differs from the acts among the facts, and numbers that only rival each other.

    `claims` are all that are accepted, of superseded records too; `facts` hold the accepted acts. Each treaty stands
    by itself: the claims and facts of one give the conflicts of one, in any order. `known` stands for the authority.
    """
    kept = Memory() if memory is None else memory
    for one in told(claims, facts, authority, base):
        ranks = tuple((claim, one.ranks.get(claim)) for act in one.acts for claim in act.claims)
        inputs = (one.treaty, one.numbers, one.acts, one.context, ranks, known, base)
        yield from kept.recall("counts", inputs, partial(_written, one, authority, base))


def _written(one: Told, authority: Mapping[str, Node], base: str) -> tuple[Triple, ...]:
    return tuple(triple for found in _of_treaty(one, authority, base) for triple in written(found, base))


def _of_treaty(one: Told, authority: Mapping[str, Node], base: str) -> Iterator[Conflict]:
    beside = _beside(one)
    for claim in one.numbers:
        if not claim.source_kind:  # what official records print is what numbers are held against
            yield from _of_claim(claim, one, replace(one.context, others=beside(claim)), authority, base)
    open_ones = [claim for claim in one.numbers if claim.action not in COUNTED or not one.context.printed]
    for quarrel in quarrels(open_ones):
        numbers = [str(number) for number in sorted({claim.value for claim in quarrel.claims})]
        first = quarrel.claims[0]
        why = "peers-late" if quarrel.cause is Cause.LATE else "peers-open"
        words = {
            language: said(why, language, {"numbers": joined(numbers, language), "counted": _counted(first)})
            for language in LANGUAGES
        }
        between = tuple(claim.iri for claim in quarrel.claims)
        key = f"{local(one.treaty, base)}/{content_hash(first.subject, first.action, first.unit or '')}"
        yield Conflict(key, first.subject, quarrel.cause.value, between, words)


def _beside(one: Told) -> Callable[[CountClaim], tuple[CountClaim, ...]]:
    """What can bear on a number: the same number elsewhere, its own document, and others of those who came with it.

    So that a treaty of which thousands tell does not lay each of them beside each.
    """
    found: dict[tuple[str, object], list[CountClaim]] = {}
    for claim in one.numbers:
        for key in (("value", claim.value), ("document", claim.document), ("subject", claim.subject)):
            found.setdefault(key, []).append(claim)

    def beside(claim: CountClaim) -> tuple[CountClaim, ...]:
        came = () if claim.action in COUNTED else found["subject", claim.subject]
        near = (*found["value", claim.value], *found["document", claim.document], *came)
        return tuple({claim.iri: claim for claim in near}.values())

    return beside


def _of_claim(
    claim: CountClaim, one: Told, context: Context, authority: Mapping[str, Node], base: str
) -> Iterator[Conflict]:
    key = f"{local(one.treaty, base)}/{local(claim.iri, base)}"
    result = reconcile(claim, one.acts, context)
    if result.verdict is Verdict.DIFFER:
        yield _difference(key, result, one, authority, base)
    parts = parts_of(claim, context.others)
    total = sum_of_parts(parts)
    if parts and total != claim.value and result.cause is not Cause.ARITHMETIC:
        between = (claim.iri, *(part.iri for part in parts))
        words = _said("parts", {"sum": str(total), "value": str(claim.value)})
        yield Conflict(f"{key}/parts", claim.subject, Cause.ARITHMETIC.value, between, words)


def _difference(key: str, result: Reconciliation, one: Told, authority: Mapping[str, Node], base: str) -> Conflict:
    def name(party: str, language: str, label: str) -> str:
        return name_of(iri(f"{base}id/{party}"), authority, language) or label

    apart = tuple(iri(f"{base}id/{act.party}") for act in result.differs_by)
    behind = tuple(claim for act in result.differs_by for claim in _surest(act, one))
    # Without a printed number, what the recount rests on are the acts themselves.
    shown = result.because or tuple(claim for act in one.acts for claim in _surest(act, one))
    assert result.cause is not None
    words = {language: sentence(result, language, name) for language in LANGUAGES}
    printed = {found.claim for found in one.context.printed}
    holds = tuple(claim for claim in result.because if claim in printed)
    between = (result.claim.iri, *shown, *behind)
    about = result.claim.subject or one.treaty
    return Conflict(key, about, result.cause.value, between, words, holds, apart, result.recounted)


def _surest(act: PartyAct, one: Told) -> list[str]:
    """The claims of an act by the most trusted sources that tell of it."""
    ranks = {claim: one.ranks.get(claim, OTHERS) for claim in act.claims}
    best = min(ranks.values(), default=OTHERS)
    return [claim for claim, rank in ranks.items() if rank == best]


def _said(why: str, values: Mapping[str, str]) -> dict[str, str]:
    return {language: said(why, language, values) for language in LANGUAGES}


def _counted(claim: CountClaim) -> str:
    """What the number counts, as the words of counting name it."""
    narrow = {"state": "state", "member": "state", "delegate": "delegate"}
    if claim.action in COUNTED:
        wide = "signatory" if claim.action == "signature" else "party"
        return f"{claim.action}-{'state' if claim.unit == 'state' else wide}"
    return f"{claim.action}-{narrow.get(claim.unit or '', 'other')}"
