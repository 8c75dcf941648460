"""Gold of the contract's form (`gold/NAME.json` with its text), checked and read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from graph.dates import parse_when
from graph.errors import AnnotationError
from graph.model import Claim, ClaimType, Document, EntityType, EventType, Modality, Span
from graph.records.contract import ACTIONS, BOUNDS, RULES, UNITS
from ingest.evaluation.gold import Gold, GoldClaim, GoldEntity, GoldMention

_CHOICES: dict[str, Sequence[str]] = {
    "type": tuple(ClaimType),
    "modality": tuple(Modality),
    "action": ACTIONS,
    "bound": BOUNDS,
    "unit": UNITS,
}
# Fields whose further values are compared as they stand; types, modalities and spans are read first.
_PLAIN = ("subject", "object", "value", "date", "bound", "action", "unit")


def read_record(path: Path, texts: Path) -> Gold:
    """The gold of `NAME.json`, whose text is `NAME.txt` in the folder `texts`; AnnotationError as for annotations."""
    try:
        record = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise AnnotationError(str(path), [str(error)]) from error
    return gold_of(record, read_text(texts / f"{path.stem}.txt"), path, [])


def read_text(path: Path) -> str:
    """The text as it is stored, line ends untouched; AnnotationError where there is none."""
    try:
        return path.read_bytes().decode()
    except (FileNotFoundError, UnicodeDecodeError) as error:
        raise AnnotationError(str(path), [f"no readable text in UTF-8: {error}"]) from error


def gold_of(record: Mapping[str, Any], text: str, path: Path, problems: list[str]) -> Gold:
    """The gold that a record tells of its text; AnnotationError names its problems and those found before."""
    found = [*problems, *_problems(record, text)]
    if found:
        raise AnnotationError(str(path), found)
    meta = record["document"]
    said = (meta.get(name) for name in ("title", "url", "publisher", "published"))
    return Gold(
        path.stem,
        Document(text, meta["language"], *said),
        tuple(_entity(row) for row in record["entities"]),
        tuple(_mention(row) for row in record["mentions"]),
        tuple(_claim(row) for row in record["claims"]),
        all(row["type"] == ClaimType.REPORTS or row.get("optional") for row in record["claims"]),
    )


def _entity(row: Mapping[str, Any]) -> GoldEntity:
    names = tuple(row.get("aliases") or [row["label"]])
    return GoldEntity(
        id=row["id"],
        types=(EntityType(row["type"]), *(EntityType(type) for type in row.get("type_any", []))),
        names=tuple(name for name in names if not name.startswith("http")),
        iris=frozenset([*(name for name in names if name.startswith("http")), *row.get("same_as", [])]),
        iso3=row.get("iso3"),
        optional=bool(row.get("optional")),
    )


def _mention(row: Mapping[str, Any]) -> GoldMention:
    spans = tuple(_span(place) for place in [row, *row.get("alternatives", [])])
    return GoldMention(row["entity"], spans, bool(row.get("optional")))


def _span(place: Mapping[str, int]) -> Span:
    return Span(place["start"], place["end"])


def _claim(row: Mapping[str, Any]) -> GoldClaim:
    claim = Claim(
        type=ClaimType(row["type"]),
        subject=row["subject"],
        evidence=_span(row["evidence"]),
        object=row.get("object"),
        value=row.get("value"),
        action=row.get("action"),
        bound=row.get("bound"),
        unit=row.get("unit"),
        date=row.get("date"),
        delay_days=row.get("delay_days"),
        modality=Modality(row["modality"]),
        quoted=bool(row.get("quoted")),
    )
    others: dict[str, tuple[object, ...]] = {n: tuple(row[f"{n}_any"]) for n in _PLAIN if row.get(f"{n}_any")}
    others["type"] = tuple(ClaimType(type) for type in row.get("type_any", []))
    others["modality"] = tuple(Modality(modality) for modality in row.get("modality_any", []))
    standings = (pair.split("/") for pair in row.get("type_modality_any", []))
    return GoldClaim(
        claim,
        others,
        tuple(_span(place) for place in row.get("evidence_any", [])),
        frozenset((ClaimType(type), Modality(modality)) for type, modality in standings),
        bool(row.get("optional")),
    )


def _problems(record: Mapping[str, Any], text: str) -> Iterator[str]:
    if not isinstance(record.get("document", {}).get("language"), str):
        yield "language: missing"
    types: dict[str, frozenset[str]] = {}
    for number, row in enumerate(record["entities"], 1):
        yield from _entity_problems(row, number, types)
        types[str(row.get("id"))] = frozenset([row.get("type"), *row.get("type_any", [])])
    for number, row in enumerate(record["mentions"], 1):
        place = f"mention {number}"
        if row["entity"] not in types:
            yield f"{place}: no entity {row['entity']!r}"
        if text[row["start"] : row["end"]] != row["text"]:
            yield f"{place}: {row['text']!r} does not stand at {row['start']} to {row['end']}"
    distractor = bool(record["document"].get("distractor"))
    for number, row in enumerate(record["claims"], 1):
        place = f"claim {number} ({row.get('type')})"
        yield from (f"{place}: {problem}" for problem in _claim_problems(row, text, types))
        if distractor and row.get("type") != ClaimType.REPORTS:
            yield f"{place}: a distractor makes no claims but `reports`"


def _entity_problems(row: Mapping[str, Any], number: int, before: Mapping[str, object]) -> Iterator[str]:
    place = f"entity {row.get('id', number)!r}"
    if not isinstance(row.get("id"), str) or row["id"] in before:
        yield f"{place}: its id is missing or names an earlier entity too"
    if not row.get("label"):
        yield f"{place}: label is missing"
    for type in [row.get("type"), *row.get("type_any", [])]:
        yield from _choice(place, "type", type, tuple(EntityType))
    if row.get("type") == EntityType.EVENT:
        yield from _choice(place, "event_type", row.get("event_type"), tuple(EventType))
    if row.get("type") == EntityType.STATE and not row.get("iso3"):
        yield f"{place}: a state has an iso3"


def _claim_problems(row: Mapping[str, Any], text: str, types: Mapping[str, frozenset[str]]) -> Iterator[str]:
    place = row["evidence"]
    if not 0 <= place["start"] < place["end"] <= len(text):
        yield f"evidence {place['start']} to {place['end']} is not in the text"
    for name, kinds in _CHOICES.items():
        values = [row.get(name), *row.get(f"{name}_any", [])]
        for value in values if name in {"type", "modality"} else [value for value in values if value is not None]:
            yield from _choice("", name, value, kinds)
    if row.get("type") in RULES:
        yield from _shape_problems(row, types)
    for date in [row.get("date"), *row.get("date_any", [])]:
        yield from _date_problems(date)
    for name in ("delay_days", "quoted", "optional"):
        kind = int if name == "delay_days" else bool
        if name in row and type(row[name]) is not kind:
            yield f"{name}: {row[name]!r} is no {kind.__name__}"


def _shape_problems(row: Mapping[str, Any], types: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """What a claim of its type must carry, by the contract's table."""
    rule = RULES[ClaimType(row["type"])]
    free = bool(row.get("type_any"))
    for name, allowed in (("subject", rule.subject), ("object", rule.object)):
        for id in [row.get(name), *row.get(f"{name}_any", [])]:
            if id is None:
                continue
            if id not in types:
                yield f"{name}: no entity {id!r}"
            elif not free and not types[id] & allowed:
                wanted = " or ".join(sorted(allowed)) or "nothing"
                yield f"{name}: {id!r} is a {'/'.join(sorted(types[id]))}; here stands {wanted}"
    if row.get("subject") is None:
        yield "subject: missing"
    if rule.object and rule.object_required and row.get("object") is None:
        yield "object: missing"
    kind = {"text": str, "number": int, None: type(None)}[rule.value]
    if type(row.get("value")) is not kind:
        yield f"value: {row.get('value')!r}, but here stands {rule.value or 'nothing'}"
    if rule.needs is not None and row.get(rule.needs) is None and not row.get(f"{rule.needs}_any"):
        yield f"{rule.needs}: missing"


def _date_problems(date: object) -> Iterator[str]:
    if date is None:
        return
    try:
        parse_when(str(date))
    except ValueError as error:
        yield f"date: {error}"
    if not isinstance(date, str):
        yield f"date: write {str(date)!r} in quotation marks"


def _choice(place: str, name: str, value: object, kinds: Sequence[str | StrEnum]) -> Iterator[str]:
    if value not in kinds:
        yield f"{place}{': ' if place else ''}{name}: {value!r} is none of {', '.join(kinds)}"
