"""What is installed is what lies in the checkout, and the wheel holds all of it."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from importlib import import_module
from importlib.metadata import distributions
from pathlib import Path

import pytest

from ingest.samples import sample_paths
from scripts.check_locks import check, faults, pins

ROOT = Path(__file__).parent.parent
PACKAGES = ["graph", "ontology", "ingest", "server"]
DATA = {".ttl", ".tsv", ".toml", ".html", ".css", ".rq", ".txt"}
DIGEST = "0" * 64


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("first"))


def build(folder: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def files_of(package: str) -> set[str]:
    return {
        str(path.relative_to(ROOT))
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.mark.parametrize("name", PACKAGES)
def test_each_package_comes_from_the_checkout(name: str) -> None:
    found = import_module(name).__file__

    assert found is not None
    assert Path(found).parent == ROOT / name


def test_the_front_door_comes_from_the_checkout() -> None:
    found = import_module("treatygraph").__file__

    assert found is not None
    assert Path(found) == ROOT / "treatygraph.py"


def test_no_other_distribution_brings_one_of_our_names() -> None:
    ours = {*PACKAGES, "treatygraph", "treatygraph.py"}

    strangers = {
        f"{found.name}: {path}"
        for found in distributions()
        if found.name != "treatygraph"
        for path in found.files or []
        if path.parts[0] in ours
    }

    assert not strangers


def test_the_wheel_holds_every_file_of_the_packages(wheel: Path) -> None:
    expected = {"treatygraph.py"}.union(*map(files_of, PACKAGES))

    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}

    assert held == expected
    assert {Path(name).suffix for name in held} >= DATA


def test_the_wheel_carries_both_licenses(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {Path(name).name for name in archive.namelist() if "/licenses/" in name}

    assert names == {"LICENSE", "LICENSE-DATA"}


def test_the_same_checkout_gives_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    again = build(tmp_path)

    assert again.read_bytes() == wheel.read_bytes()


def test_the_samples_are_enough_and_in_four_languages() -> None:
    paths = sample_paths()

    assert len(paths) >= 12
    assert {path.parent.name for path in paths} == {"ar", "en", "fr", "vi", "records"}


def test_a_sample_is_named_in_the_paper_beside_it_and_nothing_else_is() -> None:
    paper = (ROOT / "ingest" / "samples" / "README.md").read_text("utf-8")
    named = {line.split("`")[1] for line in paper.splitlines() if line.startswith("| `")}

    assert named == {f"{path.parent.name}/{path.name}" for path in sample_paths()}


def test_the_locks_hold_what_the_project_requires() -> None:
    assert check(ROOT) == []


def test_a_lock_without_a_requirement_is_a_fault() -> None:
    assert faults(["Flask>=3"], []) == ["flask is not pinned"]


def test_a_pin_outside_its_bounds_is_a_fault() -> None:
    locked = pins(f"flask==2.0 \\\n    --hash=sha256:{DIGEST}\n")

    assert faults(["flask>=3.1"], locked) == ["flask==2.0 does not satisfy >=3.1"]


def test_a_pin_without_a_hash_is_a_fault() -> None:
    assert faults([], pins("flask==3.1.3\n")) == ["flask==3.1.3 has no sha256 hash"]


@pytest.mark.parametrize(
    "line", ["flask>=3", "flask @ https://host.example/flask.whl", "--index-url https://host.example/", "-e ."]
)
def test_a_line_that_is_no_exact_pin_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="no exact pin"):
        list(pins(line))


def test_a_checkout_without_locks_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        "[project]\ndependencies = []\n[dependency-groups]\nbuild = []\ndev = []\nbench = []\n"
    )

    assert [fault.split(":")[0] for fault in check(tmp_path)] == [
        "requirements.lock", "requirements-dev.lock", "requirements-bench.lock",
    ]  # fmt: skip


def test_a_runtime_pin_that_the_tools_do_not_share_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[project]\ndependencies = ["flask"]\n[dependency-groups]\nbuild = []\ndev = []\nbench = []\n'
    )
    versions = {"requirements.lock": "3.1.2", "requirements-dev.lock": "3.1.3", "requirements-bench.lock": "3.1.3"}
    for lock, version in versions.items():
        (tmp_path / lock).write_text(f"flask=={version} --hash=sha256:{DIGEST}\n")

    assert check(tmp_path) == ["requirements-dev.lock: lacks the pin flask==3.1.2 of requirements.lock"]


def test_every_command_of_the_makefile_says_what_it_does() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    phony = next(line for line in text.splitlines() if line.startswith(".PHONY:")).split()[1:]

    told = subprocess.run(["make", "help"], cwd=ROOT, check=True, capture_output=True, text=True).stdout

    assert {line.split()[1] for line in told.splitlines() if line.startswith("  make ")} == {*phony} - {"anew"}
