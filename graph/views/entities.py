"""An entity's page: its names, the accepted facts it is part of, and the claims on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rdflib import FOAF, ORG, PROV, RDF, RDFS, SKOS, URIRef

from graph.queries import load
from graph.store import Store
from graph.views.claims import claim_views
from graph.views.nodes import Node, linked, local_name, read_labels, read_nodes, ref
from graph.views.nouns import ClaimView, EntityView, Fact, Ref, Text
from ontology.namespaces import TG

_NAMES = (
    TG.officialName, TG.pressName, TG.popularName, TG.acronym, TG.demonym, TG.mistranslatedName,
    TG.workingTitle,
)  # fmt: skip
# Shown in places of their own, or of no use to a reader.
_APART = frozenset(
    map(
        str,
        [
            *_NAMES,
            RDF.type,
            RDFS.label,
            TG.nameAsWritten,
            TG.provisional,
            FOAF.gender,
            SKOS.exactMatch,
            PROV.wasDerivedFrom,
        ],
    )
) | frozenset(map(str, [SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, TG.sourceCount]))
_ACTS = frozenset(
    {
        "Act", "Adoption", "OpeningForSignature", "Signature", "DomesticApproval", "ConsentToBeBound",
        "Ratification", "Acceptance", "Approval", "Accession", "Succession", "ProvisionalApplication",
        "Reservation", "Declaration", "Objection", "Withdrawal", "Denunciation", "EntryIntoForce",
    }
)  # fmt: skip
_STATEMENTS = frozenset({"Statement", "Commitment", "Call", "Criticism", "Endorsement", "Assessment"})
# A thing of two classes is told by the narrower one.
_WIDE = frozenset({"Act", "Statement", "Occasion", "ConsentToBeBound"})


def entity_view(store: Store, base: str, iri: str, limit: int = 500) -> EntityView | None:
    """What the store knows of a thing that is no document and no claim, or None where it knows nothing.

    At most `limit` facts and as many claims, by IRI.
    """
    node = read_nodes(store, [iri])[iri]
    if not node.properties:
        return None
    thing = URIRef(iri)
    facts = _facts(store, base, _column(store, load("facts-about", thing=thing, limit=limit), "fact"))
    claims = _column(store, load("claims-about", thing=thing, limit=limit), "claim")
    around = read_labels(store, linked([node]))
    return EntityView(
        ref=ref(base, node),
        kinds=node.types,
        provisional=node.first(TG.provisional) == "true",
        names={local_name(name): texts for name in _NAMES if (texts := node.texts(name))},
        written=node.texts(TG.nameAsWritten),
        same_as=tuple(value.text for value in node.values(SKOS.exactMatch)),
        links=_links(base, node, around),
        values=_values(node),
        acts=_of_kind(facts, _ACTS),
        posts=_of_kind(facts, {"Membership"}),
        participations=_of_kind(facts, {"Participation"}),
        statements=_of_kind(facts, _STATEMENTS),
        facts=tuple(fact for fact in facts if fact.kind not in _SORTED_OUT),
        claims=claim_views(store, base, claims),
        merged_into=_merged_into(store, base, thing),
    )


def _merged_into(store: Store, base: str, thing: URIRef) -> Ref | None:
    found = read_labels(store, _column(store, load("merged-into", thing=thing), "one"))
    return next((ref(base, node) for node in found.values()), None)


_SORTED_OUT = _ACTS | _STATEMENTS | {"Membership", "Participation"}


def _column(store: Store, query: str, name: str) -> list[str]:
    return [row[name] or "" for row in store.select(query)]


def _facts(store: Store, base: str, iris: Iterable[str]) -> list[Fact]:
    nodes = read_nodes(store, iris)
    around = read_labels(store, linked(nodes.values()))
    sources = {value.text for node in nodes.values() for value in node.values(PROV.wasDerivedFrom)}
    claims = {claim.iri: claim for claim in claim_views(store, base, sources)}
    return [_fact(base, node, around, claims) for node in nodes.values()]


def _fact(base: str, node: Node, around: Mapping[str, Node], claims: Mapping[str, ClaimView]) -> Fact:
    sources = (value.text for value in node.values(PROV.wasDerivedFrom))
    return Fact(
        iri=node.iri,
        kind=_kind(node),
        links=_links(base, node, around),
        values=_values(node),
        claims=tuple(claims[iri] for iri in sources if iri in claims),
    )


def _kind(node: Node) -> str:
    if any(value.text == str(ORG.Membership) for value in node.values(RDF.type)):
        return "Membership"
    narrow = [kind for kind in node.types if kind not in _WIDE]
    return next(iter([*narrow, *node.types]), "")


def _of_kind(facts: Iterable[Fact], kinds: Iterable[str]) -> tuple[Fact, ...]:
    wanted = frozenset(kinds)
    return tuple(fact for fact in facts if fact.kind in wanted)


def _links(base: str, node: Node, around: Mapping[str, Node]) -> dict[str, tuple[Ref, ...]]:
    return {
        local_name(property): tuple(ref(base, around[value.text]) for value in values if value.linked)
        for property, values in node.properties.items()
        if property not in _APART and any(value.linked for value in values)
    }


def _values(node: Node) -> dict[str, tuple[Text, ...]]:
    return {
        local_name(property): texts
        for property in node.properties
        if property not in _APART and (texts := node.texts(URIRef(property)))
    }
