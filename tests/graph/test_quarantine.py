from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import StoreError, UnknownLocation
from graph.quarantine import Entry, Quarantine, unreadable

_REJECTED = Entry(
    "https://example.org/a", "no evidence", "ab" * 32, "Văn bản\r\n", {"schema": "extraction/1"}, [{"focus": "x"}]
)


def test_what_goes_in_is_shown_whole(tmp_path: Path) -> None:
    quarantine = Quarantine(tmp_path / "q")

    quarantine.add(_REJECTED)

    assert quarantine.show(_REJECTED.id) == _REJECTED


def test_the_list_is_by_location_and_without_texts(tmp_path: Path) -> None:
    quarantine = Quarantine(tmp_path / "q")
    other = unreadable("b.bin", "not text", b"\x00\x01")

    quarantine.add(other)
    quarantine.add(_REJECTED)

    assert [(entry.location, entry.text) for entry in quarantine.list()] == [
        ("b.bin", None),
        ("https://example.org/a", None),
    ]
    assert quarantine.show(other.id) == other


def test_the_same_input_makes_the_same_entry(tmp_path: Path) -> None:
    quarantine = Quarantine(tmp_path / "q")

    first = quarantine.add(_REJECTED)
    written = {path: path.stat().st_mtime_ns for path in first.iterdir()}
    second = quarantine.add(_REJECTED)

    assert first == second
    assert {path: path.stat().st_mtime_ns for path in second.iterdir()} == written
    assert len(list((tmp_path / "q").iterdir())) == 1


def test_a_new_report_replaces_the_older_one(tmp_path: Path) -> None:
    quarantine = Quarantine(tmp_path / "q")
    mended = Entry(_REJECTED.location, "another reason", _REJECTED.digest)

    quarantine.add(_REJECTED)
    quarantine.add(mended)

    assert quarantine.list() == [mended]
    assert [path.name for path in (tmp_path / "q").iterdir()] == [mended.id]


def test_an_entry_is_taken_away(tmp_path: Path) -> None:
    quarantine = Quarantine(tmp_path / "q")
    quarantine.add(_REJECTED)

    quarantine.remove(_REJECTED.id)

    assert quarantine.list() == []
    assert list((tmp_path / "q").iterdir()) == []


def test_what_got_in_at_last_is_released(tmp_path: Path) -> None:
    quarantine = Quarantine(tmp_path / "q")
    other = unreadable("b.bin", "not text")
    quarantine.add(_REJECTED)
    quarantine.add(other)

    assert quarantine.release(_REJECTED.location) == (_REJECTED.id,)
    assert quarantine.list() == [other]


@pytest.mark.parametrize("id", ["nothing", "../outside", "", ".", "/etc"])
def test_an_entry_that_is_not_there_is_named(tmp_path: Path, id: str) -> None:
    quarantine = Quarantine(tmp_path / "q")
    quarantine.add(_REJECTED)

    with pytest.raises(UnknownLocation, match="no such entry"):
        quarantine.show(id)
    with pytest.raises(UnknownLocation, match="no such entry"):
        quarantine.remove(id)


def test_an_empty_quarantine_needs_no_folder(tmp_path: Path) -> None:
    quarantine = Quarantine(tmp_path / "q")

    assert quarantine.list() == []
    assert quarantine.release("a") == ()
    with pytest.raises(UnknownLocation):
        quarantine.show("x")
    assert not (tmp_path / "q").exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "q").write_text("a file")

    with pytest.raises(StoreError, match="cannot be written"):
        Quarantine(tmp_path / "q").add(_REJECTED)


@given(st.text(max_size=40), st.binary(max_size=8))
def test_names_are_safe_whatever_the_location(location: str, body: bytes) -> None:
    id = unreadable(location, "unreadable", body).id

    assert set(id) <= set("0123456789abcdef-")


def test_a_file_name_that_is_not_utf8_is_kept(tmp_path: Path) -> None:
    quarantine = Quarantine(tmp_path / "q")
    entry = unreadable("bad\udcff.txt", "not text")

    quarantine.add(entry)

    assert quarantine.list() == [entry]


def test_an_entry_keeps_the_document_as_it_came(tmp_path: Path) -> None:
    quarantine = Quarantine(tmp_path / "q")
    entry = replace(_REJECTED, source=b"\xef\xbb\xbfV\xc4\x83n b\xe1\xba\xa3n\r\n")

    quarantine.add(entry)

    assert quarantine.show(entry.id) == entry
    assert quarantine.list()[0].source is None
