"""Two states of one table: which acts are new, which are gone, and which are told otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.identifiers import DEFAULT_BASE
from graph.model import Claim, ClaimType, Entity, Reading
from graph.naming import Names

ACTIONS = {
    ClaimType.SIGNS: "signature",
    ClaimType.RATIFIES: "consent",
    ClaimType.ACCEDES_TO: "accession",
    ClaimType.ENTERS_INTO_FORCE: "entry-into-force",
    ClaimType.GIVES_NOTICE: "notice",
}


@dataclass(frozen=True, slots=True, order=True)
class OfficialRow:
    """One act of one party: `party` is its key, provisional where no table knows it, and `name` as printed.

    `action` is the instrument where the source tells it (`acceptance`), else the kind of act.
    """

    party: str
    action: str
    date: str
    flags: tuple[str, ...] = ()
    name: str = ""

    @property
    def words(self) -> str:
        """The row as a person reads it."""
        parts = [self.name or self.party, self.action, self.date, *self.flags]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Changes:
    """What a later state has and lacks; `changed` pairs one act of one party as told before and after."""

    added: tuple[OfficialRow, ...]
    removed: tuple[OfficialRow, ...]
    changed: tuple[tuple[OfficialRow, OfficialRow], ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def official_rows(reading: Reading) -> tuple[OfficialRow, ...]:
    """The acts of parties in a record, sorted; what it says of the treaty as a whole is left out."""
    entities = {entity.id: entity for entity in reading.entities}
    keys = Names(reading, DEFAULT_BASE).keys
    rows = {row for claim in reading.claims if (row := _row(claim, entities, keys)) is not None}
    return tuple(sorted(rows))


def compare(before: Reading, after: Reading) -> Changes:
    """What changed from one state of a table to another."""
    return compare_rows(official_rows(before), official_rows(after))


def compare_rows(before: Iterable[OfficialRow], after: Iterable[OfficialRow]) -> Changes:
    """The same for rows; names as printed do not count, and of one act told twice each telling is paired once."""
    old, new = ({_told(row): row for row in rows} for rows in (before, after))
    gone = [row for told, row in sorted(old.items()) if told not in new]
    come = [row for told, row in sorted(new.items()) if told not in old]
    changed = []
    for row in list(gone):
        other = next((found for found in come if _act(found) == _act(row)), None)
        if other is not None:
            changed.append((row, other))
            gone.remove(row)
            come.remove(other)
    return Changes(tuple(come), tuple(gone), tuple(changed))


def _told(row: OfficialRow) -> tuple[str, str, str, tuple[str, ...]]:
    return row.party, row.action, row.date, row.flags


def _act(row: OfficialRow) -> tuple[str, str]:
    """Who acted and how: the forms of consent are one act, for sources tell them more or less exactly."""
    forms = {"ratification", "acceptance", "approval", "accession", "succession", "consent"}
    return row.party, "consent" if row.action in forms else row.action


def _row(claim: Claim, entities: Mapping[str, Entity], keys: Mapping[str, str]) -> OfficialRow | None:
    if claim.type not in ACTIONS:
        return None
    of_treaty = claim.type is ClaimType.ENTERS_INTO_FORCE
    party = entities.get((claim.object if of_treaty else claim.subject) or "")
    if party is None:
        return None
    action = claim.instrument.value if claim.instrument else ACTIONS[claim.type]
    name = min(written for _, written in party.labels) if party.labels else party.label
    return OfficialRow(keys[party.id], action, claim.date or "", tuple(sorted(claim.flags)), name)
