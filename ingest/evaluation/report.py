"""The figures of many judged documents, by language and in all, as values; `rendering` prints them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.model import Claim, ClaimType, Modality
from ingest.evaluation.bootstrap import Interval, Sample, interval, percentiles, resample, together
from ingest.evaluation.counts import Counts
from ingest.evaluation.measures import ALL, PRECISION_TARGET, PUBLISHED, groups, measure
from ingest.evaluation.scoring import Judged, Judgement, Outcome

# Below the last bound a claim is for review; the first bound is that of the settings where none is given.
_BINS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure over some documents; the intervals are of precision, recall and F1, `met` None without a target."""

    name: str
    counts: Counts
    precision: Interval | None
    recall: Interval | None
    f1: Interval | None
    target: float | None = None
    met: bool | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """The figures of one language, or of all."""

    language: str
    documents: int
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Bin:
    """The claims of a range of confidence, its end not among it, and what became of them."""

    start: float
    end: float
    counts: Counts
    mean: float


@dataclass(frozen=True, slots=True)
class Miss:
    """A claim that was missed or is false: where, which, by its words, and who read it."""

    document: str
    kind: str
    claim: str
    quote: str
    rule: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All that one evaluation says; `mean` is the F1 of all claims, averaged over languages."""

    sections: tuple[Section, ...]
    mean: float
    mean_interval: Interval | None
    states: int
    wrong_states: tuple[str, ...]
    spans: int
    wrong_spans: int
    distractors: int
    distractor_claims: tuple[str, ...]
    bins: tuple[Bin, ...]
    misses: tuple[Miss, ...]


def make_report(judgements: Sequence[Judgement], threshold: float) -> Report:
    """The report on judged documents, at least one; `threshold` is the confidence from which claims are published."""
    languages = sorted({judgement.gold.document.language for judgement in judgements})
    counted = {
        language: [measure(j, threshold) for j in judgements if j.gold.document.language == language]
        for language in languages
    }
    samples = {language: resample(documents, language) for language, documents in counted.items()}
    sections = [_section(language, counted[language], samples[language]) for language in languages]
    if len(languages) > 1:
        everything = [document for documents in counted.values() for document in documents]
        pooled = {name: together([sample[name] for sample in samples.values()]) for name in everything[0]}
        sections.append(_section("all", everything, pooled))
    distractors = [judgement for judgement in judgements if judgement.gold.distractor]
    return Report(
        sections=tuple(sections),
        mean=_mean([sum((d[ALL] for d in counted[language]), Counts()) for language in languages]),
        mean_interval=_mean_interval([sample[ALL] for sample in samples.values()], judgements),
        states=sum(judgement.states for judgement in judgements),
        wrong_states=tuple(f"{j.gold.name}: {w.state} read as {w.said}" for j in judgements for w in j.wrong_states),
        spans=sum(judgement.spans for judgement in judgements),
        wrong_spans=sum(judgement.wrong_spans for judgement in judgements),
        distractors=len(distractors),
        distractor_claims=tuple(
            f"{judgement.gold.name}: {claim.type}"
            for judgement in distractors
            for claim in judgement.reading.claims
            if claim.type is not ClaimType.REPORTS
        ),
        bins=_bins([judged for judgement in judgements for judged in judgement.claims]),
        misses=tuple(miss for judgement in judgements for miss in _misses(judgement)),
    )


def _mean(counts: Sequence[Counts]) -> float:
    wanted = [count.f1 for count in counts if count.right + count.missed]
    return sum(wanted) / len(wanted) if wanted else 0.0


def _mean_interval(samples: Sequence[Sample], judgements: Sequence[Judgement]) -> Interval | None:
    """The interval of the mean; None where no language has two documents to draw from."""
    if len(judgements) == len(samples):
        return None
    return percentiles(sorted(_mean(counts) for counts in zip(*samples, strict=True)))


def _section(language: str, documents: Sequence[dict[str, Counts]], samples: dict[str, Sample]) -> Section:
    targets = {group.name: group.targets.get(language) for group in groups()}
    figures = []
    for name in documents[0]:
        counts = sum((document[name] for document in documents), Counts())
        if counts == Counts():
            continue
        target, reached = targets.get(name), counts.f1
        if name == PUBLISHED:
            target, reached = PRECISION_TARGET, counts.precision
        sample = samples[name] if len(documents) > 1 else []
        figures.append(
            Figure(
                name,
                counts,
                interval(sample, lambda c: c.precision),
                interval(sample, lambda c: c.recall),
                interval(sample, lambda c: c.f1),
                target,
                None if target is None else reached >= target,
            )
        )
    return Section(language, len(documents), tuple(figures))


def _bins(judged: Sequence[Judged]) -> tuple[Bin, ...]:
    """The judged claims by confidence, empty bins left out."""
    bins = []
    for start, end in zip(_BINS, (*_BINS[1:], 1.01), strict=True):
        inside = [one for one in judged if start <= one.claim.confidence < end and one.outcome is not Outcome.FREE]
        if inside:
            right = sum(one.outcome is Outcome.RIGHT for one in inside)
            mean = sum(one.claim.confidence for one in inside) / len(inside)
            bins.append(Bin(start, min(end, 1.0), Counts(right, len(inside) - right), mean))
    return tuple(bins)


def _misses(judgement: Judgement) -> list[Miss]:
    """What was missed and what is false, in text order."""
    gold = judgement.gold
    annotated = {entity.id: entity.names[0] for entity in gold.entities}
    read = {entity.id: entity.label for entity in judgement.reading.entities}
    found = [(wanted.claim, "missed", annotated) for wanted in judgement.missed]
    found += [(one.claim, "false", read) for one in judgement.claims if one.outcome is Outcome.FALSE]
    return [
        Miss(
            gold.name,
            kind,
            _described(claim, labels),
            " ".join(claim.evidence.of(gold.text).split()),
            claim.rule or "",
            claim.confidence if kind == "false" else None,
        )
        for claim, kind, labels in sorted(found, key=lambda f: (f[0].evidence, f[1], f[0].type, f[0].subject))
    ]


def _described(claim: Claim, labels: Mapping[str, str]) -> str:
    """A claim in one line: type, arguments and all that is compared."""
    parts = [
        claim.type,
        " -> ".join(labels[id] for id in (claim.subject, claim.object) if id is not None),
        *(str(part) for part in (claim.value, claim.action, claim.bound, claim.date) if part is not None),
        *([claim.modality] if claim.modality != Modality.ASSERTED else []),
    ]
    return " | ".join(parts)
