"""The network of accepted facts: ties with their claims, paths, middles and groups, and files for other programs."""

from __future__ import annotations

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import networkx as nx
import pytest

from graph.errors import QueryError, UnknownLocation
from graph.network import (
    CENTRALITIES,
    TOGETHER,
    Network,
    centrality,
    communities,
    project,
    shortest_paths,
    to_gexf,
    to_graphml,
    to_json,
)
from graph.store import Store


@pytest.fixture(scope="module")
def network(published: Store, base: str) -> Network:
    return project(published, base)


def _edges(network: Network, base: str) -> set[tuple[str, str, str]]:
    return {
        (source.removeprefix(f"{base}id/"), str(data["relation"]), target.removeprefix(f"{base}id/"))
        for source, target, data in network.edges(data=True)
    }


def test_facts_are_ties_and_things_are_nodes(network: Network, base: str) -> None:
    edges = _edges(network, base)

    assert {
        ("state/vnm", "signed", "treaty/un-xviii-16"),
        ("organization/european-union", "signed", "treaty/un-xviii-16"),
        ("state/vnm", "promised-on", "treaty/un-xviii-16"),
        ("person/antonio-guterres", "said-about", "treaty/un-xviii-16"),
        ("person/antonio-guterres", "supported", "treaty/un-xviii-16"),
        ("person/antonio-guterres", "spoke-at", "event/hanoi-signing-2025"),
        ("person/antonio-guterres", "holds-post-in", "organization/united-nations"),
        ("event/hanoi-signing-2025", "takes-place-in", "place/hanoi"),
        ("event/hanoi-signing-2025", "concerns", "treaty/un-xviii-16"),
    } <= edges
    assert network.nodes[f"{base}id/state/vnm"] == {"label": "Viet Nam", "type": "state"}


def test_a_tie_carries_the_claims_that_show_it_and_its_date(network: Network, base: str) -> None:
    signed = network.get_edge_data(f"{base}id/state/vnm", f"{base}id/treaty/un-xviii-16")
    place = network.get_edge_data(f"{base}id/event/hanoi-signing-2025", f"{base}id/place/hanoi")

    signature = next(edge for edge in signed.values() if edge["relation"] == "signed")
    assert len(signature["claims"].split()) == 2
    assert signature["date"] == "2025-10-25"
    assert [len(edge["claims"].split()) for edge in place.values()] == [1]


def test_a_fact_of_two_kinds_is_one_tie(network: Network, base: str) -> None:
    assert ("state/vnm", "said-about", "treaty/un-xviii-16") not in _edges(network, base)


def test_only_the_relations_asked_for_are_drawn(published: Store, base: str) -> None:
    network = project(published, base, ["signed"])

    assert {relation for _, relation, _ in _edges(network, base)} == {"signed"}


def test_those_who_took_part_together_are_tied_on_demand(changeable: Store, base: str) -> None:
    lines = changeable.triples("")
    changeable.replace(
        {
            "": [
                *lines,
                *(line.replace("antonio-guterres", "john-brandolino") for line in lines if "/participation/" in line),
            ]
        }
    )

    network = project(changeable, base, [TOGETHER])

    assert _edges(network, base) == {("person/antonio-guterres", TOGETHER, "person/john-brandolino")}
    assert all(data["claims"] for _, _, data in network.edges(data=True))


def test_an_unknown_relation_lists_those_there_are(published: Store, base: str) -> None:
    with pytest.raises(QueryError, match=r"no relation likes.*signed"):
        project(published, base, ["likes"])


def test_what_is_not_in_the_network_has_no_paths(network: Network, base: str) -> None:
    with pytest.raises(UnknownLocation, match="no accepted fact"):
        shortest_paths(network, f"{base}id/state/vnm", f"{base}id/state/nowhere")


def test_a_path_goes_both_ways_along_ties_and_shows_its_claims(network: Network, base: str) -> None:
    paths = shortest_paths(network, f"{base}id/state/vnm", f"{base}id/person/antonio-guterres")

    labels = [path.labels for path in paths]
    assert ("Viet Nam", "United Nations Convention against Cybercrime", "António Guterres") in [
        tuple(label.partition(";")[0] for label in path) for path in labels
    ]
    first, second = paths[0].steps
    assert (first.forward, second.forward) == (True, False)
    assert first.claims
    assert second.claims


def test_a_node_is_no_step_away_from_itself(network: Network, base: str) -> None:
    (path,) = shortest_paths(network, f"{base}id/state/vnm", f"{base}id/state/vnm")

    assert path.steps == ()


def test_without_a_path_there_is_none(network: Network, base: str) -> None:
    apart = network.copy()
    apart.add_node(f"{base}id/state/xxx", label="x", type="state")

    assert shortest_paths(apart, f"{base}id/state/vnm", f"{base}id/state/xxx") == []


@pytest.mark.parametrize("kind", CENTRALITIES)
def test_the_treaty_stands_in_the_middle(published: Store, base: str, kind: str) -> None:
    signed = ["signed", "said-about", "concerns", "spoke-at", "takes-place-in"]

    ranked = centrality(project(published, base, signed), kind)

    assert ranked[0].iri == f"{base}id/treaty/un-xviii-16"
    assert [one.score for one in ranked] == sorted((one.score for one in ranked), reverse=True)


def test_an_unknown_centrality_lists_those_there_are(network: Network) -> None:
    with pytest.raises(QueryError, match="betweenness"):
        centrality(network, "charm")


def test_large_networks_are_sampled_alike() -> None:
    ring: Network = nx.MultiDiGraph()
    for number in range(600):
        ring.add_node(f"n{number:03}", label="", type="")
    for number in range(600):
        ring.add_edge(f"n{number:03}", f"n{(number + 1) % 600:03}")

    assert centrality(ring, "betweenness") == centrality(ring, "betweenness")


def test_everyone_is_in_one_community(network: Network) -> None:
    found = communities(network)

    members = [member.iri for community in found for member in community.members]
    assert sorted(members) == sorted(network)
    assert [community.number for community in found] == list(range(1, len(found) + 1))


def test_an_empty_network_has_no_middle_and_no_groups(published: Store, base: str) -> None:
    empty = project(published, base, ["observed"])

    assert (centrality(empty), communities(empty)) == ([], [])


def test_graphml_reads_back(network: Network) -> None:
    read = nx.read_graphml(BytesIO(to_graphml(network)), force_multigraph=True)

    assert set(read.nodes) == set(network.nodes)
    assert read.number_of_edges() == network.number_of_edges()


def test_gexf_reads_back_and_has_no_date_of_writing(network: Network) -> None:
    written = to_gexf(network)

    assert b"lastmodifieddate" not in written
    assert set(nx.read_gexf(BytesIO(written)).nodes) == set(network.nodes)


def test_json_has_claims_as_lists(network: Network) -> None:
    read = json.loads(to_json(network))

    assert len(read["nodes"]) == len(network)
    assert all(isinstance(edge["claims"], list) for edge in read["edges"])


def test_labels_with_control_characters_still_make_xml() -> None:
    odd: Network = nx.MultiDiGraph()
    odd.add_node("a", label="x\x01y", type="person")

    assert set(nx.read_graphml(BytesIO(to_graphml(odd))).nodes) == {"a"}
    assert set(nx.read_gexf(BytesIO(to_gexf(odd))).nodes) == {"a"}


def test_every_process_writes_the_same_bytes(published_folder: str, base: str) -> None:
    program = (
        "import sys, hashlib\nfrom graph.stores import open_store\nfrom graph import network as n\n"
        f"net = n.project(open_store({published_folder!r}, read_only=True), {base!r})\n"
        "parts = [n.to_graphml(net), n.to_gexf(net), n.to_json(net), repr(n.communities(net)).encode()]\n"
        "parts += [repr(n.centrality(net, kind)).encode() for kind in n.CENTRALITIES]\n"
        "print(hashlib.sha256(b''.join(parts)).hexdigest())"
    )

    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=Path(__file__).parents[2],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(digests) == 1
