"""Things found by what people call them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rdflib import URIRef

from graph.errors import UnknownLocation
from graph.folding import fold
from graph.identifiers import split_thing
from graph.queries import load
from graph.store import Store

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20<>\"{}|^`\\]+")
_MANY = 10


def find_thing(store: Store, base: str, name: str) -> URIRef:
    """The thing that `name` names: an IRI, a key (`state/vnm`), or a name that only one thing has.

    Preferred names go before others, and case, tone marks and the like do not matter. UnknownLocation where
    there is none, or more than one.
    """
    if _IRI.fullmatch(name):
        return URIRef(name)
    by_key = f"{base}id/{name}"
    if "/" in name and _IRI.fullmatch(by_key) and any(store.select(load("is-known", thing=URIRef(by_key)))):
        return URIRef(by_key)
    called = list(_called(store, base, fold(name)))
    found = sorted({iri for iri, preferred in called if preferred} or {iri for iri, _ in called})
    if len(found) == 1:
        return URIRef(found[0])
    if found:
        keys = ", ".join(iri.removeprefix(f"{base}id/") for iri in found[:_MANY])
        raise UnknownLocation(name, f"{len(found)} things are called so; give the key of one: {keys}")
    raise UnknownLocation(name, "nothing in the store is called so; give a key such as state/vnm, or an IRI")


def _called(store: Store, base: str, folded: str) -> Iterator[tuple[str, bool]]:
    if not folded:
        return
    for row in store.select(load("called")):
        thing = row["thing"] or ""
        if split_thing(base, thing) is not None and fold(row["name"] or "") == folded:
            yield thing, row["preferred"] == "true"
