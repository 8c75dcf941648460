"""The tables of a page as rows of cells, each cell in the column and the rows that it covers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lxml.html import HtmlElement

from ingest.official.printed import text_of

_LONGEST_SPAN = 40


@dataclass(frozen=True, slots=True)
class Table:
    """A table's rows of cells; `id` is the element's own."""

    id: str
    rows: tuple[tuple[str, ...], ...]
    # For each row whether it is one cell alone, as rows are that name a group.
    single: tuple[bool, ...]


def table_of(element: HtmlElement) -> Table:
    """A table, with its own rows alone."""
    rows, single = [], []
    hanging: dict[int, _Hanging] = {}
    for row in element.iter("tr"):
        if next(row.iterancestors("table"), None) is not element:
            continue
        cells = [cell for cell in row if cell.tag in {"td", "th"}]
        if cells:
            rows.append(tuple(_laid(cells, hanging)))
            single.append(len(cells) == 1)
    return Table(element.get("id") or "", tuple(rows), tuple(single))


class _Hanging(NamedTuple):
    """A cell that reaches down into further rows."""

    rows: int
    text: str


def _laid(cells: Iterable[HtmlElement], hanging: dict[int, _Hanging]) -> Iterator[str]:
    """The cells of a row, each in its column, with those that reach down from rows above."""
    column = 0
    for cell in cells:
        while column in hanging:
            yield _again(column, hanging)
            column += 1
        for text in _spread(cell):
            yield text
            if (tall := _span(cell, "rowspan")) > 1:
                hanging[column] = _Hanging(tall - 1, text)
            column += 1
    while column in hanging:
        yield _again(column, hanging)
        column += 1


def _again(column: int, hanging: dict[int, _Hanging]) -> str:
    rows, text = hanging.pop(column)
    if rows > 1:
        hanging[column] = _Hanging(rows - 1, text)
    return text


def _spread(cell: HtmlElement) -> list[str]:
    """A cell, and an empty one for each further column that it covers."""
    return [text_of(cell), *[""] * (_span(cell, "colspan") - 1)]


def _span(cell: HtmlElement, name: str) -> int:
    said = str(cell.get(name) or "1").strip()
    return max(1, min(int(said), _LONGEST_SPAN)) if said.isascii() and said.isdigit() else 1
