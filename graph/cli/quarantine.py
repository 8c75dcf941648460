"""The `quarantine` command: what was refused, and why."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import click

from graph.quarantine import Quarantine
from graph.settings import Settings


@click.group()
@click.option("--folder", type=click.Path(path_type=Path), help="The quarantine to look into.")
@click.pass_context
def quarantine(context: click.Context, folder: Path | None) -> None:
    """Documents that were not stored, each with its text, what was read in it and what is wrong."""
    settings = context.find_object(Settings)
    assert settings is not None
    # The settings stay the object, so that a command that ingests again finds the rest of them.
    context.obj = settings if folder is None else replace(settings, quarantine=str(folder))


@quarantine.command("list")
@click.pass_obj
def list_entries(settings: Settings) -> None:
    """Print one line for each entry: its name, where it came from, and the reason."""
    for entry in _opened(settings).list():
        click.echo(f"{entry.id}\t{entry.location}\t{entry.reason}")


@quarantine.command()
@click.argument("id")
@click.pass_obj
def show(settings: Settings, id: str) -> None:
    """Print what an entry keeps, as JSON; the document as it came stays in its folder, in the file `source`."""
    entry = _opened(settings).show(id)
    kept = {name: value for name, value in asdict(entry).items() if name != "source"}
    click.echo(json.dumps({"id": entry.id, **kept}, ensure_ascii=False, indent=1))


@quarantine.command()
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.pass_obj
def remove(settings: Settings, ids: tuple[str, ...]) -> None:
    """Take entries away for good."""
    for id in ids:
        _opened(settings).remove(id)
        click.echo(f"removed {id}", err=True)


def _opened(settings: Settings) -> Quarantine:
    return Quarantine(Path(settings.quarantine))
