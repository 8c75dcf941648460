"""What holds for every official record: spans quote, order of columns is nothing, and no bytes break the readers."""

from __future__ import annotations

import contextlib
import json
import time
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph

from graph.errors import TreatygraphError
from graph.identifiers import DEFAULT_BASE
from graph.model import ClaimType
from graph.rdf import to_graph
from graph.records import from_record, to_record
from graph.validation import open_gate
from ingest.model import RawDocument
from ingest.official import compare, official_rows, read_official
from tests.ingest.official.records import TYPES, acts, page, read, table, untc_xml

# Facts: coe.int chart of ETS 185 (Albania, Benin); treaties.un.org XVIII-16.
HEADS = ["State", "Signature", "Ratification", "Entry into Force", "R."]
ROWS = [
    ["Albania", "23/11/2001", "20/06/2002", "01/07/2004", ""],
    ["Benin", "", "20/06/2024 a", "01/10/2024", ""],
    ["Côte d'Ivoire", "", "29/07/2024 a", "01/11/2024", "R."],
    ["Atlantis 𐐷", "[23/11/2001]", "", "", ""],
]
HEADER = "<Chapter><Number>CHAPTER XVIII</Number></Chapter><TreatyNo>16</TreatyNo>"
XML = untc_xml(["Participant", "Signature"], [["Côte d'Ivoire", "25 Oct\t 2025 "], ["Peru", "[25 Oct 2025]"]], HEADER)
COE = "<h1>Chart of signatures and ratifications of Treaty 185</h1><p>Status as of 02/12/2025</p>Council of Europe"
PAGE = page("Convention on Cybercrime", COE + table(HEADS, ROWS))
JSON = json.dumps([[{"LibPaysOrga": row[0], "DateSignature": row[1], "Reserves": bool(row[4])} for row in ROWS]])
CSV = "\n".join(",".join(row) for row in [HEADS, *ROWS])
SAMPLES = {"x.xml": XML, "treaty-185.html": PAGE, "chart-185.json": JSON, "chart-185.csv": CSV}


def csv_of(order: tuple[int, ...]) -> str:
    return "\n".join(",".join(row[at] for at in order) for row in [HEADS, *ROWS])


@pytest.mark.parametrize("name", SAMPLES)
def test_every_span_quotes_the_text_and_the_record_is_a_whole_reading(name: str) -> None:
    reading = read(name, SAMPLES[name]).reading
    text = reading.document.text

    spans = [claim.evidence for claim in reading.claims] + [mention.span for mention in reading.mentions]

    assert spans
    assert all(0 <= span.start < span.end <= len(text) and span.of(text).strip() == span.of(text) for span in spans)
    assert from_record(to_record(reading), text) == reading


@pytest.mark.parametrize("name", SAMPLES)
def test_evidence_of_a_row_holds_its_party_and_its_day(name: str) -> None:
    reading = read(name, SAMPLES[name]).reading
    names = {entity.id: [written for _, written in entity.labels] for entity in reading.entities}

    for claim in reading.claims:
        party = claim.object if claim.type is ClaimType.ENTERS_INTO_FORCE else claim.subject
        words = claim.evidence.of(reading.document.text)
        if party is not None and reading.entity(party).type == "state":
            assert any(written in words for written in names[party])
            assert "\n" not in words


@pytest.mark.parametrize("name", SAMPLES)
def test_a_record_passes_the_gate(name: str) -> None:
    graph = to_graph(read(name, SAMPLES[name]).reading, DEFAULT_BASE)

    assert open_gate().check(graph, Graph()).blocking == ()


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_bytes_give_the_same_reading(name: str) -> None:
    assert read(name, SAMPLES[name]) == read(name, SAMPLES[name])


@pytest.mark.parametrize("order", list(permutations(range(len(HEADS))))[::7])
def test_the_order_of_columns_changes_no_claim(order: tuple[int, ...]) -> None:
    usual = official_rows(read("chart-185.csv", CSV).reading)

    assert official_rows(read("chart-185.csv", csv_of(order)).reading) == usual


def test_the_page_and_the_file_of_one_chart_say_the_same() -> None:
    changes = compare(read("chart-185.csv", CSV).reading, read("treaty-185.html", PAGE).reading)

    assert not changes


def test_rows_that_vanish_or_change_are_told_and_the_forms_of_consent_are_one_act() -> None:
    after = CSV.replace("Albania,23/11/2001", "Albania,24/11/2001").replace("20/06/2024 a", "20/06/2024")
    after = "\n".join(line for line in after.splitlines() if "Ivoire" not in line) + "\nPeru,,26/08/2019 a,,\n"

    changes = compare(read("chart-185.csv", CSV).reading, read("chart-185.csv", after).reading)

    assert {(row.party, row.action) for row in changes.removed} == {
        ("state/civ", "accession"), ("state/civ", "entry-into-force"), ("state/civ", "reservation")
    }  # fmt: skip
    assert [(row.party, row.date) for row in changes.added] == [("state/per", "2019-08-26")]
    assert {(old.party, old.action, new.action, new.date) for old, new in changes.changed} == {
        ("state/alb", "signature", "signature", "2001-11-24"),
        ("state/ben", "accession", "ratification", "2024-06-20"),
    }


mangles = st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 12), st.binary(max_size=6)), max_size=4)


@given(st.sampled_from(sorted(SAMPLES)), mangles)
@settings(max_examples=400, deadline=None)
def test_mangled_bytes_end_in_a_reading_that_quotes_or_an_error_of_ours(
    name: str, cuts: list[tuple[int, int, bytes]]
) -> None:
    body = SAMPLES[name].encode()
    for start, length, put in cuts:
        body = body[:start] + put + body[start + length :]

    with contextlib.suppress(TreatygraphError):
        found = read_official(RawDocument(name, body, TYPES[name.rpartition(".")[2]]))
        if found is not None:
            reading = found.reading
            assert all(span.end <= len(reading.document.text) for span in (c.evidence for c in reading.claims))
            assert from_record(to_record(reading), reading.document.text) == reading


cells = st.text(st.sampled_from("aZé 0123/[]()-.\u00a0\u200b\ud83d𐐷أ\"'\\"), max_size=14)


@given(st.lists(st.lists(cells, min_size=1, max_size=6), min_size=1, max_size=6))
@settings(max_examples=200, deadline=None)
def test_no_cell_is_lost_whatever_it_holds(rows: list[list[str]]) -> None:
    data = [dict(zip(["LibPaysOrga", "DateSignature", "Reserves", "x", "y", "z"], row, strict=False)) for row in rows]
    data.append({"LibPaysOrga": "Peru", "DateSignature": "2019-08-26"})

    text = read("chart-185.json", json.dumps(data)).reading.document.text

    shown = {" ".join(cell.replace("\ud83d", " ").split()) for row in rows for cell in row}
    kept = {cell for line in text.splitlines() for cell in line.split("\t")}
    assert shown - kept <= {""}


@pytest.mark.parametrize("deep", ["[" * 60000 + "]" * 60000, '{"a":' * 60000 + "1" + "}" * 60000])
def test_json_nested_beyond_reason_breaks_nothing(deep: str) -> None:
    with contextlib.suppress(TreatygraphError):
        assert read_official(RawDocument("a.json", deep.encode(), "application/json")) is None


def test_two_hundred_rows_are_read_within_a_blink() -> None:
    rows = [["Peru" if n % 2 else f"Land {n} of all", "25 Oct 2025", "", "", ""] for n in range(200)]
    text = page("Convention on Cybercrime", COE + table(HEADS, rows))
    read("treaty-185.html", text)

    start = time.perf_counter()
    read("treaty-185.html", text)

    assert time.perf_counter() - start < 1.0
    assert len(acts(read("treaty-185.html", text).reading)) == 101


@pytest.mark.parametrize(
    "cell", ["(" * 100_000, ", " * 100_000, "1,1" * 100_000, "&lt;sup&gt;" * 50_000, "A=" * 100_000, "a" * 300_000]
)
def test_a_cell_of_any_length_is_read_in_time_that_grows_with_it(cell: str) -> None:
    start = time.perf_counter()

    read("treaty-185.html", page("Convention on Cybercrime", COE + table([*HEADS, cell], [[cell, "23/11/2001", cell]])))

    assert time.perf_counter() - start < 10
