"""The road, from a location to what the store holds: open, parse, read, check, replace, derive."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from graph.derivation import rederive
from graph.errors import UnreadableDocument
from graph.model import ClaimType, Reading
from graph.publish import Outcome, Receipt, ensure_base, publish
from graph.quarantine import Quarantine, unreadable
from graph.settings import Settings
from graph.store import Store
from graph.validation import Validator
from ingest.languages import read_languages
from ingest.model import RawDocument, Skipped
from ingest.parsing import parse
from ingest.reader import read_document
from ingest.sources import open_location


class Status(StrEnum):
    """What became of one document."""

    INGESTED = "ingested"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    QUARANTINED = "quarantined"


# With these the store says what the document says; with the others somebody has to look.
SETTLED = frozenset({Status.INGESTED, Status.REPLACED, Status.UNCHANGED})


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome for one document; `reason` says why it was skipped or quarantined."""

    location: str
    status: Status
    claims: int = 0
    reason: str | None = None


def read(raw: RawDocument) -> Reading:
    """What one document says; UnreadableDocument where it cannot be read at all."""
    return read_document(parse(raw))


def documents(locations: Iterable[str], settings: Settings) -> Iterator[RawDocument | Skipped]:
    """The documents at all locations in order; UnknownLocation names one where nothing stands."""
    for location in locations:
        yield from open_location(location, settings.max_document_bytes)


def why_not(reading: Reading) -> str | None:
    """Why a reading is not worth storing, or None where it is."""
    document = reading.document
    if document.language not in read_languages():
        known = ", ".join(read_languages())
        return f"its language ({document.language}) is not read; the languages read are {known}"
    if all(claim.type is ClaimType.REPORTS for claim in reading.claims):
        return "it tells of no cybercrime treaty event"
    return None


@dataclass(frozen=True, slots=True)
class Road:
    """The store, the gate and the quarantine that a run of ingest writes to."""

    store: Store
    gate: Validator
    quarantine: Quarantine
    settings: Settings

    def ingest(self, locations: Iterable[str], now: datetime) -> Iterator[Result]:
        """Ingest all documents, one result each; the accepted graph is derived when all are through."""
        ensure_base(self.store, self.settings, self.gate)
        try:
            for item in documents(locations, self.settings):
                yield self._one(item, now)
        finally:
            rederive(self.store, self.settings)

    def _one(self, item: RawDocument | Skipped, now: datetime) -> Result:
        if isinstance(item, Skipped):
            return self._skip(item, item.reason)
        try:
            reading = read(item)
        except UnreadableDocument as error:
            return self._skip(item, error.reason)
        reason = why_not(reading)
        if reason is not None:
            return self._skip(item, reason)
        location = canonical(item)
        receipt = publish(reading, location, self.store, self.gate, self.settings, now)
        status = Status(receipt.outcome.value)
        return Result(item.location, status, len(reading.claims), _reasons(receipt))

    def _skip(self, item: RawDocument | Skipped, reason: str) -> Result:
        body = item.body if isinstance(item, RawDocument) else b""
        self.quarantine.add(unreadable(canonical(item), reason, body))
        return Result(item.location, Status.SKIPPED, reason=reason)


def _reasons(receipt: Receipt) -> str | None:
    """What the gate found wrong, in English; None where the document got in."""
    if receipt.outcome is not Outcome.QUARANTINED or receipt.report is None:
        return None
    return "; ".join(dict.fromkeys(violation.message() for violation in receipt.report.blocking))


def canonical(item: RawDocument | Skipped) -> str:
    """One spelling for a location, by which a changed document is known as a version of the same.

    What comes over standard input has no place to come back to, so each text has a location of its own.
    """
    if item.location == "-" and isinstance(item, RawDocument):
        return f"stdin:{hashlib.sha256(item.body).hexdigest()[:16]}"
    return str(Path(item.location).resolve())
