"""From the letters of a word to its sounds, by the table of its script: a word may be heard in several ways."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from graph.likeness.tables import rows

# Of all the ways to hear a word, the likeliest few: each costs time with every comparison.
_MOST_WAYS = 6


class _Table(NamedTuple):
    sounds: dict[str, tuple[str, ...]]
    longest: int


@lru_cache(maxsize=65536)
def spell(word: str, table: str) -> tuple[str, ...]:
    """The ways to hear a word by one table, the likeliest first; letters that the table lacks are silent."""
    letters = _letters(table)
    parts: list[tuple[str, ...]] = []
    marked = f"^{word}$"
    at = 1
    while at < len(marked) - 1:
        taken, ways = _longest(marked, at, letters)
        parts.append(ways)
        at += taken
    return _heard(parts)


def _longest(marked: str, at: int, letters: _Table) -> tuple[int, tuple[str, ...]]:
    """How many letters the longest entry at `at` takes, and its sounds; an anchored entry beats a free one."""
    for length in range(min(letters.longest, len(marked) - 1 - at), 0, -1):
        chunk = marked[at : at + length]
        opens, closes = at == 1, at + length == len(marked) - 1
        for key in (f"^{chunk}" if opens else "", f"{chunk}$" if closes else "", chunk):
            if key in letters.sounds:
                return length, letters.sounds[key]
    return 1, _plain(marked[at], letters)


def _plain(letter: str, letters: _Table) -> tuple[str, ...]:
    """The sound of a letter without its marks."""
    base = unicodedata.normalize("NFD", letter)[0]
    return letters.sounds.get(base, ("",))


def _heard(parts: list[tuple[str, ...]]) -> tuple[str, ...]:
    ways = 1
    for at, part in enumerate(parts):
        kept = part[: max(1, _MOST_WAYS // ways)]
        parts[at] = kept
        ways *= len(kept)
    found = ("".join(_squeezed(choice)) for choice in product(*parts))
    return tuple(dict.fromkeys(found))


def _squeezed(sounds: tuple[str, ...]) -> str:
    """The sounds of all parts as one, no sound twice running."""
    joined = "".join(sounds)
    return "".join(s for at, s in enumerate(joined) if at == 0 or joined[at - 1] != s)


@cache
def _letters(table: str) -> _Table:
    sounds: dict[str, tuple[str, ...]] = {}
    for row in rows(f"{table}.tsv"):
        sounds[row["letters"]] = tuple(row["sounds"].split(" "))
    return _Table(sounds, max(len(key.strip("^$")) for key in sounds))
