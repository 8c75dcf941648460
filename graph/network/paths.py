"""How two things are connected: shortest paths with the claims along the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

import networkx as nx

from graph.errors import UnknownLocation
from graph.network.projection import Network


@dataclass(frozen=True, slots=True)
class Step:
    """One tie of a path; `forward` tells whether the path follows it from its source to its target."""

    source: str
    source_label: str
    relation: str
    forward: bool
    target: str
    target_label: str
    date: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A way from one node to another; each step may be made by any of the ties there, and gives the first."""

    nodes: tuple[str, ...]
    labels: tuple[str, ...]
    steps: tuple[Step, ...]


def shortest_paths(network: Network, source: str, target: str, limit: int = 10) -> list[Path]:
    """The shortest ways from one node to another, whichever way their ties point; empty where there is none.

    At most `limit`, always the same ones. UnknownLocation for what is no node of the network.
    """
    for node in (source, target):
        if node not in network:
            raise UnknownLocation(node, "no accepted fact ties it to anything, so it is not in the network")
    # A plain graph: a path is told by its nodes, however many ties stand between two of them.
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(sorted(network))
    plain.add_edges_from(sorted({(min(pair), max(pair)) for pair in network.edges()}))
    if not nx.has_path(plain, source, target):
        return []
    found = islice(nx.all_shortest_paths(plain, source, target), limit)
    return [_path(network, nodes) for nodes in sorted(found)]


def _path(network: Network, nodes: list[str]) -> Path:
    labels = tuple(str(network.nodes[node]["label"]) for node in nodes)
    steps = tuple(next(_ties(network, one, other)) for one, other in pairwise(nodes))
    return Path(tuple(nodes), labels, steps)


def _ties(network: Network, one: str, other: str) -> Iterator[Step]:
    """The ties between two nodes, those that point our way first, then by relation."""
    for source, target, forward in ((one, other, True), (other, one, False)):
        edges = network.get_edge_data(source, target) or {}
        for _, edge in sorted(edges.items()):
            yield Step(
                one,
                str(network.nodes[one]["label"]),
                edge["relation"],
                forward,
                other,
                str(network.nodes[other]["label"]),
                edge["date"],
                tuple(edge["claims"].split()),
            )
