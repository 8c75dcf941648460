"""The best way to pair two lists one to one: the pairs of greatest total weight."""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx

# Weights are compared as whole numbers of this size, so that a sum of them is exact.
_UNIT = 10**9


def assign(weights: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Left to right, by the weights of the pairs that are possible; of equal sums, the pairs nearest to list order.

    A matching of maximum weight in a bipartite graph (Galil, "Efficient algorithms for finding maximum matching in
    graphs", ACM Computing Surveys 18, 1986, as networkx has it).
    """
    possible = {pair: weight for pair, weight in sorted(weights.items()) if weight > 0}
    furthest = max((abs(left - right) for left, right in possible), default=0)
    nearness = furthest * furthest + 1
    ties = nearness * (len(possible) + 1)
    graph: nx.Graph[tuple[str, int]] = nx.Graph()
    for (left, right), weight in possible.items():
        exact = round(weight * _UNIT) * ties + nearness - (left - right) ** 2
        graph.add_edge(("left", left), ("right", right), weight=exact)
    pairs = (sorted(pair) for pair in nx.max_weight_matching(graph))
    return dict(sorted((left[1], right[1]) for left, right in pairs))
