"""Tables of a page, a file of cells or XML as the rows of a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.folding import fold
from ingest.official.columns import columns_of, is_table_of_parties
from ingest.official.model import Grid, Row
from ingest.official.rows import read_rows
from ingest.official.tables import Table
from ingest.official.words import Family

_ACTS = frozenset({"signature", "consent", "force", "deposit"})
# A head stands near the top; below it are rows of parties.
_TOP = 8


def grids_in(tables: Iterable[Table], family: Family) -> list[Grid]:
    """The status tables of a page, and those beside them that tell more of the parties."""
    found = [grid for table in tables if (grid := _grid(table, family)) is not None]
    whole = any(is_table_of_parties(columns_of(grid.heads, family)) for grid in found)
    return found if whole else []


def grid_of(lines: Sequence[Sequence[str]], family: Family) -> Grid | None:
    """The status table in lines of cells, from the first line whose cells are its heads."""
    at = heads_at(lines, family)
    if at is None:
        return None
    heads = tuple(lines[at])
    return Grid(heads, tuple(tuple(row) for row in lines[at + 1 :] if any(row) and tuple(row) != heads))


def heads_at(lines: Sequence[Sequence[str]], family: Family) -> int | None:
    """Which line of cells has the heads of a status table; above it stands what is told of the whole."""
    return next((n for n, line in enumerate(lines[:_TOP]) if is_table_of_parties(columns_of(line, family))), None)


def table_rows(grids: Sequence[Grid], family: Family) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """All rows of several tables, each behind the line of its heads, and what could not be read."""
    rows: list[Row] = []
    problems: list[str] = []
    for number, grid in enumerate(grids, 1):
        table = f"table {number}, " if len(grids) > 1 else ""
        read, wrong = read_rows(grid, family, table)
        rows += [Row(grid.heads), *read]
        if not grid.rows:
            problems.append(f"{table}no participant stands below the heads")
        problems += wrong
    return tuple(rows), tuple(problems)


def _grid(table: Table, family: Family) -> Grid | None:
    at = next((n for n, row in enumerate(table.rows[:_TOP]) if _are_heads(row, family)), None)
    if at is None:
        return None
    heads = table.rows[at]
    folded = [fold(head) for head in heads]
    rows = [
        row
        for number, row in enumerate(table.rows[at + 1 :], at + 1)
        if not table.single[number] and [fold(cell) for cell in row] != folded and any(row)
    ]
    return Grid(heads, tuple(rows))


def _are_heads(row: Sequence[str], family: Family) -> bool:
    roles = [column.role for column in columns_of(row, family)]
    read = [role for role in roles if role is not None]
    named = "party" in read or "territory" in read
    return named and len(read) > 1 and len(set(read)) > 1
