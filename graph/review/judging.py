"""Judging: a reviewer's decision is checked, passes the gate, stands in the store for good, and counts at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from rdflib import Graph

from graph.derivation import rederive
from graph.errors import JudgementError, UnknownLocation
from graph.identifiers import split_thing
from graph.judgements import Judgement, Verdict, graph_of, judgement, judgement_graph, read_judgements, standing
from graph.ntriples import to_ntriples
from graph.rdf.history import timestamp
from graph.settings import Settings
from graph.store import Store
from graph.validation import Validator

# What cannot stand beside a verdict on the same pair or claim.
_AGAINST: dict[Verdict, Verdict] = {
    Verdict.SAME: Verdict.DIFFERENT,
    Verdict.DIFFERENT: Verdict.SAME,
    Verdict.ACCEPTED: Verdict.REJECTED,
    Verdict.REJECTED: Verdict.ACCEPTED,
}


def judge(
    verdict: Verdict,
    on: Iterable[str],
    by: str,
    why: str | None,
    store: Store,
    gate: Validator,
    settings: Settings,
    now: datetime,
) -> Judgement:
    """Record a decision on two entities, a claim or an earlier judgement, by IRI, and derive anew.

    A reviewer's own decision that stands already is given back as it is. JudgementError where another stands
    against it, or where it cannot be recorded.
    """
    targets = tuple(sorted(on))
    stands = [judged for judged in standing(read_judgements(store)) if judged.on == targets]
    _check(verdict, targets, by, stands, settings.base_iri)
    held = next((judged for judged in stands if (judged.verdict, judged.by) == (verdict, by)), None)
    if held is not None:
        return held
    decided = judgement(settings.base_iri, verdict, targets, by, timestamp(now), why)
    graph = judgement_graph(decided, settings.base_iri)
    report = gate.check(graph, Graph())
    if not report.conforms:
        raise JudgementError(short(decided.iri, settings.base_iri), report.blocking[0].message())
    store.replace({graph_of(decided, settings.base_iri): to_ntriples(graph)})
    rederive(store, settings)
    return decided


def undo(
    id: str, by: str, why: str | None, store: Store, gate: Validator, settings: Settings, now: datetime
) -> Judgement:
    """Retract the judgement of that id; UnknownLocation where there is none, JudgementError where it is retracted."""
    found = {short(judged.iri, settings.base_iri): judged for judged in read_judgements(store)}
    if id not in found:
        raise UnknownLocation(id, "no such judgement; `treatygraph review history` names them")
    if not is_standing(found[id], found.values()):
        raise JudgementError(id, "it is retracted already; `treatygraph review history` tells by whom")
    return judge(Verdict.RETRACTED, [found[id].iri], by, why, store, gate, settings, now)


def is_standing(judged: Judgement, among: Iterable[Judgement]) -> bool:
    """Whether a judgement counts, a retraction too."""
    among = list(among)
    retractions = [other for other in among if other.verdict == Verdict.RETRACTED and other.on == (judged.iri,)]
    return not any(is_standing(other, among) for other in retractions)


def short(iri: str, base: str) -> str:
    """The key of a judgement or a claim, by which a reviewer names it."""
    found = split_thing(base, iri)
    return found[1] if found else iri


def _check(verdict: Verdict, on: tuple[str, ...], by: str, stands: Iterable[Judgement], base: str) -> None:
    if not by.strip():
        raise JudgementError("--by", "a judgement needs the name of the one who answers for it")
    types = {found[0] for iri in on if (found := split_thing(base, iri)) is not None}
    if len(types) > 1:
        raise JudgementError(" and ".join(sorted(types)), "two of different kinds are never one; nothing was recorded")
    against = next((judged for judged in stands if judged.verdict == _AGAINST.get(verdict)), None)
    if against is not None:
        raise JudgementError(
            short(against.iri, base),
            f"{against.by} judged {against.verdict} on {against.at}; "
            f"retract that first with `treatygraph review undo {short(against.iri, base)}`",
        )
