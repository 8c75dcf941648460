"""How many acts there are, by unit, and between which bounds where their dates are not exact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from graph.law.acts import PartyAct


@dataclass(frozen=True, slots=True)
class Range:
    """A number, or the two bounds between which it lies, both included."""

    low: int
    high: int

    def short_of(self, wanted: int) -> Range:
        """How many more it takes to have `wanted`."""
        return Range(max(0, wanted - self.high), max(0, wanted - self.low))

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"between {self.low} and {self.high}"


@dataclass(frozen=True, slots=True)
class Tally:
    """Acts of different parties, counted as parties, as states and as members of the United Nations on the day.

    `acts` surely happened by the day; `possible` are those whose dates are too coarse to tell.
    """

    total: Range
    states: Range
    un_members: Range
    acts: tuple[PartyAct, ...]
    possible: tuple[PartyAct, ...]


def tally(certain: Sequence[PartyAct], possible: Sequence[PartyAct], day: date) -> Tally:
    """The acts, counted."""
    return Tally(
        total=_range(certain, possible),
        states=_range(_states(certain), _states(possible)),
        un_members=_range(_members(certain, day), _members(possible, day)),
        acts=tuple(certain),
        possible=tuple(possible),
    )


def by_party(acts: Iterable[PartyAct]) -> list[PartyAct]:
    """The first act of each party, in the order given."""
    found: dict[str, PartyAct] = {}
    for act in acts:
        found.setdefault(act.party, act)
    return list(found.values())


def _range(certain: Sequence[PartyAct], possible: Sequence[PartyAct]) -> Range:
    return Range(len(certain), len(certain) + len(possible))


def _states(acts: Sequence[PartyAct]) -> list[PartyAct]:
    return [act for act in acts if act.is_state]


def _members(acts: Sequence[PartyAct], day: date) -> list[PartyAct]:
    return [act for act in acts if act.un_member_since is not None and act.un_member_since.last <= day]
