"""From a parsed text to the Reading of one document: mentions, entities and claims, stage by stage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Protocol

from graph.model import Document, Reading, Span
from ingest.authority import find_known
from ingest.detect import detect_blocks, document_language
from ingest.extraction.assembly import assemble
from ingest.extraction.credits import credit_claims
from ingest.extraction.drafting import add_mentions, draft_sentences
from ingest.extraction.drafts import ClaimDraft, Context, Draft
from ingest.extraction.flow import Flow
from ingest.extraction.marking import flatten, mark_mentions
from ingest.extraction.quotes import carried_quotes
from ingest.extraction.recall import find_people_again, learn_by_surname
from ingest.extraction.rules import run_rules
from ingest.extraction.whole import concerns_claims, said_once
from ingest.languages import load_language, read_languages
from ingest.languages.language import Language
from ingest.languages.precision import Trials, measured
from ingest.linking import Linker, sexes_in
from ingest.mentions.agencies import find_agencies
from ingest.mentions.bodies import abbreviations, find_bodies, find_bodies_again
from ingest.mentions.marked import inward, marked_names
from ingest.mentions.ministries import find_ministries
from ingest.mentions.names import find_names, names_in_brackets
from ingest.mentions.nouns import find_anaphors, find_events, find_pointed_bodies, find_sides
from ingest.mentions.titles import find_titles
from ingest.model import Block, BlockKind, Parsed, Title
from ingest.namesakes import titles_beside
from ingest.subject import home_state, main_treaty, sure_treaties, tells_of_subject
from ingest.text import Text


class NameFinder(Protocol):
    """Something beside the rules that marks the names of people, in spans of the original text."""

    def people(self, text: str) -> Sequence[Span]:
        """The spans of personal names."""
        ...


def read_document(
    parsed: Parsed, trials: Mapping[str, Trials] | None = None, finders: Sequence[NameFinder] = ()
) -> Reading:
    """All that one document says; a text of no language that is read gives a Reading with the document alone.

    `trials` stand for the measured ones of the rules, from which confidence comes; calibration gives none.
    `finders` mark further names of people, which count where the rules find nothing.
    """
    code = document_language(parsed)
    blocks = detect_blocks(parsed, code)
    document = _document(parsed, code)
    if code not in read_languages():
        return Reading(document)
    marked = [span for finder in finders for span in finder.people(document.text)]
    return _read(document, blocks, measured() if trials is None else trials, marked)[0]


def fired_rules(sentence: str, code: str) -> frozenset[str]:
    """The rules that make a claim of a text of one block; for the examples that stand beside the rules."""
    document = Document(sentence, code)
    block = Block(Span(0, len(sentence)), BlockKind.BODY, code)
    return frozenset(_read(document, (block,), {})[1].fired)


def _read(
    document: Document, blocks: tuple[Block, ...], trials: Mapping[str, Trials], marked: Sequence[Span] = ()
) -> tuple[Reading, Context]:
    """Every stage on one document."""
    code = document.language
    text = Text.of(document.text)
    language = load_language(code)
    drafts = draft_sentences(text, blocks, code, document)
    add_mentions(drafts, text, lambda d, lang: find_agencies(d.line, text, lang))
    add_mentions(drafts, text, lambda d, lang: find_ministries(d.line, lang))
    add_mentions(drafts, text, lambda d, lang: find_bodies(d.line, text, lang))
    shorts = abbreviations([found for draft in drafts for found in draft.founds], text)
    add_mentions(drafts, text, lambda d, lang: find_bodies_again(d.line, text, shorts) if shorts else [])
    add_mentions(drafts, text, lambda d, lang: find_pointed_bodies(d.line, lang))
    add_mentions(drafts, text, lambda d, lang: find_titles(d.line, lang))
    add_mentions(drafts, text, lambda d, lang: find_names(d.line, text, lang))
    names = inward(marked, text)
    add_mentions(drafts, text, lambda d, _: marked_names(d.sentence.span, d.founds, text, names) if names else [])
    linker = _linker(drafts, language, document)
    linker.people.sexes = sexes_in(text, language)
    for draft in drafts:
        learn_by_surname(draft, text, load_language(draft.sentence.language), linker)
    add_mentions(drafts, text, lambda d, lang: find_people_again(d, text, lang, linker))
    add_mentions(drafts, text, lambda d, lang: find_sides(d.line, lang))
    add_mentions(drafts, text, lambda d, lang: find_events(d.line, lang))
    add_mentions(drafts, text, lambda d, lang: find_anaphors(d.line, lang))
    context = Context(text, language, linker, document.published, document.published_basis, trials=trials)
    context.home = home_state(found for draft in drafts for found in flatten(draft.founds))
    claims = _claims(drafts, context)
    return assemble(document, text, drafts, claims, context), context


def _document(parsed: Parsed, language: str) -> Document:
    meta = parsed.metadata
    return Document(
        text=parsed.text,
        language=language,
        title=meta.title,
        url=meta.url,
        publisher=_outlet(meta.publisher, language),
        published=meta.published,
        published_basis=meta.published_basis,
        media_type=parsed.media_type,
    )


def _outlet(publisher: str | None, language: str) -> str | None:
    """The publisher, unless a place stands in its stead: then the line (`Hà Nội, 25/10/2025`) is a date line."""
    if publisher is None:
        return None
    text = Text.of(publisher)
    whole = Span(0, len(text.clean))
    known = find_known(text, whole, language if language in read_languages() else "en")
    return None if any(found.span == whole and found.kind in "SCL" for found in known) else publisher


def _linker(drafts: list[Draft], language: Language, document: Document) -> Linker:
    founds = [found for draft in drafts for found in flatten(draft.founds)]
    linker = Linker(language, document.published, main_treaty(founds), sure_treaties(founds), home_state(founds))
    titles: dict[str | None, list[Title]] = defaultdict(list)
    for found, title in (beside for draft in drafts for beside in titles_beside(draft.line)):
        titles[found.label].append(title)
    # Those whom a table knows come first: a new name may be another spelling of theirs.
    for found in sorted((f for f in founds if f.kind == "P"), key=lambda f: f.key is None):
        linker.names.learn(found, titles[found.label])
    for draft in drafts:
        for found, other in names_in_brackets(draft.line):
            linker.names.learn_other(found, other)
    return linker


def _claims(drafts: list[Draft], context: Context) -> list[ClaimDraft]:
    claims: list[ClaimDraft] = []
    flow = Flow(drafts)
    main = context.language
    for index, draft in enumerate(drafts):
        context.language = load_language(draft.sentence.language)
        mark_mentions(draft, index, context)
        read = run_rules(draft, index, context)
        claims += read
        claims += flow.read(index, draft, read, context)
    context.language = main
    claims += carried_quotes(drafts, claims, context)
    if not tells_of_subject(found for draft in drafts for found in flatten(draft.founds)):
        claims = []
    claims += concerns_claims(drafts, context) if claims else []
    return [*said_once(claims), *credit_claims(drafts, context)]
