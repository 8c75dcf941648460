"""Ministries that no table knows, by their portfolio and state (`ministère azerbaïdjanais des Affaires étrangères`)."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.languages.language import Language
from ingest.mentions.line import Hit, Line
from ingest.model import Found
from ontology.authority import load_authority


def find_ministries(line: Line, language: Language) -> list[Found]:
    """The ministries of a line that name their state, by the patterns `ministry` and `ministry_of` of the language."""
    patterns = [language.patterns[name] for name in ("ministry", "ministry_of") if name in language.patterns]
    return [ministry for pattern in patterns for hit in line.hits(pattern) for ministry in _ministry(hit, language)]


def _ministry(hit: Hit, language: Language) -> Iterator[Found]:
    portfolio = language.portfolios.get(tuple(hit.words("portfolio")))
    state = next(iter(hit.found("state")), None)
    if portfolio is not None and state is not None and state.key is not None:
        label = f"Ministry of {portfolio} of {load_authority().entities[state.key].label}"
        yield Found(hit.span, "O", label=label)
