"""Where claims disagree, as plain data: each conflict once, with its cause, its explanations and its claims."""

from __future__ import annotations

from dataclasses import asdict

from werkzeug.exceptions import NotFound

from graph.errors import UnknownLocation
from graph.settings import Settings
from graph.status.disagreements import Disagreement, disagreements
from graph.status.finding import find_treaty
from graph.store import Store


def conflicts(store: Store, settings: Settings, treaty: str | None, cause: str | None) -> dict[str, object]:
    """The conflicts, of one treaty or with one cause where these are given; NotFound where no treaty is called so."""
    base = settings.base_iri
    try:
        wanted = None if treaty is None else find_treaty(store, base, treaty)
    except UnknownLocation as error:
        raise NotFound(str(error)) from error
    return {"conflicts": [_plain(one) for one in disagreements(store, base, wanted, cause)]}


def _plain(one: Disagreement) -> dict[str, object]:
    found = asdict(one)
    found["differsBy"] = found.pop("differs_by")
    return found
