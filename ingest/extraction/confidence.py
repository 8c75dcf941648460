"""How sure a claim is: the measured precision of its rule, less the doubts that hold of this claim."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from ingest.extraction.drafts import Context

# What the prior of a rule, set by hand, is worth in judged claims: most rules are judged fewer than ten times, on texts
# that their writer knew. With each text judged by the trials on all others, the log loss falls as the prior is worth
# more (868 claims: 0.37 at 2, 0.36 at 4, 0.35 at 8, then hardly). One false claim of one does not silence a rule
# (with prior 0.9: 0.8), five of five do (0.55).
PRIOR_WORTH = 8


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
