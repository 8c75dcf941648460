"""The command that tells two states of one official record apart."""

from __future__ import annotations

import sys

import click

from graph.errors import UnreadableDocument
from graph.model import Reading
from graph.settings import Settings
from ingest.model import RawDocument
from ingest.official import compare, read_official
from ingest.official.held import words_of_changes
from ingest.sources import open_location


@click.command("compare")
@click.argument("before", metavar="BEFORE")
@click.argument("after", metavar="AFTER")
@click.pass_obj
def compare_records(settings: Settings, before: str, after: str) -> None:
    """Compare two states of an official status table, row by row.

    BEFORE and AFTER are files with records of treaties, in any two of the forms that are read. Rows that are gone,
    new, or told otherwise are printed. Exits with 1 when anything changed, like diff.
    """
    changes = compare(_record(before, settings), _record(after, settings))
    for row in changes.added:
        click.echo(f"a row is new: {row.words}")
    for words in words_of_changes(changes):
        if not words.endswith("new rows"):
            click.echo(words)
    sys.exit(1 if changes else 0)


def _record(location: str, settings: Settings) -> Reading:
    for item in open_location(location, settings.max_document_bytes):
        if not isinstance(item, RawDocument):
            raise UnreadableDocument(item.location, item.reason)
        official = read_official(item)
        if official is not None:
            for problem in official.problems:
                click.echo(f"note: {item.location}: {problem}", err=True)
            return official.reading
    raise UnreadableDocument(location, "is no official record of a form that is read; see docs/official.md")


COMMANDS: list[click.Command] = [compare_records]
