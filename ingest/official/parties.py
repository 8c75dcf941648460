"""Participants by the name that a table prints: exact names of the authority tables and `names.tsv`, no guess."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.folding import fold
from graph.model import EntityType, Span
from ingest.official.words import words_of
from ontology.authority import Known, load_authority

# What stands behind a name and is none of it: marks of footnotes, raised or not.
_MARKS = " ,;*†‡§⁰¹²³⁴⁵⁶⁷⁸⁹"
# Figures that a page did not raise are marks only where a known name is left without them.
_FIGURES = re.compile(r"\s*[\[(]?\d+(?:\s*,\s*\d+)*[\])]?$")
_BRACKETS = re.compile(r"(.+?)\s*\((.+)\)")
# No state or body has a longer one; what is longer is not taken apart.
_LONGEST_NAME = 200
_REGISTERS = frozenset({"official", "press", "formal", "acronym", "ambiguous", "short"})
_OUTLETS = frozenset({"outlet", "agency"})
_ARTICLES = ("the ", "la ", "le ", "les ", "l ", "de ", "het ")


@dataclass(frozen=True, slots=True)
class Party:
    """Who a row is about; `key` is None where no table knows the name."""

    name: str
    label: str
    type: EntityType
    key: str | None = None
    iso3: str | None = None


def name_span(cell: str) -> Span:
    """Where the name stands in a cell, without the marks of footnotes behind it."""
    name = cell.rstrip(_MARKS) or cell
    if len(name) > _LONGEST_NAME:
        return Span(0, len(name))
    bare = _FIGURES.sub("", name)
    return Span(0, len(bare if bare and _key(name) is None and _key(bare) is not None else name))


def party_of(name: str) -> Party:
    """The participant of that name; one that no table knows is provisional, and a state unless its name says else."""
    key = _key(name)
    if key is None:
        words = set(fold(name).split())
        type = EntityType.ORGANIZATION if words & words_of("organizations", "words") else EntityType.STATE
        return Party(name, name, type)
    known = load_authority().entities[key]
    return Party(name, known.label, EntityType(known.type), key, known.attributes.get("iso3"))


@cache
def place_of(name: str) -> Known | None:
    """The known place of that name."""
    wanted = fold(name)
    places = load_authority().of_type("place")
    return next((known for known in places if any(fold(own.text) == wanted for own in known.names)), None)


@cache
def _key(name: str) -> str | None:
    for form in _forms(name):
        keys = _index().get(_without_article(fold(form)), frozenset())
        if len(keys) == 1:
            return next(iter(keys))
    return _abbreviated(name)


def _forms(name: str) -> list[str]:
    """The name, and with what stands behind a comma or in brackets put before it (`Korea, Republic of`)."""
    forms = [name]
    if len(name) > _LONGEST_NAME:
        return forms
    if found := _BRACKETS.fullmatch(name):
        forms.append(f"{found[2]} {found[1]}")
    first, comma, last = name.partition(",")
    if comma:
        forms.append(f"{last} {first}")
    return forms


def _abbreviated(name: str) -> str | None:
    """Where a name and its abbreviation both stand (`EU (Europese Unie)`), the one that both of them name."""
    found = _BRACKETS.fullmatch(name) if len(name) <= _LONGEST_NAME else None
    if found is None or not any(part.isupper() and len(part) < 7 for part in found.groups()):
        return None
    keys = [_index().get(_without_article(fold(part)), frozenset()) for part in found.groups()]
    both = keys[0] & keys[1] or (keys[0] | keys[1] if not (keys[0] and keys[1]) else frozenset())
    return next(iter(both)) if len(both) == 1 else None


def _without_article(folded: str) -> str:
    for article in _ARTICLES:
        if folded.startswith(article):
            return folded.removeprefix(article)
    return folded


@cache
def _index() -> dict[str, frozenset[str]]:
    """Every name of a state or a body, folded, with the keys that bear it."""
    index: dict[str, set[str]] = {}
    for type in ("state", "organization"):
        for known in load_authority().of_type(type):
            if known.attributes.get("kind") not in _OUTLETS:
                for name in known.names:
                    if name.register in _REGISTERS and name.language in {"en", "fr", "mul", "es"}:
                        index.setdefault(_without_article(fold(name.text)), set()).add(known.key)
    for key, text in _own_names():
        index.setdefault(_without_article(fold(text)), set()).add(key)
    return {form: frozenset(keys) for form, keys in index.items()}


def _own_names() -> list[tuple[str, str]]:
    text = files(__package__ or __name__).joinpath("names.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return [(key, name) for key, _, name in rows[1:]]
