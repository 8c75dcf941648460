"""The document itself and the entities as it names them."""

from __future__ import annotations

from rdflib import DCTERMS, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef

from graph.model import Entity, EntityType, EventType, Reading
from graph.naming import Names
from graph.rdf.values import add_present, add_when, concept
from ontology.namespaces import SCHEMA, TG

CLASSES: dict[EntityType, URIRef] = {
    EntityType.PERSON: TG.Person,
    EntityType.ORGANIZATION: TG.Organization,
    EntityType.STATE: TG.State,
    EntityType.PLACE: TG.Place,
    EntityType.TREATY: TG.Treaty,
    EntityType.EVENT: TG.Occasion,
}
OCCASIONS: dict[EventType, URIRef] = {
    EventType.CEREMONY: TG.Ceremony,
    EventType.CONFERENCE: TG.Conference,
    EventType.SESSION: TG.Session,
    EventType.MEETING: TG.Meeting,
    EventType.NEGOTIATION: TG.Negotiation,
    EventType.SIDE_EVENT: TG.SideEvent,
    EventType.EXHIBITION: TG.Exhibition,
    EventType.VOTE: TG.Vote,
    EventType.OTHER: TG.OtherOccasion,
}


def add_document(graph: Graph, reading: Reading, names: Names) -> None:
    """The text, its digest, and what it says of itself."""
    document, iri = reading.document, names.document
    graph.add((iri, RDF.type, TG.Document))
    graph.add((iri, TG.text, Literal(document.text)))
    graph.add((iri, TG.digest, Literal(document.id)))
    graph.add((iri, SCHEMA.inLanguage, Literal(document.language)))
    graph.add((iri, DCTERMS["format"], Literal(document.media_type)))
    if document.title is not None:
        graph.add((iri, DCTERMS.title, Literal(document.title, lang=document.language)))
    if document.url is not None:
        graph.add((iri, TG.url, Literal(document.url, datatype=XSD.anyURI)))
    add_present(graph, iri, TG.publisherName, document.publisher)
    if document.published is not None:
        add_when(graph, iri, DCTERMS.issued, document.published)
    if document.published_basis is not None:
        graph.add((iri, TG.publishedBasis, concept(document.published_basis)))
    add_present(graph, iri, TG.sourceKind, document.source_kind and concept(document.source_kind, "Source"))
    if document.status_date is not None:
        add_when(graph, iri, TG.statusDate, document.status_date)
    if document.original is not None:
        graph.add((iri, TG.originalUrl, Literal(document.original, datatype=XSD.anyURI)))


def add_entities(graph: Graph, reading: Reading, names: Names) -> None:
    """Each entity's type, its names as written, and what makes it findable where it is not known."""
    for entity in reading.entities:
        iri = names.entity(entity.id)
        graph.add((iri, RDF.type, CLASSES[entity.type]))
        if entity.event_type is not None:
            graph.add((iri, RDF.type, OCCASIONS[entity.event_type]))
        for language, name in entity.labels:
            graph.add((iri, TG.nameAsWritten, Literal(name, lang=language)))
        for other in entity.same_as:
            graph.add((iri, SKOS.exactMatch, URIRef(other)))
        if entity.key is None:
            _add_provisional(graph, iri, entity)


def _add_provisional(graph: Graph, iri: URIRef, entity: Entity) -> None:
    graph.add((iri, TG.provisional, Literal(True)))
    languages = sorted(language for language, name in entity.labels if name == entity.label)
    # A label that the document does not write is the usual English or Latin-script name.
    graph.add((iri, RDFS.label, Literal(entity.label, lang=languages[0] if languages else "en")))
    if entity.iso3 is not None and entity.type == EntityType.STATE:
        graph.add((iri, TG.iso3, Literal(entity.iso3)))
