"""Names that a page's furniture may be: known outlets and agencies, known places."""

from __future__ import annotations

from functools import cache

from graph.folding import fold
from ontology.authority import Known, load_authority


def is_outlet_name(line: str) -> bool:
    """Whether a line is nothing but the name of a known outlet or news agency."""
    return fold(line) in _outlets()


def is_place_name(part: str) -> bool:
    """Whether a part of a line is nothing but the name of a known place or state."""
    return fold(part) in _places()


@cache
def _outlets() -> frozenset[str]:
    bodies = load_authority().of_type("organization")
    return _names([known for known in bodies if known.attributes.get("kind") in {"outlet", "agency"}])


@cache
def _places() -> frozenset[str]:
    authority = load_authority()
    return _names([*authority.of_type("place"), *authority.of_type("state")])


def _names(entities: list[Known]) -> frozenset[str]:
    return frozenset(fold(name.text) for known in entities for name in known.names if name.register != "demonym")
