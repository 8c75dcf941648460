"""Who is credited: the outlet, the agencies and the photographers' houses that a document names as its sources."""

from __future__ import annotations

from collections.abc import Iterator

from graph.model import ClaimType, Span
from ingest.extraction.confidence import confidence
from ingest.extraction.doubts import DOUBTFUL_EXPANSION
from ingest.extraction.drafts import ClaimDraft, Context, Draft
from ingest.extraction.referring import is_outlet
from ingest.mentions.agencies import acronyms, initials
from ingest.mentions.outlets import is_dateline
from ingest.model import BlockKind, Found
from ontology.authority import load_authority

_PRIOR = 0.9


def credit_claims(drafts: list[Draft], context: Context) -> list[ClaimDraft]:
    """One `reports` claim for each body credited, with a flag where its name looks like a wrong expansion."""
    credits = [
        (ref, found, _with_word(draft, found, context))
        for index, draft in enumerate(drafts)
        for found in _credited(draft, context)
        if (ref := context.linker.refer(found, draft.place(index))) is not None
    ]
    credited = {ref for ref, _, _ in credits}
    claims: dict[tuple[str, bool], ClaimDraft] = {}
    rule = f"{context.language.code}.credit"
    for ref, found, evidence in credits:
        doubtful = found.register == "mt-error" or _contradicts(ref, credited, context)
        flags = (DOUBTFUL_EXPANSION,) if doubtful else ()
        claims.setdefault(
            (ref, doubtful),
            ClaimDraft(
                ClaimType.REPORTS,
                ref,
                evidence,
                confidence=confidence(rule, _PRIOR, flags, context),
                flags=flags,
                rule=rule,
            ),
        )
    return list(claims.values())


def _credited(draft: Draft, context: Context) -> Iterator[Found]:
    """The bodies of a credit line, of a header line, or behind a credit word at a caption's end."""
    organizations = [f for f in draft.line.all_founds() if f.kind in "OU"]
    if draft.kind in {BlockKind.CREDIT, BlockKind.HEADER}:
        yield from organizations
    else:
        yield from (f for f in organizations if is_dateline(context.text, f, draft.sentence.span))
        start = _credit_start(draft, context)
        if start is not None:
            yield from (f for f in organizations if f.span.start >= start)
        start = _credit_start(draft, context, "credit_outlet")
        if start is not None:
            yield from (f for f in organizations if f.span.start >= start and is_outlet(f.key or ""))


def _credit_start(draft: Draft, context: Context, name: str = "credit") -> int | None:
    """Where a credit in the text itself begins (`(Photo: VNA)`), in clean offsets; behind words of the class
    `credit_outlet` (`(with AFP)`) only outlets are credited."""
    pattern = context.language.class_patterns.get(name)
    if pattern is None:
        return None
    for hit in draft.line.hits(pattern):
        return hit.span.start
    return None


def _with_word(draft: Draft, found: Found, context: Context) -> Span:
    start = _credit_start(draft, context)
    return Span(start, found.span.end) if start is not None and start < found.span.start else found.span


def _contradicts(ref: str, credited: set[str], context: Context) -> bool:
    """Whether a new agency shares its initials with a known one that the document credits: two expansions of one
    abbreviation, as when a translator spells out VNA as the agency of another country."""
    if not ref.startswith("new:organization:"):
        return False
    authority = load_authority()
    short = initials(context.linker.table[ref].label)
    return any(short in acronyms(authority.entities[other]) for other in credited if other in authority.entities)
