from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import PartialDate
from graph.law.days import Between, Delay, add_months

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2025-11-30", 3, "2026-02-28"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2025-12-31", 1, "2026-01-31"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2025-03-18", 3, "2025-06-18"),
    ],
)
def test_months_are_calendar_months_and_end_with_the_month(day: str, months: int, expected: str) -> None:
    assert add_months(date.fromisoformat(day), months).isoformat() == expected


@pytest.mark.parametrize(
    ("deposit", "effect"),
    [
        ("2004-03-18", "2004-07-01"),
        ("2025-11-30", "2026-03-01"),
        ("2025-12-01", "2026-04-01"),
        ("2025-09-30", "2026-01-01"),
    ],
)
def test_three_months_and_the_first_of_the_next_month(deposit: str, effect: str) -> None:
    assert Delay(months=3, to_month_start=True).after(date.fromisoformat(deposit)).isoformat() == effect


@given(DAYS)
def test_the_first_of_the_month_lies_after_the_months_and_within_one_more(day: date) -> None:
    effect = Delay(months=3, to_month_start=True).after(day)

    assert effect.day == 1
    assert add_months(day, 3) < effect <= add_months(day, 3) + timedelta(days=31)


@given(DAYS, DAYS, st.integers(0, 400), st.integers(0, 30), st.booleans())
def test_who_deposits_later_is_never_bound_earlier(one: date, other: date, days: int, months: int, start: bool) -> None:
    delay = Delay(days, months, start)

    assert (one <= other) <= (delay.after(one) <= delay.after(other))


def test_a_month_is_a_stretch_of_which_nobody_knows_the_day() -> None:
    month = Between.of(PartialDate.parse("2014-02"))

    assert not month.is_exact
    assert [month.held_on(date(2014, 1, 31)), month.held_on(date(2014, 2, 10)), month.held_on(date(2014, 2, 28))] == [
        False,
        None,
        True,
    ]
