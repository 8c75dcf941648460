from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import PartialDate
from graph.law.acts import Party, PartyAct
from graph.law.counting import Reason, first_day
from graph.law.days import Between
from graph.law.force import entry_into_force
from graph.law.rules import TreatyRules, rules_of
from graph.law.status import status_on, what_if
from graph.law.tallies import Range

Make = Callable[..., PartyAct]
HANOI = rules_of("treaty/un-xviii-16")
BUDAPEST = rules_of("treaty/cets-185")
STATES = tuple(f"state/s{number:02d}" for number in range(60))
DATES = st.dates(date(2025, 10, 25), date(2028, 12, 31)).flatmap(
    lambda day: st.sampled_from(
        [PartialDate(day.year, day.month, day.day), PartialDate(day.year, day.month), PartialDate(day.year)]
    )
)
KINDS = st.sampled_from(["signature", "ratification", "acceptance", "accession", "consent"])
ACTS = st.builds(
    lambda kind, party, when, state, told: PartyAct(
        kind, party, party, when, state, None, (f"{party}{kind}{when}{told}",), told_by=told
    ),
    KINDS,
    st.sampled_from(STATES),
    st.none() | DATES,
    st.booleans(),
    st.none() | DATES,
)
DENUNCIATIONS = st.builds(
    lambda party, when: PartyAct("denunciation", party, party, when, True, None, (f"{party}{when}",)),
    st.sampled_from(STATES),
    DATES,
)
DAYS = st.dates(date(2025, 1, 1), date(2030, 12, 31))
# A threshold that random acts reach now and then.
LOW = st.integers(1, 8)


# treaties.un.org XVIII-16: the European Union and the State of Palestine are no members of the United Nations.
def test_signatories_states_and_members_are_three_numbers(act: Make) -> None:
    signed = [act(party, "signature", "2025-10-25") for party in ("vnm", "eu", "pse", "fra")]

    status = status_on(HANOI, signed, date(2025, 10, 26))

    assert (status.signatures.total, status.signatures.states, status.signatures.un_members) == (
        Range(4, 4),
        Range(3, 3),
        Range(2, 2),
    )
    assert status.in_force is False
    assert status.missing == Range(40, 40)


def test_what_happened_after_the_day_is_left_out(act: Make) -> None:
    acts = [act("vnm", "signature", "2025-10-25"), act("mus", "signature", "2025-11-19")]

    assert status_on(HANOI, acts, date(2025, 11, 18)).signatures.total == Range(1, 1)
    assert status_on(HANOI, acts, date(2025, 11, 19)).signatures.total == Range(2, 2)


def test_a_month_lies_between_two_numbers_until_it_is_over(act: Make) -> None:
    acts = [act("vnm", "signature", "2025-10-25"), act("mus", "signature", "2025-11")]

    during, after = status_on(HANOI, acts, date(2025, 11, 10)), status_on(HANOI, acts, date(2025, 11, 30))

    assert str(during.signatures.total) == "between 1 and 2"
    assert after.signatures.total == Range(2, 2)


def test_an_act_without_a_date_is_listed_and_not_counted(act: Make) -> None:
    status = status_on(HANOI, [act("vnm", "ratification", None)], date(2026, 1, 1))

    assert status.instruments.total == Range(0, 0)
    assert [one.party for one in status.undated] == ["state/vnm"]
    assert [one.reason for one in status.uncounted] == [Reason.UNDATED]


def test_an_act_without_a_date_counts_from_the_day_on_which_it_is_told(act: Make) -> None:
    signed = act("fra", "signature", None, told_by=PartialDate(2025, 10, 28))

    totals = [
        status_on(HANOI, [signed], date.fromisoformat(day)).signatures.total
        for day in ("2025-10-24", "2025-10-27", "2025-10-28")
    ]

    assert totals == [Range(0, 0), Range(0, 1), Range(1, 1)]


def test_deposits_without_a_date_bound_the_day_of_entry_into_force(act: Make) -> None:
    rules = replace(HANOI, threshold=2)
    acts = [act("qat", "ratification", "2026-01-10"), act("vnm", "ratification", None, told_by=PartialDate(2026, 3, 1))]

    status = status_on(rules, acts, date(2026, 4, 15))

    assert status.since == Between(date(2026, 4, 10), date(2026, 5, 30))
    assert status.in_force is None


def test_the_depositary_s_date_decides_where_the_acts_are_too_few(act: Make) -> None:
    status = status_on(BUDAPEST, [act("jpn", "acceptance", "2012-07-03")], date(2012, 12, 1))

    assert (status.in_force, status.since) == (True, Between(date(2004, 7, 1), date(2004, 7, 1)))
    assert [(party.act.label, party.when.earliest) for party in status.in_force_for] == [("Japan", date(2012, 11, 1))]


def test_nothing_is_missing_to_a_treaty_that_the_depositary_has_in_force(act: Make) -> None:
    status = status_on(BUDAPEST, [act("jpn", "acceptance", "2012-07-03")], date(2012, 12, 1))

    assert (status.missing, status.group_missing, status.earliest_possible) == (Range(0, 0), Range(0, 0), None)


@pytest.mark.parametrize("treaty", ["cis-2001", "cets-223"])
def test_a_treaty_whose_rule_is_not_known_is_not_said_to_be_out_of_force(treaty: str) -> None:
    rules = rules_of(f"treaty/{treaty}")

    assert status_on(rules, [], date(2025, 1, 1)).in_force is None
    assert status_on(rules, [], date(2000, 1, 1)).in_force is False


def test_a_date_of_the_depositary_says_nothing_of_an_earlier_day(act: Make) -> None:
    assert status_on(BUDAPEST, [], date(2003, 1, 1)).in_force is False


# Article 47 of the convention: the first day of the month after three months.
def test_who_denounces_stays_bound_until_that_takes_effect(act: Make) -> None:
    acts = [act("jpn", "acceptance", "2012-07-03"), act("jpn", "denunciation", "2020-01-15")]

    before, after = status_on(BUDAPEST, acts, date(2020, 4, 30)), status_on(BUDAPEST, acts, date(2020, 5, 1))

    assert before.instruments.total == Range(1, 1)
    assert after.instruments.total == Range(0, 0)
    assert after.denounced[0].when == Between(date(2020, 5, 1), date(2020, 5, 1))
    assert [one.reason for one in after.uncounted] == [Reason.DENOUNCED]


def test_what_is_missing_to_the_group_is_told_beside_the_threshold(act: Make) -> None:
    status = status_on(BUDAPEST, [act("jpn", "ratification", "2002-01-01")], date(2002, 2, 1))

    assert (status.missing, status.group_missing) == (Range(4, 4), Range(3, 3))
    assert status.earliest_possible == date(2002, 6, 1)


@pytest.mark.parametrize("last", ["2026-12-01", "2027-02-28"])
def test_if_the_fortieth_deposits_the_treaty_enters_into_force_ninety_days_later(last: str, act: Make) -> None:
    real = [act("qat", "ratification", "2026-01-01"), act("eu", "approval", "2026-02-01")]
    others = [(Party(party, party), date(2026, 11, 1)) for party in STATES[:38]]
    day = date.fromisoformat(last)

    status = what_if(HANOI, real, [*others, (Party("state/vnm", "Viet Nam"), day)], date(2026, 11, 24))

    assert status.force is not None
    assert status.force.when == Between(day + timedelta(days=90), day + timedelta(days=90))
    assert [one.party for one in status.force.decided_by] == ["state/vnm"]
    assert status.missing == Range(0, 0)
    assert [one.reason for one in status.uncounted] == [Reason.REGIONAL]


def test_who_is_bound_already_adds_nothing_by_a_second_deposit(act: Make) -> None:
    status = what_if(
        HANOI,
        [act("qat", "ratification", "2026-01-01")],
        [(Party("state/qat", "Qatar"), date(2026, 12, 1))],
        date(2026, 11, 24),
    )

    assert status.instruments.total == Range(1, 1)
    assert [one.reason for one in status.uncounted] == [Reason.REPEATED]


def test_what_really_happened_later_is_no_part_of_a_supposition(act: Make) -> None:
    later = act("qat", "ratification", "2026-12-01")

    status = what_if(HANOI, [later], [(Party("state/vnm", "Viet Nam"), date(2027, 1, 1))], date(2026, 11, 24))

    assert [one.party for one in status.instruments.acts] == ["state/vnm"]


@given(st.lists(ACTS | DENUNCIATIONS, max_size=25), LOW, DAYS, st.randoms(use_true_random=False))
def test_the_order_of_acts_never_matters(acts: list[PartyAct], threshold: int, day: date, random: object) -> None:
    rules = _low(threshold)
    shuffled = list(acts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random

    assert status_on(rules, acts, day) == status_on(rules, shuffled, day)
    assert entry_into_force(rules, acts) == entry_into_force(rules, shuffled)


@given(st.lists(ACTS | DENUNCIATIONS, max_size=25), LOW, DATES)
def test_one_more_instrument_never_makes_entry_into_force_later(
    acts: list[PartyAct], threshold: int, when: PartialDate
) -> None:
    rules = _low(threshold)
    more = PartyAct("ratification", "state/new", "New", when, True, None, ("new",))

    before, after = entry_into_force(rules, acts), entry_into_force(rules, [*acts, more])

    if before is not None:
        assert after is not None
        assert after.when.earliest <= before.when.earliest
        assert (after.when.latest or date.max) <= (before.when.latest or date.max)


@given(st.lists(ACTS, max_size=25), DAYS, DAYS)
def test_a_later_day_never_has_fewer_signatures_or_instruments(acts: list[PartyAct], one: date, other: date) -> None:
    first, second = sorted([one, other])

    before, after = status_on(HANOI, acts, first), status_on(HANOI, acts, second)

    for early, late in ((before.signatures, after.signatures), (before.instruments, after.instruments)):
        assert early.total.low <= late.total.low
        assert early.total.high <= late.total.high


@given(st.lists(ACTS | DENUNCIATIONS, max_size=25), LOW, DAYS)
def test_to_suppose_nothing_changes_nothing(acts: list[PartyAct], threshold: int, day: date) -> None:
    assert what_if(_low(threshold), acts, [], day) == status_on(_low(threshold), acts, day)


@given(st.lists(ACTS | DENUNCIATIONS, max_size=25), LOW, DAYS)
def test_every_instrument_by_the_day_is_counted_or_named_with_a_reason(
    acts: list[PartyAct], threshold: int, day: date
) -> None:
    rules = _low(threshold)
    status = status_on(rules, acts, day)

    told = {*status.counted.acts, *(one.act for one in status.uncounted)}
    assert {act for act in acts if act.is_consent and first_day(rules, act) <= day} == told


def _low(threshold: int) -> TreatyRules:
    return replace(HANOI, threshold=threshold)
