from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identifiers import DEFAULT_BASE, content_hash, named_graph, slug, split_thing, thing


@given(st.text())
def test_a_slug_is_plain_ascii_and_its_own_slug(text: str) -> None:
    found = slug(text)

    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", found)
    assert slug(found) == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Hà Nội", "ha-noi"), ("  UN–Convention  ", "un-convention"), ("فيتنام", ""), ("قمة 2025", "2025")],
)
def test_slugs_read_like_the_name(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_nothing_and_the_empty_string_hash_apart() -> None:
    assert content_hash(None) != content_hash("")
    assert content_hash("a", "b") != content_hash("ab")


def test_the_hash_of_a_content_never_changes() -> None:
    assert content_hash("Hanoi", 72) == content_hash("Hanoi", "72")
    assert content_hash("Hanoi", 72) == "0d28d4808892e8ae"


def test_a_file_name_that_is_not_utf8_has_a_hash() -> None:
    assert len(content_hash("a\udcff.txt", length=8)) == 8


@given(st.sampled_from(("state", "act")), st.from_regex(r"[a-z0-9-]+(/[a-z0-9-]+)*", fullmatch=True))
def test_a_thing_comes_apart_as_it_was_put_together(type: str, key: str) -> None:
    assert split_thing(DEFAULT_BASE, str(thing(DEFAULT_BASE, type, key))) == (type, key)


@pytest.mark.parametrize("iri", ["http://other/id/state/vnm", "http://localhost:8000/id/state", "x"])
def test_what_is_no_thing_of_ours_is_none(iri: str) -> None:
    assert split_thing(DEFAULT_BASE, iri) is None


def test_named_graphs_hang_under_the_base() -> None:
    assert str(named_graph("http://example.org/", "document/ab")) == "http://example.org/graph/document/ab"
