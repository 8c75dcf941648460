from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import Interval, PartialDate, agree, contains, days, finest, parse_when
from tests.strategies import whens


@given(whens())
def test_a_date_is_written_as_it_was_read(text: str) -> None:
    assert str(parse_when(text)) == text


@given(whens())
def test_a_date_contains_itself_and_at_least_one_day(text: str) -> None:
    when = parse_when(text)

    assert contains(when, when)
    assert when.first <= when.last
    assert days(when) >= 1


@given(whens(), whens())
def test_agreement_has_no_direction(one: str, other: str) -> None:
    assert agree(parse_when(one), parse_when(other)) == agree(parse_when(other), parse_when(one))


@given(st.lists(whens(), max_size=4).flatmap(lambda texts: st.tuples(st.just(texts), st.permutations(texts))))
def test_the_finest_date_does_not_depend_on_order(orders: tuple[list[str], list[str]]) -> None:
    one, other = ([parse_when(text) for text in texts] for texts in orders)

    assert finest(one) == finest(other)


@given(st.dates())
def test_a_day_is_the_finest_of_its_month_and_year(day: object) -> None:
    text = str(day)

    found = finest([parse_when(text[:4]), parse_when(text), parse_when(text[:7])])

    assert str(found) == text


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2025-10", "2025-10-25", True),
        ("2025", "2025-10", True),
        ("2025-10-25/2025-10-26", "2025-10-25", True),
        ("2025-10-24", "2025-10-25", False),
        ("2025-10-24/2025-10-25", "2025-10-25/2025-10-26", False),
        ("2024", "2025-01", False),
    ],
)
def test_coarser_dates_agree_with_finer_ones(one: str, other: str, expected: bool) -> None:
    assert agree(parse_when(one), parse_when(other)) is expected


def test_dates_that_disagree_have_no_finest() -> None:
    assert finest([parse_when("2025-10-24"), parse_when("2025-10-25")]) is None
    assert finest([]) is None


@pytest.mark.parametrize(("text", "datatype"), [("2025", "gYear"), ("2025-10", "gYearMonth"), ("2025-10-25", "date")])
def test_the_datatype_follows_the_precision(text: str, datatype: str) -> None:
    assert PartialDate.parse(text).datatype == datatype


def test_a_month_ends_on_its_last_day() -> None:
    assert str(PartialDate.parse("2024-02").last) == "2024-02-29"
    assert str(PartialDate.parse("2025").last) == "2025-12-31"


def test_an_interval_of_months_holds_whole_months() -> None:
    interval = parse_when("2025-09/2025-10")

    assert isinstance(interval, Interval)
    assert (str(interval.first), str(interval.last)) == ("2025-09-01", "2025-10-31")


@pytest.mark.parametrize(
    "text",
    ["", "25-10-2025", "2025-13", "2025-02-30", "0000", "2025-1", "2025-10-25T00:00", "٢٠٢٥", "2025/", "2025\n"],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"write YYYY|calendar"):
        parse_when(text)


def test_an_interval_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before it starts"):
        parse_when("2025-10-26/2025-10-25")
