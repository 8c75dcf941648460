"""The `network` command: paths, middles, groups, and the network as a file."""

from __future__ import annotations

from collections.abc import Callable

import click

from graph.cli.common import KNOWN_AT, STORE, reading, write
from graph.cli.tables import aligned
from graph.network import (
    CENTRALITIES,
    RELATIONS,
    TOGETHER,
    Network,
    Path,
    Step,
    centrality,
    communities,
    project,
    shortest_paths,
    to_gexf,
    to_graphml,
    to_json,
)
from graph.settings import Settings
from graph.views import find_thing

_FORMATS: dict[str, Callable[[Network], bytes]] = {
    "graphml": to_graphml,
    "gexf": to_gexf,
    "json": to_json,
}
_RELATION = click.option(
    "--relation",
    "relations",
    multiple=True,
    type=click.Choice([*dict.fromkeys(RELATIONS.values()), TOGETHER]),
    help="Only these relations; may be repeated. Without it, all but took-part-with.",
)
_LIMIT = click.option("--limit", type=click.IntRange(1), default=10, show_default=True)


@click.group(invoke_without_command=True)
@click.option("--format", "format", type=click.Choice(list(_FORMATS)), default="json", show_default=True)
@_RELATION
@STORE
@KNOWN_AT
@click.pass_context
def network(
    context: click.Context, format: str, relations: tuple[str, ...], store: str | None, known_at: str | None
) -> None:
    """The accepted facts as a network: who is tied to whom and to what.

    Without a further command the whole network is printed in one format. Options stand before the command:
    treatygraph network --relation signed central.
    """
    settings = context.find_object(Settings)
    assert settings is not None

    def find() -> _Found:
        opened, used = context.with_resource(reading(settings, store, known_at))
        projected = project(opened, used.base_iri, relations or None)
        return projected, lambda name: str(find_thing(opened, used.base_iri, name))

    # Only a command that runs needs the store: `network path --help` does not.
    context.obj = find
    if context.invoked_subcommand is None:
        write(_FORMATS[format](find()[0]))


_Found = tuple[Network, Callable[[str], str]]
_Find = Callable[[], _Found]


@network.command()
@click.argument("source")
@click.argument("target")
@_LIMIT
@click.pass_obj
def path(find: _Find, source: str, target: str, limit: int) -> None:
    """The shortest ways from SOURCE to TARGET, each step with its claims.

    Both are keys (state/vnm), IRIs or names that only one thing has. Exits with 1 where there is no way.
    """
    projected, named = find()
    paths = shortest_paths(projected, named(source), named(target), limit)
    for one in paths:
        click.echo(_path(one))
    if not paths:
        click.echo("No accepted facts connect the two.", err=True)
        click.get_current_context().exit(1)


@network.command()
@click.option("--kind", type=click.Choice(CENTRALITIES), default="degree", show_default=True)
@_LIMIT
@click.pass_obj
def central(find: _Find, kind: str, limit: int) -> None:
    """Those who stand in the middle, the highest score first."""
    ranked = centrality(find()[0], kind)[:limit]
    rows = [[f"{one.score:.6f}", one.type, one.label, one.iri] for one in ranked]
    click.echo(aligned(["score", "type", "label", "iri"], rows), nl=False)


@network.command("communities")
@_LIMIT
@click.pass_obj
def groups(find: _Find, limit: int) -> None:
    """Those who belong together, the largest group first; --limit counts groups."""
    rows = [
        [str(group.number), one.type, one.label, one.iri]
        for group in communities(find()[0])[:limit]
        for one in group.members
    ]
    click.echo(aligned(["group", "type", "label", "iri"], rows), nl=False)


def _path(path: Path) -> str:
    lines = [path.labels[0]]
    for step in path.steps:
        lines.append(f"  {_arrow(step)} {step.target_label}{f' ({step.date})' if step.date else ''}")
        lines += [f"      {claim}" for claim in step.claims]
    return "\n".join(lines)


def _arrow(step: Step) -> str:
    return f"-{step.relation}->" if step.forward else f"<-{step.relation}-"
