"""The `conflicts` and `count` commands: where documents disagree, and one number held against the record."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from graph.cli import COMMANDS
from graph.model import Claim, ClaimType, Document, Entity, EntityType, Mention, Reading, Span
from graph.settings import Settings
from graph.store import Store
from graph.stores import open_store

Make = Callable[..., Reading]
Records = Callable[..., Store]
Run = Callable[..., Result]
# treaties.un.org XVIII-16: Viet Nam, the State of Palestine and the European Union signed on 25 October 2025, Mali on
# the next day; the table of this test lists these four alone.
ROWS = [
    ("state/vnm", "signature", "2025-10-25"),
    ("state/pse", "signature", "2025-10-25"),
    ("organization/european-union", "signature", "2025-10-25"),
    ("state/mli", "signature", "2025-10-26"),
]
SAID = "Four states signed the Hanoi Convention in Hanoi."


def _article() -> Reading:
    treaty = Entity("e1", EntityType.TREATY, "Hanoi Convention", (), "treaty/un-xviii-16")
    words = Span(0, 30)
    claim = Claim(ClaimType.TALLY, "e1", words, None, 4, "signature", unit="state", date="2025-10-26")
    document = Document(SAID, "en", "Four sign", publisher="Our Paper", published="2025-10-26")
    return Reading(document, (treaty,), (Mention("e1", Span(23, 39)),), (claim,))


@pytest.fixture(scope="module")
def run(record: Make, records: Records, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A function that runs a command on a store of one record and one article."""
    filled = records(record("un-xviii-16", ROWS, [("signature", 4)], "2026-02-02"), _article())
    place = tmp_path_factory.mktemp("conflicts")
    folder = str(place / "store")
    kept = open_store(folder)
    kept.replace({name: filled.triples(name) for name in ["", *filled.graphs()]})
    kept.close()
    settings = Settings(store=folder, quarantine=str(place / "quarantine"))
    commands = {command.name: command for command in COMMANDS}
    return lambda name, *arguments: CliRunner().invoke(commands[name], arguments, obj=settings)


def test_a_conflict_shows_its_cause_its_explanation_and_its_claims(run: Run) -> None:
    shown = run("conflicts").stdout

    assert shown.startswith("UnitSlip: treaty/un-xviii-16\n")
    assert "the number of states that had signed was 3; 4 was the number of signatories, which also counts" in shown
    assert "Our Paper" in shown
    assert shown.index("Four states signed") < shown.index("holds")


def test_conflicts_are_told_in_another_language(run: Run) -> None:
    assert "Liên minh châu Âu" in run("conflicts", "--language", "vi").stdout


@pytest.mark.parametrize(("asked", "number"), [(("--treaty", "hanoi"), 1), (("--treaty", "budapest"), 0),
                                               (("--cause", "UnitSlip"), 1), (("--cause", "dateslip"), 0)])  # fmt: skip
def test_conflicts_are_chosen_by_treaty_and_cause(run: Run, asked: tuple[str, ...], number: int) -> None:
    told = json.loads(run("conflicts", *asked, "--format", "json").stdout)

    assert len(told["conflicts"]) == number


def test_programs_get_each_claim_with_its_document(run: Run) -> None:
    found = json.loads(run("conflicts", "--format", "json").stdout)["conflicts"][0]
    rows = list(csv.DictReader(io.StringIO(run("conflicts", "--format", "csv").stdout)))

    assert (found["recounted"], found["differsBy"]) == (3, ["European Union"])
    assert set(found["explanation"]) == {"en", "ar", "vi"}
    assert {one["publisher"] for one in found["claims"]} >= {"Our Paper"}
    assert [row["claim"] for row in rows] == [one["claim"] for one in found["claims"]]


@pytest.mark.parametrize(
    ("value", "more", "code", "said"),
    [
        ("3", ("--unit", "state"), 0, "agree"),
        ("4", (), 0, "agree"),
        ("4", ("--unit", "state"), 1, "differ: UnitSlip"),
        ("2", ("--unit", "member"), 0, "agree"),
        ("3", ("--unit", "signatory"), 1, "differ: LateNews"),
        ("4", ("--action", "ratification"), 1, "differ: StageSlip"),
        ("9", ("--unit", "state"), 1, "differ: FalseClaim"),
        ("2", ("--unit", "state", "--bound", "at-least"), 0, "agree"),
    ],
)
def test_a_number_is_held_against_the_record(run: Run, value: str, more: tuple[str, ...], code: int, said: str) -> None:
    result = run("count", "hanoi", value, "--as-of", "2025-10-26", *more)

    assert (result.exit_code, result.stdout.splitlines()[0]) == (code, said)


def test_a_number_is_explained_to_programs_with_the_parties_behind_it(run: Run) -> None:
    told = json.loads(
        run("count", "hanoi", "4", "--unit", "member", "--as-of", "2025-10-26", "--format", "json").stdout
    )

    assert (told["verdict"], told["cause"], told["recounted"]) == ("differ", "UnitSlip", 2)
    assert [one["party"] for one in told["differsBy"]] == ["organization/european-union", "state/pse"]
    assert "دولة فلسطين" in told["explanation"]["ar"]
    assert all("/id/claim/" in claim for claim in told["claims"])


def test_the_record_of_a_moment_before_anything_came_in_decides_nothing(run: Run) -> None:
    result = run("count", "hanoi", "4", "--as-of", "2025-10-26", "--known-at", "2020-01-01")

    assert (result.exit_code, result.stdout.splitlines()[0]) == (1, "unknown")


def test_a_day_that_is_none_is_refused(run: Run) -> None:
    assert run("count", "hanoi", "4", "--as-of", "yesterday").exit_code == 2
