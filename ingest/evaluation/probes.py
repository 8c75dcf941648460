"""Probes: texts of a sentence or three, each with what must be read of it, in a shorthand.

    [[probe]]
    text = "Ghana signed the Hanoi Convention on 25 October 2025."
    published = "2025-10-27"     # where a relative date needs it
    complete = false             # left out: every act, count, threshold, post and statement of the text is expected
    expect = ["signs; Ghana; Hanoi Convention; date=2025-10-25"]

An expectation is a type of claim, then subject and object as the text writes them (a third part is the post in
English; for what is said the second part is the words), then `value`, `action`, `bound`, `unit`, `date`, `days`,
`modality` where the text says so. `?` in front makes it optional.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import AnnotationError
from graph.folding import fold
from graph.model import Claim, ClaimType, DateBasis, Modality, Reading, Span
from ingest.model import Block, BlockKind, Metadata, Parsed
from ingest.reader import read_document

_DETAILS = frozenset({"value", "action", "bound", "unit", "date", "days", "modality"})
_SAID = frozenset({ClaimType.STATES, ClaimType.COMMITS, ClaimType.CALLS_FOR})
# Of these a complete probe expects all; others may be read besides.
_TOLD = _SAID | {
    ClaimType.HOLDS_POSITION, ClaimType.SIGNS, ClaimType.RATIFIES, ClaimType.ACCEDES_TO, ClaimType.ADOPTS,
    ClaimType.DECLINES, ClaimType.ENTERS_INTO_FORCE, ClaimType.OPENS_FOR_SIGNATURE, ClaimType.TALLY, ClaimType.REQUIRES,
}  # fmt: skip
_ARTICLES = ("the ", "la ", "le ", "les ", "el ", "los ", "las ")
_SMALL = frozenset({"of", "the", "and", "for", "to"})
_MEMBERS = frozenset({"text", "published", "complete", "expect"})
_OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Expectation:
    """One claim in shorthand: its type, what stands for subject and object, and its details."""

    type: ClaimType
    parts: tuple[str, ...]
    details: Mapping[str, str] = field(default_factory=dict)
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Probe:
    """A short text and what must be read of it."""

    name: str
    text: str
    published: str | None
    complete: bool
    expected: tuple[Expectation, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What of a probe was read, was missed, and was read though the text does not say it."""

    right: tuple[Expectation, ...]
    missed: tuple[Expectation, ...]
    false: tuple[Claim, ...]


def read_probes(path: Path) -> list[Probe]:
    """The probes of a file, named by it and their number; AnnotationError names each that is written wrongly."""
    try:
        rows = tomllib.loads(path.read_text("utf-8"))["probe"]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise AnnotationError(str(path), [f"no probes can be read: {error}"]) from error
    probes, problems = [], []
    for number, row in enumerate(rows, 1):
        try:
            probes.append(_probe(f"{path.stem}:{number}", row))
        except ValueError as error:
            problems.append(f"probe {number}: {error}")
    if problems:
        raise AnnotationError(str(path), problems)
    return probes


def _probe(name: str, row: Mapping[str, object]) -> Probe:
    unknown = row.keys() - _MEMBERS
    text, published, expect = row.get("text"), row.get("published"), row.get("expect", [])
    if unknown or not isinstance(text, str) or not isinstance(expect, list):
        raise ValueError(
            f"write text and expect, perhaps published and complete; {sorted(unknown) or 'text is missing'}"
        )
    return Probe(
        name,
        text,
        None if published is None else str(published),
        bool(row.get("complete", True)),
        tuple(_expectation(str(line)) for line in expect),
    )


def _expectation(line: str) -> Expectation:
    kind, *rest = (part.strip() for part in line.lstrip("? ").split(";"))
    if kind not in {type.value for type in ClaimType}:
        raise ValueError(f"{kind!r} is no type of claim")
    pairs = [part.partition("=") for part in rest]
    details = {name.strip(): value.strip() for name, sign, value in pairs if sign and name.strip() in _DETAILS}
    parts = tuple(name + sign + value for name, sign, value in pairs if not (sign and name.strip() in _DETAILS))
    return Expectation(ClaimType(kind), parts, details, line.startswith("?"))


def judge_probe(probe: Probe) -> Verdict:
    """What the reader makes of a probe: each claim answers one expectation at most."""
    reading = _read(probe)
    names = _names(reading)
    left = list(reading.claims)
    right, missed = [], []
    for expectation in probe.expected:
        claim = next((claim for claim in left if _answers(claim, expectation, reading, names)), None)
        if claim is not None:
            left.remove(claim)
            right.append(expectation)
        elif not expectation.optional:
            missed.append(expectation)
    false = [claim for claim in left if probe.complete and claim.type in _TOLD]
    return Verdict(tuple(right), tuple(missed), tuple(false))


def _read(probe: Probe) -> Reading:
    basis = None if probe.published is None else DateBasis.STATED
    metadata = Metadata(published=probe.published, published_basis=basis)
    return read_document(Parsed(probe.text, tuple(_blocks(probe.text)), metadata, "text/plain"))


def _blocks(text: str) -> Iterator[Block]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Block(Span(start, start + len(line)), BlockKind.BODY)
        start += len(line) + 1


def _names(reading: Reading) -> dict[str, set[str]]:
    """By entity, its label and all words that stand for it, folded."""
    names = {entity.id: {fold(entity.label)} for entity in reading.entities}
    for mention in reading.mentions:
        names[mention.entity].add(fold(mention.span.of(reading.document.text)))
    return names


def _is_named(words: str, names: set[str]) -> bool:
    """Whether words stand for an entity: one of its names, but for an article, a case ending or a short form."""
    folded = fold(words)
    for article in _ARTICLES:
        folded = folded.removeprefix(article)
    return any(
        name == folded
        or (name.endswith(folded) and len(name) - len(folded) <= len("the  "))
        or (folded in name and len(folded) >= 0.6 * len(name))
        for name in names
    )


def _answers(claim: Claim, expected: Expectation, reading: Reading, names: Mapping[str, set[str]]) -> bool:
    if claim.type is not expected.type or not _has_details(claim, expected):
        return False
    subject, *rest = expected.parts or ("",)
    if subject and not _is_named(subject, names[claim.subject]):
        return False
    if expected.type in _SAID:
        return not rest or _overlaps(claim.evidence, rest[0], reading.document.text)
    if expected.type is ClaimType.KNOWN_AS:
        return not rest or fold(rest[0]) == fold(str(claim.value))
    if rest and rest[0] and not _is_named(rest[0], names.get(claim.object or "", set())):
        return False
    return expected.type is not ClaimType.HOLDS_POSITION or len(rest) < 2 or _same_post(rest[1], str(claim.value))


def _has_details(claim: Claim, expected: Expectation) -> bool:
    told = expected.details
    standing = claim.type not in {ClaimType.HOLDS_POSITION, ClaimType.KNOWN_AS, ClaimType.CONCERNS}
    if standing and claim.modality != told.get("modality", Modality.ASSERTED.value):
        return False
    if claim.type is ClaimType.TALLY and claim.bound != told.get("bound"):
        return False
    said = {"value": claim.value, "action": claim.action, "date": claim.date, "days": claim.delay_days}
    return all(str(said[name]) == value for name, value in told.items() if name in said)


def _overlaps(evidence: Span, words: str, text: str) -> bool:
    start = text.find(words)
    if start < 0:
        return fold(words) in fold(evidence.of(text))
    end = start + len(words)
    shared = min(evidence.end, end) - max(evidence.start, start)
    return shared / (max(evidence.end, end) - min(evidence.start, start)) >= _OVERLAP


def _same_post(expected: str, value: str) -> bool:
    wanted, said = ({*fold(words).split()} - _SMALL for words in (expected, value))
    return bool(wanted & said) and (len(wanted & said) / len(wanted | said) >= _OVERLAP or wanted <= said)
