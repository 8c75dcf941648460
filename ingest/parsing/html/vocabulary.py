"""The words of page.toml, read once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What marks the page, and what marks the parts of the article."""

    tags: frozenset[str]
    roles: frozenset[str]
    parts: frozenset[str]
    names: re.Pattern[str]
    headers: frozenset[str]
    blocks: frozenset[str]
    body: frozenset[str]
    byline: frozenset[str]
    credit: frozenset[str]
    caption: frozenset[str]
    standfirst: frozenset[str]


def _read() -> Vocabulary:
    data = tomllib.loads(files(__package__ or __name__).joinpath("page.toml").read_text("utf-8"))
    noise, article = data["noise"], data["article"]
    names = re.compile(f"(?:{'|'.join(noise.pop('names'))})$", re.I)
    sets = {name: frozenset(words) for name, words in {**noise, **article}.items()}
    return Vocabulary(names=names, **sets)


WORDS = _read()
