"""Query results as people read them: rows of cells with words, links, language and direction."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from graph.identifiers import split_thing
from server.translation import direction

MAX_ROWS = 1000


@dataclass(frozen=True, slots=True)
class Cell:
    """One value; `thing` is the type and key of one of ours, `link` an address elsewhere."""

    text: str
    thing: tuple[str, str] | None = None
    link: str | None = None
    language: str | None = None

    @property
    def direction(self) -> str:
        """The direction of the words; left to the reader's browser where no language is known."""
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class Table:
    """The first rows of a SELECT, and how many there are in all."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    total: int


def read_results(body: bytes, base: str) -> Table | bool:
    """A table, or the truth of an ASK, from SPARQL 1.1 Query Results JSON."""
    document = json.loads(body)
    if "boolean" in document:
        return bool(document["boolean"])
    variables = tuple(document["head"]["vars"])
    bindings = document["results"]["bindings"]
    rows = tuple(tuple(_cell(row.get(name), base) for name in variables) for row in bindings[:MAX_ROWS])
    return Table(variables, rows, len(bindings))


def _cell(term: Mapping[str, str] | None, base: str) -> Cell | None:
    if term is None:
        return None
    value = term["value"]
    if term["type"] != "uri":
        return Cell(value, language=term.get("xml:lang"))
    thing = split_thing(base, value)
    if thing is not None:
        return Cell("/".join(thing), thing=thing)
    # Any scheme is a valid IRI; only these two are safe and useful behind a click.
    return Cell(value, link=value if value.startswith(("http://", "https://")) else None)
