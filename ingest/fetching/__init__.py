"""Fetching from the web: the one client, and how the front door opens it."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from graph.errors import SettingError
from graph.settings import Settings
from ingest.fetching.client import Client, Fetched
from ingest.fetching.robots import TOKEN

__all__ = ["Client", "Fetched", "edition", "open_client"]


def edition() -> str:
    """The version of the program."""
    try:
        return version("treatygraph")
    except PackageNotFoundError:
        return "0"


def open_client(settings: Settings) -> Client:
    """The client of a deployment. It reaches the public web alone; no setting makes it reach further."""
    return Client(_agent(settings.fetch_contact), settings.fetch_seconds, settings.fetch_bytes)


def _agent(contact: str) -> str:
    """Who we are: the token that robots.txt may name, the version, and where to complain."""
    if not contact.isascii() or not contact.isprintable() or len(contact) > 200:
        raise SettingError("TREATYGRAPH_FETCH_CONTACT", contact, "write an address of the web or of mail in ASCII")
    return f"{TOKEN}/{edition()}" + (f" (+{contact})" if contact else "")
