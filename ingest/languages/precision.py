"""How often each rule was right on annotated texts: `xx/precision.toml`, written by `treatygraph calibrate`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from graph.errors import LanguageDataError
from ingest.languages import read_languages


@dataclass(frozen=True, slots=True)
class Trials:
    """How many claims of a rule were judged, and how many of them were right."""

    judged: int
    right: int


@cache
def measured() -> Mapping[str, Trials]:
    """The trials of every rule that was ever judged, in any language, by its id."""
    return {id: trials for code in read_languages() for id, trials in read_precision(code).items()}


def read_precision(code: str, languages: Traversable | None = None) -> dict[str, Trials]:
    """The trials of one language's rules in the order of its file, empty where there is none.

    `languages` is the folder that holds the language's. LanguageDataError names an entry that cannot be.
    """
    path = f"{code}/precision.toml"
    file = (languages or files("ingest.languages")).joinpath(path)
    if not file.is_file():
        return {}
    table = tomllib.loads(file.read_text("utf-8"))
    found = {}
    for id, row in table["rules"].items():
        found[id] = Trials(row["judged"], row["right"])
        if not 0 <= row["right"] <= row["judged"]:
            raise LanguageDataError(f"{path}, {id}", f"{row['right']} right of {row['judged']} judged; calibrate anew")
    return found
