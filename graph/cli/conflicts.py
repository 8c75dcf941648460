"""The `conflicts` and `count` commands: where documents disagree and why, and one number held against the record."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict

import click

from graph.cli.common import KNOWN_AT, STORE, reading, write
from graph.cli.tables import aligned
from graph.counting import Cause, CountClaim, Reconciliation
from graph.counting.wording import LANGUAGES
from graph.dates import PartialDate
from graph.settings import Settings
from graph.status.counts import TYPED, explained, reconciled, to_json
from graph.status.disagreements import Disagreement, Told, disagreements
from graph.status.finding import find_treaty

# The causes of numbers, and those of names and words beside them.
_CAUSES = [*(cause.value for cause in Cause), "TranslationSlip", "IdentitySlip"]
_UNITS = ["signatory", "state", "member", "party", "organization"]
_SHOWN, _WIDE = 8, 100
_COLUMNS = ("conflict", "about", "cause", "recounted", "differsBy", "explanation",
            "claim", "holds", "quote", "document", "title", "publisher", "url", "day")  # fmt: skip
_LANGUAGE = click.option("--language", type=click.Choice(LANGUAGES), default="en", help="Of the explanations.")


class _Date(click.ParamType[PartialDate]):
    """A day, a month or a year."""

    name = "date"

    def convert(
        self, value: str | PartialDate, param: click.Parameter | None, ctx: click.Context | None
    ) -> PartialDate:
        if isinstance(value, PartialDate):
            return value
        try:
            return PartialDate.parse(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


@click.command()
@click.option("--treaty", help="Of this treaty alone: a key, a name, or a part of one that is enough.")
@click.option("--cause", type=click.Choice(_CAUSES, case_sensitive=False), help="With this cause alone.")
@click.option("--format", "format", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@_LANGUAGE
@KNOWN_AT
@STORE
@click.pass_obj
def conflicts(
    settings: Settings,
    treaty: str | None,
    cause: str | None,
    format: str,
    language: str,
    known_at: str | None,
    store: str | None,
) -> None:
    """Where documents disagree: each conflict with its cause, its explanation, and the claims side by side."""
    with reading(settings, store, known_at) as (opened, used):
        wanted = None if treaty is None else find_treaty(opened, used.base_iri, treaty)
        found = disagreements(opened, used.base_iri, wanted, cause)
    if format == "json":
        body = json.dumps({"conflicts": [_plain(one) for one in found]}, ensure_ascii=False, indent=2) + "\n"
    else:
        body = _csv(found, language) if format == "csv" else "\n".join(_block(one, language) for one in found)
    write(body.encode())
    click.echo(f"{len(found) or 'no'} conflicts", err=True)


@click.command()
@click.argument("treaty")
@click.argument("value", type=click.IntRange(min=0))
@click.option("--unit", type=click.Choice(_UNITS), help="What is counted; signatories or states alike if not given.")
@click.option("--action", type=click.Choice(["signature", "ratification"]), default="signature", show_default=True)
@click.option("--bound", type=click.Choice(["at-least", "at-most", "about"]), help="Where the number is no exact one.")
@click.option("--as-of", type=_Date(), required=True, metavar="D", help="The day of which the number speaks.")
@click.option("--format", "format", type=click.Choice(["table", "json"]), default="table", show_default=True)
@_LANGUAGE
@KNOWN_AT
@STORE
@click.pass_context
def count(
    context: click.Context,
    treaty: str,
    value: int,
    unit: str | None,
    action: str,
    bound: str | None,
    as_of: PartialDate,
    format: str,
    language: str,
    known_at: str | None,
    store: str | None,
) -> None:
    """Hold a number against the record: how many signed or ratified TREATY, VALUE or another number, and why.

    Exits with 0 where the number agrees, and with 1 where it differs or nothing decides.
    """
    claim = CountClaim(TYPED, value, action, unit, bound, as_of)
    with reading(context.obj, store, known_at) as (opened, used):
        found = reconciled(opened, used.base_iri, find_treaty(opened, used.base_iri, treaty), claim)
        words = explained(opened, used.base_iri, found)
    if format == "json":
        write((json.dumps(to_json(found, words), ensure_ascii=False, indent=2) + "\n").encode())
    else:
        click.echo(f"{_verdict(found)}\n{words[language]}")
    context.exit(0 if found.agrees else 1)


def _verdict(found: Reconciliation) -> str:
    return found.verdict.value if found.cause is None else f"{found.verdict.value}: {found.cause.value}"


def _plain(one: Disagreement) -> dict[str, object]:
    found = asdict(one)
    found["differsBy"] = found.pop("differs_by")
    return found


def _block(one: Disagreement, language: str) -> str:
    """One conflict for eyes: cause and subject, the explanation, and its claims as a table."""
    lines = [f"{one.cause}: {one.about}", one.explanation.get(language, "")]
    rows = [(_cut(told.quote), told.day or "", _cited(told), "holds" if told.holds else "") for told in one.claims]
    table = aligned(("words", "day", "document", ""), rows[:_SHOWN])
    more = f"and {len(rows) - _SHOWN} more claims\n" if len(rows) > _SHOWN else ""
    return "".join(f"{line}\n" for line in lines if line) + table + more


def _cited(told: Told) -> str:
    return _cut(told.publisher or told.title or told.url or told.document)


def _cut(text: str) -> str:
    return text if len(text) <= _WIDE else text[: _WIDE - 1] + "…"


def _csv(found: Sequence[Disagreement], language: str) -> str:
    """One row for each claim of each conflict."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for one in found:
        head = (one.conflict, one.about, one.cause, one.recounted, "; ".join(one.differs_by))
        for told in one.claims:
            words = (told.claim, "yes" if told.holds else "no", told.quote, told.document)
            cited = (told.title, told.publisher, told.url, told.day)
            writer.writerow((*head, one.explanation.get(language, ""), *words, *cited))
    return out.getvalue()
