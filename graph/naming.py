"""What the things of one reading are called: the IRIs of its document, entities, claims and spans.

A known entity has its authority key. An entity that only this document introduces is provisional: its key is
its slug and a hash of what makes it itself. A name alone never makes two people one; a name and an office do.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from rdflib import URIRef

from graph.folding import fold
from graph.identifiers import content_hash, slug, thing
from graph.model import Claim, ClaimType, Entity, EntityType, Modality, Reading, Span

_LONGEST_SLUG = 60
# An office that was read with less confidence than this joins nobody: it may be another's.
_SURE_OFFICE = 0.6


@dataclass(frozen=True)
class Names:
    """The IRIs of one reading under one base."""

    reading: Reading
    base: str
    keys: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        keys: dict[str, str] = {}
        object.__setattr__(self, "keys", keys)
        # Bodies first: the key of a person may rest on the key of the body they serve.
        for entity in sorted(self.reading.entities, key=lambda entity: entity.type == EntityType.PERSON):
            keys[entity.id] = entity.key or f"{entity.type}/{self._provisional(entity)}"

    @property
    def document(self) -> URIRef:
        """The document."""
        return thing(self.base, "document", self.reading.document.key)

    def entity(self, id: str) -> URIRef:
        """The entity of that local id."""
        return thing(self.base, *self.keys[id].split("/", 1))

    def span(self, span: Span) -> URIRef:
        """A stretch of the text as evidence."""
        return thing(self.base, "span", self._place(span))

    def mention(self, span: Span) -> URIRef:
        """A stretch of the text that denotes an entity."""
        return thing(self.base, "mention", self._place(span))

    def claim(self, claim: Claim) -> URIRef:
        """A claim; the same from every run that reads the same there."""
        return thing(self.base, "claim", self._hash(claim))

    def statement(self, claim: Claim) -> URIRef:
        """What the speaker of a claim is said to have said."""
        return thing(self.base, "statement", self._hash(claim))

    def post(self, claim: Claim) -> URIRef | None:
        """The post of a `holds-position` claim, or None where it names no body."""
        if claim.object is None:
            return None
        return post(self.base, self.keys[claim.object], str(claim.value))

    def run(self, software: str, version: str) -> URIRef:
        """The software, in its version, that read the document."""
        return thing(self.base, "run", f"{slug(software) or content_hash(software)}-{version}")

    def _place(self, span: Span) -> str:
        return f"{self.reading.document.key}-{span.start}-{span.end}"

    def _hash(self, claim: Claim) -> str:
        # Confidence, rule and flags tell of the run, not of what the document says.
        return content_hash(
            self.reading.document.key,
            claim.type.value,
            self.keys[claim.subject],
            claim.object and self.keys[claim.object],
            type(claim.value).__name__,
            claim.value,
            claim.action,
            claim.bound,
            claim.unit,
            claim.date,
            claim.delay_days,
            claim.modality.value,
            claim.quoted,
            claim.evidence.start,
            claim.evidence.end,
            # Last and only where it is told, so that the claims of articles keep their names.
            *([] if claim.instrument is None else [claim.instrument.value]),
        )

    def _provisional(self, entity: Entity) -> str:
        name = fold(entity.label) or entity.label
        if entity.type == EntityType.PERSON:
            parts = [name, *(self._office(entity) or [self.reading.document.key])]
        elif entity.type == EntityType.EVENT:
            parts = [self.reading.document.key, entity.label, entity.event_type or ""]
        else:
            parts = [name]
        short = _shortened(slug(entity.label))
        return "-".join(part for part in (short, content_hash(*parts, length=8)) if part)

    def _office(self, person: Entity) -> list[str] | None:
        offices = [
            (claim.evidence, fold(str(claim.value)), self.keys[claim.object])
            for claim in self.reading.claims
            if claim.type == ClaimType.HOLDS_POSITION
            and claim.subject == person.id
            and claim.object is not None
            and claim.modality == Modality.ASSERTED
            and claim.confidence >= _SURE_OFFICE
        ]
        return list(min(offices)[1:]) if offices else None


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST_SLUG else words[:_LONGEST_SLUG].rpartition("-")[0]


def post(base: str, body: str, title: str) -> URIRef:
    """The post of that title in the body of that key (`state/vnm`)."""
    local = body.split("/", 1)[1]
    return thing(base, "post", f"{local}/{slug(title) or content_hash(fold(title) or title, length=8)}")
