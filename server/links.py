"""Where a thing's page and data stand here, and the languages that links carry along."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import request, url_for

from graph.identifiers import split_thing
from server.site import site

_WITH_WORDS = ("pages.", "sparql.", "vocabulary.")


def page_of(iri: str) -> str | None:
    """The address of the page of a thing of ours; other http(s) addresses as they are; None for the rest."""
    thing = split_thing(site().settings.base_iri, iri)
    if thing is not None:
        return url_for("pages.thing", type=thing[0], key=thing[1])
    # Any scheme makes a valid IRI; only these two are safe behind a click.
    return iri if iri.startswith(("http://", "https://")) else None


def carry_language(endpoint: str, values: dict[str, object]) -> None:
    """Let a language chosen in the address hold for every page that is linked from there."""
    chosen = request.args.get("lang") if request else None
    if chosen and endpoint.startswith(_WITH_WORDS) and "format" not in values:
        values.setdefault("lang", chosen)


def here_in(language: str) -> str:
    """The address of the page that is open, in another language."""
    values = request.args.to_dict(flat=False) | {"lang": [language]}
    return f"{request.script_root}{request.path}?{urlencode(values, doseq=True)}"
