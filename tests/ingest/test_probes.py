"""Probes: what is read of each today is held, and what is not yet read is written down by number."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import AnnotationError
from graph.model import ClaimType
from ingest.evaluation.probes import Expectation, judge_probe, read_probes

FOLDER = Path(__file__).parents[1] / "corpus" / "probes"
FILES = sorted(FOLDER.glob("*.toml"))


def failing(path: Path) -> list[str]:
    """The probes of a file of which something is missed, or read wrongly."""
    verdicts = {probe.name: judge_probe(probe) for probe in read_probes(path)}
    return [name for name, verdict in verdicts.items() if verdict.missed or verdict.false]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_probes_fail_as_written_down_and_no_others(path: Path) -> None:
    # A probe that is read at last is struck off the list; one that was read and is not any more fails here.
    known = (FOLDER / "unread.txt").read_text("utf-8").split()

    assert failing(path) == [name for name in known if name.partition(":")[0] == path.stem]


def test_a_probe_is_right_missed_or_false(tmp_path: Path) -> None:
    # Viet Nam signed on 25 October 2025 (depositary's list).
    path = tmp_path / "en-one.toml"
    path.write_text(
        '[[probe]]\ntext = "Viet Nam signed the Hanoi Convention on 25 October 2025."\n'
        'expect = ["signs; Viet Nam; the Hanoi Convention; date=2025-10-25", "?ratifies; Viet Nam; Hanoi Convention"]\n'
        '[[probe]]\ntext = "Viet Nam signed the Hanoi Convention on 25 October 2025."\n'
        'expect = ["ratifies; Viet Nam; Hanoi Convention"]\n'
        '[[probe]]\ntext = "Viet Nam signed the Hanoi Convention on 25 October 2025."\ncomplete = false\n'
        'expect = ["signs; Viet Nam; Hanoi Convention; date=2025-10-26"]\n',
        "utf-8",
    )

    right, wrong, incomplete = map(judge_probe, read_probes(path))

    assert (len(right.right), right.missed, right.false) == (1, (), ())
    assert [expectation.type for expectation in wrong.missed] == [ClaimType.RATIFIES]
    assert [claim.type for claim in wrong.false] == [ClaimType.SIGNS]
    assert (len(incomplete.missed), incomplete.false) == (1, ())


def test_words_with_an_equals_sign_are_no_detail(tmp_path: Path) -> None:
    path = tmp_path / "en-one.toml"
    path.write_text('[[probe]]\ntext = "x"\nexpect = ["states; A; that 1 = 1; modality=planned"]\n', "utf-8")

    [probe] = read_probes(path)

    assert probe.expected == (Expectation(ClaimType.STATES, ("A", "that 1 = 1"), {"modality": "planned"}),)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ('[[probe]]\ntext = "x"\nexpect = ["sings; A"]\n', "'sings' is no type of claim"),
        ("[[probe]]\nexpect = []\n", "text is missing"),
        ('[[probe]]\ntext = "x"\nlanguage = "en"\n', "language"),
        ("probe = [", "no probes can be read"),
        ("", "no probes can be read"),
    ],
)
def test_a_probe_written_wrongly_is_named(tmp_path: Path, rows: str, said: str) -> None:
    path = tmp_path / "en-one.toml"
    path.write_text(rows, "utf-8")

    with pytest.raises(AnnotationError, match=said):
        read_probes(path)
