"""Dates in running text, in every language of the front, with the document's own date as anchor."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import DateBasis, Span
from ingest.dates.grammar import Shape, grammar
from ingest.dates.resolve import Parts, Resolved, resolve
from ingest.languages.front import FRONT_LANGUAGES
from ingest.model import FoundDate
from ingest.text import Text

__all__ = ["Anchor", "Parts", "Resolved", "date_spans", "find_dates", "resolve"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """The document's date, `YYYY-MM-DD`, and where it comes from; both None where it is not known."""

    date: str | None = None
    basis: DateBasis | None = None

    @property
    def day(self) -> datetime.date | None:
        """The date as a day; None where there is none, or it is coarser than a day."""
        try:
            return None if self.date is None else datetime.date.fromisoformat(self.date)
        except ValueError:
            return None

    @property
    def inferred(self) -> DateBasis:
        """The basis of what is inferred with its help: never stated, since the text does not state it."""
        if self.basis is None or self.basis is DateBasis.STATED:
            return DateBasis.INFERRED_FROM_TEXT
        return self.basis


def find_dates(text: Text, sentence: Span, language: str, anchor: Anchor) -> list[FoundDate]:
    """The dates of a sentence, in order; spans are clean offsets, the longest reading of each place.

    A date without year, a weekday or "yesterday" takes its year or day from the anchor and says so in its basis;
    without an anchor it is left out.
    """
    found: list[FoundDate] = []
    same: int | None = None
    for shape in _shapes(text, sentence, language):
        resolved = _resolve(shape, text, sentence, language, anchor, same)
        if resolved is not None:
            basis = anchor.inferred if resolved.inferred else DateBasis.STATED
            found.append(FoundDate(Span(shape.start, shape.end), resolved.value, basis))
            same = int(resolved.value[:4])
    return found


def date_spans(text: Text, sentence: Span, language: str) -> list[Span]:
    """Where a sentence writes dates, whether or not they can be resolved; no number begins inside them."""
    return [Span(shape.start, shape.end) for shape in _shapes(text, sentence, language)]


def _shapes(text: Text, sentence: Span, language: str) -> Sequence[Shape]:
    """The shapes of one sentence; dates and numbers both ask for them."""
    if language not in FRONT_LANGUAGES:
        return ()
    known = text.scanned(_no_shapes, (_no_shapes, language))
    if sentence not in known:
        known[sentence] = list(grammar(language).shapes(text, *sentence))
    return known[sentence]


def _no_shapes(_: str) -> dict[Span, list[Shape]]:
    return {}


def _resolve(
    shape: Shape, text: Text, sentence: Span, language: str, anchor: Anchor, same: int | None
) -> Resolved | None:
    if shape.parts is None:
        return None
    bare = shape.parts.month is None and shape.parts.relative in {None, "e0"} and shape.parts.year is None
    forward = bare and grammar(language).points_forward(text.folded, sentence.start, shape.start)
    return resolve(shape.parts, anchor.day, forward, same)
