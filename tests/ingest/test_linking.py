"""Who is who in one document: full names, short forms, posts, and what a generic word stands for."""

from __future__ import annotations

import pytest

from graph.model import Span
from ingest.linking import Linker, Place
from ingest.model import Found
from ingest.subject import main_treaty, tells_of_subject
from tests.ingest.lines import language, meant, reading_of, told

HANOI, BUDAPEST = "treaty/un-xviii-16", "treaty/cets-185"


def speakers(text: str) -> list[str]:
    return [subject for type, subject, _ in told(reading_of(text)) if type == "states"]


# The people are nobody: common names of Poland and Czechia.
def test_a_person_is_one_under_the_full_and_the_short_name() -> None:
    text = (
        "Anna Kowalska, Minister of Justice of Poland, said that the Hanoi Convention was a milestone. "
        "Kowalska said that work went on."
    )

    assert speakers(text) == ["Anna Kowalska", "Anna Kowalska"]


def test_of_two_of_one_family_name_the_last_one_named_is_meant() -> None:
    text = (
        "Anna Kowalska, Minister of Justice of Poland, spoke. Jan Kowalska, spokesperson for UNODC, spoke too. "
        "Kowalska said that the Hanoi Convention mattered."
    )

    assert speakers(text) == ["Jan Kowalska"]


def test_of_two_of_one_family_name_the_post_beside_it_tells() -> None:
    text = (
        "Anna Kowalska, Minister of Justice of Poland, spoke. Jan Kowalska, spokesperson for UNODC, spoke too. "
        "Minister Kowalska said that the Hanoi Convention mattered."
    )

    assert speakers(text) == ["Anna Kowalska"]


def test_a_bare_post_stands_for_its_one_holder() -> None:
    text = (
        "Anna Kowalska, Minister of Justice of Poland, arrived. Petr Novak, Ambassador of Czechia, arrived.\n\n"
        "The minister said that the Hanoi Convention was good."
    )

    assert speakers(text) == ["Anna Kowalska"]


def test_a_bare_post_of_two_holders_is_the_one_named_last() -> None:
    text = (
        "Anna Kowalska, Minister of Justice of Poland, arrived. Petr Novak, Minister of Justice of Czechia, arrived. "
        "The minister said that the Hanoi Convention was good."
    )

    assert speakers(text) == ["Petr Novak"]


def test_a_bare_post_without_a_holder_stands_for_nobody() -> None:
    reading = reading_of(
        "The spokesperson said that the Hanoi Convention was new. Viet Nam signed the Hanoi Convention."
    )

    assert [subject for _, subject, _ in told(reading)] == ["state/vnm"]
    assert "spokesperson" not in [words for words, _ in meant(reading)]


def test_a_generic_word_stands_for_the_treaty_of_its_paragraph_and_else_of_the_text() -> None:
    text = (
        "Viet Nam signed the Hanoi Convention.\n\n"
        "The Budapest Convention is older. Japan ratified the Convention in 2012.\n\n"
        "Japan will sign the Convention."
    )

    # Japan became a party to the Budapest Convention in 2012 (coe.int, treaty 185).
    assert [(type, treaty) for type, subject, treaty in told(reading_of(text)) if subject == "state/jpn"] == [
        ("ratifies", BUDAPEST),
        ("signs", HANOI),
    ]


def treaty(key: str, start: int = 0, register: str | None = None) -> Found:
    return Found(Span(start, start + 1), "T", key, register=register)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ([], None),
        ([HANOI], HANOI),
        ([HANOI, BUDAPEST, BUDAPEST], HANOI),
        ([HANOI, BUDAPEST, BUDAPEST, BUDAPEST, BUDAPEST, BUDAPEST], BUDAPEST),
    ],
)
def test_a_text_is_about_the_treaty_named_first_unless_another_is_named_far_more(
    keys: list[str], expected: str | None
) -> None:
    assert main_treaty([treaty(key) for key in keys]) == expected


def test_generic_words_name_no_treaty() -> None:
    assert main_treaty([Found(Span(0, 1), "T", anaphor=True)]) is None


def test_a_text_tells_of_the_subject_only_by_a_name_of_its_own() -> None:
    assert tells_of_subject([treaty(HANOI)])
    assert not tells_of_subject([Found(Span(0, 1), "T", anaphor=True)])
    # The Palermo Convention is on organized crime (treaties.un.org XVIII-12).
    assert not tells_of_subject([treaty("treaty/un-xviii-12")])


def linker(published: str | None = "2025-10-25") -> Linker:
    return Linker(language("en"), published, HANOI)


def test_a_capital_stands_for_its_state_only_where_it_acts() -> None:
    capital = Found(Span(0, 5), "C", "place/hanoi")

    assert linker().refer(capital, Place(0, 0)) == "place/hanoi"
    assert linker().refer(capital, Place(0, 0), as_state=True) == "state/vnm"


def test_brussels_acts_for_the_union() -> None:
    brussels = Found(Span(0, 8), "C", "place/brussels")

    assert linker().refer(brussels, Place(0, 0), as_state=True) in {"organization/european-union", "state/bel"}


def test_an_occasion_is_known_by_its_noun_treaty_and_time() -> None:
    ceremony = Found(Span(0, 8), "E", label="Signing ceremony", event_type="ceremony", inner=(treaty(HANOI, 2),))

    assert linker("2025-10-25").refer(ceremony, Place(0, 0)) == "event/hanoi-signing-2025"
    assert linker("2030-01-01").refer(ceremony, Place(0, 0)) == "new:event:Signing ceremony"


def test_a_body_that_no_table_knows_is_one_under_one_name() -> None:
    table = linker()
    first = table.refer(Found(Span(0, 3), "O", label="Meridian Wire"), Place(0, 0))
    second = table.refer(Found(Span(9, 12), "O", label="MERIDIAN WIRE"), Place(1, 1))

    assert first == second == "new:organization:meridian wire"


def test_a_number_stands_for_nothing() -> None:
    assert linker().refer(Found(Span(0, 1), "N"), Place(0, 0)) is None


@pytest.mark.parametrize(
    ("text", "states"),
    [
        # Both are among the signatories of the depositary's list.
        ("The United Arab Emirates (UAE), Togo and Mali signed the Hanoi Convention.", {"are", "tgo", "mli"}),
        ("La République démocratique du Congo (RDC), le Togo et le Mali ont signé la Convention de Hanoï.",
         {"cod", "tgo", "mli"}),
    ],
)  # fmt: skip
def test_a_state_with_its_acronym_in_brackets_does_not_break_a_list(text: str, states: set[str]) -> None:
    signed = {subject for kind, subject, _ in told(reading_of(text)) if kind == "signs"}

    assert signed == {f"state/{state}" for state in states}


def test_the_new_treaty_is_the_one_that_the_text_is_about() -> None:
    # Tunisia is a party to the Budapest Convention and has not signed that of Hanoi (the depositaries' lists).
    text = (
        "La Convention de Hanoï est ouverte à la signature. La Convention de Hanoï a été signée par le Togo.\n"
        "La Tunisie, déjà membre de la Convention de Budapest, n’a pas encore signé ce nouveau traité."
    )

    assert ("signs", "state/tun", "treaty/un-xviii-16") in told(reading_of(text))
