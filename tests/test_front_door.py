"""The front door: help for every command, errors in one line, settings from the environment, and the demo."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from rdflib import Graph, URIRef

from graph.identifiers import DEFAULT_BASE
from graph.settings import Settings
from server.background import stop
from tests.journeys.roads import SECONDS, House
from treatygraph import cli, main

COMMANDS = ("ingest", "extract", "validate", "query", "serve", "demo", "export", "network", "quarantine", "verify")


def commands(group: click.Group, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command with the words that lead to it."""
    for name, command in sorted(group.commands.items()):
        yield (*above, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*above, name))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments), prog_name="treatygraph")


def test_every_command_of_the_design_is_there() -> None:
    assert set(COMMANDS) <= set(cli.commands)


@pytest.mark.parametrize("words", [(), *commands(cli)], ids=" ".join)
def test_every_command_explains_itself(words: tuple[str, ...]) -> None:
    said = run(*words, "--help")

    assert said.exit_code == 0
    usage, _, rest = said.output.partition("\n")
    assert usage.startswith(f"Usage: treatygraph {' '.join(words)}".rstrip())
    assert len(rest.split("Options:")[0].split()) >= 2


def test_the_short_option_explains_a_command_too() -> None:
    # In a process of its own: click keeps the help option that a command was first asked for.
    command = [sys.executable, "-m", "treatygraph", "ingest", "-h"]

    said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)

    assert said.returncode == 0
    assert said.stdout.startswith("Usage: treatygraph ingest")


@pytest.mark.parametrize("words", list(commands(cli)), ids=" ".join)
def test_every_option_of_ours_is_explained(words: tuple[str, ...]) -> None:
    command: click.Command = cli
    for word in words:
        assert isinstance(command, click.Group)
        command = command.commands[word]

    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]

    assert [o.name for o in options if not (o.help or isinstance(o.type, click.Choice) or o.show_default)] == []


def test_retry_is_told_in_the_help_of_quarantine() -> None:
    assert "retry" in run("quarantine", "--help").output
    assert "leaves quarantine" in " ".join(run("quarantine", "retry", "--help").output.split())


@pytest.mark.parametrize(
    "words",
    [
        ("nothing",),
        ("ingest",),
        ("ingest", "--nothing", "x"),
        ("extract", "x", "--format", "pdf"),
        ("query",),
        ("query", "ASK {}", "--question", "doubts"),
        ("demo", "--port", "0"),
        ("serve", "--port", "99999"),
        ("quarantine", "show"),
        ("export", "--format", "docx"),
    ],
    ids=" ".join,
)
def test_wrong_use_ends_with_2_and_says_how_it_is_done(words: tuple[str, ...]) -> None:
    said = run(*words)

    assert said.exit_code == 2
    assert said.stderr.startswith("Usage: treatygraph")
    assert "Error: " in said.stderr


@pytest.mark.parametrize(
    ("words", "place"),
    [
        (("ingest", "no such file"), "no such file: nothing stands there"),
        (("extract", "no such file"), "no such file: nothing stands there"),
        (("query", "SELECT"), ""),
        (("query", "@no such file"), "no such file: no readable query stands there"),
        (("quarantine", "show", "x"), "x: no such entry in quarantine"),
        (("quarantine", "retry", "x"), "x: no such entry in quarantine"),
    ],
)
def test_what_a_user_can_mend_is_one_line_and_1(
    words: tuple[str, ...], place: str, capsys: pytest.CaptureFixture[str], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TREATYGRAPH_STORE", "memory:")

    with pytest.raises(SystemExit) as end:
        main(words)

    said = capsys.readouterr()
    assert (end.value.code, said.out) == (1, "")
    assert said.err.startswith(f"treatygraph: {place}")
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    ("name", "value", "mend"),
    [
        ("PORT", "high", "write int"),
        ("PUBLISH_THRESHOLD", "some", "write float"),
        ("BASE_IRI", "example.org", "write http(s)://host/ with a slash at the end"),
        ("BASE_IRI", "http://example.org", "write http(s)://host/ with a slash at the end"),
    ],
)
def test_a_wrong_setting_is_one_line_that_names_it(
    name: str, value: str, mend: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"TREATYGRAPH_{name}", value)

    with pytest.raises(SystemExit) as end:
        main(["config", "show"])

    assert end.value.code == 1
    assert capsys.readouterr().err == f"treatygraph: setting TREATYGRAPH_{name}={value!r} cannot be used: {mend}\n"


def test_a_store_of_another_kind_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "store").write_text("a file")
    monkeypatch.setenv("TREATYGRAPH_STORE", str(tmp_path / "store"))

    with pytest.raises(SystemExit) as end:
        main(["verify"])

    said = capsys.readouterr().err
    assert end.value.code == 1
    assert said.startswith("treatygraph: ")
    assert "Traceback" not in said


def test_config_show_prints_what_the_environment_gave(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("TREATYGRAPH_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("TREATYGRAPH_PORT", "8123")

    lines = dict(line.split("=", 1) for line in run("config", "show").output.splitlines())

    assert set(lines) == {f"TREATYGRAPH_{name.upper()}" for name in Settings.__slots__}
    assert lines["TREATYGRAPH_PORT"] == "8123"
    assert lines["TREATYGRAPH_BASE_IRI"] == DEFAULT_BASE


def test_the_version_is_told() -> None:
    assert run("--version").output.startswith("treatygraph, version ")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, int, str]]:
    """The demo in the background, in a fresh folder at a free port; its last words."""
    house, port = House(tmp_path_factory.mktemp("demo")), free_port()
    try:
        said = house.run("demo", "--port", str(port), "--detach", "--pid-file", "run/demo.pid")
        assert said.code == 0, said.err
        yield house, port, said.out
    finally:
        stop(house.folder / "run/demo.pid")


def get(address: str, accept: str) -> tuple[int, str, bytes]:
    """Follow redirects as a linked-data client does; status, media type and body at the end."""
    for _ in range(5):
        parts = urllib.parse.urlsplit(address)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=SECONDS)
        try:
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            connection.request("GET", path, headers={"Accept": accept})
            response = connection.getresponse()
            body = response.read()
        finally:
            connection.close()
        if response.status not in {301, 302, 303, 307, 308}:
            return response.status, response.getheader("Content-Type", ""), body
        address = urllib.parse.urljoin(address, response.getheader("Location", ""))
    raise AssertionError(f"{address} leads in circles")


def select(port: int, query: str) -> list[dict[str, str]]:
    asked = urllib.parse.urlencode({"query": f"PREFIX tg: <https://w3id.org/treatygraph/ontology#> {query}"})
    status, _, body = get(f"http://localhost:{port}/sparql?{asked}", "application/sparql-results+json")
    assert status == 200, body
    return [{name: cell["value"] for name, cell in row.items()} for row in json.loads(body)["results"]["bindings"]]


def test_the_demo_says_in_one_line_where_it_is(demo: tuple[House, int, str]) -> None:
    _, port, said = demo

    assert said == f"treatygraph serves at http://localhost:{port}/ (pid file run/demo.pid; make stop ends it)\n"


def test_an_iri_of_an_answer_of_the_demo_leads_back_to_it(demo: tuple[House, int, str]) -> None:
    _, port, _ = demo

    acts = select(port, "SELECT ?act ?actor { ?act a tg:Signature ; tg:actor ?actor } ORDER BY ?act LIMIT 3")

    assert acts
    for iri in {iri for row in acts for iri in row.values()}:
        assert iri.startswith(f"http://localhost:{port}/id/")
        status, media_type, body = get(iri, "text/turtle")
        graph = Graph().parse(data=body, format="turtle")
        assert (status, media_type.partition(";")[0]) == (200, "text/turtle")
        assert (URIRef(iri), None, None) in graph


def test_a_document_of_the_demo_has_a_page_with_its_evidence(demo: tuple[House, int, str]) -> None:
    _, port, _ = demo

    (row,) = select(port, "SELECT ?document { GRAPH ?g { ?document a tg:Document } } ORDER BY ?document LIMIT 1")
    status, media_type, body = get(row["document"], "text/html")

    assert (status, media_type.partition(";")[0]) == (200, "text/html")
    assert b"<mark" in body


def test_a_second_demo_at_the_same_place_is_refused_in_one_line(demo: tuple[House, int, str]) -> None:
    house, port, _ = demo

    said = house.run("demo", "--port", str(port), "--detach", "--pid-file", "run/demo.pid")

    assert (said.code, said.out) == (1, "")
    assert said.err.splitlines()[-1].startswith("treatygraph: ")
    assert "Traceback" not in said.err


def test_a_demo_that_was_stopped_starts_again_and_changes_nothing(tmp_path: Path) -> None:
    house, port = House(tmp_path), free_port()
    pid_file = tmp_path / "run/demo.pid"
    first = house.run("demo", "--port", str(port), "--detach", "--pid-file", "run/demo.pid")
    assert stop(pid_file)
    quads = house.quads()

    again = house.run("demo", "--port", str(port), "--detach", "--pid-file", "run/demo.pid")
    stopped = stop(pid_file)

    assert (first.code, again.code, stopped) == (0, 0, True)
    assert "ingested" not in again.err
    assert not pid_file.exists()
    assert house.quads() == quads
