"""The best way to pair two lists one to one: the pairs of greatest total weight."""

from __future__ import annotations

from collections.abc import Mapping

# Below it a gain is an error of rounding, and following it could go in circles.
_LEAST = 1e-9


def assign(weights: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Left to right, by the weights of the pairs that are possible; equal input gives equal pairs.

    Pairs are added along the path that gains most, which may pair anew what was paired before, until none gains: each
    step is then the best for its number of pairs, and so is the last.
    """
    edges: dict[int, list[tuple[int, float]]] = {}
    for (left, right), weight in sorted(weights.items()):
        if weight > 0:
            edges.setdefault(left, []).append((right, weight))
    pairs: dict[int, int] = {}
    while path := _best_path(edges, pairs):
        pairs.update(path)
    return pairs


def _best_path(edges: Mapping[int, list[tuple[int, float]]], pairs: Mapping[int, int]) -> dict[int, int]:
    """The new pairs along the path of greatest gain from a free left to a free right; empty where none gains."""
    taken = {right: left for left, right in pairs.items()}
    weight_of = {(left, right): weight for left, found in edges.items() for right, weight in found}
    gains = {left: 0.0 for left in edges if left not in pairs}
    came: dict[int, int] = {}  # right -> the left it was reached from
    best: dict[int, float] = {}
    waiting = list(gains)
    while waiting:
        left = waiting.pop(0)
        for right, weight in edges[left]:
            gain = gains[left] + weight
            if pairs.get(left) == right or gain <= best.get(right, 0.0) + _LEAST:
                continue
            best[right], came[right] = gain, left
            holder = taken.get(right)
            if holder is not None:
                onward = gain - weight_of[holder, right]
                if onward > gains.get(holder, float("-inf")) + _LEAST:
                    gains[holder] = onward
                    waiting.append(holder)
    ends = [right for right in best if right not in taken]
    if not ends:
        return {}
    return _walk_back(max(ends, key=lambda right: (best[right], -right)), came, pairs)


def _walk_back(right: int, came: Mapping[int, int], pairs: Mapping[int, int]) -> dict[int, int]:
    path = {}
    end: int | None = right
    while end is not None:
        left = came[end]
        path[left] = end
        end = pairs.get(left)
    return path
