"""The papers hold: their examples run, their links lead somewhere, their words are used once.

In a `console` block each `$` line is run, and each line under it must stand in what it prints (`…` stands for
anything). A `sparql` block must find something, a `python` block must run. All of them meet one server with the
sample articles; where a paper says localhost:8000, it is meant.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.folding import fold
from graph.stores import open_store
from ingest.samples import sample_paths
from server.background import start, stop

ROOT = Path(__file__).parent.parent
PAPERS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("ingest/**/*.md")])
DECISIONS = sorted(ROOT.glob("docs/decisions/*.md"))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
LINK = re.compile(r"(?<!`)\]\(([^)\s]+)\)")


def blocks(language: str) -> list[object]:
    return [
        pytest.param(found[2], id=f"{paper.name}-{number}")
        for paper in PAPERS
        for number, found in enumerate(BLOCK.finditer(paper.read_text("utf-8")), 1)
        if found[1] == language
    ]


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a reader of the papers sits: a folder that looks like the checkout, and a server with the samples."""

    folder: Path
    port: int

    @property
    def address(self) -> str:
        return f"localhost:{self.port}"

    @property
    def environ(self) -> dict[str, str]:
        settings = {
            "TREATYGRAPH_STORE": str(self.folder / "data" / "store"),
            "TREATYGRAPH_QUARANTINE": str(self.folder / "data" / "quarantine"),
            "TREATYGRAPH_BASE_IRI": f"http://{self.address}/",
            "TREATYGRAPH_PORT": str(self.port),
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        }
        return os.environ | settings

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=self.folder, env=self.environ, capture_output=True, text=True, timeout=120)

    def here(self, text: str) -> str:
        """The text of a paper with this server's address."""
        return text.replace("localhost:8000", self.address)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
    for entry in ROOT.iterdir():
        if entry.name not in {"data", ".git"}:
            (folder / entry.name).symlink_to(entry)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        desk = Desk(folder, probe.getsockname()[1])
    command = [sys.executable, "-m", "treatygraph"]
    # Exits with 1: one sample is there to be skipped.
    ingested = desk.run(*command, "ingest", *map(str, sample_paths()))
    assert "ingested" in ingested.stderr, ingested.stderr
    pid_file = folder / "data" / "docs.pid"
    with pytest.MonkeyPatch.context() as patch:
        for name, value in desk.environ.items():
            patch.setenv(name, value)
        start([*command, "serve"], f"http://{desk.address}/health/ready", pid_file, folder / "data" / "docs.log")
    yield desk
    stop(pid_file)


@pytest.mark.parametrize("query", blocks("sparql"))
def test_a_query_of_the_papers_finds_something(query: str, desk: Desk) -> None:
    store = open_store(desk.environ["TREATYGRAPH_STORE"], read_only=True)
    try:
        rows = list(store.select(desk.here(query)))
    finally:
        store.close()

    assert rows
    assert any(value for row in rows for value in row.values())


@pytest.mark.parametrize("code", blocks("python"))
def test_a_program_of_the_papers_runs(code: str, desk: Desk) -> None:
    done = desk.run(sys.executable, "-W", "error", "-c", desk.here(code))

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("text", blocks("console"))
def test_a_session_of_the_papers_goes_as_it_is_told(text: str, desk: Desk) -> None:
    for command, shown in session(desk.here(text)):
        if command.startswith("make "):
            assert re.search(rf"^{command.split()[1]}:", (ROOT / "Makefile").read_text("utf-8"), re.M), command
            continue
        if command.split()[0] == "curl" and shutil.which("curl") is None:
            pytest.skip("curl is not installed here")
        done = desk.run("bash", "-euo", "pipefail", "-c", command)
        printed = [line.rstrip() for line in (done.stdout + done.stderr).splitlines()]
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        assert [line for line in shown if line not in printed] == [], printed


def session(text: str) -> list[tuple[str, list[str]]]:
    """The commands of a console block, each with the lines shown under it; a backslash joins lines."""
    commands: list[tuple[str, list[str]]] = []
    for line in text.replace("\\\n", " ").splitlines():
        if line.startswith("$ "):
            commands.append((line.removeprefix("$ ").partition("  #")[0], []))
        elif line.strip() not in {"", "…", "..."}:
            commands[-1][1].append(line.rstrip())
    return commands


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.relative_to(ROOT)))
def test_every_link_between_papers_leads_somewhere(paper: Path) -> None:
    broken = []
    for target in LINK.findall(paper.read_text("utf-8")):
        path, _, anchor = target.partition("#")
        if "://" in target or target.startswith("mailto:"):
            continue
        file = (paper.parent / path) if path else paper
        if not file.exists() or (anchor and anchor not in anchors(file)):
            broken.append(target)

    assert broken == []


def anchors(paper: Path) -> set[str]:
    """The names that headings can be linked by, as the usual renderers make them."""
    headings = re.findall(r"^#+ (.*)$", paper.read_text("utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_a_session_is_read_as_commands_with_what_is_shown() -> None:
    text = "$ make demo  # once\nserves\n…\n$ curl -s \\\n  localhost\n"

    assert session(text) == [("make demo", ["serves"]), ("curl -s    localhost", [])]


def glossary() -> list[tuple[str, str]]:
    text = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", text, re.M)
    return [(term, meaning) for term, meaning in rows if term not in {"term", "---"}]


def test_a_glossary_term_stands_once() -> None:
    terms = [fold(term) for term, _ in glossary()]

    assert len(terms) > 40
    assert sorted(set(terms)) == sorted(terms)


def test_a_glossary_entry_refers_to_entries() -> None:
    terms = {fold(term) for term, _ in glossary()}
    named = {word for _, meaning in glossary() for word in re.findall(r"\*([^*]+)\*", meaning)}

    assert {word for word in named if {fold(word), fold(word).removesuffix("s")}.isdisjoint(terms)} == set()


def test_the_changelog_has_room_for_what_is_not_released() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")

    assert re.search(r"^## \[?Unreleased\]?", text, re.M)


def test_decisions_are_numbered_without_gaps() -> None:
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_choice_reason_and_price(path: Path) -> None:
    text = path.read_text("utf-8")

    assert text.startswith(f"# {int(path.name[:4])}. ")
    assert all(f"**{word}.**" in text for word in ("Choice", "Why", "Price"))
