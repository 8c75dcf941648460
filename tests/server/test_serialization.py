"""The same triples in every syntax, without losing one."""

from __future__ import annotations

import json
from functools import cache

import pyoxigraph as ox
import pytest

from graph.ntriples import to_ntriples
from graph.rdf import to_graph
from graph.stores import MEMORY, open_store
from server.negotiation import GRAPHS, JSON_LD, Format
from server.serialization import serialize
from tests.server.samples import BASE, accepted, arabic, english

ENGINE = {
    "ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML, "trig": ox.RdfFormat.TRIG, "nq": ox.RdfFormat.N_QUADS,
}  # fmt: skip


@cache
def lines() -> dict[str, list[str]]:
    """The lines as a store holds them: the embedded one keeps values, not their spelling."""
    store = open_store(MEMORY)
    store.replace(
        {
            "": accepted(),
            f"{BASE}graph/one": to_ntriples(to_graph(english(), BASE)),
            f"{BASE}graph/two": to_ntriples(to_graph(arabic(), BASE)),
        }
    )
    return {name: store.triples(name) for name in ("", *store.graphs())}


def triples(data: bytes, format: ox.RdfFormat) -> set[str]:
    return {str(quad.triple) for quad in ox.parse(data, format=format)}


@pytest.mark.parametrize("format", GRAPHS, ids=lambda format: format.name)
def test_every_syntax_holds_every_triple(format: Format) -> None:
    wanted = {triple for part in lines().values() for triple in triples("\n".join(part).encode(), ENGINE["nt"])}

    found = triples(serialize(lines(), format), ENGINE[format.name])

    assert found == wanted


@pytest.mark.parametrize("format", GRAPHS, ids=lambda format: format.name)
def test_the_order_of_what_comes_in_changes_nothing(format: Format) -> None:
    backwards = {name: list(reversed(part)) for name, part in reversed(lines().items())}

    assert serialize(backwards, format) == serialize(lines(), format)


def test_json_ld_speaks_in_our_words_and_carries_only_those() -> None:
    document = json.loads(serialize({"": accepted()}, JSON_LD))

    act = next(node for node in document["@graph"] if "actor" in node)
    assert act["actor"] == f"{BASE}id/state/vnm"
    assert "Signature" in act["type"]
    assert "actor" in document["@context"]
    assert "ratifies" not in document["@context"]


@pytest.mark.parametrize("written", [
    '"2025-10"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>',
    '"0.90"^^<http://www.w3.org/2001/XMLSchema#decimal>',
    '"72"^^<http://www.w3.org/2001/XMLSchema#integer>',
    '"a \\"quoted\\" word"@en',
    '"a line\\nand \\\\ another"',
    '"واحد"@ar',
])  # fmt: skip
def test_json_ld_keeps_every_literal_as_it_is_written(written: str) -> None:
    data = serialize({"": [f"<urn:a> <https://w3id.org/treatygraph/ontology#date> {written} ."]}, JSON_LD)

    assert triples(data, ox.RdfFormat.JSON_LD) == {f"<urn:a> <https://w3id.org/treatygraph/ontology#date> {written}"}


def test_nothing_is_written_as_nothing() -> None:
    assert json.loads(serialize({}, JSON_LD))["@graph"] == []
