"""What flows through ingest between a location and a Reading."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from graph.model import DateBasis, Span


@dataclass(frozen=True, slots=True)
class RawDocument:
    """Bytes as a source gave them; `media_type` is None where the source does not say.

    `url` is the address of the document itself where the source knows it, such as that of a feed's item or of a page
    in an archive; `published` the day (`YYYY-MM-DD`) on which the source says it was published. `container` is the
    location of the feed or archive that holds it, with which its own location begins.
    """

    location: str
    body: bytes
    media_type: str | None = None
    url: str | None = None
    published: str | None = None
    container: str | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """What a source passed over and why; `reason` is one lower-case phrase with the mend, `container` as above."""

    location: str
    reason: str
    container: str | None = None


class BlockKind(StrEnum):
    """What part of a page a block is; only headline and body tell events, captions repeat them."""

    HEADLINE = "headline"
    HEADER = "header"  # byline, date line, outlet name, section: metadata, not prose
    BODY = "body"
    CAPTION = "caption"
    CREDIT = "credit"  # who took the picture, which agency or outlet is the source


@dataclass(frozen=True, slots=True)
class Block:
    """One line or paragraph, in offsets of the original text."""

    span: Span
    kind: BlockKind
    language: str = "und"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page or header says of the document itself; nothing guessed."""

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    published_basis: DateBasis | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """The text as it will be stored, its blocks in order, and the metadata."""

    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata
    media_type: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, in clean offsets, with the index of its block."""

    span: Span
    block: int
    language: str


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in the text, in clean offsets; `value` is `YYYY[-MM[-DD]]` or an interval of two."""

    span: Span
    value: str
    basis: DateBasis


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number in the text, in clean offsets without its hedge; `bound` is at-least, at-most, about or None."""

    span: Span
    value: int
    bound: str | None = None
    ordinal: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """A post as the text words it, in English: head, portfolio, and the body or state that it names.

    `seat` is the body at which a state's representative sits, and not the one that the post belongs to. `vague` is a
    post of something that no shape knows (`secretary-general of the drafting committee`): which one cannot be said.
    """

    head: str
    portfolio: str | None = None
    body: Found | None = None
    state: Found | None = None
    seat: Found | None = None
    vague: bool = False


class Found(NamedTuple):
    """A mention before linking, in clean offsets.

    `kind` is one letter: P person, S state, C capital (a place or its state), A adjective of a state, U party that
    is no state, O organization, T treaty, E event, L place, N number, D date, J post. `key` is set for known
    entities, `label` for new ones. `anaphor` marks pronouns, bare titles and generic words (`the Convention`).
    """

    span: Span
    kind: str
    key: str | None = None
    label: str | None = None
    register: str | None = None
    anaphor: bool = False
    title: Title | None = None
    event_type: str | None = None
    inner: tuple[Found, ...] = ()
    date: FoundDate | None = None
    number: FoundNumber | None = None
