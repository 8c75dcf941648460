"""The parts of a reading brought together: entities numbered, spans carried to the original text."""

from __future__ import annotations

from graph.model import Claim, Document, Entity, EntityType, Mention, Reading, Span
from ingest.extraction.drafts import ClaimDraft, Context, Draft
from ingest.extraction.marking import flatten
from ingest.model import BlockKind, Found
from ingest.text import Text


def assemble(
    document: Document, text: Text, drafts: list[Draft], claims: list[ClaimDraft], context: Context
) -> Reading:
    """Number the entities by where they first stand, and carry every span to the original text."""
    mentions = _mentions(drafts, context)
    wanted = {ref for claim in claims for ref in (claim.subject, claim.object) if ref} | {r for r, _ in mentions}
    for ref in sorted(wanted - context.linker.table.keys()):
        context.linker.table.known(ref)  # what no mention names: the treaty of a known occasion
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
        for found in flatten(draft.founds):
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
    referent = context.linker.table[ref]
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
