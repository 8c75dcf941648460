"""Official records on the road to the store: never refused for their language, and what vanishes is said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph.founding import ensure_base
from graph.quarantine import Quarantine
from graph.settings import Settings
from graph.store import Store
from graph.stores import open_store
from graph.validation import open_gate
from ingest.official.cli import compare_records
from ingest.pipeline import Result, Road, Status

NOON = datetime(2025, 11, 20, 12, tzinfo=UTC)
# Rows of the chart of ETS 185 (coe.int) and of the Dutch table of XVIII-16 (verdragen.nl 013891).
CHART = "State,Signature,Ratification\nAlbania,23/11/2001,20/06/2002\nBenin,,20/06/2024 a\n"
LATER = "State,Signature,Ratification\nAlbania,23/11/2001,21/06/2002\nPeru,,26/08/2019 a\n"
DUTCH = (
    "<html lang='nl'><head><title>Verdragenbank</title></head><body><h2>Verdrag tegen computercriminaliteit</h2>"
    "<table><tr><th>Partij</th><th>Ondertekening</th></tr><tr><td>Ivoorkust</td><td>25-10-2025</td></tr>"
    "<tr><td>Atlantis</td><td>25-10-2025</td></tr></table></body></html>"
)


@pytest.fixture(scope="module")
def founded() -> dict[str, list[str]]:
    store = open_store("memory:")
    ensure_base(store, Settings())
    return {name: store.triples(name) for name in store.graphs()}


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def road(tmp_path: Path, founded: dict[str, list[str]], told: list[str]) -> Iterator[Road]:
    settings = Settings(store="memory:", quarantine=str(tmp_path / "quarantine"))
    store = open_store(settings.store)
    store.replace(founded)
    yield Road(store, open_gate(), Quarantine(Path(settings.quarantine)), settings, tell=told.append)
    store.close()


def ingest(road: Road, path: Path, text: str, days: int = 0) -> Result:
    path.write_text(text, "utf-8")
    (result,) = list(road.ingest([str(path)], NOON + timedelta(days)))
    return result


def test_a_dutch_table_is_ingested_and_what_is_unknown_in_it_is_told(
    road: Road, tmp_path: Path, told: list[str]
) -> None:
    result = ingest(road, tmp_path / "013891_p.nl.html", DUTCH)

    assert (result.status, result.claims) == (Status.INGESTED, 2)
    assert any("Atlantis" in words for words in told)


def test_a_snapshot_that_lacks_rows_says_which_are_gone_or_changed(road: Road, tmp_path: Path, told: list[str]) -> None:
    ingest(road, tmp_path / "chart-185.csv", CHART)

    result = ingest(road, tmp_path / "chart-185.csv", LATER, days=1)

    assert result.status is Status.REPLACED
    assert [words.partition(": ")[2] for words in told] == [
        "a row is gone: Benin, accession, 2024-06-20",
        "a row is told otherwise: Albania, ratification, 2002-06-20 is now Albania, ratification, 2002-06-21",
        "1 new rows",
    ]


def test_the_same_snapshot_again_changes_nothing_and_says_nothing(road: Road, tmp_path: Path, told: list[str]) -> None:
    ingest(road, tmp_path / "chart-185.csv", CHART)

    result = ingest(road, tmp_path / "chart-185.csv", CHART, days=1)

    assert (result.status, told) == (Status.UNCHANGED, [])


@pytest.mark.parametrize(("name", "form"), [("a.xml", "XML"), ("a.json", "JSON"), ("a.csv", "CSV")])
def test_what_is_of_none_of_the_forms_is_skipped_with_the_reason(
    road: Road, tmp_path: Path, name: str, form: str
) -> None:
    result = ingest(road, tmp_path / name, "<?xml version='1.0'?><a/>" if form == "XML" else '"a"')

    assert result.status is Status.SKIPPED
    assert result.reason == f"is {form}, and no official record of a form that is read"


def test_a_record_that_the_gate_refuses_is_read_as_one_when_it_is_retried(road: Road, tmp_path: Path) -> None:
    # Nobody could sign before it was opened for signature: the gate must see that.
    refused = ingest(road, tmp_path / "chart-185.csv", CHART.replace("23/11/2001", "23/11/1999"))

    (again,) = list(road.retry([road.quarantine.show(str(refused.entry))], NOON))

    assert (refused.status, again.status) == (Status.QUARANTINED, Status.QUARANTINED)
    assert refused.reason == again.reason


def test_the_command_compares_two_files_of_any_form(tmp_path: Path) -> None:
    before, after = tmp_path / "chart-185.csv", tmp_path / "later-185.csv"
    before.write_text(CHART, "utf-8")
    after.write_text(LATER, "utf-8")

    same = CliRunner().invoke(compare_records, [str(before), str(before)], obj=Settings())
    other = CliRunner().invoke(compare_records, [str(before), str(after)], obj=Settings())

    assert (same.exit_code, same.stdout) == (0, "")
    assert other.exit_code == 1
    assert other.stdout.splitlines() == [
        "a row is new: Peru, accession, 2019-08-26",
        "a row is gone: Benin, accession, 2024-06-20",
        "a row is told otherwise: Albania, ratification, 2002-06-20 is now Albania, ratification, 2002-06-21",
    ]


def test_a_store_of_records_is_what_the_records_say(road: Road, tmp_path: Path) -> None:
    ingest(road, tmp_path / "chart-185.csv", CHART)

    assert _accepted(road.store) == {("Accession", "ben"), ("Ratification", "alb"), ("Signature", "alb")}


def _accepted(store: Store) -> set[tuple[str, str]]:
    tg = "https://w3id.org/treatygraph/ontology#"
    query = f"""SELECT ?kind ?actor {{ ?act <{tg}actor> ?actor ; a ?kind .
        FILTER(?kind IN (<{tg}Signature>, <{tg}Ratification>, <{tg}Accession>)) }}"""
    return {(str(row["kind"]).rpartition("#")[2], str(row["actor"]).rpartition("/")[2]) for row in store.select(query)}
