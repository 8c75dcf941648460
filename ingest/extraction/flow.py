"""Statements that go on without naming the speaker: an enumeration announced by someone and counted off after."""

from __future__ import annotations

from collections.abc import Sequence

from graph.model import ClaimType, Span
from ingest.extraction.confidence import confidence
from ingest.extraction.drafts import ClaimDraft, Context, Draft
from ingest.extraction.rules import trimmed
from ingest.languages import load_language
from ingest.model import BlockKind

# That the speaker is carried along is in it: no doubt is added.
_PRIOR = 0.75
# How many sentences may stand between one that is counted off and the next.
_REACH = 4


class Flow:
    """Whose enumeration is running, if any; fed with the sentences of a document in order."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self.speaker: str | None = None
        self.announced = False
        self.ordinals = [_ordinal_end(draft) for draft in drafts]

    def read(self, index: int, draft: Draft, claims: list[ClaimDraft], context: Context) -> list[ClaimDraft]:
        """The statement that a sentence without a speaker makes inside an enumeration."""
        if draft.kind is not BlockKind.BODY:
            return []
        spoken = [c for c in claims if c.type in {ClaimType.STATES, ClaimType.CALLS_FOR, ClaimType.COMMITS}]
        counted = self.ordinals[index]
        if counted is None and (spoken or self._announces(draft, context)):
            self.speaker = spoken[-1].subject if spoken else context.speaker
            self.announced = self._announces(draft, context)
            return []
        if counted is not None and self.speaker is None:
            return []
        if counted is None and not (self.announced and self._goes_on(index, draft, context)):
            self.speaker = None
            return []
        if self.speaker is None or spoken:
            return []
        self.announced = True
        return self._statement(draft, counted, context)

    def _announces(self, draft: Draft, context: Context) -> bool:
        pattern = context.language.patterns.get("announces")
        return pattern is not None and any(True for _ in draft.line.hits(pattern))

    def _goes_on(self, index: int, draft: Draft, context: Context) -> bool:
        """Whether a sentence that is not counted off still belongs: before the next one that is, or behind words
        that say so (`at the same time`)."""
        lead = context.language.class_patterns.get("lead_in")
        follows = any(end is not None for end in self.ordinals[index + 1 : index + 1 + _REACH])
        return follows or (lead is not None and lead.regex.match(draft.line.string) is not None)

    def _statement(self, draft: Draft, start: int | None, context: Context) -> list[ClaimDraft]:
        lead = context.language.class_patterns.get("lead_in")
        position = start or 0
        while lead is not None:
            match = lead.regex.match(draft.line.string, position)
            if match is None or match.end() == position:
                break
            position = match.end()
        if position >= len(draft.line.string) or self.speaker is None:
            return []
        stretch = draft.line.stretch(position, len(draft.line.string))
        span = trimmed(context.text.clean, Span(stretch.start, draft.sentence.span.end))
        if span is None or span.end - span.start < 12:
            return []
        rule = f"{context.language.code}.flow.enumeration"
        return [
            ClaimDraft(
                ClaimType.STATES,
                self.speaker,
                span,
                object=about(draft, span, context),
                confidence=confidence(rule, _PRIOR, (), context),
                rule=rule,
            )
        ]


def _ordinal_end(draft: Draft) -> int | None:
    """Where the words after a counting word at the sentence's start begin; None where there is none."""
    line = draft.line
    pattern = load_language(draft.sentence.language).class_patterns.get("ordinal_start")
    match = pattern.regex.match(line.string) if pattern is not None else None
    if match is not None:
        return match.end()
    number = line.founds[0].number if line.founds and line.founds[0] is not None else None
    counts = number is not None and number.ordinal and not load_language(draft.sentence.language).names.endings
    if counts and line.string[line.starts[0] + 2 :].startswith(", "):
        return line.starts[0] + 4
    return None


def about(draft: Draft, span: Span, context: Context) -> str | None:
    """What a stretch of a sentence is about: its first treaty, else occasion, else state; else the main treaty."""
    for kinds in ("T", "E", "S"):
        for found in draft.line.all_founds():
            if found.kind in kinds and found.span.start >= span.start:
                ref = context.linker.refer(found, draft.place(0))
                if ref is not None:
                    return ref
    return context.linker.treaties.main
