"""What `review` shows: each pair, claim, conflict and judgement as plain data, and the same for eyes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from graph.judgements import Judgement
from graph.resolution import Subject
from graph.review import ClaimItem, PairItem, Queue, Quote, pair_id, short
from graph.views import ClaimView, choose

Shown = dict[str, Any]


def pair(queue: Queue, item: PairItem) -> Shown:
    """A pair with both sides, the parts of its score and all that speaks against it."""
    found = item.comparison
    return {
        "kind": "entities",
        "id": item.id,
        "score": found.score,
        "parts": {name: getattr(found.parts, name) for name in ("name", "office", "company", "time")},
        "vetoes": [veto.value for veto in found.vetoes],
        "unsure": item.unsure,
        "blocked": item.blocked,
        "mentions": item.mentions,
        "sides": [_side(queue, subject) for subject in (found.left, found.right)],
    }


def claims(queue: Queue, items: Sequence[ClaimItem]) -> list[Shown]:
    """Claims with what they say and the sentence that is to show it."""
    views = queue.views(items)
    return [_claim(queue, item, views[item.iri]) for item in items if item.iri in views]


def conflicts(queue: Queue) -> Iterable[Shown]:
    """Judgements that cannot hold together, each with the entities that wait for it."""
    base = queue.settings.base_iri
    for found in queue.conflicts():
        yield {
            "kind": "conflict",
            "entities": [queue.key(entity) for entity in found.entities],
            "judgements": [short(iri, base) for iri in found.judgements],
        }


def judged(judgement: Judgement, counts: bool, base: str) -> Shown:
    """A judgement with who answers for it; `counts` is false where it was retracted."""
    on = [iri.removeprefix(f"{base}id/") for iri in judgement.on]
    return {
        "kind": "judgement",
        "id": short(judgement.iri, base),
        "verdict": judgement.verdict.value,
        "on": on,
        "pair": pair_id(*judgement.on) if len(on) == 2 else None,
        "by": judgement.by,
        "at": judgement.at,
        "why": judgement.why,
        "counts": counts,
    }


def for_eyes(shown: Shown) -> str:
    """One of these as lines of text."""
    return "\n".join(_LINES[shown["kind"]](shown))


def _side(queue: Queue, subject: Subject) -> Shown:
    return {
        "entity": queue.key(subject.iri),
        "provisional": not subject.known,
        "names": list(subject.names),
        "posts": [f"{office.title} ({queue.key(office.body)})" for office in sorted(subject.offices)],
        "documents": [queue.key(document).partition("/")[2] for document in sorted(subject.documents)],
        "quotes": [_quote(quote) for quote in queue.quotes.of(subject.iri)],
    }


def _quote(quote: Quote) -> Shown:
    return {"document": quote.document, "words": quote.words}


def _claim(queue: Queue, item: ClaimItem, view: ClaimView) -> Shown:
    object = view.object.label() if view.object is not None else view.value
    return {
        "kind": "claims",
        "id": item.id,
        "confidence": item.confidence,
        "verdict": item.verdict,
        "mentions": item.mentions,
        "subject": view.subject.label(),
        "predicate": view.predicate,
        "object": choose(view.object.labels, view.document.language) if view.object is not None else object,
        "modality": view.modality,
        "date": view.date,
        "rule": view.rule,
        "document": view.document.key,
        "words": view.quote,
        "quotes": [_quote(queue.quotes.at(view.document.key, view.start, view.end))],
    }


def _pair_lines(shown: Shown) -> list[str]:
    parts = ", ".join(f"{name} {value:.2f}" for name, value in shown["parts"].items() if value is not None)
    against = [*shown["vetoes"], *(["unsure"] if shown["unsure"] else [])]
    against += [f"blocked: {shown['blocked']}"] if shown["blocked"] else []
    names = " | ".join(side["names"][0] if side["names"] else side["entity"] for side in shown["sides"])
    lines = [f"{shown['id']}  {shown['score']:.2f}  {names}", f"    {parts}"]
    lines += [f"    {', '.join(against)}"] if against else []
    for side in shown["sides"]:
        lines.append(f"    {side['entity']}{' (provisional)' if side['provisional'] else ''}")
        lines += [f"        names: {', '.join(side['names'])}"] if side["names"] else []
        lines += [f"        posts: {'; '.join(side['posts'])}"] if side["posts"] else []
        lines += _quoted(side["quotes"])
    return lines


def _claim_lines(shown: Shown) -> list[str]:
    modality = "" if shown["modality"] == "Asserted" else f"{shown['modality'].lower()} | "
    said = " | ".join(str(part) for part in (shown["subject"], shown["object"], shown["date"]) if part)
    head = f"{shown['id']}  {shown['confidence']:.2f}  {modality}{shown['predicate']} | {said}"
    decided = [f"    {shown['verdict']}"] if shown["verdict"] else []
    return [head, *decided, f"    words: {' '.join(shown['words'].split())}", *_quoted(shown["quotes"])]


def _conflict_lines(shown: Shown) -> list[str]:
    return [
        f"conflict: {', '.join(shown['entities'])}",
        f"    judged the same and different; none is joined until one is undone: {', '.join(shown['judgements'])}",
    ]


def _judgement_lines(shown: Shown) -> list[str]:
    retracted = "" if shown["counts"] else " (retracted)"
    line = f"{shown['at']}  {shown['id']}  {shown['verdict']}{retracted} by {shown['by']}: {', '.join(shown['on'])}"
    return [line, *([f"    {shown['why']}"] if shown["why"] else [])]


def _quoted(quotes: Iterable[Shown]) -> list[str]:
    return [f"        {quote['document']}: {quote['words']}" for quote in quotes]


_LINES = {"entities": _pair_lines, "claims": _claim_lines, "conflict": _conflict_lines, "judgement": _judgement_lines}
