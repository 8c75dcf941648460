"""Review: what waits for a person, and how the person's decision gets into the store."""

from __future__ import annotations

from graph.review.judging import is_standing, judge, short, undo
from graph.review.queue import ClaimItem, PairItem, Queue, pair_id, verdicts
from graph.review.quoting import Quote, Quotes

__all__ = [
    "ClaimItem", "PairItem", "Queue", "Quote", "Quotes", "is_standing", "judge", "pair_id", "short", "undo", "verdicts",
]  # fmt: skip
