"""Disagreements: each conflict of a store with its cause, its explanations, and the claims side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rdflib import URIRef

from graph.queries import load
from graph.status.reading import Row, key_of
from graph.store import Store
from graph.views.nodes import local_name


@dataclass(frozen=True, slots=True)
class Told:
    """One claim of a conflict: its words, and what its document is cited by; `holds` where it shows what is so."""

    claim: str
    quote: str
    document: str
    title: str | None
    publisher: str | None
    url: str | None
    day: str | None
    holds: bool


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One conflict; `about` is a key such as `treaty/un-xviii-16`, `cause` a name such as `UnitSlip`.

    `explanation` is by language, `differs_by` names the parties that one side counts and the other does not. Of the
    claims those that are doubted stand first, those of official records and what shows what is so after them.
    """

    conflict: str
    about: str
    cause: str
    recounted: int | None
    explanation: Mapping[str, str]
    differs_by: tuple[str, ...]
    claims: tuple[Told, ...]


def disagreements(
    store: Store, base: str, treaty: URIRef | None = None, cause: str | None = None
) -> list[Disagreement]:
    """The conflicts, of one treaty or with one cause where these are given, by IRI."""
    claims: dict[str, dict[str, Told]] = {}
    rows = sorted(store.select(load("disagreeing-claims")), key=_doubted_first)
    for row in rows:
        claims.setdefault(row["conflict"] or "", {}).setdefault(row["claim"] or "", _told(row))
    heads: dict[str, list[Row]] = {}
    for row in store.select(load("disagreements")):
        heads.setdefault(row["conflict"] or "", []).append(row)
    found = (_one(rows, claims.get(conflict, {}).values(), base) for conflict, rows in sorted(heads.items()))
    local = None if treaty is None else key_of(str(treaty), base).partition("/")[2]
    return [one for one in found if cause in (None, one.cause) and (local is None or _is_about(one, local, base))]


def _one(rows: list[Row], claims: Iterable[Told], base: str) -> Disagreement:
    head = rows[0]
    parties = {row["party"]: row["name"] or key_of(row["party"] or "", base) for row in rows if row["party"]}
    return Disagreement(
        conflict=head["conflict"] or "",
        about=key_of(head["about"] or "", base),
        cause=local_name(head["cause"] or ""),
        recounted=None if head["recounted"] is None else int(head["recounted"]),
        explanation={str(row["language"]): row["explanation"] for row in rows if row["explanation"] is not None},
        differs_by=tuple(parties.values()),
        claims=tuple(claims),
    )


def _told(row: Row) -> Told:
    return Told(
        claim=row["claim"] or "",
        quote=row["quote"] or "",
        document=row["document"] or "",
        title=row["title"],
        publisher=row["publisher"],
        url=row["url"],
        day=row["status"] or row["issued"],
        holds=row["holds"] == "true",
    )


def _doubted_first(row: Row) -> tuple[bool, bool, str]:
    return row["holds"] == "true", row["status"] is not None, row["claim"] or ""


def _is_about(one: Disagreement, local: str, base: str) -> bool:
    """Whether a conflict is about a treaty or an act of it, or counts at one of its occasions: its key tells."""
    return any(f"/{local}/" in f"/{key}/" for key in (one.about, key_of(one.conflict, base)))
