"""The `status` command: where a treaty stands on a day, and where it would stand."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import click

from graph.cli.common import KNOWN_AT, STORE, reading, write
from graph.cli.standing import standing
from graph.dates import PartialDate
from graph.law.acts import Party
from graph.settings import Settings
from graph.status.finding import find_party, find_treaty
from graph.status.formats import to_json
from graph.status.reading import read_party
from graph.status.treaties import treaty_status
from graph.store import Store


class _Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "day"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            read = PartialDate.parse(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)
        if read.day is None:
            self.fail(f"{value!r} is no day; write YYYY-MM-DD", param, ctx)
        return read.first


class _Deposit(click.ParamType[tuple[str, date]]):
    """Who deposits an instrument, and when: PARTY=YYYY-MM-DD."""

    name = "deposit"

    def convert(
        self, value: str | tuple[str, date], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, date]:
        if isinstance(value, tuple):
            return value
        party, equals, day = value.rpartition("=")
        if not equals or not party.strip():
            self.fail(f"{value!r} is no deposit; write PARTY=YYYY-MM-DD", param, ctx)
        return party.strip(), _Day().convert(day.strip(), param, ctx)


@click.command()
@click.argument("treaty")
@click.option("--as-of", type=_Day(), metavar="D", help="The day of the question; today where it is not given.")
@KNOWN_AT
@click.option(
    "--what-if",
    "deposits",
    type=_Deposit(),
    multiple=True,
    metavar="PARTY=DATE",
    help="Suppose that PARTY deposits its instrument on DATE; may be repeated.",
)
@click.option("--format", "format", type=click.Choice(["table", "json"]), default="table", show_default=True)
@STORE
@click.pass_obj
def status(
    settings: Settings,
    treaty: str,
    as_of: date | None,
    known_at: str | None,
    deposits: tuple[tuple[str, date], ...],
    format: str,
    store: str | None,
) -> None:
    """Where TREATY stands on a day: who signed, who is bound, what is missing, and since when it is in force.

    TREATY is a key (un-xviii-16), a name in any language, or a part of one that is enough (hanoi, budapest). All
    numbers are counted from accepted acts; what the depositary printed stands beside them.
    """
    with reading(settings, store, known_at) as (opened, used):
        report = treaty_status(
            opened,
            used.base_iri,
            find_treaty(opened, used.base_iri, treaty),
            as_of or datetime.now(UTC).date(),
            [(_party(opened, used.base_iri, name), day) for name, day in deposits],
            known_at,
        )
    if format == "json":
        write((json.dumps(to_json(report), ensure_ascii=False, indent=2) + "\n").encode())
    else:
        click.echo(standing(report), nl=False)


def _party(store: Store, base: str, name: str) -> Party:
    return read_party(store, base, find_party(store, base, name))
