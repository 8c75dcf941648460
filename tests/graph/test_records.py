from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from graph.errors import InvalidRecord
from graph.model import Claim, ClaimType, Document, Entity, EntityType, Mention, Reading, Span
from graph.records import dumps, from_record, to_record
from graph.records.contract import RULES
from tests.strategies import readings

_CONTRACT = Path(__file__).parents[3] / "shared/contract/extraction.schema.json"
# The Convention against Cybercrime was opened for signature in Hanoi on 25 October 2025 (UNTC XVIII-16).
_TEXT = "Viet Nam signed the Hanoi Convention on 25 October 2025."


def _reading() -> Reading:
    return Reading(
        Document(_TEXT, "en", publisher="Example"),
        (
            Entity("e1", EntityType.STATE, "Viet Nam", (("en", "Viet Nam"),), "state/vnm", "VNM"),
            Entity("e2", EntityType.TREATY, "Hanoi Convention", (("en", "Hanoi Convention"),)),
        ),
        (Mention("e1", Span(0, 8)),),
        (Claim(ClaimType.SIGNS, "e1", Span(0, 55), "e2", date="2025-10-25", confidence=0.9),),
    )


def _record() -> dict[str, Any]:
    record: dict[str, Any] = json.loads(dumps(to_record(_reading())))
    return record


@given(readings())
def test_a_record_read_back_is_the_reading(reading: Reading) -> None:
    record = json.loads(dumps(to_record(reading)))

    assert from_record(record, reading.document.text) == reading


@given(readings())
def test_a_record_is_one_line_and_the_same_each_time(reading: Reading) -> None:
    line = dumps(to_record(reading))

    assert len(line.splitlines()) == 1
    assert dumps(to_record(reading)) == line


@pytest.mark.skipif(not _CONTRACT.exists(), reason="the shared contract is not beside this tree")
@given(readings())
def test_a_record_fits_the_published_schema(reading: Reading) -> None:
    from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it ships no types

    schema = json.loads(_CONTRACT.read_text("utf-8"))

    Draft202012Validator(schema).validate(to_record(reading))


def test_the_rules_cover_every_type_of_claim() -> None:
    assert set(RULES) == set(ClaimType)


def test_absent_fields_are_left_out_and_keys_keep_their_order() -> None:
    record = to_record(_reading(), "http://example.org/")

    assert list(record) == ["schema", "document", "entities", "mentions", "claims"]
    assert record["document"] == {
        "id": _reading().document.id,
        "language": "en",
        "publisher": "Example",
    }
    assert record["entities"] == [
        {
            "id": "e1",
            "type": "state",
            "label": "Viet Nam",
            "labels": {"en": "Viet Nam"},
            "iso3": "VNM",
            "iri": "http://example.org/id/state/vnm",
        },
        {"id": "e2", "type": "treaty", "label": "Hanoi Convention", "labels": {"en": "Hanoi Convention"}},
    ]


def test_names_that_repeat_a_language_are_all_kept() -> None:
    entity = Entity("e1", EntityType.PLACE, "Hanoi", (("en", "Hanoi"), ("vi", "Hà Nội"), ("en", "Ha Noi")))
    reading = Reading(Document("x", "en"), (entity,))

    record = to_record(reading)

    assert from_record(record, "x") == reading
    assert record["entities"][0]["labels"] == {"en": "Hanoi", "vi": "Hà Nội"}  # type: ignore[index]  # JSON of a known shape


def test_a_foreign_iri_is_another_name_of_the_entity() -> None:
    record = _record()
    record["entities"][1]["iri"] = "http://www.wikidata.org/entity/Q131145812"

    entity = from_record(record, _TEXT).entities[1]

    assert (entity.key, entity.same_as) == (None, ("http://www.wikidata.org/entity/Q131145812",))


def test_what_the_contract_leaves_out_has_its_usual_value() -> None:
    record = _record()
    del record["claims"][0]["confidence"]
    record["document"]["title"] = None

    reading = from_record(record, _TEXT)

    assert reading.claims[0].confidence == 1.0
    assert reading.document.title is None
    assert reading.extractor == "treatygraph-rules"


def _set(*path: str | int, value: object) -> Callable[[dict[str, Any]], None]:
    def change(record: dict[str, Any]) -> None:
        place: Any = record
        for step in path[:-1]:
            place = place[step]
        if value is ...:
            del place[path[-1]]
        else:
            place[path[-1]] = value

    return change


@pytest.mark.parametrize(
    ("change", "path", "reason"),
    [
        (_set("schema", value="extraction/2"), "$.schema", "not one of extraction/1"),
        (_set("extra", value=1), "$.extra", "no such member"),
        (_set("claims", value=...), "$", "'claims' is missing"),
        (_set("claims", value={}), "$.claims", "an array"),
        (_set("document", value=[]), "$.document", "an object"),
        (_set("document", "id", value="sha256:00"), "$.document.id", "give the text"),
        (_set("document", "language", value="English"), "$.document.language", "does not fit"),
        (_set("document", "url", value="no iri"), "$.document.url", "does not fit"),
        (_set("document", "published", value="2025-10"), "$.document.published", "YYYY-MM-DD"),
        (_set("document", "published", value="2025-02-30"), "$.document.published", "calendar"),
        (_set("document", "title", value=3), "$.document.title", "a string"),
        (_set("document", "title", value="\ud800"), "$.document.title", "surrogate"),
        (_set("entities", 1, "id", value="e1"), "$.entities[1].id", "an earlier entity"),
        (_set("entities", 0, "type", value="country"), "$.entities[0].type", "not one of person"),
        (_set("entities", 0, "label", value=""), "$.entities[0].label", "empty"),
        (_set("entities", 0, "iso3", value="vn"), "$.entities[0].iso3", "does not fit"),
        (_set("entities", 0, "labels", value={"English": "x"}), "$.entities[0].labels.English", "fit"),
        (_set("entities", 0, "written", value=[["en"]]), "$.entities[0].written[0]", "[language, name]"),
        (
            _set("entities", 0, "iri", value="http://localhost:8000/id/place/hanoi"),
            "$.entities[0].iri",
            "names a place",
        ),
        (_set("mentions", 0, "entity", value="e9"), "$.mentions[0].entity", "ids in entities"),
        (_set("mentions", 0, "text", value="Vietnam"), "$.mentions[0].text", "'Viet Nam' stands"),
        (_set("mentions", 0, "start", value=-1), "$.mentions[0].start", "less than 0"),
        (_set("mentions", 0, "end", value=0), "$.mentions[0].end", "less than 1"),
        (_set("claims", 0, "type", value="signed"), "$.claims[0].type", "not one of holds-position"),
        (_set("claims", 0, "subject", value="e2"), "$.claims[0].subject", "organization or state"),
        (_set("claims", 0, "object", value=...), "$.claims[0]", "'object' is missing"),
        (_set("claims", 0, "value", value=1), "$.claims[0].value", "takes no value"),
        (_set("claims", 0, "date", value="26.10.2025"), "$.claims[0].date", "write YYYY"),
        (_set("claims", 0, "modality", value="denied"), "$.claims[0].modality", "not one of asserted"),
        (_set("claims", 0, "confidence", value=1.2), "$.claims[0].confidence", "from 0 to 1"),
        (_set("claims", 0, "confidence", value=True), "$.claims[0].confidence", "a number"),
        (_set("claims", 0, "quoted", value="yes"), "$.claims[0].quoted", "true or false"),
        (_set("claims", 0, "unit", value="pixel"), "$.claims[0].unit", "not one of state"),
        (_set("claims", 0, "delay_days", value=1.5), "$.claims[0].delay_days", "a whole number"),
        (_set("claims", 0, "evidence", "end", value=900), "$.claims[0].evidence.end", "beyond the text"),
        (_set("claims", 0, "evidence", "start", value=55), "$.claims[0].evidence.end", "after the start"),
        (_set("claims", 0, "evidence", "start", value=None), "$.claims[0].evidence", "'start' is missing"),
    ],
)
def test_a_breach_is_named_by_its_place(change: Callable[[dict[str, Any]], None], path: str, reason: str) -> None:
    record = _record()
    change(record)

    with pytest.raises(InvalidRecord) as raised:
        from_record(record, _TEXT)

    assert raised.value.path == path
    assert reason in raised.value.reason


@pytest.mark.parametrize(
    ("type", "fields", "path"),
    [
        ("tally", {"value": "72", "action": "signature"}, "$.claims[0].value"),
        ("tally", {"value": 72}, "$.claims[0]"),
        ("tally", {"value": 72, "action": "signature", "object": "e1"}, "$.claims[0].object"),
        ("known-as", {"value": 3}, "$.claims[0].value"),
        ("opens-for-signature", {"object": "e1"}, "$.claims[0].object"),
    ],
)
def test_each_type_of_claim_has_its_own_rule(type: str, fields: dict[str, object], path: str) -> None:
    record = _record()
    record["claims"] = [
        {
            "type": type,
            "subject": "e2",
            "modality": "asserted",
            "evidence": {"start": 0, "end": 5},
            **fields,
        }
    ]

    with pytest.raises(InvalidRecord) as raised:
        from_record(record, _TEXT)

    assert raised.value.path == path


def test_a_whole_number_may_be_written_with_a_fraction_of_zero() -> None:
    record = _record()
    record["claims"][0]["delay_days"] = 90.0

    assert from_record(record, _TEXT).claims[0].delay_days == 90


def test_a_record_that_is_no_object_is_refused() -> None:
    with pytest.raises(InvalidRecord, match="an object stands here"):
        from_record([], "x")


_GOLD = Path(__file__).parents[3] / "shared/corpus"


@pytest.mark.skipif(not _GOLD.exists(), reason="the shared corpus is not beside this tree")
@pytest.mark.parametrize("path", sorted((_GOLD / "gold").glob("*.json")), ids=lambda path: path.stem)
def test_the_gold_records_of_the_corpus_are_read(path: Path) -> None:
    text = (_GOLD / "articles" / f"{path.stem}.txt").read_bytes().decode()

    reading = from_record(json.loads(path.read_bytes()), text)

    assert from_record(to_record(reading), text) == reading
    assert replace(reading, claims=()) != reading
