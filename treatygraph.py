"""The front door: settings in, the wings' commands opened, errors said in one line."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from graph.cli import COMMANDS as GRAPH_COMMANDS
from graph.cli.quarantine import quarantine
from graph.errors import TreatygraphError
from graph.founding import base_of
from graph.identifiers import DEFAULT_BASE
from graph.settings import Settings
from graph.stores import open_store
from ingest.cli import COMMANDS as INGEST_COMMANDS
from ingest.cli import retry, run_ingest
from ingest.samples import sample_paths
from server import background
from server.cli import COMMANDS as SERVER_COMMANDS


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="treatygraph")
@click.pass_context
def cli(context: click.Context) -> None:
    """The evidence-first knowledge graph of cybercrime treaty events.

    Settings are read from the environment (TREATYGRAPH_STORE, TREATYGRAPH_PORT, …); `config show` prints them.
    """
    context.obj = Settings.from_env(os.environ)


@cli.command()
@click.option("--port", type=click.IntRange(1, 65535), help="The port to listen at.")
@click.option("--detach", is_flag=True, help="Serve in the background and return when the server answers.")
@click.option("--pid-file", type=click.Path(path_type=Path), default=Path("data/demo.pid"), show_default=True)
@click.pass_obj
def demo(settings: Settings, port: int | None, detach: bool, pid_file: Path) -> None:
    """Ingest the bundled sample articles and serve them."""
    settings = settings if port is None else replace(settings, port=port)
    address = f"http://localhost:{settings.port}/"
    # Before the articles are read, so that a taken port or a running demo is told at once and by its name.
    background.refuse_second(pid_file, f"{address}health/ready")
    settings = _with_base_of_demo(settings, address)
    run_ingest(settings, [str(path) for path in sample_paths()])
    if detach:
        command = [sys.executable, "-m", "treatygraph", "serve", "--port", str(settings.port)]
        background.start(command, f"{address}health/ready", pid_file, pid_file.with_suffix(".log"))
        click.echo(f"treatygraph serves at {address} (pid file {pid_file}; make stop ends it)")
        return
    SERVER_COMMANDS[0].main([], standalone_mode=False, obj=settings)


def _with_base_of_demo(settings: Settings, address: str) -> Settings:
    """The settings under which the demo's own addresses lead back to it, where its store is still to be founded."""
    store = open_store(settings.store)
    try:
        founded = base_of(store)
    finally:
        store.close()
    if founded is None and settings.base_iri == DEFAULT_BASE:
        return replace(settings, base_iri=address)
    if founded not in {None, address}:
        click.echo(f"note: this store was founded with base IRI {founded}; its IRIs lead there", err=True)
    return settings


@cli.group()
def config() -> None:
    """The settings."""


@config.command()
@click.pass_obj
def show(settings: Settings) -> None:
    """Print every setting as the environment variable that sets it."""
    for name in Settings.__slots__:
        click.echo(f"TREATYGRAPH_{name.upper()}={getattr(settings, name)}")


for _command in [*INGEST_COMMANDS, *GRAPH_COMMANDS, *SERVER_COMMANDS]:
    cli.add_command(_command)
# What was refused is kept below, and read again above: only here do the two wings meet.
quarantine.add_command(retry)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; a TreatygraphError ends as one line on standard error and exit 1."""
    try:
        cli.main(None if arguments is None else list(arguments), prog_name="treatygraph")
    except TreatygraphError as error:
        click.echo(f"treatygraph: {error}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
