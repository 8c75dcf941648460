"""The data files of the matcher: letters, sounds, costs, particles, family names and the readings of Han characters.

Tab-separated; `#` and a blank, or `#` alone, starts a comment line, the first other line names the columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one table as column to text; ValueError names a line with too many or too few cells."""
    columns: list[str] | None = None
    for number, line in enumerate(files(__name__).joinpath(name).read_text("utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if columns is None:
            columns = cells
        elif len(cells) != len(columns):
            raise ValueError(f"{name}, line {number}: {len(cells)} cells where {len(columns)} columns stand")
        else:
            yield dict(zip(columns, cells, strict=True))
