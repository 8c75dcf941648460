"""Whose instruments count towards the threshold of a treaty on a day, and whose do not, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from graph.law.acts import DENUNCIATION, PartyAct
from graph.law.rules import TreatyRules


class Reason(StrEnum):
    """Why an instrument does not count."""

    REGIONAL = "regional-organization"
    UNDATED = "undated"
    ENDED = "no-longer-in-effect"
    UNSURE = "date-not-exact"
    DENOUNCED = "denounced"
    REPEATED = "already-bound"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Uncounted:
    """An instrument that does not count, why, and the article that says so where one does."""

    act: PartyAct
    reason: Reason
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Bond:
    """How one party is bound: its instruments and denunciations of which a last day is known, in order.

    A date that is no day, or only bounded by who told of it, has two readings: `early` takes consent as soon and
    denunciation as late as may be, and the other the reverse. So the early reading never has fewer parties.
    """

    party: str
    consents: tuple[PartyAct, ...]
    denunciations: tuple[PartyAct, ...] = ()

    def standing(self, day: date, early: bool) -> PartyAct | None:
        """The instrument by which the party has expressed its consent at the end of a day."""
        ends = [bound(act, not early) for act in self.denunciations]
        for act in self.consents:
            start = bound(act, early)
            if start <= day and not any(start <= end <= day for end in ends):
                return act
        return None


def bound(act: PartyAct, early: bool) -> date:
    """The first or the last day on which an act may have happened."""
    last = act.last
    assert last is not None  # bonds leave out what nothing bounds
    return act.first if early else last


def first_day(rules: TreatyRules, act: PartyAct) -> date:
    """The first day on which an act may have happened: one without a date is no older than what it is about."""
    return max(act.first, rules.begins) if act.date is None else act.first


def bonds(acts: Iterable[PartyAct]) -> list[Bond]:
    """The bonds of all parties with an instrument in effect of which a last day is known, by party."""
    consents: dict[str, list[PartyAct]] = {}
    denunciations: dict[str, list[PartyAct]] = {}
    for act in sorted(acts, key=order):
        if act.last is not None and act.in_effect:
            if act.is_consent:
                consents.setdefault(act.party, []).append(act)
            elif act.kind == DENUNCIATION:
                denunciations.setdefault(act.party, []).append(act)
    return [Bond(party, tuple(found), tuple(denunciations.get(party, ()))) for party, found in sorted(consents.items())]


def order(act: PartyAct) -> tuple[str, ...]:
    """What sorts acts the same way in whatever order they come: by their last day, those without one last."""
    when = (date.max if act.last is None else act.last, act.first)
    return (*(day.isoformat() for day in when), act.party, act.kind, *act.claims, repr(act))


def counts(rules: TreatyRules, act: PartyAct) -> bool:
    """Whether the rules count the instrument of such a party."""
    return act.is_state or rules.counts_regional is True


def is_met(rules: TreatyRules, standing: Sequence[PartyAct], early: bool) -> bool:
    """Whether instruments that count bring the treaty into force."""
    if rules.threshold is None or len(standing) < rules.threshold:
        return False
    return rules.group is None or in_group(rules, standing, early) >= rules.group.minimum


def in_group(rules: TreatyRules, standing: Iterable[PartyAct], early: bool) -> int:
    """How many of the instruments come from members of the group on the day of their consent."""
    if rules.group is None:
        return 0
    return sum(rules.group.has(act.party, bound(act, early)) for act in standing)


def uncounted(rules: TreatyRules, acts: Iterable[PartyAct], counted: Iterable[PartyAct], day: date) -> list[Uncounted]:
    """The instruments that are not among the counted ones of a day, each with its reason."""
    taken = set(counted)
    parties = {act.party for act in taken}
    made = {bond.party: bond for bond in bonds(acts)}
    found = []
    for act in sorted((act for act in acts if act.is_consent and act not in taken), key=order):
        reason = _reason(rules, act, made.get(act.party), parties, day)
        article = rules.articles.counting if reason is Reason.REGIONAL else None
        article = rules.articles.denunciation if reason is Reason.DENOUNCED else article
        found.append(Uncounted(act, reason, article))
    return found


def _reason(rules: TreatyRules, act: PartyAct, bond: Bond | None, parties: set[str], day: date) -> Reason:
    if not act.in_effect:
        return Reason.ENDED
    if not counts(rules, act):
        return Reason.REGIONAL
    if act.last is None:
        return Reason.UNDATED
    if act.party in parties:
        return Reason.REPEATED
    if act.first <= day < act.last:
        return Reason.UNSURE
    if bond is not None and act.first <= day and any(bound(end, True) <= day for end in bond.denunciations):
        return Reason.DENOUNCED
    return Reason.LATER
