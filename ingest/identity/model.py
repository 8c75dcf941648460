"""What is said of the identity of one thing, as a candidate that nobody has confirmed."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import EntityType


@dataclass(frozen=True, slots=True)
class Identity:
    """One thing by its IRI; `labels` and `aliases` are names with their language, `und` where none is said.

    `type` is None where the source does not tell it. `iso3` is the code of ISO 3166-1 alpha-3, `identifiers` are those
    that the source gives in words, `same_as` other IRIs of the same thing.
    """

    iri: str
    type: EntityType | None = None
    labels: tuple[tuple[str, str], ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    iso3: str | None = None
    identifiers: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identities:
    """The things that a document names, in its order, and why other parts of it give none."""

    found: tuple[Identity, ...] = ()
    skipped: tuple[str, ...] = ()
