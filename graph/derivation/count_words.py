"""Words of counts: what a number counts, as the words of its claim and those beside them tell."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from graph.counting import CountClaim
from graph.counting.model import RATIFICATION, SIGNATURE
from graph.derivation.sources import Claimed, tg
from graph.folding import fold
from graph.ntriples import value

_TEXT = tg("text")
# How far beside a number its region may stand, within the same clause.
_BESIDE = 24
# How far the name of what is counted may go on behind the words of a claim.
_ON = 40
# How far behind them a verb still is theirs.
_NEXT = 16
_CLAUSE = re.compile(r"[.;:!?\n。；：！？؛؟]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_SHORT = 3
_AFTER = re.compile(r"[.;:!?,\n。；：！？，、،؛؟]")


def unit_of(claim: Claimed, words: str, action: str) -> str | None:
    """What is counted, by the words of the claim and those that go on behind them: "72 states | members of the UN"."""
    text, (_, end) = text_of(claim), place_of(claim)
    going_on = f"{words} {fold(_CLAUSE.split(text[end : end + _ON])[0])}"
    if has(going_on, "both", within=len(words)) or _signing(words, action):
        return "signatory"
    return "member" if has(going_on, "member", within=len(words)) else concept(claim.says("unit"), "Unit")


def _signing(words: str, action: str) -> bool:
    """Whether parties are said to sign, who are all signatories, the European Union too."""
    return action == SIGNATURE and has(words, "parties")


def without_signing_parties(numbers: Sequence[CountClaim], places: Mapping[str, tuple[int, int]]) -> list[CountClaim]:
    """The numbers but those of "parties" that the same words of the same document say have signed, and no more."""
    signed: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for one in numbers:
        if one.action == SIGNATURE:
            signed.setdefault((one.document, one.value), []).append(places[one.iri])

    def is_said_to_sign(claim: CountClaim) -> bool:
        start, end = places[claim.iri]
        return any(first < end and start < last for first, last in signed.get((claim.document, claim.value), ()))

    return [one for one in numbers if one.action != RATIFICATION or one.unit != "party" or not is_said_to_sign(one)]


def signs_next(claim: Claimed) -> bool:
    """Whether the words right behind a claim say of those whom it counts that they sign: "72 parties | have signed"."""
    _, end = place_of(claim)
    return has(fold(_AFTER.split(text_of(claim)[end : end + _NEXT])[0]), "signing")


def place_of(claim: Claimed) -> tuple[int, int]:
    """The offsets of its words; of nothing where it has none: a store filled past the gate may hold such a claim."""
    try:
        return claim.place
    except ValueError:
        return 0, 0


def text_of(claim: Claimed) -> str:
    """The text of its document."""
    return value(next(iter(claim.source.nodes.get(claim.document, {}).get(_TEXT, ())), '""'))


def beside(claim: Claimed) -> str:
    """The few words before and after a claim within its clause."""
    start, end = place_of(claim)
    text = text_of(claim)
    before = _CLAUSE.split(text[max(0, start - _BESIDE) : start])[-1]
    return f"{before} {_AFTER.split(text[end : end + _BESIDE])[0]}"


def has(words: str, kind: str, within: int | None = None) -> bool:
    """Whether the words have a phrase of the kind; one that begins within so many letters, where that is given."""
    found = _phrases()[kind].search(words)
    return found is not None and (within is None or found.start() < within)


@cache
def _phrases() -> Mapping[str, re.Pattern[str]]:
    table = tomllib.loads(files("graph.derivation").joinpath("tallies.toml").read_text("utf-8"))
    return {kind: re.compile("|".join(map(_pattern, phrases))) for kind, phrases in table.items()}


def _pattern(phrase: str) -> str:
    """A phrase at the beginning of a word, or after the letters that Arabic attaches; Han has no words.

    Endings are free, but not those of a short last word: `châu Á` is no `châu Âu`.
    """
    folded = fold(phrase)
    if _HAN.search(folded):
        return re.escape(folded)
    end = r"(?!\w)" if len(folded.split()[-1]) < _SHORT else ""
    return rf"(?<!\w)[وفبكل]?{re.escape(folded)}{end}"


def concept(written: str | None, prefix: str) -> str | None:
    """The word of the record for a concept: `state` for tg:UnitState."""
    return None if written is None else written.removesuffix(">").rpartition("#")[2].removeprefix(prefix).lower()
