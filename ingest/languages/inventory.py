"""What the folder of a language and the authority tables hold for it, counted, however incomplete they are."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ontology.authority import load_authority

FILES = ("meta", "dates", "numbers", "lexicon", "titles", "names", "events", "patterns")
# The kinds of known entity that need a name of their own in each language, most wanted first.
NAMED = ("state", "treaty", "event", "organization", "place", "person")
MULTILINGUAL = "mul"
_MONTHS = 12
_SHAPE_FLAGS = ("case", "order", "longest", "blanks", "after_verbs")
_SHAPE_LISTS = (
    "particles",
    "honorifics",
    "pronouns",
    "stops",
    "not_first",
    "syllables",
    "given",
    "families",
    "endings",
)


@dataclass(frozen=True, slots=True)
class Inventory:
    """One language, counted.

    `files` are those that are there and can be read, `broken` what is wrong with the others. `rules` counts by type of
    claim, `standings` by the modality that rules fix themselves, `events` by type of occasion. `named` is, by kind of
    known entity, how many have a name in the language, `nameless` the keys of those that have none.
    """

    code: str
    files: tuple[str, ...]
    broken: tuple[str, ...]
    classes: Mapping[str, int]
    patterns: tuple[str, ...]
    rules: Mapping[str, int]
    standings: Mapping[str, int]
    unshown: tuple[str, ...]
    judged: int
    events: Mapping[str, int]
    heads: int
    portfolios: int
    title_shapes: int
    name_shape: Mapping[str, str | int | bool]
    months: int
    weekdays: int
    number_words: int
    function_words: int
    named: Mapping[str, int]
    nameless: Mapping[str, tuple[str, ...]]


def take_inventory(code: str, languages: Path) -> Inventory:
    """What stands in the folder of the language below the folder `languages`; never fails on what is missing."""
    folder = languages / code
    tables, broken = _read(folder)
    rules: list[dict[str, Any]] = tables["patterns"].get("rule", [])
    claims = [claim for rule in rules for claim in rule.get("claims", [])]
    dates, titles, names = tables["dates"], tables["titles"], tables["names"]
    nameless = {kind: _nameless(code, kind) for kind in NAMED}
    return Inventory(
        code=code,
        files=tuple(name for name in FILES if (folder / f"{name}.toml").is_file()),
        broken=tuple(broken),
        classes={name: len(phrases) for name, phrases in sorted(tables["lexicon"].get("classes", {}).items())},
        patterns=tuple(sorted(tables["lexicon"].get("patterns", {}))),
        rules=_counted(claim.get("type") for claim in claims),
        standings=_counted(claim.get("modality", "by its words") for claim in claims),
        unshown=tuple(str(rule.get("id")) for rule in rules if not rule.get("yes")),
        judged=len(_load(folder / "precision.toml").get("rules", {})),
        events=_counted(noun.get("type") for noun in tables["events"].get("event", [])),
        heads=len(titles.get("heads", {})),
        portfolios=len(titles.get("portfolios", {})),
        title_shapes=len(titles.get("shape", [])),
        name_shape=_name_shape(names),
        months=_MONTHS if _months_in_figures(dates) else len(dates.get("months", {})),
        weekdays=len(dates.get("weekdays", {})),
        number_words=sum(
            len(words)
            for part in ("cardinals", "multipliers", "ordinals")
            for words in tables["numbers"].get(part, {}).values()
        ),
        function_words=len(tables["meta"].get("function_words", [])),
        named={kind: len(load_authority().of_type(kind)) - len(keys) for kind, keys in nameless.items()},
        nameless=nameless,
    )


def _read(folder: Path) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """The tables of the files by name, empty where one is missing, and what is wrong with those that are broken."""
    tables: dict[str, dict[str, Any]] = {}
    broken = []
    for name in FILES:
        try:
            tables[name] = _load(folder / f"{name}.toml")
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            tables[name] = {}
            broken.append(f"{name}.toml: {error}")
    return tables, broken


def _load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


def _counted(names: Iterable[Any]) -> dict[str, int]:
    return dict(sorted(Counter(str(name) for name in names).items()))


def _months_in_figures(dates: Mapping[str, Any]) -> bool:
    """Whether the language writes months by their number, so that a few names or none are enough."""
    return any("{mm}" in form.get("match", "") for form in dates.get("forms", []))


def _name_shape(names: Mapping[str, Any]) -> dict[str, str | int | bool]:
    flags = {name: names[name] for name in _SHAPE_FLAGS if name in names}
    return flags | {name: len(names[name]) for name in _SHAPE_LISTS if names.get(name)}


def _nameless(code: str, kind: str) -> tuple[str, ...]:
    """The keys of known entities without a name in the language or one for any language."""
    languages = {code, MULTILINGUAL}
    return tuple(
        known.key.partition("/")[2]
        for known in load_authority().of_type(kind)
        if not any(name.language in languages for name in known.names)
    )
