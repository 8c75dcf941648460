"""Treaties and parties by what people call them: a key, a name in any language, or a word that is enough."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rdflib import URIRef

from graph.errors import UnknownLocation
from graph.folding import fold
from graph.queries import load
from graph.status.reading import key_of
from graph.store import Store
from ontology.namespaces import TG

_TREATIES = (TG.Treaty,)
_PARTIES = (TG.State, TG.RegionalOrganization, TG.Organization)
_MANY = 10
_HAN = re.compile(r"[\u3400-\u9fff]")


def find_treaty(store: Store, base: str, name: str) -> URIRef:
    """The treaty that `name` means: `treaty/un-xviii-16`, `un-xviii-16`, a name, or a part of one (`hanoi`).

    A part means the treaty that has it in the name with the fewest words. UnknownLocation where there is none, or
    more than one.
    """
    return _find(store, base, name, _TREATIES, ("treaty",), "a treaty such as un-xviii-16")


def find_party(store: Store, base: str, name: str) -> URIRef:
    """The state or organization that `name` means: `state/vnm`, `vnm`, a name, or a part of one."""
    return _find(store, base, name, _PARTIES, ("state", "organization"), "a party such as state/vnm")


def _find(store: Store, base: str, name: str, classes: Iterable[URIRef], types: Iterable[str], example: str) -> URIRef:
    called = [(row["thing"] or "", row["name"] or "") for row in store.select(load("status-names", classes=classes))]
    known = {key_of(thing, base): thing for thing, _ in called} | {thing: thing for thing, _ in called}
    for key in (name, *(f"{type}/{name.casefold()}" for type in types)):
        if key in known:
            return URIRef(known[key])
    found = _called(called, fold(name))
    if len(found) == 1:
        return URIRef(found[0])
    if found:
        keys = ", ".join(key_of(thing, base) for thing in found[:_MANY])
        raise UnknownLocation(name, f"{len(found)} have it in their name; give the key of one: {keys}")
    raise UnknownLocation(name, f"nothing in the store is called so; give {example}")


def _called(called: Iterable[tuple[str, str]], wanted: str) -> list[str]:
    """Those whose whole name it is, or else those that have it in their shortest name, counted in words."""
    if not wanted:
        return []
    # Han is written without blanks: there a part of a name is any stretch of it.
    border = "" if _HAN.search(wanted) else r"\b"
    part = re.compile(f"{border}{re.escape(wanted)}{border}")
    best: dict[str, int] = {}
    for thing, name in called:
        folded = fold(name)
        if folded == wanted or part.search(folded):
            words = 0 if folded == wanted else len(folded.split())
            best[thing] = min(words, best.get(thing, words))
    least = min(best.values(), default=0)
    return sorted(thing for thing, words in best.items() if words == least)
