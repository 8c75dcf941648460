"""How far a figure would move with other documents: percentile intervals over documents drawn anew.

Documents are drawn within their language, as many as there are. The seed is fixed: equal input gives equal intervals.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ingest.evaluation.counts import Counts

_SEED = 20251025
RESAMPLES = 1000
_TAIL = 0.025


@dataclass(frozen=True, slots=True)
class Interval:
    """Where 95 of 100 redrawn figures lie."""

    low: float
    high: float


Sample = Sequence[Counts]


def resample(documents: Sequence[Mapping[str, Counts]], language: str) -> dict[str, Sample]:
    """For each measure, its counts over every redrawn set of one language's documents."""
    draw = random.Random(f"{_SEED} {language}")
    draws = [draw.choices(range(len(documents)), k=len(documents)) for _ in range(RESAMPLES)]
    return {name: _totals([document[name] for document in documents], draws) for name in documents[0]}


def _totals(counts: Sequence[Counts], draws: Sequence[Sequence[int]]) -> Sample:
    if not any(count != Counts() for count in counts):
        return [Counts()] * len(draws)
    right, false, missed = ([getattr(c, part) for c in counts] for part in ("right", "false", "missed"))
    return [Counts(sum(right[i] for i in d), sum(false[i] for i in d), sum(missed[i] for i in d)) for d in draws]


def together(samples: Sequence[Sample]) -> Sample:
    """The sum of several languages' redrawn counts."""
    return [sum(counts, Counts()) for counts in zip(*samples, strict=True)]


def interval(sample: Sample, figure: Callable[[Counts], float]) -> Interval | None:
    """The interval of a figure; None of fewer than two documents, and where nothing was ever counted."""
    figures = sorted(figure(counts) for counts in sample if counts != Counts())
    return percentiles(figures) if figures else None


def percentiles(figures: Sequence[float]) -> Interval:
    """The interval of sorted figures."""
    cut = int(_TAIL * len(figures))
    return Interval(figures[cut], figures[len(figures) - 1 - cut])
