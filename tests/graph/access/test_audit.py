"""The audit log: what is acknowledged is kept, and what is changed is found."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import threading
import time
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.access import Log, verify
from graph.access.entries import LONGEST_LINE, escaped, made, parse
from graph.access.segments import NOTHING, lines, segments
from graph.errors import AccessError

ROOT = Path(__file__).parents[3]
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
SMALL = 700  # bytes of a segment, so that a few entries fill several


def fill(folder: Path, number: int) -> Log:
    log = Log(folder, largest=SMALL)
    for count in range(number):
        log.append("feed", "ingest", f"document/{count}", "ingested", NOON)
    return log


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "audit"
    fill(folder, 9)
    return folder


@pytest.fixture(scope="module")
def copied(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    return lambda: Path(shutil.copytree(whole, tmp_path_factory.mktemp("copy") / "audit"))


def rewrite(folder: Path, change: Callable[[list[bytes]], list[bytes]]) -> None:
    """Change the lines of the log as a whole, each kept in the segment that has its place."""
    paths = [path for path, _ in lines(folder)]
    after = change([line for _, line in lines(folder)])
    for path in segments(folder):
        path.write_bytes(b"")
    for place, line in enumerate(after):
        with paths[min(place, len(paths) - 1)].open("ab") as file:
            file.write(line)


def test_a_log_over_several_segments_holds(whole: Path) -> None:
    report = verify(whole)

    assert len(segments(whole)) > 2
    assert (report.entries, report.fault, report.torn) == (9, None, 0)


def test_a_log_that_never_was_holds_nothing(tmp_path: Path) -> None:
    assert verify(tmp_path / "audit").entries == 0
    assert not (tmp_path / "audit").exists()


@settings(max_examples=300)
@given(data=st.data())
def test_any_byte_that_is_changed_is_found(copied: Callable[[], Path], data: st.DataObject) -> None:
    folder = copied()
    file = data.draw(st.sampled_from([*segments(folder), folder / "head"]))
    body = bytearray(file.read_bytes())
    place = data.draw(st.integers(0, len(body) - 1))
    body[place] ^= data.draw(st.integers(1, 255))
    file.write_bytes(body)

    report = verify(folder)

    assert report.fault is not None
    if file.name != "head":
        entry = int(file.stem) + bytes(body[:place]).count(b"\n")
        assert abs(report.fault.entry - entry) <= 1
    shutil.rmtree(folder.parent)


@pytest.mark.parametrize("place", range(9))
def test_an_entry_that_is_changed_is_named(copied: Callable[[], Path], place: int) -> None:
    folder = copied()
    rewrite(folder, lambda all: [*all[:place], all[place].replace(b'"feed"', b'"fool"'), *all[place + 1 :]])

    fault = verify(folder).fault

    assert fault is not None
    assert fault.entry == place + 1


@pytest.mark.parametrize("place", range(9))
def test_an_entry_that_is_dropped_is_named(copied: Callable[[], Path], place: int) -> None:
    folder = copied()
    rewrite(folder, lambda all: [*all[:place], *all[place + 1 :]])

    fault = verify(folder).fault

    assert fault is not None
    assert fault.entry == place + 1


@given(one=st.integers(0, 8), other=st.integers(0, 8))
def test_entries_that_are_swapped_are_found(copied: Callable[[], Path], one: int, other: int) -> None:
    folder = copied()

    def swap(all: list[bytes]) -> list[bytes]:
        all[one], all[other] = all[other], all[one]
        return all

    rewrite(folder, swap)
    fault = verify(folder).fault

    assert (None if fault is None else fault.entry) == (None if one == other else min(one, other) + 1)
    shutil.rmtree(folder.parent)


@pytest.mark.parametrize("gone", [0, 1, -1])
def test_a_segment_that_is_gone_is_found(copied: Callable[[], Path], gone: int) -> None:
    folder = copied()
    path = segments(folder)[gone]
    path.unlink()

    fault = verify(folder).fault

    assert fault is not None
    assert fault.entry == int(path.stem)


def test_a_head_that_is_gone_is_found(copied: Callable[[], Path]) -> None:
    folder = copied()
    (folder / "head").unlink()

    assert verify(folder).fault is not None
    with pytest.raises(AccessError, match="audit verify"):
        Log(folder).append("feed", "ingest", "x", "ingested", NOON)


def test_nothing_is_added_to_a_log_whose_end_was_cut(copied: Callable[[], Path]) -> None:
    folder = copied()
    rewrite(folder, lambda all: all[:-1])

    with pytest.raises(AccessError, match="does not end with entry 9"):
        Log(folder).append("feed", "ingest", "x", "ingested", NOON)


@pytest.mark.parametrize("torn", [b"{", b'{"sequence":10,"time":"2026', b"\xd9", b"x" * 5000])
def test_a_torn_end_is_mended_and_said(copied: Callable[[], Path], torn: bytes) -> None:
    folder, notes = copied(), list[str]()
    with segments(folder)[-1].open("ab") as file:
        file.write(torn)
    assert (verify(folder).fault, verify(folder).torn) == (None, len(torn))

    entry = Log(folder, notes.append).append("feed", "ingest", "x", "ingested", NOON)

    assert entry.sequence == 10
    assert verify(folder).fault is None
    assert len(notes) == 1
    assert f"{len(torn)} bytes" in notes[0]


def test_an_entry_that_was_whole_before_its_head_counts(copied: Callable[[], Path]) -> None:
    folder = copied()
    before = (folder / "head").read_bytes()
    Log(folder).append("feed", "ingest", "x", "ingested", NOON)
    (folder / "head").write_bytes(before)
    assert verify(folder).fault is None

    entry = Log(folder).append("feed", "ingest", "y", "ingested", NOON)

    assert entry.sequence == 11
    assert verify(folder).entries == 11


def test_a_segment_that_was_begun_and_got_nothing_is_used(copied: Callable[[], Path]) -> None:
    folder = copied()
    (folder / "000000000010.jsonl").touch(0o600)
    assert verify(folder).fault is None

    Log(folder).append("feed", "ingest", "x", "ingested", NOON)

    assert (verify(folder).entries, verify(folder).fault) == (10, None)
    assert (folder / "000000000010.jsonl").stat().st_size > 0


def test_writers_at_once_make_one_chain(tmp_path: Path) -> None:
    writers = [threading.Thread(target=fill, args=(tmp_path / "audit", 5)) for _ in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert (verify(tmp_path / "audit").entries, verify(tmp_path / "audit").fault) == (30, None)


@given(st.text())
def test_a_reader_sees_every_sign_of_a_target(text: str) -> None:
    shown = escaped(text)

    assert not [char for char in shown if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}]


def test_a_bidi_override_and_a_line_break_are_written_out() -> None:
    assert escaped("a\u202eb\nc\\d\u2066") == "a\\u202eb\\u000ac\\\\d\\u2066"
    assert escaped("هانوي Hà Nội 河内") == "هانوي Hà Nội 河内"


@given(st.text(st.characters(categories=["Cc", "Cf", "Cs", "Co", "Ll"]), max_size=4000))
def test_an_entry_is_read_as_it_was_written_and_bounded(text: str) -> None:
    entry = made(NOTHING, text, "ingest", text, text, NOON)

    assert parse(entry.line()) == entry
    assert len(entry.line()) < LONGEST_LINE
    assert entry.line().count(b"\n") == 1


def test_the_longest_entry_stays_below_the_bound() -> None:
    text = "\U000e0001" * 5000

    assert len(made(NOTHING, text, "ingest", text, text, NOON).line()) < LONGEST_LINE


def test_the_last_entries_come_oldest_first(whole: Path) -> None:
    assert [entry.sequence for entry in Log(whole).last(3)] == [7, 8, 9]


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from graph.access import Log
log = Log(Path(sys.argv[1]), largest=2000)
while True:
    entry = log.append("feed", "ingest", "document/x", "ingested", datetime.now(UTC))
    print(entry.sequence, flush=True)
"""


def test_a_killed_writer_loses_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    folder, chance, acknowledged = tmp_path / "audit", random.Random(6), 0
    for _ in range(20):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            first = writer.stdout.readline()
            time.sleep(chance.uniform(0, 0.05))
            writer.send_signal(signal.SIGKILL)
            seen = [int(line) for line in [first, *writer.stdout.read().splitlines(keepends=True)] if line[-1] == "\n"]

        assert seen[0] > acknowledged
        acknowledged = seen[-1]
        report = verify(folder)
        assert report.fault is None
        assert report.entries >= acknowledged
    Log(folder).append("feed", "ingest", "last", "ingested", NOON)
    assert verify(folder).entries in {acknowledged + 1, acknowledged + 2}


LIMITED = """
import resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from graph.access import Log
from graph.errors import AccessError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
log = Log(Path(sys.argv[1]))
log.append("feed", "ingest", "first", "ingested", datetime.now(UTC))
resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))
try:
    log.append("feed", "ingest", "second", "ingested", datetime.now(UTC))
except AccessError as error:
    print(error.reason)
"""


def test_an_entry_for_which_there_is_no_room_leaves_the_log_whole(tmp_path: Path) -> None:
    folder = tmp_path / "audit"

    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(folder)], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout == "file too large\n"
    assert (verify(folder).entries, verify(folder).fault, verify(folder).torn) == (1, None, 0)
    assert Log(folder).append("feed", "ingest", "third", "ingested", NOON).sequence == 2


@pytest.mark.parametrize("name", ["head", "lock", "000000000001.jsonl"])
def test_a_link_in_the_place_of_a_file_of_the_log_is_refused(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "audit"
    Log(folder).append("feed", "ingest", "first", "ingested", NOON)
    (folder / name).rename(tmp_path / name)
    (folder / name).symlink_to(tmp_path / name)

    with pytest.raises(AccessError, match="symbolic link"):
        Log(folder).append("feed", "ingest", "second", "ingested", NOON)


def test_a_segment_under_another_name_is_found(copied: Callable[[], Path]) -> None:
    folder = copied()
    last = segments(folder)[-1]
    last.rename(folder / "000000000999.jsonl")

    fault = verify(folder).fault

    assert fault is not None
    assert fault.entry == int(last.stem)
