"""The store as a file, in every format."""

from __future__ import annotations

import csv
import io
import json
import warnings
from collections.abc import Iterator

import pytest
from rdflib import Dataset

from graph.errors import QueryError
from graph.export import COLUMNS, FORMATS, export
from graph.store import Store
from graph.stores import open_store


@pytest.fixture(scope="module")
def again(published_lines: dict[str, list[str]]) -> Iterator[Store]:
    """A second store with the same content, filled in another order."""
    store = open_store("memory:")
    store.replace({name: reversed(lines) for name, lines in reversed(published_lines.items())})
    yield store
    store.close()


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_content_is_exported_to_the_same_bytes(published: Store, again: Store, base: str, format: str) -> None:
    assert export(published, base, format) == export(again, base, format)


def _by_graph(dataset: Dataset) -> dict[str, list[object]]:
    graphs: dict[str, list[object]] = {}
    for *triple, graph in dataset.quads():
        name = "" if graph is None or str(graph) == "urn:x-rdflib:default" else str(graph)
        graphs.setdefault(name, []).append(triple)
    return graphs


@pytest.mark.parametrize(("format", "parser"), [("nq", "nquads"), ("trig", "trig"), ("jsonld", "json-ld")])
def test_every_quad_is_in_the_file(published: Store, base: str, format: str, parser: str) -> None:
    graph = next(name for name in published.graphs() if "/graph/document/" in name)
    small = open_store("memory:")
    small.replace({graph: published.triples(graph), "": published.triples("")[:100]})
    with warnings.catch_warnings():
        # rdflib warns of its own use of its old names.
        warnings.simplefilter("ignore", DeprecationWarning)
        dataset = Dataset()
        dataset.parse(data=export(small, base, format), format=parser)
        held = {str(name): len(list(lines)) for name, lines in _by_graph(dataset).items()}

    assert held == {graph: len(small.triples(graph)), "": 100}


def test_every_claim_is_a_row_to_cite(published: Store, base: str) -> None:
    rows = list(csv.DictReader(io.StringIO(export(published, base, "csv").decode(), newline="")))

    assert len(rows) == 15
    assert tuple(rows[0]) == COLUMNS
    tally = next(row for row in rows if row["value"] == "72")
    assert (tally["type"], tally["date"], tally["unit"], tally["modality"]) == (
        "tally", "2025-10-26", "UnitState", "Asserted",
    )  # fmt: skip
    assert tally["quote"] == "By 26 October 2025, 72 states had signed"
    assert int(tally["end"]) - int(tally["start"]) == len(tally["quote"])
    signature = next(row for row in rows if row["type"] == "signs" and row["date"])
    assert signature["object"] == f"{base}id/treaty/un-xviii-16"
    assert signature["value"] == ""
    assert next(row for row in rows if row["type"] == "reports")["flags"] == "DoubtfulExpansion"


def test_a_claim_with_two_flags_and_an_interval_is_still_one_row(changeable: Store, base: str) -> None:
    tg = "https://w3id.org/treatygraph/ontology#"
    graph = next(name for name in changeable.graphs() if f"{tg}DoubtfulExpansion" in "".join(changeable.triples(name)))
    lines = changeable.triples(graph)
    flagged = next(line for line in lines if f"<{tg}flag>" in line).split(" ")[0]
    lines += [
        f"{flagged} <{tg}flag> <{tg}DoubtfulDate> .",
        f'{flagged} <{tg}startDate> "2025-10-25"^^<http://www.w3.org/2001/XMLSchema#date> .',
        f'{flagged} <{tg}endDate> "2025-10-26"^^<http://www.w3.org/2001/XMLSchema#date> .',
    ]
    changeable.replace({graph: lines})

    rows = list(csv.DictReader(io.StringIO(export(changeable, base, "csv").decode(), newline="")))

    assert len(rows) == 15
    doubted = next(row for row in rows if row["type"] == "reports")
    assert (doubted["flags"], doubted["date"]) == ("DoubtfulDate DoubtfulExpansion", "2025-10-25/2025-10-26")


def test_a_quote_that_looks_like_a_formula_stays_as_it_is(changeable: Store, base: str) -> None:
    graph = next(name for name in changeable.graphs() if "/graph/document/" in name)
    lines = [line.split('"')[0] + '"=1+1" .' if "/oa#exact>" in line else line for line in changeable.triples(graph)]
    changeable.replace({graph: lines})

    assert b",=1+1," in export(changeable, base, "csv")


def test_an_empty_store_has_a_header_and_no_rows(base: str) -> None:
    store = open_store("memory:")

    assert export(store, base, "csv").decode() == ",".join(COLUMNS) + "\r\n"
    assert json.loads(export(store, base, "jsonld")) == []


def test_json_ld_tells_languages_datatypes_and_blank_nodes(base: str) -> None:
    store = open_store("memory:")
    store.replace({"": ['_:a <http://x/p> "x"@vi .', '<http://x/s> <http://x/q> "1"^^<http://x/t> .']})

    blank, typed = sorted(json.loads(export(store, base, "jsonld")), key=str)

    assert blank["@id"].startswith("_:")
    assert blank["http://x/p"] == [{"@value": "x", "@language": "vi"}]
    assert typed["http://x/q"] == [{"@value": "1", "@type": "http://x/t"}]


def test_in_rdf_1_2_a_claim_reifies_what_it_tells_of(published: Store, base: str) -> None:
    turtle = export(published, base, "rdf12").decode()

    tg, treaty = "https://w3id.org/treatygraph/ontology#", f"{base}id/treaty/un-xviii-16"
    assert "rdf:reifies <<(" in turtle
    assert f"<<( <{base}id/state/vnm> tg:signs <{treaty}> )>>" in turtle.replace(f"<{tg}signs>", "tg:signs")
    assert "rdf:subject" not in turtle


def test_an_unknown_format_lists_those_there_are(published: Store, base: str) -> None:
    with pytest.raises(QueryError, match="graphml"):
        export(published, base, "parquet")
