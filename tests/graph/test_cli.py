"""The commands of the reading side: data to standard output, words to standard error, and the exit codes."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from graph.cli import COMMANDS
from graph.cli.tables import aligned, width
from graph.errors import InvalidRecord, QueryError, StoreError, UnknownLocation
from graph.model import Reading
from graph.quarantine import Entry, Quarantine
from graph.records import dumps, to_record
from graph.settings import Settings
from graph.stores import open_store

BY_NAME = {command.name: command for command in COMMANDS}


@pytest.fixture(scope="module")
def folder(published_lines: dict[str, list[str]], tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder with the published store, that the commands only read."""
    path = str(tmp_path_factory.mktemp("read") / "store")
    store = open_store(path)
    store.replace(published_lines)
    store.close()
    return path


@pytest.fixture
def mine(settings: Settings, folder: str, tmp_path: Path) -> Settings:
    return replace(settings, store=folder, quarantine=str(tmp_path / "quarantine"))


def run(settings: Settings, *arguments: str, input: str | bytes | None = None) -> Result:
    command = BY_NAME[arguments[0]]
    result = CliRunner().invoke(command, arguments[1:], obj=settings, input=input)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command.name))
def test_every_command_explains_itself(command: click.Command) -> None:
    result = CliRunner().invoke(command, ["--help"])

    assert result.exit_code == 0
    assert "Usage" in result.stdout


def test_rows_are_printed_as_a_table(mine: Settings) -> None:
    result = run(mine, "query", "PREFIX tg: <https://w3id.org/treatygraph/ontology#> SELECT ?c { ?c tg:iso3 'VNM' }")

    assert result.stdout.splitlines() == [
        "c",
        "----------------------------------",
        "http://localhost:8000/id/state/vnm",
    ]


@pytest.mark.parametrize(("query", "printed"), [("ASK {}", "yes\n"), ("ASK { ?s <urn:none> ?o }", "no\n")])
def test_yes_and_no_are_words(mine: Settings, query: str, printed: str) -> None:
    assert run(mine, "query", query).stdout == printed


def test_a_row_without_columns_is_counted(mine: Settings) -> None:
    assert run(mine, "query", "SELECT * {}").stdout == "1 rows without columns\n"


@pytest.mark.parametrize(
    ("format", "words"),
    [("json", '"bindings"'), ("csv", "s\r\n"), ("tsv", "?s\n"), ("xml", "<sparql"), ("table", "s\n-")],
)
def test_rows_are_printed_in_every_format(mine: Settings, format: str, words: str) -> None:
    query = "SELECT ?s { ?s ?p ?o } LIMIT 1"

    assert words in run(mine, "query", query, "--format", format).stdout_bytes.decode()


@pytest.mark.parametrize(
    ("format", "words"), [("table", "rdfs:label"), ("ttl", "rdfs:label"), ("json", "@id"), ("xml", "rdf:RDF")]
)
def test_triples_are_printed_in_every_format(mine: Settings, format: str, words: str) -> None:
    query = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> CONSTRUCT WHERE { ?s rdfs:label 'Viet Nam'@en }"

    assert words in run(mine, "query", query, "--format", format).stdout


def test_a_query_is_read_from_a_file_and_from_standard_input(mine: Settings, tmp_path: Path) -> None:
    file = tmp_path / "q.rq"
    file.write_text("ASK {}", "utf-8")

    assert run(mine, "query", f"@{file}").stdout == "yes\n"
    assert run(mine, "query", "-", input="ASK {}").stdout == "yes\n"


def test_a_file_that_is_no_query_is_named(mine: Settings, tmp_path: Path) -> None:
    with pytest.raises(UnknownLocation, match="no readable query"):
        run(mine, "query", f"@{tmp_path / 'none.rq'}")
    with pytest.raises(UnknownLocation, match="not UTF-8"):
        run(mine, "query", "-", input=b"\xff")


def test_a_wrong_query_is_a_query_error(mine: Settings) -> None:
    with pytest.raises(QueryError, match="cannot be run"):
        run(mine, "query", "SELECT ?s { ?s }")


@pytest.mark.parametrize(
    "thing", ["treaty/un-xviii-16", "http://localhost:8000/id/treaty/un-xviii-16", "Hanoi Convention"]
)
def test_a_question_takes_things_by_key_iri_or_name(mine: Settings, thing: str) -> None:
    bindings = ["--bind", f"treaty={thing}", "--bind", "date=2025-10-25"]

    result = run(mine, "query", "--question", "signed-by", *bindings, "--format", "csv")

    assert "state/vnm" in result.stdout
    assert "organization/european-union" in result.stdout


def test_a_question_takes_moments(mine: Settings) -> None:
    result = run(
        mine, "query", "--question", "changes-since", "--bind", "since=2025-11-20T12:00:00Z", "--format", "csv"
    )

    assert result.stdout.split() == ["document,title,knownFrom,knownUntil,replacedBy"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Give either a query or --question"),
        (["ASK {}", "--question", "documents"], "Give either a query or --question"),
        (["ASK {}", "--bind", "x=y"], "--bind goes with --question"),
        (["--question", "said", "--bind", "speaker"], "write PLACE=VALUE"),
        (["--question", "said"], "--bind speaker=…"),
        (["--question", "documents", "--bind", "date=2025"], "takes no --bind"),
        (["--question", "nothing"], "signed-by"),
        (["ASK {}", "--format", "pdf"], "table"),
    ],
)
def test_wrong_usage_exits_with_two(mine: Settings, arguments: list[str], words: str) -> None:
    result = run(mine, "query", *arguments)

    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stdout == ""


def test_another_store_is_read_where_one_is_given(mine: Settings, folder: str) -> None:
    nowhere = replace(mine, store="/nowhere/at/all")

    assert run(nowhere, "query", "--store", folder, "ASK { ?s ?p ?o }").stdout == "yes\n"
    with pytest.raises(StoreError, match="no store at /nowhere"):
        run(nowhere, "query", "ASK {}")


def test_a_store_is_read_beside_its_writer(published_folder: str, mine: Settings) -> None:
    writer = open_store(published_folder)

    assert run(mine, "query", "--store", published_folder, "ASK { ?s ?p ?o }").stdout == "yes\n"
    writer.close()


@pytest.mark.parametrize(("format", "words"), [("nq", b"<http"), ("csv", b"claim,type"), ("gexf", b"<gexf")])
def test_an_export_is_bytes_on_standard_output(mine: Settings, format: str, words: bytes) -> None:
    result = run(mine, "export", "--format", format)

    assert result.exit_code == 0
    assert words in result.stdout_bytes
    assert result.stderr == ""


def test_the_network_is_printed_whole(mine: Settings) -> None:
    assert json.loads(run(mine, "network").stdout)["edges"]
    assert b"<graphml" in run(mine, "network", "--format", "graphml").stdout_bytes


def test_a_path_shows_each_step_with_its_claims(mine: Settings) -> None:
    result = run(mine, "network", "--relation", "signed", "path", "European Union", "state/vnm")

    first, second, *claims, third = [line.strip() for line in result.stdout.splitlines()][:4]
    assert (first, second) == (
        "European Union",
        "-signed-> United Nations Convention against Cybercrime (2025-10-25)",
    ) or (first == "European Union" and second.startswith("-signed->"))
    assert all(line.startswith("http://localhost:8000/id/claim/") for line in claims)
    assert third.startswith("<-signed-")


def test_without_a_path_the_exit_code_is_one(mine: Settings) -> None:
    result = run(
        mine, "network", "--relation", "signed", "--relation", "takes-place-in", "path", "state/vnm", "place/hanoi"
    )

    assert result.exit_code == 1
    assert result.stdout == ""
    assert "No accepted facts" in result.stderr


def test_the_middle_and_the_groups_are_tables(mine: Settings) -> None:
    central = run(mine, "network", "--relation", "signed", "central", "--kind", "closeness", "--limit", "1").stdout
    groups = run(mine, "network", "communities", "--limit", "1").stdout

    assert "treaty/un-xviii-16" in central.splitlines()[2]
    assert len(central.splitlines()) == 3
    assert groups.splitlines()[2].startswith("1 ")


def test_quarantine_is_listed_shown_and_emptied(mine: Settings) -> None:
    kept = Quarantine(Path(mine.quarantine))
    kept.add(Entry("/news/a.txt", "it breaks a shape", "0" * 64, "words", {"schema": "extraction/1"}, [{"focus": "x"}]))
    (id,) = [entry.id for entry in kept.list()]

    listed = run(mine, "quarantine", "list").stdout
    shown = json.loads(run(mine, "quarantine", "show", id).stdout)
    removed = run(mine, "quarantine", "--folder", mine.quarantine, "remove", id)

    assert listed == f"{id}\t/news/a.txt\tit breaks a shape\n"
    assert (shown["id"], shown["text"], shown["report"]) == (id, "words", [{"focus": "x"}])
    assert (removed.stdout, removed.stderr) == ("", f"removed {id}\n")
    assert run(mine, "quarantine", "list").stdout == ""


def test_an_unknown_entry_is_named(mine: Settings) -> None:
    with pytest.raises(UnknownLocation, match="no such entry"):
        run(mine, "quarantine", "show", "none")


def test_a_sound_store_verifies(mine: Settings) -> None:
    result = run(mine, "verify")

    assert (result.exit_code, result.stdout) == (0, "")
    assert "2 documents, 15 claims" in result.stderr
    assert "no problems" in result.stderr


def test_a_damaged_store_exits_with_one_and_names_the_place(published_folder: str, mine: Settings) -> None:
    store = open_store(published_folder)
    store.replace({"http://example.org/other": ["<http://x/s> <http://x/p> <http://x/o> ."]})
    store.close()

    result = run(mine, "verify", "--store", published_folder)

    assert result.exit_code == 1
    assert result.stdout.startswith("http://example.org/other: ")
    assert "1 problems" in result.stderr


def test_the_documents_of_the_store_pass_the_gate_again(mine: Settings) -> None:
    result = run(mine, "validate")

    assert result.exit_code == 0
    assert result.stderr.count("conforms") == 2
    assert result.stderr.endswith("2 checked, 0 refused\n")


def test_records_are_validated_with_texts_from_files_or_the_store(
    mine: Settings, readings: tuple[Reading, Reading], tmp_path: Path
) -> None:
    records = tmp_path / "records.jsonl"
    records.write_text("".join(f"{dumps(to_record(one))}\n" for one in readings) + "\n", "utf-8")
    texts = tmp_path / "texts"
    texts.mkdir()
    for one in readings:
        (texts / f"{one.document.key}.txt").write_text(one.document.text, "utf-8", newline="")

    from_store = run(mine, "validate", str(records))
    from_files = run(replace(mine, store="/nowhere"), "validate", str(records), "--texts", str(texts))
    piped = run(mine, "validate", "-", input=records.read_text("utf-8"))

    assert [result.exit_code for result in (from_store, from_files, piped)] == [0, 0, 0]
    assert f"{records}:1: conforms" in from_files.stderr


def test_a_document_that_breaks_a_shape_is_refused_in_the_language_asked_for(
    published_folder: str, mine: Settings
) -> None:
    store = open_store(published_folder)
    graph = next(name for name in store.graphs() if "/graph/document/" in name)
    store.replace({graph: [line for line in store.triples(graph) if "#modality>" not in line]})
    store.close()

    result = run(mine, "validate", "--store", published_folder, "--language", "vi")

    assert result.exit_code == 1
    assert f"{graph}: violation: http://localhost:8000/id/claim/" in result.stdout
    assert "tg:modality" in result.stdout
    assert "It is not clear" not in result.stdout
    assert result.stderr.endswith("2 checked, 1 refused\n")


def test_records_that_are_none_are_named(mine: Settings, tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    records.write_text("{\n", "utf-8")
    with pytest.raises(InvalidRecord, match="no JSON"):
        run(mine, "validate", str(records))

    records.write_text('{"document": {"id": "sha256:0"}}\n[]\n', "utf-8")
    with pytest.raises(UnknownLocation, match="neither --texts nor the store"):
        run(mine, "validate", str(records))

    records.write_bytes(b"\xff\n")
    with pytest.raises(UnknownLocation, match="not UTF-8"):
        run(mine, "validate", str(records))


def test_long_work_shows_its_progress_on_a_terminal_only(folder: str) -> None:
    program = (
        "from graph.cli import COMMANDS\nfrom graph.settings import Settings\n"
        f"next(c for c in COMMANDS if c.name == 'verify').main([], obj=Settings(store={folder!r}))"
    )
    control, terminal = pty.openpty()

    ended = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=terminal,
        check=True,
    )
    shown = os.read(control, 100_000).decode()
    os.close(control)
    os.close(terminal)

    assert "Documents" in shown
    assert ended.stdout == b""


def test_a_table_is_aligned_by_cells_of_a_terminal() -> None:
    table = aligned(["a", "b"], [["河内", "x"], ["e\u0301", "two\nlines"]])

    assert table == "a     b\n----  ---------\n河内  x\ne\u0301     two lines\n"
    assert width("Hà Nội") == 6


def test_a_store_with_another_base_is_read_under_its_own(
    published_lines: dict[str, list[str]], mine: Settings, tmp_path: Path
) -> None:
    here, there = mine.base_iri, "https://graph.example/"
    moved = str(tmp_path / "moved")
    store = open_store(moved)
    store.replace(
        {
            name.replace(here, there): [line.replace(here, there) for line in lines]
            for name, lines in published_lines.items()
        }
    )
    store.close()

    validated = run(mine, "validate", "--store", moved)
    asked = run(mine, "query", "--store", moved, "--question", "posts", "--bind", "person=António Guterres")

    assert validated.stderr.endswith("2 checked, 0 refused\n")
    assert "https://graph.example/id/post/" in asked.stdout


def test_the_day_of_the_world_is_bound_by_its_own_option(mine: Settings) -> None:
    asked = ("query", "--question", "signed-by", "--bind", "treaty=treaty/un-xviii-16", "--format", "csv", "--as-of")

    assert len(run(mine, *asked, "2025-10-24").stdout.splitlines()) == 1
    assert len(run(mine, *asked, "2025-10-25").stdout.splitlines()) == 4


@pytest.mark.parametrize(("moment", "number"), [("2025-11-19", 0), ("2025-11-20T12:00:00Z", 2), ("2999-01-01", 2)])
def test_what_the_record_knew_at_a_moment_is_asked_exported_and_drawn(mine: Settings, moment: str, number: int) -> None:
    question = ("query", "--question", "documents", "--format", "csv", "--known-at", moment)
    exported = run(mine, "export", "--known-at", moment).stdout
    network = json.loads(run(mine, "network", "--relation", "signed", "--known-at", moment).stdout)

    assert len(run(mine, *question).stdout.splitlines()) == number + 1
    told = [line for line in exported.splitlines() if "ontology#digest> " in line and "/graph/document/" in line]
    assert len(told) == number
    assert bool(network["edges"]) == bool(number)


def test_a_moment_that_is_none_is_wrong_usage(mine: Settings) -> None:
    result = run(mine, "query", "ASK {}", "--known-at", "soon")

    assert result.exit_code == 2
    assert "write a day" in result.stderr


def test_changes_since_a_moment_are_listed_by_claim(mine: Settings) -> None:
    table = run(mine, "changes", "--since", "2025-11-19").stdout
    found = json.loads(run(mine, "changes", "--since", "2025-11-19", "--format", "json").stdout)
    later = json.loads(run(mine, "changes", "--since", "2025-11-20", "--format", "json").stdout)

    assert len(found["documents"]) == 2
    signature = next(one for one in found["facts"] if one["fact"].endswith("un-xviii-16/vnm/signature"))
    assert (signature["how"], len(signature["claims"])) == ("added", 2)
    assert all(claim in table for claim in signature["claims"])
    assert (later["documents"], later["facts"]) == ([], [])


def test_a_day_as_a_moment_is_meant_to_its_end(mine: Settings) -> None:
    asked = ("query", "--question", "changes-since", "--format", "csv", "--bind")

    assert len(run(mine, *asked, "since=2025-11-19").stdout.splitlines()) == 3
    assert len(run(mine, *asked, "since=2025-11-20").stdout.splitlines()) == 1


@pytest.mark.parametrize("written", ["date=2025-13-01", "date=2025-02-30"])
def test_a_day_that_there_is_not_is_refused(mine: Settings, written: str) -> None:
    with pytest.raises(QueryError, match="date"):
        run(mine, "query", "--question", "signed-by", "--bind", "treaty=treaty/un-xviii-16", "--bind", written)
