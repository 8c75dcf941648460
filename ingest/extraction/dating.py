"""When an act happened: the date of its own clause, a day that a phrase points back to, or none."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left

from graph.model import ClaimType, DateBasis, Modality, Span
from ingest.extraction.drafts import Context
from ingest.languages.language import Emit
from ingest.linking import Place
from ingest.mentions.line import Hit
from ingest.model import Found
from ontology.authority import Known, load_authority

_DATED = frozenset(
    {
        ClaimType.SIGNS, ClaimType.RATIFIES, ClaimType.ACCEDES_TO, ClaimType.ADOPTS, ClaimType.OPENS_FOR_SIGNATURE,
        ClaimType.ENTERS_INTO_FORCE, ClaimType.TALLY, ClaimType.TAKES_PLACE_ON,
    }
)  # fmt: skip
# Classes of phrases that name a day of an occasion, with the day counted from 0; None is its last day.
_DAYS_OF_OCCASION = {"first_day": 0, "second_day": 1, "all_days": None}

# Classes of words that set a date before a match, or behind it, in another clause.
_BEFORE: tuple[str, ...] = ("that", "say", "shift")
_BEHIND: tuple[str, ...] = ("say_after",)

# A sentence's first words, in which a date may stand that holds for all of it.
_OPENING = 6
# … or a frame of place and time, before what is counted.
_HEAD = 9
# What ends a dateline behind its date: an agency in brackets, a dash.
_DATELINE_END = re.compile(r"(?:[^ ]+ ){0,2}?(?:\( (?:[^ ]+ ){1,6}?\) )?- |/ (?:[^ ]+ ){1,4}?/ ")
# The most that may stand between a count in the present and a date that still belongs to it.
_CLOSE, _CLOSE_UNSPACED = 12, 3

# What ends a clause.
_MARKS = ",;:.。"
# How many words may stand between an act and its date.
_WORDS_TO_DATE = 5

_A_DAY, _LEAP_DAY = "2025-01-01", "02-29"

Dated = tuple[str | None, DateBasis | None]


def date_of(emit: Emit, hit: Hit, context: Context) -> Dated:
    """The date of what a rule's match tells, and how it is known; a count without one stands as of the day that
    opens its sentence, else of the document."""
    if emit.date == "@document":
        pointed = _pointed_at(hit.line.string, context)
        if pointed[0] is not None:
            return pointed
        # Where no blanks stand between words, as many tokens are but a few words.
        dates = _dates_by_nearness(hit, context) if context.language.names.blanks else []
        over = [found.date for found in dates if _heads(found, hit)]
        day = over[0] if over else None
        return (day.value.rpartition("/")[2], day.basis) if day is not None else (context.published, context.basis)
    if emit.date == "@act":
        return (context.last_act.date, context.last_act.basis) if context.last_act else (None, None)
    if emit.date == "none":
        return None, None
    if emit.date == "@before":
        founds = _dates_by_nearness(hit, context)
        value = founds[0].date.value if founds and founds[0].date is not None else context.last_date
        return value, DateBasis.INFERRED_FROM_TEXT if value else None
    if emit.date is None and emit.type not in _DATED:
        return None, None
    if emit.date is None:
        pointed = _pointed_at(hit.match[0], context)
        if pointed[0] is not None:
            return pointed
    founds = hit.found(emit.date) if emit.date is not None else _dates_by_nearness(hit, context)
    bound = "since" if emit.type is ClaimType.TALLY else "up_to"
    founds = [found for found in founds if not _is_bound(found, hit, context, bound)]
    if founds and founds[0].date is not None:
        value = founds[0].date.value
        # A count stands as of the end of the days that it covers.
        as_of = value.rpartition("/")[2] if emit.type is ClaimType.TALLY else value
        return as_of, founds[0].date.basis
    pointed = _pointed_at(_up_to_clause(hit) if emit.type is ClaimType.TALLY else hit.line.string, context)
    if pointed[0] is not None:
        return pointed
    if emit.type is ClaimType.TALLY and emit.action in {"signature", "ratification"}:
        closed = _end_of_ceremony(hit, context) if emit.action == "signature" else None
        return (closed, DateBasis.INFERRED_FROM_TEXT) if closed is not None else (context.published, context.basis)
    return None, None


def _end_of_ceremony(hit: Hit, context: Context) -> str | None:
    """The last day of the known ceremony that a sentence names, by itself or by its place, where it lies before the
    document's: `72 states signed the Convention in Hanoi`, told in December, stands as of October."""
    known = _occasion(context)
    if known is None or context.published is None or known.attributes["end"] >= context.published:
        return None
    named = {found.key for found in hit.line.all_founds() if found.kind in "ELC"}
    near = {known.key, known.attributes.get("place")}
    now = context.language.class_patterns.get("count_now")
    present = now is not None and now.regex.search(hit.line.string) is not None
    return known.attributes["end"] if named & near and not present else None


def framed_date(hit: Hit, place: Place, context: Context) -> Dated:
    """The day that opened the sentence before, in the same paragraph, for an act whose own sentence has no date (`On 30
    November six states signed the protocol. Brazil acceded to the convention.`)."""
    frame = context.frame
    near = frame is not None and frame[1] == place.block and frame[0] == place.sentence - 1
    if frame is None or not near or any(found.kind == "D" for found in hit.line.all_founds()):
        return None, None
    return frame[2], DateBasis.INFERRED_FROM_TEXT


def _up_to_clause(hit: Hit) -> str:
    """The words of a sentence up to the end of the clause of a match."""
    string = hit.line.string
    ends = [at for mark in _MARKS if (at := string.find(f"{mark} ", hit.match.end())) >= 0]
    return string[: min(ends, default=len(string))]


def standing(modality: Modality, type: ClaimType, date: str | None, published: str | None) -> Modality:
    """The modality, where what is dated after the document is planned, however it is worded (`opens tomorrow`)."""
    if modality is not Modality.ASSERTED or type not in _DATED or date is None or published is None:
        return modality
    start = date.partition("/")[0]
    known = min(len(start), len(published))
    return Modality.PLANNED if start[:known] > published[:known] else modality


def year_of_past(date: str | None, published: str | None) -> str | None:
    """The day of what is done: where a year that was only guessed would put it after the document, the year before."""
    if date is None or published is None or len(date) != len(_A_DAY) or date <= published:
        return date
    before = f"{int(date[:4]) - 1}{date[4:]}"
    return date if date.endswith(_LEAP_DAY) or before > published else before


def has_passed(date: str | None, published: str | None) -> bool:
    """Whether a date lies wholly before the document's."""
    return date is not None and published is not None and date.rpartition("/")[2] < published[: len(date)]


def _dates_by_nearness(hit: Hit, context: Context) -> list[Found]:
    """The sentence's dates, nearest to the trigger first; those of another clause (`said on Monday that …`) are out."""
    span = hit.group_span("trigger") if hit.has("trigger") else hit.span
    known = [f for f in hit.line.all_founds() if f.kind == "D" and f.date is not None]
    dates = [f for f in known if not _is_beyond_speech(f.span, hit, context)]
    dates = [f for f in dates if not (_is_in_dateline(f, hit) or _is_behind_semicolon(f.span, span, hit))]
    dates = [f for f in dates if not (_is_another_acts(f, hit, context) or _is_in_passing(f, span, context))]
    if "count_now" in context.language.classes and hit.has("count") and _in_the_present(hit, context):
        close = _CLOSE if context.language.names.blanks else _CLOSE_UNSPACED
        dates = [f for f in dates if 0 <= f.span.start - hit.span.end <= close or _opens(f, hit)]
    return sorted(dates, key=lambda found: _distance(found.span, span))


def _is_in_dateline(date: Found, hit: Hit) -> bool:
    """Whether a date stands in the dateline that opens a text (`Nouakchott, 9 May 2023 (Agency) - …`)."""
    at, line = hit.line.founds.index(date), hit.line
    opens = at <= _OPENING and date.span.end <= hit.span.start
    return opens and _DATELINE_END.match(line.string[line.starts[at] + 2 :]) is not None


def _is_behind_semicolon(date: Span, trigger: Span, hit: Hit) -> bool:
    """Whether a semicolon parts a date from the trigger: it is another sentence's in all but the full stop."""
    line = hit.line
    first, last = sorted((date, trigger))
    start = bisect_left(line.spans, first)
    between = line.string[line.starts[start] : line.starts[bisect_left(line.spans, last)]]
    return "; " in between


def _is_in_passing(date: Found, trigger: Span, context: Context) -> bool:
    """Whether a date stands in a clause between commas that does not hold the trigger."""
    return any(
        aside.start <= date.span.start < aside.end and not aside.start <= trigger.start < aside.end
        for aside in context.linker.treaties.asides
    )


def _is_another_acts(date: Found, hit: Hit, context: Context) -> bool:
    """Whether words of the class `dated_act` right before a date make it theirs (`the Convention, adopted on …`)."""
    pattern = context.language.class_patterns.get("dated_act")
    if pattern is None:
        return False
    starts, at = hit.line.starts, hit.line.founds.index(date)
    owners = list(pattern.regex.finditer(hit.line.string, starts[max(0, at - _WORDS_TO_DATE)], starts[at]))
    if not owners:
        return False
    own = hit.match.span("trigger") if hit.has("trigger") else hit.match.span()
    return not (owners[-1].start() < own[1] and own[0] < owners[-1].end())


def _is_bound(found: Found, hit: Hit, context: Context, name: str) -> bool:
    """Whether a date only bounds a time, by the class of the words before it: `up_to` ends that of an act (`had
    ratified it by the end of 2024`), while a count stands as of it; `since` begins that of a count."""
    pattern, line = context.language.class_patterns.get(name), hit.line
    start = line.starts[line.founds.index(found)]
    ends = (other.match.end() for other in line.hits(pattern)) if pattern is not None else ()
    return start in ends


def _in_the_present(hit: Hit, context: Context) -> bool:
    """Whether a count stands in the present (`has now been signed by 46 states`): in the match or just before it."""
    first = max(0, hit.line.index(hit.match.start()) - 4)
    words = hit.line.string[hit.line.starts[first] : hit.match.end()]
    return context.language.class_patterns["count_now"].regex.search(words) is not None


def _opens(found: Found, hit: Hit) -> bool:
    """Whether a date stands at the start of the sentence and so over all of it (`As of 20 March …`)."""
    return found in hit.line.founds[:_OPENING]


def _is_beyond_speech(span: Span, hit: Hit, context: Context) -> bool:
    """Whether the date belongs to another clause: a word of saying or `that` stands between it and the match, or words
    that count on from it (`on 8 June, thirty days after it deposited`). Where the clause of the match has a date of its
    own, words that begin a clause (class `next_clause`: `, and`) part it from a date before them."""
    line = hit.line
    at = next(index for index, other in enumerate(line.spans) if other.start >= span.start)
    if span.end <= hit.span.start:
        between, names = line.string[line.starts[at] + 2 : hit.match.start()], _BEFORE
    else:
        between, names = line.string[hit.match.end() : line.starts[at]], _BEHIND
    classes = context.language.class_patterns
    parted = "next_clause" in classes and classes["next_clause"].regex.search(between) is not None
    # A match may begin with the word itself: `… on 3 December 2018 and ratified the other in 2019`.
    parted = parted or ("and_then" in classes and classes["and_then"].regex.match(hit.match[0]) is not None)
    if span.end <= hit.span.start and parted:
        return any(other.kind == "D" and other.span.start > hit.span.start for other in line.all_founds())
    return any(name in classes and classes[name].regex.search(between) for name in names)


def _heads(found: Found, hit: Hit) -> bool:
    """Whether a date stands among a sentence's first words and before a match (`At the close, on Sunday, 72 …`)."""
    return found in hit.line.founds[:_HEAD] and found.span.end < hit.span.start


def _distance(one: Span, other: Span) -> int:
    """Characters between two stretches; a date before its verb counts as farther than one behind it."""
    if one.end <= other.start:
        return 2 * (other.start - one.end) + 1
    return max(0, one.start - other.end)


def _pointed_at(words: str, context: Context) -> Dated:
    """The day that a stretch of the line points back to: `the same day`, `on the second day`, by pattern or class."""
    language = context.language
    for name in ("same_day", *_DAYS_OF_OCCASION):
        pattern = language.patterns.get(name) or language.class_patterns.get(name)
        if pattern is not None and pattern.regex.search(words):
            day = _DAYS_OF_OCCASION.get(name)
            value = context.last_date if name == "same_day" else _day_of_occasion(_occasion(context), day)
            return value, DateBasis.INFERRED_FROM_TEXT if value else None
    return None, None


def _occasion(context: Context) -> Known | None:
    """The known occasion of several days that the text speaks of: the last named, else its treaty's ceremony."""
    entities = load_authority().entities
    last = entities.get(context.last_event or "")
    if last is not None and _lasts(last):
        return last
    treaty = context.last_act.treaty if context.last_act is not None else context.linker.treaties.main
    ceremonies = [
        known
        for known in load_authority().of_type("event")
        if known.attributes.get("treaty") == treaty and known.attributes.get("event_type") == "ceremony"
    ]
    return ceremonies[0] if len(ceremonies) == 1 and _lasts(ceremonies[0]) else None


def _lasts(known: Known) -> bool:
    start, end = known.attributes.get("start", ""), known.attributes.get("end", "")
    return bool(start) and bool(end) and start < end


def _day_of_occasion(known: Known | None, day: int | None) -> str | None:
    if known is None:
        return None
    start, end = known.attributes["start"], known.attributes["end"]
    if day is None:
        return end
    value = (datetime.date.fromisoformat(start) + datetime.timedelta(days=day)).isoformat()
    return value if value <= end else None
