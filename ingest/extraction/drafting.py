"""Sentences with the mentions that tables, dates and numbers give them, and how later stages add to these."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from graph.folding import fold
from graph.model import Document, Span
from ingest.authority import find_known
from ingest.dates import Anchor, date_spans, find_dates
from ingest.extraction.drafts import Draft
from ingest.languages import load_language, read_languages
from ingest.languages.language import Language
from ingest.mentions.line import build_line
from ingest.mentions.outlets import find_dateline, find_domains, find_publisher
from ingest.mentions.unspaced import without_accidents
from ingest.model import Block, BlockKind, Found, Sentence
from ingest.numbers import find_numbers
from ingest.segment import split_sentences
from ingest.text import Text
from ontology.authority import load_authority

# Where a page speaks of itself: the outlet's own name is looked for there, and not in what it tells.
_PAPERS = frozenset({BlockKind.HEADER, BlockKind.CREDIT})


def draft_sentences(text: Text, blocks: tuple[Block, ...], main: str, document: Document) -> list[Draft]:
    """The sentences of all blocks in order; a block of a language that is not read is read as `main`."""
    drafts = []
    anchor = Anchor(document.published, document.published_basis)
    for number, block in enumerate(blocks):
        inside = text.inward(block.span)
        for span in split_sentences(text, inside, block.language):
            code = block.language if block.language in read_languages() else main
            language = load_language(code)
            named = without_accidents(find_known(text, span, code), text, span, language.names)
            own = (find_publisher if _may_name_itself(block, language, document) else find_dateline)(
                text, span, document.publisher
            )
            named = _without_indefinite(named, text, language)
            named = _of_its_state(_in_place(named, block.kind, language))
            known = _fill(own, _with_acronyms(text, named), find_domains(text, span))
            dates = _dates(text, span, code, anchor)
            numbers = [Found(n.span, "N", number=n) for n in find_numbers(text, span, code)]
            founds = _fill(known, dates, numbers)
            line = build_line(text, span, founds)
            drafts.append(Draft(Sentence(span, number, code), block.kind, founds, line))
    return drafts


def _may_name_itself(block: Block, language: Language, document: Document) -> bool:
    """Whether the outlet's own name is looked for everywhere in a block: where the page speaks of itself, and in prose
    where capitals set a name of several words apart from other words."""
    return block.kind in _PAPERS or (language.names.case and " " in (document.publisher or "").strip())


def _without_indefinite(founds: list[Found], text: Text, language: Language) -> list[Found]:
    """The known names without treaties whose full name only describes: written small behind a word of the class
    `indefinite` (`a landmark convention on cybercrime` is no name of the Budapest Convention)."""
    pattern = language.class_patterns.get("indefinite")
    if pattern is None:
        return founds
    kept = []
    for found in founds:
        before = text.folded[max(0, found.span.start - 20) : found.span.start].rpartition(" ")[0].rpartition(" ")[2]
        written = found.span.of(text.folded)
        small = found.kind == "T" and text.clean[found.span.start].islower() and written == fold(found.label or "")
        if not (small and pattern.regex.fullmatch(f"{before} ")):
            kept.append(found)
    return kept


def _dates(text: Text, span: Span, code: str, anchor: Anchor) -> list[Found]:
    """The dates of a sentence; one that cannot be resolved (`Saturday`, of a document without a day) is a date all the
    same, without a value."""
    dates = {date.span: date for date in find_dates(text, span, code, anchor)}
    return [Found(at, "D", date=dates.get(at)) for at in date_spans(text, span, code)]


def _in_place(founds: list[Found], kind: BlockKind, language: Language) -> list[Found]:
    """The known names without bodies whose names are common words where no capital tells them from these: such an
    outlet counts only where the page speaks of itself."""
    if language.names.case or kind in _PAPERS:
        return founds
    return [found for found in founds if found.kind != "O" or found.register != "ambiguous"]


def _of_its_state(founds: list[Found]) -> list[Found]:
    """The known names without bodies of a state beside the adjective of another one: the Libyan authority of that name
    is not the Egyptian."""
    behind = {found.span.start - 1: found for found in founds if found.kind == "A"}
    before = {found.span.end + 1: found for found in founds if found.kind == "A"}
    return [f for f in founds if not _is_anothers(f, behind.get(f.span.end) or before.get(f.span.start))]


def _is_anothers(found: Found, adjective: Found | None) -> bool:
    if found.kind != "O" or adjective is None or found.key is None:
        return False
    state = load_authority().entities[found.key].attributes.get("state")
    return bool(state) and adjective.key != f"state/{state}"


def _with_acronyms(text: Text, founds: list[Found]) -> list[Found]:
    """The mentions, with `Name (ACRONYM)` of one body as one mention; an acronym of another script stays by itself."""
    joined: list[Found] = []
    for found in founds:
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.key == found.key
            and before.kind in "OUS"
            and text.clean[before.span.end : found.span.start] in {" (", "("}
            and text.clean[found.span.end : found.span.end + 1] == ")"
            and _runs_left(text.clean[before.span.start]) == _runs_left(text.clean[found.span.start])
        ):
            joined[-1] = before._replace(span=Span(before.span.start, found.span.end + 1))
        else:
            joined.append(found)
    return joined


def _runs_left(char: str) -> bool:
    return unicodedata.bidirectional(char) in {"R", "AL"}


def _fill(*layers: list[Found]) -> list[Found]:
    """The mentions of the layers in order; what overlaps an earlier layer is left out."""
    taken: list[Found] = []
    for layer in layers:
        taken += [f for f in layer if not any(_overlap(f.span, other.span) for other in taken)]
    return sorted(taken, key=lambda f: f.span)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def add_mentions(drafts: list[Draft], text: Text, find: Callable[[Draft, Language], list[Found]]) -> None:
    """Let a stage find further mentions in every sentence; they cover the mentions inside them."""
    for draft in drafts:
        language = load_language(draft.sentence.language)
        new = find(draft, language)
        if new:
            kept = [f for f in draft.founds if not any(_overlap(f.span, n.span) for n in new)]
            draft.founds = sorted([*kept, *new], key=lambda f: f.span)
            draft.line = draft.line.covered(text, new)
