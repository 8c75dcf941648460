"""The declarative rules on one sentence: every match becomes the claims that its rule names."""

from __future__ import annotations

from collections.abc import Iterator

from graph.model import ClaimType, DateBasis, Modality, Span
from ingest.extraction.confidence import confidence
from ingest.extraction.dating import date_of, framed_date, has_passed, standing, year_of_past
from ingest.extraction.doubts import doubts_of
from ingest.extraction.drafts import Act, ClaimDraft, Context, Draft
from ingest.extraction.modality import modality_of
from ingest.extraction.posts import RANKS, head_of_body, is_anothers, post_of, post_of_owner
from ingest.extraction.referring import ACTS, is_feminine, is_outlet, objects, subjects
from ingest.languages.language import Emit, Rule
from ingest.linking import Place
from ingest.mentions.line import Hit
from ingest.model import BlockKind, Title
from ontology.authority import load_authority

STATEMENTS = frozenset(
    {
        ClaimType.STATES, ClaimType.COMMITS, ClaimType.CALLS_FOR, ClaimType.SUPPORTS, ClaimType.CRITICIZES,
    }
)  # fmt: skip
# What happens at an occasion.
_AT_OCCASION = frozenset(
    {
        ClaimType.ATTENDS, ClaimType.SPEAKS_AT, ClaimType.CHAIRS, ClaimType.HOSTS, ClaimType.ORGANIZES,
        ClaimType.TAKES_PLACE_IN, ClaimType.TAKES_PLACE_ON,
    }
)  # fmt: skip
# Only posts are read off captions: a caption repeats events, often of another day.
_CAPTION_TYPES = frozenset({ClaimType.HOLDS_POSITION, ClaimType.SPEAKS_AT})
# Shorter words are no statement (`announced today`); where no blanks stand between words, a word is shorter.
_SHORTEST, _SHORTEST_UNSPACED = 6, 3
# How far from its start a date opens a sentence, and the length of a whole day's value.
_OPENING = 2
_WHOLE_DAY = 10
_TRIM = frozenset(".!?… \n,;:،؛。！？，；：、")
_QUOTES = {'"': '"', "“": "”", "«": "»", "「": "」", "『": "』", "(": ")"}


def run_rules(draft: Draft, index: int, context: Context) -> list[ClaimDraft]:
    """The claims of one sentence by the rules in file order; an equal claim is read once, by its first rule.

    Rules that speak of `@speaker` come last, when the sentence itself has said who speaks.
    """
    place = draft.place(index)
    claims: list[ClaimDraft] = []
    for rule in context.language.rule_index.candidates(draft.line.held(context.language.phrases)):
        for hit in draft.line.matches(rule.pattern):
            if not _allowed(rule, hit):
                continue
            made = [claim for emit in rule.emits for claim in _claims(rule, emit, hit, draft, place, context)]
            claims += made
            context.fired.update({rule.id} if made else ())
            _remember(made, hit, place, context)
    context.sentence_before = draft.sentence.span if draft.kind is BlockKind.BODY else None
    context.last_date = _last_date(draft, context.published) or context.last_date
    opening = next((f for f in draft.line.founds[:_OPENING] if f is not None and f.date is not None), None)
    if opening is not None and opening.date is not None and len(opening.date.value) == _WHOLE_DAY:
        context.frame = (index, place.block, opening.date.value)
    return _distinct(claims)


def _allowed(rule: Rule, hit: Hit) -> bool:
    """Whether a match holds what its rule demands and nothing that it forbids."""
    words = hit.match[0]
    return not any(pattern.regex.search(words) for pattern in rule.unless) and all(
        pattern.regex.search(words) for pattern in rule.only
    )


def _remember(made: list[ClaimDraft], hit: Hit, place: Place, context: Context) -> None:
    """Note who spoke and what was done, for the sentences that only point back to it."""
    context.told = [told for told in context.told if told[0] == place.sentence]
    for claim in made:
        if claim.type in STATEMENTS or claim.type in ACTS:
            context.told.append((place.sentence, claim.evidence.start, claim.subject))
        if (claim.type in STATEMENTS or claim.type in ACTS) and claim.subject == made[0].subject:
            context.linker.people.hear(claim.subject, place, spoke=claim.type in STATEMENTS)
        if claim.type in STATEMENTS and not _said_already(claim, place, context):
            context.speaker, context.speaker_block = claim.subject, place.block
            context.speaker_sentence, context.spoken = place.sentence, claim.evidence
            context.speaker_feminine = is_feminine(hit, context)
        elif claim.type in ACTS and claim.object is not None:
            context.last_act = Act(
                place.sentence, claim.type, claim.object, claim.date, claim.date_basis, claim.modality, _parties(made)
            )
        elif claim.type is ClaimType.TALLY and claim.action == "signature":
            # A count that stands as of the document says nothing of the day of the acts counted.
            of_document = (claim.date, claim.date_basis) == (context.published, context.basis)
            dated = (None, None) if of_document else (claim.date, claim.date_basis)
            context.last_act = Act(place.sentence, ClaimType.SIGNS, claim.subject, *dated, claim.modality)


def _parties(made: list[ClaimDraft]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim.subject for claim in made if claim.type in ACTS))


def _said_already(claim: ClaimDraft, place: Place, context: Context) -> bool:
    """Whether the same words were read before in the sentence: their first speaker stays in mind."""
    if context.spoken is None or context.speaker_sentence != place.sentence:
        return False
    return claim.evidence.start < context.spoken.end and context.spoken.start < claim.evidence.end


def _last_date(draft: Draft, published: str | None) -> str | None:
    """The sentence's last date that is not still to come, for `the same day`."""
    dates = [found.date.value for found in draft.line.all_founds() if found.date is not None]
    past = [date for date in dates if published is None or date <= published]
    return past[-1] if past else None


def _claims(rule: Rule, emit: Emit, hit: Hit, draft: Draft, place: Place, context: Context) -> Iterator[ClaimDraft]:
    if draft.kind is not BlockKind.BODY and not (draft.kind is BlockKind.CAPTION and emit.type in _CAPTION_TYPES):
        return
    evidence = _evidence(emit, hit, context)
    if evidence is None or (emit.type in _SPEECH and _is_too_short(evidence, context)):
        return
    modality = emit.modality or (Modality.ASSERTED if emit.type in STATEMENTS else modality_of(hit, context.language))
    act = context.last_act
    if emit.object == "@act" and modality is Modality.ASSERTED and act is not None:
        modality = act.modality  # who does the same as others plans what they plan
    date, basis = date_of(emit, hit, context)
    if emit.modality is Modality.ASSERTED and emit.type in ACTS and basis is not DateBasis.STATED:
        date = year_of_past(date, context.published)
    modality = standing(modality, emit.type, date, context.published)
    if (
        emit.type is ClaimType.ENTERS_INTO_FORCE
        and modality is Modality.PLANNED
        and has_passed(date, context.published)
    ):
        date, basis = None, None  # the day of another clause: what is still planned has no day in the past
    if date is None and emit.date is None and emit.type in ACTS and modality is Modality.ASSERTED:
        date, basis = framed_date(hit, place, context)
    if emit.type in ACTS and modality is Modality.NEGATED:
        date, basis = None, None  # what was not done has no day
    for subject in subjects(emit, hit, place, context):
        for object in objects(emit, hit, place, context):
            if object == subject and emit.object == "@about":
                object = context.linker.treaties.main  # who speaks of their own state speaks of the text's matter
            elif object == subject:
                continue
            doubts = doubts_of(emit, hit, (subject, object), draft.kind, place, context)
            claim = ClaimDraft(
                type=emit.type,
                subject=subject,
                evidence=evidence,
                object=object,
                value=_value(emit, hit, context),
                action=emit.action,
                unit=_unit(emit, hit),
                bound=_bound(emit, hit),
                date=date,
                date_basis=basis,
                delay_days=_number(emit.days, hit),
                modality=modality,
                quoted=emit.quoted,
                confidence=confidence(rule.id, rule.prior, doubts, context),
                rule=rule.id,
            )
            yield from _completed(_not_yet(claim, context), emit, hit, place, context)


def _is_too_short(evidence: Span, context: Context) -> bool:
    shortest = _SHORTEST if context.language.names.blanks else _SHORTEST_UNSPACED
    return evidence.end - evidence.start < shortest


def _not_yet(claim: ClaimDraft, context: Context) -> ClaimDraft:
    """The claim as a plan, where it tells of a known occasion that had not begun when the document appeared."""
    if claim.type not in _AT_OCCASION or claim.modality is not Modality.ASSERTED or context.published is None:
        return claim
    refs = [ref for ref in (claim.subject, claim.object) if ref is not None and ref.startswith("event/")]
    start = load_authority().entities[refs[0]].attributes.get("start", "") if refs else ""
    begun = start[: len(context.published)] <= context.published[: len(start)]
    return claim if begun else claim._replace(modality=Modality.PLANNED)


def _completed(claim: ClaimDraft, emit: Emit, hit: Hit, place: Place, context: Context) -> Iterator[ClaimDraft]:
    """The claim with what its type demands; nothing where that cannot be had."""
    if claim.type is ClaimType.HOLDS_POSITION and emit.value is not None and emit.value.startswith("="):
        head = emit.value[1:]
        claim = claim._replace(value=head_of_body(head, claim.object or "", context) or head)
    elif claim.type is ClaimType.HOLDS_POSITION:
        title = next(iter(hit.found(emit.value or "title")), None)
        person = next(iter(hit.found(emit.subject)), None)
        if title is None or (person is not None and is_anothers(title, person, hit.line)):
            return
        post = post_of(title, claim.subject, place, context) or post_of_owner(title, hit.line, place, context)
        # Also a post of no known body can stand for its holder from here on.
        context.linker.posts.learn(claim.subject, title, post.body if post else None)
        if (
            title is None
            or post is None
            or context.linker.posts.holds(claim.subject, title.title or Title(""), post.body)
        ):
            return
        claim = claim._replace(object=post.body, value=post.title)
    if claim.type is ClaimType.REPORTS and not is_outlet(claim.subject):
        return
    if claim.type is ClaimType.KNOWN_AS and _names_another(claim, emit, hit, place, context):
        return
    if not _lacks(claim):
        yield claim


def _names_another(claim: ClaimDraft, emit: Emit, hit: Hit, place: Place, context: Context) -> bool:
    """Whether what reads like another name of a treaty is its number, or a second treaty in a list of them."""
    named = [found for found in hit.found(emit.value or "") if found.kind == "T"]
    numbered = any(char.isdigit() for char in str(claim.value))
    return numbered or any(context.linker.refer(found, place) != claim.subject for found in named)


def _lacks(claim: ClaimDraft) -> bool:
    """Whether the claim is without the number or the date that it is all about; a count under a condition is a
    threshold and no count."""
    if claim.type is ClaimType.TALLY and claim.modality is Modality.CONDITIONAL:
        return True
    if claim.type in {ClaimType.TALLY, ClaimType.REQUIRES}:
        # Those who have not signed are not counted as signatures.
        return not isinstance(claim.value, int) or claim.modality is Modality.NEGATED
    return claim.type is ClaimType.TAKES_PLACE_ON and claim.date is None


def _evidence(emit: Emit, hit: Hit, context: Context) -> Span | None:
    if emit.evidence == "@said":
        return trimmed(context.text.clean, _behind_trigger(hit, context))
    if emit.evidence == "@before":
        return None if context.sentence_before is None else trimmed(context.text.clean, context.sentence_before)
    if emit.evidence is not None:
        if not hit.has(emit.evidence):
            return None
        return trimmed(context.text.clean, _cut(hit, emit.evidence, context))
    if emit.type in STATEMENTS and hit.has("content"):
        return trimmed(context.text.clean, _cut(hit, "content", context))
    return trimmed(context.text.clean, hit.span)


def _behind_trigger(hit: Hit, context: Context) -> Span:
    """What follows the verb to the end of the match, without a word like `that` before it; from a slot `own` where the
    verb of saying stands elsewhere."""
    if hit.has("own"):
        return _until_cut(hit, hit.match.start("own"), hit.match.end(), context)
    start, that = hit.match.end("trigger"), context.language.class_patterns["that"].regex
    opening = that.match(hit.line.string, start, hit.match.end())
    return _until_cut(hit, opening.end() if opening else start, hit.match.end(), context)


def _cut(hit: Hit, group: str, context: Context) -> Span:
    """The group's stretch, ended before the words that open another statement (pattern or class `cut`)."""
    return _until_cut(hit, hit.match.start(group), hit.match.end(group), context)


def _until_cut(hit: Hit, start: int, end: int, context: Context) -> Span:
    pattern = context.language.patterns.get("cut") or context.language.class_patterns.get("cut")
    if pattern is not None:
        found = pattern.regex.search(hit.line.string, start + 1, end)
        if found is not None:
            end = found.start()
    return hit.line.stretch(start, end)


def trimmed(clean: str, span: Span) -> Span | None:
    """The span without punctuation and lone quotation marks at its edges; None where nothing is left."""
    start, end = span.start, span.end
    while start < end and (clean[start] in _TRIM or clean[start] in "-–—"):
        start += 1
    while end > start and clean[end - 1] in _TRIM:
        end -= 1
    inside = clean[start:end]
    for opening, closing in _QUOTES.items():
        if inside.startswith(opening) and closing not in inside[1:]:
            start += 1
        if inside.endswith(closing) and opening not in inside[:-1]:
            end -= 1
        if (
            opening != "("
            and inside.startswith(opening)
            and inside.endswith(closing)
            and inside.count(closing) == (2 if opening == closing else 1)
        ):
            start, end = start + 1, end - 1
        inside = clean[start:end]
    return Span(start, end) if start < end else None


def _value(emit: Emit, hit: Hit, context: Context) -> str | int | None:
    if emit.value is None or emit.type is ClaimType.HOLDS_POSITION:
        return None
    # `The first signatory` counts nothing.
    counted = hit.found(emit.value)
    if emit.type is ClaimType.TALLY and counted and all(f.number is None or f.number.ordinal for f in counted):
        return None
    number = _number(emit.value, hit)
    if number is not None:
        return number
    if not hit.has(emit.value):
        return int(emit.value) if emit.value.isdigit() else None
    span = trimmed(context.text.clean, hit.group_span(emit.value))
    outward = None if span is None else context.text.outward(span)
    return None if outward is None else outward.of(context.text.original)


def _number(name: str | None, hit: Hit) -> int | None:
    if name is None:
        return None
    for found in hit.found(name):
        if found.number is not None:
            return found.number.value
    return None


def _bound(emit: Emit, hit: Hit) -> str | None:
    if emit.bound is not None:
        return emit.bound
    if emit.type is ClaimType.TALLY and emit.value is not None:
        for found in hit.found(emit.value):
            if found.number is not None:
                return found.number.bound
    return None


def _unit(emit: Emit, hit: Hit) -> str | None:
    """The unit by its name, or by which of the groups `unit_state`, `unit_signatory`… took part."""
    if emit.unit is not None:
        return emit.unit
    for group in hit.match.re.groupindex:
        if group.startswith("unit_") and hit.has(group):
            return group.removeprefix("unit_")
    return None


def _distinct(claims: list[ClaimDraft]) -> list[ClaimDraft]:
    kept: dict[tuple[object, ...], ClaimDraft] = {}
    for claim in claims:
        value = None if claim.type is ClaimType.HOLDS_POSITION and claim.object else claim.value
        if claim.type in STATEMENTS:
            same = _overlapping(kept, claim)
            if same:
                continue
            identity: tuple[object, ...] = (claim.type, claim.subject, claim.evidence)
        else:
            identity = (claim.type, claim.subject, claim.object, value, claim.action, claim.unit, claim.modality)
        # Of two wordings of one post the fuller tells more (`Ambassador A, ambassador of Egypt to Viet Nam`).
        fuller = claim.type is ClaimType.HOLDS_POSITION and identity in kept and _is_fuller(claim, kept[identity])
        if fuller or identity not in kept:
            kept[identity] = claim
    return _beside_thresholds(list(kept.values()))


def _beside_thresholds(claims: list[ClaimDraft]) -> list[ClaimDraft]:
    """The claims of a sentence that states a threshold: its number counts nothing, and what enters into force by it
    has no day yet (`enters into force 90 days after …`), nor a condition beside the rule itself."""
    required = {(c.subject, c.value) for c in claims if c.type is ClaimType.REQUIRES}
    treaties = {subject for subject, _ in required}
    kept = []
    for claim in claims:
        ruled = claim.type is ClaimType.ENTERS_INTO_FORCE and claim.subject in treaties and claim.date is None
        if claim.type is ClaimType.TALLY and (claim.subject, claim.value) in required:
            continue
        if ruled and claim.modality is Modality.CONDITIONAL:
            continue
        planned = ruled and claim.modality is Modality.ASSERTED
        kept.append(claim._replace(modality=Modality.PLANNED) if planned else claim)
    return kept


def _is_fuller(claim: ClaimDraft, other: ClaimDraft) -> bool:
    return str(claim.value).startswith(f"{other.value} ") or str(other.value) in RANKS


_SPEECH = frozenset({ClaimType.STATES, ClaimType.COMMITS, ClaimType.CALLS_FOR})


def _overlapping(kept: dict[tuple[object, ...], ClaimDraft], claim: ClaimDraft) -> bool:
    """Whether a statement with mostly the same words was read already: one statement a stretch."""
    for other in kept.values():
        same_family = (other.type in _SPEECH) == (claim.type in _SPEECH) and other.type in STATEMENTS
        shared = min(other.evidence.end, claim.evidence.end) - max(other.evidence.start, claim.evidence.start)
        shorter = min(other.evidence.end - other.evidence.start, claim.evidence.end - claim.evidence.start)
        # Several speakers of one match share their words: `A, B and C said that …`.
        together = other.rule == claim.rule and other.evidence == claim.evidence and other.subject != claim.subject
        if same_family and not together and shared > shorter / 2:
            return True
    return False
