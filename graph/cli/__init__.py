"""The commands of the reading side, in the order in which help lists them."""

from __future__ import annotations

import click

from graph.cli.access import audit, token
from graph.cli.changes import changes
from graph.cli.checking import validate, verify
from graph.cli.conflicts import conflicts, count
from graph.cli.exporting import export
from graph.cli.network import network
from graph.cli.quarantine import quarantine
from graph.cli.querying import query
from graph.cli.review import review
from graph.cli.status import status

COMMANDS: list[click.Command] = [
    validate,
    query,
    status,
    changes,
    conflicts,
    count,
    export,
    network,
    quarantine,
    review,
    verify,
    token,
    audit,
]
