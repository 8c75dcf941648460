"""The `query` command: a SPARQL query, or one of the questions of the house."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import click

from graph import queries
from graph.cli.common import KNOWN_AT, STORE, read_input, reading, write
from graph.cli.tables import aligned
from graph.errors import UnknownLocation
from graph.guard import query_form
from graph.settings import Settings
from graph.store import Store
from graph.views import bound_question

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


@click.command()
@click.argument("text", required=False)
@click.option("--question", type=click.Choice(queries.QUESTIONS), help="One of the questions of docs/queries.md.")
@click.option("--bind", "bindings", multiple=True, metavar="PLACE=VALUE", help="What a question asks about.")
@click.option("--as-of", metavar="D", help="The day of the world that a question takes as `date`: YYYY-MM-DD.")
@click.option("--format", "format", type=click.Choice(list(_RESULTS)), default="table", show_default=True)
@STORE
@KNOWN_AT
@click.pass_obj
def query(
    settings: Settings,
    text: str | None,
    question: str | None,
    bindings: tuple[str, ...],
    as_of: str | None,
    format: str,
    store: str | None,
    known_at: str | None,
) -> None:
    """Answer a SPARQL query: TEXT itself, @FILE, or - for standard input.

    VALUE of --bind is a date, a moment, or a thing by its key (state/vnm), its IRI, or a name that only it has.
    CONSTRUCT and DESCRIBE are answered in Turtle (table, ttl), JSON-LD (json) or RDF/XML (xml).
    """
    if (text is None) == (question is None):
        raise click.UsageError("Give either a query or --question.")
    bindings = bindings if as_of is None else (*bindings, f"date={as_of}")
    if text is not None and bindings:
        raise click.UsageError("--bind goes with --question, and so does --as-of.")
    with reading(settings, store, known_at) as (opened, used):
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
    bound: dict[str, str] = {}
    for binding in bindings:
        place, equals, value = binding.partition("=")
        if not equals:
            raise click.UsageError(f"--bind {binding}: write PLACE=VALUE.")
        bound[place] = value
    if queries.places(question) != sorted(bound):
        wanted = " ".join(f"--bind {place}=…" for place in queries.places(question)) or "no --bind"
        raise click.UsageError(f"The question {question} takes {wanted}.\n{queries.about(question)}")
    return bound_question(store, base, question, bound)


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
