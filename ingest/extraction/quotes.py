"""Quotations that run over several sentences: whoever is named at one of them has said the others too.

Attribution may stand in the last sentence of a quotation (`"A. B," said X.`), in its first (`X said: "A. B."`), or in
the sentence before it (`"A," X said. "B. C."`). Each sentence is a statement of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import ClaimType, Span
from ingest.extraction.drafts import ClaimDraft, Context, Draft
from ingest.extraction.flow import about
from ingest.extraction.rules import trimmed
from ingest.model import BlockKind

_CONFIDENCE = 0.8
_SPOKEN = frozenset({ClaimType.STATES, ClaimType.COMMITS, ClaimType.CALLS_FOR})
_CLOSING = {"“": "”", "«": "»", '"': '"', "「": "」", "„": "“"}
# Fewer characters are a word in quotation marks and no statement.
_SHORTEST = 15


@dataclass(frozen=True, slots=True)
class _Part:
    """The part of a quotation that lies in one sentence, with the index of its sentence."""

    sentence: int
    span: Span


def carried_quotes(drafts: Sequence[Draft], claims: Sequence[ClaimDraft], context: Context) -> list[ClaimDraft]:
    """The statements of quotations of several sentences that no rule has read for want of a speaker beside them."""
    spoken = [claim for claim in claims if claim.type in _SPOKEN]
    made: list[ClaimDraft] = []
    for parts in _long_quotations(drafts, context.text.clean):
        speaker = _speaker(parts, drafts, [*spoken, *made], context)
        if speaker is not None:
            made += [
                _statement(part, speaker, drafts, context)
                for part in parts
                if part.span.end - part.span.start >= _SHORTEST and not _read_in(part.span, spoken)
            ]
    return made


def _long_quotations(drafts: Sequence[Draft], clean: str) -> list[list[_Part]]:
    """The quotations of body text that hold the end of a sentence, each as its parts."""
    found: list[list[_Part]] = []
    parts: list[_Part] = []
    opening = ""
    block = -1
    for index, draft in enumerate(drafts):
        span = draft.sentence.span
        if draft.sentence.block != block or draft.kind is not BlockKind.BODY:
            block, opening, parts = draft.sentence.block, "", []
        start = span.start
        for at in range(span.start, span.end):
            char = clean[at]
            if opening and char == _CLOSING[opening]:
                found += _finished([*parts, _Part(index, Span(start, at))])
                opening, parts = "", []
            elif not opening and char in _CLOSING and not _is_apostrophe(clean, at):
                opening, start = char, at + 1
        if opening and draft.kind is BlockKind.BODY:
            parts.append(_Part(index, Span(start, span.end)))
            if index + 1 == len(drafts) or drafts[index + 1].sentence.block != block:
                found += _finished(parts)
    return found


def _is_apostrophe(clean: str, at: int) -> bool:
    """Whether a straight mark stands behind a figure, as for inches."""
    return clean[at] == '"' and at > 0 and clean[at - 1].isdigit()


def _finished(parts: list[_Part]) -> list[list[_Part]]:
    return [parts] if len(parts) > 1 else []


def _speaker(parts: list[_Part], drafts: Sequence[Draft], claims: Sequence[ClaimDraft], context: Context) -> str | None:
    """Who is read to say a part of the quotation, the last part first; else who was quoted in the sentence before."""
    for part in reversed(parts):
        for claim in claims:
            if _shared(claim.evidence, part.span) * 2 > min(_length(claim.evidence), _length(part.span)):
                return claim.subject
    first = parts[0].sentence
    near = [drafts[index].sentence.span for index in (first, first - 1) if index >= 0]
    same = [span for span in near if _block_of(span, drafts) == drafts[first].sentence.block]
    before = [claim for claim in claims if claim.quoted and any(_shared(claim.evidence, span) for span in same)]
    if before:
        return max(before, key=lambda claim: claim.evidence).subject
    return _introduced(first - 1, drafts, context) if first > 0 else None


def _introduced(index: int, drafts: Sequence[Draft], context: Context) -> str | None:
    """Who is said to speak by a sentence that ends before the words (`signing for Croatia, NAME said:`), by the
    language's pattern `introduces`, also where the quotation is a paragraph of its own."""
    pattern = context.language.patterns.get("introduces")
    for hit in drafts[index].line.hits(pattern) if pattern is not None else ():
        for found in hit.found("who") or hit.found("whom"):
            return context.linker.refer(found, drafts[index].place(index))
    return None


def _block_of(span: Span, drafts: Sequence[Draft]) -> int:
    return next(draft.sentence.block for draft in drafts if draft.sentence.span == span)


def _read_in(span: Span, claims: Sequence[ClaimDraft]) -> bool:
    """Whether a statement was read in most of the stretch."""
    return any(_shared(claim.evidence, span) * 2 > _length(span) for claim in claims)


def _statement(part: _Part, speaker: str, drafts: Sequence[Draft], context: Context) -> ClaimDraft:
    draft = drafts[part.sentence]
    span = trimmed(context.text.clean, part.span) or part.span
    claim = ClaimDraft(ClaimType.STATES, speaker, span, confidence=_CONFIDENCE, quoted=True)
    return claim._replace(object=about(draft, span, context), rule=f"{context.language.code}.flow.quotation")


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _length(span: Span) -> int:
    return span.end - span.start
