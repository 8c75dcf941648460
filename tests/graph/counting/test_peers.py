"""Quarrels of numbers where no record decides, and parts of a whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.counting import Cause, CountClaim, parts_of, quarrels, sum_of_parts
from tests.graph.counting.samples import FIRST, SECOND, said


def _came(value: int, day: str = FIRST, unit: str = "state", bound: str | None = None) -> CountClaim:
    return said(value, unit, day, bound=bound, action="attendance", subject="event:signing")


def test_two_numbers_of_one_day_are_an_open_quarrel() -> None:
    found = quarrels([_came(110), _came(119)])

    assert [(one.cause, [claim.value for claim in one.claims]) for one in found] == [(Cause.OPEN, [110, 119])]


def test_numbers_that_grew_from_day_to_day_are_late_news() -> None:
    assert [one.cause for one in quarrels([_came(110), _came(119, SECOND)])] == [Cause.LATE]


def test_signatories_grow_over_time_and_never_shrink() -> None:
    first, later = said(65, "signatory", FIRST), said(72, "signatory", SECOND)

    assert quarrels([first, later]) == []
    assert [one.cause for one in quarrels([replace(first, value=80), later])] == [Cause.OPEN]


def test_a_rough_number_is_no_quarrel_with_what_it_can_mean() -> None:
    assert quarrels([_came(100, bound="about"), _came(110)]) == []


def test_numbers_of_other_units_are_other_numbers() -> None:
    assert quarrels([_came(110), _came(2500, unit="delegate")]) == []


def test_numbers_of_one_document_are_no_quarrel() -> None:
    assert quarrels([replace(_came(30), document="doc:one"), replace(_came(40), document="doc:one")]) == []


@given(st.lists(st.integers(1, 200), max_size=6, unique=True), st.randoms(use_true_random=False))
def test_order_changes_no_quarrel(values: list[int], random: object) -> None:
    claims = [_came(value, (FIRST, SECOND)[value % 2]) for value in values]
    before = quarrels(claims)
    random.shuffle(claims)  # type: ignore[attr-defined]  # a random.Random

    assert quarrels(claims) == before


@pytest.mark.parametrize(("parts", "found"), [((19, 21, 19, 12), 71), ((65, 7), 72), ((19, 21), 0), ((72,), 0)])
def test_parts_are_known_by_their_sum(parts: tuple[int, ...], found: int) -> None:
    # cand.com.vn of October 2025: 19 + 21 + 19 + 12 for 72.
    whole = said(72, document="doc:one")
    claims = [
        replace(said(part, document="doc:one"), iri=f"claim:{place}", part=True) for place, part in enumerate(parts)
    ]

    assert sum_of_parts(parts_of(whole, [whole, *claims])) == found


def test_numbers_of_other_documents_are_no_parts() -> None:
    whole = said(72, document="doc:one")

    assert parts_of(whole, [said(60, document="doc:two"), said(12, document="doc:two")]) == ()
