"""The `export` command."""

from __future__ import annotations

import click

from graph.cli.common import KNOWN_AT, STORE, reading, write
from graph.export import FORMATS
from graph.export import export as exported
from graph.settings import Settings


@click.command()
@click.option("--format", "format", type=click.Choice(list(FORMATS)), default="nq", show_default=True)
@STORE
@KNOWN_AT
@click.pass_obj
def export(settings: Settings, format: str, store: str | None, known_at: str | None) -> None:
    """Print the whole store in one format, the same bytes for the same store.

    nq, trig and jsonld hold every quad; rdf12 is Turtle 1.2 in which claims reify what they tell of; graphml and
    gexf are the network of accepted facts; csv has one row for each claim of the current documents, with its
    words and their place. Values in csv are exact: tell a spreadsheet that the columns are text, or it takes
    words that begin with = + - or @ for formulas.
    """
    with reading(settings, store, known_at) as (opened, used):
        write(exported(opened, used.base_iri, format))
