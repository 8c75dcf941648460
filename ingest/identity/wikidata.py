"""Wikidata's entity JSON: names and codes of things; its statements on what they did are not read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from graph.model import EntityType
from ingest.identity.model import Identities, Identity

ENTITY = "http://www.wikidata.org/entity/"
_ITEM = re.compile(r"Q[1-9]\d{0,11}\Z")
_ISO3 = re.compile(r"[A-Z]{3}\Z")
_INSTANCE_OF, _ALPHA3 = "P31", "P298"
# What an item is an instance of, as far as the kinds of the record go.
_CLASSES = {
    "Q5": EntityType.PERSON,
    "Q6256": EntityType.STATE,
    "Q3624078": EntityType.STATE,
    "Q131569": EntityType.TREATY,
    "Q93288": EntityType.TREATY,
    "Q43229": EntityType.ORGANIZATION,
    "Q484652": EntityType.ORGANIZATION,
    "Q245065": EntityType.ORGANIZATION,
    "Q327333": EntityType.ORGANIZATION,
    "Q192283": EntityType.ORGANIZATION,
    "Q515": EntityType.PLACE,
    "Q5119": EntityType.PLACE,
    "Q1549591": EntityType.PLACE,
}


def is_wikidata(data: object) -> bool:
    """Whether JSON has the form of Special:EntityData and wbgetentities: `entities`, each under its own id."""
    entities = data.get("entities") if isinstance(data, dict) else None
    return isinstance(entities, dict) and any(_ITEM.match(str(name)) for name in entities)


def entity_identities(data: Mapping[str, object]) -> Identities:
    """The identities of all items, in their order."""
    entities = data.get("entities")
    found: list[Identity] = []
    skipped: list[str] = []
    for name, entity in entities.items() if isinstance(entities, dict) else ():
        identity = _identity(entity)
        if identity is None:
            skipped.append(f"{str(name)[:40]} is no item with a name")
        else:
            found.append(identity)
    return Identities(tuple(found), tuple(skipped))


def _identity(entity: object) -> Identity | None:
    id = entity.get("id") if isinstance(entity, dict) else None
    if not isinstance(entity, dict) or not isinstance(id, str) or not _ITEM.match(id):
        return None
    labels = tuple(_names(entity.get("labels")))
    iso3 = next((code for code in _strings(entity, _ALPHA3) if _ISO3.match(code)), None)
    classes = (_CLASSES[name] for name in _items(entity, _INSTANCE_OF) if name in _CLASSES)
    kind = EntityType.STATE if iso3 is not None else next(classes, None)
    aliases = tuple(_names(entity.get("aliases")))
    return Identity(ENTITY + id, kind, labels, aliases, iso3) if labels else None


def _names(table: object) -> Iterator[tuple[str, str]]:
    """The names by language: one a language under labels, a list of them under aliases."""
    for entry in table.values() if isinstance(table, dict) else ():
        for name in entry if isinstance(entry, list) else [entry]:
            language, text = (name.get("language"), name.get("value")) if isinstance(name, dict) else (None, None)
            if isinstance(language, str) and isinstance(text, str) and text.strip():
                yield language, text.strip()


def _values(entity: Mapping[str, object], property: str) -> Iterator[object]:
    """The values of a property's statements that are not deprecated."""
    claims = entity.get("claims")
    statements = claims.get(property) if isinstance(claims, dict) else None
    for statement in statements if isinstance(statements, list) else ():
        if isinstance(statement, dict) and statement.get("rank") != "deprecated":
            snak = statement.get("mainsnak")
            value = snak.get("datavalue") if isinstance(snak, dict) else None
            if isinstance(value, dict):
                yield value.get("value")


def _strings(entity: Mapping[str, object], property: str) -> Iterator[str]:
    return (value for value in _values(entity, property) if isinstance(value, str))


def _items(entity: Mapping[str, object], property: str) -> Iterator[str]:
    for value in _values(entity, property):
        name = value.get("id") if isinstance(value, dict) else None
        if isinstance(name, str):
            yield name
