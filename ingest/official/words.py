"""The words of official tables, read once from `words.toml` and folded."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from graph.folding import fold
from graph.model import SourceKind


@dataclass(frozen=True, slots=True)
class Family:
    """Who publishes a form: its name, what it is as a source, its hosts on the web, and its codes beside dates."""

    name: str
    publisher: str
    kind: SourceKind
    hosts: tuple[str, ...]
    codes: dict[str, str]


@cache
def family(name: str) -> Family:
    """One publisher's table."""
    table = _table()[name]
    return Family(name, table["publisher"], SourceKind(table["kind"]), tuple(table["hosts"]), table["codes"])


@cache
def heads() -> tuple[tuple[str, str], ...]:
    """Each folded head with the role of its column, longest first."""
    pairs = [(word, role) for role, words in _table()["heads"].items() for word in words]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def instruments() -> tuple[tuple[str, str], ...]:
    """Folded words and what they say that a party acted by, longest first."""
    return tuple(sorted(_table()["instruments"].items(), key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def words_of(section: str, name: str) -> frozenset[str]:
    """One list of words, folded."""
    return frozenset(fold(word) for word in _table()[section][name])


@cache
def counts() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    """What stands before a printed total with its number, the act that it counts and its unit."""
    rows = _table()["counts"]["patterns"]
    return tuple((re.compile(rf"\b{words}\s*:?\s*(\d{{1,4}})(?!\d)", re.I), act, unit) for words, act, unit in rows)


@cache
def bodies() -> tuple[tuple[str, str], ...]:
    """The bodies that adopt treaties, by name as notes write it, with their keys."""
    return tuple(_table()["bodies"].items())


@cache
def month_of(word: str) -> int | None:
    """The month that a word in English, French or Dutch means, shortened or not; None where it may be two."""
    start = fold(word).replace(" ", "")
    if len(start) < 3:
        return None
    found = {
        number
        for number, names in enumerate(_table()["months"].values(), 1)
        if any(name.startswith(start) for name in names)
    }
    return found.pop() if len(found) == 1 else None


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__ or __name__).joinpath("words.toml").read_text("utf-8"))
