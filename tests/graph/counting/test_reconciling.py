"""Reconciling: each cause is found by what shows it, bounds are kept, and no partial list makes a number false."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.counting import Cause, Context, CountClaim, Reconciliation, Verdict, reconcile, recount, sentence
from graph.counting.bounds import tolerance
from graph.counting.wording import LANGUAGES
from graph.dates import PartialDate
from tests.graph.counting.samples import (
    FIRST,
    LATER,
    PALESTINE,
    SECOND,
    UNION,
    WHOLE,
    act,
    printed,
    said,
    signatures,
)

ACTS = signatures()
_VALUES = st.integers(0, 250)
_UNITS = st.sampled_from([None, "signatory", "state", "member", "organization", "delegation", "other"])
_DAYS = st.sampled_from([FIRST, SECOND, "2025-11-13", LATER, "2026-04-01"])
_BOUNDS = st.sampled_from([None, "at-least", "at-most", "about"])


def _of(claim: CountClaim, context: Context = WHOLE) -> Reconciliation:
    return reconcile(claim, ACTS, context)


def _parties(found: Reconciliation) -> set[str]:
    return {one.party for one in found.differs_by}


@pytest.mark.parametrize(
    ("value", "unit", "day"),
    [(72, "signatory", SECOND), (71, "state", SECOND), (70, "member", SECOND), (71, None, SECOND), (72, None, SECOND),
     (69, "signatory", FIRST), (73, "signatory", LATER), (72, "state", LATER), (1, "organization", LATER)],
)  # fmt: skip
def test_a_number_that_follows_from_the_acts_agrees(value: int, unit: str | None, day: str) -> None:
    found = _of(said(value, unit, day))

    assert found.agrees
    assert found.cause is None


def test_signatories_told_as_states_count_the_union_too() -> None:
    found = _of(said(72, "state"))

    assert (found.cause, found.recounted, _parties(found)) == (Cause.UNIT, 71, {UNION})


def test_signatories_told_as_members_count_the_union_and_palestine_too() -> None:
    assert _parties(_of(said(72, "member"))) == {UNION, PALESTINE}


def test_states_told_as_signatories_leave_the_union_out() -> None:
    found = _of(said(71, "signatory"))

    assert (found.cause, found.why, _parties(found)) == (Cause.UNIT, "unit-fewer", {UNION})


def test_a_number_of_the_day_before_is_late_news_of_those_who_came_since() -> None:
    found = _of(said(69, "signatory"))

    assert found.cause is Cause.LATE
    assert _parties(found) == {"state/mli", "state/rwa", "state/sau"}


def test_what_was_printed_earlier_and_passed_is_late_news_with_its_witness() -> None:
    earlier = said(65, "signatory", FIRST, document="doc:un-news")

    found = _of(said(65, "state", "2025-11-13"), replace(WHOLE, others=(earlier,)))

    assert (found.cause, found.why) == (Cause.LATE, "late-printed")
    assert earlier.iri in found.because


def test_what_was_passed_in_the_course_of_a_day_is_late_news() -> None:
    assert _of(said(64, "state", FIRST)).why == "in-the-course"


def test_a_small_part_of_a_day_is_an_open_question() -> None:
    assert _of(said(12, "state", FIRST)).cause is Cause.OPEN


def test_signatories_told_as_ratified_are_of_another_stage() -> None:
    found = _of(said(72, "state", action="ratification"))

    assert (found.cause, found.recounted) == (Cause.STAGE, 0)


def test_those_who_attended_are_of_another_stage() -> None:
    came = said(119, "state", action="attendance", document="doc:other")

    found = _of(said(119, "state"), replace(WHOLE, others=(came,)))

    assert (found.cause, came.iri in found.because) == (Cause.STAGE, True)


def test_signatories_told_as_countries_and_organizations_that_came_are_of_another_stage() -> None:
    assert _of(said(72, "signatory", action="attendance")).cause is Cause.STAGE


def test_countries_that_came_may_be_as_many_as_signed() -> None:
    assert _of(said(72, "state", action="attendance")).verdict is Verdict.UNKNOWN


def test_approvals_at_home_explain_ratifications_that_nobody_deposited() -> None:
    bound = [*ACTS, act("state/000", "2026-04-01", "ratification")]
    record = (printed(), printed(1, action="ratification"))
    home = (act("state/001", "2026-02-10", "consent"), act("state/002", "2026-03-01", "consent"))

    found = reconcile(said(3, "state", "2026-05-18", action="ratification"), bound, Context(record, (), home))

    assert (found.cause, found.recounted, _parties(found)) == (Cause.STAGE, 1, {"state/001", "state/002"})


def test_more_ratifications_than_deposits_are_open_and_not_false() -> None:
    assert _of(said(30, "state", "2026-05-18", action="ratification")).cause is Cause.OPEN


def test_parts_that_add_up_to_the_recount_show_an_error_of_arithmetic() -> None:
    whole = said(68, "state", SECOND, document="doc:one")
    parts = tuple(replace(said(part, "state", SECOND, document="doc:one"), part=True) for part in (30, 25, 16))

    assert _of(whole, replace(WHOLE, others=(whole, *parts))).cause is Cause.ARITHMETIC


def test_a_number_reached_only_later_is_a_slip_of_the_date() -> None:
    claim = said(72, "signatory", FIRST, published=PartialDate.parse("2025-10-27"))

    found = _of(claim)

    assert (found.cause, _parties(found)) == (Cause.DATE, {"state/mli", "state/rwa", "state/sau"})


def test_a_number_that_nobody_could_know_yet_is_no_slip_of_the_date() -> None:
    assert _of(said(73, "signatory", SECOND)).cause is Cause.FALSE


def test_a_number_that_a_whole_record_never_showed_is_false() -> None:
    assert _of(said(193, "state")).cause is Cause.FALSE


@given(_VALUES, _UNITS, _DAYS, _BOUNDS, st.integers(1, 72))
def test_no_number_is_false_by_a_list_that_is_not_whole(
    value: int, unit: str | None, day: str, bound: str | None, missing: int
) -> None:
    record = Context((printed(listed=73 - missing),))

    found = reconcile(said(value, unit, day, bound=bound), ACTS[missing:], record)

    assert found.cause is not Cause.FALSE
    assert found.verdict is Verdict.UNKNOWN or "incomplete" in found.notes


def test_a_bound_that_holds_is_no_news_that_grew_old() -> None:
    rival = replace(said(65, "state", SECOND), iri="other", document="other", bound="at-least")
    context = replace(WHOLE, others=(rival,))

    found = _of(said(65, "state", LATER), context)

    assert found.why != "late-printed"
    assert "other" not in found.because


@pytest.mark.parametrize(("language", "words"), [("en", "at least 73"), ("ar", "73 على الأقل"), ("vi", "ít nhất 73")])
def test_a_number_known_by_its_least_alone_is_said_in_words(language: str, words: str) -> None:
    found = _of(said(60, "signatory", "2026-04-01"), Context((printed(73, LATER),)))

    assert words in sentence(found, language)
    assert "≥" not in sentence(found, language)


def test_the_printed_number_is_said_where_the_list_is_not_whole() -> None:
    found = reconcile(said(72, "state"), ACTS[5:72], Context((printed(72, SECOND, listed=67),)))

    assert found.cause is Cause.UNIT
    assert "prints 72 and lists 67" in sentence(found, "en")


@pytest.mark.parametrize(
    ("value", "bound", "agrees"),
    [(70, "about", True), (60, "about", False), (70, "at-least", True), (72, "at-least", False), (80, "at-most", True),
     (70, "at-most", False), (65, "about", True)],
)  # fmt: skip
def test_a_bound_agrees_where_it_holds(value: int, bound: str, agrees: bool) -> None:
    assert _of(said(value, "state", bound=bound)).agrees is agrees


@given(st.integers(0, 10**7))
def test_a_rough_number_is_never_a_tenth_off_unless_it_is_small(value: int) -> None:
    assert tolerance(value) <= max(5, value // 10)
    assert tolerance(value) >= 1


def test_an_undated_number_speaks_of_the_day_of_its_document_and_says_so() -> None:
    claim = replace(said(72, "signatory", None), published=PartialDate.parse(SECOND))

    found = _of(claim)

    assert found.agrees
    assert "inferred-day" in found.notes


def test_a_number_without_any_day_is_not_decided() -> None:
    assert _of(said(72, "signatory", None)).why == "undated"


def test_a_part_is_not_held_against_the_whole() -> None:
    assert _of(replace(said(19, "state"), part=True)).verdict is Verdict.UNKNOWN


def test_nothing_is_decided_without_acts_and_records() -> None:
    assert reconcile(said(72), []).why == "no-record"


def test_more_than_the_press_names_is_not_refuted() -> None:
    assert reconcile(said(72), ACTS[:3]).why == "not-refuted"


@given(_UNITS, _DAYS)
def test_what_is_recounted_agrees(unit: str | None, day: str) -> None:
    claim = said(0, unit, day)
    assert claim.day is not None
    number = len(recount(ACTS, "signature", unit, claim.day))

    assert _of(replace(claim, value=number)).agrees


@given(_VALUES, _UNITS, _DAYS, _BOUNDS, st.randoms(use_true_random=False))
def test_the_order_of_what_is_known_changes_nothing(
    value: int, unit: str | None, day: str, bound: str | None, random: object
) -> None:
    others = [said(number, "state", FIRST) for number in (60, 64, 65, 119)]
    records = [printed(), printed(72, "2025-10-30"), printed(0, action="ratification")]
    claim, acts = said(value, unit, day, bound=bound), list(ACTS)
    before = reconcile(claim, acts, Context(tuple(records), tuple(others)))
    for kept in (acts, others, records):
        random.shuffle(kept)  # type: ignore[attr-defined]  # a random.Random

    assert reconcile(claim, acts, Context(tuple(records), tuple(others))) == before


@given(_VALUES, _UNITS, _DAYS, _BOUNDS, st.sampled_from(["signature", "ratification", "attendance"]))
def test_everything_can_be_said_in_each_language(
    value: int, unit: str | None, day: str, bound: str | None, action: str
) -> None:
    found = _of(said(value, unit, day, bound=bound, action=action))

    assert all(sentence(found, language) for language in LANGUAGES)
    assert (found.cause is not None) == (found.verdict is Verdict.DIFFER)
