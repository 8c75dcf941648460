"""From the accepted graph to a network: things are nodes, facts are edges.

A node has `label` and `type`; an edge has `relation`, `fact` (its IRI), `claims` (IRIs with blanks between, empty
for what only the authority files say) and `date` (empty where unknown).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TypeAlias

import networkx as nx

from graph.errors import QueryError
from graph.identifiers import split_thing
from graph.queries import load
from graph.store import Store

Network: TypeAlias = "nx.MultiDiGraph[str]"

# The last part of a fact's class, role or property, and what it says of source and target.
RELATIONS: dict[str, str] = {
    "Signature": "signed",
    "Ratification": "ratified",
    "Acceptance": "accepted",
    "Approval": "approved",
    "Accession": "acceded-to",
    "Succession": "succeeded-to",
    "Adoption": "adopted",
    "Attendee": "attended",
    "Speaker": "spoke-at",
    "Chair": "chaired",
    "Host": "hosted",
    "Organizer": "organized",
    "Signatory": "signed-at",
    "Observer": "observed",
    "Membership": "holds-post-in",
    "Commitment": "promised-on",
    "Call": "called-on",
    "Criticism": "criticized",
    "Endorsement": "supported",
    "Assessment": "assessed",
    "Statement": "said-about",
    "place": "takes-place-in",
    "concernsTreaty": "concerns",
}
# Everyone with everyone at an occasion: as many ties as pairs, so only where it is asked for.
TOGETHER = "took-part-with"
_TAKING_PART = frozenset({"attended", "spoke-at", "chaired", "hosted", "organized", "signed-at", "observed"})

_Edge = tuple[str, str, str, str, str]


def project(store: Store, base: str, relations: Iterable[str] | None = None) -> Network:
    """The network of the named relations, or of all but `took-part-with`; nodes and edges are sorted.

    QueryError names a relation that there is not.
    """
    wanted = _checked(relations)
    claims: dict[_Edge, set[str]] = {}
    for edge, claim in _facts(store):
        claims.setdefault(edge, set()).update([claim] if claim else [])
    if TOGETHER in wanted:
        claims.update(_together(claims))
    kept = {edge: found for edge, found in claims.items() if edge[2] in wanted}
    return _network(kept, _labels(store), base)


def _checked(relations: Iterable[str] | None) -> frozenset[str]:
    known = frozenset(RELATIONS.values())
    if relations is None:
        return known
    wanted = frozenset(relations)
    unknown = wanted - known - {TOGETHER}
    if unknown:
        raise QueryError(f"no relation {', '.join(sorted(unknown))}; there are {', '.join(sorted({*known, TOGETHER}))}")
    return wanted


def _facts(store: Store) -> Iterator[tuple[_Edge, str | None]]:
    """Every edge with one of its claims; a fact of two kinds is told by the narrower one."""
    kinds: dict[tuple[str, str, str, str], set[str]] = {}
    claims: dict[tuple[str, str, str, str], list[str | None]] = {}
    for query in ("network-facts", "network-occasions"):
        for row in store.select(load(query)):
            kind = _last(row["kind"] or "")
            if kind in RELATIONS:
                source = row.get("source") or row["fact"] or ""
                tie = (source, row["target"] or "", row["fact"] or "", row["date"] or "")
                # An occasion is one fact with two ties, of which each has its own target.
                kinds.setdefault(tie, set()).add(RELATIONS[kind])
                claims.setdefault(tie, []).append(row["claim"])
    for (source, target, fact, date), relations in kinds.items():
        narrow = sorted(relations - {RELATIONS["Statement"]}) or [RELATIONS["Statement"]]
        for claim in claims[source, target, fact, date]:
            yield (source, target, narrow[0], fact, date), claim


def _together(claims: dict[_Edge, set[str]]) -> dict[_Edge, set[str]]:
    guests: dict[str, dict[str, set[str]]] = {}
    for (source, target, relation, _, _), found in claims.items():
        if relation in _TAKING_PART:
            guests.setdefault(target, {}).setdefault(source, set()).update(found)
    return {
        (one, other, TOGETHER, occasion, ""): present[one] | present[other]
        for occasion, present in guests.items()
        for one, other in combinations(sorted(present), 2)
    }


def _network(claims: dict[_Edge, set[str]], labels: dict[str, str], base: str) -> Network:
    network: Network = nx.MultiDiGraph()
    for iri in sorted({end for edge in claims for end in edge[:2]}):
        thing = split_thing(base, iri)
        short = iri.removeprefix(f"{base}id/")
        network.add_node(iri, label=labels.get(iri, short), type=thing[0] if thing else "")
    for edge, found in sorted(claims.items()):
        source, target, relation, fact, date = edge
        key = f"{relation} {fact}"
        network.add_edge(
            source, target, key=key, relation=relation, fact=fact, date=date, claims=" ".join(sorted(found))
        )
    return network


def _labels(store: Store) -> dict[str, str]:
    """One label each: in English, or for any language, or the first of the others."""
    labels: dict[str, tuple[int, str, str]] = {}
    for row in store.select(load("all-labels")):
        language = row["language"] or ""
        rank = ["en", "mul", ""].index(language) if language in {"en", "mul", ""} else 3
        candidate = (rank, language, row["label"] or "")
        thing = row["thing"] or ""
        labels[thing] = min(labels.get(thing, candidate), candidate)
    return {thing: label for thing, (_, _, label) in labels.items()}


def _last(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
