"""What the front of ingest knows of each language: its look, its dates and its numbers.

Every word is in folded form, ready to be compared with `Text.folded`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from graph.errors import LanguageDataError
from ingest.text import clean_of, fold_for_matching

_FOLDER = Path(__file__).parent
FRONT_LANGUAGES = tuple(sorted(path.parent.name for path in _FOLDER.glob("*/meta.toml")))


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a date: a folded pattern with slots and what must stand around it.

    `after` and `not_after` are patterns for what stands directly before; `capital` wants a capital in the original;
    `skip` marks a date that is seen but not read (Hijri).
    """

    match: str
    after: str | None = None
    not_after: str | None = None
    capital: bool = False
    skip: bool = False


@dataclass(frozen=True, slots=True)
class DateWords:
    """The words of dates by what they mean: month and weekday (Monday is 1) by number, relative phrases by code."""

    months: Mapping[str, int]
    short_months: Mapping[str, int]
    weekdays: Mapping[str, int]
    days: Mapping[str, int]
    counts: Mapping[str, int]
    years: Mapping[str, int]
    modifiers: Mapping[str, tuple[str, ...]]
    until: tuple[str, ...]
    future: tuple[str, ...]
    past: tuple[str, ...]
    relative: Mapping[str, str]
    forms: tuple[Form, ...]
    slots: Mapping[str, str]
    blanks: bool


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The words of numbers by value, what joins them, hedges them, and what shows that a figure is no count."""

    cardinals: Mapping[str, int]
    multipliers: Mapping[str, int]
    ordinals: Mapping[str, int]
    about: Mapping[str, int]
    weak: frozenset[str]
    joins: tuple[str, ...]
    counted: tuple[str, ...]
    grouping: str
    ordinal_figures: tuple[str, ...]
    not_before: str
    labels: str
    bounds: Mapping[str, tuple[str, ...]]
    bounds_after: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Front:
    """One language as the front of ingest sees it."""

    code: str
    name: str
    script: str
    codepages: tuple[str, ...]
    prefixes: tuple[str, ...]
    function_words: frozenset[str]
    letters: frozenset[str]
    abbreviations: frozenset[str]
    fields: Mapping[str, tuple[str, ...]]
    marks: Mapping[str, tuple[str, ...]]
    dates: DateWords
    numbers: NumberWords


@dataclass(frozen=True, slots=True)
class Others:
    """Languages that are known only to be told apart: telling letters by script, function words by language."""

    letters: Mapping[str, Mapping[str, str]]
    words: Mapping[str, frozenset[str]]


@cache
def front(code: str) -> Front:
    """The front data of one of FRONT_LANGUAGES; LanguageDataError names a file that lacks a key."""
    if code not in FRONT_LANGUAGES:
        raise LanguageDataError(code, f"no such language, the languages are {', '.join(FRONT_LANGUAGES)}")
    meta = _load(f"{code}/meta.toml")
    try:
        return Front(
            code=code,
            name=meta["name"],
            script=meta["script"],
            codepages=tuple(meta["codepages"]),
            prefixes=_folded(meta.get("prefixes", [])),
            function_words=frozenset(_folded(meta["function_words"])),
            letters=frozenset(meta.get("letters", "")),
            abbreviations=frozenset(_folded(meta["abbreviations"])),
            fields={name: _folded(words) for name, words in meta["fields"].items()},
            marks={name: _folded(words) for name, words in meta["marks"].items()},
            dates=_dates(_load(f"{code}/dates.toml")),
            numbers=_numbers(_load(f"{code}/numbers.toml")),
        )
    except KeyError as error:
        raise LanguageDataError(f"languages/{code}", f"the key {error} is missing") from error


@cache
def fronts() -> tuple[Front, ...]:
    """All languages that are read, by code."""
    return tuple(front(code) for code in FRONT_LANGUAGES)


@cache
def others() -> Others:
    """The languages that are not read."""
    data = _load("others.toml")
    words = {code: frozenset(_folded(words)) for code, words in data["words"].items()}
    return Others(data["letters"], words)


def fold_words(text: str) -> str:
    """The folded form of a word or pattern of the data files."""
    return fold_for_matching(clean_of(text))


def whole_word(words: Iterable[str], prefixes: tuple[str, ...], blanks: bool = True) -> str:
    """A pattern for any of the words (themselves patterns) as a whole word, with attached prefixes where there are."""
    edge = rf"(?<!\w)(?:{'|'.join(prefixes)})?" if prefixes else r"(?<!\w)" if blanks else ""
    end = r"(?!\w)" if blanks else ""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(f"{edge}{word}{end}" if word[0].isalnum() else word for word in ordered) + ")"


def _load(path: str) -> dict[str, Any]:
    try:
        return tomllib.loads((_FOLDER / path).read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LanguageDataError(f"languages/{path}", str(error)) from error


def _folded(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(fold_words(word) for word in words)


def _values(table: Mapping[str, list[str]]) -> dict[str, int]:
    return {fold_words(word): int(value) for value, words in table.items() for word in words}


def _dates(data: Mapping[str, Any]) -> DateWords:
    slots = {"day": data.get("day"), "month": data.get("month"), "year": data.get("year")}
    suffix = data.get("day_suffix")
    context = data["context"]
    return DateWords(
        months=_values(data.get("months", {})),
        short_months=_values(data.get("short_months", {})),
        weekdays=_values(data["weekdays"]),
        days=_values(data.get("day_words", {})),
        counts=_values(data["counts"]),
        years=_values(data["years"]),
        modifiers={name: _folded(words) for name, words in data["words"].items()},
        until=_folded(context["until"]),
        future=_folded(context["future"]),
        past=_folded(context.get("past", ())),
        relative={fold_words(phrase): code for phrase, code in data["relative"].items()},
        # The forms in figures that all languages share are the longest, and are tried first.
        forms=tuple(_form(form) for form in [*_load("common.toml")["forms"], *data["forms"]]),
        slots={name: fold_words(text) for name, text in slots.items() if text} | {"suffix": suffix or ""},
        blanks=data.get("blanks", True),
    )


def _form(form: Mapping[str, Any]) -> Form:
    after, not_after = form.get("after"), form.get("not_after")
    return Form(
        match=fold_words(form["match"]),
        after=None if after is None else fold_words(after),
        not_after=None if not_after is None else fold_words(not_after),
        capital=form.get("capital", False),
        skip=form.get("skip", False),
    )


def _numbers(data: Mapping[str, Any]) -> NumberWords:
    return NumberWords(
        cardinals=_values(data["cardinals"]),
        multipliers=_values(data["multipliers"]),
        ordinals=_values(data["ordinals"]),
        about=_values(data.get("about", {})),
        weak=frozenset(_folded(data["weak"])),
        joins=_folded(data["joins"]),
        counted=_folded(data["counted"]),
        grouping=data["grouping"],
        ordinal_figures=_folded(data["ordinal_figures"]),
        not_before=fold_words(data["not_before"]),
        labels=fold_words(data["labels"]),
        bounds={bound: _folded(words) for bound, words in data["bounds"].items()},
        bounds_after={bound: _folded(words) for bound, words in data["bounds_after"].items()},
    )
