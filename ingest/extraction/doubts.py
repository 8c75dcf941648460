"""What makes one claim less sure than its rule: how its subject and object are known, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from graph.model import EntityType
from ingest.extraction.drafts import Context
from ingest.languages.language import Emit
from ingest.linking import Place
from ingest.mentions.line import Hit
from ingest.model import BlockKind, Found

ANAPHOR, SHORT_NAME, LISTED, CARRIED = "anaphor", "short-name", "listed", "carried"
CAPTION, DOUBTFUL_EXPANSION = "caption", "doubtful-expansion"
_SPEAKERS = frozenset({"@speaker", "@quoter", "@body"})
_POINTING = frozenset({"@act", "@same"})
# What context names only within the sentence, and what a statement is about, which no doubt can make false.
_SURE = frozenset({"@here", "@about"})


def doubts_of(
    emit: Emit, hit: Hit, refs: tuple[str, str | None], kind: BlockKind, place: Place, context: Context
) -> Iterator[str]:
    """The doubts of the claim that an emission makes of its subject and object (`refs`)."""
    if kind is BlockKind.CAPTION:
        yield CAPTION
    for name, ref in zip((emit.subject, emit.object), refs, strict=True):
        if name is None or ref is None or name in _SURE:
            continue
        if name in _SPEAKERS:
            yield from [CARRIED] if context.speaker_sentence != place.sentence else []
        elif name.startswith("@"):
            yield from [ANAPHOR] if name in _POINTING or not _named_here(name, hit) else []
        else:
            yield from _of_slot(hit.found(name), ref, context)


def _named_here(name: str, hit: Hit) -> bool:
    """Whether the sentence itself names the treaty or occasion that the context gives."""
    wanted = "T" if name == "@treaty" else "E"
    return any(found.kind == wanted and not found.anaphor for found in hit.line.all_founds())


def _of_slot(founds: list[Found], ref: str, context: Context) -> Iterator[str]:
    # The post of someone who is named beside it is no further one of a list.
    founds = [found for found in founds if found.kind != "J"] or founds
    if not founds:
        return
    person = context.linker.table[ref].type is EntityType.PERSON
    if all(found.anaphor or (found.kind == "J" and person) for found in founds):
        yield ANAPHOR
    if len(founds) > 1:
        yield LISTED
    elif founds[0].kind == "P" and not founds[0].anaphor and _is_short(founds[0], ref, context):
        yield SHORT_NAME


def _is_short(found: Found, ref: str, context: Context) -> bool:
    """Whether one word stands for someone of more; where no blanks part words, none is known to be short."""
    blanks = context.language.names.blanks
    written = (found.label or "").split() if found.key is None else ["", ""]
    return blanks and len(written) == 1 and " " in context.linker.table[ref].label
