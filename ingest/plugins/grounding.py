"""The grounding gate: of what a model proposes, only what the text itself shows becomes a claim.

Evidence must stand in the text letter for letter and within one sentence; subject and object must be words by which
the reading already knows an entity of the type that the claim takes; a number must be read off the evidence, a date
off the evidence's sentence; a plan, condition or denial must have its word there, and an act that is said to be done
must not. What fails is dropped and counted by its reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from graph.model import Claim, ClaimType, Entity, EntityType, Modality, Reading, Span
from graph.records.contract import RULES, Rule
from ingest.dates import Anchor, find_dates
from ingest.languages import load_language
from ingest.mentions.line import build_line
from ingest.model import FoundDate
from ingest.numbers import find_numbers
from ingest.plugins.proposals import Proposal
from ingest.segment import split_sentences
from ingest.text import Text

_STANDINGS = {
    Modality.PLANNED: "planned", Modality.NEGATED: "negated", Modality.CONDITIONAL: "conditional",
}  # fmt: skip
# What is said, and a fact about an occasion or a name, has no standing of its own to be shown.
_ACTS = frozenset(
    {
        ClaimType.ADOPTS, ClaimType.SIGNS, ClaimType.RATIFIES, ClaimType.ACCEDES_TO, ClaimType.DECLINES,
        ClaimType.OPENS_FOR_SIGNATURE, ClaimType.ENTERS_INTO_FORCE,
    }
)  # fmt: skip
_QUOTES = "\"'“”«»„‘’「」『』"


@dataclass(frozen=True, slots=True)
class Grounded:
    """What came of a model's proposals: the claims that are new, and how many were not, by reason."""

    claims: tuple[Claim, ...]
    known: int
    dropped: Mapping[str, int]


class _Ungrounded(Exception):
    """A proposal that the text does not show; its argument says what is not shown."""


def ground(reading: Reading, proposals: Iterable[Proposal | str], name: str, confidence: float) -> Grounded:
    """The claims that the text shows of those proposed; `name` stands in their rule, `confidence` is theirs."""
    gate = _Gate(reading)
    held = {_identity(claim) for claim in reading.claims}
    claims: list[Claim] = []
    known, dropped = 0, Counter[str]()
    for proposal in proposals:
        if isinstance(proposal, str):
            dropped[proposal] += 1
            continue
        try:
            claim = gate.claim(proposal)
        except _Ungrounded as error:
            dropped[str(error)] += 1
            continue
        if _identity(claim) in held or any(_says_again(claim, other) for other in reading.claims):
            known += 1
            continue
        held.add(_identity(claim))
        claims.append(replace(claim, confidence=confidence, rule=f"model.{name}"))
    return Grounded(tuple(claims), known, dict(sorted(dropped.items())))


def _identity(claim: Claim) -> tuple[object, ...]:
    evidence = claim.evidence if claim.type in _SPEECH else None
    return (claim.type, claim.subject, claim.object, claim.value, claim.action, claim.modality, evidence)


_SPEECH = frozenset({ClaimType.STATES, ClaimType.COMMITS, ClaimType.CALLS_FOR})


def _says_again(claim: Claim, other: Claim) -> bool:
    """Whether words that a speaker is said to say were read already, whatever they were taken for."""
    if claim.type not in _SPEECH or other.type not in _SPEECH:
        return False
    shared = min(claim.evidence.end, other.evidence.end) - max(claim.evidence.start, other.evidence.start)
    return 2 * shared > min(len(range(*claim.evidence)), len(range(*other.evidence)))


class _Gate:
    """One document, ready to be asked what it shows."""

    def __init__(self, reading: Reading) -> None:
        self.document = reading.document
        self.text = Text.of(reading.document.text)
        self.language = load_language(reading.document.language)
        self.sentences = [
            self.text.outward(span)
            for span in split_sentences(self.text, Span(0, len(self.text.clean)), reading.document.language)
        ]
        self.entities = {entity.id: entity for entity in reading.entities}
        self.spans: dict[str, list[tuple[Span, Entity]]] = {}
        for mention in reading.mentions:
            words = mention.span.of(reading.document.text)
            self.spans.setdefault(words, []).append((mention.span, self.entities[mention.entity]))

    def claim(self, proposal: Proposal) -> Claim:
        """The claim that the text shows; _Ungrounded says what it does not show."""
        type = ClaimType(proposal.type)
        rule = RULES[type]
        evidence, sentence = self._evidence(proposal.evidence)
        subject = self._entity(proposal.subject, rule.subject, sentence, "subject")
        object = self._object(proposal, rule, sentence)
        if object == subject:
            raise _Ungrounded("subject and object are one")
        modality = self._modality(Modality(proposal.modality), type, sentence)
        date = self._date(proposal, rule, sentence)
        if rule.needs == "action" and proposal.action is None:
            raise _Ungrounded("action missing")
        return Claim(
            type=type,
            subject=subject,
            evidence=evidence,
            object=object,
            value=self._value(proposal, rule, evidence),
            action=proposal.action,
            bound=proposal.bound,
            unit=proposal.unit,
            date=None if date is None else date.value,
            date_basis=None if date is None else date.basis,
            modality=modality,
            quoted=proposal.quoted and self._is_quoted(evidence),
        )

    def _evidence(self, words: str) -> tuple[Span, Span]:
        start = self.document.text.find(words)
        if start < 0:
            raise _Ungrounded("evidence not in the text")
        evidence = Span(start, start + len(words))
        for sentence in self.sentences:
            if sentence.start <= evidence.start and evidence.end <= sentence.end:
                return evidence, sentence
        raise _Ungrounded("evidence leaves its sentence")

    def _entity(self, words: str, types: frozenset[EntityType], sentence: Span, slot: str) -> str:
        """The entity that the words stand for: where they stand for several, the one in the sentence or nearest."""
        if words not in self.document.text:
            raise _Ungrounded(f"{slot} not in the text")
        places = self.spans.get(words, [])
        if not places:
            raise _Ungrounded(f"{slot} is no known entity")
        fitting = [(span, entity) for span, entity in places if entity.type in types]
        if not fitting:
            raise _Ungrounded(f"{slot} of the wrong type")
        nearest = min(fitting, key=lambda place: (abs(place[0].start - sentence.start), place[0]))
        inside = [entity for span, entity in fitting if sentence.start <= span.start < sentence.end]
        return (inside[0] if inside else nearest[1]).id

    def _object(self, proposal: Proposal, rule: Rule, sentence: Span) -> str | None:
        if not rule.object:
            return None
        if proposal.object is None:
            if rule.object_required:
                raise _Ungrounded("object missing")
            return None
        return self._entity(proposal.object, rule.object, sentence, "object")

    def _value(self, proposal: Proposal, rule: Rule, evidence: Span) -> str | int | None:
        if rule.value is None:
            return None
        if rule.value == "number":
            inside = self.text.inward(evidence)
            # `The 40th instrument` is a threshold and counts nothing.
            ordinals = proposal.type == ClaimType.REQUIRES
            numbers = find_numbers(self.text, inside, self.document.language)
            if proposal.value not in {number.value for number in numbers if ordinals or not number.ordinal}:
                raise _Ungrounded("number not in the evidence")
            return proposal.value
        # A post is told in English, so the words that it renders must be shown; another name is words of the text.
        shown = proposal.value_text if proposal.type == ClaimType.HOLDS_POSITION else proposal.value
        if not isinstance(proposal.value, str) or not proposal.value.strip():
            raise _Ungrounded("value missing")
        if not isinstance(shown, str) or not shown or shown not in evidence.of(self.document.text):
            raise _Ungrounded("value not in the evidence")
        return proposal.value

    def _date(self, proposal: Proposal, rule: Rule, sentence: Span) -> FoundDate | None:
        words = proposal.date_text
        if words is None:
            if rule.needs == "date":
                raise _Ungrounded("date missing")
            return None
        anchor = Anchor(self.document.published, self.document.published_basis)
        for at in reversed([s for s in self.sentences if s.start <= sentence.start][-2:]):
            start = self.document.text.find(words, at.start, at.end)
            if start >= 0:
                for date in find_dates(self.text, self.text.inward(at), self.document.language, anchor):
                    span = self.text.outward(date.span)
                    if span.start < start + len(words) and start < span.end:
                        return date
        raise _Ungrounded("date not in the text")

    def _modality(self, modality: Modality, type: ClaimType, sentence: Span) -> Modality:
        if type not in _ACTS and modality is Modality.ASSERTED:
            return modality
        line = build_line(self.text, self.text.inward(sentence), ())
        shown = {
            standing
            for standing, name in _STANDINGS.items()
            if self.language.class_patterns[name].regex.search(line.string)
        }
        if modality is not Modality.ASSERTED and modality not in shown:
            raise _Ungrounded("standing not shown")
        if modality is Modality.ASSERTED and shown:
            raise _Ungrounded("standing contradicted")
        return modality

    def _is_quoted(self, evidence: Span) -> bool:
        text = self.document.text
        before = text[max(0, evidence.start - 1) : evidence.start]
        return bool(before) and before in _QUOTES
