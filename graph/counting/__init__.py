"""The count reconciler: what acts add up to on a day, and why a number that someone gives is another."""

from __future__ import annotations

from graph.counting.model import Cause, Context, CountClaim, Printed, Reconciliation, Verdict
from graph.counting.peers import Quarrel, quarrels
from graph.counting.reconciling import reconcile
from graph.counting.recounting import Count, count_on, recount
from graph.counting.sums import parts_of, sum_of_parts
from graph.counting.wording import sentence

__all__ = [
    "Cause", "Context", "Count", "CountClaim", "Printed", "Quarrel", "Reconciliation", "Verdict", "count_on",
    "parts_of", "quarrels", "reconcile", "recount", "sentence", "sum_of_parts",
]  # fmt: skip
