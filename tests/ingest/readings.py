"""Readings of small texts in a stated language, and their claims as lines."""

from __future__ import annotations

from graph.model import Claim, DateBasis, Reading, Span
from ingest.model import Block, BlockKind, Metadata, Parsed
from ingest.reader import read_document


def reading_of(text: str, language: str, published: str | None = None) -> Reading:
    """What a text of one block a line says."""
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block(Span(at, at + len(line)), BlockKind.BODY))
        at += len(line) + 1
    basis = DateBasis.INFERRED_FROM_METADATA if published else None
    return read_document(
        Parsed(
            text, tuple(blocks), Metadata(published=published, published_basis=basis, language=language), "text/plain"
        )
    )


def told(reading: Reading) -> set[str]:
    """Every claim as one line: type, subject, object or value, date, and its standing where it is not asserted."""
    return {_line(reading, claim) for claim in reading.claims}


def _line(reading: Reading, claim: Claim) -> str:
    def name(id: str | None) -> str | None:
        entity = None if id is None else reading.entity(id)
        return None if entity is None else (entity.key or entity.label).rpartition("/")[2]

    speaks = claim.type in {"states", "calls-for", "commits"}
    parts = [claim.type, name(claim.subject)]
    if speaks:
        parts.append(claim.evidence.of(reading.document.text))
    else:
        parts += [name(claim.object), None if claim.value is None else str(claim.value), claim.action, claim.date]
    if claim.modality != "asserted":
        parts.append(claim.modality)
    return " | ".join(part for part in parts if part is not None)
