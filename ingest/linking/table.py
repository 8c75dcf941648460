"""The entities of one document, each once, by their refs."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from graph.folding import fold as fold_name
from graph.model import EntityType, EventType
from ontology.authority import Known, load_authority

fold = lru_cache(maxsize=65536)(fold_name)  # the same names come again in every document


class Referent(NamedTuple):
    """One entity of the document: `ref` is its authority key, or `new:type:name`."""

    ref: str
    type: EntityType
    label: str
    key: str | None = None
    iso3: str | None = None
    same_as: tuple[str, ...] = ()
    event_type: EventType | None = None


class Place(NamedTuple):
    """Where a mention stands: the index of its sentence and of its block."""

    sentence: int
    block: int


class Table(dict[str, Referent]):
    """The referents of one document by ref, in the order in which they were met."""

    def known(self, key: str) -> str:
        """The ref of a known entity, noted as one of the document."""
        if key not in self:
            known = load_authority().entities[key]
            wikidata = known.attributes.get("wikidata")
            event_type = known.attributes.get("event_type")
            self[key] = Referent(
                ref=key,
                type=EntityType(known.type),
                label=known.label,
                key=key,
                iso3=_iso3(known),
                same_as=(f"http://www.wikidata.org/entity/{wikidata}",) if wikidata else (),
                event_type=EventType(event_type) if event_type else None,
            )
        return key

    def new(self, type: EntityType, label: str) -> str:
        """The ref of an entity that no table knows, noted as one of the document."""
        ref = f"new:{type}:{fold(label)}"
        self.setdefault(ref, Referent(ref, type, label))
        return ref

    def of_type(self, type: EntityType) -> list[str]:
        """The refs of one type, in the order in which they were met."""
        return [ref for ref, referent in self.items() if referent.type is type]


def _iso3(known: Known) -> str | None:
    iso3 = known.attributes.get("iso3", "")
    return iso3 if len(iso3) == 3 else None
