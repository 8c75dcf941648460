"""A Reading as an extraction record: plain data, and one line of JSON of it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from graph.identifiers import DEFAULT_BASE, thing
from graph.model import Claim, ClaimType, Document, Entity, Mention, Reading

SCHEMA = "extraction/1"
# The usual values of these two, which a record leaves out.
MEDIA_TYPE = Document("", "und").media_type
EXTRACTOR = Reading(Document("", "und")).extractor
# Line ends for some readers of JSON Lines, though not for JSON.
_LINE_ENDS = {ord(char): f"\\u{ord(char):04x}" for char in "\x85\u2028\u2029"}


def to_record(reading: Reading, base: str = DEFAULT_BASE) -> dict[str, object]:
    """The record of a reading, keys in the contract's order; known entities carry their IRI under `base`.

    The contract's list of claims is closed: notices to a depositary stand beside it, at the document.
    """
    return {
        "schema": SCHEMA,
        "document": _document_record(reading),
        "entities": [_entity_record(entity, base) for entity in reading.entities],
        "mentions": [_mention_record(mention, reading.document.text) for mention in reading.mentions],
        "claims": [_claim_record(claim) for claim in reading.claims if claim.type != ClaimType.GIVES_NOTICE],
    }


def dumps(record: Mapping[str, object]) -> str:
    """The record as one line of JSON Lines, without the line end; same record, same characters."""
    return json.dumps(record, ensure_ascii=False, allow_nan=False).translate(_LINE_ENDS)


def _document_record(reading: Reading) -> dict[str, object]:
    document = reading.document
    notices = [_claim_record(claim) for claim in reading.claims if claim.type == ClaimType.GIVES_NOTICE]
    return _present(
        id=document.id,
        language=document.language,
        title=document.title,
        url=document.url,
        publisher=document.publisher,
        published=document.published,
        published_basis=document.published_basis and document.published_basis.value,
        media_type=None if document.media_type == MEDIA_TYPE else document.media_type,
        extractor=None if reading.extractor == EXTRACTOR else reading.extractor,
        source_kind=document.source_kind and document.source_kind.value,
        status_date=document.status_date,
        original=document.original,
        notices=notices or None,
    )


def _entity_record(entity: Entity, base: str) -> dict[str, object]:
    labels: dict[str, str] = {}
    for language, name in entity.labels:
        labels.setdefault(language, name)
    repeats = len(labels) < len(entity.labels)
    return _present(
        id=entity.id,
        type=entity.type.value,
        label=entity.label,
        labels=labels or None,
        written=[[language, name] for language, name in entity.labels] if repeats else None,
        iso3=entity.iso3,
        iri=None if entity.key is None else str(thing(base, *entity.key.split("/", 1))),
        same_as=list(entity.same_as) or None,
        event_type=entity.event_type and entity.event_type.value,
    )


def _mention_record(mention: Mention, text: str) -> dict[str, object]:
    span = mention.span
    return {"entity": mention.entity, "start": span.start, "end": span.end, "text": span.of(text)}


def _claim_record(claim: Claim) -> dict[str, object]:
    return _present(
        type=claim.type.value,
        subject=claim.subject,
        object=claim.object,
        value=claim.value,
        action=claim.action,
        bound=claim.bound,
        unit=claim.unit,
        date=claim.date,
        date_basis=claim.date_basis and claim.date_basis.value,
        delay_days=claim.delay_days,
        instrument=claim.instrument and claim.instrument.value,
        modality=claim.modality.value,
        quoted=claim.quoted or None,
        evidence={"start": claim.evidence.start, "end": claim.evidence.end},
        confidence=claim.confidence,
        flags=list(claim.flags) or None,
        rule=claim.rule,
    )


def _present(**members: object) -> dict[str, object]:
    return {name: value for name, value in members.items() if value is not None}
