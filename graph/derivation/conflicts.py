"""Conflicts: claims that cannot all hold, kept together with the cause of their difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.derivation.sources import DERIVED, TYPE, Claimed, Triple, tg, thing_term


def conflict(about: str, claims: Iterable[Claimed], cause: str, base: str) -> Iterator[Triple]:
    """The conflict of dates about one act or occasion, between the claims that do not fit."""
    key = about.removeprefix(f"<{base}id/").removesuffix(">")
    node = thing_term(base, "conflict", f"{key}/date")
    yield node, TYPE, tg("Conflict")
    yield node, tg("conflictAbout"), about
    yield node, tg("cause"), tg(cause)
    for claim in claims:
        yield node, tg("between"), claim.iri
        yield node, DERIVED, claim.iri
