"""Entity resolution: who is whom across documents, by pure functions over subjects and judgements.

Nothing is rewritten: derivation asks for the entity that speaks for each, and the same claims and judgements in any
order give the same answer. Without its judgement, a merge is gone as though it had never been.
"""

from __future__ import annotations

from graph.resolution.decisions import (
    ASK,
    AUTOMATIC,
    IdentityConflict,
    Merge,
    Question,
    Resolution,
    resolve,
)
from graph.resolution.scoring import Comparison, Parts, Veto, compare, side_by_side
from graph.resolution.subjects import Office, Subject

__all__ = [
    "ASK", "AUTOMATIC", "Comparison", "IdentityConflict", "Merge", "Office", "Parts", "Question", "Resolution",
    "Subject", "Veto", "compare", "resolve", "side_by_side",
]  # fmt: skip
