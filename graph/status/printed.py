"""The totals that depositaries print: a record may name fewer parties than it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rdflib import URIRef

from graph.dates import PartialDate
from graph.law.acts import PartyAct
from graph.law.rules import TreatyRules
from graph.law.status import status_on
from graph.law.tallies import Range
from graph.queries import load
from graph.status.reading import Row, source_of
from graph.status.report import Printed, Source
from graph.store import Store
from ontology.namespaces import TG

_COUNTS: dict[str, str] = {str(TG.ActionSignature): "signature", str(TG.ActionRatification): "consent"}


@dataclass(frozen=True, slots=True)
class _Total:
    """A printed total before it is laid beside what is counted."""

    counts: str
    number: int
    day: date
    is_stated: bool
    source: Source


def read_printed(
    store: Store, treaty: URIRef, rules: TreatyRules, acts: Sequence[PartyAct], as_of: date
) -> tuple[Printed, ...]:
    """The latest total of signatures and of consents that was printed for a day not after `as_of`."""
    found = [total for row in store.select(load("status-printed", treaty=treaty)) if (total := _total(row))]
    past = sorted(
        (total for total in found if total.day <= as_of),
        key=lambda total: (total.day, total.is_stated, total.number, total.source.claim),
    )
    latest = {total.counts: total for total in past}
    return tuple(_beside(latest[counts], rules, acts) for counts in sorted(latest, reverse=True))


def _total(row: Row) -> _Total | None:
    counts = _COUNTS.get(row["action"] or "")
    stated = row["asOf"] or row["status"]
    day = stated or row["latest"]
    if counts is None or day is None:
        return None
    return _Total(counts, int(row["number"] or 0), PartialDate.parse(day).last, stated is not None, source_of(row))


def _beside(total: _Total, rules: TreatyRules, acts: Sequence[PartyAct]) -> Printed:
    status = status_on(rules, acts, total.day)
    listed: Range = (status.signatures if total.counts == "signature" else status.instruments).total
    return Printed(total.counts, total.number, total.day, total.is_stated, listed, total.source)
