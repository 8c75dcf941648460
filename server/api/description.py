"""The OpenAPI 3.1 description of the JSON views, made from the questions that there are."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version

from graph import queries

_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
_MOMENT = "A day (its end, UTC) or an instant, 2025-10-26T12:00:00Z."
_KNOWN_AT = {"$ref": "#/components/parameters/knownAt"}
_STRING = {"type": "string"}
_NULLABLE = {"type": ["string", "null"]}
_ROW = {"type": "object", "additionalProperties": _NULLABLE}


def describe(base: str) -> dict[str, object]:
    """The description, with the address under which the store was founded as the server."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "treatygraph",
            "version": version("treatygraph"),
            "description": "Who did, said and promised what about cybercrime treaties; every row names its claims.",
        },
        "servers": [{"url": "/"}, {"url": base}],
        "paths": dict(_paths()),
        "components": {
            "parameters": {"knownAt": _parameter("knownAt", f"What the record knew then. {_MOMENT}", required=False)},
            "schemas": {"Problem": _problem(), "Answer": _answer()},
        },
    }


def _paths() -> Iterator[tuple[str, object]]:
    yield "/api/questions", _get("Every question, with its parameters.", [], {"type": "object"})
    for name in queries.QUESTIONS:
        lines = queries.about(name).splitlines()
        said = {place: line for place in queries.places(name) for line in lines if line.startswith(f"${place}:")}
        parameters = [_parameter(place, line.partition(":")[2].strip()) for place, line in said.items()]
        answer = {"$ref": "#/components/schemas/Answer"}
        yield f"/api/questions/{name}", _get(lines[0], [*parameters, _KNOWN_AT], answer)
    treaty = _parameter("treaty", "A key (un-xviii-16), or a name that is enough.", place="path")
    as_of = _parameter("asOf", "The day of the question, YYYY-MM-DD; without it, today.", required=False)
    what_if = _parameter("whatIf", "PARTY:DATE, a deposit to suppose; may be repeated.", required=False)
    summary = "Where a treaty stands on a day, and where it would stand."
    yield "/api/status/{treaty}", _get(summary, [treaty, as_of, what_if, _KNOWN_AT], {"type": "object"})
    about = _parameter("treaty", "Only of this treaty: a key, or a name that is enough.", required=False)
    cause = _parameter("cause", "Only of this cause, as DateSlip.", required=False)
    yield "/api/conflicts", _get("Where claims disagree, and why.", [about, cause, _KNOWN_AT], {"type": "object"})
    since = _parameter("since", _MOMENT)
    yield "/api/changes", _get("What changed since a moment.", [since, _KNOWN_AT], {"type": "object"})


def _get(summary: str, parameters: list[object], schema: object) -> dict[str, object]:
    return {
        "get": {
            "summary": summary,
            "parameters": parameters,
            "responses": {
                "200": {"description": "The answer.", "content": {"application/json": {"schema": schema}}},
                "304": {"description": "The caller holds the answer already (If-None-Match)."},
                "400": {"description": "A value is missing, unknown or malformed.", "content": _PROBLEM},
                "503": {"description": "It took too long, or too much runs.", "content": _PROBLEM},
            },
        }
    }


def _parameter(name: str, about: str, *, required: bool = True, place: str = "query") -> dict[str, object]:
    return {"name": name, "in": place, "required": required, "description": about, "schema": _STRING}


def _problem() -> dict[str, object]:
    names = {"type": _STRING, "title": _STRING, "status": {"type": "integer"}, "detail": _STRING}
    return {"type": "object", "description": "RFC 9457.", "properties": names, "required": ["title", "status"]}


def _answer() -> dict[str, object]:
    properties = {
        "question": _STRING,
        "parameters": {"type": "object", "additionalProperties": _STRING},
        "knownAt": _NULLABLE,
        "rows": {"type": "array", "items": _ROW},
    }
    return {"type": "object", "properties": properties, "required": list(properties)}
