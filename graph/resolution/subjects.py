"""Who may be whom: an entity with all that is known of it, as far as it tells two of one name apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from graph.folding import fold

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
