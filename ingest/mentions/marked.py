"""Names of people that a plug-in has marked, where the rules have found nothing: they are linked like any other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from graph.model import Span
from ingest.model import Found
from ingest.text import Text


def marked_names(sentence: Span, founds: Sequence[Found], text: Text, marked: Sequence[Span]) -> list[Found]:
    """The marked names of a sentence that are whole names and touch no mention; `marked` are clean spans in order."""
    inside = marked[bisect_left(marked, sentence) : bisect_left(marked, Span(sentence.end, sentence.end))]
    return [
        Found(span, "P", label=" ".join(text.clean[span.start : span.end].split()))
        for span in inside
        if span.end <= sentence.end and _is_full(text, span) and not any(_touch(span, f.span) for f in founds)
    ]


def inward(spans: Iterable[Span], text: Text) -> list[Span]:
    """Spans of the original text as clean spans, in order and without overlap: of two that overlap the first counts."""
    found: list[Span] = []
    for span in sorted(text.inward(span) for span in spans):
        if span.start < span.end and (not found or found[-1].end <= span.start):
            found.append(span)
    return found


def _is_full(text: Text, span: Span) -> bool:
    """Whether the span is a name of several words, or of several characters where no blanks stand between words."""
    words = text.clean[span.start : span.end].split()
    return len(words) > 1 or "\u3400" <= text.clean[span.start] <= "\u9fff"


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
