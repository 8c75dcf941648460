"""The command that shows who a page or Wikidata says that things are."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import click

from graph.errors import UnreadableDocument
from graph.settings import Settings
from ingest.fetching import open_client
from ingest.identity import Identity, match, read_identities
from ingest.identity.matching import new_names, type_of, wikidata_of
from ingest.model import RawDocument, Skipped
from ingest.sources import source_at
from ontology.authority import load_authority


@click.command()
@click.argument("locations", metavar="LOCATION...", nargs=-1, required=True)
@click.pass_obj
def identify(settings: Settings, locations: tuple[str, ...]) -> None:
    """Print who a page's JSON-LD or Wikidata's entity JSON says that things are, one a line, as JSON.

    Each line has the known entity that its codes or its exact name say it is, or null, and what is new in it. Nothing
    is stored, and no act is read from such data. Exits with 1 when any document could not be read.
    """
    client, failed = open_client(settings), False
    sources = [source_at(location, settings.max_document_bytes, client) for location in locations]
    for item in (item for source in sources for item in source.documents()):
        try:
            for line in _lines(item):
                click.echo(line)
        except UnreadableDocument as error:
            click.echo(f"skipped: {error}", err=True)
            failed = True
    if failed:
        sys.exit(1)


def _lines(item: RawDocument | Skipped) -> Iterator[str]:
    if isinstance(item, Skipped):
        raise UnreadableDocument(item.location, item.reason)
    read = read_identities(item)
    if read is None:
        click.echo(f"note: {item.location}: holds no JSON-LD and is no entity JSON of Wikidata", err=True)
        return
    for reason in read.skipped:
        click.echo(f"note: {item.location}: {reason}", err=True)
    for identity in read.found:
        yield json.dumps(record_of(item.location, identity), ensure_ascii=False)


def record_of(location: str, identity: Identity) -> dict[str, object]:
    """One identity as it is printed, with the known entity that it is and what it adds to that."""
    found = match(identity)
    labels, aliases = new_names(identity.labels, found.key), new_names(identity.aliases, found.key)
    return {
        "location": location,
        "iri": identity.iri,
        "type": type_of(identity, found),
        "labels": _by_language(identity.labels),
        "aliases": _by_language(identity.aliases),
        "iso3": identity.iso3,
        "identifiers": list(identity.identifiers),
        "same_as": list(identity.same_as),
        "key": found.key,
        "matched_by": list(found.by),
        "conflict": list(found.conflict),
        "new": {
            "labels": _by_language(labels),
            "aliases": _by_language(aliases),
            "iris": [iri for iri in (identity.iri, *identity.same_as) if not _is_known(iri, found.key)],
        },
    }


def _by_language(names: tuple[tuple[str, str], ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for language, text in names:
        found.setdefault(language, []).append(text)
    return found


def _is_known(iri: str, key: str | None) -> bool:
    known = None if key is None else load_authority().entities[key].attributes.get("wikidata")
    return known is not None and wikidata_of(iri) == known


COMMANDS: list[click.Command] = [identify]
