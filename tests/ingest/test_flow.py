"""Statements that go on without naming the speaker."""

from __future__ import annotations

from graph.model import ClaimType
from tests.ingest.lines import reading_of

OPENING = "Anna Kowalska, Minister of Justice of Poland, presented three results of the Hanoi Convention.\n\n"


def stated(text: str) -> list[str]:
    """What the enumeration yields, in the words of the text."""
    reading = reading_of(text)
    return [
        claim.evidence.of(text)
        for claim in reading.claims
        if claim.type is ClaimType.STATES and (claim.rule or "").endswith("flow.enumeration")
    ]


SAID = "Minister Anna Kowalska of Poland said that the Hanoi Convention was a milestone. "


def test_what_is_counted_off_after_a_statement_is_the_speakers() -> None:
    text = f"{SAID}First, it protects children online. Second, it protects victims everywhere."

    assert stated(text) == ["it protects children online", "it protects victims everywhere"]


def test_a_sentence_between_two_counted_ones_belongs_to_them() -> None:
    text = f"{SAID}First, it protects children online. They need it most. Second, it protects victims."

    assert stated(text) == ["it protects children online", "They need it most", "it protects victims"]


def test_a_sentence_behind_the_last_counted_one_does_not() -> None:
    text = f"{SAID}First, it protects children online. Second, it protects victims.\n\nThe session ended at noon."

    assert stated(text) == ["it protects children online", "it protects victims"]


def test_words_that_go_on_carry_the_enumeration_on() -> None:
    text = f"{SAID}First, it protects children online. At the same time, it respects all rights of users."

    assert stated(text) == ["it protects children online", "it respects all rights of users"]


def test_nothing_is_counted_off_where_nobody_spoke() -> None:
    assert stated("The Hanoi Convention is new. First, it protects children. Second, it protects victims.") == []


def test_a_counted_sentence_of_another_speaker_is_that_speakers() -> None:
    text = f"{SAID}First, Viet Nam said that the Hanoi Convention was its own."

    assert stated(text) == []


def test_a_crumb_is_no_statement() -> None:
    assert stated(f"{SAID}First, yes. Second, it protects victims everywhere.") == ["it protects victims everywhere"]
