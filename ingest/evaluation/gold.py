"""What an annotated text says that a reader must get from it, with every reading that counts as right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.model import Claim, ClaimType, Document, EntityType, Modality, Span


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """An entity; `types` and `names` hold all that is acceptable, the first is the annotator's own.

    `iris` are those among the names that are identifiers and no words.
    """

    id: str
    types: tuple[EntityType, ...]
    names: tuple[str, ...]
    iris: frozenset[str] = frozenset()
    iso3: str | None = None
    optional: bool = False

    @property
    def type(self) -> EntityType:
        """The annotator's own type."""
        return self.types[0]


@dataclass(frozen=True, slots=True)
class GoldMention:
    """Where an entity is mentioned; `spans` holds every acceptable stretch, the first is the annotator's own."""

    entity: str
    spans: tuple[Span, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim with further acceptable values of its fields by name; None among them: the field may be left out.

    `standings` are the pairs of type and modality that count, where the two depend on each other.
    """

    claim: Claim
    others: Mapping[str, tuple[object, ...]] = field(default_factory=dict)
    evidence: tuple[Span, ...] = ()
    standings: frozenset[tuple[ClaimType, Modality]] = frozenset()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated text; `name` is its file without ending. In a `distractor` nothing but credits must be read."""

    name: str
    document: Document
    entities: tuple[GoldEntity, ...]
    mentions: tuple[GoldMention, ...]
    claims: tuple[GoldClaim, ...]
    distractor: bool = False

    @property
    def text(self) -> str:
        """The annotated text, into which every offset points."""
        return self.document.text
