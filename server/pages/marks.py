"""A text with its evidence marked: the marks nest where spans nest, and are cut where spans cross.

The text itself is never touched: the text content of what `mark_text` gives is the text, character by
character. References from a mark to its claims are therefore empty links, whose number the style sheet shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from graph.model import Span


@dataclass(frozen=True, slots=True)
class Reference:
    """A link from marked words to what is read in them; `label` is its name for those who do not see it."""

    target: str
    number: int
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch to mark; `kind` becomes its class. `anchor` is its id, which only its first piece bears."""

    span: Span
    kind: str
    references: tuple[Reference, ...] = ()
    anchor: str | None = None

    @property
    def order(self) -> tuple[int, int]:
        """Outer before inner, in reading order."""
        return self.span.start, -self.span.end


def span_id(span: Span) -> str:
    """The fragment by which a page's span is linked to."""
    return f"span-{span.start}-{span.end}"


def mark_text(text: str, marks: Iterable[Mark]) -> Markup:
    """The text as HTML with one or more `<mark>` elements for each mark, the first with `span_id` as its id.

    Marks of one span become one.

    A span that does not lie within the text is left out: it marks nothing.
    """
    inside = (mark for mark in marks if 0 <= mark.span.start < mark.span.end <= len(text))
    return Markup("").join(_pieces(text, Span(0, len(text)), _merged(inside)))


def _merged(marks: Iterable[Mark]) -> list[Mark]:
    merged: dict[Span, Mark] = {}
    for mark in marks:
        known = merged.get(mark.span)
        named = replace(mark, anchor=span_id(mark.span))
        merged[mark.span] = named if known is None else _joined(known, named)
    return sorted(merged.values(), key=lambda mark: mark.order)


def _joined(one: Mark, other: Mark) -> Mark:
    kinds = sorted({*one.kind.split(), *other.kind.split()})
    return replace(one, kind=" ".join(kinds), references=one.references + other.references)


def _pieces(text: str, within: Span, marks: Sequence[Mark]) -> Iterator[Markup]:
    position, waiting = within.start, list(marks)
    while waiting:
        outer = waiting.pop(0)
        yield _escaped(text[position : outer.span.start])
        inner = [mark for mark in waiting if mark.span.start < outer.span.end]
        crossing = [mark for mark in inner if mark.span.end > outer.span.end]
        yield _element(text, outer, [_head(mark, outer.span.end) for mark in inner])
        # What a crossing span has left goes on after the mark, as a mark of its own without the anchor.
        rest = [_tail(mark, outer.span.end) for mark in crossing]
        waiting = sorted([*rest, *waiting[len(inner) :]], key=lambda mark: mark.order)
        position = outer.span.end
    yield _escaped(text[position : within.end])


def _head(mark: Mark, end: int) -> Mark:
    if mark.span.end <= end:
        return mark
    return replace(mark, span=Span(mark.span.start, end), references=())


def _tail(mark: Mark, start: int) -> Mark:
    return replace(mark, span=Span(start, mark.span.end), anchor=None)


def _element(text: str, mark: Mark, inner: Sequence[Mark]) -> Markup:
    anchor = Markup(' id="{}"').format(mark.anchor) if mark.anchor else Markup("")
    body = Markup("").join(_pieces(text, mark.span, inner))
    references = Markup("").join(_reference(reference) for reference in mark.references)
    return Markup('<mark{} class="{}">{}{}</mark>').format(anchor, mark.kind, body, references)


def _reference(reference: Reference) -> Markup:
    return Markup('<a class="ref" href="#{}" data-number="{}" aria-label="{}"></a>').format(
        reference.target, reference.number, reference.label
    )


def _escaped(text: str) -> Markup:
    # A bare carriage return would reach the reader as a line feed (HTML 13.2.3.5).
    return Markup(str(escape(text)).replace("\r", "&#13;"))
