"""What only the whole document settles: what an occasion concerns, and each claim said once."""

from __future__ import annotations

from graph.model import ClaimType, Modality, Span
from ingest.extraction.drafts import ClaimDraft
from ingest.extraction.whole import said_once
from tests.ingest.lines import reading_of, told

VIET_NAM, HANOI = "state/vnm", "treaty/un-xviii-16"
FIRST, SECOND = Span(0, 9), Span(20, 29)


def signed(
    evidence: Span, date: str | None = None, confidence: float = 0.9, modality: Modality = Modality.ASSERTED
) -> ClaimDraft:
    return ClaimDraft(ClaimType.SIGNS, VIET_NAM, evidence, HANOI, date=date, confidence=confidence, modality=modality)


def test_the_first_telling_is_kept() -> None:
    assert said_once([signed(FIRST), signed(SECOND)]) == [signed(FIRST)]


def test_a_surer_telling_is_kept() -> None:
    assert said_once([signed(FIRST, confidence=0.8), signed(SECOND)]) == [signed(SECOND)]


def test_a_dated_telling_is_kept() -> None:
    dated = signed(SECOND, "2025-10-25", confidence=0.7)

    assert said_once([signed(FIRST), dated]) == [dated]


def test_two_dates_are_two_claims() -> None:
    one, two = signed(FIRST, "2025-10-25"), signed(SECOND, "2025-10-26")

    assert said_once([one, two]) == [one, two]


def test_a_plan_and_a_deed_are_two_claims() -> None:
    plan = signed(FIRST, modality=Modality.PLANNED)

    assert said_once([plan, signed(SECOND)]) == [plan, signed(SECOND)]


def test_statements_and_counts_may_come_again() -> None:
    counts = [ClaimDraft(ClaimType.TALLY, HANOI, span, value=72, action="signature") for span in (FIRST, SECOND)]
    statements = [ClaimDraft(ClaimType.STATES, VIET_NAM, span, HANOI) for span in (FIRST, SECOND)]

    assert said_once([*counts, *statements]) == [*counts, *statements]


def test_an_occasion_concerns_the_treaty_that_its_description_names() -> None:
    reading = reading_of("Viet Nam hosted the signing ceremony of the Hanoi Convention in Hanoi on 25 October 2025.")

    assert ("concerns", "event/hanoi-signing-2025", HANOI) in told(reading)


def test_an_occasion_concerns_a_treaty_once() -> None:
    sentence = "Viet Nam hosted the signing ceremony of the Hanoi Convention. "

    assert [type for type, _, _ in told(reading_of(sentence * 2))].count("concerns") == 1


def test_an_occasion_without_a_treaty_concerns_none() -> None:
    reading = reading_of("Viet Nam signed the Hanoi Convention. A conference opened in Hanoi.")

    assert "concerns" not in [type for type, _, _ in told(reading)]
