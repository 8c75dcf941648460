"""The nouns that flow: what one document says, with the place of every word of it.

Offsets are Unicode code points into `Document.text`, start inclusive, end exclusive, so that
`text[start:end]` is exactly what was read. The shapes follow the extraction record, version 1.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class EntityType(StrEnum):
    """What kind of thing an entity is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    STATE = "state"
    PLACE = "place"
    TREATY = "treaty"
    EVENT = "event"


class EventType(StrEnum):
    """What kind of occasion an event is."""

    CEREMONY = "ceremony"
    CONFERENCE = "conference"
    SESSION = "session"
    MEETING = "meeting"
    NEGOTIATION = "negotiation"
    SIDE_EVENT = "side-event"
    EXHIBITION = "exhibition"
    VOTE = "vote"
    OTHER = "other"


class ClaimType(StrEnum):
    """The closed list of what a document can be read to say."""

    HOLDS_POSITION = "holds-position"
    ATTENDS = "attends"
    SPEAKS_AT = "speaks-at"
    CHAIRS = "chairs"
    HOSTS = "hosts"
    ORGANIZES = "organizes"
    TAKES_PLACE_IN = "takes-place-in"
    TAKES_PLACE_ON = "takes-place-on"
    CONCERNS = "concerns"
    ADOPTS = "adopts"
    SIGNS = "signs"
    RATIFIES = "ratifies"
    ACCEDES_TO = "accedes-to"
    DECLINES = "declines"
    OPENS_FOR_SIGNATURE = "opens-for-signature"
    ENTERS_INTO_FORCE = "enters-into-force"
    TALLY = "tally"
    REQUIRES = "requires"
    KNOWN_AS = "known-as"
    STATES = "states"
    COMMITS = "commits"
    CALLS_FOR = "calls-for"
    SUPPORTS = "supports"
    CRITICIZES = "criticizes"
    REPORTS = "reports"
    # Beyond the closed list: what a party told the depositary beside signing and consenting.
    GIVES_NOTICE = "gives-notice"


class Instrument(StrEnum):
    """By what a party acted, where the source is as exact (Vienna Convention on the Law of Treaties, articles 2, 11).

    `consent` is consent to be bound in a form that the source does not tell. Those after it are notices: they bind
    nobody anew.
    """

    RATIFICATION = "ratification"
    ACCEPTANCE = "acceptance"
    APPROVAL = "approval"
    ACCESSION = "accession"
    SUCCESSION = "succession"
    CONSENT = "consent"
    PROVISIONAL_APPLICATION = "provisional-application"
    TERRITORIAL_APPLICATION = "territorial-application"
    RESERVATION = "reservation"
    DECLARATION = "declaration"
    OBJECTION = "objection"
    WITHDRAWAL = "withdrawal"
    DENUNCIATION = "denunciation"
    SUSPENSION = "suspension"


class SourceKind(StrEnum):
    """What a document is as a source; the depositary decides acts and their dates."""

    DEPOSITARY = "depositary"
    OFFICIAL = "official"
    WIRE = "wire"
    PRESS = "press"
    ORGANIZATION = "organization"
    AGGREGATOR = "aggregator"


class Modality(StrEnum):
    """How the document puts the matter: a plan is not a deed."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    CONDITIONAL = "conditional"
    NEGATED = "negated"


class DateBasis(StrEnum):
    """Where a date comes from; everything but `stated` is an inference and says so."""

    STATED = "stated"
    INFERRED_FROM_TEXT = "inferred-from-text"
    INFERRED_FROM_METADATA = "inferred-from-metadata"
    INFERRED_FROM_URL = "inferred-from-url"


class Span(NamedTuple):
    """A stretch of a document's text, in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that stand there."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Document:
    """One version of one text; its identity is the SHA-256 of the text in UTF-8.

    `source_kind` is None where nothing tells it. `status_date` is the day (`YYYY-MM-DD`) for which an official table
    says that it holds. `original` is the address of the text that this one translates or republishes.
    """

    text: str
    language: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    published_basis: DateBasis | None = None
    media_type: str = "text/plain"
    source_kind: SourceKind | None = None
    status_date: str | None = None
    original: str | None = None

    @property
    def digest(self) -> str:
        """The SHA-256 of the text in UTF-8, in lower-case hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def id(self) -> str:
        """The identifier in the extraction record."""
        return f"sha256:{self.digest}"

    @property
    def key(self) -> str:
        """The first sixteen digits of the digest, which name the document in IRIs."""
        return self.digest[:16]


@dataclass(frozen=True, slots=True)
class Entity:
    """Something a document speaks of; `id` is local to the document (`e1`).

    `key` names a known entity of the authority files as `type/key` (`state/vnm`, `organization/unodc`);
    it is None for an entity that only this document introduces, which stays provisional.
    `labels` are the names as written, by language tag.
    """

    id: str
    type: EntityType
    label: str
    labels: tuple[tuple[str, str], ...] = ()
    key: str | None = None
    iso3: str | None = None
    same_as: tuple[str, ...] = ()
    event_type: EventType | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text that names or stands for an entity."""

    entity: str
    span: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """What the document says, with the smallest span that shows it.

    `subject` and `object` are entity ids of the same reading. `date` is `YYYY[-MM[-DD]]` or an interval of two.
    `flags` name doubts that a reader must see (`doubtful-expansion`); `rule` names the pattern that read it.
    `instrument` says by what the subject consented or gave notice. The object of `enters-into-force` is the party for
    which the treaty does, or None where it does as a whole.
    """

    type: ClaimType
    subject: str
    evidence: Span
    object: str | None = None
    value: str | int | None = None
    action: str | None = None
    bound: str | None = None
    unit: str | None = None
    date: str | None = None
    date_basis: DateBasis | None = None
    delay_days: int | None = None
    instrument: Instrument | None = None
    modality: Modality = Modality.ASSERTED
    quoted: bool = False
    confidence: float = 1.0
    flags: tuple[str, ...] = ()
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one document says: the unit that is checked, stored, replaced and removed as a whole.

    Notices to a depositary stand after the other claims.
    """

    document: Document
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    extractor: str = "treatygraph-rules"

    def entity(self, id: str) -> Entity:
        """The entity of that local id; KeyError where there is none."""
        for entity in self.entities:
            if entity.id == id:
                return entity
        raise KeyError(id)
