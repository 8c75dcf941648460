"""The known entities as RDF: names by language and register, identifiers, rules, posts and holders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from rdflib import DCTERMS, ORG, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from graph.authority_rdf.columns import ANY_COLUMNS, COLUMNS, MANY, RULES, Value
from graph.authority_rdf.columns import known as known_iri
from graph.dates import PartialDate
from graph.identifiers import slug, split_thing, thing
from graph.model import EntityType, EventType
from graph.naming import post
from graph.rdf.entities import CLASSES, OCCASIONS
from graph.rdf.values import date_literal
from ontology.authority import Known, KnownMember, KnownPost, Name, load_authority
from ontology.namespaces import TG

# What finds a name in a text but is no name to show.
_HIDDEN = frozenset({"mt-error", "demonym", "case"})
_PREFERRED = ("official", "press")
_REGISTERS: dict[str, URIRef] = {
    "official": TG.officialName,
    "formal": TG.officialName,
    "press": TG.pressName,
    "popular": TG.popularName,
    "acronym": TG.acronym,
    "demonym": TG.demonym,
    "mt-error": TG.mistranslatedName,
    "working": TG.workingTitle,
    "short": TG.shortName,
    "former": TG.formerName,
}
_KINDS: dict[str, URIRef] = {"observer": TG.ObserverState, "regional": TG.RegionalOrganization}


def authority_graph(base: str) -> Graph:
    """Every known entity, every post and who held it when, and which states are members of which bodies."""
    graph = known_graph(load_authority().entities, base)
    _add_members(graph, load_authority().members, base)
    return graph


def known_graph(keys: Iterable[str], base: str) -> Graph:
    """The known entities of those keys (`state/vnm`), with the posts that the people among them held.

    What they point to (an occasion's treaty and place) is there with its types alone.
    """
    authority, graph = load_authority(), Graph()
    for key in keys:
        known = authority.entities.get(key)
        if known is not None:
            _add_entity(graph, known, base)
            _add_posts(graph, authority.posts_of(key), base)
    _add_neighbours(graph, base)
    return graph


def context_graph(keys: Iterable[str], base: str) -> Graph:
    """What the gate must know of the known entities that a document speaks of: everything but their names."""
    graph = Graph()
    for key in keys:
        for triple in _facts(key, base):
            graph.add(triple)
    return graph


@cache
def _facts(key: str, base: str) -> tuple[tuple[Node, Node, Node], ...]:
    known = known_graph([key], base)
    return tuple(t for t in known if not (isinstance(t[2], Literal) and t[2].language is not None))


def _add_neighbours(graph: Graph, base: str) -> None:
    for object in set(graph.objects()) - set(graph.subjects()):
        found = split_thing(base, str(object))
        known = load_authority().entities.get("/".join(found)) if found is not None else None
        for type in _types(known) if known is not None else ():
            graph.add((object, RDF.type, type))


def _add_entity(graph: Graph, known: Known, base: str) -> None:
    iri = known_iri(base, known.key)
    for type in _types(known):
        graph.add((iri, RDF.type, type))
    _add_names(graph, iri, known.names)
    _add_columns(graph, iri, known, ANY_COLUMNS | COLUMNS[known.type], base)
    if known.type == "state":
        graph.add((iri, TG.unMember, Literal("un_member_since" in known.attributes)))
    elif known.type == "place":
        _add_country(graph, iri, known, base)
    elif known.type == "treaty" and RULES.keys() & known.attributes.keys():
        rules = URIRef(f"{iri}/rules")
        graph.add((iri, TG.ruleset, rules))
        graph.add((rules, RDF.type, TG.TreatyRules))
        _add_columns(graph, rules, known, RULES, base)


def _types(known: Known) -> list[URIRef]:
    types = [CLASSES[EntityType(known.type)]]
    kind = known.attributes.get("kind")
    if kind in _KINDS:
        types.append(_KINDS[kind])
    if known.type == "event":
        types.append(OCCASIONS[EventType(known.attributes.get("event_type", "other"))])
    return types


def _add_names(graph: Graph, iri: URIRef, names: Sequence[Name]) -> None:
    shown = [name for name in names if name.register not in _HIDDEN]
    # The first row of a table is the label, even where texts mean others by it too, as by Guinea.
    preferred: dict[str, Name] = {name.language: name for name in shown[:1]}
    # The sort is stable: within a register the table's order decides.
    for name in sorted(shown, key=_rank):
        preferred.setdefault(name.language, name)
    for name in names:
        written = Literal(name.text, lang=name.language)
        if name.register in _HIDDEN:
            graph.add((iri, SKOS.hiddenLabel, written))
        elif preferred[name.language] == name:
            graph.add((iri, SKOS.prefLabel, written))
            graph.add((iri, RDFS.label, written))
        else:
            graph.add((iri, SKOS.altLabel, written))
        if name.register in _REGISTERS:
            graph.add((iri, _REGISTERS[name.register], written))


def _rank(name: Name) -> int:
    return _PREFERRED.index(name.register) if name.register in _PREFERRED else len(_PREFERRED)


def _add_columns(
    graph: Graph, iri: URIRef, known: Known, columns: Mapping[str, tuple[URIRef, Value]], base: str
) -> None:
    for column, (predicate, value) in columns.items():
        text = known.attributes.get(column, "")
        for cell in text.split() if column in MANY else [text]:
            if cell:
                graph.add((iri, predicate, value(base, cell)))


def _add_country(graph: Graph, iri: URIRef, known: Known, base: str) -> None:
    state = states_by_code().get(known.attributes.get("iso3", ""))
    if state is not None:
        graph.add((iri, TG.country, known_iri(base, state)))


@cache
def states_by_code() -> dict[str, str]:
    """The key of each known state by its ISO 3166-1 alpha-3 code."""
    states = load_authority().of_type("state")
    return {state.attributes["iso3"]: state.key for state in states if "iso3" in state.attributes}


def _add_posts(graph: Graph, posts: Sequence[KnownPost], base: str) -> None:
    for held in posts:
        iri, body = post(base, held.body, held.title), known_iri(base, held.body)
        for type in (TG.Post, ORG.Post):
            graph.add((iri, RDF.type, type))
        graph.add((iri, TG.postTitle, Literal(held.title, lang="en")))
        graph.add((iri, ORG.postIn, body))
        membership = thing(base, "membership", membership_key(held, posts))
        graph.add((membership, RDF.type, ORG.Membership))
        graph.add((membership, ORG.member, known_iri(base, held.person)))
        graph.add((membership, ORG.organization, body))
        graph.add((membership, TG.post, iri))
        graph.add((membership, DCTERMS.source, Literal(held.source)))
        for predicate, day in ((TG.startDate, held.start), (TG.endDate, held.end)):
            if day is not None:
                graph.add((membership, predicate, date_literal(PartialDate.parse(day))))


def _add_members(graph: Graph, members: Iterable[KnownMember], base: str) -> None:
    for member in members:
        key = f"{member.state.split('/', 1)[1]}/{member.body.split('/', 1)[1]}"
        iri = thing(base, "membership", key)
        graph.add((iri, RDF.type, TG.BodyMembership))
        graph.add((iri, TG.memberState, known_iri(base, member.state)))
        graph.add((iri, TG.memberBody, known_iri(base, member.body)))
        graph.add((iri, DCTERMS.source, Literal(member.source)))
        for predicate, day in ((TG.startDate, member.start), (TG.endDate, member.end)):
            if day is not None:
                graph.add((iri, predicate, date_literal(PartialDate.parse(day))))


def membership_key(held: KnownPost, posts: Iterable[KnownPost]) -> str:
    """Person, body and title; with the start where the person held the same post more than once."""
    same = [other for other in posts if (other.body, other.title) == (held.body, held.title)]
    parts = [held.person.split("/", 1)[1], held.body.split("/", 1)[1], slug(held.title)]
    return "/".join(parts if len(same) == 1 else [*parts, held.start or "start-unknown"])
