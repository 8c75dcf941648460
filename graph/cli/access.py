"""The commands `token` and `audit`: who may write through the server, and what was done."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from graph.access import Log, Scope, Token, Tokens, local_user, verify
from graph.access.times import expiry, written
from graph.cli.tables import aligned
from graph.errors import AccessError
from graph.settings import Settings

_FORMAT = click.option("--format", type=click.Choice(["table", "json"]), default="table", show_default=True)


@click.group()
def token() -> None:
    """Access tokens: each has a name, scopes and perhaps an end; only its hash is kept (docs/access.md)."""


@token.command()
@click.argument("name")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    required=True,
    type=click.Choice([scope.value for scope in Scope]),
    help="Repeat for several.",
)
@click.option("--expires", metavar="WHEN", help="Days from now such as 30d, or a last day such as 2027-01-31 (UTC).")
@click.pass_obj
def create(settings: Settings, name: str, scopes: tuple[str, ...], expires: str | None) -> None:
    """Make a token and print it, this once, to standard output."""
    now = datetime.now(UTC)
    end = None if expires is None else expiry(expires, now)
    tokens = Tokens(Path(settings.tokens))
    secret, made = tokens.create(name, scopes, now, end)
    try:
        _log(settings).append(local_user(), "token-create", f"{name} {made.prefix}", " ".join(sorted(made.scopes)), now)
    except AccessError:
        # What the log does not know must not be used; nobody has seen it yet, and its name is free again.
        tokens.revoke(made.prefix, now)
        raise
    click.echo(f"token {name} allows {', '.join(sorted(made.scopes))}{_until(made)}; it is shown this once:", err=True)
    click.echo(secret)


@token.command("list")
@_FORMAT
@click.pass_obj
def list_tokens(settings: Settings, format: str) -> None:
    """Print every token that was made, live or not; never its secret or its hash."""
    now = datetime.now(UTC)
    shown = [_shown(one, now) for one in Tokens(Path(settings.tokens)).all()]
    if format == "json":
        click.echo(json.dumps(shown, ensure_ascii=False, indent=1))
        return
    head = ("name", "prefix", "state", "scopes", "created", "expires", "revoked")
    click.echo(aligned(head, [[_cell(one[column]) for column in head] for one in shown]), nl=False)


@token.command()
@click.argument("which", metavar="NAME|PREFIX")
@click.pass_obj
def revoke(settings: Settings, which: str) -> None:
    """End a token at once and for good; its record stays. What was revoked before stays as it is."""
    now = datetime.now(UTC)
    for one in Tokens(Path(settings.tokens)).revoke(which, now):
        _log(settings).append(local_user(), "token-revoke", f"{one.name} {one.prefix}", "revoked", now)
        click.echo(f"token {one.name} ({one.prefix}) is revoked since {written(one.revoked)}", err=True)


@click.group()
def audit() -> None:
    """The audit log: who did what, each entry bound to the one before it (docs/access.md)."""


@audit.command("verify")
@click.pass_obj
def verify_log(settings: Settings) -> None:
    """Check that no entry was changed, taken out or moved. Exits with 1 and names the first that was."""
    report = verify(Path(settings.audit))
    if report.torn:
        click.echo(f"note: {report.torn} bytes of a torn entry at the end; the next entry takes their place", err=True)
    if report.fault is not None:
        click.echo(f"entry {report.fault.entry}: {report.fault.reason}")
        sys.exit(1)
    click.echo(
        f"{report.entries} {'entry holds' if report.entries == 1 else 'entries hold'}; the last is {report.digest}"
    )


@audit.command()
@click.option("--last", "number", type=click.IntRange(1), default=50, show_default=True, help="How many entries.")
@_FORMAT
@click.pass_obj
def show(settings: Settings, number: int, format: str) -> None:
    """Print the last entries, oldest first; json is one entry a line, as it stands in the log."""
    entries = Log(Path(settings.audit)).last(number)
    if format == "json":
        for entry in entries:
            click.echo(entry.line(), nl=False)
        return
    head = ("sequence", "time", "who", "action", "target", "outcome")
    rows = [[str(asdict(entry)[column]) for column in head] for entry in entries]
    click.echo(aligned(head, rows), nl=False)


def _log(settings: Settings) -> Log:
    return Log(Path(settings.audit), lambda words: click.echo(f"note: {words}", err=True))


def _until(made: Token) -> str:
    return "" if made.expires is None else f" until {written(made.expires)}"


def _shown(one: Token, now: datetime) -> dict[str, object]:
    return {
        "name": one.name,
        "prefix": one.prefix,
        "state": one.state(now),
        "scopes": sorted(one.scopes),
        "created": written(one.created),
        "expires": written(one.expires),
        "revoked": written(one.revoked),
    }


def _cell(value: object) -> str:
    if isinstance(value, list):
        return ",".join(value)
    return "" if value is None else str(value)
