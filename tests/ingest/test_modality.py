"""How a clause puts its act: done, planned, conditional or denied."""

from __future__ import annotations

import pytest

from graph.model import ClaimType
from tests.ingest.lines import reading_of

# Facts: treaties.un.org XVIII-16. Whether a sentence is true does not matter here where it denies or plans.
DATE = "HANOI, 25 October 2025\n\n"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Viet Nam signed the Hanoi Convention.", ["asserted"]),
        ("Peru will sign the Hanoi Convention.", ["planned"]),
        ("Peru plans to sign the Hanoi Convention.", ["planned"]),
        ("France has not signed the Hanoi Convention.", ["negated"]),
        ("Canada never signed the Hanoi Convention.", ["negated"]),
        ("If its parliament agrees, Chile will sign the Hanoi Convention.", ["conditional"]),
        ("Viet Nam signed the Hanoi Convention; Peru will sign the Hanoi Convention.", ["asserted", "planned"]),
        ("Peru will not come, but Viet Nam signed the Hanoi Convention.", ["asserted"]),
        ("Việt Nam đã ký Công ước Hà Nội.", ["asserted"]),
        ("Peru sẽ ký Công ước Hà Nội.", ["planned"]),
        ("Canada chưa ký Công ước Hà Nội.", ["negated"]),
        ("وقعت فيتنام على اتفاقية هانوي.", ["asserted"]),
        ("لم توقع كندا على اتفاقية هانوي.", ["negated"]),
        ("ستوقع بيرو على اتفاقية هانوي.", ["planned"]),
        ("Le Viet Nam a signé la Convention de Hanoï.", ["asserted"]),
        ("Le Canada n'a pas signé la Convention de Hanoï.", ["negated"]),
    ],
)
def test_each_clause_has_a_standing_of_its_own(sentence: str, expected: list[str]) -> None:
    reading = reading_of(sentence)

    assert [str(claim.modality) for claim in reading.claims if claim.type is ClaimType.SIGNS] == expected


def test_what_is_dated_after_the_document_is_planned() -> None:
    reading = reading_of(f"{DATE}The Hanoi Convention opens for signature on 30 October 2025.")

    assert {str(claim.modality) for claim in reading.claims} == {"planned"}
