"""When two names, posts or stretches count as the same: spelling and edges on which careful people differ."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from graph.folding import fold
from graph.model import Span

# The least share of common words by which a post or an occasion is the same in other words.
ALIKE = 0.5
# The least share of a mention that must be common for the two to overlap.
_OVERLAP = 0.5
_EDGES = tomllib.loads(files(__package__).joinpath("edges.toml").read_text("utf-8"))
_DETERMINERS, _EMPTY = frozenset(_EDGES["determiners"]), frozenset(_EDGES["empty"])
_FIRST_WORD = re.compile(r"([^\W\d_]+)[\s'’ʼ]+")


@lru_cache(maxsize=16384)
def folded(name: str) -> str:
    """The comparing form of a name, without the article that English may put before it."""
    return fold(name).removeprefix("the ")


def words(name: str) -> frozenset[str]:
    """The words of a name that tell it from others."""
    return frozenset(folded(name).split()) - _EMPTY


def alike(said: str, wanted: Iterable[str]) -> bool:
    """Whether what is said has half its words in common with one of the wanted wordings, or holds one whole."""
    mine = words(said)
    for wording in wanted:
        theirs = words(wording)
        if mine and theirs and (theirs <= mine or len(mine & theirs) >= ALIKE * len(mine | theirs)):
            return True
    return False


def shared(one: Span, other: Span) -> int:
    """How many characters two stretches have in common."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def closeness(one: Span, other: Span) -> float:
    """The share of common characters in all characters of the two (Jaccard)."""
    common = shared(one, other)
    return common / (one.end - one.start + other.end - other.start - common) if common else 0.0


def overlap(one: Span, other: Span) -> float:
    """The closeness of two mentions that share at least half of the shorter; 0 of any others."""
    shorter = min(one.end - one.start, other.end - other.start)
    return closeness(one, other) if shared(one, other) >= _OVERLAP * shorter else 0.0


def same_stretch(text: str, one: Span, other: Span) -> bool:
    """Whether two mentions differ at most by marks, determiners or an attached Arabic letter at their edges."""
    if one == other:
        return True
    one, other = inner(text, one), inner(text, other)
    before = text[min(one.start, other.start) : max(one.start, other.start)]
    return one.end == other.end and len(before) <= 2 and all(char in _EDGES["attached"] for char in before)


def inner(text: str, span: Span) -> Span:
    """The span without marks and blanks at its edges and without determiners at its start."""
    start, end = span.start, span.end
    while start < end and unicodedata.category(text[start])[0] not in "LN":
        start += 1
    while end > start and unicodedata.category(text[end - 1])[0] not in "LNM":
        end -= 1
    first = _FIRST_WORD.match(text, start, end)
    if first is not None and first.end() < end and _is_determiner(first[1]):
        return inner(text, Span(first.end(), end))
    if text[start : start + 1] in _EDGES["joined"] and end - start > 1:
        return inner(text, Span(start + 1, end))
    return Span(start, end)


def _is_determiner(word: str) -> bool:
    """Whether a word is a determiner and no abbreviation that is spelled like one (`UN`, French `un`)."""
    return folded(word) in _DETERMINERS and not (len(word) > 1 and word.isupper())
