"""The status of a treaty in a store: counted from accepted acts, with their words, beside what was printed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from rdflib import URIRef

from graph.dates import PartialDate
from graph.errors import UnknownLocation
from graph.identifiers import DEFAULT_BASE as BASE
from graph.identifiers import thing
from graph.law.counting import Reason
from graph.law.days import Between
from graph.law.rules import rules_of
from graph.law.tallies import Range
from graph.model import Reading, SourceKind
from graph.status.finding import find_party, find_treaty
from graph.status.formats import to_json
from graph.status.reading import read_party, read_status_rules
from graph.status.report import StatusReport
from graph.status.treaties import treaty_status
from graph.store import Store
from ingest.model import RawDocument
from ingest.official import read_official
from ontology.authority import load_authority

Make = Callable[..., Reading]
Records = Callable[..., Store]
HANOI, BUDAPEST = thing(BASE, "treaty", "un-xviii-16"), thing(BASE, "treaty", "cets-185")
TABLES = Path("../shared/corpus/statustables")
# treaties.un.org XVIII-16: three of the first signatories, and one of November.
SIGNED = [
    ("state/vnm", "signature", "2025-10-25"),
    ("state/pse", "signature", "2025-10-25"),
    ("organization/european-union", "signature", "2025-10-25"),
    ("state/mus", "signature", "2025-11-19"),
]


@pytest.mark.parametrize("key", sorted(known.key for known in load_authority().of_type("treaty")))
def test_the_rules_of_a_store_are_those_of_the_authority_files(key: str, empty: Store) -> None:
    assert read_status_rules(empty, BASE, URIRef(f"{BASE}id/{key}")) == rules_of(key)


def test_a_status_counts_accepted_acts_and_shows_the_words_of_each(record: Make, records: Records) -> None:
    store = records(record("un-xviii-16", SIGNED))

    report = treaty_status(store, BASE, HANOI, date(2025, 11, 18))

    signatures = report.status.signatures
    assert (signatures.total, signatures.states, signatures.un_members) == (Range(3, 3), Range(2, 2), Range(1, 1))
    assert report.label == "United Nations Convention against Cybercrime"
    quotes = {report.sources[claim].quote for act in signatures.acts for claim in act.claims}
    assert "Viet Nam\tsignature\t2025-10-25" in quotes
    assert not any("Mauritius" in source.quote for source in report.sources.values())
    assert {source.kind for source in report.sources.values()} == {"depositary"}


def test_each_form_of_consent_is_an_instrument(record: Make, records: Records) -> None:
    rows = [
        ("state/qat", "ratification", "2026-01-10"),
        ("state/jpn", "acceptance", "2026-01-11"),
        ("state/fra", "approval", "2026-01-12"),
        ("state/vat", "accession", "2026-01-13"),
        ("organization/european-union", "approval", "2026-01-14"),
    ]
    signed = [(party, "signature", "2025-10-25") for party, form, _ in rows if form != "accession"]

    report = treaty_status(records(record("un-xviii-16", [*signed, *rows])), BASE, HANOI, date(2026, 2, 1))

    assert {act.kind for act in report.status.instruments.acts} == {
        "ratification",
        "acceptance",
        "approval",
        "accession",
    }
    assert (report.status.instruments.total, report.status.counted.total) == (Range(5, 5), Range(4, 4))
    assert [(one.act.label, one.reason) for one in report.status.uncounted] == [("European Union", Reason.REGIONAL)]
    assert report.status.missing == Range(36, 36)


def test_a_partial_list_is_not_taken_for_the_whole(record: Make, records: Records) -> None:
    store = records(record("un-xviii-16", SIGNED, [("signature", 73)], "2025-11-20"))

    (printed,) = treaty_status(store, BASE, HANOI, date(2025, 12, 1)).printed

    assert (printed.number, printed.listed, printed.day) == (73, Range(4, 4), date(2025, 11, 20))
    assert printed.is_partial
    assert printed.source.quote == "signature: 73"


def test_a_total_is_laid_beside_what_is_counted_for_its_own_day(record: Make, records: Records) -> None:
    early = record("un-xviii-16", SIGNED[:3], [("signature", 3)], "2025-10-26")
    late = record("un-xviii-16", SIGNED, [("signature", 4)], "2025-11-20")
    store = records(early, late, location="/records/xviii-16.txt")

    then = treaty_status(store, BASE, HANOI, date(2025, 11, 1)).printed
    now = treaty_status(store, BASE, HANOI, date(2026, 1, 1)).printed

    assert [(one.number, one.listed, one.is_partial) for one in then] == [(3, Range(3, 3), False)]
    assert [(one.number, one.listed, one.is_partial) for one in now] == [(4, Range(4, 4), False)]


def test_a_total_without_a_day_holds_for_the_latest_act_of_its_record(record: Make, records: Records) -> None:
    store = records(record("un-xviii-16", SIGNED, [("signature", 4)]))

    (printed,) = treaty_status(store, BASE, HANOI, date(2026, 1, 1)).printed

    assert (printed.day, printed.is_stated) == (date(2025, 11, 19), False)
    assert treaty_status(store, BASE, HANOI, date(2025, 11, 18)).printed == ()


def test_what_news_counts_is_no_total_of_the_depositary(record: Make, records: Records) -> None:
    store = records(record("un-xviii-16", SIGNED, [("signature", 99)], "2025-11-20", SourceKind.PRESS))

    assert treaty_status(store, BASE, HANOI, date(2026, 1, 1)).printed == ()


def test_where_instruments_are_missing_here_nobody_can_tell_that_it_is_not_in_force(
    record: Make, records: Records
) -> None:
    store = records(record("un-xviii-16", SIGNED, [("ratification", 41)], "2026-06-01"))

    report = treaty_status(store, BASE, HANOI, date(2026, 12, 1))

    assert report.lacks_instruments
    assert report.in_force is None
    assert to_json(report)["in_force"] is None


def test_a_treaty_in_force_has_more_instruments_than_a_store_that_knows_too_few(empty: Store) -> None:
    assert treaty_status(empty, BASE, BUDAPEST, date(2025, 1, 1)).lacks_instruments
    assert not treaty_status(empty, BASE, HANOI, date(2025, 1, 1)).lacks_instruments


def test_the_depositary_s_own_record_of_entry_into_force_counts(record: Make, records: Records) -> None:
    # Supposed for the test: no such entry into force was known when it was written.
    reading = record("cets-224", [("state/srb", "ratification", "2023-02-09"), ("state/srb", "force", "2026-09-01")])
    report = treaty_status(records(reading), BASE, thing(BASE, "treaty", "cets-224"), date(2026, 10, 1))

    assert [(party.act.party, party.when.earliest) for party in report.status.parties] == [
        ("state/srb", date(2026, 9, 1))
    ]


def test_who_denounced_is_told_with_the_day_of_effect(record: Make, records: Records) -> None:
    # Supposed for the test: no party has denounced the convention.
    rows = [
        ("state/jpn", "signature", "2001-11-23"),
        ("state/jpn", "acceptance", "2012-07-03"),
        ("state/jpn", "denunciation", "2024-01-15"),
    ]
    store = records(record("cets-185", rows))

    during = treaty_status(store, BASE, BUDAPEST, date(2024, 4, 30)).status
    after = treaty_status(store, BASE, BUDAPEST, date(2024, 5, 1)).status

    assert during.denounced[0].when == Between(date(2024, 5, 1), date(2024, 5, 1))
    assert (during.instruments.total, after.instruments.total) == (Range(1, 1), Range(0, 0))


def test_a_supposed_deposit_is_marked_as_such(record: Make, records: Records) -> None:
    store = records(record("un-xviii-16", SIGNED))
    party = read_party(store, BASE, find_party(store, BASE, "Qatar"))

    report = treaty_status(store, BASE, HANOI, date(2026, 11, 24), [(party, date(2026, 12, 1))])

    (act,) = report.status.instruments.acts
    assert (act.party, act.date, act.is_hypothetical) == ("state/qat", PartialDate(2026, 12, 1), True)
    assert party.un_member_since == PartialDate(1971, 9, 21)
    assert report.status.day == date(2026, 12, 1)


def test_the_report_is_json_and_always_the_same(record: Make, records: Records) -> None:
    store = records(record("un-xviii-16", SIGNED, [("signature", 73)], "2025-11-20"))

    reports = [treaty_status(store, BASE, HANOI, date(2025, 12, 1)) for _ in range(2)]

    first, second = (json.dumps(to_json(report)) for report in reports)
    assert first == second
    told = json.loads(first)
    assert told["signatures"]["total"] == {"low": 4, "high": 4}
    assert told["rules"]["articles"]["entry_into_force"] == "article 65(1)"
    assert told["printed"][0]["is_partial"] is True
    shown = {source["claim"] for source in told["sources"]}
    assert {claim for act in told["signatures"]["acts"] for claim in act["claims"]} <= shown


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("hanoi", "un-xviii-16"),
        ("Budapest", "cets-185"),
        ("malabo", "au-malabo"),
        ("un-xviii-16", "un-xviii-16"),
        ("treaty/cets-224", "cets-224"),
        (f"{BASE}id/treaty/cets-189", "cets-189"),
        ("Công ước Hà Nội", "un-xviii-16"),
        ("اتفاقية هانوي", "un-xviii-16"),
        ("هانوي", "un-xviii-16"),
        ("河内公约", "un-xviii-16"),
        ("河内", "un-xviii-16"),
        ("ETS 185", "cets-185"),
    ],
)
def test_a_treaty_is_found_by_what_people_call_it(name: str, key: str, empty: Store) -> None:
    assert find_treaty(empty, BASE, name) == thing(BASE, "treaty", key)


@pytest.mark.parametrize(
    ("name", "key"),
    [("Viet Nam", "state/vnm"), ("vnm", "state/vnm"), ("Georgia", "state/geo"), ("EU", "organization/european-union"),
     ("Luxembourg", "state/lux"), ("Việt Nam", "state/vnm")],
)  # fmt: skip
def test_a_party_is_found_by_what_people_call_it(name: str, key: str, empty: Store) -> None:
    assert find_party(empty, BASE, name) == URIRef(f"{BASE}id/{key}")


@pytest.mark.parametrize("name", ["palermo", "convention", "no such treaty", "", "hano"])
def test_a_word_that_is_not_enough_says_so(name: str, empty: Store) -> None:
    with pytest.raises(UnknownLocation):
        find_treaty(empty, BASE, name)


@pytest.fixture(scope="module")
def budapest_chart() -> Reading:
    return _official("coe/chart-185.html")


@pytest.mark.skipif(not TABLES.exists(), reason=f"{TABLES} is not here")
def test_the_chart_of_the_council_of_europe_gives_its_own_dates(budapest_chart: Reading, records: Records) -> None:
    expected = json.loads((TABLES / "coe/expected.json").read_text("utf-8"))["chart-185.html"]["actions"]
    printed = {row["iso3"].lower(): row["date"] for row in expected if row["action"] == "entry-into-force"}

    report = treaty_status(records(budapest_chart), BASE, BUDAPEST, date(2025, 12, 2))

    told = {party.act.party.removeprefix("state/"): party for party in report.status.parties}
    assert {iso3: party.when.earliest.isoformat() for iso3, party in told.items()} == printed
    assert all(party.when == party.computed for party in told.values())
    assert _force(report) == Between(date(2004, 7, 1), date(2004, 7, 1))


# treaties.un.org XVIII-16 after the signing in Hanoi: 72 signatories, of which the fixture lists 67.
@pytest.mark.skipif(not TABLES.exists(), reason=f"{TABLES} is not here")
def test_the_record_of_the_united_nations_is_read_with_its_printed_total(records: Records) -> None:
    report = treaty_status(records(_official("untc/XVIII-16.en.xml")), BASE, HANOI, date(2025, 11, 18))

    (printed,) = report.printed
    assert (printed.number, printed.listed, printed.is_partial) == (72, Range(67, 67), True)
    assert report.in_force is False


def _official(path: str) -> Reading:
    file = TABLES / path
    found = read_official(
        RawDocument(
            str(file), file.read_bytes(), f"application/{file.suffix[1:]}".replace("application/html", "text/html")
        )
    )
    assert found is not None
    return found.reading


def _force(report: StatusReport) -> Between | None:
    return report.status.since
