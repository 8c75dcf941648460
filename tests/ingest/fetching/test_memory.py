"""What is known of pages: kept whole, and forgotten when the program changes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.errors import StoreError
from ingest.fetching.memory import Memory, Validators, write_whole
from ingest.fetching.patience import Patience

URL = "https://example.org/a"


def test_what_is_kept_is_known_again(tmp_path: Path) -> None:
    Memory(tmp_path / "new", "1").keep(URL, Validators('W/"a"', "Mon, 01 Jan 2024 00:00:00 GMT"))

    assert Memory(tmp_path / "new", "1").of(URL) == Validators('W/"a"', "Mon, 01 Jan 2024 00:00:00 GMT")
    assert Memory(tmp_path / "new", "1").of(URL + "b") == Validators()


def test_another_edition_of_the_program_reads_all_anew(tmp_path: Path) -> None:
    Memory(tmp_path, "1").keep(URL, Validators('"a"'))

    assert Memory(tmp_path, "2").of(URL) == Validators()


def test_a_server_that_gives_no_validators_any_more_is_not_asked_with_old_ones(tmp_path: Path) -> None:
    memory = Memory(tmp_path, "1")
    memory.keep(URL, Validators('"a"'))

    memory.keep(URL, Validators())

    assert memory.of(URL) == Validators()


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"url": 1}', "\x00"])
def test_a_damaged_file_is_as_none(tmp_path: Path, text: str) -> None:
    memory = Memory(tmp_path, "1")
    memory.keep(URL, Validators('"a"'))
    (path,) = tmp_path.iterdir()

    path.write_text(text)

    assert memory.of(URL) == Validators()


@pytest.mark.parametrize("etag", ['"a\r\nX: y"', '"é"', '"' + "a" * 2000 + '"', ""])
def test_a_validator_that_cannot_be_sent_is_not_kept(tmp_path: Path, etag: str) -> None:
    memory = Memory(tmp_path, "1")

    memory.keep(URL, Validators(etag, "Mon"))

    assert memory.of(URL) == Validators(None, "Mon")


def test_a_file_that_cannot_be_written_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")

    with pytest.raises(StoreError, match="cannot be written"):
        write_whole(tmp_path / "taken" / "b.json", "x")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0), (" 0 ", 0.0), ("Tue, 24 Nov 2026 12:01:00 GMT", 60.0), ("Tue, 24 Nov 2026 11:00:00 GMT", 0.0),
        ("Tue, 24 Nov 2026 13:01:00 +0100", 60.0), ("soon", None), ("-5", None), ("1e9", None), ("٣", None),
        (None, None),
    ],
)  # fmt: skip
def test_retry_after_is_seconds_or_a_date(header: str | None, seconds: float | None) -> None:
    patience = Patience(now=lambda: datetime(2026, 11, 24, 12, tzinfo=UTC))

    assert patience.asked(header) == seconds


def test_waits_double_and_half_of_each_is_left_to_chance() -> None:
    low, high = Patience(dice=lambda: 0.0), Patience(dice=lambda: 1.0)

    assert [low.before(attempt, None) for attempt in (1, 2, 3)] == [0.5, 1.0, 2.0]
    assert [high.before(attempt, None) for attempt in (1, 2, 3)] == [1.0, 2.0, 4.0]
    assert low.before(1, 9.0) == 9.0
