"""What the commands share: the store to read, bytes to standard output, and progress on long work."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace

import click

from graph.errors import QueryError, UnknownLocation
from graph.founding import settled
from graph.settings import Settings
from graph.status.clock import known_at as view_at
from graph.status.clock import read_moment, turns
from graph.store import Store
from graph.stores import open_store


class _Moment(click.ParamType[str]):
    """A day or an instant, as `read_moment` reads it."""

    name = "moment"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return read_moment(value)
        except QueryError as error:
            self.fail(str(error), param, ctx)


MOMENT = _Moment()
STORE = click.option("--store", help="The store to read: a folder, or sparql+http(s)://… for a server.")
KNOWN_AT = click.option(
    "--known-at",
    type=MOMENT,
    metavar="T",
    help="Read what the record knew at T: a day (its end, UTC) or an instant such as 2025-10-26T12:00:00Z.",
)


@contextmanager
def reading(settings: Settings, store: str | None, known_at: str | None = None) -> Iterator[tuple[Store, Settings]]:
    """The store to read, closed at the end, and the settings with its location and its base IRI.

    `known_at` is a moment as `read_moment` gives it: what is read then is what the record knew at it.
    """
    settings = settings if store is None else replace(settings, store=store)
    with closing(open_store(settings.store, read_only=True, seconds=settings.query_seconds)) as opened:
        settings = settled(settings, opened)
        if known_at is None or turns(opened).is_now(known_at):
            yield opened, settings
        else:
            with closing(view_at(opened, settings, known_at)) as view:
                yield view, settings


def write(body: bytes) -> None:
    """Bytes to standard output, whole; a newline follows where the last is none and someone is looking."""
    sys.stdout.buffer.write(body)
    if body and not body.endswith(b"\n") and sys.stdout.isatty():
        sys.stdout.buffer.write(b"\n")
    sys.stdout.buffer.flush()


def read_input() -> str:
    """Standard input as text; UnknownLocation where it is not UTF-8."""
    try:
        return sys.stdin.buffer.read().decode()
    except UnicodeDecodeError as error:
        raise UnknownLocation("standard input", "it is not UTF-8; convert it first") from error


def watched(names: list[str]) -> Iterator[str]:
    """The names one by one, with a progress bar on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        yield from names
        return
    with click.progressbar(names, label="Documents", file=sys.stderr) as bar:
        yield from bar
