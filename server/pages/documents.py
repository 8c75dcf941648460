"""A document as it is read: its text with the words of every claim and mention marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from graph.model import Span
from graph.views import ClaimView, DocumentView
from server.pages.marks import Mark, Reference, mark_text, span_id
from server.translation import request_words


@dataclass(frozen=True, slots=True)
class ReadClaim:
    """A claim with its number on the page, its own fragment and that of its words."""

    number: int
    claim: ClaimView
    anchor: str
    words_anchor: str


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """The marked text and the numbered claims."""

    text: Markup
    claims: tuple[ReadClaim, ...]


def reading(view: DocumentView) -> ReadDocument:
    """The text of a document with its claims, in the order of the text, linked both ways."""
    claims = tuple(_numbered(view))
    return ReadDocument(mark_text(view.text, [*_evidence(claims), *_mentions(view)]), claims)


def _numbered(view: DocumentView) -> Iterator[ReadClaim]:
    for number, claim in enumerate(view.claims, 1):
        anchor = f"claim-{claim.iri.rsplit('/', 1)[-1]}"
        yield ReadClaim(number, claim, anchor, span_id(Span(claim.start, claim.end)))


def _evidence(claims: tuple[ReadClaim, ...]) -> Iterator[Mark]:
    words = request_words()
    for read in claims:
        label = words.plain("document.reference").format(number=read.number)
        reference = Reference(read.anchor, read.number, label)
        yield Mark(Span(read.claim.start, read.claim.end), "evidence", (reference,))


def _mentions(view: DocumentView) -> Iterator[Mark]:
    return (Mark(Span(mention.start, mention.end), "mention") for mention in view.mentions)
