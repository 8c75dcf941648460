"""Which known entity an identity is, and what it adds to what is known; never by likeness."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graph.folding import fold
from graph.model import EntityType
from ingest.identity.model import Identity
from ontology.authority import Known, load_authority

_WIKIDATA = re.compile(r"https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/(Q[1-9]\d*)\Z")
_COUNCIL = re.compile(r"(?:c\s*)?ets\s*(?:no\.?|n°)?\s*0*(\d+)\Z", re.I)
_NATIONS = re.compile(r"(?:untc|un treaty collection)?[\s,]*(?:chapter\s+)?([ivxl]+)[-.\s]+(\d+(?:-[a-z])*)\Z", re.I)


@dataclass(frozen=True, slots=True)
class Match:
    """The known entity and by what it was known; `key` is None where nothing tells, or two things tell otherwise."""

    key: str | None
    by: tuple[str, ...] = ()
    conflict: tuple[str, ...] = ()


def match(identity: Identity) -> Match:
    """The known entity that codes say this is, or where none does, the only one of its type with exactly its name.

    Where codes say different things, it is none: `conflict` names them.
    """
    told = dict(_by_codes(identity))
    keys = set(told.values())
    if len(keys) > 1 or any(not _may_be(identity, key) for key in keys):
        return Match(None, conflict=tuple(f"{by}: {key}" for by, key in told.items()))
    if keys:
        return Match(keys.pop(), tuple(told))
    named = {key for _, text in identity.labels for key in _names().get((identity.type, fold(text)), ())}
    fitting = {key for key in named if not _contradicts(identity, load_authority().entities[key])}
    return Match(fitting.pop(), ("label",)) if len(fitting) == 1 == len(named) else Match(None)


def type_of(identity: Identity, found: Match) -> EntityType | None:
    """What kind of thing it is: as the source says, else as the known entity is."""
    return identity.type or (None if found.key is None else EntityType(found.key.partition("/")[0]))


def new_names(names: tuple[tuple[str, str], ...], key: str | None) -> tuple[tuple[str, str], ...]:
    """The names that the authority files do not have."""
    known = set() if key is None else {fold(name.text) for name in load_authority().entities[key].names}
    return tuple((language, text) for language, text in names if fold(text) not in known)


def wikidata_of(iri: str) -> str | None:
    """The item that an IRI names, `Q…`."""
    found = _WIKIDATA.match(iri)
    return None if found is None else found[1]


def _by_codes(identity: Identity) -> Iterator[tuple[str, str]]:
    codes = _codes()
    if identity.iso3 and (key := codes.get(("iso3", identity.iso3))):
        yield "iso3", key
    for iri in (identity.iri, *identity.same_as):
        if (key := codes.get(("wikidata", wikidata_of(iri) or ""))) is not None:
            yield f"wikidata {wikidata_of(iri)}", key
    for identifier in identity.identifiers if identity.type in {EntityType.TREATY, None} else ():
        if (key := codes.get(("number", _number(identifier)))) is not None:
            yield f"number {identifier}", key


def _may_be(identity: Identity, key: str) -> bool:
    return identity.type is None or identity.type == key.partition("/")[0]


def _contradicts(identity: Identity, known: Known) -> bool:
    """Whether the identity bears another code than the known entity."""
    items = {item for iri in (identity.iri, *identity.same_as) if (item := wikidata_of(iri))}
    own = known.attributes.get("wikidata")
    other_state = identity.iso3 is not None and known.attributes.get("iso3") not in {None, identity.iso3}
    return other_state or (bool(items) and own is not None and own not in items)


@cache
def _codes() -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for known in load_authority().entities.values():
        codes = [
            ("wikidata", known.attributes.get("wikidata")),
            ("number", _number(known.attributes.get("number", ""))),
        ]
        codes += [("iso3", known.attributes.get("iso3"))] if known.type == EntityType.STATE else []
        found |= {(kind, code): known.key for kind, code in codes if code}
    return found


@cache
def _names() -> dict[tuple[EntityType | None, str], set[str]]:
    found: dict[tuple[EntityType | None, str], set[str]] = {}
    for known in load_authority().entities.values():
        for name in known.names:
            if name.register not in {"demonym", "case", "ambiguous"}:
                found.setdefault((EntityType(known.type), fold(name.text)), set()).add(known.key)
    return found


def _number(written: str) -> str:
    """A depositary's number in one spelling: `ETS No. 185`, `CETS 185`; `UNTC XVIII-16`, `XVIII.16`."""
    text = written.strip()[:60]
    if found := _COUNCIL.match(text):
        return f"ets {found[1]}"
    if found := _NATIONS.match(text):
        return f"untc {found[1]}-{found[2]}".lower()
    return ""
