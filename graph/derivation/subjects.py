"""The entities of current documents and of the authority files, with all by which resolution compares them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product

from rdflib import DCTERMS, FOAF, ORG, SKOS

from graph.dates import PartialDate
from graph.derivation.sources import LABEL, POST_IN, Claimed, Node, Source, tg
from graph.folding import fold
from graph.ntriples import term, value
from graph.resolution import Office, Subject

_TYPES = ("person", "organization", "treaty", "event", "place", "state")
_NAMES = (LABEL, tg("nameAsWritten"), term(SKOS.prefLabel), term(SKOS.altLabel))
_PROVISIONAL, _COUNTRY, _POST, _TITLE, _HOLDS = map(
    tg, ("provisional", "country", "post", "postTitle", "holdsPosition")
)
_START, _END = tg("startDate"), tg("endDate")
_MEMBER, _BODY, _ISSUED, _GENDER = map(term, (ORG.member, ORG.organization, DCTERMS.issued, FOAF.gender))
_MINISTRY = "ministry of "
_EVER = (date.min.toordinal(), date.max.toordinal())
# The middle names that tell a Vietnamese woman's name and a man's, folded.
_MIDDLE_NAMES = {"thi": "female", "van": "male"}

Nodes = Mapping[str, Node]


@dataclass
class _Draft:
    """A subject in the making; terms as they stand in the lines."""

    nodes: list[Node] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    company: list[frozenset[str]] = field(default_factory=list)
    days: list[tuple[int, int]] = field(default_factory=list)
    offices: set[Office] = field(default_factory=set)
    claims: set[str] = field(default_factory=set)


def subjects_of(sources: Iterable[Source], claims: Iterable[Claimed], authority: Nodes, base: str) -> list[Subject]:
    """Every entity once, by IRI; `claims` are the accepted ones, which alone tell of offices."""
    drafts: dict[str, _Draft] = {}
    for entity in _entities(authority, base):
        drafts.setdefault(entity, _Draft()).nodes.append(authority[entity])
    for source in sources:
        _add_document(source, drafts, base)
    _add_known_offices(authority, drafts)
    for claim in claims:
        if claim.predicate == _HOLDS and claim.subject in drafts:
            draft = drafts[claim.subject]
            draft.offices.update(_offices(claim.object, claim.source.nodes, authority))
            draft.claims.add(claim.iri)
    holders = _holders(authority)
    return [_subject(entity, drafts[entity], authority, holders, base) for entity in sorted(drafts)]


def _entities(nodes: Nodes, base: str) -> list[str]:
    starts = tuple(f"<{base}id/{type}/" for type in _TYPES)
    # The rules of a treaty hang below it, and are no entity.
    return [node for node in nodes if node.startswith(starts) and not node.endswith("/rules>")]


def _add_document(source: Source, drafts: dict[str, _Draft], base: str) -> None:
    entities = _entities(source.nodes, base)
    company = frozenset(map(value, entities))
    start = f"<{base}id/document/"
    for document in (node for node in source.nodes if node.startswith(start)):
        days = _days(source.nodes[document])
        for entity in entities:
            draft = drafts.setdefault(entity, _Draft())
            draft.nodes.append(source.nodes[entity])
            draft.documents.add(value(document))
            draft.company.append(company)
            draft.days += days


def _days(document: Node) -> list[tuple[int, int]]:
    found = [PartialDate.parse(value(day)) for name in (_ISSUED, _START, _END) for day in document.get(name, ())]
    return [(day.first.toordinal(), day.last.toordinal()) for day in found]


def _offices(post: str, nodes: Nodes, authority: Nodes) -> list[Office]:
    node = nodes.get(post) or authority.get(post) or {}
    found = []
    for title, body in product(node.get(_TITLE, ()), node.get(POST_IN, ())):
        office = Office(fold(value(title)), value(body), _state_of(body, authority))
        found += [office, *_in_full(office, _names_of(body, nodes, authority), authority)]
    return found


def _in_full(office: Office, bodies: Iterable[str], authority: Nodes) -> Iterator[Office]:
    """The office as one of the state, where its body is a ministry: minister of justice for minister at Justice."""
    if office.state is None or office.body == office.state:
        return
    states = {fold(name) for name in _names_of(f"<{office.state}>", {}, authority)}
    for name in bodies:
        portfolio = fold(name).removeprefix(_MINISTRY)
        of = next((f" of {state}" for state in sorted(states) if portfolio.endswith(f" of {state}")), "")
        if fold(name).startswith(_MINISTRY) and portfolio not in office.title:
            yield Office(f"{office.title} of {portfolio.removesuffix(of)}", office.state, office.state)


def _names_of(entity: str, nodes: Nodes, authority: Nodes) -> list[str]:
    found = (name for node in (nodes, authority) for name in node.get(entity, {}).get(LABEL, ()))
    return sorted({value(name) for name in found})


def _state_of(body: str, authority: Nodes) -> str | None:
    if "/id/state/" in body:
        return value(body)
    return next((value(state) for state in sorted(authority.get(body, {}).get(_COUNTRY, ()))), None)


def _memberships(authority: Nodes) -> list[tuple[str, str, tuple[int, int]]]:
    """Every known member with the post and the time of it; what is open goes on."""
    found = []
    for node in authority.values():
        starts, ends = ([PartialDate.parse(value(day)) for day in node.get(name, ())] for name in (_START, _END))
        first = min((day.first.toordinal() for day in starts), default=_EVER[0])
        last = max((day.last.toordinal() for day in ends), default=_EVER[1])
        found += [(who, post, (first, last)) for who in node.get(_MEMBER, ()) for post in node.get(_POST, ())]
    return found


def _add_known_offices(authority: Nodes, drafts: dict[str, _Draft]) -> None:
    for who, post, days in _memberships(authority):
        if who in drafts:
            drafts[who].offices.update(_offices(post, authority, authority))
            drafts[who].days.append(days)


def _holders(authority: Nodes) -> dict[tuple[str, str], list[tuple[str, tuple[int, int]]]]:
    """Who is known to hold each office and when, by title with body and title with state."""
    found: dict[tuple[str, str], list[tuple[str, tuple[int, int]]]] = {}
    for who, post, days in _memberships(authority):
        for office in _offices(post, authority, authority):
            for place in {office.body, office.state} - {None}:
                found.setdefault((office.title, str(place)), []).append((value(who), days))
    return found


def _subject(
    entity: str,
    draft: _Draft,
    authority: Nodes,
    holders: Mapping[tuple[str, str], Sequence[tuple[str, tuple[int, int]]]],
    base: str,
) -> Subject:
    iri = value(entity)
    names = sorted({value(name) for node in draft.nodes for property in _NAMES for name in node.get(property, ())})
    states = {office.state for office in draft.offices if office.state}
    states |= {value(state) for state in authority.get(entity, {}).get(_COUNTRY, ())}
    days = (min(day[0] for day in draft.days), max(day[1] for day in draft.days)) if draft.days else None
    return Subject(
        iri=iri,
        type=iri.removeprefix(f"{base}id/").split("/", 1)[0],
        names=tuple(names),
        known=not any(_PROVISIONAL in node for node in draft.nodes),
        offices=frozenset(draft.offices),
        states=frozenset(states),
        documents=frozenset(draft.documents),
        days=days,
        company=frozenset().union(*draft.company),
        gender=_gender(draft.nodes, names),
        claims=tuple(sorted(map(value, draft.claims))),
        held_by=frozenset(_held_by(draft.offices, days, holders)),
    )


def _gender(nodes: Iterable[Node], names: Iterable[str]) -> str | None:
    """As the authority files give it, or as the middle name of a Vietnamese name in three words or more tells it."""
    given = {value(gender) for node in nodes for gender in node.get(_GENDER, ())}
    middles = {word for name in names for word in fold(name).split()[1:-1]}
    found = given or {_MIDDLE_NAMES[word] for word in middles & _MIDDLE_NAMES.keys()}
    return found.pop() if len(found) == 1 else None


def _held_by(
    offices: Iterable[Office],
    days: tuple[int, int] | None,
    holders: Mapping[tuple[str, str], Sequence[tuple[str, tuple[int, int]]]],
) -> set[str]:
    if days is None:
        return set()
    return {
        who
        for office in offices
        for place in (office.body, office.state)
        for who, (first, last) in holders.get((office.title, place or ""), ())
        if first <= days[1] and days[0] <= last
    }
