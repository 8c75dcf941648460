"""Which format an Accept field chooses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.negotiation import (
    GRAPHS,
    RESULTS,
    NothingAcceptable,
    by_name,
    choose,
    parse_accept,
    prefers_html,
)

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("field", "name"),
    [
        (None, "json"),
        ("", "json"),
        ("*/*", "json"),
        ("text/*", "csv"),
        ("application/*", "json"),
        ("text/csv", "csv"),
        ("TEXT/CSV", "csv"),
        ("text/csv; charset=utf-8", "csv"),
        ("text/csv; header=present; q=0.9, application/sparql-results+xml;q=0.8", "csv"),
        ("text/csv;q=0.1, text/tab-separated-values;q=0.2", "tsv"),
        ("text/csv;q=0, */*", "json"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "xml"),
        ("text/tab-separated-values, text/csv", "csv"),
        ("application/json", "json"),
        ("application/xml;q=0.9, application/sparql-results+json;q=0.5", "xml"),
        ('text/csv; note="a, b; q=0", image/png', "csv"),
        ("nonsense, text/csv", "csv"),
        ("*/csv, text/tab-separated-values", "tsv"),
        (BROWSER, "xml"),
    ],
)
def test_an_accept_field_chooses_a_result_format(field: str | None, name: str) -> None:
    choice = choose(field, RESULTS)

    assert choice.format.name == name


@pytest.mark.parametrize(
    ("field", "name"),
    [
        (None, "ttl"),
        ("*/*", "ttl"),
        ("text/turtle; charset=utf-8", "ttl"),
        ("application/n-triples", "nt"),
        ("text/plain", "nt"),
        ('application/ld+json; profile="http://www.w3.org/ns/json-ld#compacted"', "jsonld"),
        ("application/json", "jsonld"),
        ("application/rdf+xml", "rdf"),
        ("text/xml", "rdf"),
        ("application/trig", "trig"),
        ("application/n-quads, text/turtle;q=0.9", "nq"),
    ],
)
def test_an_accept_field_chooses_a_graph_format(field: str | None, name: str) -> None:
    choice = choose(field, GRAPHS)

    assert choice.format.name == name


@pytest.mark.parametrize("field", ["image/png", "text/csv;q=0", "text/csv;q=high", "text/csv;q=2", "*/*;q=0"])
def test_what_no_format_suits_is_refused_with_what_there_is(field: str) -> None:
    with pytest.raises(NothingAcceptable) as caught:
        choose(field, RESULTS)

    assert caught.value.available == tuple(format.media_type for format in RESULTS)


def test_an_answer_bears_the_name_by_which_it_was_asked_for() -> None:
    choice = choose("application/json", RESULTS)

    assert choice.content_type == "application/json"


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("ttl", "text/turtle; charset=utf-8"),
        ("jsonld", "application/ld+json"),
    ],
)
def test_texts_say_their_charset(name: str, content_type: str) -> None:
    choice = by_name(name, GRAPHS)

    assert choice is not None
    assert choice.content_type == content_type
    assert choice.format.content_type == content_type


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (BROWSER, True),
        ("text/html", True),
        ("text/html;q=0.5, text/turtle", False),
        ("text/html;q=0", False),
        ("*/*", False),
        ("text/*", False),
        (None, False),
        ("text/turtle, text/html;q=0.9", False),
        ("text/turtle;q=0.5, text/html", True),
    ],
)
def test_a_page_is_given_only_to_who_asks_for_html(field: str | None, expected: bool) -> None:
    assert prefers_html(field, GRAPHS) is expected


@given(st.text())
def test_any_field_is_read_without_failing(field: str) -> None:
    ranges = parse_accept(field)

    assert ranges
    assert all(0 <= range.quality <= 1 for range in ranges)
