"""The interface's words: every language has all of them, and values keep their direction."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from server.translation import DEFAULT_LANGUAGE, direction, languages

TEMPLATES = Path(__file__).parents[2] / "server" / "templates"
GAP = re.compile(r"{(\w*)}")


@pytest.mark.parametrize("code", ["en", "ar", "vi"])
def test_every_language_has_the_same_words_with_the_same_gaps(code: str) -> None:
    words, model = languages()[code].entries, languages()[DEFAULT_LANGUAGE].entries

    assert sorted(words) == sorted(model)
    assert {key: GAP.findall(text) for key, text in words.items()} == {
        key: GAP.findall(text) for key, text in model.items()
    }
    assert all(text.strip() == text and text for text in words.values())


def test_every_word_is_used_and_every_used_word_exists() -> None:
    sources = [path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.html")]
    sources += [path.read_text(encoding="utf-8") for path in TEMPLATES.parent.rglob("*.py")]
    text = "\n".join(sources)
    known = set(languages()[DEFAULT_LANGUAGE].entries)

    named = set(re.findall(r"""(?:say|plain|get)\(\s*["']([a-z_]+\.[a-z_0-9]+)["'](?! ~)""", text))
    grown = set(re.findall(r"""["']([a-z_]+\.[a-z_]*)["'] ~""", text))
    assert named - known == set()
    unused = {key for key in known - named if not any(key.startswith(stem) for stem in grown)}
    assert unused - {"language.name", "sparql.yes", "sparql.no"} == set()


def test_values_are_escaped_and_isolated() -> None:
    said = languages()["ar"].say("sparql.rows", count="<3>")

    assert said == "عدد الصفوف: <bdi>&lt;3&gt;</bdi>"


def test_words_that_there_are_not_are_an_error() -> None:
    with pytest.raises(KeyError):
        languages()["en"].say("no.such")


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ar", "rtl"), ("ar-EG", "rtl"), ("fa", "rtl"), ("en", "ltr"), ("vi", "ltr"), ("", "auto"), (None, "auto")],
)
def test_a_language_has_its_direction(language: str | None, expected: str) -> None:
    assert direction(language) == expected
