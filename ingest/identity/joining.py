"""What a document that tells of a treaty says itself on the identity of those it names."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.model import Entity, Reading
from ingest.identity.matching import match, wikidata_of
from ingest.identity.model import Identities
from ontology.authority import load_authority

# What may stand as an IRI in the record; anything else stays in the page.
_IRI = re.compile(r"https?://[^\x00-\x20<>\"{}|^`\\]+\Z")


def with_identities(reading: Reading, identities: Identities) -> Reading:
    """The reading whose known entities bear the IRIs by which its page names them; no entity and no claim is added.

    An identity counts where its codes or exact name say which known entity it is, and adds no second Wikidata item to
    one that has its own.
    """
    added: dict[str, list[str]] = {}
    for identity in identities.found:
        key = match(identity).key
        if key is not None:
            added.setdefault(key, []).extend((identity.iri, *identity.same_as))
    entities = tuple(_joined(entity, added.get(entity.key or "", [])) for entity in reading.entities)
    return replace(reading, entities=entities) if entities != reading.entities else reading


def _joined(entity: Entity, iris: list[str]) -> Entity:
    fit = [iri for iri in iris if _IRI.match(iri) and _agrees(iri, entity.key)]
    return replace(entity, same_as=tuple(dict.fromkeys((*entity.same_as, *fit)))) if fit else entity


def _agrees(iri: str, key: str | None) -> bool:
    own = None if key is None else load_authority().entities[key].attributes.get("wikidata")
    item = wikidata_of(iri)
    return item is None or (item == own and iri.startswith("http://www.wikidata.org/entity/"))
