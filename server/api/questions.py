"""Questions by name, and changes, as plain data."""

from __future__ import annotations

from collections.abc import Mapping

from werkzeug.exceptions import NotFound

from graph import queries
from graph.settings import Settings
from graph.status.changes import changes, to_json
from graph.store import Store
from graph.views import bound_question


def is_question(name: str) -> None:
    """Nothing, where there is a question of that name; NotFound names those there are."""
    if name not in queries.QUESTIONS:
        raise NotFound(f"There is no question {name!r}; there are {', '.join(queries.QUESTIONS)}.")


def catalogue(name: str) -> dict[str, object]:
    """What a question answers and which parameters it takes, with the words of its file."""
    about = queries.about(name).splitlines()
    said = {place: line for place in queries.places(name) for line in about if line.startswith(f"${place}:")}
    return {
        "name": name,
        "about": " ".join(line for line in about if not line.startswith("$")),
        "parameters": {place: line.partition(":")[2].strip() for place, line in said.items()},
        "href": f"/api/questions/{name}",
    }


def ask(
    now: Store, store: Store, settings: Settings, name: str, values: Mapping[str, str], moment: str | None
) -> dict[str, object]:
    """The rows that answer a question; what a row leaves open is null.

    Things are found by the names that they have `now`, also where the record did not know them at the moment.
    """
    asked = bound_question(now, settings.base_iri, name, values)
    return {"question": name, "parameters": dict(values), "knownAt": moment, "rows": list(store.select(asked))}


def changed(store: Store, settings: Settings, since: str) -> dict[str, object]:
    """What changed since a moment."""
    return to_json(changes(store, settings, since))
