"""Wording: what became of a number, in a sentence of each language."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from graph.counting.model import Reconciliation

LANGUAGES = ("en", "ar", "vi")
# More names than these make no sentence; the conflict itself has them all.
_MANY = 6


def _label(party: str, language: str, label: str) -> str:
    return label


def sentence(found: Reconciliation, language: str, name: Callable[[str, str, str], str] = _label) -> str:
    """The explanation in one of the languages; `name` gives the name of a party by key, language and English name."""
    parties = [name(act.party, language, act.label) for act in found.differs_by]
    values = {**found.values, "parties": joined(parties, language)}
    return said(found.why, language, values, found.notes)


def said(why: str, language: str, values: Mapping[str, str], notes: Sequence[str] = ()) -> str:
    """The sentence `why` with its places filled, and the notes after it. What is counted is said in words."""
    words = _words()[language]
    plain = {place: _limits(values[place], words) for place in ("number", "then") if place in values}
    filled = {
        **values,
        **plain,
        **{place: words["counted"][values[place]] for place in ("counted", "other") if place in values},
    }
    sentences = (str(words["why"][part]) for part in (why, *notes))
    return " ".join(one.format(**filled) for one in sentences)


def _limits(number: str, words: Mapping[str, Any]) -> str:
    """A number of which the least is known alone, in words: signs of comparison read badly from right to left."""
    least = number.removeprefix("≥ ")
    return number if least == number else str(words["least"]).format(number=least)


def joined(names: Sequence[str], language: str) -> str:
    """Names as a list in a sentence; many of them are counted after the first."""
    words = _words()[language]
    shown = list(names[:_MANY])
    if len(names) > _MANY:
        return str(words["more"]).format(names=words["comma"].join(shown), number=len(names) - _MANY)
    if len(shown) < 2:
        return "".join(shown)
    return f"{words['comma'].join(shown[:-1])}{words['and']}{shown[-1]}"


@cache
def _words() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(files("graph.counting").joinpath("wording.toml").read_text("utf-8"))
