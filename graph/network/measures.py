"""Who stands in the middle, and who belongs together: the same answer at every run.

The measures run on a plain undirected graph whose nodes are numbers in the order of their IRIs, because sets of
texts are walked in another order in each process. An edge weighs as many ties as stand between its ends.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import networkx as nx

from graph.errors import QueryError
from graph.network.projection import Network

_SEED = 1
# Beyond, betweenness is estimated from this many nodes: exact, it takes hours on a hundred thousand.
_SAMPLE = 500
_DIGITS = 9

CENTRALITIES = ("degree", "betweenness", "closeness", "eigenvector")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A node and its score."""

    iri: str
    label: str
    type: str
    score: float


@dataclass(frozen=True, slots=True)
class Community:
    """Nodes that are tied to each other more than to others, the best connected first."""

    number: int
    members: tuple[Ranked, ...]


def centrality(network: Network, kind: str = "degree") -> list[Ranked]:
    """Every node with its score, the highest first and equals by IRI.

    Kinds are those of `CENTRALITIES`; betweenness is sampled, always alike, in networks of more than 500 nodes.
    QueryError names another kind.
    """
    measure = _MEASURES.get(kind)
    if measure is None:
        raise QueryError(f"no centrality {kind!r}; there are {', '.join(CENTRALITIES)}")
    plain, iris = _plain(network)
    scores = measure(plain) if len(plain) else {}
    ranked = [_ranked(network, iris[node], score) for node, score in scores.items()]
    return sorted(ranked, key=lambda one: (-one.score, one.iri))


def communities(network: Network) -> list[Community]:
    """The communities that the Louvain method finds, the largest first, numbered from 1."""
    plain, iris = _plain(network)
    if not len(plain):
        return []
    found = nx.community.louvain_communities(plain, weight="weight", seed=_SEED)
    members = [_members(network, plain, iris, group) for group in found]
    ordered = sorted(members, key=lambda group: (-len(group), group[0].iri))
    return [Community(number, group) for number, group in enumerate(ordered, 1)]


def _members(network: Network, plain: nx.Graph[int], iris: list[str], group: set[int]) -> tuple[Ranked, ...]:
    ranked = [_ranked(network, iris[node], float(plain.degree(node, weight="weight"))) for node in group]
    return tuple(sorted(ranked, key=lambda one: (-one.score, one.iri)))


def _plain(network: Network) -> tuple[nx.Graph[int], list[str]]:
    iris = sorted(network)
    numbers = {iri: number for number, iri in enumerate(iris)}
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(len(iris)))
    for source, target in sorted((numbers[source], numbers[target]) for source, target in network.edges()):
        weight = plain.get_edge_data(source, target, {"weight": 0})["weight"]
        plain.add_edge(source, target, weight=weight + 1)
    return plain, iris


def _ranked(network: Network, iri: str, score: float) -> Ranked:
    node = network.nodes[iri]
    return Ranked(iri, str(node["label"]), str(node["type"]), round(score, _DIGITS))


def _betweenness(plain: nx.Graph[int]) -> dict[int, float]:
    sample = _SAMPLE if len(plain) > _SAMPLE else None
    return nx.betweenness_centrality(plain, k=sample, seed=_SEED)


def _eigenvector(plain: nx.Graph[int]) -> dict[int, float]:
    # Slow to settle where parts of the network hardly touch; far more turns than any network of ours took.
    return nx.eigenvector_centrality(plain, max_iter=10_000, tol=1e-8, weight="weight")


_MEASURES: dict[str, Callable[[nx.Graph[int]], dict[int, float]]] = {
    "degree": nx.degree_centrality,
    "betweenness": _betweenness,
    "closeness": nx.closeness_centrality,
    "eigenvector": _eigenvector,
}
