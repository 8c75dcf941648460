"""The `review` command: what waits for a person, and the decisions that a person takes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import click

from graph.cli import reviewing
from graph.cli.common import STORE, reading
from graph.errors import UnknownLocation
from graph.founding import settled
from graph.identifiers import split_thing, thing
from graph.judgements import Judgement, Verdict, read_judgements
from graph.review import Queue, is_standing, judge, short
from graph.review import undo as retract
from graph.settings import Settings
from graph.store import Store
from graph.stores import open_store
from graph.validation import open_gate

_FORMAT = click.option("--format", "format", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
_BY = click.option(
    "--by", envvar="TREATYGRAPH_REVIEWER", required=True, metavar="NAME", help="Who decides.", show_envvar=True
)
_WHY = click.option("--why", metavar="TEXT", help="The reason, kept with the decision.")
_PAIR = click.argument("ids", metavar="ID", nargs=-1, required=True)
_Decide = Callable[..., None]


@click.group()
@STORE
@click.pass_context
def review(context: click.Context, store: str | None) -> None:
    """Decide what a program must not: which entities are one, and what a doubtful claim says.

    --store stands before the command: treatygraph review --store FOLDER list.
    """
    settings = context.find_object(Settings)
    assert settings is not None
    context.obj = settings if store is None else replace(settings, store=store)


@review.command("list")
@click.option("--kind", type=click.Choice(["entities", "claims"]), help="Only these.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many of each kind.")
@_FORMAT
@click.pass_obj
def list_waiting(settings: Settings, kind: str | None, limit: int, format: str) -> None:
    """Print what waits, that with most to learn first: uncertain, and often mentioned.

    jsonl has one object a line, with every part of the score.
    """
    with reading(settings, None) as (opened, used):
        queue = Queue(opened, used)
        shown = [*reviewing.conflicts(queue)] if kind != "claims" else []
        pairs = queue.pairs() if kind != "claims" else []
        claims = queue.claims() if kind != "entities" else []
        shown += [reviewing.pair(queue, item) for item in pairs[:limit]]
        shown += reviewing.claims(queue, claims[:limit])
        _print(shown, format)
    click.echo(_said(kind, len(pairs), len(claims)), err=True)


@review.command()
@_PAIR
@_FORMAT
@click.pass_obj
def show(settings: Settings, ids: tuple[str, ...], format: str) -> None:
    """Print one pair or claim whole, waiting or decided, with what was decided on it.

    ID is that of `review list`; two keys of entities (person/…) name any pair.
    """
    with reading(settings, None) as (opened, used):
        queue = Queue(opened, used)
        targets = _targets(queue, ids)
        if len(targets) == 2:
            shown = [reviewing.pair(queue, queue.side_by_side(*targets))]
        else:
            shown = reviewing.claims(queue, [queue.claim(targets[0])])
        shown += _history(used.base_iri, queue.judgements, targets)
        _print(shown, format)


@review.command()
@_FORMAT
@click.pass_obj
def history(settings: Settings, format: str) -> None:
    """Print every judgement in the order of time, retracted ones too."""
    with reading(settings, None) as (opened, used):
        _print(_history(used.base_iri, read_judgements(opened)), format)


def _decision(verdict: Verdict, name: str, help: str, names_pair: bool) -> click.Command:
    @click.pass_obj
    def decide(settings: Settings, ids: tuple[str, ...], by: str, why: str | None) -> None:
        with _writing(settings) as (opened, used):
            queue = Queue(opened, used)
            targets = _targets(queue, ids)
            if (len(targets) == 2) != names_pair:
                wanted = "a pair of entities" if names_pair else "a claim"
                raise UnknownLocation(" ".join(ids), f"`review {name}` decides on {wanted}; this is none")
            decided = judge(verdict, targets, by, why, opened, open_gate(), used, datetime.now(UTC))
            click.echo(f"{short(decided.iri, used.base_iri)}: {verdict}", err=True)

    return click.command(name, help=help)(_PAIR(_BY(_WHY(decide))))


for _verdict, _name, _help, _names_pair in (
    (Verdict.SAME, "same", "The two entities of a pair are one; ID, or the keys of two entities.", True),
    (Verdict.DIFFERENT, "different", "The two entities of a pair are two, and stay so until this is undone.", True),
    (Verdict.UNSURE, "unsure", "You looked, and could not tell; no program joins the two.", True),
    (Verdict.ACCEPTED, "accept", "The document says what the claim says; it counts from now on.", False),
    (
        Verdict.REJECTED,
        "reject",
        "The document does not say so; the claim counts for nothing, and stays visible.",
        False,
    ),
):
    review.add_command(_decision(_verdict, _name, _help, _names_pair))


@review.command()
@click.argument("id")
@_BY
@_WHY
@click.pass_obj
def undo(settings: Settings, id: str, by: str, why: str | None) -> None:
    """Retract a judgement by its ID of `review history`; it is kept, and no longer counts."""
    with _writing(settings) as (opened, used):
        retract(id, by, why, opened, open_gate(), used, datetime.now(UTC))
    click.echo(f"{id}: retracted", err=True)


@contextmanager
def _writing(settings: Settings) -> Iterator[tuple[Store, Settings]]:
    # Asked for first: to open a store for writing makes one where there is none.
    with reading(settings, None):
        pass
    opened = open_store(settings.store, seconds=settings.query_seconds)
    try:
        yield opened, settled(settings, opened)
    finally:
        opened.close()


def _targets(queue: Queue, ids: tuple[str, ...]) -> tuple[str, ...]:
    """The IRIs that a reviewer names: two entities, or one claim."""
    base = queue.settings.base_iri
    if len(ids) == 2:
        return queue.side_by_side(*(_entity(base, id) for id in ids)).comparison.pair
    if len(ids) > 2:
        raise click.UsageError("Give the ID of a pair or a claim, or the keys of two entities.")
    claim = str(thing(base, "claim", ids[0].removeprefix("claim/")))
    if queue.is_claim(claim):
        return (claim,)
    return queue.pair(ids[0]).comparison.pair


def _entity(base: str, id: str) -> str:
    if split_thing(base, id) is not None:
        return id
    type, _, key = id.partition("/")
    return str(thing(base, type, key))


def _history(base: str, judgements: tuple[Judgement, ...], on: tuple[str, ...] | None = None) -> list[dict[str, Any]]:
    return [
        reviewing.judged(judgement, is_standing(judgement, judgements), base)
        for judgement in judgements
        if on is None or judgement.on == tuple(sorted(on))
    ]


def _print(shown: list[dict[str, Any]], format: str) -> None:
    for one in shown:
        click.echo(json.dumps(one, ensure_ascii=False) if format == "jsonl" else reviewing.for_eyes(one))


def _said(kind: str | None, pairs: int, claims: int) -> str:
    said = {
        "entities": f"{pairs} {'pair' if pairs == 1 else 'pairs'} of entities",
        "claims": f"{claims} {'claim' if claims == 1 else 'claims'}",
    }
    return f"{' and '.join(words for name, words in said.items() if kind in (None, name))} wait in review"
