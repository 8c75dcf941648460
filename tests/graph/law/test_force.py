"""Entry into force as treaties count it, against dates that their depositaries state."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from graph.law.acts import PartyAct
from graph.law.counting import Reason
from graph.law.days import Between
from graph.law.force import entry_for_party, entry_into_force, window_open
from graph.law.rules import GENERAL_PARTY_ARTICLE, rules_of

Make = Callable[..., PartyAct]
HANOI = rules_of("treaty/un-xviii-16")
BUDAPEST = rules_of("treaty/cets-185")
CHARTS = Path("../shared/corpus/statustables/coe/expected.json")
# Council of Europe Treaty Office, chart of signatures and ratifications of ETS 185: the first five.
FIRST_FIVE = {"alb": "2002-06-20", "hrv": "2002-10-17", "est": "2003-05-12", "hun": "2003-12-04", "ltu": "2004-03-18"}
# The same of ETS 189: the first five.
FIRST_OF_189 = {"alb": "2004-11-26", "svn": "2004-09-08", "dnk": "2005-06-21", "cyp": "2005-06-23", "mkd": "2005-11-14"}
# States to fill a threshold with; none of them is a regional organization.
MANY = (
    "dza", "ago", "aus", "aut", "aze", "blr", "bel", "bra", "brn", "bfa", "khm", "chl", "chn", "cri", "civ", "cub",
    "cze", "prk", "cod", "dji", "dom", "ecu", "egy", "fra", "gha", "grc", "gnb", "irn", "irl", "jam", "lux", "mys",
    "mli", "mar", "moz", "nam", "nic", "nga", "per", "phl", "pol", "prt", "qat", "rus",
)  # fmt: skip


def at(day: str) -> Between:
    return Between(date.fromisoformat(day), date.fromisoformat(day))


def test_the_budapest_convention_entered_into_force_with_its_fifth_ratification(act: Make) -> None:
    found = entry_into_force(BUDAPEST, [act(*one) for one in _ratifications(FIRST_FIVE)])

    assert found is not None
    assert found.when == at("2004-07-01")
    assert [decider.party for decider in found.decided_by] == ["state/ltu"]
    assert found.article == "article 36(3)"


def test_five_instruments_do_not_do_where_three_members_are_asked_for(act: Make) -> None:
    outside = [act(party, "accession", f"2003-0{month}-01") for month, party in enumerate(("jpn", "usa", "can"), 1)]
    inside = [act("alb", "ratification", "2003-05-01"), act("hrv", "ratification", "2003-06-01")]

    assert entry_into_force(BUDAPEST, [*outside, *inside]) is None
    with_a_third = entry_into_force(BUDAPEST, [*outside, *inside, act("est", "ratification", "2003-08-10")])
    assert with_a_third is not None
    assert with_a_third.when == at("2003-12-01")


# Committee of Ministers, CM/Res(2022)2: the Russian Federation is no member from 16 March 2022 on.
def test_who_left_the_council_of_europe_is_no_member_of_the_group(act: Make) -> None:
    assert BUDAPEST.group is not None
    assert BUDAPEST.group.has("state/rus", date(2022, 3, 15))
    assert not BUDAPEST.group.has("state/rus", date(2022, 3, 16))
    assert not BUDAPEST.group.has("state/jpn", date(2022, 3, 15))


def test_the_first_protocol_entered_into_force_on_1_march_2006(act: Make) -> None:
    found = entry_into_force(rules_of("treaty/cets-189"), [act(*one) for one in _ratifications(FIRST_OF_189)])

    assert found is not None
    assert found.when == at("2006-03-01")


# The day of the deposit that decided, and the day on which the depositary says that the treaty entered into force.
@pytest.mark.parametrize(
    ("treaty", "decisive", "in_force"),
    [
        ("au-malabo", "2023-05-09", "2023-06-08"),  # powerlaw.africa, 19 May 2023: Mauritania is the fifteenth
        ("un-xviii-12", "2003-07-01", "2003-09-29"),  # unis.unvienna.org/unis/en/pressrels/2003/cp439.html
        ("un-xviii-14", "2005-09-15", "2005-12-14"),  # press.un.org/en/2005/lt4389.doc.htm: Ecuador is the thirtieth
        ("un-xxiii-1", "1979-12-28", "1980-01-27"),  # treaties.un.org XXIII-1: Togo is the thirty-fifth
        ("un-iv-4", "1975-12-23", "1976-03-23"),  # treaties.un.org IV-4: Czechoslovakia is the thirty-fifth
        ("un-iv-11-c", "2001-10-18", "2002-01-18"),  # treaties.un.org IV-11-c
        ("cets-108", "1985-06-19", "1985-10-01"),  # coe.int, chart of ETS 108: Germany is the fifth
        ("cets-201", "2010-03-22", "2010-07-01"),  # coe.int, chart of CETS 201: San Marino is the fifth
    ],
)
def test_the_decisive_deposit_leads_to_the_date_of_the_depositary(
    treaty: str, decisive: str, in_force: str, act: Make
) -> None:
    rules = rules_of(f"treaty/{treaty}")
    assert rules.threshold is not None
    europeans = ("alb", "and", "fra", "esp")
    parties = europeans[: rules.threshold - 1] if rules.group is not None else MANY[: rules.threshold - 1]
    before = [act(party, "ratification", "1975-01-01") for party in parties]
    # Only the group's membership on that day could matter, and it is no part of this test.
    rules = replace(rules, group=None)

    assert entry_into_force(rules, before) is None
    found = entry_into_force(rules, [*before, act("deu", "ratification", decisive)])
    assert found is not None
    assert found.when == at(in_force)
    assert str(rules.in_force) == in_force


# League of Arab States: in force thirty days after the seventh instrument, and for others thirty days after theirs.
def test_the_arab_convention_asks_for_seven_instruments(act: Make) -> None:
    rules = rules_of("treaty/las-2010")
    seven = [act(party, "ratification", "2014-01-07") for party in ("are", "qat", "jor", "irq", "kwt", "omn", "dza")]

    found = entry_into_force(rules, seven)
    later = act("bhr", "accession", "2017-03-01")

    assert entry_into_force(rules, seven[:6]) is None
    assert found is not None
    assert found.when == at("2014-02-06")
    entry = entry_for_party(rules, later, found.when)
    assert entry is not None
    assert entry.when == at("2017-03-31")


def test_the_hanoi_convention_enters_into_force_ninety_days_after_the_fortieth_instrument(act: Make) -> None:
    forty = [act(party, "ratification", "2026-06-01") for party in MANY[:40]]

    found = entry_into_force(HANOI, forty)

    assert found is not None
    assert found.when == at("2026-08-30")
    assert found.article == "article 65(1)"
    assert entry_into_force(HANOI, forty[1:]) is None


def test_the_instrument_of_the_european_union_is_not_counted_and_says_why(act: Make) -> None:
    acts = [act(party, "ratification", "2026-06-01") for party in MANY[:39]]
    union = act("eu", "approval", "2026-06-02")

    assert entry_into_force(HANOI, [*acts, union]) is None
    found = entry_into_force(HANOI, [*acts, union, act("vnm", "ratification", "2026-07-01")])
    assert found is not None
    assert [(one.act, one.reason, one.article) for one in found.uncounted] == [
        (union, Reason.REGIONAL, "article 65(1)")
    ]


def test_where_the_treaty_counts_it_the_european_union_is_one_of_five(act: Make) -> None:
    rules = rules_of("treaty/cets-225")
    four = [act(party, "ratification", "2026-01-10") for party in ("fra", "nor", "gbr", "can")]

    found = entry_into_force(rules, [*four, act("eu", "approval", "2026-02-10")])

    assert found is not None
    assert found.when == at("2026-06-01")


# Article 65(2): thirty days after the deposit, or the day of entry into force, whichever is later.
@pytest.mark.parametrize(
    ("deposited", "bound_from", "article"),
    [
        ("2026-01-01", "2026-08-30", "article 65(1)"),
        ("2026-08-15", "2026-09-14", "article 65(2)"),
        ("2027-01-01", "2027-01-31", "article 65(2)"),
    ],
)
def test_a_party_is_bound_from_the_later_of_two_days(deposited: str, bound_from: str, article: str, act: Make) -> None:
    found = entry_for_party(HANOI, act("vnm", "ratification", deposited), at("2026-08-30"))

    assert found is not None
    assert (found.when, found.article) == (at(bound_from), article)


def test_where_the_treaty_says_nothing_a_later_party_is_bound_from_its_deposit(act: Make) -> None:
    malabo = rules_of("treaty/au-malabo")

    found = entry_for_party(malabo, act("gmb", "ratification", "2024-03-10"), at("2023-06-08"))

    assert found is not None
    assert (found.when, found.article) == (at("2024-03-10"), GENERAL_PARTY_ARTICLE)


def test_nobody_is_bound_by_a_signature_or_by_a_treaty_that_is_not_in_force(act: Make) -> None:
    assert entry_for_party(HANOI, act("vnm", "signature", "2025-10-25"), at("2026-08-30")) is None
    assert entry_for_party(HANOI, act("vnm", "ratification", "2026-01-01"), None) is None
    assert entry_for_party(HANOI, act("vnm", "ratification", None), at("2026-08-30")) is None


@pytest.mark.skipif(not CHARTS.exists(), reason=f"{CHARTS} is not here")
@pytest.mark.parametrize("chart", ["chart-185.html", "chart-185.csv", "signatures-185.json"])
def test_every_printed_entry_into_force_follows_from_the_consent_beside_it(chart: str, act: Make) -> None:
    rows = json.loads(CHARTS.read_text("utf-8"))[chart]["actions"]
    printed = {row["iso3"]: row["date"] for row in rows if row["action"] == "entry-into-force"}
    consents = [row for row in rows if row["action"] in {"ratification", "accession", "consent"}]
    assert BUDAPEST.in_force is not None

    computed = {}
    for row in consents:
        kind = act(row["iso3"].lower(), row["action"], row["date"])
        found = entry_for_party(BUDAPEST, kind, Between.of(BUDAPEST.in_force))
        computed[row["iso3"]] = None if found is None else found.when

    assert len(printed) == 22
    assert computed == {iso3: at(day) for iso3, day in printed.items()}


def test_months_and_years_give_the_first_and_the_last_day_that_is_possible(act: Make) -> None:
    acts = [act(party, "ratification", "2026-06-01") for party in MANY[:39]]

    found = entry_into_force(HANOI, [*acts, act("vnm", "ratification", "2026-07")])

    assert found is not None
    assert found.when == Between(date(2026, 9, 29), date(2026, 10, 29))


def test_an_instrument_without_a_date_is_named_and_not_counted(act: Make) -> None:
    forty = [act(party, "ratification", "2026-06-01") for party in MANY[:40]]
    undated = act("vnm", "ratification", None)

    found = entry_into_force(HANOI, [*forty, undated])

    assert found is not None
    assert [(one.act.party, one.reason) for one in found.uncounted] == [("state/vnm", Reason.UNDATED)]


def test_an_act_no_longer_in_effect_and_a_withdrawn_one_do_not_count(act: Make) -> None:
    acts = [act(party, "ratification", "2026-06-01") for party in MANY[:39]]
    over = act("vnm", "ratification", "2026-06-02", in_effect=False)
    left = [act("mus", "ratification", "2026-06-02"), act("mus", "denunciation", "2026-06-20")]
    late = act("kaz", "ratification", "2026-07-01")

    assert entry_into_force(HANOI, [*acts, over, late]) is not None
    found = entry_into_force(HANOI, [*acts[:38], over, *left, late])
    assert found is None
    enough = entry_into_force(HANOI, [*acts, over, *left[:1], late])
    assert enough is not None
    assert enough.when == at("2026-08-31")
    reasons = {one.act.party: one.reason for one in enough.uncounted}
    assert reasons == {"state/vnm": Reason.ENDED, "state/kaz": Reason.LATER}


def test_signature_is_open_from_the_first_to_the_last_day() -> None:
    days = ["2025-10-24", "2025-10-25", "2026-12-31", "2027-01-01"]

    assert [window_open(HANOI, date.fromisoformat(day)) for day in days] == [False, True, True, False]
    assert window_open(BUDAPEST, date(2030, 1, 1))
    assert window_open(rules_of("treaty/au-malabo"), date(2030, 1, 1)) is None


def _ratifications(deposits: dict[str, str]) -> list[tuple[str, str, str]]:
    return [(party, "ratification", day) for party, day in deposits.items()]


def test_where_nobody_knows_whether_regional_organizations_count_theirs_does_not(act: Make) -> None:
    rules = replace(HANOI, threshold=2, counts_regional=None)
    acts = [act("vnm", "ratification", "2026-01-01"), act("eu", "approval", "2026-01-02")]

    assert entry_into_force(rules, acts) is None


def test_who_withdraws_on_the_day_of_the_last_deposit_is_not_counted(act: Make) -> None:
    rules = replace(HANOI, threshold=2)
    acts = [act("mus", "ratification", "2026-06-01"), act("vnm", "ratification", "2026-06-20")]

    assert entry_into_force(rules, [*acts, act("mus", "denunciation", "2026-06-20")]) is None
    assert entry_into_force(rules, [*acts, act("mus", "denunciation", "2026-06-21")]) is not None


def test_a_withdrawal_of_some_day_of_a_month_may_come_before_or_after_a_deposit_in_it(act: Make) -> None:
    rules = replace(HANOI, threshold=2)
    acts = [
        act("mus", "ratification", "2026-01-01"),
        act("mus", "denunciation", "2026-06"),
        act("vnm", "ratification", "2026-06-10"),
    ]

    found = entry_into_force(rules, acts)

    assert found is not None
    assert found.threshold_met == Between(date(2026, 6, 10), None)
    assert found.when.held_on(date(2030, 1, 1)) is None
