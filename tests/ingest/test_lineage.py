"""Whose text a document is: told by hosts, source lines and agencies' names, and by no photo credit."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.model import Document, SourceKind
from ingest.model import RawDocument
from ingest.pipeline import read

# Viet Nam signed first, in Hanoi on 25 October 2025 (UN Treaty Collection, XVIII-16).
_BODIES = {
    "en": "Viet Nam signed the Hanoi Convention on 25 October 2025, and 71 others followed within two days in Hanoi.",
    "ar": "وقعت فيتنام اتفاقية هانوي في 25 أكتوبر 2025، وتبعتها 71 دولة أخرى خلال يومين من حفل التوقيع في العاصمة.",
    "vi": "Việt Nam đã ký Công ước Hà Nội ngày 25/10/2025, và 71 nước khác đã ký theo trong hai ngày của lễ mở ký.",
    "es": "Vietnam firmó la Convención de Hanói el 25 de octubre de 2025, y otros 71 países la firmaron en dos días.",
}  # fmt: skip
_DAN_TRI = "https://dantri.com.vn/thoi-su/viet-nam-ky-cong-uoc-20251025174836264.htm"


def _document(text: str, url: str | None = None) -> Document:
    return read(RawDocument("a.txt", text.encode(), "text/plain", url=url)).document


def _told(language: str, head: str = "", tail: str = "", url: str | None = None) -> Document:
    return _document(f"{head}{_BODIES[language]}\n\n{tail}\n", url)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ar", "المصدر: "),
        ("en", "Source: "),
        ("es", "Fuente: "),
        ("en", "(Source: Dân trí, "),
        ("ar", "المصدر "),
        ("en", "Originally published at "),
        ("en", ""),
        ("es", ""),
    ],
)
def test_a_text_that_credits_an_outlet_of_another_language_is_a_translation(language: str, line: str) -> None:
    document = _told(language, tail=line + _DAN_TRI + (")" if "(" in line else ""))

    assert (document.source_kind, document.original) == (SourceKind.AGGREGATOR, _DAN_TRI)


def test_a_pages_source_line_is_read_in_html() -> None:
    page = (
        "<html><head><link rel='canonical' href='https://news.example/a'><title>Viet Nam signs first</title></head>"
        f"<body><article><h1>Viet Nam signs first</h1><p>{_BODIES['en']}</p><p>{_BODIES['en']}</p>"
        f"<p>Source: <a href='{_DAN_TRI}'>{_DAN_TRI}</a></p></article></body></html>"
    )

    document = read(RawDocument("a.html", page.encode(), "text/html")).document

    assert (document.source_kind, document.original) == (SourceKind.AGGREGATOR, _DAN_TRI)


def test_an_address_alone_below_a_page_with_its_own_credits_nobody() -> None:
    assert _told("en", tail=_DAN_TRI, url="https://news.example/1").source_kind is None


def test_a_text_of_the_same_language_with_no_other_address_may_be_the_outlets_own() -> None:
    document = _told("vi", tail=f"Nguồn: {_DAN_TRI}")

    assert (document.source_kind, document.original) == (None, None)


@pytest.mark.parametrize("url", ["https://news.example/2025/10/26/ceremony", "https://tuoitre.vn/ky-cong-uoc.htm"])
def test_a_page_that_credits_an_outlet_at_another_host_is_an_aggregators(url: str) -> None:
    document = _told("vi", tail=f"Nguồn: {_DAN_TRI}", url=url)

    assert (document.source_kind, document.original) == (SourceKind.AGGREGATOR, _DAN_TRI)


def test_the_address_in_a_header_is_the_texts_own_and_that_of_the_last_line_the_originals() -> None:
    head = "Title: Viet Nam signs first\nDate: 2025-10-26\nURL: https://news.example/2025/10/26/first\n\n"

    document = _told("en", head, f"Source: {_DAN_TRI}")

    assert (document.url, document.original) == ("https://news.example/2025/10/26/first", _DAN_TRI)
    assert document.source_kind is SourceKind.AGGREGATOR


def test_a_page_that_credits_its_own_outlet_is_its_own() -> None:
    assert _told("vi", tail=f"Nguồn: {_DAN_TRI}", url="https://amp.dantri.com.vn/thoi-su/1.htm").source_kind is None


@pytest.mark.parametrize(
    "tail",
    [
        "Source: https://treaties.un.org/Pages/ViewDetails.aspx?src=TREATY",
        "Source: https://www.mofa.gov.example/press/1",
        f"Sources: {_DAN_TRI} https://vnexpress.net/1.html",
        f"Photo: {_DAN_TRI}",
    ],
)
def test_a_record_several_sources_and_a_photo_make_no_aggregator(tail: str) -> None:
    assert _told("en", tail=tail, url="https://news.example/1").source_kind is None


def test_a_host_known_as_an_aggregator_is_one() -> None:
    document = _told("en", url="https://www.vietnam.vn/en/viet-nam-signs")

    assert (document.source_kind, document.original) == (SourceKind.AGGREGATOR, None)


@pytest.mark.parametrize(
    ("language", "head", "tail"),
    [
        ("en", "Viet Nam signs first\n\nBy AFP\n\n", ""),
        ("en", "HANOI (Reuters) - ", ""),
        ("vi", "", "(TTXVN)"),
        ("vi", "", "Nguồn: TTXVN"),
        ("es", "Vietnam firma primero\n\nEFE / 26 de octubre de 2025\n\n", ""),
    ],
)
def test_an_agencys_name_in_byline_dateline_or_last_line_makes_its_text(language: str, head: str, tail: str) -> None:
    assert _told(language, head, tail).source_kind is SourceKind.WIRE


@pytest.mark.parametrize(("language", "tail"), [("en", "Photo: AFP"), ("vi", "Ảnh: TTXVN"), ("ar", "الصورة: رويترز")])
def test_a_photo_credit_says_nothing_of_the_text(language: str, tail: str) -> None:
    assert _told(language, tail=tail).source_kind is None


def test_an_agencys_own_page_is_its_text() -> None:
    assert _told("en", url="https://www.reuters.com/world/1").source_kind is SourceKind.WIRE


def test_an_agency_that_is_only_quoted_in_the_prose_is_no_source_of_the_text() -> None:
    text = f"{_BODIES['en']} A minister told Reuters on Sunday that ratification would follow soon.\n"

    assert _document(text).source_kind is None


SEEDS = sorted((Path(__file__).parents[3] / "shared/seeds").glob("*.txt"))


@pytest.mark.skipif(not SEEDS, reason="../shared/seeds is not there; the article is not ours to bundle")
def test_the_article_that_the_project_was_given_is_a_translation_from_dan_tri() -> None:
    document = read(RawDocument(str(SEEDS[0]), SEEDS[0].read_bytes())).document

    assert document.source_kind is SourceKind.AGGREGATOR
    assert (document.original or "").startswith("https://dantri.com.vn/thoi-su/")
    assert document.text == SEEDS[0].read_bytes().decode()
