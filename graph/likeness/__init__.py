"""Whether two names, in whatever scripts, may be one person's: by sound, without a model, the same always.

`likeness` compares two names, `MATCH` is from where on they count as one name, `name_keys` are few keys of which
two spellings of one name share at least one. A name is no person: whoever joins people asks for the post too.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from graph.folding import fold
from graph.likeness.alignment import align
from graph.likeness.blocking import name_keys
from graph.likeness.names import Reading, read_name

__all__ = ["MATCH", "likeness", "name_keys"]

# Frozen on the names of tests/graph/names/dev.tsv; `python -m bench.names` tells what it does on the others.
MATCH = 0.72

_folded = lru_cache(maxsize=65536)(fold)


def likeness(left: str, right: str) -> float:
    """How alike two names sound, from 0 to 1; symmetric, 1 for names that fold to the same."""
    if _folded(left) == _folded(right):
        return 1.0
    if left > right:
        left, right = right, left
    return _of_readings(read_name(left), read_name(right))


def _of_readings(lefts: Sequence[Reading], rights: Sequence[Reading]) -> float:
    """The likeness of the readings that are most alike; two names of Han characters must sound alike in every way to
    read them, for in Mandarin alone many characters sound the same."""
    scores = [(align(a, b), a.words[0].script, b.words[0].script) for a in lefts for b in rights]
    own = [score for score, one, other in scores if one == other and one.startswith("han-")]
    return min(own) if own else max((score for score, _, _ in scores), default=0.0)
