"""The `changes` command: what the record has come to know since a moment."""

from __future__ import annotations

import json

import click

from graph.cli.common import KNOWN_AT, MOMENT, STORE, reading, write
from graph.cli.tables import aligned
from graph.settings import Settings
from graph.status.changes import Changes, to_json
from graph.status.changes import changes as changed

_FORMATS = ("table", "json")


@click.command()
@click.option("--since", type=MOMENT, metavar="T", required=True, help="A day (its end, UTC) or an instant.")
@click.option("--format", "format", type=click.Choice(_FORMATS), default="table", show_default=True)
@STORE
@KNOWN_AT
@click.pass_obj
def changes(settings: Settings, since: str, format: str, store: str | None, known_at: str | None) -> None:
    """What changed since T: documents that came and went, accepted facts that are new, gone or told otherwise.

    With --known-at, what changed from the one moment to the other. The table has one row for each claim.
    """
    with reading(settings, store, known_at) as (opened, used):
        found = changed(opened, used, since)
    write(_json(found) if format == "json" else _table(found).encode())


def _json(found: Changes) -> bytes:
    return (json.dumps(to_json(found), ensure_ascii=False, indent=1) + "\n").encode()


def _table(found: Changes) -> str:
    head = ["what", "how", "thing", "claim"]
    rows = [["document", "ended" if one.known_until else "came", one.document, ""] for one in found.documents]
    rows += [["fact", one.how, one.fact, claim] for one in found.facts for claim in one.claims]
    return aligned(head, rows)
