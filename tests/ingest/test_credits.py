"""Who is credited, and which credit looks like a wrong expansion of another."""

from __future__ import annotations

import pytest

from graph.model import ClaimType
from tests.ingest.lines import reading_of

BODY = "HANOI, 25 October 2025\n\nViet Nam signed the Hanoi Convention on Saturday.\n\n"
VNA = "organization/vietnam-news-agency"


def credits(text: str) -> list[tuple[str, str, bool]]:
    """Who is credited, in which words, and whether that is doubted."""
    reading = reading_of(text)
    names = {entity.id: entity.key or entity.label for entity in reading.entities}
    return [
        (names[claim.subject], claim.evidence.of(text), "doubtful-expansion" in claim.flags)
        for claim in reading.claims
        if claim.type is ClaimType.REPORTS
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("(Photo: VNA)", [(VNA, "Photo: VNA", False)]),
        ("Photo: Reuters", [("organization/reuters", "Photo: Reuters", False)]),
        ("Source: https://dantri.com.vn/a-1.htm", [("organization/dan-tri", "Source: https://dantri.com.vn", False)]),
    ],
)
def test_a_credit_line_names_its_sources(line: str, expected: list[tuple[str, str, bool]]) -> None:
    assert credits(BODY + line) == expected


def test_a_source_is_credited_once() -> None:
    assert [who for who, _, _ in credits(f"{BODY}(Photo: VNA)\n\n(Photo: VNA)\n")] == [VNA]


@pytest.mark.parametrize("order", [("VNA", "Vanuatu News Agency"), ("Vanuatu News Agency", "VNA")])
def test_another_national_agency_of_the_same_initials_is_doubted(order: tuple[str, str]) -> None:
    text = BODY + "".join(f"(Photo: {name})\n\n" for name in order)

    assert [(who, doubted) for who, _, doubted in credits(text)] == [
        (VNA if name == "VNA" else "Vanuatu News Agency", name != "VNA") for name in order
    ]


@pytest.mark.parametrize(
    ("second", "credited"), [("Zambian News Agency", [VNA, "Zambian News Agency"]), ("Vietnamese News Agency", [VNA])]
)
def test_an_agency_of_other_initials_or_of_the_same_state_is_not_doubted(second: str, credited: list[str]) -> None:
    found = credits(f"{BODY}(Photo: VNA)\n\n(Photo: {second})\n")

    assert [(who, doubted) for who, _, doubted in found] == [(who, False) for who in credited]


def test_the_initials_are_those_of_the_english_name_in_any_script() -> None:
    text = (
        "هانوي، 25 أكتوبر 2025\n\nوقعت فيتنام على اتفاقية هانوي يوم السبت.\n\n"
        "(الصورة: وكالة الأنباء الفيتنامية)\n\n(الصورة: وكالة أنباء فانواتو)\n"
    )

    assert [(who, doubted) for who, _, doubted in credits(text)] == [(VNA, False), ("Vanuatu News Agency", True)]


def test_a_place_in_a_date_line_is_no_source() -> None:
    assert credits("Hà Nội, ngày 25/10/2025\n\nViệt Nam đã ký Công ước Hà Nội ngày 25/10/2025.\n") == []


def test_a_body_in_running_text_is_no_source() -> None:
    assert credits(f"{BODY}Reuters has an office in Hanoi.") == []
