"""The `validate` and `verify` commands: the gate once more, and the second look at a store."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from rdflib import Graph

from graph.authority_rdf import known_graph
from graph.cli.common import STORE, read_input, reading, watched
from graph.errors import InvalidRecord, UnknownLocation
from graph.identifiers import named_graph, split_thing, thing
from graph.queries import load
from graph.rdf import to_graph
from graph.records import from_record
from graph.settings import Settings
from graph.store import Store
from graph.stores.lines import restored
from graph.validation import Report, open_gate
from graph.verification import verify as look_again
from ontology.namespaces import TG

_PATH = click.Path(exists=True, path_type=Path)


@click.command()
@click.argument("records", nargs=-1, type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--texts", multiple=True, type=_PATH, help="A file or folder with the texts that the records tell of.")
@click.option("--language", type=click.Choice(["en", "ar", "vi"]), default="en", help="Of the messages.")
@STORE
@click.pass_obj
def validate(
    settings: Settings, records: tuple[Path, ...], texts: tuple[Path, ...], language: str, store: str | None
) -> None:
    """Put extraction records, or all current documents of the store, to the gate.

    RECORDS are JSON Lines as `extract` prints them. Records hold no text: it is found in --texts or else in the
    store, by its digest. Prints one line for each finding, and exits with 1 where one keeps a document out.
    """
    gate = open_gate()
    refused = count = 0
    for place, graph, base in _graphs(settings, records, texts, store):
        report = gate.check(graph, _context(graph, base))
        _say(place, report, language)
        count += 1
        refused += not report.conforms
    click.echo(f"{count} checked, {refused} refused", err=True)
    click.get_current_context().exit(1 if refused else 0)


@click.command()
@STORE
@click.pass_obj
def verify(settings: Settings, store: str | None) -> None:
    """Look at everything in the store anew: every digest, span, claim, record and accepted fact.

    Prints one line for each problem with its place, and exits with 1 where there is one.
    """
    with reading(settings, store) as (opened, used):
        report = look_again(opened, used, watched)
    for problem in report.problems:
        click.echo(f"{problem.place}: {problem.what}")
    if report.pending:
        click.echo("note: an ingest was cut off before it derived the accepted facts; run it again", err=True)
    click.echo(
        f"{report.documents} documents, {report.claims} claims, {report.spans} spans: "
        f"{len(report.problems) or 'no'} problems",
        err=True,
    )
    click.get_current_context().exit(0 if report.sound else 1)


def _graphs(
    settings: Settings, records: tuple[Path, ...], texts: tuple[Path, ...], store: str | None
) -> Iterator[tuple[str, Graph, str]]:
    """What is to be checked: its place, its graph, and the base of the IRIs in it."""
    if not records:
        with reading(settings, store) as (opened, used):
            for name, graph in _stored(opened):
                yield name, graph, used.base_iri
        return
    found = _texts(texts)
    for path in records:
        for number, line in enumerate(_lines(path), 1):
            if line.strip():
                yield f"{path}:{number}", _recorded(line, found, settings, store), settings.base_iri


def _stored(store: Store) -> Iterator[tuple[str, Graph]]:
    names = [row["contents"] or "" for row in store.select(load("documents-current"))]
    for name in watched(names):
        graph = Graph()
        graph.parse(data="\n".join(restored(store.triples(name))), format="nt")
        yield name, graph


def _recorded(line: str, texts: dict[str, str], settings: Settings, store: str | None) -> Graph:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise InvalidRecord("$", f"the line is no JSON: {error}") from error
    document = record.get("document") if isinstance(record, dict) else None
    id = str(document.get("id", "")) if isinstance(document, dict) else ""
    text = texts[id] if id in texts else _stored_text(id, settings, store)
    return to_graph(from_record(record, text, settings.base_iri), settings.base_iri)


def _texts(paths: Iterable[Path]) -> dict[str, str]:
    """The texts of the files, by the identifier of a document of that text; what is no UTF-8 is left out."""
    texts: dict[str, str] = {}
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                body = file.read_bytes()
                texts[f"sha256:{hashlib.sha256(body).hexdigest()}"] = body.decode(errors="replace")
    return texts


def _stored_text(id: str, settings: Settings, store: str | None) -> str:
    key = id.removeprefix("sha256:")[:16]
    with reading(settings, store) as (opened, used):
        iri = thing(used.base_iri, "document", key)
        graph = Graph()
        graph.parse(data="\n".join(opened.triples(named_graph(used.base_iri, f"document/{key}"))), format="nt")
    text = graph.value(iri, TG.text)
    if text is None:
        raise UnknownLocation(id, "neither --texts nor the store has the text of this record; give its file")
    return str(text)


def _lines(path: Path) -> Iterator[str]:
    if str(path) == "-":
        yield from read_input().split("\n")
        return
    try:
        yield from path.read_text("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise UnknownLocation(str(path), "the records are not UTF-8; write them as `extract` does") from error


def _context(graph: Graph, base: str) -> Graph:
    things = (split_thing(base, str(subject)) for subject in set(graph.subjects()))
    return known_graph(sorted("/".join(found) for found in things if found is not None), base)


def _say(place: str, report: Report, language: str) -> None:
    for found in report.violations:
        path = f" {found.path}" if found.path else ""
        click.echo(f"{place}: {found.severity}: {found.focus}{path}: {found.message(language)}")
    if report.conforms:
        click.echo(f"{place}: conforms", err=True)
