"""The `query` command: a SPARQL query, or one of the questions of the house."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

import click
from rdflib import XSD, Literal

from graph import queries
from graph.cli.common import STORE, read_input, reading, write
from graph.cli.tables import aligned
from graph.errors import UnknownLocation
from graph.guard import query_form
from graph.settings import Settings
from graph.store import Store
from graph.views import find_thing

_JSON = "application/sparql-results+json"
_RESULTS = {
    "table": _JSON,
    "json": _JSON,
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "xml": "application/sparql-results+xml",
    "ttl": "text/turtle",
}
_TRIPLES = {**_RESULTS, "table": "text/turtle", "json": "application/ld+json", "xml": "application/rdf+xml"}
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9]{2}:[0-9]{2})?")
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


@click.command()
@click.argument("text", required=False)
@click.option("--question", type=click.Choice(queries.QUESTIONS), help="One of the questions of docs/queries.md.")
@click.option("--bind", "bindings", multiple=True, metavar="PLACE=VALUE", help="What a question asks about.")
@click.option("--format", "format", type=click.Choice(list(_RESULTS)), default="table", show_default=True)
@STORE
@click.pass_obj
def query(
    settings: Settings,
    text: str | None,
    question: str | None,
    bindings: tuple[str, ...],
    format: str,
    store: str | None,
) -> None:
    """Answer a SPARQL query: TEXT itself, @FILE, or - for standard input.

    VALUE of --bind is a date, a moment, or a thing by its key (state/vnm), its IRI, or a name that only it has.
    CONSTRUCT and DESCRIBE are answered in Turtle (table, ttl), JSON-LD (json) or RDF/XML (xml).
    """
    if (text is None) == (question is None):
        raise click.UsageError("Give either a query or --question.")
    if text is not None and bindings:
        raise click.UsageError("--bind goes with --question.")
    with reading(settings, store) as (opened, used):
        asked = _asked(opened, used.base_iri, question, bindings) if question else _read(text or "")
        write(_answer(opened, asked, format))


def _read(text: str) -> str:
    if text == "-":
        return read_input()
    if not text.startswith("@"):
        return text
    try:
        return Path(text[1:]).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnknownLocation(text[1:], "no readable query stands there; give @FILE in UTF-8") from error


def _asked(store: Store, base: str, question: str, bindings: Iterable[str]) -> str:
    bound: dict[str, queries.Value] = {}
    for binding in bindings:
        place, equals, value = binding.partition("=")
        if not equals:
            raise click.UsageError(f"--bind {binding}: write PLACE=VALUE.")
        bound[place] = _value(store, base, value)
    if queries.places(question) != sorted(bound):
        wanted = " ".join(f"--bind {place}=…" for place in queries.places(question)) or "no --bind"
        raise click.UsageError(f"The question {question} takes {wanted}.\n{queries.about(question)}")
    return queries.load(question, **bound)


def _value(store: Store, base: str, written: str) -> queries.Value:
    if _MOMENT.fullmatch(written):
        return Literal(written, datatype=XSD.dateTime, normalize=False)
    return written if _DATE.fullmatch(written) else find_thing(store, base, written)


def _answer(store: Store, asked: str, format: str) -> bytes:
    triples = query_form(asked) in {"CONSTRUCT", "DESCRIBE"}
    body, _ = store.answer(asked, (_TRIPLES if triples else _RESULTS)[format])
    return body if triples or format != "table" else _table(json.loads(body)).encode()


def _table(answer: dict[str, object]) -> str:
    if "boolean" in answer:
        return "yes\n" if answer["boolean"] else "no\n"
    head, results = answer["head"], answer["results"]
    assert isinstance(head, dict)
    assert isinstance(results, dict)
    names: list[str] = head["vars"]
    rows = [[row.get(name, {}).get("value", "") for name in names] for row in results["bindings"]]
    return aligned(names, rows) if names else f"{len(rows)} rows without columns\n"
