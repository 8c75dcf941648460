"""The commands of the reading side: `validate`, `query`, `export`, `network`, `quarantine`, `review`, `verify`."""

from __future__ import annotations

import click

from graph.cli.checking import validate, verify
from graph.cli.exporting import export
from graph.cli.network import network
from graph.cli.quarantine import quarantine
from graph.cli.querying import query
from graph.cli.review import review

COMMANDS: list[click.Command] = [validate, query, export, network, quarantine, review, verify]
