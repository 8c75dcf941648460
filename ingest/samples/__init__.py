"""The bundled sample articles, written for this project: what `treatygraph demo` ingests."""

from __future__ import annotations

from pathlib import Path

_SUFFIXES = {".txt", ".html"}


def sample_paths() -> list[Path]:
    """The sample articles, by language and name; the papers beside them are left out."""
    return sorted(path for path in Path(__file__).parent.rglob("*") if path.suffix in _SUFFIXES)
