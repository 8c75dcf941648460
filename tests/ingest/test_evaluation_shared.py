"""Our figures beside those of the scorer that came with the development corpus; skipped where it is not there."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from graph.records import to_record
from ingest.evaluation.corpus import read_again, read_corpus
from ingest.evaluation.scoring import Outcome, judge

SHARED = Path(__file__).parents[3] / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not (SHARED / "score.py").is_file(), reason="the development corpus is not here")


def other_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_claims_and_mentions_are_counted_as_the_other_scorer_counts_them() -> None:
    other = other_scorer()

    for gold in read_corpus([SHARED]):
        reading = read_again(gold)
        mine = judge(gold, reading)
        path = SHARED / "gold" / f"{gold.name.partition('/')[2]}.json"
        theirs = other.score_document(
            path.stem, json.loads(path.read_text("utf-8")), to_record(reading), gold.text, None
        )

        right = Counter(one.gold.claim.type for one in mine.claims if one.outcome is Outcome.RIGHT and one.gold)
        false = Counter(one.claim.type for one in mine.claims if one.outcome is Outcome.FALSE)
        missed = Counter(wanted.claim.type for wanted in mine.missed)
        assert {type: (right[type], false[type], missed[type]) for type in right | false | missed} == {
            type: (c.tp, c.fp, c.fn) for type, c in theirs.claims.items() if c.tp + c.fp + c.fn
        }, gold.name
        for ours, table in (
            (mine.exact, theirs.exact),
            (mine.overlapping, theirs.overlap),
            (mine.entities, theirs.clusters),
        ):
            assert {type: (c.right, c.false, c.missed) for type, c in ours.items()} == {
                type: (c.tp, c.fp, c.fn) for type, c in table.items() if c.tp + c.fp + c.fn
            }, gold.name
        assert [mine.states - len(mine.wrong_states), mine.states] == theirs.link["state"][:2], gold.name
