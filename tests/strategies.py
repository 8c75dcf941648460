"""Hypothesis strategies for readings that keep the contract: any script, any order, spans within the text.

`readings()` gives whole readings for the round trips; `whens()`, `spans()` and `texts` serve alone. Alphabets
are small and of several scripts on purpose, so that a failing example is hard and can still be read.
"""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from graph.model import (
    Claim,
    ClaimType,
    DateBasis,
    Document,
    Entity,
    EntityType,
    EventType,
    Instrument,
    Mention,
    Modality,
    Reading,
    SourceKind,
    Span,
)
from graph.records.contract import ACTIONS, BOUNDS, RULES, UNITS, Rule

LANGUAGES = ("ar", "en", "fr", "vi", "zh-Hans")
# Letters that spellers confuse, marks that combine, astral letters, quotes, line ends, controls.
_LETTERS = "abcXYZ 09.,'\"\\\n\r\t\u2028\x85\x00éđĐạ\u0301\u0323أىةـ\u064b٣ёЖ中国𐐷😀—«»"
_FLAGS = ("doubtful-expansion", "doubtful-date", "ambiguous-name")

texts: SearchStrategy[str] = st.text(_LETTERS, min_size=1, max_size=60)
names: SearchStrategy[str] = st.text("abAB éđأى中Ж9-", min_size=1, max_size=8)


@st.composite
def days(draw: DrawFn) -> str:
    """A day, a month or a year."""
    day = draw(st.dates()).isoformat()
    return draw(st.sampled_from((day, day[:7], day[:4])))


@st.composite
def whens(draw: DrawFn) -> str:
    """A partial date or an interval that does not end before it starts."""
    first, last = sorted((draw(st.dates()).isoformat(), draw(st.dates()).isoformat()))
    return draw(st.one_of(days(), st.just(f"{first}/{last}")))


@st.composite
def spans(draw: DrawFn, text: str) -> Span:
    """A stretch of at least one code point."""
    start = draw(st.integers(0, len(text) - 1))
    return Span(start, draw(st.integers(start + 1, len(text))))


@st.composite
def documents(draw: DrawFn) -> Document:
    """A document with or without what it may say of itself."""
    maybe = st.none() | names
    return Document(
        text=draw(texts),
        language=draw(st.sampled_from(LANGUAGES)),
        title=draw(maybe),
        url=draw(st.none() | st.just("https://example.org/a?b=c#d")),
        publisher=draw(maybe),
        published=draw(st.none() | st.dates().map(lambda day: day.isoformat())),
        published_basis=draw(st.none() | st.sampled_from(DateBasis)),
        media_type=draw(st.sampled_from(("text/plain", "text/html"))),
        source_kind=draw(st.none() | st.sampled_from(SourceKind)),
        status_date=draw(st.none() | st.dates().map(lambda day: day.isoformat())),
        original=draw(st.none() | st.just("https://example.org/original")),
    )


@st.composite
def entities(draw: DrawFn, id: str) -> Entity:
    """A known or a provisional entity of any type."""
    type = draw(st.sampled_from(EntityType))
    known = {EntityType.STATE: "state/vnm", EntityType.TREATY: "treaty/un-xviii-16"}
    return Entity(
        id=id,
        type=type,
        label=draw(names),
        labels=tuple(draw(st.lists(st.tuples(st.sampled_from(LANGUAGES), names), max_size=3))),
        key=draw(st.sampled_from((None, known[type]))) if type in known else None,
        iso3=None,
        same_as=tuple(draw(st.lists(st.just("http://www.wikidata.org/entity/Q881"), max_size=1))),
        event_type=draw(st.none() | st.sampled_from(EventType)) if type == EntityType.EVENT else None,
    )


_INSTRUMENTS = st.sampled_from(Instrument)


@st.composite
def claims(draw: DrawFn, document: Document, known: list[Entity]) -> Claim:
    """A claim that its rule allows between entities of the reading."""
    possible = [type for type, rule in RULES.items() if _is_possible(rule, known)]
    type = draw(st.sampled_from(possible))
    rule = RULES[type]
    subjects = [entity.id for entity in known if entity.type in rule.subject]
    objects = [entity.id for entity in known if entity.type in rule.object]
    date = draw(whens() if rule.needs == "date" else st.none() | whens())
    return Claim(
        type=type,
        subject=draw(st.sampled_from(subjects)),
        evidence=draw(spans(document.text)),
        object=draw(_object(rule, objects)) if objects else None,
        value=draw(_value(rule)),
        action=draw(st.sampled_from(ACTIONS) if rule.needs == "action" else st.none()),
        bound=draw(st.none() | st.sampled_from(BOUNDS)),
        unit=draw(st.none() | st.sampled_from(UNITS)),
        date=date,
        date_basis=None if date is None else draw(st.none() | st.sampled_from(DateBasis)),
        delay_days=draw(st.none() | st.integers(0, 365)),
        instrument=draw(_INSTRUMENTS if rule.needs == "instrument" else st.none() | _INSTRUMENTS),
        modality=draw(st.sampled_from(Modality)),
        quoted=draw(st.booleans()),
        confidence=draw(st.integers(0, 100)) / 100,
        flags=tuple(draw(st.lists(st.sampled_from(_FLAGS), unique=True, max_size=2))),
        rule=draw(st.none() | st.just("en.sign.1")),
    )


@st.composite
def readings(draw: DrawFn) -> Reading:
    """A whole reading; every span of a mention is taken once, as the gate asks."""
    document = draw(documents())
    known = [draw(entities(f"e{number}")) for number in range(1, draw(st.integers(1, 6)) + 1)]
    places = draw(st.lists(spans(document.text), unique=True, max_size=4))
    mentions = tuple(Mention(draw(st.sampled_from(known)).id, span) for span in places)
    is_any = any(_is_possible(rule, known) for rule in RULES.values())
    found = draw(st.lists(claims(document, known), max_size=6)) if is_any else []
    # A record has notices beside its claims, and they are read after these.
    found.sort(key=lambda claim: claim.type == ClaimType.GIVES_NOTICE)
    extractor = draw(st.sampled_from(("treatygraph-rules", "other/2.1")))
    return Reading(document, tuple(known), mentions, tuple(found), extractor)


def _is_possible(rule: Rule, known: list[Entity]) -> bool:
    types = {entity.type for entity in known}
    return bool(types & rule.subject) and (not rule.object or not rule.object_required or bool(types & rule.object))


def _object(rule: Rule, objects: list[str]) -> SearchStrategy[str | None]:
    wanted = st.sampled_from(objects)
    return wanted if rule.object_required else st.none() | wanted


def _value(rule: Rule) -> SearchStrategy[str | int | None]:
    if rule.value is None:
        return st.none()
    return names if rule.value == "text" else st.integers(0, 300)
