"""The commands of the writing wing: what they print, where, and how they end."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import click
import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result
from rdflib import Graph

from graph.founding import ensure_base
from graph.settings import Settings
from graph.stores import open_store
from ingest.cli import extract, ingest, retry

ROOT = Path(__file__).parents[2]
# Facts: treaties.un.org XVIII-16.
SIGNED = "HANOI, 26 October 2025\n\nViet Nam signed the Hanoi Convention on 25 October 2025.\n"
PLANNED = "HANOI, 26 October 2025\n\nPeru will sign the Hanoi Convention.\n"
IMPOSSIBLE = "VIENNA, 3 November 2025\n\nViet Nam signed the Hanoi Convention on 3 May 2019.\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(store=str(tmp_path / "store"), quarantine=str(tmp_path / "quarantine"))


def article(tmp_path: Path, text: str, name: str = "a.txt") -> str:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return str(path)


def run(command: click.Command, settings: Settings, *arguments: str, given: bytes = b"") -> Result:
    # Commands remember the names of their help option from their first run, so they get those of the front door.
    names = ["-h", "--help"]
    return CliRunner().invoke(
        command, list(arguments), obj=settings, input=given, catch_exceptions=False, help_option_names=names
    )


def run_extract(settings: Settings, *arguments: str, given: bytes = b"") -> Result:
    return run(extract, settings, *arguments, given=given)


def test_extract_prints_one_record_a_document(settings: Settings, tmp_path: Path) -> None:
    locations = [article(tmp_path, SIGNED), article(tmp_path, PLANNED, "b.txt")]

    done = run_extract(settings, *locations)

    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["claims"][0]["modality"] for record in records] == ["asserted", "planned"]
    assert (done.exit_code, done.stderr) == (0, "")


def test_extract_shows_a_table_for_eyes(settings: Settings, tmp_path: Path) -> None:
    done = run_extract(settings, article(tmp_path, PLANNED), "--format", "table")

    assert "  planned | signs | Peru | United Nations Convention against Cybercrime" in done.stdout
    assert "Peru will sign the Hanoi Convention" in done.stdout


def test_extract_gives_the_named_graph_that_ingest_would_store(settings: Settings, tmp_path: Path) -> None:
    location = article(tmp_path, SIGNED)

    turtle, trig = (run_extract(settings, location, "--format", shape).stdout for shape in ("turtle", "trig"))

    plain = Graph().parse(data=turtle, format="turtle")
    quads = list(ox.parse(trig.encode(), format=ox.RdfFormat.TRIG))
    assert len(plain) == len(quads) > 50
    assert {str(quad.subject) for quad in quads} == {f"<{subject}>" for subject in plain.subjects()}
    (name,) = {str(quad.graph_name) for quad in quads}
    assert name.startswith("<http://localhost:8000/graph/document/")


@pytest.mark.parametrize("shape", ["jsonl", "turtle", "trig"])
def test_extract_prints_the_same_bytes_whatever_the_hash_seed(tmp_path: Path, shape: str) -> None:
    location = article(tmp_path, SIGNED)
    command = [sys.executable, "-m", "treatygraph", "extract", location, "--format", shape]

    printed = [
        subprocess.run(command, capture_output=True, check=True, env={"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed})
        for seed in ("1", "2", "3")
    ]

    assert len({done.stdout for done in printed}) == 1


def test_extract_needs_no_store_and_makes_none(settings: Settings, tmp_path: Path) -> None:
    run_extract(settings, article(tmp_path, SIGNED))

    assert not Path(settings.store).exists()
    assert not Path(settings.quarantine).exists()


def test_extract_says_what_it_skips_and_ends_with_1(settings: Settings, tmp_path: Path) -> None:
    done = run_extract(settings, article(tmp_path, ""), article(tmp_path, SIGNED, "b.txt"))

    assert (done.exit_code, len(done.stdout.splitlines())) == (1, 1)
    assert done.stderr == f"skipped: {tmp_path}/a.txt: is empty; nothing to read\n"


def test_extract_says_what_a_source_passes_over(settings: Settings, tmp_path: Path) -> None:
    article(tmp_path, "x", ".hidden")

    done = run_extract(settings, str(tmp_path))

    assert done.exit_code == 1
    assert ".hidden: is hidden" in done.stderr


def test_extract_notes_what_ingest_would_not_store(settings: Settings, tmp_path: Path) -> None:
    done = run_extract(settings, article(tmp_path, "The opera opened with a new season and all liked it.\n"))

    assert done.exit_code == 0
    assert done.stderr.endswith("it tells of no cybercrime treaty event\n")
    assert json.loads(done.stdout)["claims"] == []


def test_extract_reads_standard_input(settings: Settings) -> None:
    done = run_extract(settings, "-", given=SIGNED.encode())

    assert json.loads(done.stdout)["claims"][0]["type"] == "signs"


def test_ingest_writes_to_the_store_that_an_option_names(settings: Settings, tmp_path: Path) -> None:
    other = tmp_path / "other"

    done = run(ingest, settings, article(tmp_path, SIGNED), "--store", str(other))

    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == f"ingested     {tmp_path}/a.txt: 1 claims\n1 ingested\n"
    assert other.is_dir()
    assert not Path(settings.store).exists()


def test_ingest_keeps_to_the_base_iri_of_an_older_store(settings: Settings, tmp_path: Path) -> None:
    base = "http://localhost:9999/"
    store = open_store(settings.store)
    ensure_base(store, Settings(base_iri=base))
    store.close()

    done = run(ingest, settings, article(tmp_path, SIGNED))

    assert done.exit_code == 0
    held = open_store(settings.store, read_only=True)
    assert [name for name in held.graphs() if name.startswith(f"{base}graph/document/")]
    held.close()


def test_retry_takes_all_that_the_gate_refused_and_leaves_the_rest(settings: Settings, tmp_path: Path) -> None:
    run(ingest, settings, article(tmp_path, IMPOSSIBLE), article(tmp_path, "", "b.txt"))

    done = run(retry, settings, "--store", settings.store)

    assert done.exit_code == 1
    assert [line.split()[0] for line in done.stderr.splitlines()] == ["quarantined", "1"]
    assert "a.txt#" in done.stderr
