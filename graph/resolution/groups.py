"""Groups of entities that are taken for one: joined step by step, and never over what keeps two of them apart."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from graph.resolution.scoring import Veto, vetoes
from graph.resolution.subjects import Subject

_NO_ONE = frozenset[str]()


class Groups:
    """Disjoint sets of entities by IRI; those that no current document names may stand between two that are."""

    def __init__(self, subjects: Mapping[str, Subject]) -> None:
        self._subjects = subjects
        self._root: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._documents: dict[str, set[str]] = {}
        self._apart: dict[str, dict[str, str]] = {}

    def join(self, one: str, other: str) -> bool:
        """Make one group of the groups of two; False where they already are one."""
        into, gone = sorted((self.root(one), self.root(other)), key=lambda root: (-len(self._members[root]), root))
        if into == gone:
            return False
        for member in self._members.pop(gone):
            self._root[member] = into
            self._members[into].append(member)
        self._documents[into] |= self._documents.pop(gone)
        self._apart.setdefault(into, {}).update(self._apart.pop(gone, {}))
        return True

    def hold_apart(self, one: str, other: str, why: str) -> None:
        """Let no rule join the two, for a reason that `barrier` gives."""
        for left, right in ((one, other), (other, one)):
            self._apart.setdefault(self.root(left), {})[right] = why

    def held_apart(self, one: str, other: str) -> set[str]:
        """The reasons for which a member of the one group and one of the other are held apart."""
        ours, theirs = self.roots(one, other)
        return {why for member, why in self._apart.get(ours, {}).items() if self.root(member) == theirs}

    def barrier(self, one: str, other: str) -> str | None:
        """What forbids to join the groups of two, in a word; None where nothing does."""
        ours, theirs = self.roots(one, other)
        if ours == theirs:
            return None
        reasons = self.held_apart(ours, theirs)
        if reasons:
            return min(reasons)
        if self._documents[ours] & self._documents[theirs]:
            return Veto.NAMED_TOGETHER.value
        sides = (
            [self._subjects[iri] for iri in self._members[root] if iri in self._subjects] for root in (ours, theirs)
        )
        found = (veto for left, right in product(*sides) for veto in vetoes(left, right))
        return next((veto.value for veto in found), None)

    def root(self, iri: str) -> str:
        """What names the group of an entity for now."""
        if iri not in self._root:
            subject = self._subjects.get(iri)
            self._root[iri] = iri
            self._members[iri] = [iri]
            self._documents[iri] = set(subject.documents if subject else _NO_ONE)
        return self._root[iri]

    def roots(self, one: str, other: str) -> tuple[str, str]:
        """The names of two groups, the smaller first."""
        left, right = sorted((self.root(one), self.root(other)))
        return left, right

    def members(self, root: str) -> tuple[str, ...]:
        """The entities of a group, sorted."""
        return tuple(sorted(self._members[root]))

    def is_current(self, pair: tuple[str, str]) -> bool:
        """Whether the group of a pair has two that documents or authority files name today."""
        root = self.root(pair[0])
        return sum(member in self._subjects for member in self._members[root]) > 1

    def canonical(self) -> dict[str, str]:
        """Who speaks for each entity that is joined to others: a known one, else the one with the smallest IRI."""
        found: dict[str, str] = {}
        for members in self._members.values():
            current = sorted(member for member in members if member in self._subjects)
            if len(current) > 1:
                chosen = min(current, key=lambda iri: (not self._subjects[iri].known, iri))
                found |= {iri: chosen for iri in current if iri != chosen}
        return dict(sorted(found.items()))
