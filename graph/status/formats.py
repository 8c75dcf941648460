"""The status report as JSON: every number with its bounds, every act with its claims, every claim with its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.law.acts import PartyAct
from graph.law.counting import Uncounted
from graph.law.days import Between, Delay
from graph.law.force import ForceDate, PartyForce
from graph.law.rules import TreatyRules
from graph.law.status import Denounced, TreatyStatus
from graph.law.tallies import Range, Tally
from graph.status.report import Printed, Source, StatusReport

Json = dict[str, Any]


def to_json(report: StatusReport) -> Json:
    """The whole report; keys never change their meaning, and new ones may come.

    A number is `{"low", "high"}` and a day `{"earliest", "latest"}`: the two are equal where nothing is in doubt.
    """
    return {
        "treaty": report.treaty,
        "label": report.label,
        "as_of": report.as_of.isoformat(),
        "known_at": report.known_at,
        "what_if": [
            {"party": party.key, "label": party.label, "date": day.isoformat()} for party, day in report.deposits
        ],
        "rules": _rules(report.status.rules),
        **_status(report.status),
        "in_force": report.in_force,
        "lacks_instruments": report.lacks_instruments,
        "printed": [_printed(printed) for printed in report.printed],
        "sources": [_source(source) for _, source in sorted(report.sources.items())],
    }


def _status(status: TreatyStatus) -> Json:
    return {
        "day": status.day.isoformat(),
        "window_open": status.window_open,
        "signatures": _tally(status.signatures),
        "instruments": _tally(status.instruments),
        "counted": _tally(status.counted),
        "uncounted": [_uncounted(one) for one in status.uncounted],
        "undated": [_act(act) for act in status.undated],
        "no_longer_in_effect": [_act(act) for act in status.ended],
        "missing": _range(status.missing),
        "group_missing": _range(status.group_missing),
        "since": _between(status.since),
        "basis": basis(status),
        "recorded": None if status.recorded is None else str(status.recorded),
        "entry_into_force": _force(status.force),
        "parties": [_party(party, status) for party in status.parties],
        "denounced": [_denounced(one) for one in status.denounced],
        "earliest_possible": None if status.earliest_possible is None else status.earliest_possible.isoformat(),
    }


def basis(status: TreatyStatus) -> str | None:
    """What tells since when the treaty is in force: the depositary's word, or the acts; None where it is not."""
    if status.since is None:
        return None
    return "acts" if status.recorded is None else "depositary"


def _rules(rules: TreatyRules) -> Json:
    articles = rules.articles
    return {
        "signature_opens": None if rules.opens is None else str(rules.opens),
        "signature_closes": None if rules.closes is None else str(rules.closes),
        "signature_open_to": rules.signers,
        "accession_open_to": rules.acceders,
        "threshold": rules.threshold,
        "group": None if rules.group is None else {"body": rules.group.body, "minimum": rules.group.minimum},
        "delay": _delay(rules.force_delay),
        "party_delay": _delay(rules.party_delay),
        "denunciation_delay": _delay(rules.denunciation_delay),
        "counts_regional": rules.counts_regional,
        "articles": {
            "signature": articles.signature,
            "entry_into_force": articles.force,
            "party": articles.party,
            "counting": articles.counting,
            "accession": articles.accession,
            "denunciation": articles.denunciation,
        },
        "source": rules.source,
    }


def _delay(delay: Delay | None) -> Json | None:
    if delay is None:
        return None
    return {"days": delay.days, "months": delay.months, "to_month_start": delay.to_month_start}


def _tally(tally: Tally) -> Json:
    return {
        "total": _range(tally.total),
        "states": _range(tally.states),
        "un_members": _range(tally.un_members),
        "acts": [_act(act) for act in tally.acts],
        "possible": [_act(act) for act in tally.possible],
    }


def _range(range: Range | None) -> Mapping[str, int] | None:
    return None if range is None else {"low": range.low, "high": range.high}


def _between(between: Between | None) -> Mapping[str, str | None] | None:
    if between is None:
        return None
    return {
        "earliest": between.earliest.isoformat(),
        "latest": None if between.latest is None else between.latest.isoformat(),
    }


def _act(act: PartyAct) -> Json:
    return {
        "kind": act.kind,
        "party": act.party,
        "label": act.label,
        "date": None if act.date is None else str(act.date),
        "told_by": None if act.told_by is None else str(act.told_by),
        "supposed": act.is_hypothetical,
        "claims": list(act.claims),
    }


def _uncounted(one: Uncounted) -> Json:
    return {**_act(one.act), "reason": one.reason.value, "article": one.article}


def _force(force: ForceDate | None) -> Json | None:
    if force is None:
        return None
    return {
        "when": _between(force.when),
        "threshold_met": _between(force.threshold_met),
        "decided_by": [_act(act) for act in force.decided_by],
        "counted": [act.party for act in force.counted],
        "uncounted": [_uncounted(one) for one in force.uncounted],
        "article": force.article,
    }


def _party(party: PartyForce, status: TreatyStatus) -> Json:
    return {
        "party": party.act.party,
        "label": party.act.label,
        "since": _between(party.when),
        "computed": _between(party.computed),
        "in_force": party.when.held_on(status.day),
        "article": party.article,
    }


def _denounced(one: Denounced) -> Json:
    return {**_act(one.act), "effect": _between(one.when), "article": one.article}


def _printed(printed: Printed) -> Json:
    return {
        "counts": printed.counts,
        "number": printed.number,
        "day": printed.day.isoformat(),
        "day_is_stated": printed.is_stated,
        "listed": _range(printed.listed),
        "is_partial": printed.is_partial,
        "claim": printed.source.claim,
        "source": _source(printed.source),
    }


def _source(source: Source) -> Json:
    return {
        "claim": source.claim,
        "document": source.document,
        "quote": source.quote,
        "title": source.title,
        "url": source.url,
        "kind": source.kind,
        "day": source.day,
    }
