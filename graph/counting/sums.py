"""Sums: the parts that a document gives of a number, and whether they add up to it."""

from __future__ import annotations

from collections.abc import Iterable

from graph.counting.model import CountClaim

# Parts that miss the whole by more than one in twenty were perhaps not meant to be all of it.
_NEAR = 20


def parts_of(whole: CountClaim, claims: Iterable[CountClaim]) -> tuple[CountClaim, ...]:
    """The smaller numbers that the document of a number gives of the same deed, where they are all of its parts.

    They are where two or more add up to the whole, or nearly so; else there are none. Those that are told as parts in
    words go before others.
    """
    smaller = sorted(
        (
            claim
            for claim in claims
            if claim.document == whole.document
            and claim.iri != whole.iri
            and (claim.action, claim.subject) == (whole.action, whole.subject)
            and claim.bound is None
            and claim.value < whole.value
        ),
        key=lambda claim: claim.iri,
    )
    for group in ([claim for claim in smaller if claim.part], smaller):
        off = abs(sum(claim.value for claim in group) - whole.value)
        if len(group) > 1 and off <= max(1, whole.value // _NEAR):
            return tuple(group)
    return ()


def sum_of_parts(parts: Iterable[CountClaim]) -> int:
    """What the parts add up to."""
    return sum(part.value for part in parts)
