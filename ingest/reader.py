"""From a parsed text to the Reading of one document: mentions, entities and claims, stage by stage."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from graph.folding import fold
from graph.model import (
    Claim,
    ClaimType,
    Document,
    Entity,
    EntityType,
    Mention,
    Reading,
    Span,
)
from ingest.authority import find_known
from ingest.dates import Anchor, find_dates
from ingest.detect import detect_blocks
from ingest.extraction.credits import credit_claims
from ingest.extraction.drafts import ClaimDraft, Context, Draft
from ingest.extraction.flow import Flow
from ingest.extraction.rules import run_rules
from ingest.extraction.whole import concerns_claims, said_once
from ingest.languages import load_language, read_languages
from ingest.languages.language import Language
from ingest.linking import Linker, Place, main_treaty, sure_treaties, tells_of_subject
from ingest.mentions.agencies import find_agencies
from ingest.mentions.line import build_line
from ingest.mentions.ministries import find_ministries
from ingest.mentions.names import Ends, class_ends, find_names
from ingest.mentions.nouns import find_anaphors, find_events
from ingest.mentions.outlets import find_dateline, find_domains, find_publisher
from ingest.mentions.titles import find_titles
from ingest.mentions.unspaced import find_names_again, without_accidents
from ingest.model import Block, BlockKind, Found, Parsed, Sentence
from ingest.numbers import find_numbers
from ingest.segment import split_sentences
from ingest.text import Text

_ONLY_CREDITS = frozenset({ClaimType.REPORTS})


# Where a page speaks of itself: the outlet's own name is looked for there, and not in what it tells.
_PAPERS = frozenset({BlockKind.HEADER, BlockKind.CREDIT})


def read_document(parsed: Parsed) -> Reading:
    """All that one document says; a text of no language that is read gives a Reading with the document alone."""
    blocks = detect_blocks(parsed)
    code = _main_language(blocks)
    document = _document(parsed, code)
    if code not in read_languages():
        return Reading(document)
    return _read(document, blocks)[0]


def fired_rules(sentence: str, code: str) -> frozenset[str]:
    """The rules that make a claim of a text of one block; for the examples that stand beside the rules."""
    document = Document(sentence, code)
    block = Block(Span(0, len(sentence)), BlockKind.BODY, code)
    return frozenset(_read(document, (block,))[1].fired)


def _read(document: Document, blocks: tuple[Block, ...]) -> tuple[Reading, Context]:
    """Every stage on one document."""
    code = document.language
    text = Text.of(document.text)
    language = load_language(code)
    drafts = _drafts(text, blocks, code, document)
    _add(drafts, text, lambda d, lang: find_agencies(d.line, text, lang))
    _add(drafts, text, lambda d, lang: find_ministries(d.line, lang))
    _add(drafts, text, lambda d, lang: find_titles(d.line, lang))
    _add(drafts, text, lambda d, lang: find_names(d.line, text, lang))
    linker = _linker(drafts, language, document)
    _add(drafts, text, lambda d, lang: _known_again(d, text, lang, linker))
    _add(drafts, text, lambda d, lang: find_events(d.line, lang))
    _add(drafts, text, lambda d, lang: find_anaphors(d.line, lang))
    context = Context(text, language, linker, document.published, document.published_basis)
    claims = _claims(drafts, context)
    return _assemble(document, text, drafts, claims, context), context


def _main_language(blocks: tuple[Block, ...]) -> str:
    sizes: dict[str, int] = {}
    for block in blocks:
        sizes[block.language] = sizes.get(block.language, 0) + block.span.end - block.span.start
    return max(sizes, key=lambda code: sizes[code]) if sizes else "und"


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


def _language_of(code: str, main: str) -> Language:
    return load_language(code if code in read_languages() else main)


def _drafts(text: Text, blocks: tuple[Block, ...], main: str, document: Document) -> list[Draft]:
    drafts = []
    anchor = Anchor(document.published, document.published_basis)
    for number, block in enumerate(blocks):
        inside = text.inward(block.span)
        for span in split_sentences(text, inside, block.language):
            code = block.language if block.language in read_languages() else main
            language = load_language(code)
            known = _fill(
                (find_publisher if block.kind in _PAPERS else find_dateline)(text, span, document.publisher),
                _with_acronyms(
                    text,
                    _in_place(
                        without_accidents(find_known(text, span, code), text, span, language.names),
                        block.kind,
                        language,
                    ),
                ),
                find_domains(text, span),
            )
            dates = [Found(d.span, "D", date=d) for d in find_dates(text, span, code, anchor)]
            numbers = [Found(n.span, "N", number=n) for n in find_numbers(text, span, code)]
            founds = _fill(known, dates, numbers)
            line = build_line(text, span, founds, _language_of(code, main).attached)
            drafts.append(Draft(Sentence(span, number, code), block.kind, founds, line))
    return drafts


def _in_place(founds: list[Found], kind: BlockKind, language: Language) -> list[Found]:
    """The known names without bodies whose names are common words where no capital tells them from these: such an
    outlet counts only where the page speaks of itself."""
    if language.names.case or kind in _PAPERS:
        return founds
    return [found for found in founds if found.kind != "O" or found.register != "ambiguous"]


def _with_acronyms(text: Text, founds: list[Found]) -> list[Found]:
    """The mentions, with `Name (ACRONYM)` of one body as one mention; an acronym of another script stays by itself."""
    joined: list[Found] = []
    for found in founds:
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.key == found.key
            and before.kind in "OU"
            and text.clean[before.span.end : found.span.start] in {" (", "("}
            and text.clean[found.span.end : found.span.end + 1] == ")"
            and _runs_left(text.clean[before.span.start]) == _runs_left(text.clean[found.span.start])
        ):
            joined[-1] = replace(before, span=Span(before.span.start, found.span.end + 1))
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


def _add(drafts: list[Draft], text: Text, find: Callable[[Draft, Language], list[Found]]) -> None:
    """Let a stage find further mentions in every sentence; they cover the mentions inside them."""
    for draft in drafts:
        language = load_language(draft.sentence.language)
        new = find(draft, language)
        if new:
            kept = [f for f in draft.founds if not any(_overlap(f.span, n.span) for n in new)]
            draft.founds = sorted([*kept, *new], key=lambda f: f.span)
            draft.line = build_line(text, draft.sentence.span, draft.founds, language.attached)


def _linker(drafts: list[Draft], language: Language, document: Document) -> Linker:
    founds = [found for draft in drafts for found in _flat(draft.founds)]
    linker = Linker(language, document.published, main_treaty(founds), sure_treaties(founds))
    for found in founds:
        if found.kind == "P":
            linker.learn_person(found)
    return linker


def _flat(founds: list[Found] | tuple[Found, ...]) -> list[Found]:
    flat = []
    for found in founds:
        flat.append(found)
        flat += _flat(found.inner)
    return flat


def _known_again(draft: Draft, text: Text, language: Language, linker: Linker) -> list[Found]:
    """The document's people again: their full names without an anchor, and their short forms where they may stand."""
    if not linker.names:
        return []
    if not language.names.blanks:
        return find_names_again(draft.line, text, linker.names.keys() | linker.shorts.keys())
    line, found = draft.line, []
    words = [
        "" if owner else _folded_word(text.clean[s.start : s.end])
        for s, owner in zip(line.spans, line.founds, strict=True)
    ]
    taken = -1
    for index, word in enumerate(words):
        if index <= taken or word not in linker.first_words:
            continue
        for length in range(min(_LONGEST_NAME, len(words) - index), 0, -1):
            last = index + length - 1
            if not all(words[index : last + 1]):
                continue
            name = " ".join(words[index : last + 1])
            is_full = name in linker.names and length > 1
            if is_full or (name in linker.shorts and _may_stand(draft, index, last, text, language)):
                span = Span(line.spans[index].start, line.spans[last].end)
                post = line.founds[index - 1] if index > 0 else None
                label = " ".join(text.clean[span.start : span.end].split())
                found.append(Found(span, "P", label=label, title=post.title if post is not None else None))
                taken = last
                break
    return found


_LONGEST_NAME = 7


@lru_cache(maxsize=65536)
def _folded_word(word: str) -> str:
    """The comparing form of one token; empty for punctuation other than joints of names."""
    return fold(word)


def _may_stand(draft: Draft, first: int, last: int, text: Text, language: Language) -> bool:
    """Whether a short form is a name here: capitalized and alone, or behind a post, an honorific or a pronoun."""
    line = draft.line
    before = line.founds[first - 1] if first > 0 else None
    word = line.string[line.starts[first - 1] :].partition(" ")[0] if first > 0 else ""
    if (before is not None and before.kind == "J") or first - 1 in class_ends(line, language, "honorific").ends:
        return True
    if word in language.names.pronouns:
        return True
    if not language.names.case:
        return _may_stand_uncased(line.string.split(), first, last, language, class_ends(line, language, *_SPEAKING))
    if language.names.order == "family-first":
        return False
    clean = text.clean
    after = line.spans[last + 1].start if last + 1 < len(line.spans) else len(clean)
    capital_before = bool(word) and before is None and clean[line.spans[first - 1].start].isupper() and first > 1
    next_is_name = (
        after == line.spans[last].end + 1
        and clean[after : after + 1].isupper()
        and (last + 1 < len(line.spans) and line.founds[last + 1] is None)
    )
    return clean[line.spans[first].start].isupper() and not capital_before and not next_is_name


# Verbs beside which a short name stands.
_SPEAKING = ("say", "call", "commit", "support", "criticize")
_TELLING_LENGTH = 5


def _may_stand_uncased(words: list[str], first: int, last: int, language: Language, verbs: Ends) -> bool:
    """Whether a short form is a name where no capitals tell: beside a verb of saying, or long and no common word."""
    name = words[first : last + 1]
    if first - 1 in verbs.ends or last + 1 in verbs.starts:
        return True
    common = any(word in language.names.stops or word.startswith("ال") for word in name)
    return not common and len(name[-1]) >= _TELLING_LENGTH


def _claims(drafts: list[Draft], context: Context) -> list[ClaimDraft]:
    claims: list[ClaimDraft] = []
    flow = Flow(drafts)
    main = context.language
    for index, draft in enumerate(drafts):
        context.language = load_language(draft.sentence.language)
        _mention_all(draft, index, context)
        read = run_rules(draft, index, context)
        claims += read
        claims += flow.read(index, draft, read, context)
    context.language = main
    if not tells_of_subject(found for draft in drafts for found in _flat(draft.founds)):
        claims = []
    claims += concerns_claims(drafts, context) if claims else []
    return [*said_once(claims), *credit_claims(drafts, context)]


def _mention_all(draft: Draft, index: int, context: Context) -> None:
    """Link every mention of a sentence in order, so that what follows finds what came before."""
    place = draft.place(index)
    founds = draft.line.all_founds()
    aside = context.language.patterns.get("aside")
    context.linker.asides = [hit.span for hit in draft.line.hits(aside)] if aside is not None else []
    for position, found in enumerate(founds):
        bare = found.kind == "J" and not _beside_person(draft, position, context.language)
        for inner in [found] if bare and _holder(found, place, context) else _flat([found]):
            if inner.kind == "J":
                beside = _beside_person(draft, position, context.language)
                if beside or found.title is None or not _holder(inner, place, context):
                    continue
            ref = context.linker.refer(inner, place)
            if ref is not None and inner.kind != "C":
                context.mentions.append((ref, inner.span))
                if not inner.anaphor and inner.kind != "J":
                    context.named.add(inner.span)
            if ref is not None and inner.kind == "E":
                context.last_event = ref


def _holder(found: Found, place: Place, context: Context) -> bool:
    """Whether a bare post is somebody's whom the text has named; its state is then part of the person's mention."""
    ref = context.linker.refer(found, place)
    return ref is not None and context.linker.referents[ref].type is EntityType.PERSON


def _beside_person(draft: Draft, position: int, language: Language) -> bool:
    """Whether a person stands right beside a post, at most with honorifics between: the post is no mention then."""
    line = draft.line
    places = [index for index, found in enumerate(line.founds) if found is not None]
    for neighbour in (position - 1, position + 1):
        if 0 <= neighbour < len(places):
            first, last = sorted((places[position], places[neighbour]))
            between = line.string[line.starts[first + 1] : line.starts[last]]
            if "P" in {found.kind for found in (line.founds[first], line.founds[last]) if found} and (
                len(between) <= _JOINT or _is_honorific(between, language)
            ):
                return True
    return False


# The most that a comma and blanks between a post and its holder take.
_JOINT = 3


def _is_honorific(words: str, language: Language) -> bool:
    """Whether the words are honorifics, or only join a post to a name (class `apposed`: `, its`)."""
    patterns = [language.class_patterns.get(name) for name in ("honorific", "apposed")]
    return any(pattern is not None and not pattern.regex.sub("", words).strip() for pattern in patterns)


def _assemble(
    document: Document, text: Text, drafts: list[Draft], claims: list[ClaimDraft], context: Context
) -> Reading:
    """Number the entities by where they first stand, and carry every span to the original text."""
    mentions = _mentions(drafts, context)
    wanted = {ref for claim in claims for ref in (claim.subject, claim.object) if ref} | {r for r, _ in mentions}
    for ref in sorted(wanted - context.linker.referents.keys()):
        context.linker.known(ref)  # what no mention names: the treaty of a known occasion
    first = {ref: span.start for ref, span in sorted(mentions, key=lambda m: m[1], reverse=True)}
    order = sorted(wanted, key=lambda ref: (first.get(ref, len(text.clean)), ref))
    ids = {ref: f"e{number}" for number, ref in enumerate(order, 1)}
    places: dict[str, list[Span]] = {}
    for ref, span in mentions:
        places.setdefault(ref, []).append(span)
    entities = tuple(_entity(ref, ids[ref], document, places.get(ref, []), text, context) for ref in order)
    return Reading(
        document,
        entities,
        tuple(Mention(ids[ref], text.outward(span)) for ref, span in mentions),
        tuple(_claim(claim, ids, text) for claim in _in_order(claims)),
    )


def _mentions(drafts: list[Draft], context: Context) -> list[tuple[str, Span]]:
    """Every mention once, in text order; capitals that no rule took for a state are places, save as subjects."""
    linked = dict.fromkeys(context.mentions)
    taken = {span for _, span in linked}
    for index, draft in enumerate(drafts):
        for found in _flat(draft.founds):
            if found.kind == "C" and found.span not in taken:
                ref = context.linker.refer(found, draft.place(index), as_state=_is_subject(draft, found, context))
                if ref is not None:
                    linked[(ref, found.span)] = None
    return sorted(linked, key=lambda mention: (mention[1], mention[0]))


def _is_subject(draft: Draft, found: Found, context: Context) -> bool:
    """Whether a capital opens a clause and a word follows it, as a state does that acts (`Washington held back`)."""
    if draft.kind is not BlockKind.BODY or not context.language.names.case or found not in draft.line.founds:
        return False
    index = draft.line.founds.index(found)
    line = draft.line.string
    before = line[line.rstrip().rfind(" ", 0, max(0, draft.line.starts[index] - 1)) + 1 : draft.line.starts[index]]
    after = draft.line.founds[index + 1] if index + 1 < len(draft.line.founds) else found
    follows = line[draft.line.starts[index + 1] :].partition(" ")[0] if after is None else ""
    return (index == 0 or before.strip() in {",", ";"}) and follows.isalpha() and len(follows) > 2


def _entity(ref: str, id: str, document: Document, places: list[Span], text: Text, context: Context) -> Entity:
    referent = context.linker.referents[ref]
    written = [text.outward(span).of(text.original) for span in places]
    named = [text.outward(span).of(text.original) for span in places if span in context.named]
    names = named or written
    longest_name = max(names, key=len, default=None)
    labels = ((document.language, " ".join(longest_name.split())),) if longest_name else ()
    return Entity(
        id=id,
        type=referent.type,
        label=referent.label,
        labels=labels,
        key=referent.key,
        iso3=referent.iso3,
        same_as=referent.same_as,
        event_type=referent.event_type if referent.type is EntityType.EVENT else None,
    )


def _claim(draft: ClaimDraft, ids: dict[str, str], text: Text) -> Claim:
    return Claim(
        type=draft.type,
        subject=ids[draft.subject],
        evidence=text.outward(draft.evidence),
        object=None if draft.object is None else ids[draft.object],
        value=draft.value,
        action=draft.action,
        bound=draft.bound,
        unit=draft.unit,
        date=draft.date,
        date_basis=draft.date_basis,
        delay_days=draft.delay_days,
        modality=draft.modality,
        quoted=draft.quoted,
        confidence=draft.confidence,
        flags=draft.flags,
        rule=draft.rule,
    )


def _in_order(claims: list[ClaimDraft]) -> list[ClaimDraft]:
    """The claims in text order, those without a confidence that publishing could ever accept kept too."""
    return sorted(claims, key=lambda c: (c.evidence, c.type, c.subject, c.object or "", str(c.value), c.rule or ""))
