"""What a page shows: frozen values with every label in every language, so that a template only chooses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Text = tuple[str, str]
"""A text with its language tag in lower case, `mul` for any and empty for none: (text, language)."""


@dataclass(frozen=True, slots=True)
class Ref:
    """Something to link to; `type` is the type in its IRI (`state`), empty for what is not ours.

    `provisional` is true for an entity that documents introduce and no authority file lists.
    """

    iri: str
    type: str
    labels: tuple[Text, ...] = ()
    provisional: bool = False

    def label(self, language: str = "en") -> str:
        """The label in a language, or in English, or in any; the end of the IRI where there is none."""
        return choose(self.labels, language) or self.iri.rsplit("/id/", 1)[-1]


def choose(texts: tuple[Text, ...], language: str) -> str | None:
    """The text in a language or a variety of it, or for any language, or English, or the first there is."""
    for wanted in (language.lower(), "mul", "en", ""):
        for text, tag in texts:
            if tag == wanted or (wanted and tag.startswith(f"{wanted}-")):
                return text
    return texts[0][0] if texts else None


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """A document as a claim cites it."""

    iri: str
    key: str
    language: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class ClaimView:
    """What one document says, with the words that say it.

    `predicate`, `modality`, `date_basis`, `action`, `bound`, `unit` and `flags` are names of vocabulary terms
    (`signs`, `Planned`). `object` is None where `value` stands: a number, a date, a name, or `true`. Offsets
    are code points into the document's text.
    """

    iri: str
    predicate: str
    subject: Ref
    object: Ref | None
    value: str | None
    modality: str
    confidence: str
    date: str | None
    date_end: str | None
    date_basis: str | None
    action: str | None
    bound: str | None
    unit: str | None
    delay_days: str | None
    quoted: bool
    flags: tuple[str, ...]
    rule: str | None
    review: str | None
    document: DocumentRef
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Fact:
    """An accepted fact and the claims it was derived from.

    `kind` is its most telling class (`Signature`, `Participation`, `Commitment`); `links` and `values` are
    its properties by the name of the vocabulary term.
    """

    iri: str
    kind: str
    links: Mapping[str, tuple[Ref, ...]]
    values: Mapping[str, tuple[Text, ...]]
    claims: tuple[ClaimView, ...]

    def link(self, name: str) -> Ref | None:
        """The first thing that the property names."""
        return next(iter(self.links.get(name, ())), None)

    def value(self, name: str) -> str | None:
        """The first text of the property."""
        return next((text for text, _ in self.values.get(name, ())), None)


@dataclass(frozen=True, slots=True)
class EntityView:
    """An entity: what it is called, what is accepted of it, and everything that is claimed of it.

    `names` are all its names by register (`officialName`, `acronym`, …); `written` are the names as documents
    write them. `acts`, `posts`, `participations` and `statements` are the accepted facts it is part of,
    `facts` the rest of them; `claims` are those of current documents, planned and denied ones among them.
    `merged_into` is who speaks for it where it was found to be another entity too.
    """

    ref: Ref
    kinds: tuple[str, ...]
    provisional: bool
    names: Mapping[str, tuple[Text, ...]]
    written: tuple[Text, ...]
    same_as: tuple[str, ...]
    links: Mapping[str, tuple[Ref, ...]]
    values: Mapping[str, tuple[Text, ...]]
    acts: tuple[Fact, ...] = ()
    posts: tuple[Fact, ...] = ()
    participations: tuple[Fact, ...] = ()
    statements: tuple[Fact, ...] = ()
    facts: tuple[Fact, ...] = ()
    claims: tuple[ClaimView, ...] = ()
    merged_into: Ref | None = None


@dataclass(frozen=True, slots=True)
class MentionView:
    """A place in a text that denotes an entity."""

    start: int
    end: int
    quote: str
    entity: Ref


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version of a document: where it was read, and from when to when it was current (UTC)."""

    iri: str
    key: str
    locations: tuple[str, ...]
    known_from: str
    known_until: str | None
    replaced_by: str | None


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document whole; claims and mentions come in the order of the text.

    `versions` begin with this one and go on with those it replaced and those that replaced it, oldest first.
    """

    ref: DocumentRef
    text: str
    digest: str
    media_type: str
    published_basis: str | None
    entities: tuple[Ref, ...]
    claims: tuple[ClaimView, ...]
    mentions: tuple[MentionView, ...]
    versions: tuple[VersionView, ...]

    @property
    def current(self) -> bool:
        """Whether no other version took its place and it was not retired."""
        return all(version.known_until is None for version in self.versions if version.iri == self.ref.iri)


@dataclass(frozen=True, slots=True)
class TreatyLine:
    """A treaty and how many signatures and consents to be bound are accepted."""

    ref: Ref
    signatures: int
    parties: int


@dataclass(frozen=True, slots=True)
class HomeView:
    """The front page; `counts` is by class (`State`, `Claim`) and by `Document` for the current ones."""

    counts: Mapping[str, int] = field(default_factory=dict)
    documents: tuple[DocumentRef, ...] = ()
    treaties: tuple[TreatyLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ListView:
    """A page of the things of one type; `more` says whether others follow."""

    type: str
    items: tuple[Ref, ...]
    provisional: frozenset[str]
    offset: int
    more: bool
