"""The accepted graph as a network: who is tied to whom and to what, each tie with the claims that show it."""

from __future__ import annotations

from graph.network.files import to_gexf, to_graphml, to_json
from graph.network.measures import CENTRALITIES, Community, Ranked, centrality, communities
from graph.network.paths import Path, Step, shortest_paths
from graph.network.projection import RELATIONS, TOGETHER, Network, project

__all__ = [
    "CENTRALITIES", "RELATIONS", "TOGETHER", "Community", "Network", "Path", "Ranked", "Step", "centrality",
    "communities", "project", "shortest_paths", "to_gexf", "to_graphml", "to_json",
]  # fmt: skip
