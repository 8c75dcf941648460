"""One number against the store: the acts, printed totals and other numbers that it is held against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rdflib import RDFS, URIRef

from graph.counting import Context, CountClaim, Printed, Reconciliation, reconcile, recount
from graph.counting.model import RATIFICATION, SIGNATURE
from graph.counting.wording import LANGUAGES, sentence
from graph.law.acts import PartyAct
from graph.queries import load
from graph.status.reading import date_of, key_of, read_acts
from graph.store import Store
from graph.views.nodes import local_name

# What is typed in has no IRI of its own.
TYPED = ""


def reconciled(store: Store, base: str, treaty: URIRef, claim: CountClaim) -> Reconciliation:
    """What becomes of a number that is claimed for a treaty, by all that the store accepts and has read."""
    acts = read_acts(store, base, treaty)
    printed = tuple(_printed(store, treaty, acts))
    approvals = tuple(_approvals(store, base, treaty, acts))
    return reconcile(claim, acts, Context(printed, tuple(_others(store, treaty)), approvals))


def explained(store: Store, base: str, found: Reconciliation) -> dict[str, str]:
    """The explanation in each language, with the parties by the names that the store has for them there."""
    parties = {f"{base}id/{act.party}": act.party for act in found.differs_by}
    names: dict[tuple[str, str], str] = {}
    if parties:
        for row in store.select(load("labels", nodes=[URIRef(iri) for iri in sorted(parties)])):
            if row["property"] == str(RDFS.label):
                names.setdefault((parties[row["node"] or ""], row["language"] or ""), row["value"] or "")

    def name(party: str, language: str, label: str) -> str:
        return names.get((party, language), label)

    return {language: sentence(found, language, name) for language in LANGUAGES}


def to_json(found: Reconciliation, explanation: Mapping[str, str]) -> dict[str, object]:
    """The reconciliation as plain values; `claims` are the IRIs of those that show it."""
    claim = found.claim
    behind = [one for act in found.differs_by for one in act.claims]
    return {
        "value": claim.value,
        "unit": claim.unit,
        "action": claim.action,
        "bound": claim.bound,
        "asOf": None if claim.as_of is None else str(claim.as_of),
        "verdict": found.verdict.value,
        "recounted": found.recounted,
        "limits": found.values.get("number"),
        "cause": None if found.cause is None else found.cause.value,
        "explanation": dict(explanation),
        "differsBy": [{"party": act.party, "label": act.label, "date": str(act.date)} for act in found.differs_by],
        "claims": sorted({*found.because, *behind} - {TYPED}),
    }


def _printed(store: Store, treaty: URIRef, acts: Sequence[PartyAct]) -> Iterator[Printed]:
    """What depositaries' records printed. One that lists all signatories lists all parties, and so counts these too."""
    found = []
    for row in store.select(load("status-printed", treaty=treaty)):
        day = date_of(row["asOf"] or row["status"] or row["latest"])
        if day is not None:
            action = local_name(row["action"] or "").removeprefix("Action").lower()
            number = int(row["number"] or 0)
            listed = min(number, len(recount(acts, action, None, day.last)))
            found.append(Printed(action, number, day.last, listed, row["claim"] or ""))
    yield from found
    counted = {one.day for one in found if one.action == RATIFICATION}
    for one in found:
        if one.action == SIGNATURE and one.listed == one.number and one.day not in counted:
            parties = len(recount(acts, RATIFICATION, None, one.day))
            yield replace(one, action=RATIFICATION, number=parties, listed=parties)


def _others(store: Store, treaty: URIRef) -> Iterator[CountClaim]:
    """The numbers that documents give of the treaty, each once."""
    rows = {row["claim"]: row for row in store.select(load("other-numbers", subject=treaty))}
    for iri, row in sorted(rows.items(), key=lambda item: str(item[0])):
        if local_name(row["modality"] or "") == "Asserted":
            yield CountClaim(
                iri=iri or "",
                value=int(row["value"] or 0),
                action=local_name(row["action"] or "").removeprefix("Action").lower(),
                unit=local_name(row["unit"] or "").removeprefix("Unit").lower() or None,
                as_of=date_of(row["asOf"]),
                document=row["document"] or "",
            )


def _approvals(store: Store, base: str, treaty: URIRef, acts: Sequence[PartyAct]) -> Iterator[PartyAct]:
    """What sources call a consent of those of whom no deposit is accepted."""
    bound = {act.party for act in acts if act.is_consent}
    for row in store.select(load("count-approvals", treaty=treaty)):
        party = key_of(row["party"] or "", base)
        if party not in bound:
            yield PartyAct(
                kind="consent",
                party=party,
                label=row["label"] or party,
                date=date_of(row["day"]),
                is_state=row["isState"] == "true",
                un_member_since=date_of(row["memberSince"]),
                claims=(row["claim"] or "",),
            )
