"""Windows of signature: documents that give another last day than the treaty's own rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph.dates import Interval, PartialDate, agree
from graph.derivation.conflicts import Finding, conflict
from graph.derivation.sources import Claimed, Node, Triple, local, tg
from graph.ntriples import value

_OPENS, _CLOSES = tg("opensForSignature"), tg("signatureCloses")


def window_conflicts(claims: Sequence[Claimed], authority: Mapping[str, Node], base: str) -> Iterator[Triple]:
    """Each claim of a window that ends on another day than the treaty's rules say; each document by itself.

    A ceremony is open for some days, and so may a text say: a window within the days of one month of the opening is
    the ceremony's, and no other last day.
    """
    closing = _closing(authority)
    for claim in claims:
        known = closing.get(claim.subject)
        if claim.predicate != _OPENS or known is None or not isinstance(claim.when, Interval):
            continue
        if agree(claim.when.end, known) or _is_ceremony(claim.when):
            continue
        key = f"{local(claim.subject, base)}/{local(claim.iri, base)}/window"
        values = {"treaty": claim.subject, "day": str(known)}
        yield from conflict(Finding(key, claim.subject, "DateSlip", (claim,), "other-closing", values), authority, base)


def _is_ceremony(window: Interval) -> bool:
    return (window.last - window.first).days < 31


def _closing(authority: Mapping[str, Node]) -> dict[str, PartialDate]:
    """The last day of signature by treaty, as the authority files give it."""
    return {
        subject.replace("/rules>", ">"): PartialDate.parse(value(day))
        for subject, node in authority.items()
        for day in node.get(_CLOSES, ())
    }
