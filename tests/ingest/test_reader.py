"""Laws of the whole reader, whatever a text looks like: spans quote, the same text reads the same, work is linear."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from graph.errors import UnreadableDocument
from graph.model import Reading
from graph.records import dumps, from_record, to_record
from graph.settings import Settings
from ingest.model import RawDocument
from ingest.parsing import parse
from ingest.pipeline import why_not
from ingest.reader import fired_rules, read_document
from ingest.samples import sample_articles
from tests.ingest.lines import meant, reading_of, told

BASE = Settings().base_iri
SENTENCES = [
    line
    for path in sample_articles()
    if path.suffix == ".txt"
    for line in path.read_text("utf-8").splitlines()
    if line.strip()
]
# What pages do to sentences: marks over and within words, signs of direction, other line ends, other blanks.
_MARKS = ["\u064e", "\u0651", "\u0640", "\u200f", "\u200e", "\u2067", "\u2069", "\u200b", "\u00ad", "\ufeff", "\u0301"]
_BETWEEN = [" ", "\u00a0", "\u3000", "\r\n", "\n\n", "\u2028", "\t", " 🌐 ", " 👩\u200d💻", " — ", "،", "\u202e"]


@st.composite
def texts(draw: DrawFn) -> str:
    """Sentences of the samples in any order, spoilt in the ways of real pages."""
    pieces = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8))
    text = "".join(piece + draw(st.sampled_from(_BETWEEN)) for piece in pieces)
    for _ in range(draw(st.integers(0, 12))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from([*_MARKS, *_BETWEEN])) + text[at:]
    return unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD"])), text)


def read(text: str) -> Reading:
    try:
        return read_document(parse(RawDocument("text.txt", text.encode(), "text/plain")))
    except UnreadableDocument:
        assume(False)
        raise


@given(texts())
@settings(max_examples=60, deadline=None)
def test_every_span_quotes_the_text(text: str) -> None:
    reading = read(text)

    record = to_record(reading, BASE)
    stored = reading.document.text

    assert all(0 <= m.span.start < m.span.end <= len(stored) for m in reading.mentions)
    assert all(0 <= c.evidence.start < c.evidence.end <= len(stored) for c in reading.claims)
    mentions = record["mentions"]
    assert isinstance(mentions, list)
    assert all(stored[m["start"] : m["end"]] == m["text"] for m in mentions)
    assert all(claim.evidence.of(stored) == claim.evidence.of(stored).strip() for claim in reading.claims)


@given(texts())
@settings(max_examples=30, deadline=None)
def test_the_same_text_reads_the_same_to_the_byte(text: str) -> None:
    first, second = (dumps(to_record(read(text), BASE)) for _ in range(2))

    assert first == second


@given(texts())
@settings(max_examples=30, deadline=None)
def test_what_is_read_survives_its_record(text: str) -> None:
    reading = read(text)

    assert from_record(to_record(reading, BASE), reading.document.text, BASE) == reading


@pytest.mark.parametrize("path", sample_articles(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_sample_is_worth_storing_but_the_one_that_tells_of_no_treaty(path: Path) -> None:
    reading = read_document(parse(RawDocument(path.name, path.read_bytes(), None)))

    assert (why_not(reading) is None) == (path.stem != "police-operation")


def test_harakat_and_marks_of_direction_change_nothing_that_is_told() -> None:
    plain = "وقعت فيتنام على اتفاقية هانوي."
    dressed = "\u200fوَقَّعَتْ فِيتْنَام على اتّفاقيّة هـانوي\u202c."

    assert told(reading_of(plain)) == told(reading_of(dressed)) == [("signs", "state/vnm", "treaty/un-xviii-16")]
    assert [words for words, _ in meant(reading_of(dressed))] == ["فِيتْنَام", "اتّفاقيّة هـانوي"]


def test_decomposed_letters_change_nothing_that_is_told() -> None:
    sentence = "Việt Nam đã ký Công ước Hà Nội."

    assert told(reading_of(unicodedata.normalize("NFD", sentence))) == told(reading_of(sentence)) != []


def test_a_language_that_is_not_read_gives_the_document_alone() -> None:
    reading = reading_of(
        "Vietnam hat die Konvention von Hanoi am Samstag als erster Staat unterzeichnet. "
        "Viele andere Staaten sind ihm gefolgt, und die Organisation hofft, dass sie bald in Kraft tritt."
    )

    assert (reading.document.language, reading.mentions, reading.claims) == ("und", (), ())


def test_a_text_without_a_treaty_tells_nothing() -> None:
    reading = reading_of("France signed the agreement on fisheries. The minister said that it was good.")

    assert reading.claims == ()


def test_a_body_with_its_acronym_is_one_mention() -> None:
    reading = reading_of("The United Nations Office on Drugs and Crime (UNODC) said that the Hanoi Convention was new.")

    assert ("United Nations Office on Drugs and Crime (UNODC)", "organization/unodc") in meant(reading)


def test_an_entity_bears_its_longest_name_as_written() -> None:
    reading = reading_of(
        "António Guterres spoke of the Hanoi Convention. Guterres said that the Convention was a start."
    )

    (person,) = [entity for entity in reading.entities if entity.key == "person/antonio-guterres"]
    assert person.labels == (("en", "António Guterres"),)


def test_entities_are_numbered_by_where_they_first_stand() -> None:
    reading = reading_of("Viet Nam and Peru signed the Hanoi Convention.")

    assert [(entity.id, entity.key) for entity in reading.entities] == [
        ("e1", "state/vnm"),
        ("e2", "state/per"),
        ("e3", "treaty/un-xviii-16"),
    ]


def test_a_capital_that_acts_is_its_state_and_else_a_place() -> None:
    reading = reading_of("Washington has not signed the Hanoi Convention. Talks went on in Washington.")

    assert [key for words, key in meant(reading) if words == "Washington"] == [
        "state/usa",
        "place/washington",
    ]


def test_the_rules_that_fire_are_told() -> None:
    assert fired_rules("Viet Nam signed the Hanoi Convention.", "en") == frozenset({"en.sign"})
    assert fired_rules("Nothing happened.", "en") == frozenset()


def steps_of(text: str) -> int:
    """How many functions of ours and of Python are called while a text is read: a clock that no other load disturbs."""
    parsed = parse(RawDocument("text.txt", text.encode(), "text/plain"))
    count = 0

    def tick(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(tick)
    try:
        read_document(parsed)
    finally:
        sys.setprofile(before)
    return count


def in_paragraphs(text: str) -> str:
    return f"{text}\n\n"


def without_stops(text: str) -> str:
    return "".join(char for char in text if char not in ".!?;:؟\n") + " "


@pytest.mark.parametrize("shape", [in_paragraphs, without_stops])
@pytest.mark.parametrize("code", ["ar", "en", "fr", "vi"])
def test_twice_the_text_is_twice_the_work(code: str, shape: Callable[[str], str]) -> None:
    path = next(path for path in sample_articles() if path.parent.name == code and path.suffix == ".txt")
    unit = shape(path.read_text("utf-8"))
    half, whole = ((unit * (size // len(unit) + 1))[:size] for size in (12_000, 24_000))
    steps_of(half)  # what is loaded once is loaded now

    assert steps_of(whole) < 2.5 * steps_of(half)


def test_a_long_article_is_read_whole() -> None:
    path = next(path for path in sample_articles() if path.name == "hanoi-ceremony.txt")
    text = path.read_text("utf-8").replace("\n", " ")

    reading = reading_of(text * (200_000 // len(text) + 1))

    assert reading.mentions[-1].span.start > 190_000


def test_many_people_are_told_apart() -> None:
    given_names = ["Anna", "Boris", "Carla", "David", "Elena", "Felix", "Greta", "Henri", "Irina", "Jonas"]
    family = ["Adams", "Baker", "Clark", "Davis", "Evans", "Foster", "Green", "Harris", "Irwin", "Jones"]
    people = [f"{a} {c} {b}" for a in given_names for b in family for c in ("Maria", "Paul")]
    text = "\n\n".join(f"Mr. {name} said the Hanoi Convention would help everyone." for name in people)

    assert sorted({subject for _, subject, _ in told(reading_of(text))}) == sorted(people)
