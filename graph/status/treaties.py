"""The status of one treaty in a store on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rdflib import RDFS, URIRef

from graph.law.acts import Party
from graph.law.counting import first_day
from graph.law.status import what_if
from graph.status.printed import read_printed
from graph.status.reading import key_of, read_acts, read_recorded, read_sources, read_status_rules
from graph.status.report import StatusReport
from graph.store import Store
from graph.views.nodes import read_labels


def treaty_status(
    store: Store,
    base: str,
    treaty: URIRef,
    as_of: date,
    deposits: Iterable[tuple[Party, date]] = (),
    known_at: str | None = None,
) -> StatusReport:
    """The status of a treaty by the end of `as_of`, from the accepted acts of a store, with their sources.

    `deposits` are supposed on top of it. `known_at` is only told: pass the store of what was known then.
    """
    rules, acts = read_status_rules(store, base, treaty), read_acts(store, base, treaty)
    supposed = tuple(sorted(deposits, key=lambda one: (one[1], one[0].key)))
    status = what_if(rules, acts, supposed, as_of, read_recorded(store, treaty))
    by_then = (act for act in acts if first_day(rules, act) <= as_of)
    claims = {claim for act in by_then for claim in act.claims}
    return StatusReport(
        treaty=key_of(str(treaty), base),
        label=_label(store, treaty),
        as_of=as_of,
        known_at=known_at,
        deposits=supposed,
        status=status,
        printed=read_printed(store, treaty, rules, acts, as_of),
        sources={claim: one for claim, one in read_sources(store, base, treaty).items() if claim in claims},
    )


def _label(store: Store, treaty: URIRef) -> str:
    texts = [text for node in read_labels(store, [str(treaty)]).values() for text in node.texts(RDFS.label)]
    return next((text for text, language in texts if language == "en"), texts[0][0] if texts else str(treaty))
