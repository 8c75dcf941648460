"""What is settled over the whole document: which treaty an occasion concerns, and each claim said once."""

from __future__ import annotations

from graph.model import ClaimType
from ingest.extraction.confidence import confidence
from ingest.extraction.drafts import ClaimDraft, Context, Draft
from ingest.extraction.rules import STATEMENTS
from ingest.model import BlockKind

_PRIOR = 0.9
# Every telling of these counts: a second number is a second claim even where it is equal.
_REPEATABLE = STATEMENTS | {ClaimType.TALLY, ClaimType.REPORTS}


def concerns_claims(drafts: list[Draft], context: Context) -> list[ClaimDraft]:
    """One `concerns` claim for each occasion whose description names its treaty."""
    claims: dict[tuple[str, str], ClaimDraft] = {}
    rule = f"{context.language.code}.concerns"
    for index, draft in enumerate(drafts):
        if draft.kind is not BlockKind.BODY:
            continue
        for found in draft.line.all_founds():
            treaty = next((f for f in found.inner if f.kind == "T" and not f.anaphor), None)
            if found.kind != "E" or treaty is None:
                continue
            pair = (
                context.linker.refer(found, draft.place(index)),
                context.linker.refer(treaty, draft.place(index)),
            )
            if pair[0] is not None and pair[1] is not None:
                claims.setdefault(
                    (pair[0], pair[1]),
                    ClaimDraft(
                        ClaimType.CONCERNS,
                        pair[0],
                        found.span,
                        object=pair[1],
                        confidence=confidence(rule, _PRIOR, (), context),
                        rule=rule,
                    ),
                )
    return list(claims.values())


def said_once(claims: list[ClaimDraft]) -> list[ClaimDraft]:
    """The claims without repetitions of one act, post or relation: the dated, surest and first telling is kept."""
    kept: dict[tuple[object, ...], ClaimDraft] = {}
    repeated = []
    for claim in claims:
        if claim.type in _REPEATABLE:
            repeated.append(claim)
            continue
        identity = (claim.type, claim.subject, claim.object, claim.value, claim.modality)
        other = kept.get(identity)
        if other is None or _weight(claim) > _weight(other):
            kept[identity] = claim
        elif claim.date != other.date and claim.date is not None and other.date is not None:
            kept[(*identity, claim.date)] = claim
    return [*_without_short_posts(list(kept.values())), *repeated]


def _without_short_posts(claims: list[ClaimDraft]) -> list[ClaimDraft]:
    """The claims without posts that a fuller wording of the same person's post holds (`Ambassador`, beside
    `Ambassador to Viet Nam`)."""
    posts = [claim for claim in claims if claim.type is ClaimType.HOLDS_POSITION]
    return [claim for claim in claims if not any(_shortens(claim, post) for post in posts)]


def _shortens(claim: ClaimDraft, post: ClaimDraft) -> bool:
    same = (claim.type, claim.subject, claim.object) == (post.type, post.subject, post.object)
    return same and str(post.value).startswith(f"{claim.value} ")


def _weight(claim: ClaimDraft) -> tuple[bool, float]:
    return (claim.date is not None, claim.confidence)
