"""Registers: what the depositary's record of a treaty shows on a day, and for what it is complete."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from graph.derivation.families import CONSENT, SIGNATURE, topic_of
from graph.derivation.sources import DEPOSITARY, Claimed, tg
from graph.ntriples import value

_TALLY = tg("tally")
_OTHER = tg("UnitOther")
_FAMILIES = {tg("ActionSignature"): SIGNATURE, tg("ActionRatification"): CONSENT}


@dataclass(frozen=True, slots=True)
class Register:
    """One state of the depositary's record of one treaty.

    `day` is the last day for which it surely holds: the day that it names, or that of the latest act in it.
    `listed` has the claim of each row by family and party, `totals` the printed numbers by family with their claims.
    """

    document: str
    treaty: str
    day: date
    listed: Mapping[str, Mapping[str, Claimed]]
    totals: Mapping[str, tuple[int, Claimed]]

    def lacks(self, actor: str, family: str) -> bool:
        """Whether the record shows that the party had not done the act by its day.

        It does where it has a row for the party without that act, or where its rows are as many as it prints.
        """
        rows = self.listed.get(family, {})
        if actor in rows:
            return False
        in_table = any(actor in parties for parties in self.listed.values())
        return in_table or self.is_complete(family)

    def is_complete(self, family: str) -> bool:
        """Whether every party that the record counts has its row."""
        return family in self.totals and self.totals[family][0] == len(self.listed.get(family, {}))

    def number(self, family: str) -> int:
        """How many had done the act: as printed, or else as listed."""
        return self.totals[family][0] if family in self.totals else len(self.listed.get(family, {}))

    @property
    def key(self) -> Hashable:
        """What stands for all that it shows."""
        rows = (claim.key for parties in self.listed.values() for claim in parties.values())
        return frozenset((*rows, *(claim.key for _, claim in self.totals.values())))


def registers(claims: Iterable[Claimed]) -> list[Register]:
    """The current records of depositaries, by treaty and day."""
    found: dict[tuple[str, str], list[Claimed]] = {}
    for claim in claims:
        if claim.rank == DEPOSITARY and not claim.source.superseded:
            treaty = claim.subject if claim.predicate == _TALLY else getattr(topic_of(claim), "treaty", None)
            if treaty is not None:
                found.setdefault((treaty, claim.document), []).append(claim)
    made = [_register(treaty, document, group) for (treaty, document), group in found.items()]
    return sorted(made, key=lambda register: (register.treaty, register.day, register.document))


def _register(treaty: str, document: str, group: Iterable[Claimed]) -> Register:
    listed: dict[str, dict[str, Claimed]] = {}
    totals: dict[str, tuple[int, Claimed]] = {}
    days: list[date] = []
    for claim in sorted(group, key=lambda claim: claim.iri):
        family = _FAMILIES.get(claim.says("action") or "")
        topic = topic_of(claim)
        if claim.predicate == _TALLY and claim.says("unit") == _OTHER:
            continue  # such as the signatures that no ratification followed: a part of those who signed
        if claim.predicate == _TALLY and family is not None:
            totals[family] = int(value(claim.object)), claim
        elif topic is not None and topic.family in (SIGNATURE, CONSENT):
            listed.setdefault(topic.family, {})[topic.actor] = claim
            days += [] if claim.when is None else [claim.when.last]
        if claim.status_day is not None:
            days.append(claim.status_day.last)
    return Register(document, treaty, max(days, default=date.min), listed, totals)
