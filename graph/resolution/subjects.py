"""Who may be whom: an entity with all that is known of it, as far as it tells two of one name apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from graph.folding import fold
from graph.likeness.traditions import is_syllabic

Days = tuple[int, int]
"""First and last day, as ordinals of the proleptic Gregorian calendar."""


@dataclass(frozen=True, slots=True, order=True)
class Office:
    """A post: its folded title, the body it is in, and the state of that body (None where there is none)."""

    title: str
    body: str
    state: str | None = None


@dataclass(frozen=True)
class Subject:
    """An entity of current documents, or a known one; IRIs throughout.

    `days` is from the first to the last day that documents or offices tell of; `company` are the entities named with
    it, `claims` those that say which post it holds. `held_by` names the known holders of its offices in its days,
    where the authority files know any.
    """

    iri: str
    type: str
    names: tuple[str, ...]
    known: bool = False
    offices: frozenset[Office] = frozenset()
    states: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    days: Days | None = None
    company: frozenset[str] = frozenset()
    gender: str | None = None
    claims: tuple[str, ...] = ()
    held_by: frozenset[str] = field(default=frozenset())

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The names in their comparing form, each once, sorted."""
        return tuple(sorted({fold(name) or name for name in self.names}))

    @cached_property
    def syllables(self) -> tuple[tuple[str, ...], ...]:
        """The words of its names in Latin letters that are names of syllables, as Vietnamese ones are."""
        words = (tuple(name.split()) for name in self.folded if name.isascii())
        return tuple(found for found in words if is_syllabic(found))

    @cached_property
    def seats(self) -> frozenset[tuple[str, str]]:
        """Its offices by title with body, and by title with state.

        A minister is of the ministry in one text and of the state in another.
        """
        places = ((office.title, place) for office in self.offices for place in (office.body, office.state))
        return frozenset((title, place) for title, place in places if place is not None)
