"""Answers as a table for eyes: columns aligned by how wide a terminal shows them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

Row = Sequence[str]


def aligned(head: Row, rows: Sequence[Row]) -> str:
    """The rows below their names, two blanks between columns, line breaks within values as blanks."""
    shown = [[" ".join(cell.split()) for cell in row] for row in [head, *rows]]
    widths = [max(width(row[column]) for row in shown) for column in range(len(head))]
    lines = [_line(row, widths) for row in shown]
    return "".join(f"{line}\n" for line in [lines[0], "  ".join("-" * size for size in widths), *lines[1:]])


def width(text: str) -> int:
    """How many cells of a terminal a text takes: two for wide signs, none for marks and format characters."""
    return sum(_cells(char) for char in text)


def _line(row: Row, widths: Sequence[int]) -> str:
    cells = (cell + " " * (size - width(cell)) for cell, size in zip(row, widths, strict=True))
    return "  ".join(cells).rstrip()


def _cells(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1
