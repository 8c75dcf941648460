"""Files, folders and standard input as documents; nothing is passed over in silence."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from graph.errors import UnknownLocation
from ingest.model import RawDocument, Skipped
from ingest.sources import open_location
from ingest.sources.stream import StreamSource

LIMIT = 1000


def test_a_file_is_one_document_with_its_media_type(tmp_path: Path) -> None:
    path = tmp_path / "page.HTML"
    path.write_bytes(b"<p>text</p>")

    documents = list(open_location(str(path), LIMIT))

    assert documents == [RawDocument(str(path), b"<p>text</p>", "text/html")]


def test_a_named_file_is_read_whatever_its_extension(tmp_path: Path) -> None:
    path = tmp_path / "article.text"
    path.write_bytes(b"text")

    assert list(open_location(str(path), LIMIT)) == [RawDocument(str(path), b"text", None)]


def test_a_folder_is_read_below_and_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/y.htm", "c.xhtml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")

    documents = list(open_location(str(tmp_path), LIMIT))

    names = [Path(document.location).relative_to(tmp_path).as_posix() for document in documents]
    assert names == ["a/b/y.htm", "a/z.txt", "b.txt", "c.xhtml"]
    assert all(isinstance(document, RawDocument) for document in documents)


def test_hidden_files_and_other_kinds_are_reported(tmp_path: Path) -> None:
    (tmp_path / ".hidden.txt").write_bytes(b"x")
    (tmp_path / "scan.pdf").write_bytes(b"x")
    (tmp_path / ".git").mkdir()

    skipped = [document for document in open_location(str(tmp_path), LIMIT) if isinstance(document, Skipped)]

    assert [Path(document.location).name for document in skipped] == [".git", ".hidden.txt", "scan.pdf"]
    assert "hidden" in skipped[1].reason
    assert ".txt" in skipped[2].reason


def test_a_document_over_the_limit_names_its_size_and_the_setting(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_bytes(b"x" * (LIMIT + 1))

    (skipped,) = open_location(str(tmp_path), LIMIT)

    assert isinstance(skipped, Skipped)
    assert "1001 bytes" in skipped.reason
    assert "TREATYGRAPH_MAX_DOCUMENT_BYTES" in skipped.reason


def test_a_document_at_the_limit_is_read(tmp_path: Path) -> None:
    (tmp_path / "full.txt").write_bytes(b"x" * LIMIT)

    (document,) = open_location(str(tmp_path), LIMIT)

    assert isinstance(document, RawDocument)


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nothing")

    documents = list(open_location(str(tmp_path), LIMIT))

    assert [type(document) for document in documents] == [Skipped, Skipped]


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may read everything")
def test_an_unreadable_file_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "closed.txt"
    path.write_bytes(b"x")
    path.chmod(0)

    (skipped,) = open_location(str(tmp_path), LIMIT)

    assert isinstance(skipped, Skipped)


def test_a_file_that_vanishes_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "gone.txt"
    path.write_bytes(b"x")
    documents = open_location(str(path), LIMIT)
    path.unlink()

    (skipped,) = documents

    assert isinstance(skipped, Skipped)
    assert "cannot be read" in skipped.reason


def test_a_folder_that_vanishes_is_reported(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    documents = open_location(str(folder), LIMIT)
    folder.rmdir()

    (skipped,) = documents

    assert isinstance(skipped, Skipped)
    assert "cannot be listed" in skipped.reason


def test_a_name_that_is_not_utf8_becomes_text(tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))).write_bytes(b"x")

    (document,) = open_location(str(tmp_path), LIMIT)

    assert document.location.endswith("caf\\xe9.txt")


def test_standard_input_is_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"text")))

    assert list(open_location("-", LIMIT)) == [RawDocument("-", b"text")]


def test_a_stream_is_read_no_further_than_the_limit() -> None:
    stream = io.BytesIO(b"x" * 5000)

    (skipped,) = StreamSource(stream, LIMIT).documents()

    assert isinstance(skipped, Skipped)
    assert stream.tell() == LIMIT + 1


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("nowhere.txt", "nothing stands there"),
        ("https://news.example/a", "no address that"),
        ("feed:x", "no address that"),
    ],
)
def test_what_cannot_be_opened_is_said_before_anything_is_read(location: str, reason: str) -> None:
    with pytest.raises(UnknownLocation, match=reason):
        open_location(location, LIMIT)


def test_a_pipe_is_neither_file_nor_folder(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")

    with pytest.raises(UnknownLocation, match="neither"):
        open_location(str(tmp_path / "pipe.txt"), LIMIT)
    (skipped,) = open_location(str(tmp_path), LIMIT)
    assert skipped == Skipped(str(tmp_path / "pipe.txt"), "is no regular file")
