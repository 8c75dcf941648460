"""Which treaty a record is about: by its number at the depositary or in another register, or by its exact title."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from graph.folding import fold
from ontology.authority import load_authority

_TITLES = frozenset({"official", "press", "popular"})
_REFERENCE = re.compile(r"\b(?:C?ETS|STCE|STE)\s*(?:No?\.?|n°|nr\.?)?\s*:?\s*(\d{1,3})\b", re.IGNORECASE)
_PATHS = (
    re.compile(r"treaty/(\d{1,3})(?!\d)", re.IGNORECASE),
    re.compile(r"(?:treatynum|NumSte|numste|CETS|ETS|NT)=0*(\d{1,3})(?!\d)", re.IGNORECASE),
    re.compile(r"(?:Treaty|Trait[ée])\s+(?:No\.?\s*)?(\d{1,3})(?!\d)", re.IGNORECASE),
)
_IN_NAME = re.compile(r"(?<!\d)0{0,2}(\d{3})(?!\d)")


def treaty_of(number: str | None, title: str | None) -> str | None:
    """The key of a known treaty, or None; the number decides before the title."""
    return (_by_number().get(fold(number)) if number else None) or (_by_title().get(fold(title)) if title else None)


def registered(register: str, number: str) -> str | None:
    """The key of the treaty that another register lists under a number."""
    return _registered().get((register, number))


def council_number(text: str) -> str | None:
    """The number that a text of the Council of Europe gives (`ETS No.185`, `treaty/185`), without its series."""
    found = _REFERENCE.search(text)
    if found is None:
        found = next((hit for path in _PATHS if (hit := path.search(text))), None)
    return None if found is None else str(int(found[1]))


def council_reference(number: str) -> str:
    """The number with its series: ETS up to 193, and CETS from 194 on (Council of Europe Treaty Series, 2004)."""
    return f"{'ETS' if int(number) < 194 else 'CETS'} {number}"


def number_in_name(location: str) -> str | None:
    """The three digits that the name of a file or address holds by themselves (`chart-185.csv`)."""
    numbers = {str(int(number)) for number in _IN_NAME.findall(location.partition("#")[0].rpartition("/")[2])}
    return numbers.pop() if len(numbers) == 1 else None


@cache
def _by_number() -> dict[str, str]:
    known = load_authority().of_type("treaty")
    return {fold(treaty.attributes["number"]): treaty.key for treaty in known if "number" in treaty.attributes}


@cache
def _by_title() -> dict[str, str]:
    """The treaties by title; what two of them are called names neither."""
    found: dict[str, set[str]] = {}
    for treaty in load_authority().of_type("treaty"):
        for name in treaty.names:
            if name.register in _TITLES:
                found.setdefault(fold(name.text), set()).add(treaty.key)
    return {title: next(iter(keys)) for title, keys in found.items() if len(keys) == 1}


@cache
def _registered() -> dict[tuple[str, str], str]:
    text = files(__package__ or __name__).joinpath("treaties.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {(register, number): treaty for register, number, treaty, _ in rows[1:]}
