"""Bounds: when a rough number agrees with an exact one."""

from __future__ import annotations

from graph.counting.model import CountClaim
from graph.counting.recounting import Count


def tolerance(value: int) -> int:
    """How far from the truth a number may be that is said to be rough.

    A number that ends in 0 was rounded to tens, and is at most 5 off; one that ends in 5 at most 2; any other 1. Large
    numbers are rounded more, so that a tenth of the number is allowed where that is more: "nearly 70" said of 65, and
    "about 1,000" of 1,100, are fair.
    """
    step = 5 if value % 10 == 0 else 2 if value % 5 == 0 else 1
    return max(step, value // 10)


def fits(claim: CountClaim, count: Count) -> bool:
    """Whether some number within the limits of the count can be meant."""
    least, most = meant(claim)
    return (count.high is None or count.high >= least) and (most is None or count.low <= most)


def meant(claim: CountClaim) -> tuple[int, int | None]:
    """The least and the greatest number that the claim can mean; None where there is no greatest."""
    match claim.bound:
        case "at-least":
            return claim.value, None
        case "at-most":
            return 0, claim.value
        case "about":
            off = tolerance(claim.value)
            return claim.value - off, claim.value + off
        case _:
            return claim.value, claim.value
