"""Outlets by their addresses, and by what a page says of itself."""

from __future__ import annotations

import pytest

from graph.model import Span
from ingest.mentions.agencies import find_agencies
from ingest.mentions.outlets import find_dateline, find_domains, find_publisher
from ingest.text import Text
from tests.ingest.lines import language, stages


def domains(words: str) -> list[tuple[str, str | None]]:
    text = Text.of(words)
    return [(f.span.of(text.clean), f.key) for f in find_domains(text, Span(0, len(text.clean)))]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("https://dantri.com.vn/the-gioi/1.htm", [("dantri.com.vn", "organization/dan-tri")]),
        ("http://WWW.DanTri.com.vn", [("DanTri.com.vn", "organization/dan-tri")]),
        ("(reuters.com)", [("reuters.com", "organization/reuters")]),
        ("see https://mobile.reuters.com/a, or not", [("reuters.com", "organization/reuters")]),
        ("https://notreuters.com/a", []),
        ("https://reuters.com.example.org/a", []),
        ("https://example.org/reuters.com.html", []),
        ("an end.of sentences", []),
    ],
)
def test_an_address_names_the_outlet_that_owns_the_domain(words: str, expected: list[tuple[str, str]]) -> None:
    assert domains(words) == expected


@pytest.mark.parametrize(
    ("publisher", "found"),
    [
        ("Meridian Wire", [("Meridian Wire", None)]),
        ("Reuters", [("Reuters", "organization/reuters")]),
        ("Nobody's Gazette", []),
        (None, []),
        ("", []),
    ],
)
def test_the_publisher_of_the_page_is_found_where_it_stands(
    publisher: str | None, found: list[tuple[str, str | None]]
) -> None:
    text = Text.of("Reuters and Meridian Wire")

    hits = find_publisher(text, Span(0, len(text.clean)), publisher)

    assert [(hit.span.of(text.clean), hit.key) for hit in hits] == found


def test_a_dateline_names_the_publisher_in_brackets() -> None:
    text = Text.of("HANOI (Meridian Wire) - Viet Nam signed, wrote Meridian Wire.")

    (found,) = find_dateline(text, Span(0, len(text.clean)), "Meridian Wire")

    assert found.span == Span(7, 20)
    assert find_dateline(text, Span(23, len(text.clean)), "Meridian Wire") == []


@pytest.mark.parametrize(
    ("sentence", "code", "expected"),
    [
        ("Photo: Icelandic News Agency", "en", [("Icelandic News Agency", None, "Icelandic News Agency")]),
        ("Photo: Vietnamese News Agency", "en",
         [("Vietnamese News Agency", "organization/vietnam-news-agency", "Vietnamese News Agency")]),
        ("an Icelandic news agency", "en", []),
        ("Photo: Xinhua News Agency", "en", []),
        ("الصورة: وكالة أنباء فانواتو", "ar", [("وكالة أنباء فانواتو", None, "Vanuatu News Agency")]),
        ("Ảnh: Thông tấn xã Vanuatu", "vi", [("Thông tấn xã Vanuatu", None, "Vanuatu News Agency")]),
        ("Agence de presse islandaise", "fr", [("Agence de presse islandaise", None, "Agence de presse islandaise")]),
    ],
)  # fmt: skip
def test_an_agency_is_named_by_its_state(
    sentence: str, code: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    line, text = stages(sentence, code)

    found = find_agencies(line, text, language(code))

    assert [(f.span.of(text.clean), f.key, f.label) for f in found] == expected
