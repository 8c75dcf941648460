"""The server's command: `serve`."""

from __future__ import annotations

from dataclasses import replace

import click

from graph.settings import Settings


@click.command()
@click.option("--host", help="The address to listen at; 0.0.0.0 for every network of this machine.")
@click.option("--port", type=click.IntRange(1, 65535), help="The port to listen at.")
@click.option("--store", help="The store to serve: a folder, or sparql+http(s)://… for a server.")
@click.option(
    "--profile", type=click.Choice(["public", "workbench"]), default="public", show_default=True,
    help="workbench takes updates and graphs too, without the gate, from this machine only.",
)  # fmt: skip
@click.option("--token", envvar="TREATYGRAPH_TOKEN", help="What writers to the workbench must show.")
@click.pass_obj
def serve(
    settings: Settings, host: str | None, port: int | None, store: str | None, profile: str, token: str | None
) -> None:
    """Serve the graph over HTTP until Ctrl-C: pages, linked data and SPARQL."""
    # Imported here, so that every other command starts without the server's weight.
    from server.site import Workbench
    from server.writing import LOOPBACK
    from server.wsgi import serve as serve_forever

    settings = replace(
        settings,
        host=settings.host if host is None else host,
        port=settings.port if port is None else port,
        store=settings.store if store is None else store,
    )
    bench = Workbench(token or None) if profile == "workbench" else None
    if bench is not None and settings.host not in LOOPBACK:
        raise click.UsageError(f"a workbench has no gate and serves this machine only, not {settings.host}")
    serve_forever(settings, lambda where: click.echo(f"Serving at {where} (Ctrl-C ends it)", err=True), bench)


COMMANDS: list[click.Command] = [serve]
