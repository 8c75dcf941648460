"""Our own annotated texts: `NAME.toml` beside `NAME.txt`, spelled out to the record that the contract describes.

An annotation names entities by their surface forms and claims by the words that show them; offsets are found here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import AnnotationError
from graph.model import Span
from ingest.evaluation.gold import Gold
from ingest.evaluation.occurrences import occurrences, parse_form
from ingest.evaluation.records import gold_of, read_text

_DOCUMENT = ("language", "title", "url", "publisher", "published", "distractor")
_TOP = {*_DOCUMENT, "entities", "claims"}
_ENTITY = {
    "id",
    "type",
    "label",
    "aliases",
    "iso3",
    "event_type",
    "names",
    "nominals",
    "optional",
    "type_any",
    "event_type_any",
}
_ANY = {"type", "subject", "object", "value", "date", "bound", "action", "unit", "modality", "type_modality"}
_CLAIM = {
    "type", "subject", "object", "value", "action", "unit", "bound", "date", "delay_days", "modality", "quoted",
    "evidence", "evidence_at", "evidence_any", "optional", *(f"{name}_any" for name in _ANY),
}  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class _Candidate:
    """A stretch that may be a mention, in the order of choice: longest first, then those asked for by number."""

    shortness: int
    unnumbered: bool
    start: int
    end: int
    entity: str
    holds: bool


def read_annotation(path: Path) -> Gold:
    """The gold of `NAME.toml`; AnnotationError names the file and every entry that is wrong."""
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise AnnotationError(str(path), [str(error)]) from error
    text = read_text(path.with_suffix(".txt"))
    problems = list(_unknown_names(table))
    record = _record(table, text, problems)
    return gold_of(record, text, path, problems)


def _unknown_names(table: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{name}: no such entry" for name in sorted(table.keys() - _TOP))
    for number, entity in enumerate(_rows(table, "entities"), 1):
        for name in sorted(entity.keys() - _ENTITY):
            yield f"entity {entity.get('id', number)!r}: {name}: no such entry"
    for number, claim in enumerate(_rows(table, "claims"), 1):
        for name in sorted(claim.keys() - _CLAIM):
            yield f"claim {number} ({claim.get('type')}): {name}: no such entry"


def _rows(table: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    rows = table.get(name, [])
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _record(table: Mapping[str, Any], text: str, problems: list[str]) -> dict[str, Any]:
    entities = _rows(table, "entities")
    return {
        "document": {name: table[name] for name in _DOCUMENT if name in table},
        "entities": [_entity(entity) for entity in entities],
        "mentions": _mentions(entities, text, str(table.get("language", "")), problems),
        "claims": [_claim(row, number, text, problems) for number, row in enumerate(_rows(table, "claims"), 1)],
    }


def _entity(row: Mapping[str, Any]) -> dict[str, Any]:
    written = [parse_form(form).text for form in row.get("names", [])]
    names = list(dict.fromkeys([row.get("label", ""), *row.get("aliases", []), *written]))
    return {**{name: row[name] for name in row if name not in {"names", "nominals"}}, "aliases": names}


def _mentions(
    entities: Sequence[Mapping[str, Any]], text: str, language: str, problems: list[str]
) -> list[dict[str, Any]]:
    """The mentions in text order: longer forms first, so that no name stands inside a longer one.

    A treaty, body, state or place named in the description of an occasion or place has its own.
    """
    taken: list[_Candidate] = []
    happenings = {str(entity.get("id")) for entity in entities if entity.get("type") == "event"}
    for new in sorted(c for entity in entities for c in _candidates(entity, text, language, problems)):
        crossing = [old for old in taken if old.start < new.end and new.start < old.end]
        if all(old.holds and new.entity not in happenings and new.entity != old.entity for old in crossing):
            taken.append(new)
        elif any(_same_claim(old, new) for old in crossing):
            words = text[new.start : new.end]
            rivals = f"{crossing[0].entity!r} and {new.entity!r}"
            problems.append(f"{words!r} at {new.start} is given to {rivals}: write which occurrence, {words}#1")
    spans = sorted((c.start, c.end, c.entity) for c in taken)
    return [{"entity": id, "start": start, "end": end, "text": text[start:end]} for start, end, id in spans]


def _same_claim(old: _Candidate, new: _Candidate) -> bool:
    """Whether two entities ask for one stretch with equal right."""
    same = (old.start, old.end, old.unnumbered) == (new.start, new.end, new.unnumbered)
    return same and old.entity != new.entity


def _candidates(entity: Mapping[str, Any], text: str, language: str, problems: list[str]) -> Iterator[_Candidate]:
    id, type = str(entity.get("id")), entity.get("type")
    for kind in ("names", "nominals"):
        holds = type == "event" or (type == "place" and kind == "nominals")
        for written in entity.get(kind, []):
            form = parse_form(written)
            found = occurrences(text, form.text, language) if form.text else []
            if not found or max(form.numbers, default=1) > len(found) or 0 in form.numbers:
                problems.append(f"entity {id!r}: {written!r}: {form.text!r} occurs {len(found)} times in the text")
            for number, span in enumerate(found, 1):
                if not form.numbers or number in form.numbers:
                    length = span.end - span.start
                    yield _Candidate(-length, not form.numbers, span.start, span.end, id, holds)


def _claim(row: Mapping[str, Any], number: int, text: str, problems: list[str]) -> dict[str, Any]:
    place = f"claim {number} ({row.get('type')})"
    claim = {name: row[name] for name in row if name not in {"evidence", "evidence_at", "evidence_any"}}
    claim.setdefault("modality", "asserted")
    for name in [name for name in claim if name.endswith("_any")]:
        claim[name] = [None if value == "" else value for value in claim[name]]
    if claim.get("date_any") and "date" not in claim:
        # `date_any` are further dates: where none stands beside them, none is what the text says.
        claim["date_any"] = list(dict.fromkeys([None, *claim["date_any"]]))
    claim["evidence"] = _quoted(row.get("evidence"), row.get("evidence_at", 1), place, text, problems)
    claim["evidence_any"] = [_quoted(words, 1, place, text, problems) for words in row.get("evidence_any", [])]
    return claim


def _quoted(words: object, number: int, place: str, text: str, problems: list[str]) -> dict[str, int]:
    """Where the words stand for the given time; the first character of the text where they do not."""
    found = list(_literal(text, words)) if isinstance(words, str) and words else []
    if 0 < number <= len(found):
        span = found[number - 1]
        return {"start": span.start, "end": span.end}
    problems.append(
        f"{place}: evidence {words!r} occurs {len(found)} times in the text, occurrence {number} is asked for"
    )
    return {"start": 0, "end": 1}


def _literal(text: str, words: str) -> Iterator[Span]:
    start = text.find(words)
    while start >= 0:
        yield Span(start, start + len(words))
        start = text.find(words, start + 1)
