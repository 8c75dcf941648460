"""Every mention of a sentence linked in order, and which posts stand for a person."""

from __future__ import annotations

from graph.model import EntityType
from ingest.extraction.drafts import Context, Draft
from ingest.languages.language import Language
from ingest.linking import Place
from ingest.model import Found

# The most that a comma and blanks between a post and its holder take.
_JOINT = 3


def mark_mentions(draft: Draft, index: int, context: Context) -> None:
    """Link every mention of a sentence in order, so that what follows finds what came before."""
    place = draft.place(index)
    founds = draft.line.all_founds()
    aside = context.language.patterns.get("aside")
    context.linker.treaties.asides = [hit.span for hit in draft.line.hits(aside)] if aside is not None else []
    for position, found in enumerate(founds):
        bare = found.kind == "J" and not _beside_person(draft, position, context.language)
        for inner in [found] if bare and _holder(found, place, context) else flatten([found]):
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
    return ref is not None and context.linker.table[ref].type is EntityType.PERSON


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


def _is_honorific(words: str, language: Language) -> bool:
    """Whether the words are honorifics, or only join a post to a name (class `apposed`: `, its`)."""
    patterns = [language.class_patterns.get(name) for name in ("honorific", "apposed")]
    return any(pattern is not None and not pattern.regex.sub("", words).strip() for pattern in patterns)


def flatten(founds: list[Found] | tuple[Found, ...]) -> list[Found]:
    """The mentions with those inside them, outermost first."""
    flat = []
    for found in founds:
        flat.append(found)
        flat += flatten(found.inner)
    return flat
