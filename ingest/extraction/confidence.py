"""How sure a claim is: the measured precision of its rule, less the doubts that hold of this claim."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from ingest.extraction.drafts import Context

# What the prior of a rule, set by hand, is worth in judged claims. Tuning texts judge most rules fewer than ten times,
# and they judge mildly, for the rules were written beside them: one false claim of one must not silence a rule (with
# prior 0.9: 0.72), three of three must (0.51).
PRIOR_WORTH = 4


def confidence(rule: str, prior: float, doubts: Iterable[str], context: Context) -> float:
    """The confidence of a claim of the rule, to three digits; `prior` stands alone where the rule was never judged."""
    trials = context.trials.get(rule)
    precision = prior
    if trials is not None:
        precision = (trials.right + PRIOR_WORTH * prior) / (trials.judged + PRIOR_WORTH)
    return round(precision * math.prod(factors()[doubt] for doubt in sorted(set(doubts))), 3)


@cache
def factors() -> dict[str, float]:
    """The factor of each doubt of `doubts.toml`."""
    table = tomllib.loads(files(__package__).joinpath("doubts.toml").read_text("utf-8"))
    return {name: row["factor"] for name, row in table.items()}
