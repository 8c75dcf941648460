"""Recounting: units are laws of arithmetic, days only add, and records set limits."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.counting import Count, count_on, recount
from graph.dates import PartialDate
from graph.law.acts import PartyAct
from tests.graph.counting.samples import FIRST, LATER, PALESTINE, SECOND, UNION, act, printed, signatures

_DAYS = st.dates(date(2025, 10, 20), date(2025, 12, 31))


@st.composite
def acts_of_parties(draw: st.DrawFn) -> list[PartyAct]:
    """Signatures and consents of some states and organizations, some of them no members, dated or not."""
    made = []
    for number in range(draw(st.integers(0, 12))):
        party = f"{draw(st.sampled_from(['state', 'organization']))}/{number}"
        since = draw(st.sampled_from([None, "1945-10-24", "2025-11-01"])) if party.startswith("state/") else None
        day = draw(st.none() | _DAYS.map(str))
        made.append(act(party, day, draw(st.sampled_from(["signature", "ratification", "accession"])), since))
    return made


@pytest.mark.parametrize(
    ("unit", "day", "number"),
    [
        ("signatory", FIRST, 69), ("state", FIRST, 68), ("member", FIRST, 67), ("organization", FIRST, 1),
        ("signatory", SECOND, 72), ("state", SECOND, 71), ("member", SECOND, 70),
        ("signatory", LATER, 73), ("signatory", "2025-10-24", 0),
    ],
)  # fmt: skip
def test_each_unit_has_its_number_on_each_day(unit: str, day: str, number: int) -> None:
    assert len(recount(signatures(), "signature", unit, date.fromisoformat(day))) == number


def test_neither_the_union_nor_palestine_is_a_member_of_the_united_nations() -> None:
    day = date.fromisoformat(SECOND)
    apart = {one.party for one in recount(signatures(), "signature", None, day)}
    apart -= {one.party for one in recount(signatures(), "signature", "member", day)}

    assert apart == {UNION, PALESTINE}


def test_who_joined_the_united_nations_later_was_no_member_then() -> None:
    acts = [act("state/ssd", "2011-07-10", since="2011-07-14")]

    assert recount(acts, "signature", "member", date(2011, 7, 13)) == ()
    assert len(recount(acts, "signature", "member", date(2011, 7, 14))) == 1


def test_a_party_that_has_left_is_counted_no_more() -> None:
    left = act("state/phl", "2018-03-17", "denunciation")
    acts = [act("state/phl", "2011-08-30", "ratification"), left]

    assert len(recount(acts, "ratification", "party", date(2018, 3, 16))) == 1
    assert recount(acts, "ratification", "party", date(2018, 3, 17)) == ()


def test_a_month_counts_when_it_is_over() -> None:
    acts = [PartyAct("signature", "state/x", "X", PartialDate(2025, 10), True, None, ("claim:x",))]

    assert recount(acts, "signature", None, date(2025, 10, 30)) == ()
    assert len(recount(acts, "signature", None, date(2025, 10, 31))) == 1


@given(acts_of_parties(), _DAYS, st.sampled_from(["signature", "ratification"]))
def test_states_and_organizations_are_all(acts: list[PartyAct], day: date, action: str) -> None:
    every, states, bodies, members = (
        {one.party for one in recount(acts, action, unit, day)} for unit in (None, "state", "organization", "member")
    )

    assert states | bodies == every
    assert not states & bodies
    assert members <= states


@given(acts_of_parties(), st.lists(_DAYS, min_size=2).map(sorted))
def test_signatures_only_grow(acts: list[PartyAct], days: list[date]) -> None:
    numbers = [len(recount(acts, "signature", None, day)) for day in days]

    assert all(before <= after for before, after in pairwise(numbers))


@given(acts_of_parties(), _DAYS, st.randoms(use_true_random=False))
def test_the_order_of_acts_changes_no_count(acts: list[PartyAct], day: date, random: object) -> None:
    shuffled = list(acts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random
    records = [printed(20, "2026-01-01"), printed(5, "2025-11-05")]

    assert recount(acts, "signature", "state", day) == recount(shuffled, "signature", "state", day)
    assert count_on(acts, records, "signature", None, day) == count_on(shuffled, records[::-1], "signature", None, day)


@given(acts_of_parties(), _DAYS, st.integers(0, 30))
def test_limits_are_in_order_and_hold_the_named_acts(acts: list[PartyAct], day: date, number: int) -> None:
    count = count_on(acts, [printed(number, "2026-01-01")], "signature", None, day)

    assert count.high is not None
    assert len(recount(acts, "signature", None, day)) == count.low <= count.high


def test_a_whole_record_gives_the_number_of_each_day_before_it() -> None:
    count = count_on(signatures(), [printed()], "signature", "state", date.fromisoformat(FIRST))

    assert (count.exact, count.is_complete) == (68, True)


def test_a_record_that_lists_too_few_gives_limits() -> None:
    some = signatures()[5:]

    assert count_on(some, [printed(listed=68)], "signature", None, date.fromisoformat(FIRST)) == Count(
        64, 69, ("claim:2026-05-20/signature",)
    )
    assert count_on(some, [printed(listed=68)], "signature", "state", date(2026, 5, 20)).exact == 72


def test_a_record_tells_the_least_of_every_later_day() -> None:
    count = count_on([], [printed()], "signature", None, date(2026, 6, 1))

    assert (count.low, count.high) == (73, None)


def test_without_a_record_the_named_acts_are_the_least() -> None:
    assert count_on(signatures()[:3], [], "signature", None, date(2026, 1, 1)) == Count(3, None)
