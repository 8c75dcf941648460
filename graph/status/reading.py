"""What the status of a treaty rests on, read from a store: its rules, its accepted acts, and the words behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rdflib import DCTERMS, URIRef

from graph.authority_rdf.columns import ADMISSIONS, RULES
from graph.dates import PartialDate
from graph.identifiers import split_thing
from graph.law.acts import Party, PartyAct
from graph.law.rules import TreatyRules, read_rules
from graph.queries import load
from graph.status.report import Source
from graph.store import Store
from graph.views.nodes import local_name
from ontology.authority import KnownMember
from ontology.namespaces import TG

# An act of consent is of the class of all consents too, which tells its kind only where no narrower one does.
_KINDS: dict[str, str] = {
    str(TG.Signature): "signature",
    str(TG.Ratification): "ratification",
    str(TG.Acceptance): "acceptance",
    str(TG.Approval): "approval",
    str(TG.Accession): "accession",
    str(TG.Succession): "succession",
    str(TG.Denunciation): "denunciation",
    str(TG.ConsentToBeBound): "consent",
}
_COLUMNS = {str(property): column for column, (property, _) in RULES.items() if property != DCTERMS.source}
_COLUMNS |= {str(TG.inForceSince): "in_force", str(TG.adoptedOn): "adopted", str(DCTERMS.source): "rules_source"}
_WORDS = {str(concept): word for word, concept in ADMISSIONS.items()}
_YES_OR_NO = {"true": "yes", "false": "no"}
_FLAGS = frozenset({"month_start", "regional_organization_counts"})
Row = Mapping[str, str | None]


def read_status_rules(store: Store, base: str, treaty: URIRef) -> TreatyRules:
    """The rules of a treaty as the store's accepted facts hold them; empty ones where none are known."""
    cells = {
        _COLUMNS[row["property"] or ""]: row["value"] or ""
        for row in store.select(load("status-rules", treaty=treaty))
        if row["property"] in _COLUMNS
    }
    cells = {column: _cell(column, value, base) for column, value in cells.items()}
    return read_rules(key_of(str(treaty), base), cells, _members(store, base, cells.get("group_body")))


def read_acts(store: Store, base: str, treaty: URIRef) -> list[PartyAct]:
    """The accepted signatures, consents and denunciations of a treaty, by IRI."""
    grouped: dict[str, list[Row]] = {}
    for row in store.select(load("status-acts", treaty=treaty)):
        grouped.setdefault(row["act"] or "", []).append(row)
    return [_act(rows, base) for _, rows in sorted(grouped.items())]


def read_recorded(store: Store, treaty: URIRef) -> PartialDate | None:
    """Since when the treaty is in force by the depositary's own record; None where the record does not say."""
    found = [PartialDate.parse(row["date"] or "") for row in store.select(load("status-force", treaty=treaty))]
    return min(found, key=lambda date: (date.first, date.last), default=None)


def read_sources(store: Store, base: str, treaty: URIRef) -> dict[str, Source]:
    """The words behind the accepted acts, by the IRI of their claim."""
    found: dict[str, Source] = {}
    for row in store.select(load("status-sources", treaty=treaty)):
        found.setdefault(row["claim"] or "", source_of(row))
    return found


def source_of(row: Row) -> Source:
    """The source that a row of an answer tells."""
    kind = row["kind"]
    return Source(
        claim=row["claim"] or "",
        document=row["document"] or "",
        quote=row["quote"] or "",
        title=row["title"],
        url=row["url"],
        kind=None if kind is None else local_name(kind).removeprefix("Source").lower(),
        day=row.get("day"),
    )


def read_party(store: Store, base: str, party: URIRef) -> Party:
    """A state or an organization as treaty law counts it."""
    row = next(iter(store.select(load("status-party", party=party))))
    return Party(
        key=key_of(str(party), base),
        label=row["label"] or key_of(str(party), base),
        is_state=row["isState"] == "true",
        un_member_since=date_of(row["memberSince"]),
    )


def key_of(iri: str, base: str) -> str:
    """The key of a thing (`state/vnm`), or its whole IRI where it is not of this store."""
    found = split_thing(base, iri)
    return iri if found is None else "/".join(found)


def date_of(text: str | None) -> PartialDate | None:
    """The date that a literal writes; None where there is none."""
    return None if text is None else PartialDate.parse(text)


def _act(rows: list[Row], base: str) -> PartyAct:
    row = rows[0]
    classes = {row["kind"] for row in rows}
    key = key_of(row["party"] or "", base)
    return PartyAct(
        kind=next(kind for name, kind in _KINDS.items() if name in classes),
        party=key,
        label=next((row["label"] for row in rows if row["label"]), key),
        date=date_of(row["date"]),
        is_state=row["isState"] == "true",
        un_member_since=date_of(row["memberSince"]),
        claims=tuple(sorted({row["claim"] or "" for row in rows})),
        effective=date_of(row["effective"]),
        in_effect=row["inEffect"] != "false",
        told_by=min(
            (when for row in rows if (when := date_of(row["told"])) is not None),
            key=lambda when: (when.last, when.first),
            default=None,
        ),
    )


def _cell(column: str, value: str, base: str) -> str:
    """What the authority table writes for a value."""
    if column in _FLAGS:
        return _YES_OR_NO.get(value, value)
    return _WORDS.get(value) or key_of(value, base)


def _members(store: Store, base: str, body: str | None) -> Iterator[KnownMember]:
    if body is None:
        return
    for row in store.select(load("status-members", body=URIRef(f"{base}id/{body}"))):
        state, start = key_of(row["state"] or "", base), row["start"] or ""
        yield KnownMember(body, state, start, row["end"], "")
