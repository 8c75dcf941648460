"""Many phrases as one regular expression: a tree of what they share, so that each character is looked at once.

Of the phrases that match at one place the longest is tried first, as a list ordered by length would do; a phrase with
a star comes after those that go on with letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_STAR = "*"
_Tree = dict[str, "_Tree"]
_END = ""


def one_of(phrases: Iterable[str]) -> str:
    """A group that matches each of the phrases, in which `*` stands for any characters of a word."""
    tree: _Tree = {}
    for phrase in phrases:
        at = tree
        for char in phrase:
            at = at.setdefault(char, {})
        at[_END] = {}
    return f"(?:{_source(tree)})"


def _source(tree: _Tree) -> str:
    """The alternatives of a tree; one way alone goes on without a group."""
    ways = [
        ("[^ ]*" if char == _STAR else re.escape(char)) + _tail(tree[char]) if char != _END else ""
        for char in sorted(tree, key=_rank)
    ]
    return "|".join(ways)


def _tail(tree: _Tree) -> str:
    source = _source(tree)
    return source if len(tree) == 1 else f"(?:{source})"


def _rank(char: str) -> tuple[bool, bool, str]:
    """Letters first, then a star, then the end: the longest comes first."""
    return char == _END, char == _STAR, char
