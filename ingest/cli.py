"""The commands of the writing wing: `ingest` and `extract`."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from graph.errors import UnreadableDocument
from graph.founding import settled
from graph.identifiers import named_graph
from graph.model import Entity, Reading
from graph.ntriples import to_ntriples
from graph.quarantine import Quarantine
from graph.rdf import published, to_graph
from graph.rdf.claims import is_sure
from graph.records import dumps, to_record
from graph.settings import Settings
from graph.store import Store
from graph.stores import MEMORY, open_store
from graph.validation import open_gate
from ingest.evaluation.cli import COMMANDS as MEASURING
from ingest.fetching import open_client
from ingest.identity.cli import COMMANDS as IDENTIFYING
from ingest.languages.cli import COMMANDS as TELLING
from ingest.model import RawDocument, Skipped
from ingest.official.cli import COMMANDS as COMPARING
from ingest.pipeline import SETTLED, Result, Road, documents, read, why_not
from ingest.plugins import NONE, Plugins, open_plugins
from ingest.refreshing.cli import COMMANDS as REFRESHING

_LOCATIONS = click.argument("locations", metavar="LOCATION...", nargs=-1, required=True)
_PLUGINS = click.option(
    "--with",
    "plugins",
    metavar="PLUGIN",
    multiple=True,
    help="Read with a plug-in too: llm[:MODEL], spacy:MODEL or gliner:MODEL (docs/plugins.md).",
)
# The secret of a model's service is read from the environment alone, and shown nowhere.
_KEY = "TREATYGRAPH_LLM_KEY"


@click.command()
@_LOCATIONS
@click.option("--store", help="The store to write to: a folder, or sparql+http(s)://… for a server.")
@_PLUGINS
@click.pass_obj
def ingest(settings: Settings, locations: tuple[str, ...], store: str | None, plugins: tuple[str, ...]) -> None:
    """Read documents and put what they say into the store.

    LOCATION is a file, a folder (read to its end), an address of the web (docs/fetching.md), or - for standard input.
    A feed gives its items, a web archive its pages (docs/feeds-and-archives.md). Every document ends as ingested,
    replaced, unchanged, skipped or quarantined. Exits with 1 when any was skipped or quarantined.
    """
    settings = settings if store is None else replace(settings, store=store)
    results = run_ingest(settings, locations, open_plugins(plugins, settings, os.environ.get(_KEY)))
    if any(result.status not in SETTLED for result in results):
        sys.exit(1)


def run_ingest(settings: Settings, locations: Iterable[str], plugins: Plugins = NONE) -> list[Result]:
    """Ingest the locations into the settings' store and say, on standard error, what became of each document."""
    locations = list(locations)
    client = open_client(settings)
    documents(locations, settings, client)  # a wrong location is said before a store is made or opened
    return _run(settings, lambda road: replace(road, client=client).ingest(locations, datetime.now(UTC)), plugins)


def _run(settings: Settings, walk: Callable[[Road], Iterable[Result]], plugins: Plugins = NONE) -> list[Result]:
    opened = open_store(settings.store)
    try:
        settings = settled(settings, opened)
        road = Road(opened, open_gate(), Quarantine(Path(settings.quarantine)), settings, plugins, _note)
        results = []
        for result in walk(road):
            click.echo(_line(result), err=True)
            results.append(result)
    finally:
        opened.close()
    counts = Counter(str(result.status) for result in results)
    click.echo(", ".join(f"{count} {status}" for status, count in sorted(counts.items())) or "no document", err=True)
    return results


def _line(result: Result) -> str:
    waiting = f", {_waiting(result.waiting)}" if result.waiting else ""
    what = f"{result.claims} claims{waiting}" if result.reason is None else result.reason
    return f"{result.status:<12} {result.location}: {what}"


def _note(words: str) -> None:
    click.echo(f"note: {words}", err=True)


def _waiting(number: int) -> str:
    return f"{number} {'claim waits' if number == 1 else 'claims wait'} in review"


@click.command()
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--store", help="The store to write to: a folder, or sparql+http(s)://… for a server.")
@click.pass_obj
def retry(settings: Settings, ids: tuple[str, ...], store: str | None) -> None:
    """Ingest again what the gate refused, from the bytes that the entries keep.

    Without ID, all such entries; `treatygraph quarantine list` names them. What gets in after a fix leaves
    quarantine. Exits with 1 when any was refused again.
    """
    settings = settings if store is None else replace(settings, store=store)
    quarantine = Quarantine(Path(settings.quarantine))
    entries = [quarantine.show(id) for id in ids or [entry.id for entry in quarantine.list()]]
    # Of what could not be read there is nothing to read again; such an entry is named only by who asks for it.
    entries = entries if ids else [entry for entry in entries if entry.source is not None]
    results = _run(settings, lambda road: road.retry(entries, datetime.now(UTC)))
    if any(result.status not in SETTLED for result in results):
        sys.exit(1)


@click.command()
@_LOCATIONS
@click.option(
    "--format",
    "shape",
    type=click.Choice(["jsonl", "table", "turtle", "trig"]),
    default="jsonl",
    show_default=True,
)
@click.option("--all", "everything", is_flag=True, help="Doubtful claims too, those that ingest leaves for review.")
@_PLUGINS
@click.pass_obj
def extract(
    settings: Settings, locations: tuple[str, ...], shape: str, everything: bool, plugins: tuple[str, ...]
) -> None:
    """Read documents and print what they say, without a store.

    jsonl is the extraction record, one document a line; table is for eyes; turtle and trig are the named graph that
    ingest would store. Claims below the publishing threshold are left out and counted; --all prints them, and shows
    in the table how sure the reading is. Exits with 1 when any document could not be read.
    """
    failed = False
    opened = open_plugins(plugins, settings, os.environ.get(_KEY))
    for item in documents(locations, settings, open_client(settings)):
        try:
            reading = _read(item, opened)
        except UnreadableDocument as error:
            click.echo(f"skipped: {error}", err=True)
            failed = True
            continue
        reason = why_not(reading)
        if reason is not None:
            click.echo(f"note: {item.location}: {reason}", err=True)
        left = 0 if everything else sum(not is_sure(claim, settings.publish_threshold) for claim in reading.claims)
        if left:
            click.echo(f"note: {item.location}: {left} doubtful claims left for review; --all prints them", err=True)
        click.echo(_SHAPES[shape](reading, settings, everything), nl=False)
    if failed:
        sys.exit(1)


def _read(item: RawDocument | Skipped, plugins: Plugins) -> Reading:
    if isinstance(item, Skipped):
        raise UnreadableDocument(item.location, item.reason)
    return read(item, plugins, _note)


def _jsonl(reading: Reading, settings: Settings, doubtful: bool) -> str:
    return dumps(to_record(_shown(reading, settings, doubtful), settings.base_iri)) + "\n"


def _shown(reading: Reading, settings: Settings, doubtful: bool) -> Reading:
    return reading if doubtful else published(reading, settings.publish_threshold)


def _table(reading: Reading, settings: Settings, doubtful: bool) -> str:
    labels = {entity.id: _called(entity) for entity in reading.entities}
    rows = [f"{reading.document.title or reading.document.id} ({reading.document.language})"]
    for claim in _shown(reading, settings, doubtful).claims:
        parts = [
            f"{claim.confidence:.2f}" if doubtful else "",
            claim.modality if claim.modality != "asserted" else "",
            claim.type,
            claim.instrument or "",
            labels[claim.subject],
            labels.get(claim.object or "", ""),
            str(claim.value if claim.value is not None else ""),
            claim.date or "",
        ]
        quote = " ".join(claim.evidence.of(reading.document.text).split())
        rows.append(
            f"  {' | '.join(part for part in parts if part)}\n"
            f"      {claim.evidence.start}-{claim.evidence.end}: {quote}"
        )
    return "\n".join(rows) + "\n"


def _called(entity: Entity) -> str:
    """The label; an entity that no authority file knows is said to be provisional."""
    return entity.label if entity.key is not None else f"{entity.label} (provisional)"


def _turtle(reading: Reading, settings: Settings, doubtful: bool) -> str:
    return (
        _scratch(reading, settings, doubtful)
        .answer("CONSTRUCT { ?s ?p ?o } { GRAPH ?g { ?s ?p ?o } }", "text/turtle")[0]
        .decode()
    )


def _trig(reading: Reading, settings: Settings, doubtful: bool) -> str:
    return _scratch(reading, settings, doubtful).dump("application/trig").decode()


def _scratch(reading: Reading, settings: Settings, doubtful: bool) -> Store:
    """A store of the one named graph: the engine writes the same bytes each time, which rdflib does not."""
    store = open_store(MEMORY)
    name = named_graph(settings.base_iri, f"document/{reading.document.key}")
    graph = to_graph(reading, settings.base_iri, 0.0 if doubtful else settings.publish_threshold)
    store.replace({str(name): to_ntriples(graph)})
    return store


_SHAPES: dict[str, Callable[[Reading, Settings, bool], str]] = {
    "jsonl": _jsonl,
    "table": _table,
    "turtle": _turtle,
    "trig": _trig,
}

COMMANDS: list[click.Command] = [ingest, extract, *REFRESHING, *COMPARING, *IDENTIFYING, *MEASURING, *TELLING]
