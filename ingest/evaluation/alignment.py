"""Which entity of a reading is which annotated one: told by the mentions that they share, one to one."""

from __future__ import annotations

from graph.model import Entity, EntityType, Reading
from ingest.evaluation.assignment import assign
from ingest.evaluation.comparing import folded, overlap
from ingest.evaluation.gold import Gold, GoldEntity
from ontology.authority import load_authority

# What shared mentions weigh where the types differ: enough to say which entity was mistaken, never to outweigh.
_OTHER_TYPE = 0.1


def align(gold: Gold, reading: Reading) -> dict[str, str]:
    """The id of each entity of the reading that has an annotated one, and that one's id."""
    pairs = _by_mentions(gold, reading)
    mentioned = {mention.entity for mention in reading.mentions}, {mention.entity for mention in gold.mentions}
    for entity in reading.entities:
        if entity.id in pairs:
            continue
        for other in gold.entities:
            unseen = entity.id not in mentioned[0] or other.id not in mentioned[1]
            if unseen and other.id not in pairs.values() and entity.type in other.types and is_named(entity, other):
                pairs[entity.id] = other.id
                break
    return pairs


def _by_mentions(gold: Gold, reading: Reading) -> dict[str, str]:
    mine = {entity.id: index for index, entity in enumerate(reading.entities)}
    theirs = {entity.id: index for index, entity in enumerate(gold.entities)}
    weights: dict[tuple[int, int], float] = {}
    for mention in reading.mentions:
        for other in gold.mentions:
            close = max(overlap(mention.span, span) for span in other.spans)
            if close:
                pair = mine[mention.entity], theirs[other.entity]
                right = reading.entities[pair[0]].type in gold.entities[pair[1]].types
                weights[pair] = weights.get(pair, 0.0) + (close if right else close * _OTHER_TYPE)
    return {reading.entities[left].id: gold.entities[right].id for left, right in assign(weights).items()}


def is_named(entity: Entity, other: GoldEntity) -> bool:
    """Whether label, identifiers or code of an entity name the annotated one; a known one has all its names."""
    if other.type is EntityType.STATE and other.iso3 is not None and entity.iso3 is not None:
        return entity.iso3 == other.iso3
    if other.iris & set(entity.same_as):
        return True
    known = None if entity.key is None else load_authority().entities.get(entity.key)
    names = {entity.label, *(name.text for name in known.names)} if known is not None else {entity.label}
    return bool({folded(name) for name in names} & {folded(name) for name in other.names})
