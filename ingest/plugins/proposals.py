"""What a model may propose: one claim in words of the text, checked for its shape and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from graph.model import ClaimType, Modality
from graph.records.contract import ACTIONS, BOUNDS, UNITS

# What a document reports of its own sources is read off its credits, not guessed.
TYPES = tuple(type.value for type in ClaimType if type is not ClaimType.REPORTS)
MODALITIES = tuple(modality.value for modality in Modality)


@dataclass(frozen=True, slots=True)
class Proposal:
    """One claim as a model words it. `subject`, `object`, `evidence`, `date_text` and `value_text` are words of the
    text, letter for letter; `value` is a number, or a post in English, or another name of a treaty."""

    type: str
    subject: str
    evidence: str
    modality: str = "asserted"
    object: str | None = None
    value: str | int | None = None
    value_text: str | None = None
    action: str | None = None
    unit: str | None = None
    bound: str | None = None
    date_text: str | None = None
    quoted: bool = False


_CLOSED = {"type": TYPES, "modality": MODALITIES, "action": ACTIONS, "unit": UNITS, "bound": BOUNDS}
_REQUIRED = ("type", "subject", "evidence")


def read_proposal(item: object) -> Proposal | str:
    """The proposal that a JSON value holds, or why it is none."""
    if not isinstance(item, Mapping):
        return "not an object"
    known = {field.name for field in fields(Proposal)}
    values = {name: value for name, value in item.items() if value is not None}
    if not known >= values.keys():
        return "unknown member"
    if any(not isinstance(values.get(name), str) or not values[name] for name in _REQUIRED):
        return "member missing"
    for name, value in values.items():
        if name in _CLOSED and value not in _CLOSED[name]:
            return f"unknown {name}"
        if not _has_kind(name, value):
            return f"{name} of the wrong kind"
    return Proposal(**values)


def _has_kind(name: str, value: object) -> bool:
    if name == "quoted":
        return isinstance(value, bool)
    if name == "value":
        return isinstance(value, str | int) and not isinstance(value, bool)
    return isinstance(value, str)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of an answer, in the strict form that OpenAI-compatible services bind to."""
    text, maybe = {"type": "string"}, {"type": ["string", "null"]}
    members: dict[str, Any] = {
        "type": {"type": "string", "enum": list(TYPES)},
        "subject": text,
        "object": maybe,
        "value": {"type": ["string", "integer", "null"]},
        "value_text": maybe,
        "action": {"type": ["string", "null"], "enum": [*ACTIONS, None]},
        "unit": {"type": ["string", "null"], "enum": [*UNITS, None]},
        "bound": {"type": ["string", "null"], "enum": [*BOUNDS, None]},
        "date_text": maybe,
        "modality": {"type": "string", "enum": list(MODALITIES)},
        "quoted": {"type": "boolean"},
        "evidence": text,
    }
    claim = {"type": "object", "additionalProperties": False, "required": list(members), "properties": members}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["claims"],
        "properties": {"claims": {"type": "array", "items": claim}},
    }
