"""What the reader knows of a document while it reads: sentences with their mentions, and claims not yet numbered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from graph.model import ClaimType, DateBasis, Modality, Span
from ingest.languages.language import Language
from ingest.languages.precision import Trials, measured
from ingest.linking import Linker, Place
from ingest.mentions.line import Line
from ingest.model import BlockKind, Found, Sentence
from ingest.text import Text


@dataclass(slots=True)
class Draft:
    """One sentence on its way: the outermost mentions grow stage by stage, `line` is made of them."""

    sentence: Sentence
    kind: BlockKind
    founds: list[Found]
    line: Line

    def place(self, index: int) -> Place:
        """Where the sentence stands, for linking."""
        return Place(index, self.sentence.block)


class ClaimDraft(NamedTuple):
    """A claim whose subject and object are refs; `evidence` is in clean offsets."""

    type: ClaimType
    subject: str
    evidence: Span
    object: str | None = None
    value: str | int | None = None
    action: str | None = None
    unit: str | None = None
    bound: str | None = None
    date: str | None = None
    date_basis: DateBasis | None = None
    delay_days: int | None = None
    modality: Modality = Modality.ASSERTED
    quoted: bool = False
    confidence: float = 1.0
    flags: tuple[str, ...] = ()
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """The act told last: where, of what kind, on which treaty and when."""

    sentence: int
    type: ClaimType
    treaty: str
    date: str | None
    basis: DateBasis | None
    modality: Modality = Modality.ASSERTED
    parties: tuple[str, ...] = ()


@dataclass(slots=True)
class Context:
    """What rules may ask of the document: the linker, the date, and who spoke last; `home` is the state whose
    posts it may name without the state; `frame` the sentence, block and value of the last date that opened
    a sentence, `told` the sentence, start and subject of what was said and done last."""

    text: Text
    language: Language
    linker: Linker
    published: str | None
    basis: DateBasis | None
    speaker: str | None = None
    speaker_block: int = -1
    speaker_sentence: int = -1
    sentence_before: Span | None = None
    speaker_feminine: bool | None = None
    spoken: Span | None = None
    sender: str | None = None
    home: str | None = None
    last_act: Act | None = None
    last_date: str | None = None
    frame: tuple[int, int, str] | None = None
    told: list[tuple[int, int, str]] = field(default_factory=list)
    last_event: str | None = None
    mentions: list[tuple[str, Span]] = field(default_factory=list)
    named: set[Span] = field(default_factory=set)
    fired: set[str] = field(default_factory=set)
    trials: Mapping[str, Trials] = field(default_factory=measured)
