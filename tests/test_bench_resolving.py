"""The figures of resolution: the same people each time, and a line for each size."""

from __future__ import annotations

from click.testing import CliRunner

from bench.resolving import main, people


def test_the_people_are_the_same_each_time() -> None:
    assert people(50) == people(50)
    assert len({person.iri for person in people(50)}) == 50


def test_each_size_has_its_line() -> None:
    shown = CliRunner().invoke(main, ["--people", "90"])

    assert [line.split()[:2] for line in shown.stdout.splitlines()] == [[n, "people:"] for n in ("9", "30", "90")]
