"""The stores that stand behind the Store seam, and the one door that opens them by location."""

from __future__ import annotations

from graph.store import Store
from graph.stores.depth import check_depth

MEMORY = "memory:"
REMOTE = "sparql+"


def parse_triples(body: bytes, media_type: str, base: str = "") -> list[str]:
    """The triples of a document as N-Triples lines, whatever store they go to; QueryError where it has none."""
    from graph.stores.oxigraph import read_triples

    check_depth(body, media_type)
    return read_triples(body, media_type, base)


def open_store(location: str, *, read_only: bool = False, seconds: float = 30.0) -> Store:
    """The store at `location`: `memory:`, `sparql+http(s)://…`, or a folder, made where there is none.

    `read_only` makes nothing and refuses to replace; a folder opened so shows what was acknowledged before it
    was opened, also beside a writer. StoreBusy where another process holds the folder and we mean to write.
    `seconds` is how long a remote server may be silent; the embedded engine cannot be hurried.
    """
    # The engines are imported here, so that a command that only asks a remote server loads no embedded one.
    if location.startswith(REMOTE):
        from graph.stores.remote import RemoteStore

        return RemoteStore(location, read_only=read_only, seconds=seconds)
    from graph.stores.oxigraph import OxigraphStore

    return OxigraphStore(None if location == MEMORY else location, read_only=read_only)
