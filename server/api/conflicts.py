"""Where claims disagree, as plain data: each conflict once, with its cause, its explanations and its claims."""

from __future__ import annotations

from collections.abc import Iterator

from graph.queries import load
from graph.settings import Settings
from graph.store import Store
from graph.views import find_thing

_PLAIN = ("about", "cause", "recounted")


def conflicts(store: Store, settings: Settings, about: str | None, cause: str | None) -> dict[str, object]:
    """The conflicts about a thing or an act of it, or all; `cause` is the last part of its name (`StageSlip`)."""
    thing = None if about is None else str(find_thing(store, settings.base_iri, about))
    found = [one for one in _grouped(store) if cause is None or str(one["cause"]).rpartition("#")[2] == cause]
    return {"conflicts": [one for one in found if thing is None or _is_about(one, thing, settings.base_iri)]}


def _grouped(store: Store) -> Iterator[dict[str, object]]:
    found: dict[str | None, dict[str, object]] = {}
    claims: dict[str | None, dict[str | None, dict[str, object]]] = {}
    for row in store.select(load("conflict-claims")):
        name = row["conflict"]
        one = found.setdefault(name, {"conflict": name, **{key: row[key] for key in _PLAIN}, "explanation": {}})
        if row["explanation"] is not None:
            one["explanation"] = {**_dict(one["explanation"]), str(row["language"]): row["explanation"]}
        claims.setdefault(name, {})[row["claim"]] = {
            "claim": row["claim"],
            "document": row["document"],
            "quote": row["quote"],
            "shows": row["shows"] == "true",
        }
    for name, one in found.items():
        yield {**one, "claims": list(claims[name].values())}


def _dict(value: object) -> dict[str, object]:
    assert isinstance(value, dict)
    return value


def _is_about(one: dict[str, object], thing: str, base: str) -> bool:
    """Whether a conflict is about a thing, or about an act of it, whose key holds that of the thing."""
    about, key = str(one["about"]), thing.removeprefix(f"{base}id/").partition("/")[2]
    return about == thing or f"/{key}/" in f"{about.removeprefix(f'{base}id')}/"
