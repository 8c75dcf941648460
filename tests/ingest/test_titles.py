"""Posts: what head, portfolio and body or state a title names, in each language."""

from __future__ import annotations

import pytest

from ingest.mentions.titles import find_titles
from ingest.model import Title
from tests.ingest.lines import language, stages


def titles(sentence: str, code: str) -> list[tuple[str, Title]]:
    line, text = stages(sentence, code)
    return [(f.span.of(text.clean), f.title) for f in find_titles(line, language(code)) if f.title is not None]


@pytest.mark.parametrize(
    ("sentence", "code", "words", "head", "portfolio", "key"),
    [
        ("The Minister of Justice of Poland spoke", "en", "Minister of Justice of Poland", "Minister", "Justice",
         "state/pol"),
        ("a spokesperson for UNODC said", "en", "spokesperson for UNODC", "Spokesperson", None, "organization/unodc"),
        ("le ministre français des Affaires étrangères", "fr", "ministre français des Affaires étrangères", "Minister",
         "Foreign Affairs", "state/fra"),
        ("Bộ trưởng Công an phát biểu", "vi", "Bộ trưởng Công an", "Minister", "Public Security", None),
        ("Thủ tướng Việt Nam", "vi", "Thủ tướng Việt Nam", "Prime Minister", None, "state/vnm"),
        ("وزير الخارجية المصري", "ar", "وزير الخارجية المصري", "Minister of Foreign Affairs", None, "state/egy"),
        ("وزير الأمن العام", "ar", "وزير الأمن العام", "Minister of Public Security", None, None),
    ],
)  # fmt: skip
def test_a_title_names_its_post_in_english(
    sentence: str, code: str, words: str, head: str, portfolio: str | None, key: str | None
) -> None:
    ((found, title),) = titles(sentence, code)

    assert found == words
    assert (title.head, title.portfolio) == (head, portfolio)
    assert (title.body or title.state is None) or (title.state is not None and title.state.key == key)
    assert key in {None, *(part.key for part in (title.body, title.state) if part is not None)}


def test_the_longest_title_counts() -> None:
    assert [words for words, _ in titles("the Deputy Prime Minister of Viet Nam", "en")] == [
        "Deputy Prime Minister of Viet Nam"
    ]


@pytest.mark.parametrize(("sentence", "code"), [("Viet Nam signed it", "en"), ("وقعت فيتنام", "ar"), ("", "fr")])
def test_a_sentence_without_a_post_has_no_title(sentence: str, code: str) -> None:
    assert titles(sentence, code) == []
