"""A name that no table has: the known person it sounds like where the post agrees, else nobody known."""

from __future__ import annotations

import pytest

from graph.model import Span
from ingest.mentions.line import build_line
from ingest.model import Found, Title
from ingest.namesakes import holds, known_person, one_person, titles_beside
from ingest.text import Text
from ontology.authority import load_authority
from tests.ingest.lines import place_of
from tests.ingest.readings import reading_of


def people(text: str, code: str) -> list[str]:
    return [entity.key or entity.label for entity in reading_of(text, code).entities if entity.type == "person"]


def of(key: str) -> Found:
    """The mention of a known body or state."""
    kind = "S" if key.startswith("state/") else "O"
    return Found(Span(0, 1), kind, key=key, label=load_authority().entities[key].label)


def beside(sentence: str, people: list[str], heads: list[str]) -> list[tuple[str | None, str]]:
    """The people of a sentence with the heads of the posts that count as theirs."""
    text = Text.of(sentence)
    founds = [Found(place_of(text, name), "P", label=name) for name in people]
    founds += [Found(place_of(text, head), "J", title=Title(head)) for head in heads]
    line = build_line(text, Span(0, len(text.clean)), sorted(founds, key=lambda found: found.span))
    return [(found.label, title.head) for found, title in titles_beside(line)]


SECURITY = Title("Minister of Public Security", state=of("state/vnm"))
HEALTH = Title("Minister", "Health", state=of("state/vnm"))


# Spellings that the tables of names do not have, in sentences of our own about real posts.
@pytest.mark.parametrize(
    ("text", "code", "person"),
    [
        (
            "Vietnamese Minister of Public Security General Luong Tham Quang said that the Hanoi Convention mattered.",
            "en",
            "luong-tam-quang",
        ),
        ("Ghada Walli, Executive Director of UNODC, welcomed the Hanoi Convention.", "en", "ghada-waly"),
        ("وقال لونغ تام كوانج وزير الأمن العام الفيتنامي إن اتفاقية هانوي مهمة.", "ar", "luong-tam-quang"),
        (
            "Министр общественной безопасности Вьетнама Лионг Там Кванг заявил, что Ханойская конвенция важна.",
            "ru",
            "luong-tam-quang",
        ),
        (
            "El fiscal general de Rusia, Aleksander Gútsan, dijo que la Convención de Hanói es importante.",
            "es",
            "alexander-gutsan",
        ),
    ],
)
def test_a_new_spelling_beside_the_post_is_the_known_person(text: str, code: str, person: str) -> None:
    assert people(text, code) == [f"person/{person}"]


@pytest.mark.parametrize(
    "text",
    [
        "Vietnamese Minister of Health Luong Tham Quang said that the Hanoi Convention mattered.",
        "Qatari Minister of Public Security Luong Tham Quang said that the Hanoi Convention mattered.",
        "Luong Tham Quang said that the Hanoi Convention mattered.",
    ],
    ids=["another post", "another state", "no post"],
)
def test_without_the_post_a_name_stays_a_provisional_one(text: str) -> None:
    assert people(text, "en") == ["Luong Tham Quang"]


def test_a_post_without_the_name_links_nobody() -> None:
    assert people("Vietnamese Minister of Public Security Tran Van Nam hailed the Hanoi Convention.", "en") != [
        "person/luong-tam-quang"
    ]


def test_the_bare_office_counts_in_a_text_of_its_state() -> None:
    title = [Title("Minister", "Public Security")]

    assert known_person("Luong Tham Quang", title, "state/vnm") == "person/luong-tam-quang"
    assert known_person("Luong Tham Quang", title, None) == "person/luong-tam-quang"
    assert known_person("Luong Tham Quang", title, "state/qat") is None
    assert known_person("Luong Tham Quang", [Title("Minister")], None) is None


def test_the_ministry_is_as_good_as_the_state() -> None:
    ministry = of("organization/vn-ministry-of-public-security")

    assert holds("person/luong-tam-quang", [Title("Minister", body=ministry)], None)
    assert not holds("person/luong-tam-quang", [Title("Minister", body=of("organization/interpol"))], None)


def test_a_known_person_with_another_post_in_the_text_takes_no_new_spelling() -> None:
    text = (
        "Lương Tam Quang, Minister of Public Security of Viet Nam, spoke. "
        "Luong Tamm Quang, Minister of Health of Viet Nam, said that the Hanoi Convention mattered."
    )

    assert people(text, "en") == ["person/luong-tam-quang", "Luong Tamm Quang"]


@pytest.mark.parametrize(
    ("left", "right", "titles", "others", "same"),
    [
        ("Luong Tam Quang", "梁三光", [], [], True),
        ("Luong Tam Quang", "梁三光", [SECURITY], [], True),
        ("Luong Tam Quang", "梁三光", [SECURITY], [HEALTH], False),
        ("Luong Tam Quang", "梁强", [SECURITY], [SECURITY], False),
        ("Anna Maria Kowalska", "Anna Kowalska", [], [HEALTH], True),
        ("Hanna Kowalska", "Anna Kowalska", [], [HEALTH], False),
        ("Hanna Kowalska", "Anna Kowalska", [HEALTH], [Title("Minister")], True),
    ],
)
def test_two_spellings_of_a_text_are_one_person_if_the_posts_do_not_speak_against_it(
    left: str, right: str, titles: list[Title], others: list[Title], same: bool
) -> None:
    assert one_person(left, right, titles, others) is same
    assert one_person(right, left, others, titles) is same


# The people are nobody: common names of Poland.
def test_a_middle_name_left_out_makes_no_second_person() -> None:
    text = (
        "Anna Maria Kowalska, Minister of Justice of Poland, spoke. "
        "The spokesperson Anna Kowalska said that the Hanoi Convention mattered."
    )

    assert people(text.replace("The spokesperson", "Minister"), "en") == ["Anna Maria Kowalska"]
    assert people(text, "en") == ["Anna Maria Kowalska", "Anna Kowalska"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Minister Anna Kowalska spoke.", [("Anna Kowalska", "Minister")]),
        ("Minister General Anna Kowalska spoke.", [("Anna Kowalska", "Minister")]),
        ("Anna Kowalska, Minister of Justice, spoke.", [("Anna Kowalska", "Minister")]),
        ("Anna Kowalska Minister spoke.", [("Anna Kowalska", "Minister")]),
        ("Anna Kowalska, who met the Minister, spoke.", []),
        ("Anna Kowalska spoke.", []),
    ],
)
def test_titles_stand_right_before_a_name_or_right_behind_it(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert beside(sentence, ["Anna Kowalska"], ["Minister"] if "Minister" in sentence else []) == expected


def test_a_title_before_the_next_name_is_not_the_last_one_s() -> None:
    sentence = "Minister Anna Kowalska, Ambassador Jan Nowak spoke."

    assert beside(sentence, ["Anna Kowalska", "Jan Nowak"], ["Minister", "Ambassador"]) == [
        ("Anna Kowalska", "Minister"),
        ("Jan Nowak", "Ambassador"),
    ]
