"""Conflicts: claims that cannot all hold, kept together with the cause of their difference and an explanation."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

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


def conflict(found: Finding, authority: Mapping[str, Node], base: str) -> Iterator[Triple]:
    """The conflict as triples."""
    node = thing_term(base, "conflict", found.key)
    yield node, TYPE, tg("Conflict")
    yield node, tg("conflictAbout"), found.about
    yield node, tg("cause"), tg(found.cause)
    for claim in (*found.between, *found.holds):
        yield node, tg("between"), claim.iri
        yield node, DERIVED, claim.iri
    for claim in found.holds:
        yield node, tg("resolution"), claim.iri
    for language, sentence in _sentences()[found.why].items():
        words = {name: _said(written, authority, language) for name, written in found.values.items()}
        words |= {"form": _tables()["forms"][found.values["form"]][language]} if found.values.get("form") else {}
        yield node, tg("explanation"), literal(sentence.format(**words), language)


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
    """A plain value as it is; an entity by its name in that language, else in English, else by its key."""
    if not written.startswith("<"):
        return written
    labels = sorted(authority.get(written, {}).get(LABEL, ()))
    for wanted in (language, "en", "mul"):
        named = _in(labels, wanted)
        if named:
            return value(named[0])
    return written.removesuffix(">").rpartition("/")[2]


def _in(labels: Sequence[str], language: str) -> list[str]:
    return [label for label in labels if label.endswith(f'"@{language}')]


def by_document(claims: Iterable[Claimed]) -> dict[str, list[Claimed]]:
    """The claims of each document, in its order of documents."""
    found: dict[str, list[Claimed]] = {}
    for claim in claims:
        found.setdefault(claim.document, []).append(claim)
    return dict(sorted(found.items()))
