"""The shared fixtures of official tables, against what a reader must get from each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.model import ClaimType, SourceKind
from ingest.official import compare, official_rows
from tests.ingest.official.records import of_treaty, read, treaty

TABLES = Path(__file__).parents[4] / "shared/corpus/statustables"
# The number of a treaty in the corpus and its key here.
KEYS = {"un-xviii-16": "treaty/un-xviii-16", "coe-ets-185": "treaty/cets-185", "coe-cets-224": "treaty/cets-224"}
FOLDERS = ("untc", "coe", "verdragenbank")

pytestmark = pytest.mark.skipif(not TABLES.exists(), reason="the shared corpus is not beside this tree")


def expected() -> dict[str, dict[str, Any]]:
    found = {}
    for folder in FOLDERS if TABLES.exists() else ():
        for name, entry in json.loads((TABLES / folder / "expected.json").read_text("utf-8")).items():
            found[f"{folder}/{name}"] = entry
    return found


EXPECTED = expected()


def reading_of(name: str) -> Any:
    return read(name, (TABLES / name).read_bytes()).reading


@pytest.mark.parametrize("name", EXPECTED)
def test_every_act_of_a_table_is_read_and_none_beside(name: str) -> None:
    reading = reading_of(name)
    codes = {entity.key: entity.iso3 for entity in reading.entities}

    dated = {(codes[row.party], row.action, row.date) for row in official_rows(reading) if row.date}

    # What applies to a territory is done by the state that it belongs to.
    wanted = {("NLD" if a["iso3"] == "CUW" else a["iso3"], a["action"], a["date"]) for a in EXPECTED[name]["actions"]}
    assert dated == wanted


@pytest.mark.parametrize("name", EXPECTED)
def test_every_party_is_a_mention_as_printed(name: str) -> None:
    reading = reading_of(name)

    named = {mention.span.of(reading.document.text) for mention in reading.mentions}

    assert {action["party"] for action in EXPECTED[name]["actions"]} <= named


@pytest.mark.parametrize("name", EXPECTED)
def test_the_treaty_and_the_day_are_those_of_the_record(name: str) -> None:
    reading, entry = reading_of(name), EXPECTED[name]

    assert treaty(reading).key == KEYS.get(entry["meta"]["treaty"])
    assert reading.document.status_date == entry["as_of"]
    if "title" in entry["meta"] and not name.endswith((".csv", ".json")):
        assert reading.document.title == entry["meta"]["title"]


@pytest.mark.parametrize("name", EXPECTED)
def test_nothing_of_a_fixture_is_left_unread(name: str) -> None:
    assert read(name, (TABLES / name).read_bytes()).problems == ()


@pytest.mark.parametrize(
    ("folder", "kind"), [("untc", "depositary"), ("coe", "depositary"), ("verdragenbank", "official")]
)
def test_depositaries_and_other_registers_are_told_apart(folder: str, kind: str) -> None:
    names = [name for name in EXPECTED if name.startswith(folder)]

    assert {reading_of(name).document.source_kind for name in names} == {SourceKind(kind)}


@pytest.mark.parametrize("name", [name for name, entry in EXPECTED.items() if "printed_counts" in entry])
def test_printed_totals_are_claims_and_never_counted_anew(name: str) -> None:
    counts, reading = EXPECTED[name]["printed_counts"], reading_of(name)

    told = {(claim.action, claim.value) for claim in of_treaty(reading, ClaimType.TALLY)}

    acts = {"signatories": "signature", "parties": "ratification"} | {
        "signatures_not_followed_by_ratification": "signature", "ratifications_accessions": "ratification"
    }  # fmt: skip
    assert told == {(acts[what], number) for what, number in counts.items() if number is not None}
    assert {claim.date for claim in of_treaty(reading, ClaimType.TALLY)} <= {EXPECTED[name]["as_of"]}


@pytest.mark.parametrize("name", [name for name, entry in EXPECTED.items() if "entry_into_force" in entry["meta"]])
def test_the_condition_of_entry_into_force_is_read_from_the_clause(name: str) -> None:
    rule, reading = EXPECTED[name]["meta"]["entry_into_force"], reading_of(name)

    (claim,) = of_treaty(reading, ClaimType.REQUIRES)

    assert (claim.value, claim.delay_days) == (rule["threshold"], rule.get("delay_days"))


@pytest.mark.parametrize("name", ["untc/XVIII-16.en.xml", "untc/ViewDetails-XVIII-16.html"])
def test_adoption_and_window_stand_in_the_note(name: str) -> None:
    reading = reading_of(name)
    (adopted,), (opened,) = (
        of_treaty(reading, ClaimType.ADOPTS),
        of_treaty(reading, ClaimType.OPENS_FOR_SIGNATURE),
    )

    assert (reading.entity(adopted.subject).key, adopted.date) == ("organization/un-general-assembly", "2024-12-24")
    assert opened.date == "2025-10-25/2026-12-31"


@pytest.mark.parametrize("name", [name for name, entry in EXPECTED.items() if "diff_against" in entry])
def test_a_later_state_differs_by_what_was_added(name: str) -> None:
    known = EXPECTED[name]["diff_against"]
    before = reading_of(f"{name.partition('/')[0]}/{known['fixture']}")

    changes = compare(before, reading_of(name))

    assert [(row.name, row.action, row.date) for row in changes.added] == [
        (row["party"], row["action"], row["date"]) for row in known["added"]
    ]
    assert (changes.removed, changes.changed) == ((), ())


def test_an_act_in_brackets_is_kept_and_flagged() -> None:
    reading = reading_of("untc/format-sample-xxvii-7-d.en.xml")

    flagged = [row for row in official_rows(reading) if row.flags]

    assert [(row.name, row.action, row.date, row.flags) for row in flagged] == [
        ("United States of America", "acceptance", "2021-01-20", ("no-longer-in-effect",))
    ]
