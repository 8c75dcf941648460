"""Lineage: which documents are copies, translations or states of one source, so that they count once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from zlib import crc32

from graph.derivation.memory import Memory
from graph.derivation.sources import Source, tg
from graph.folding import fold
from graph.ntriples import value

_REPORTS, _SUBJECT_OF_REPORT = tg("reports"), "<http://www.w3.org/1999/02/22-rdf-syntax-ns#subject>"
_PREDICATE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate>"
_WIRE = tg("SourceWire")
# Two texts are one where most of the shorter one's runs of five words stand in the other: Broder, "On the resemblance
# and containment of documents", 1997. One run in four is looked at, chosen by its hash, so that both choose alike.
_RUN, _SAMPLED, _CONTAINED = 5, 4, 0.6
_LEAST = 4


@dataclass(frozen=True)
class Profile:
    """What tells a document's descent; terms as they stand in its graph."""

    document: str
    source: Source

    @cached_property
    def marks(self) -> list[tuple[str, str]]:
        """What makes two documents one source where both have it."""
        outlet = [] if self.outlet is None else [("outlet", self.outlet)]
        return [*outlet, *(("address", url) for url in self.addresses), *(("agency", who) for who in self.agencies)]

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Where it stands, and where its original does."""
        return frozenset(map(value, (*self._says("url"), *self._says("originalUrl"))))

    @cached_property
    def outlet(self) -> str | None:
        """Who publishes it; all that one outlet says is one source."""
        return next((fold(value(name)) for name in sorted(self._says("publisherName"))), None)

    @cached_property
    def agencies(self) -> frozenset[str]:
        """The agencies whose text it says it is."""
        if _WIRE not in self._says("sourceKind"):
            return frozenset()
        nodes = self.source.nodes.values()
        return frozenset(
            who for node in nodes if _REPORTS in node.get(_PREDICATE, ()) for who in node.get(_SUBJECT_OF_REPORT, ())
        )

    @cached_property
    def runs(self) -> frozenset[int]:
        """A sample of its runs of words, or of signs where the script has no blanks, as hashes."""
        text = fold(" ".join(map(value, self._says("text"))))
        words = text.split()
        # Chinese: a run of signs is as long as a run of words.
        units: Sequence[str] = words if len(words) * 12 > len(text) else [sign for sign in text if not sign.isspace()]
        size = _RUN if units is words else _RUN * 2
        found = (crc32("\t".join(units[at : at + size]).encode()) for at in range(len(units) - size + 1))
        return frozenset(run for run in found if run % _SAMPLED == 0)

    def _says(self, name: str) -> list[str]:
        return self.source.nodes.get(self.document, {}).get(tg(name), [])


class Lineage:
    """The descent of all documents, looked at where it is asked for."""

    def __init__(self, sources: Iterable[Source], memory: Memory) -> None:
        text = tg("text")
        self._profiles: Mapping[str, Profile] = {
            document: memory.recall("profile", (document, source.key), partial(Profile, document, source))
            for source in sources
            for document, node in source.nodes.items()
            if text in node
        }

    def independent(self, documents: Iterable[str]) -> int:
        """How many sources the documents are; what is one with a third is one with each other."""
        wanted = sorted(set(documents))
        found = [self._profiles[document] for document in wanted if document in self._profiles]
        groups = _Groups(len(found))
        seen: dict[object, int] = {}
        for number, profile in enumerate(found):
            for mark in profile.marks:
                groups.join(seen.setdefault(mark, number), number)
        for one, other in _copies(found, groups):
            groups.join(one, other)
        return groups.number + len(wanted) - len(found)


class _Groups:
    """Disjoint sets of the numbers below a bound."""

    def __init__(self, bound: int) -> None:
        self._root = list(range(bound))
        self.number = bound

    def root(self, one: int) -> int:
        """What names the set of a number."""
        while self._root[one] != one:
            self._root[one] = one = self._root[self._root[one]]
        return one

    def join(self, one: int, other: int) -> None:
        """Make one set of two."""
        left, right = self.root(one), self.root(other)
        if left != right:
            self._root[right] = left
            self.number -= 1


def _copies(profiles: Sequence[Profile], groups: _Groups) -> Iterator[tuple[int, int]]:
    """The pairs of texts that are one by their words, among those that are not one yet."""
    holders: dict[int, list[int]] = {}
    for number, profile in enumerate(profiles):
        shared: Counter[int] = Counter()
        for run in profile.runs:
            shared.update(holders.get(run, ()))
            holders.setdefault(run, []).append(number)
        for other, both in sorted(shared.items()):
            smaller = min(len(profile.runs), len(profiles[other].runs))
            if smaller >= _LEAST and both >= _CONTAINED * smaller and groups.root(other) != groups.root(number):
                yield other, number
