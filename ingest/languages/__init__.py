"""The languages that are read, as data: one folder each."""

from __future__ import annotations

import gc
from functools import cache
from importlib.resources import files

from ingest.languages.language import Language, read_language


@cache
def read_languages() -> tuple[str, ...]:
    """The codes of the languages whose rules are there, sorted."""
    folder = files(__name__)
    return tuple(
        sorted(entry.name for entry in folder.iterdir() if entry.is_dir() and (entry / "patterns.toml").is_file())
    )


@cache
def load_language(code: str) -> Language:
    """The language of that code, read and compiled once; LanguageDataError where its files are wrong."""
    language = read_language(code)
    # What is read once lives as long as the process: the collector of cycles need not walk through it again for
    # every few articles, which took a fifth of the time.
    gc.collect()
    gc.freeze()
    return language
