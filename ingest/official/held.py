"""What the store holds of an official record, as rows that a newer state can be compared with."""

from __future__ import annotations

import re
from itertools import groupby

from graph.holdings import current_at
from graph.identifiers import named_graph, split_thing
from graph.model import ClaimType, Reading
from graph.queries import load
from graph.rdf.claims import PREDICATES
from graph.store import Store
from ingest.official.comparing import ACTIONS, Changes, OfficialRow, compare_rows, official_rows

_CAPITAL = re.compile(r"(?<!^)([A-Z])")


def held_rows(store: Store, location: str, base: str) -> tuple[OfficialRow, ...]:
    """The rows of the official record that is current at a location; empty where none is."""
    found: list[OfficialRow] = []
    for record in current_at(store, location, base):
        contents = named_graph(base, f"document/{record.key}")
        solutions = store.select(load("official-rows", contents=contents))
        for _, same in groupby(solutions, lambda row: row["claim"]):
            found.append(_row(list(same), base))
    return tuple(sorted(set(found)))


def told_changes(before: tuple[OfficialRow, ...], reading: Reading) -> list[str]:
    """In words what a newer state of a record no longer says, says otherwise, and how much it adds."""
    changes: Changes = compare_rows(before, official_rows(reading))
    return words_of_changes(changes) if before else []


def words_of_changes(changes: Changes) -> list[str]:
    """A line for each row that is gone or told otherwise, and one with the number of new ones."""
    gone = [f"a row is gone: {row.words}" for row in changes.removed]
    other = [f"a row is told otherwise: {old.words} is now {new.words}" for old, new in changes.changed]
    new = [f"{len(changes.added)} new rows"] if changes.added else []
    return [*gone, *other, *new]


def _row(solutions: list[dict[str, str | None]], base: str) -> OfficialRow:
    first = solutions[0]
    thing = split_thing(base, str(first["party"]))
    flags = tuple(sorted({_word(str(row["flag"])) for row in solutions if row["flag"]}))
    names = sorted({str(row["name"]) for row in solutions if row["name"]})
    instrument = first["instrument"]
    action = _word(instrument, "Instrument") if instrument else ACTIONS[_type(str(first["predicate"]))]
    party = "/".join(thing) if thing else str(first["party"])
    return OfficialRow(party, action, first["date"] or "", flags, names[0] if names else "")


def _type(predicate: str) -> ClaimType:
    return next(type for type, known in PREDICATES.items() if str(known) == predicate)


def _word(concept: str, prefix: str = "") -> str:
    """The word of the record for a concept: `tg:InstrumentAcceptance` is `acceptance`."""
    name = concept.rpartition("#")[2].removeprefix(prefix)
    return _CAPITAL.sub(r"-\1", name).lower()
