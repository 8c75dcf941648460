"""Names in their case forms: one key for all of them, by the endings that a language lists.

The key is no name: endings are taken off as long as one fits, so that `Гуцан`, `Гуцана` and `Гуцаном` give the same.
In a language without such endings the key is the folded name.
"""

from __future__ import annotations

from functools import lru_cache

from graph.folding import fold

# Fewer letters tell no name from another.
_SHORTEST = 3


@lru_cache(maxsize=65536)
def name_key(name: str, endings: tuple[str, ...]) -> str:
    """What all case forms of a name share; `endings` are folded and the longest stand first."""
    return " ".join(_stem(word, endings) for word in fold(name).split())


def _stem(word: str, endings: tuple[str, ...]) -> str:
    while True:
        ending = next((e for e in endings if word.endswith(e) and len(word) - len(e) >= _SHORTEST), None)
        if ending is None:
            return word
        word = word[: -len(ending)]
