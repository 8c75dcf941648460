"""The best way to pair two lists one to one: the pairs of greatest total weight."""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx


def assign(weights: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Left to right, by the weights of the pairs that are possible; equal input gives equal pairs.

    A matching of maximum weight in a bipartite graph (Galil, "Efficient algorithms for finding maximum matching in
    graphs", ACM Computing Surveys 18, 1986, as networkx has it).
    """
    graph: nx.Graph[tuple[str, int]] = nx.Graph()
    for (left, right), weight in sorted(weights.items()):
        if weight > 0:
            graph.add_edge(("left", left), ("right", right), weight=weight)
    pairs = (sorted(pair) for pair in nx.max_weight_matching(graph))
    return dict(sorted((left[1], right[1]) for left, right in pairs))
