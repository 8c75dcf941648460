"""The interface's words by language, and the language and direction of each answer.

A language is one file, `translations/xx.toml`: tables of words, addressed as `table.word`. Adding a file adds
a language; a test holds every file to the same words and the same gaps.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import request
from markupsafe import Markup, escape

DEFAULT_LANGUAGE = "en"
_FOLDER = Path(__file__).parent / "translations"
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"})


@dataclass(frozen=True, slots=True)
class Words:
    """All words of the interface in one language."""

    language: str
    name: str
    entries: Mapping[str, str]

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`."""
        return direction(self.language)

    def say(self, key: str, **values: object) -> Markup:
        """The words for a key, each value in its gap; values are escaped and isolated in direction.

        KeyError where the language has no such words: a page with a hole is a fault, not a page.
        """
        isolated = {name: Markup("<bdi>{}</bdi>").format(value) for name, value in values.items()}
        return Markup(escape(self.entries[key])).format(**isolated)

    def plain(self, key: str) -> str:
        """The words for a key as plain text, for titles and attributes."""
        return self.entries[key]

    def get(self, key: str) -> str | None:
        """The words for a key that may be missing, or None."""
        return self.entries.get(key)


def direction(language: str | None) -> str:
    """The direction of a language tag; `auto` where no language is known."""
    if not language:
        return "auto"
    primary = language.lower().partition("-")[0]
    return "rtl" if primary in _RIGHT_TO_LEFT else "ltr"


@cache
def languages() -> Mapping[str, Words]:
    """Every language of the interface by its code, the default one first."""
    codes = sorted(path.stem for path in _FOLDER.glob("*.toml"))
    codes.sort(key=lambda code: code != DEFAULT_LANGUAGE)
    return {code: _read(code) for code in codes}


def request_words() -> Words:
    """The words for this request: by `?lang=`, else by Accept-Language, else the default."""
    known = languages()
    # A browser that asks for vi-VN before en is served in vi (RFC 4647 3.4).
    wished = [tag.lower().partition("-")[0] for tag, quality in request.accept_languages if quality > 0]
    return next((known[code] for code in [request.args.get("lang", ""), *wished] if code in known), _default())


def _default() -> Words:
    return languages()[DEFAULT_LANGUAGE]


def _read(code: str) -> Words:
    tables = tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    entries = {f"{table}.{key}": text for table, words in tables.items() for key, text in words.items()}
    return Words(code, entries["language.name"], entries)
