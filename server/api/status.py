"""Where a treaty stands on a day, as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from werkzeug.exceptions import BadRequest, NotFound

from graph.dates import PartialDate
from graph.errors import UnknownLocation
from graph.settings import Settings
from graph.status.finding import find_party, find_treaty
from graph.status.formats import to_json
from graph.status.reading import read_party
from graph.status.treaties import treaty_status
from graph.store import Store

Deposit = tuple[str, date]


def read_day(name: str, written: str) -> date:
    """A day; BadRequest where it is none."""
    try:
        found = PartialDate.parse(written)
    except ValueError as error:
        raise BadRequest(f"{name}: {error}") from error
    if found.day is None:
        raise BadRequest(f"{name}: {written!r} is no day; write YYYY-MM-DD.")
    return found.first


def read_deposit(written: str) -> Deposit:
    """Who is supposed to deposit an instrument, and when, written PARTY:DATE; BadRequest where it is not so."""
    party, colon, day = written.rpartition(":")
    if not colon or not party.strip():
        raise BadRequest(f"whatIf: {written!r} is no deposit; write PARTY:YYYY-MM-DD.")
    return party.strip(), read_day("whatIf", day.strip())


def status_of(
    store: Store, settings: Settings, treaty: str, as_of: date, deposits: Sequence[Deposit], moment: str | None
) -> dict[str, object]:
    """The status of a treaty on a day with the deposits that are supposed; NotFound where no treaty is called so."""
    base = settings.base_iri
    try:
        found = find_treaty(store, base, treaty)
    except UnknownLocation as error:
        raise NotFound(str(error)) from error
    supposed = [(read_party(store, base, find_party(store, base, name)), day) for name, day in deposits]
    return to_json(treaty_status(store, base, found, as_of, supposed, moment))
