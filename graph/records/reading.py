"""An extraction record as a Reading, checked field by field against its text."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from graph.dates import PartialDate, parse_when
from graph.identifiers import DEFAULT_BASE, split_thing
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
from graph.records.checking import Place
from graph.records.contract import ACTIONS, BOUNDS, RULES, UNITS, Rule
from graph.records.writing import EXTRACTOR, MEDIA_TYPE, SCHEMA

_MEMBERS = ("schema", "document", "entities", "mentions", "claims")
_LANGUAGE = r"[a-z]{2,3}(-[A-Za-z0-9]+)*"
_IRI = r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*"
_E = TypeVar("_E", bound=StrEnum)


def from_record(record: object, text: str, base: str = DEFAULT_BASE) -> Reading:
    """The reading that a record tells of `text`; InvalidRecord names the place of the first breach."""
    root = Place("$", record)
    for name, place in root.members():
        if name not in _MEMBERS:
            place.fail("the contract has no such member")
    root.member("schema").choice({SCHEMA}, SCHEMA)
    document = _document(root.member("document"), text)
    entities = tuple(_entity(place, base) for place in root.member("entities").items())
    types = _types_by_id(entities, root.member("entities"))
    mentions = tuple(_mention(place, text, types) for place in root.member("mentions").items())
    claims = tuple(_claim(place, text, types) for place in root.member("claims").items())
    claims += tuple(_claim(place, text, types) for place in _items(root.member("document"), "notices"))
    extractor = root.member("document").optional("extractor")
    return Reading(document, entities, mentions, claims, extractor.string(empty=False) if extractor else EXTRACTOR)


def _document(place: Place, text: str) -> Document:
    published, held_on = place.optional("published"), place.optional("status_date")
    document = Document(
        text=text,
        language=place.member("language").string(_LANGUAGE),
        title=_text(place, "title"),
        url=_text(place, "url", _IRI),
        publisher=_text(place, "publisher"),
        published=None if published is None else _day(published),
        published_basis=_optional_kind(place, "published_basis", DateBasis),
        media_type=_text(place, "media_type") or MEDIA_TYPE,
        source_kind=_optional_kind(place, "source_kind", SourceKind),
        status_date=None if held_on is None else _day(held_on),
        original=_text(place, "original", _IRI),
    )
    if place.member("id").string() != document.id:
        place.member("id").fail(f"the text given is {document.id}; give the text that the record was read from")
    return document


def _entity(place: Place, base: str) -> Entity:
    type = _kind(place.member("type"), EntityType)
    same_as = [item.string(_IRI) for item in _items(place, "same_as")]
    key, foreign = _known_key(place, base, type)
    return Entity(
        id=place.member("id").string(),
        type=type,
        label=place.member("label").string(empty=False),
        labels=_labels(place),
        key=key,
        iso3=_text(place, "iso3", "[A-Z]{3}"),
        same_as=tuple(same_as if foreign is None or foreign in same_as else [*same_as, foreign]),
        event_type=_optional_kind(place, "event_type", EventType),
    )


def _known_key(place: Place, base: str, type: EntityType) -> tuple[str | None, str | None]:
    """The key that an IRI of ours holds, or else the IRI, which then is another name for the entity."""
    found = place.optional("iri")
    if found is None:
        return None, None
    parts = split_thing(base, found.string(_IRI))
    if parts is None:
        return None, found.string()
    if parts[0] != type:
        found.fail(f"names a {parts[0]}, but the entity is a {type}")
    return "/".join(parts), None


def _labels(place: Place) -> tuple[tuple[str, str], ...]:
    written = place.optional("written")
    if written is None:
        found = place.optional("labels")
        pairs = [] if found is None else [(Place(at.path, language), at) for language, at in found.members()]
    else:
        pairs = [_pair(item) for item in written.items()]
    return tuple((language.string(_LANGUAGE), name.string()) for language, name in pairs)


def _pair(place: Place) -> tuple[Place, Place]:
    items = list(place.items())
    return (items[0], items[1]) if len(items) == 2 else place.fail("write [language, name]")


def _types_by_id(entities: tuple[Entity, ...], place: Place) -> dict[str, EntityType]:
    types: dict[str, EntityType] = {}
    for entity, at in zip(entities, place.items(), strict=True):
        if entity.id in types:
            at.member("id").fail(f"{entity.id!r} names an earlier entity too")
        types[entity.id] = entity.type
    return types


def _mention(place: Place, text: str, types: Mapping[str, EntityType]) -> Mention:
    entity = _reference(place.member("entity"), types)
    span = _span(place, text)
    found, said = span.of(text), place.member("text").string()
    if found != said:
        place.member("text").fail(f"is {said!r}, but {found!r} stands at {span.start} to {span.end}")
    return Mention(entity, span)


def _span(place: Place, text: str) -> Span:
    start, end = place.member("start").integer(0), place.member("end").integer(1)
    if end <= start:
        place.member("end").fail(f"{end} does not lie after the start, {start}")
    if end > len(text):
        place.member("end").fail(f"{end} lies beyond the text's {len(text)} code points")
    return Span(start, end)


def _claim(place: Place, text: str, types: Mapping[str, EntityType]) -> Claim:
    type = _kind(place.member("type"), ClaimType)
    rule = RULES[type]
    if rule.needs:
        place.member(rule.needs)
    days, confidence = place.optional("delay_days"), place.optional("confidence")
    quoted, said = place.optional("quoted"), place.optional("date")
    return Claim(
        type=type,
        subject=_reference(place.member("subject"), types, rule.subject),
        evidence=_span(place.member("evidence"), text),
        object=_object(place, rule, types),
        value=_value(place, rule),
        action=_optional_choice(place, "action", ACTIONS),
        bound=_optional_choice(place, "bound", BOUNDS),
        unit=_optional_choice(place, "unit", UNITS),
        date=None if said is None else _when(said),
        date_basis=_optional_kind(place, "date_basis", DateBasis),
        delay_days=None if days is None else days.integer(),
        instrument=_optional_kind(place, "instrument", Instrument),
        modality=_kind(place.member("modality"), Modality),
        quoted=quoted is not None and quoted.boolean(),
        confidence=1.0 if confidence is None else confidence.number(),
        flags=tuple(item.string(empty=False) for item in _items(place, "flags")),
        rule=_text(place, "rule"),
    )


def _object(place: Place, rule: Rule, types: Mapping[str, EntityType]) -> str | None:
    found = place.optional("object")
    if found is None:
        if rule.object and rule.object_required:
            place.member("object")
        return None
    return _reference(found, types, rule.object) if rule.object else found.fail("this claim takes no object")


def _value(place: Place, rule: Rule) -> str | int | None:
    if rule.value is None:
        found = place.optional("value")
        return found if found is None else found.fail("this claim takes no value")
    found = place.member("value")
    return found.string(empty=False) if rule.value == "text" else found.integer()


def _reference(
    place: Place, types: Mapping[str, EntityType], allowed: frozenset[EntityType] = frozenset(EntityType)
) -> str:
    id = place.choice(types, "the ids in entities")
    if types[id] not in allowed:
        place.fail(f"{id!r} is a {types[id]}; here stands a {' or '.join(sorted(allowed))}")
    return id


def _when(place: Place) -> str:
    try:
        return str(parse_when(place.string()))
    except ValueError as error:
        place.fail(str(error))


def _day(place: Place) -> str:
    try:
        found = PartialDate.parse(place.string())
    except ValueError as error:
        place.fail(str(error))
    return str(found) if found.day is not None else place.fail(f"{found} is not a day; write YYYY-MM-DD")


def _text(place: Place, name: str, pattern: str = "") -> str | None:
    found = place.optional(name)
    return None if found is None else found.string(pattern)


def _items(place: Place, name: str) -> list[Place]:
    found = place.optional(name)
    return [] if found is None else list(found.items())


def _kind(place: Place, kinds: type[_E]) -> _E:
    return kinds(place.choice(set(kinds), ", ".join(kinds)))


def _optional_kind(place: Place, name: str, kinds: type[_E]) -> _E | None:
    found = place.optional(name)
    return None if found is None else _kind(found, kinds)


def _optional_choice(place: Place, name: str, allowed: tuple[str, ...]) -> str | None:
    found = place.optional(name)
    return None if found is None else found.choice(allowed, ", ".join(allowed))
