"""The road, from a location to what the store holds: open, parse, read, check, replace, derive."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from graph.derivation import Memory, rederive
from graph.errors import UnreadableDocument
from graph.identifiers import content_hash
from graph.model import ClaimType, Reading
from graph.publish import Outcome, Receipt, ensure_base, publish
from graph.quarantine import Entry, Quarantine, unreadable
from graph.records import from_record
from graph.settings import Settings
from graph.store import Store
from graph.validation import Validator
from ingest.fetching import Client
from ingest.fetching.canonical import canonical_url, is_web_address
from ingest.identity import Identities, names_known, read_identities, with_identities
from ingest.languages import read_languages
from ingest.lineage import with_lineage
from ingest.model import Parsed, RawDocument, Skipped
from ingest.official import EXTRACTOR, form_of, read_official
from ingest.official.held import held_rows, told_changes
from ingest.parsing import parse
from ingest.parsing.items import MEDIA_TYPE as ITEM
from ingest.parsing.sniff import media_type_of
from ingest.plugins import NONE, Plugins
from ingest.plugins.enriching import enriched
from ingest.reader import read_document
from ingest.sources import source_at


class Status(StrEnum):
    """What became of one document."""

    INGESTED = "ingested"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    QUARANTINED = "quarantined"


# With these the store says what the document says; with the others somebody has to look.
SETTLED = frozenset({Status.INGESTED, Status.REPLACED, Status.UNCHANGED})

_IDENTITY_ONLY = "identity only: it says who things are and nothing of what they did; `treatygraph identify` prints it"


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome for one document; `reason` says why it was skipped or quarantined, `entry` names what keeps it.

    `claims` are those that are published, `waiting` those that wait in review.
    """

    location: str
    status: Status
    claims: int = 0
    reason: str | None = None
    entry: str | None = None
    waiting: int = 0


def read(raw: RawDocument, plugins: Plugins = NONE, tell: Callable[[str], None] = lambda _: None) -> Reading:
    """What one document says; UnreadableDocument where it cannot be read at all.

    `tell` hears what became of the proposals of each plug-in, and what of an official record could not be read.
    """
    # An item tells of a record at most; what it holds was laid out by whoever runs the feed.
    official = None if raw.media_type == ITEM else read_official(raw)
    if official is not None:
        for problem in official.problems:
            tell(f"{raw.location}: {problem}")
        return official.reading
    identities = read_identities(raw)
    if identities is not None and (form_of(raw.media_type) or media_type_of(raw) != "text/html"):
        raise UnreadableDocument(raw.location, _IDENTITY_ONLY)
    if (form := form_of(raw.media_type)) is not None:
        raise UnreadableDocument(raw.location, f"is {form}, and no official record of a form that is read")
    parsed = _parsed(raw, identities)
    reading = with_lineage(read_document(parsed, finders=plugins.finders), parsed)
    reading = reading if identities is None else with_identities(reading, identities)
    if plugins.extractors and why_not(reading) is None:
        reading, accounts = enriched(reading, plugins.extractors)
        for account in accounts:
            tell(f"{raw.location}: {account}")
    return reading


def _parsed(raw: RawDocument, identities: Identities | None) -> Parsed:
    """The text of a document; one that says who things are needs none, and is not read for want of it."""
    try:
        return parse(raw)
    except UnreadableDocument as error:
        if identities is None or not identities.found:
            raise
        raise UnreadableDocument(raw.location, _IDENTITY_ONLY) from error


def documents(
    locations: Iterable[str], settings: Settings, client: Client | None = None
) -> Iterator[RawDocument | Skipped]:
    """The documents at all locations in order; UnknownLocation names one where nothing stands, before any is read."""
    sources = [source_at(location, settings.max_document_bytes, client) for location in locations]
    return (item for source in sources for item in source.documents())


def why_not(reading: Reading) -> str | None:
    """Why a reading is not worth storing, or None where it is."""
    document = reading.document
    if reading.extractor == EXTRACTOR:
        return None  # what an official record prints is worth keeping, in whatever language
    if document.language not in read_languages():
        known = ", ".join(read_languages())
        seen = "" if document.language == "und" else f"; it seems to be {document.language}"
        return f"it is in none of the languages that are read ({known}){seen}"
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
    plugins: Plugins = NONE
    tell: Callable[[str], None] = lambda _: None
    memory: Memory = field(default_factory=Memory)
    client: Client | None = None

    def ingest(self, locations: Iterable[str], now: datetime) -> Iterator[Result]:
        """Ingest all documents, one result each; the accepted graph is derived when all are through."""
        yield from self.ingest_documents(documents(locations, self.settings, self.client), now)

    def ingest_documents(self, items: Iterable[RawDocument | Skipped], now: datetime) -> Iterator[Result]:
        """Ingest documents that are at hand, one result each, in step with them."""
        yield from self._through(((item, canonical(item)) for item in items), now)

    def retry(self, entries: Iterable[Entry], now: datetime) -> Iterator[Result]:
        """Ingest again what the gate refused; an entry goes once its document got in, or a newer entry keeps it."""
        kept = [(entry, _source(entry, self.settings)) for entry in entries]
        again = self._through(((raw, entry.location) for entry, raw in kept), now)
        for (entry, _), result in zip(kept, again, strict=True):
            if result.entry != entry.id and entry.id in {other.id for other in self.quarantine.list()}:
                self.quarantine.remove(entry.id)
            yield result

    def _through(self, items: Iterable[tuple[RawDocument | Skipped, str]], now: datetime) -> Iterator[Result]:
        """Each item by the name under which the store knows its place; what came in is derived from at the end."""
        ensure_base(self.store, self.settings, self.gate)
        try:
            for item, place in items:
                yield self._one(item, place, now)
        finally:
            rederive(self.store, self.settings, self.memory)

    def _one(self, item: RawDocument | Skipped, place: str, now: datetime) -> Result:
        if isinstance(item, Skipped):
            return self._skip(item, place, item.reason)
        try:
            reading = read(item, self.plugins, self.tell)
        except UnreadableDocument as error:
            return self._skip(item, place, error.reason)
        reason = why_not(reading)
        if reason is not None:
            return self._skip(item, place, _IDENTITY_ONLY if names_known(item) else reason)
        receipt = self._published(reading, place, item, now)
        status = Status(receipt.outcome.value)
        claims, waiting = len(reading.claims) - receipt.waiting, receipt.waiting
        return Result(item.location, status, claims, _reasons(receipt), receipt.quarantine, waiting)

    def _published(self, reading: Reading, place: str, item: RawDocument, now: datetime) -> Receipt:
        """Publish a reading; where a newer state of an official record lacks rows of the older one, say which."""
        official = reading.extractor == EXTRACTOR
        before = held_rows(self.store, place, self.settings.base_iri) if official else ()
        receipt = publish(reading, place, self.store, self.gate, self.settings, now, item.body)
        if receipt.outcome is Outcome.REPLACED:
            for words in told_changes(before, reading):
                self.tell(f"{item.location}: {words}")
        return receipt

    def _skip(self, item: RawDocument | Skipped, place: str, reason: str) -> Result:
        entry = unreadable(place, reason, item.body if isinstance(item, RawDocument) else b"")
        self.quarantine.add(entry)
        return Result(item.location, Status.SKIPPED, reason=reason, entry=entry.id)


def _source(entry: Entry, settings: Settings) -> RawDocument | Skipped:
    """The document that an entry keeps, as it came."""
    if entry.source is None or entry.record is None or entry.text is None:
        return Skipped(entry.location, "nothing is kept of it but the reason; ingest its file again")
    document = from_record(entry.record, entry.text, settings.base_iri).document
    return RawDocument(entry.location, entry.source, document.media_type, document.url)


def _reasons(receipt: Receipt) -> str | None:
    """What the gate found wrong, in English; None where the document got in."""
    if receipt.outcome is not Outcome.QUARANTINED or receipt.report is None:
        return None
    return "; ".join(dict.fromkeys(violation.message() for violation in receipt.report.blocking))


def canonical(item: RawDocument | Skipped) -> str:
    """The name under which the store knows a place, by which a changed document is known as a version of the same.

    It shows the file's name alone, since a published store tells nothing of the machine that made it; a hash tells
    files of one name apart. What comes over standard input has no place to come back to, so each text has a name
    of its own. An address of the web is its own name, less what tells only how a reader came there. What stands in a
    feed or archive has that one's name before its own: neither can take the place of what stands elsewhere.
    """
    if item.container is not None and item.container != "-":
        holder = canonical(Skipped(item.container, ""))
        return f"{holder}{item.location.removeprefix(item.container)}"
    if is_web_address(item.location):
        return canonical_url(item.location)
    if item.location == "-" or item.container == "-":
        body = item.body if isinstance(item, RawDocument) else b""
        return f"stdin:{hashlib.sha256(body).hexdigest()[:16]}"
    path = Path(item.location).resolve()
    return f"{path.name}#{content_hash(os.fspath(path), length=8)}"
