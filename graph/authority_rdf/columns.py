"""The columns of the authority tables: which property each becomes, and how its cell is read."""

from __future__ import annotations

from collections.abc import Callable

from rdflib import DCTERMS, FOAF, ORG, SKOS, XSD, Literal, URIRef

from graph.dates import PartialDate
from graph.identifiers import thing
from graph.rdf.values import date_literal
from ontology.namespaces import TG

WIKIDATA = "http://www.wikidata.org/entity/"
Value = Callable[[str, str], Literal | URIRef]


def _plain(base: str, cell: str) -> Literal:
    return Literal(cell)


def _date(base: str, cell: str) -> Literal:
    return date_literal(PartialDate.parse(cell))


def _number(base: str, cell: str) -> Literal:
    return Literal(cell, datatype=XSD.integer, normalize=False)


def _yes(base: str, cell: str) -> Literal:
    return Literal({"yes": True, "no": False}[cell])


def _gender(base: str, cell: str) -> Literal:
    return Literal({"m": "male", "f": "female"}[cell])


def known(base: str, cell: str) -> URIRef:
    """The known entity of a key (`state/vnm`)."""
    return thing(base, *cell.split("/", 1))


def _of(type: str) -> Value:
    """A cell that names an entity of that type by its local key."""
    return lambda base, cell: thing(base, type, cell.removeprefix(f"{type}/"))


def _wikidata(base: str, cell: str) -> URIRef:
    return URIRef(WIKIDATA + cell)


def _home(base: str, cell: str) -> URIRef:
    return URIRef(f"https://{cell}/")


def _admission(base: str, cell: str) -> URIRef:
    return ADMISSIONS[cell]


# To whom signature or accession is open, by the word of the table.
ADMISSIONS: dict[str, URIRef] = {
    "all": TG.OpenToAll,
    "members": TG.OpenToMembers,
    "members-and-negotiators": TG.OpenToMembersAndNegotiators,
    "parent-signatories": TG.OpenToParentSignatories,
    "parent-parties": TG.OpenToParentParties,
    "invitation": TG.OpenByInvitation,
    "nobody": TG.OpenToNobody,
}
ANY_COLUMNS: dict[str, tuple[URIRef, Value]] = {
    "wikidata": (SKOS.exactMatch, _wikidata),
    "source": (DCTERMS.source, _plain),
}
COLUMNS: dict[str, dict[str, tuple[URIRef, Value]]] = {
    "state": {
        "iso3": (TG.iso3, _plain),
        "m49": (TG.m49, _plain),
        "un_member_since": (TG.unMemberSince, _date),
        "capital": (TG.capital, _of("place")),
    },
    "organization": {
        "parent": (ORG.subOrganizationOf, _of("organization")),
        "state": (TG.country, _of("state")),
        "domain": (FOAF.homepage, _home),
    },
    # As sources speak of the person; only resolution asks, so as not to take a man for a woman.
    "person": {"state": (TG.country, _of("state")), "gender": (FOAF.gender, _gender)},
    "place": {},
    "treaty": {
        "depositary": (TG.depositary, known),
        "number": (TG.depositaryNumber, _plain),
        "adopted": (TG.adoptedOn, _date),
        "adopted_by": (TG.adoptedBy, known),
        "place": (TG.place, known),
        "in_force": (TG.inForceSince, _date),
        "supplements": (TG.supplements, _of("treaty")),
        "confusable_with": (TG.notSameAs, _of("treaty")),
    },
    "event": {
        "treaty": (TG.concernsTreaty, _of("treaty")),
        "place": (TG.place, known),
        "host": (TG.host, known),
        "start": (TG.startDate, _date),
        "end": (TG.endDate, _date),
        "parent": (TG.subOccasionOf, _of("event")),
    },
}
RULES: dict[str, tuple[URIRef, Value]] = {
    "opened": (TG.signatureOpens, _date),
    "closes": (TG.signatureCloses, _date),
    "threshold": (TG.forceThreshold, _number),
    "delay_days": (TG.forceDelayDays, _number),
    "regional_organization_counts": (TG.countsRegional, _yes),
    "rules_article": (TG.rulesArticle, _plain),
    "delay_months": (TG.forceDelayMonths, _number),
    "month_start": (TG.fromMonthStart, _yes),
    "party_delay_days": (TG.partyDelayDays, _number),
    "party_delay_months": (TG.partyDelayMonths, _number),
    "group_threshold": (TG.groupThreshold, _number),
    "group_body": (TG.groupBody, known),
    "signature_open_to": (TG.signatureOpenTo, _admission),
    "accession_open_to": (TG.accessionOpenTo, _admission),
    "denunciation_months": (TG.denunciationDelayMonths, _number),
    "signature_article": (TG.signatureArticle, _plain),
    "force_article": (TG.forceArticle, _plain),
    "party_article": (TG.partyArticle, _plain),
    "counting_article": (TG.countingArticle, _plain),
    "accession_article": (TG.accessionArticle, _plain),
    "denunciation_article": (TG.denunciationArticle, _plain),
    "rules_source": (DCTERMS.source, _plain),
}
# A cell of these may hold several, with blanks between.
MANY = frozenset({"domain"})
# Columns that decide a class or a link, and so have a line of code, and those that only ingest reads.
OTHER_COLUMNS = frozenset({"beside", "kind", "event_type", "iso3", "capital_of"})
