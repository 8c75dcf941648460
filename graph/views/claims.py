"""Claims with their words: what a claim says, of what, and where it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rdflib import DCTERMS, RDF

from graph.identifiers import split_thing
from graph.store import Store
from graph.views.nodes import Node, local_name, read_labels, read_nodes, ref
from graph.views.nouns import ClaimView, DocumentRef
from ontology.namespaces import OA, SCHEMA, TG

_NOWHERE = Node("")
_DECIDED = ("Disputed", "Rejected", "Accepted", "InReview", "Auto")


def claim_view(store: Store, base: str, iri: str) -> ClaimView | None:
    """One claim, of a current document or not; None where there is no such claim."""
    return next(iter(claim_views(store, base, [iri])), None)


def claim_views(store: Store, base: str, iris: Iterable[str]) -> tuple[ClaimView, ...]:
    """The claims of those IRIs, by document and place in the text; what is no claim is left out."""
    found = read_nodes(store, iris)
    claims = [node for node in found.values() if "Claim" in node.types]
    spans = read_nodes(store, _objects(claims, TG.evidence))
    called = read_labels(store, [*_objects(claims, RDF.subject), *_objects(claims, RDF.object)])
    places = [*_objects(spans.values(), OA.hasSelector), *_objects(claims, TG.claimant)]
    return views_of(base, claims, {**called, **spans, **read_nodes(store, places)})


def views_of(base: str, claims: Iterable[Node], nodes: Mapping[str, Node]) -> tuple[ClaimView, ...]:
    """The claims as views, ordered by document and place; `nodes` holds all that they link to."""
    views = [_view(base, claim, nodes) for claim in claims]
    return tuple(sorted(views, key=lambda view: (view.document.key, view.start, view.end, view.iri)))


def document_ref(base: str, node: Node) -> DocumentRef:
    """A document as it is cited."""
    thing = split_thing(base, node.iri)
    return DocumentRef(
        iri=node.iri,
        key=thing[1] if thing else "",
        language=node.first(SCHEMA.inLanguage) or "",
        title=node.first(DCTERMS.title),
        publisher=node.first(TG.publisherName),
        published=node.first(DCTERMS.issued) or node.first(TG.startDate),
        url=node.first(TG.url),
    )


def _objects(nodes: Iterable[Node], property: object) -> list[str]:
    return [value.text for node in nodes for value in node.properties.get(str(property), ()) if value.linked]


def _view(base: str, claim: Node, nodes: Mapping[str, Node]) -> ClaimView:
    span = nodes.get(claim.first(TG.evidence) or "", _NOWHERE)
    selector = nodes.get(span.first(OA.hasSelector) or "", _NOWHERE)
    said = next(iter(claim.values(RDF.object)), None)
    return ClaimView(
        iri=claim.iri,
        predicate=local_name(claim.first(RDF.predicate) or ""),
        subject=ref(base, _node(nodes, claim.first(RDF.subject))),
        object=ref(base, _node(nodes, said.text)) if said is not None and said.linked else None,
        value=said.text if said is not None and not said.linked else None,
        modality=claim.term(TG.modality) or "",
        confidence=claim.first(TG.confidence) or "",
        date=claim.first(TG.date) or claim.first(TG.asOf) or claim.first(TG.startDate),
        date_end=claim.first(TG.endDate),
        date_basis=claim.term(TG.dateBasis),
        action=claim.term(TG.action),
        bound=claim.term(TG.bound),
        unit=claim.term(TG.unit),
        delay_days=claim.first(TG.delayDays),
        quoted=claim.first(TG.quoted) == "true",
        flags=tuple(local_name(flag.text) for flag in claim.values(TG.flag)),
        rule=claim.first(TG.rule),
        review=_review(claim),
        document=document_ref(base, _node(nodes, claim.first(TG.claimant))),
        start=int(selector.first(OA.start) or 0),
        end=int(selector.first(OA.end) or 0),
        quote=selector.first(OA.exact) or "",
        prefix=selector.first(OA.prefix) or "",
        suffix=selector.first(OA.suffix) or "",
    )


def _review(claim: Node) -> str | None:
    """What was decided on it: the accepted graph tells, over what its own graph says."""
    found = {local_name(status.text) for status in claim.values(TG.reviewStatus)}
    return next((status for status in _DECIDED if status in found), None)


def _node(nodes: Mapping[str, Node], iri: str | None) -> Node:
    return nodes.get(iri or "", Node(iri or ""))
