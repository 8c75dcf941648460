"""What every view of one app shares: the store, what it knew earlier, the settings, the bound on running queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app

from graph.settings import Settings
from graph.status.kept import Views
from graph.store import Store
from server.running import Runner

_KEY = "treatygraph"


@dataclass(frozen=True, slots=True)
class Workbench:
    """That the store is a plain one which takes updates; `token` is who may, None for all of this machine."""

    token: str | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """The things with a life that create_app was given or made."""

    store: Store
    settings: Settings
    runner: Runner
    views: Views
    workbench: Workbench | None = None


def attach(app: Flask, site: Site) -> None:
    """Give an app its site."""
    app.extensions[_KEY] = site


def site() -> Site:
    """The site of the app that answers this request."""
    return cast(Site, current_app.extensions[_KEY])
