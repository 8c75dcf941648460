"""The command that keeps a store up to date: `refresh`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from graph.errors import RegistryError, SettingError
from graph.founding import settled
from graph.quarantine import Quarantine
from graph.settings import Settings
from graph.stores import MEMORY, REMOTE, open_store
from graph.validation import open_gate
from ingest.fetching import edition, open_client
from ingest.fetching.memory import Memory
from ingest.pipeline import Road
from ingest.refreshing.registry import Source, open_registry
from ingest.refreshing.run import Refresh
from ingest.refreshing.states import States, is_due, state_folder
from ingest.refreshing.visits import Visit


@click.command()
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option(
    "--registry", help="The file that names the sources; without it, TREATYGRAPH_REGISTRY or the one shipped."
)
@click.option("--due", "choice", flag_value="due", default=True, help="Those whose time has come (the usual choice).")
@click.option("--all", "choice", flag_value="all", help="All that are enabled, due or not.")
@click.option("--anew", is_flag=True, help="Have pages sent whole, though they did not change.")
@click.option("--dry-run", is_flag=True, help="Say which sources would be visited, and visit none.")
@click.option("--list", "listing", is_flag=True, help="Say what is known of each source, and visit none.")
@click.option("--store", help="The store to write to: a folder, or sparql+http(s)://… for a server.")
@click.pass_obj
def refresh(
    settings: Settings,
    ids: tuple[str, ...],
    registry: str | None,
    choice: str,
    anew: bool,
    dry_run: bool,
    listing: bool,
    store: str | None,
) -> None:
    """Visit the sources of the registry and ingest what is new there.

    ID names sources to visit, due or not, enabled or not. Every source ends as one line; what a page or a feed held
    before is unchanged, and then nothing is written. Exits with 1 when any failed: it is tried again later, the other
    sources being visited all the same.
    """
    settings = settings if store is None else replace(settings, store=store)
    sources = open_registry(settings.registry if registry is None else registry)
    states = _states(settings)
    now = datetime.now(UTC)
    if listing:
        for source in _named(sources, ids) if ids else sources:
            click.echo(_listed(source, states, now))
        return
    chosen = _named(sources, ids) if ids else [source for source in sources if source.enabled]
    if not ids and choice == "due":
        chosen = [source for source in chosen if is_due(source, states.of(source), now)]
    if dry_run:
        for source in chosen:
            click.echo(f"{source.id}: would be visited at {source.address}")
        return
    if any(visit.failed for visit in run_refresh(settings, states, chosen, now, anew)):
        sys.exit(1)


def run_refresh(
    settings: Settings, states: States, sources: Sequence[Source], now: datetime, anew: bool
) -> list[Visit]:
    """Visit the sources, saying one line each on standard output, while no other run does so."""
    if not sources:
        click.echo("no source is due")
        return []
    client = open_client(settings)
    with states.locked():
        memory = Memory(states.folder / "pages", edition())
        known = None if anew or not _is_there(settings) else memory
        run = Refresh(client, lambda: _road(settings), states, memory, settings.max_document_bytes, now, _tell, known)
        return run.run(sources)


def _states(settings: Settings) -> States:
    if settings.store == MEMORY:
        raise SettingError("TREATYGRAPH_STORE", settings.store, "a store in memory keeps nothing; give a folder")
    return States(state_folder(settings), _is_there(settings))


def _is_there(settings: Settings) -> bool:
    """Whether the store stands: what was read into one that was removed is to be read again."""
    return settings.store.startswith(REMOTE) or Path(settings.store).exists()


def _named(sources: Sequence[Source], ids: Sequence[str]) -> list[Source]:
    known = {source.id: source for source in sources}
    for id in ids:
        if id not in known:
            raise RegistryError(id, f"is no source of the registry; it has {', '.join(known) or 'none'}")
    return [known[id] for id in dict.fromkeys(ids)]


@contextmanager
def _road(settings: Settings) -> Iterator[Road]:
    opened = open_store(settings.store)
    try:
        settings = settled(settings, opened)
        yield Road(opened, open_gate(), Quarantine(Path(settings.quarantine)), settings, tell=_note)
    finally:
        opened.close()


def _note(words: str) -> None:
    click.echo(f"note: {words}", err=True)


def _tell(visit: Visit) -> None:
    click.echo(f"{visit.source.id}: {visit.line}")


def _listed(source: Source, states: States, now: datetime) -> str:
    state = states.of(source)
    due = (
        "disabled" if not source.enabled else "due" if is_due(source, state, now) else f"due {_when(state.due(source))}"
    )
    failures = f"; {state.failures} failed in a row" if state.failures else ""
    said = f"; {state.said}" if state.said else ""
    return f"{source.id}: {source.kind}, {due}, succeeded {_when(state.succeeded)}{failures}{said}; {source.address}"


def _when(time: datetime | None) -> str:
    return "never" if time is None else time.strftime("%Y-%m-%d %H:%M UTC")


COMMANDS: list[click.Command] = [refresh]
