"""Conflicts: claims that cannot all hold, kept together with the cause of their difference and an explanation."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from rdflib import XSD

from graph.derivation.sources import DERIVED, LABEL, TYPE, Claimed, Node, Triple, tg, thing_term
from graph.ntriples import literal, value

LANGUAGES = ("en", "ar", "vi")


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found between claims; terms as in lines.

    `key` is the last part of the conflict's IRI. `why` names the sentence of explanations.toml that explains it, and
    `values` are what stands in its places: a term that is an entity is said by its name. `holds` are the claims that
    show what is so, where that is known.
    """

    key: str
    about: str
    cause: str
    between: tuple[Claimed, ...]
    why: str
    values: Mapping[str, str] = field(default_factory=dict)
    holds: tuple[Claimed, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A conflict as it is written; `words` explain it by language, terms as in lines.

    `differs_by` are the parties that one side counts and the other does not, `recounted` the number that holds.
    """

    key: str
    about: str
    cause: str
    between: tuple[str, ...]
    words: Mapping[str, str]
    holds: tuple[str, ...] = ()
    differs_by: tuple[str, ...] = ()
    recounted: int | None = None


def conflict(found: Finding, authority: Mapping[str, Node], base: str) -> Iterator[Triple]:
    """The conflict that was found between claims, as triples."""
    holds = tuple(claim.iri for claim in found.holds)
    between = (*(claim.iri for claim in found.between), *holds)
    words = {language: _sentence(found, authority, language) for language in LANGUAGES}
    yield from written(Conflict(found.key, found.about, found.cause, between, words, holds), base)


def written(found: Conflict, base: str) -> Iterator[Triple]:
    """A conflict as triples."""
    node = thing_term(base, "conflict", found.key)
    yield node, TYPE, tg("Conflict")
    yield node, tg("conflictAbout"), found.about
    yield node, tg("cause"), tg(found.cause)
    for claim in found.between:
        yield node, tg("between"), claim
        yield node, DERIVED, claim
    for claim in found.holds:
        yield node, tg("resolution"), claim
    for party in found.differs_by:
        yield node, tg("differsBy"), party
    if found.recounted is not None:
        yield node, tg("recounted"), literal(str(found.recounted), datatype=str(XSD.integer))
    for language, sentence in found.words.items():
        yield node, tg("explanation"), literal(sentence, language)


def _sentence(found: Finding, authority: Mapping[str, Node], language: str) -> str:
    words = {place: _said(filled, authority, language) for place, filled in found.values.items()}
    words |= {"form": _tables()["forms"][found.values["form"]][language]} if found.values.get("form") else {}
    return _sentences()[found.why][language].format(**words)


def key_of(about: str, base: str, last: str) -> str:
    """The key of a conflict about a thing: its own path, and what the conflict is about."""
    return f"{about.removeprefix(f'<{base}id/').removesuffix('>')}/{last}"


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads(files("graph.derivation").joinpath("explanations.toml").read_text("utf-8"))


@cache
def _sentences() -> Mapping[str, Mapping[str, str]]:
    found = ((name, table) for name, table in _tables().items() if name != "forms")
    return {name: {language: table[language] for language in LANGUAGES} for name, table in found}


def _said(written: str, authority: Mapping[str, Node], language: str) -> str:
    """A plain value as it is; an entity by its name, or else by its key."""
    if not written.startswith("<"):
        return written
    return name_of(written, authority, language) or written.removesuffix(">").rpartition("/")[2]


def name_of(entity: str, authority: Mapping[str, Node], language: str) -> str | None:
    """The name of a known entity in a language, else in English, else in all languages; None where it has none."""
    labels = sorted(authority.get(entity, {}).get(LABEL, ()))
    found = (value(label) for wanted in (language, "en", "mul") for label in labels if label.endswith(f'"@{wanted}'))
    return next(found, None)


def by_document(claims: Iterable[Claimed]) -> dict[str, list[Claimed]]:
    """The claims of each document, in its order of documents."""
    found: dict[str, list[Claimed]] = {}
    for claim in claims:
        found.setdefault(claim.document, []).append(claim)
    return dict(sorted(found.items()))
