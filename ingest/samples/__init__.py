"""The bundled samples, written for this project: articles and official records, which `treatygraph demo` ingests."""

from __future__ import annotations

from pathlib import Path

_SUFFIXES = {".txt", ".html", ".xml", ".csv", ".json"}
_RECORDS = "records"


def sample_paths() -> list[Path]:
    """All samples, by folder and name; the papers beside them are left out."""
    return sorted(path for path in Path(__file__).parent.rglob("*") if path.suffix in _SUFFIXES)


def sample_articles() -> list[Path]:
    """The articles alone, by language and name."""
    return [path for path in sample_paths() if path.parent.name != _RECORDS]
