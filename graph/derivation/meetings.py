"""Occasions of several documents that are one: of one kind, on one treaty, in one place, on the same days.

The words for an occasion differ from source to source, and so does its name; what it is does not. An occasion within
another is of another kind or shorter, and stays apart; so do two that one document keeps apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations

from graph.dates import Interval, PartialDate, When, contains
from graph.derivation.sources import TYPE, Claimed, Node, tg
from graph.ntriples import value
from graph.resolution import Merge, Resolution

# Several meetings and side events can be held in one place on one day: nothing tells them apart, so none is joined.
_KINDS = frozenset(map(tg, ("Ceremony", "Conference", "Session", "Negotiation", "Exhibition", "Vote")))
_TREATY, _PLACE = tg("concernsTreaty"), tg("place")
_START, _END = tg("startDate"), tg("endDate")
_SAYS = {tg("concerns"): "treaties", tg("takesPlaceIn"): "places"}
_ON = tg("takesPlaceOn")


@dataclass(slots=True)
class _Occasion:
    """All that is said of one occasion, and by which claims and documents."""

    kinds: set[str] = field(default_factory=set)
    treaties: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    whens: set[When] = field(default_factory=set)
    claims: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    known: bool = False


def join_occasions(claims: Iterable[Claimed], authority: Mapping[str, Node], resolution: Resolution) -> Resolution:
    """The resolution with the occasions that are one besides; a known one speaks for the others."""
    found = _occasions(claims, authority)
    canonical = dict(resolution.canonical)
    merges = list(resolution.merges)
    for same in _alike(found):
        chosen = min(same, key=lambda name: (not found[name].known, name))
        for other in same:
            if other != chosen:
                canonical[value(other)] = value(chosen)
                rests_on = tuple(sorted(map(value, found[other].claims | found[chosen].claims)))
                merges.append(Merge((min(value(chosen), value(other)), max(value(chosen), value(other))), rests_on))
    return replace(resolution, canonical=dict(sorted(canonical.items())), merges=tuple(merges))


def _occasions(claims: Iterable[Claimed], authority: Mapping[str, Node]) -> dict[str, _Occasion]:
    found: dict[str, _Occasion] = {}
    for name, node in authority.items():
        if _KINDS & set(node.get(TYPE, ())):
            found[name] = _known(node)
    for claim in claims:
        if claim.predicate in _SAYS or claim.predicate == _ON:
            occasion = found.setdefault(claim.subject, _Occasion())
            occasion.kinds |= _KINDS & set(claim.source.nodes.get(claim.subject, {}).get(TYPE, ()))
            occasion.documents.add(claim.document)
            occasion.claims.add(claim.iri)
            if claim.predicate == _ON and claim.when is not None:
                occasion.whens.add(claim.when)
            elif claim.predicate in _SAYS:
                getattr(occasion, _SAYS[claim.predicate]).add(claim.object)
    return found


def _known(node: Node) -> _Occasion:
    days = sorted(PartialDate.parse(value(day)).first for name in (_START, _END) for day in node.get(name, ()))
    ends = [PartialDate(day.year, day.month, day.day) for day in days]
    whens: set[When] = set()
    if ends:
        whens.add(ends[0] if ends[0] == ends[-1] else Interval(ends[0], ends[-1]))
    kinds = set(node.get(TYPE, ())) & _KINDS
    return _Occasion(kinds, set(node.get(_TREATY, ())), set(node.get(_PLACE, ())), whens, known=True)


def _alike(found: Mapping[str, _Occasion]) -> Iterator[list[str]]:
    """The sets of occasions that are one, each sorted."""
    buckets: dict[tuple[str, str, str], list[str]] = {}
    for name, occasion in sorted(found.items()):
        if _days(occasion) is not None and len(occasion.kinds) == 1 and len(occasion.treaties) == 1:
            for place in sorted(occasion.places):
                buckets.setdefault((min(occasion.kinds), min(occasion.treaties), place), []).append(name)
    joined: dict[str, list[str]] = {}
    for one, other in sorted({pair for bucket in buckets.values() for pair in combinations(bucket, 2)}):
        if _same_days(found[one], found[other]):
            _join(joined, one, other, found)
    yield from ({id(group): sorted(group) for group in joined.values() if len(group) > 1}).values()


def _join(joined: dict[str, list[str]], one: str, other: str, found: Mapping[str, _Occasion]) -> None:
    """Let two be one, unless a document or the known entities keep any of theirs apart."""
    left, right = joined.setdefault(one, [one]), joined.setdefault(other, [other])
    if left is right:
        return
    for first in left:
        for second in right:
            if found[first].documents & found[second].documents or (found[first].known and found[second].known):
                return
    left += right
    for name in right:
        joined[name] = left


def _days(occasion: _Occasion) -> When | None:
    """The days of an occasion where all that is said of them is exact and the same; None otherwise."""
    when = next(iter(occasion.whens), None)
    return when if len(occasion.whens) == 1 and when is not None and _is_exact(when) else None


def _same_days(one: _Occasion, other: _Occasion) -> bool:
    """Whether the two are held on the same days; a report may tell of one day of a known occasion."""
    left, right = _days(one), _days(other)
    if left is None or right is None:
        return False
    if left == right:
        return True
    return (one.known and contains(left, right)) or (other.known and contains(right, left))


def _is_exact(when: When) -> bool:
    ends = (when.start, when.end) if isinstance(when, Interval) else (when,)
    return all(end.day is not None for end in ends)
