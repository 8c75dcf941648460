"""New people: which names are believed, beside which anchors, in the scripts that are read."""

from __future__ import annotations

import pytest

from graph.model import Span
from ingest.mentions.line import build_line
from ingest.mentions.names import class_ends, find_names, short_forms
from ingest.mentions.titles import find_titles
from tests.ingest.lines import language, line_of, stages


def names(sentence: str, code: str) -> list[str | None]:
    line, text = stages(sentence, code)
    posts = find_titles(line, language(code))
    kept = [
        f for f in line.all_founds() if all(f.span.end <= p.span.start or p.span.end <= f.span.start for p in posts)
    ]
    with_posts = build_line(text, Span(0, len(text.clean)), [*kept, *posts])
    return [found.label for found in find_names(with_posts, text, language(code))]


# The names are combinations of common ones; nobody is meant.
@pytest.mark.parametrize(
    ("sentence", "code", "expected"),
    [
        ("Foreign Minister Anna Kowalska said so.", "en", ["Anna Kowalska"]),
        ("Anna Maria Kowalska, Minister of Justice of Poland, left.", "en", ["Anna Maria Kowalska"]),
        ("Ludwig van der Berg, spokesperson for UNODC, left.", "en", ["Ludwig van der Berg"]),
        ("Jean-Pierre O'Neil said the text was fine.", "en", ["Jean-Pierre O'Neil"]),
        ("Mr. John F. Carter arrived.", "en", ["John F. Carter"]),
        ("ông Trần Văn Hùng cho biết", "vi", ["Trần Văn Hùng"]),
        ("قال وزير الخارجية المصري سامر عبد الكريم إن الاتفاقية مهمة", "ar", ["سامر عبد الكريم"]),
        ("وقالت السيدة ليلى حسن الزهراني إن النص جيد", "ar", ["ليلى حسن الزهراني"]),
        ("M. Pierre Martin a déclaré que oui.", "fr", ["Pierre Martin"]),
    ],
)
def test_a_full_name_beside_an_anchor_is_a_person(sentence: str, code: str, expected: list[str]) -> None:
    assert names(sentence, code) == expected


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Mr. Kowalska arrived.", "en"),
        ("Anna Kowalska arrived.", "en"),
        ("a minister said nothing on Monday Morning", "en"),
        ("The Minister of Justice of Poland said", "en"),
        ("قال الوزير إن الاتفاقية مهمة", "ar"),
        ("قال وزير العدل الجديد", "ar"),
        ("bộ trưởng cho biết", "vi"),
    ],
)
def test_what_is_not_sure_is_no_person(sentence: str, code: str) -> None:
    assert names(sentence, code) == []


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("anna kowalska", ["kowalska"]),
        ("anna maria kowalska", ["kowalska", "maria kowalska"]),
        ("anna", []),
        ("anna x", []),
    ],
)
def test_a_person_goes_on_by_the_last_words_of_the_name(name: str, forms: list[str]) -> None:
    assert short_forms(name.split(), language("en")) == forms


def test_the_ends_of_a_class_that_a_language_lacks_are_none() -> None:
    ends = class_ends(line_of("He said so"), language("en"), "no such class")

    assert (ends.starts, ends.ends) == (frozenset(), frozenset())


def test_the_ends_of_a_class_are_tokens() -> None:
    ends = class_ends(line_of("He said so"), language("en"), "say")

    assert (ends.starts, ends.ends) == (frozenset({1}), frozenset({1}))
