"""The `status` command: the answer for eyes and for programs, and what it says when asked wrongly."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from graph.cli import COMMANDS
from graph.model import Reading
from graph.settings import Settings
from graph.store import Store
from graph.stores import open_store

Make = Callable[..., Reading]
Records = Callable[..., Store]
Run = Callable[..., Result]
# treaties.un.org XVIII-16, and a deposit that is supposed.
ROWS = [
    ("state/vnm", "signature", "2025-10-25"),
    ("organization/european-union", "signature", "2025-10-25"),
    ("state/mus", "signature", "2025-11"),
    ("organization/european-union", "approval", "2026-02-01"),
]


@pytest.fixture(scope="module")
def run(record: Make, records: Records, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A function that runs the command on a store of one record."""
    filled = records(record("un-xviii-16", ROWS, [("signature", 72)], "2026-02-02"))
    place = tmp_path_factory.mktemp("status")
    folder = str(place / "store")
    kept = open_store(folder)
    kept.replace({name: filled.triples(name) for name in ["", *filled.graphs()]})
    kept.close()
    command = next(command for command in COMMANDS if command.name == "status")
    settings = Settings(store=folder, quarantine=str(place / "quarantine"))
    return lambda *arguments: CliRunner().invoke(command, arguments, obj=settings)


def test_the_answer_stands_first_with_its_articles(run: Run) -> None:
    lines = run("hanoi", "--as-of", "2026-03-01").stdout.splitlines()

    assert lines[0] == "United Nations Convention against Cybercrime (un-xviii-16)"
    assert "signatories           3 (states 2, UN members 2)" in lines
    assert "instruments           1 (states 0, UN members 0); counted 0" in lines
    assert "threshold             40 instruments, missing 40 [article 65(1)]" in lines
    assert "in force              no; if the missing 40 came on 2026-03-01: 2026-05-30 [article 65(1)]" in lines
    assert (
        "printed               72 signatories by the depositary for 2026-02-02; listed here 3: "
        "the list is not the whole" in lines
    )
    assert (
        "not counted           European Union, approval of 2026-02-01: regional-organization [article 65(1)]" in lines
    )


def test_a_coarse_date_is_between_two_numbers(run: Run) -> None:
    lines = run("hanoi", "--as-of", "2025-11-10").stdout.splitlines()

    assert any(line.startswith("signatories           between 2 and 3") for line in lines)
    assert "perhaps later         Mauritius, signature of 2025-11" in lines


def test_the_words_behind_each_act_are_shown(run: Run) -> None:
    shown = run("hanoi", "--as-of", "2026-03-01").stdout

    assert "Viet Nam signature 2025-10-25" in shown
    assert "/id/claim/" in shown


def test_programs_get_json(run: Run) -> None:
    told = json.loads(run("un-xviii-16", "--as-of", "2026-03-01", "--format", "json").stdout)

    assert (told["treaty"], told["as_of"], told["in_force"]) == ("treaty/un-xviii-16", "2026-03-01", False)
    assert told["earliest_possible"] == "2026-05-30"


def test_several_deposits_are_supposed_at_once(run: Run) -> None:
    arguments = ["--what-if", "Viet Nam=2026-12-01", "--what-if", "state/qat=2026-12-20"]
    done = run("hanoi", "--as-of", "2026-11-24", *arguments, "--format", "json")
    told = json.loads(done.stdout)

    assert [(one["party"], one["date"]) for one in told["what_if"]] == [
        ("state/vnm", "2026-12-01"),
        ("state/qat", "2026-12-20"),
    ]
    assert told["day"] == "2026-12-20"
    assert told["missing"] == {"low": 38, "high": 38}


def test_what_the_record_knew_earlier_is_asked_with_a_second_clock(run: Run) -> None:
    told = json.loads(run("hanoi", "--as-of", "2026-03-01", "--known-at", "2025-01-01", "--format", "json").stdout)

    assert told["signatures"]["total"] == {"low": 0, "high": 0}
    assert told["rules"]["threshold"] == 40
    assert told["known_at"] == "2025-01-01T23:59:59Z"


@pytest.mark.parametrize(
    "arguments",
    [
        ["hanoi", "--as-of", "2025-13-01"],
        ["hanoi", "--as-of", "2025-10"],
        ["hanoi", "--what-if", "Viet Nam"],
        ["hanoi", "--what-if", "=2026-01-01"],
        ["hanoi", "--what-if", "Viet Nam=soon"],
        [],
    ],
)
def test_a_wrong_question_is_a_usage_error(arguments: list[str], run: Run) -> None:
    assert run(*arguments).exit_code == 2
