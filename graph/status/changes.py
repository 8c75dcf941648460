"""What changed since a moment: the documents of the record, and the facts that are accepted from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass

from rdflib import PROV, RDF, XSD, Literal

from graph.ntriples import split, term, value
from graph.queries import load
from graph.settings import Settings
from graph.status.clock import known_at
from graph.store import DEFAULT_GRAPH, Store
from ontology.namespaces import TG

_DERIVED, _TYPE = term(PROV.wasDerivedFrom), term(RDF.type)
# How often something is told is no part of what is told.
_SUPPORT = frozenset({_DERIVED, term(TG.sourceCount), term(TG.independentSources)})
Fact = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """A document that came in after a moment, or gave way or was retired after it; times as records write them."""

    document: str
    title: str | None
    known_from: str
    known_until: str | None
    replaced_by: str | None


@dataclass(frozen=True, slots=True)
class FactChange:
    """An accepted fact that is new, gone or told otherwise; `claims` are those that came to support it or ceased to.

    `how` is `added`, `removed`, `changed` (it says something else) or `supported` (other claims say the same).
    `gone` and `new` are what it no longer says and says now: property and value, an IRI or a literal's text.
    """

    fact: str
    how: str
    types: tuple[str, ...]
    claims: tuple[str, ...]
    gone: tuple[tuple[str, str], ...] = ()
    new: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed since a moment."""

    since: str
    documents: tuple[DocumentChange, ...]
    facts: tuple[FactChange, ...]


def changes(store: Store, settings: Settings, since: str) -> Changes:
    """What changed between a moment (as `read_moment` gives it) and now.

    Both sides are derived by the policy of today, so that what differs comes from the record alone.
    """
    with closing(known_at(store, settings, since)) as before:
        then = _facts(before.triples(DEFAULT_GRAPH))
    now = _facts(store.triples(DEFAULT_GRAPH))
    differing = sorted(fact for fact in {*then, *now} if then.get(fact) != now.get(fact))
    facts = tuple(_change(fact, then.get(fact, {}), now.get(fact, {})) for fact in differing)
    return Changes(since, tuple(_documents(store, since)), facts)


def to_json(found: Changes) -> dict[str, object]:
    """The changes as plain data."""
    return {
        "since": found.since,
        "documents": [
            {
                "document": one.document,
                "title": one.title,
                "knownFrom": one.known_from,
                "knownUntil": one.known_until,
                "replacedBy": one.replaced_by,
            }
            for one in found.documents
        ],
        "facts": [
            {
                "fact": one.fact,
                "how": one.how,
                "types": list(one.types),
                "claims": list(one.claims),
                "gone": [{"property": name, "value": said} for name, said in one.gone],
                "new": [{"property": name, "value": said} for name, said in one.new],
            }
            for one in found.facts
        ],
    }


def _documents(store: Store, since: str) -> Iterator[DocumentChange]:
    moment = Literal(since, datatype=XSD.dateTime, normalize=False)
    for row in store.select(load("changes-since", since=moment)):
        yield DocumentChange(
            row["document"] or "", row["title"], row["knownFrom"] or "", row["knownUntil"], row["replacedBy"]
        )


def _facts(lines: list[str]) -> dict[str, dict[str, frozenset[str]]]:
    """The nodes that are derived from claims, by name: what is said of each, as terms by property."""
    derived = {line.split(" ", 1)[0] for line in lines if f" {_DERIVED} " in line}
    facts: dict[str, dict[str, set[str]]] = {}
    for line in lines:
        if line.split(" ", 1)[0] in derived:
            subject, predicate, said = split(line)
            facts.setdefault(value(subject), {}).setdefault(predicate, set()).add(said)
    return {fact: {name: frozenset(said) for name, said in node.items()} for fact, node in facts.items()}


def _change(fact: str, then: Fact, now: Fact) -> FactChange:
    gone, new = _without(then, now), _without(now, then)
    support = then.get(_DERIVED, frozenset()) ^ now.get(_DERIVED, frozenset())
    # A fact may read otherwise while the same claims hold, as when the depositary dates another act of the party.
    support = support or now.get(_DERIVED, frozenset())
    types, claims = (tuple(sorted(map(value, terms))) for terms in ((now or then).get(_TYPE, ()), support))
    return FactChange(fact, _how(then, now, differs=bool(gone or new)), types, claims, gone, new)


def _how(then: Fact, now: Fact, *, differs: bool) -> str:
    if not then or not now:
        return "added" if now else "removed"
    return "changed" if differs else "supported"


def _without(one: Fact, other: Fact) -> tuple[tuple[str, str], ...]:
    """What one side says of a fact and the other does not, its support aside."""
    return tuple(
        (value(name), value(said))
        for name in sorted(one.keys() - _SUPPORT)
        for said in sorted(one[name] - other.get(name, frozenset()))
    )
