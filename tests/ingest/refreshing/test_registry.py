"""The registry is read strictly: an error names the line, the entry and the mend."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from graph.errors import RegistryError
from ingest.fetching.targets import Reach, target_of
from ingest.refreshing.registry import KINDS, Source, open_registry, read_registry

BAD_RHYTHMS = ("6", "h", "0h", "14m", "2 h", "367d", "06h", "-1h", "6H", "99999m")
ENTRY = """
[[source]]
id = "a"
kind = "page"
address = "https://example.org/a"
rhythm = "6h"
"""


def read(text: str) -> tuple[Source, ...]:
    return read_registry(text, "sources.toml", Path("/srv"))


def test_an_entry_is_read_with_what_may_be_left_out() -> None:
    full = 'treaty = "treaty/cets-185"\nlanguage = "zh-Hant"\nenabled = false\n'

    assert read(ENTRY) == (Source("a", "page", "https://example.org/a", timedelta(hours=6)),)
    assert read(ENTRY + full)[0] == Source(
        "a", "page", "https://example.org/a", timedelta(hours=6), "treaty/cets-185", "zh-Hant", False
    )


@pytest.mark.parametrize(
    ("text", "rhythm"),
    [("15m", timedelta(minutes=15)), ("1d", timedelta(days=1)), ("2w", timedelta(days=14)), ("366d", timedelta(366))],
)
def test_a_rhythm_is_a_number_and_its_unit(text: str, rhythm: timedelta) -> None:
    assert read(ENTRY.replace("6h", text))[0].rhythm == rhythm


def test_a_path_is_taken_from_the_folder_of_the_registry() -> None:
    (source,) = read(ENTRY.replace("https://example.org/a", "saved/a.html"))

    assert source.address == "/srv/saved/a.html"
    assert not source.on_the_web


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (ENTRY.replace('id = "a"\n', ""), "line 2, entry 1", "has no id"),
        (ENTRY.replace('"a"\n', '"A B"\n'), "line 3, entry 1", "lower-case"),
        (ENTRY.replace('"page"', '"pages"'), "line 4, entry 1", "write one of untc-xml"),
        (ENTRY.replace('"page"', "3"), "line 4, entry 1", "kind = 3"),
        (ENTRY.replace("https:", "ftp:"), "line 5, entry 1", "http"),
        (ENTRY.replace('"https://example.org/a"', '" "'), "line 5, entry 1", "write an address"),
        (ENTRY.replace("page", "folder"), "line 5, entry 1", "write its path"),
        *((ENTRY.replace("6h", bad), "line 6, entry 1", "15m") for bad in BAD_RHYTHMS),
        (ENTRY + 'treaty = "treaty/none"', "line 7, entry 1", "known treaty"),
        (ENTRY + 'language = "English"', "line 7, entry 1", "language code"),
        (ENTRY + 'enabled = "yes"', "line 7, entry 1", "true or false"),
        (ENTRY + 'adress = "x"', "line 7, entry 1", "the keys are id, kind"),
        (ENTRY + ENTRY.replace("6h", "x").replace('"a"\n', '"b"\n'), "line 12, entry 2", "rhythm"),
        (ENTRY + ENTRY, "line 9, entry 2", "stands twice"),
        ("timeout = 3\n" + ENTRY, "line 1", "timeout is unknown"),
        ("[source]\nid = 'a'", "sources.toml", r"\[\[source\]\] above each"),
        ("[[source]]\nid = \nkind = 1", "sources.toml", "line 2"),
        ("source = [{}]", "entry 1", "has no kind"),
        ("[[source]]\nid = '''\n[[source]]\n'''", "entry 1", "has no kind"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place_and_its_mend(text: str, place: str, words: str) -> None:
    with pytest.raises(RegistryError, match=words) as caught:
        read(text)

    assert place in caught.value.place + caught.value.reason
    assert caught.value.place.startswith("sources.toml")


def test_an_empty_registry_has_no_sources() -> None:
    assert read("") == ()


@pytest.mark.parametrize("body", [None, b"\xff"])
def test_a_file_that_cannot_be_read_is_said(tmp_path: Path, body: bytes | None) -> None:
    path = tmp_path / "none.toml"
    if body is not None:
        path.write_bytes(body)

    with pytest.raises(RegistryError, match=r"none\.toml"):
        open_registry(str(path))


def test_the_registry_that_is_shipped_names_addresses_within_reach() -> None:
    sources = open_registry("")

    assert {source.kind for source in sources} <= set(KINDS)
    assert len(sources) >= 10
    assert all(target_of(source.address, Reach()).scheme == "https" for source in sources)
    assert any(source.treaty == "treaty/un-xviii-16" and source.enabled for source in sources)
