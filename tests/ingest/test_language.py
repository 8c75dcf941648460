"""The data files of a language: complete, and refused with their place where they are wrong."""

from __future__ import annotations

import re

import pytest

from graph.errors import LanguageDataError
from graph.model import ClaimType
from graph.records.contract import ACTIONS, BOUNDS, UNITS
from ingest.languages import load_language, read_languages
from ingest.languages.language import REQUIRED_CLASSES, Emit, read_language

LANGUAGES = read_languages()
# What an emission may ask of the context instead of a slot; `none` is a date that is not looked for.
CONTEXT = {
    "@treaty",
    "@event",
    "@about",
    "@speaker",
    "@quoter",
    "@here",
    "@act",
    "@document",
    "@same",
    "@body",
    "none",
    "@said",
    "@before",
    "@actor",
    "@counted",
    "@parties",
    "@clause",
    "@viewer",
    "@state",
    "@pronoun",
}


def test_arabic_english_french_and_vietnamese_are_read() -> None:
    assert set(LANGUAGES) >= {"ar", "en", "fr", "vi"}


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_has_every_class_that_rules_need(code: str) -> None:
    language = load_language(code)

    assert [name for name in REQUIRED_CLASSES if not language.classes[name].firsts] == []


def test_a_language_is_compiled_once() -> None:
    assert load_language("en") is load_language("en")


def test_a_language_that_is_not_there_is_said_with_the_file() -> None:
    with pytest.raises(LanguageDataError, match=r"^xx/lexicon.toml: the file is missing$"):
        read_language("xx")


def slots_of(emit: Emit) -> set[str]:
    """The slots that an emission cannot do without."""
    return {name for name in (emit.subject, emit.object, emit.date, emit.days, emit.evidence) if name is not None}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_emission_asks_for_slots_of_its_pattern(code: str) -> None:
    wrong = [
        (rule.id, name)
        for rule in load_language(code).rules
        for emit in rule.emits
        for name in sorted(slots_of(emit) - CONTEXT)
        if name not in rule.pattern.regex.groupindex and not re.fullmatch(r"[0-9]+", name)
    ]

    assert wrong == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_emission_speaks_the_contract(code: str) -> None:
    emits = [(rule.id, emit) for rule in load_language(code).rules for emit in rule.emits]

    assert [id for id, emit in emits if emit.action not in {None, *ACTIONS}] == []
    assert [id for id, emit in emits if emit.unit not in {None, *UNITS}] == []
    assert [id for id, emit in emits if emit.bound not in {None, *BOUNDS}] == []
    assert [id for id, emit in emits if emit.type is ClaimType.TALLY and emit.action is None] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_unit_slot_names_a_unit(code: str) -> None:
    groups = {name for rule in load_language(code).rules for name in rule.pattern.regex.groupindex}

    assert {name.removeprefix("unit_") for name in groups if name.startswith("unit_")} <= set(UNITS)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_prior_is_a_share(code: str) -> None:
    assert [rule.id for rule in load_language(code).rules if not 0 < rule.prior <= 1] == []
