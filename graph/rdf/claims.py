"""What the document says: each claim with its evidence, and the statements of those it quotes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from rdflib import ORG, PROV, RDF, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from graph.model import Claim, ClaimType, Modality, Reading
from graph.naming import Names
from graph.rdf.evidence import add_span
from graph.rdf.values import add_present, add_when, concept, decimal_literal
from ontology.namespaces import TG

PREDICATES: dict[ClaimType, URIRef] = {
    ClaimType.HOLDS_POSITION: TG.holdsPosition,
    ClaimType.ATTENDS: TG.attends,
    ClaimType.SPEAKS_AT: TG.speaksAt,
    ClaimType.CHAIRS: TG.chairs,
    ClaimType.HOSTS: TG.hosts,
    ClaimType.ORGANIZES: TG.organizes,
    ClaimType.TAKES_PLACE_IN: TG.takesPlaceIn,
    ClaimType.TAKES_PLACE_ON: TG.takesPlaceOn,
    ClaimType.CONCERNS: TG.concerns,
    ClaimType.ADOPTS: TG.adopts,
    ClaimType.SIGNS: TG.signs,
    ClaimType.RATIFIES: TG.ratifies,
    ClaimType.ACCEDES_TO: TG.accedesTo,
    ClaimType.DECLINES: TG.declines,
    ClaimType.OPENS_FOR_SIGNATURE: TG.opensForSignature,
    ClaimType.ENTERS_INTO_FORCE: TG.entersIntoForce,
    ClaimType.TALLY: TG.tally,
    ClaimType.REQUIRES: TG.requiresParties,
    ClaimType.KNOWN_AS: TG.knownAs,
    ClaimType.STATES: TG.states,
    ClaimType.COMMITS: TG.commits,
    ClaimType.CALLS_FOR: TG.callsFor,
    ClaimType.SUPPORTS: TG.supports,
    ClaimType.CRITICIZES: TG.criticizes,
    ClaimType.REPORTS: TG.reports,
    ClaimType.GIVES_NOTICE: TG.givesNotice,
}
STATEMENTS: dict[ClaimType, tuple[URIRef, ...]] = {
    ClaimType.STATES: (TG.Statement,),
    ClaimType.COMMITS: (TG.Statement, TG.Commitment),
    ClaimType.CALLS_FOR: (TG.Statement, TG.Call),
}


def claims_by_iri(reading: Reading, names: Names) -> dict[URIRef, Claim]:
    """Every claim once; of two readings of the same words in the same sense the surer one stands."""
    found: dict[URIRef, Claim] = {}
    for claim in sorted(reading.claims, key=lambda claim: (claim.confidence, repr(claim))):
        found[names.claim(claim)] = claim
    return found


def is_sure(claim: Claim, threshold: float) -> bool:
    """Whether a claim may be published: its confidence, to the four digits that are stored, is high enough."""
    return round(claim.confidence, 4) >= threshold


def add_claims(
    graph: Graph, claims: Mapping[URIRef, Claim], reading: Reading, names: Names, status: URIRef = TG.Auto
) -> None:
    """The claims with their words; `reading` holds what they may lean on, such as the posts of speakers."""
    run = _add_run(graph, reading, names)
    for iri, claim in claims.items():
        evidence = add_span(graph, claim.evidence, reading, names)
        when = _add_when(graph, iri, claim)
        graph.add((iri, RDF.type, TG.Claim))
        graph.add((iri, RDF.subject, names.entity(claim.subject)))
        graph.add((iri, RDF.predicate, PREDICATES[claim.type]))
        add_present(graph, iri, RDF.object, _object(graph, claim, when, reading, names))
        graph.add((iri, TG.evidence, evidence))
        graph.add((iri, TG.claimant, names.document))
        graph.add((iri, PROV.wasGeneratedBy, run))
        graph.add((iri, TG.reviewStatus, status))
        _add_qualities(graph, iri, claim)
        if claim.type == ClaimType.ENTERS_INTO_FORCE and claim.object is not None:
            graph.add((iri, TG.forParty, names.entity(claim.object)))


def _add_run(graph: Graph, reading: Reading, names: Names) -> URIRef:
    software, _, said = reading.extractor.partition("/")
    release = said or _own_version()
    iri = names.run(software, release)
    graph.add((iri, RDF.type, TG.ExtractionRun))
    graph.add((iri, TG.software, Literal(software)))
    graph.add((iri, TG.version, Literal(release)))
    return iri


@cache
def _own_version() -> str:
    try:
        return version("treatygraph")
    except PackageNotFoundError:  # run from a source tree that was never installed
        return "unreleased"


def _add_when(graph: Graph, iri: URIRef, claim: Claim) -> Literal | None:
    if claim.date is None:
        return None
    if claim.date_basis is not None:
        graph.add((iri, TG.dateBasis, concept(claim.date_basis)))
    return add_when(graph, iri, TG.asOf if claim.type == ClaimType.TALLY else TG.date, claim.date)


def _add_qualities(graph: Graph, iri: URIRef, claim: Claim) -> None:
    graph.add((iri, TG.modality, concept(claim.modality)))
    graph.add((iri, TG.confidence, decimal_literal(claim.confidence)))
    add_present(graph, iri, TG.action, claim.action and concept(claim.action, "Action"))
    add_present(graph, iri, TG.bound, claim.bound and concept(claim.bound))
    add_present(graph, iri, TG.unit, claim.unit and concept(claim.unit, "Unit"))
    add_present(graph, iri, TG.instrument, claim.instrument and concept(claim.instrument, "Instrument"))
    if claim.delay_days is not None:
        graph.add((iri, TG.delayDays, _integer(claim.delay_days)))
    for flag in claim.flags:
        graph.add((iri, TG.flag, concept(flag)))
    add_present(graph, iri, TG.rule, claim.rule)
    if claim.quoted:
        graph.add((iri, TG.quoted, Literal(True)))


def _object(graph: Graph, claim: Claim, when: Literal | None, reading: Reading, names: Names) -> Node | None:
    """The claim's object; None where the reading lacks it, which the gate then shows."""
    match claim.type:
        case ClaimType.STATES | ClaimType.COMMITS | ClaimType.CALLS_FOR:
            return _add_statement(graph, claim, reading, names)
        case ClaimType.HOLDS_POSITION:
            return _add_post(graph, claim, names)
        case ClaimType.TAKES_PLACE_ON:
            return when
        case ClaimType.OPENS_FOR_SIGNATURE | ClaimType.ENTERS_INTO_FORCE:
            return Literal(True) if when is None else when
        case ClaimType.TALLY | ClaimType.REQUIRES:
            return None if claim.value is None else _integer(claim.value)
        case ClaimType.KNOWN_AS:
            return _name(claim, reading)
        case ClaimType.REPORTS:
            return names.document
        case _:
            return None if claim.object is None else names.entity(claim.object)


def _add_statement(graph: Graph, claim: Claim, reading: Reading, names: Names) -> URIRef:
    iri, document = names.statement(claim), reading.document
    for type in STATEMENTS[claim.type]:
        graph.add((iri, RDF.type, type))
    graph.add((iri, TG.speaker, names.entity(claim.subject)))
    add_present(graph, iri, TG.about, claim.object and names.entity(claim.object))
    graph.add((iri, TG.mode, TG.Direct if claim.quoted else TG.Reported))
    words = claim.evidence.of(document.text)
    graph.add((iri, TG.statementText, Literal(words, lang=document.language)))
    graph.add((iri, TG.reportedIn, names.document))
    add_present(graph, iri, TG.speakerPost, _speaker_post(claim, reading, names))
    return iri


def _speaker_post(claim: Claim, reading: Reading, names: Names) -> URIRef | None:
    """The speaker's post that the document gives nearest to the words."""
    posts = [
        (abs(other.evidence.start - claim.evidence.start), post)
        for other in reading.claims
        if other.type == ClaimType.HOLDS_POSITION
        and other.subject == claim.subject
        and other.modality == Modality.ASSERTED
        and (post := names.post(other)) is not None
    ]
    return min(posts)[1] if posts else None


def _add_post(graph: Graph, claim: Claim, names: Names) -> URIRef | None:
    iri = names.post(claim)
    if iri is None or claim.object is None:
        return None
    for type in (TG.Post, ORG.Post):
        graph.add((iri, RDF.type, type))
    graph.add((iri, TG.postTitle, Literal(str(claim.value), lang="en")))
    graph.add((iri, ORG.postIn, names.entity(claim.object)))
    return iri


def _name(claim: Claim, reading: Reading) -> Literal:
    labels = reading.entity(claim.subject).labels
    languages = sorted(language for language, name in labels if name == claim.value)
    return Literal(str(claim.value), lang=languages[0] if languages else reading.document.language)


def _integer(value: str | int) -> Literal:
    return Literal(str(value), datatype=XSD.integer, normalize=False)
