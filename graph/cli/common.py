"""What the commands share: the store to read, bytes to standard output, and progress on long work."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import click

from graph.errors import UnknownLocation
from graph.founding import settled
from graph.settings import Settings
from graph.store import Store
from graph.stores import open_store

STORE = click.option("--store", help="The store to read: a folder, or sparql+http(s)://… for a server.")


@contextmanager
def reading(settings: Settings, store: str | None) -> Iterator[tuple[Store, Settings]]:
    """The store to read, closed at the end, and the settings with its location and its base IRI."""
    settings = settings if store is None else replace(settings, store=store)
    opened = open_store(settings.store, read_only=True, seconds=settings.query_seconds)
    try:
        yield opened, settled(settings, opened)
    finally:
        opened.close()


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
