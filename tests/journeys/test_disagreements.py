"""Each known disagreement on the Hanoi Convention is found on the real road, with its cause and an explanation.

The articles stand in disagreements.toml in our own words; what each says is what its `source` was found to say.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from graph.model import Claim, ClaimType, Document, Entity, EntityType, Mention, Reading, Span
from graph.quarantine import Quarantine
from graph.store import Store
from graph.stores import open_store
from graph.validation import open_gate
from ingest.pipeline import Road, Status
from tests.journeys.disagreeing import NOON, TREATY, UNION, Desk, Found, record, signatories


@dataclass(frozen=True)
class Row:
    """One disagreement: what an article says, the words that say it, and what is found; no cause where it agrees."""

    name: str
    article: str
    words: str
    cause: str | None = None
    recounted: int | None = None
    apart: frozenset[str] = frozenset()


def _row(table: dict[str, Any]) -> Row:
    apart = frozenset(table.get("apart", ()))
    return Row(table["name"], table["article"], table["words"], table.get("cause"), table.get("recounted"), apart)


_TABLES = tomllib.loads(Path(__file__).with_name("disagreements.toml").read_text("utf-8"))["row"]
ROWS = tuple(map(_row, _TABLES))


@pytest.fixture(scope="module")
def founding(founded: Path) -> dict[str, list[str]]:
    """All that a founded store holds, by graph."""
    store = open_store(str(founded / "store"), read_only=True)
    lines = {name: store.triples(name) for name in ["", *store.graphs()]}
    store.close()
    return lines


@pytest.fixture
def empty(founding: dict[str, list[str]]) -> Iterator[Store]:
    """A founded store in memory."""
    store = open_store("memory:")
    store.replace(founding)
    yield store
    store.close()


@pytest.fixture(scope="module")
def desk(founding: dict[str, list[str]], tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The depositary's record of May 2026 with every article beside it."""
    folder = tmp_path_factory.mktemp("disagreements")
    store = open_store("memory:")
    store.replace(founding)
    desk = Desk.at(store, folder)
    # machineherald.com of 21 May 2026: one deposit, that of Qatar; its day is not told there.
    desk.publish(record(signatories(), "2026-05-20", deposits=[("state/qat", "2026-04-01")]))
    desk.ingest(folder, *(row.article for row in ROWS))
    return desk


@pytest.fixture(scope="module")
def found(desk: Desk) -> list[Found]:
    return desk.conflicts()


@pytest.mark.parametrize("row", [row for row in ROWS if row.cause is not None], ids=lambda row: row.name)
def test_a_disagreement_is_found_with_its_cause(row: Row, found: list[Found]) -> None:
    about = [one for one in found if any(row.words in quote for quote in one.quotes)]

    causes = [(one.cause, one.recounted, one.differs_by) for one in about]
    assert (row.cause, row.recounted, row.apart) in causes


@pytest.mark.parametrize("row", [row for row in ROWS if row.cause is None], ids=lambda row: row.name)
def test_what_agrees_is_no_conflict(row: Row, found: list[Found]) -> None:
    assert [one for one in found if any(row.words in quote for quote in one.quotes)] == []


def test_every_article_is_read_in_the_words_that_are_looked_for(desk: Desk) -> None:
    quotes = {str(quote) for quote in desk.quotes()}

    assert [row.name for row in ROWS if not any(row.words in quote for quote in quotes)] == []


def test_every_conflict_is_explained_in_three_languages(found: list[Found]) -> None:
    assert found
    for one in found:
        assert set(one.explanations) == {"en", "ar", "vi"}, one
        assert all("{" not in words and "<http" not in words for words in one.explanations.values()), one


def test_the_parties_behind_a_unit_are_named_in_each_language(found: list[Found]) -> None:
    words = next(one for one in found if "وقعت 72 دولة" in one.quotes).explanations

    assert "European Union" in words["en"]
    assert "الاتحاد الأوروبي" in words["ar"]
    assert "Liên minh châu Âu" in words["vi"]


def test_parts_of_a_number_are_no_disagreement_with_the_whole(found: list[Found]) -> None:
    about = [one for one in found if any("19 nước châu Á" in quote for quote in one.quotes)]

    assert {one.cause for one in about} == {"Arithmetic"}
    assert all("71" in one.explanations["vi"] for one in about)


def test_the_general_assembly_that_ratified_was_told_of_another_stage(empty: Store, tmp_path: Path) -> None:
    # fooshya.com, an automatic paraphrase of UNIS/CP/1184. Our rules read no such sentence, so another reader's record
    # of it comes in.
    text = "The General Assembly ratified the Hanoi Convention."
    assembly = Entity("e1", EntityType.ORGANIZATION, "General Assembly", (), "organization/un-general-assembly")
    treaty = Entity("e2", EntityType.TREATY, "Hanoi Convention", (), TREATY)
    mentions = (Mention("e1", Span(4, 20)), Mention("e2", Span(34, 50)))
    claim = Claim(ClaimType.RATIFIES, "e1", Span(4, 50), "e2")
    desk = Desk.at(empty, tmp_path)

    desk.publish(
        record(signatories(), "2026-05-20"),
        Reading(Document(text, "en", published="2025-10-26"), (assembly, treaty), mentions, (claim,), "another-reader"),
    )

    assert [one.cause for one in desk.about("General Assembly ratified")] == ["StageSlip"]


def test_a_signature_dated_before_the_opening_is_stopped_at_the_gate(empty: Store, tmp_path: Path) -> None:
    # Qatar News Agency of October 2025: 25 October 2024.
    desk = Desk.at(empty, tmp_path)
    path = tmp_path / "qna.txt"
    path.write_text("الدوحة، 26 أكتوبر 2025\n\nوقعت قطر على اتفاقية هانوي يوم 25 أكتوبر 2024.\n", "utf-8")

    road = Road(desk.store, open_gate(), Quarantine(Path(desk.settings.quarantine)), desk.settings)
    results = list(road.ingest([str(path)], NOON))

    assert [result.status for result in results] == [Status.QUARANTINED]
    assert results[0].reason is not None
    assert "2025-10-25" in results[0].reason


def test_a_single_article_is_held_against_the_record(empty: Store, tmp_path: Path) -> None:
    desk = Desk.at(empty, tmp_path)
    desk.publish(record(signatories(), "2026-05-20"))

    desk.ingest(tmp_path, "HANOI, 26 October 2025\n\nSeventy-two UN member states signed the Hanoi Convention.")

    assert [(one.cause, one.recounted) for one in desk.conflicts()] == [("UnitSlip", 70)]


def test_an_incomplete_list_calls_no_number_false(empty: Store, tmp_path: Path) -> None:
    # The record prints 72 and lists 67 of them: numbers between are not refuted, others are open.
    rows = signatories()[5:72]
    desk = Desk.at(empty, tmp_path)
    desk.publish(record([(UNION, "2025-10-25"), *rows[1:]], "2025-10-26", printed=72))

    desk.ingest(
        tmp_path,
        "NEW YORK, 26 October 2025\n\nSeventy-two signatories have signed the Hanoi Convention.",
        "هانوي، 26 أكتوبر 2025\n\nوقعت 72 دولة على اتفاقية هانوي.",
        "LONDON, 26 October 2025\n\n90 countries signed the Hanoi Convention.",
    )

    causes = {one.quotes[0]: one.cause for one in desk.conflicts()}
    found = desk.about("وقعت 72 دولة")
    assert desk.about("Seventy-two") == []
    assert [one.cause for one in found] == ["UnitSlip"]
    assert "lists 67" in found[0].explanations["en"]
    assert [one.cause for one in desk.about("90 countries signed")] == ["OpenConflict"], causes


def test_without_any_record_numbers_of_one_day_are_an_open_conflict(empty: Store, tmp_path: Path) -> None:
    desk = Desk.at(empty, tmp_path)

    desk.ingest(
        tmp_path,
        "HANOI, 26 October 2025\n\n64 countries signed the Hanoi Convention on 25 October 2025.",
        "HÀ NỘI, 26/10/2025\n\n69 nước đã ký Công ước Hà Nội ngày 25/10/2025.",
        "МОСКВА, 26 октября 2025\n\nБолее 60 государств подписали Конвенцию ООН против киберпреступности.",
    )

    found = desk.conflicts()
    assert [one.cause for one in found] == ["OpenConflict"]
    assert len(found[0].quotes) == 2


def test_the_order_of_coming_changes_nothing(founding: dict[str, list[str]], tmp_path: Path) -> None:
    articles = [row.article for row in ROWS[:6]]
    accepted = []
    for place, order in enumerate((articles, articles[::-1])):
        store = open_store("memory:")
        store.replace(founding)
        folder = tmp_path / str(place)
        folder.mkdir()
        desk = Desk.at(store, folder)
        desk.ingest(folder, *order)
        desk.publish(record(signatories(), "2026-05-20"))
        accepted.append([replace(one, quotes=tuple(sorted(one.quotes))) for one in desk.conflicts()])
        store.close()

    assert accepted[0] == accepted[1]
    assert accepted[0]
