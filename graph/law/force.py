"""Entry into force: of the treaty, by its threshold and delay, and for each party."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph.law.acts import PartyAct
from graph.law.counting import Uncounted, bonds, bound, counts, is_met, uncounted
from graph.law.days import Between, Delay
from graph.law.rules import GENERAL_PARTY_ARTICLE, TreatyRules


@dataclass(frozen=True, slots=True)
class ForceDate:
    """When the acts bring a treaty into force: one day, or a stretch where their dates are not exact.

    `threshold_met` is when the instruments were enough, `decided_by` those that made them so on its first day;
    `counted` are all that counted by its last, and `uncounted` the others with the reason.
    """

    when: Between
    threshold_met: Between
    decided_by: tuple[PartyAct, ...]
    counted: tuple[PartyAct, ...]
    uncounted: tuple[Uncounted, ...]
    article: str | None


@dataclass(frozen=True, slots=True)
class PartyForce:
    """When a treaty enters into force for one party, and by which article.

    `computed` is what the rules give; `when` differs from it only where the depositary states another day: it decides.
    """

    act: PartyAct
    when: Between
    article: str | None
    computed: Between | None


def entry_into_force(rules: TreatyRules, acts: Iterable[PartyAct]) -> ForceDate | None:
    """When these acts bring the treaty into force; None where they do not, or where its rule is not known."""
    given = list(acts)
    earliest = _met_on(rules, given, early=True)
    if rules.force_delay is None or earliest is None:
        return None
    # An act of which only the last day is known may have happened on any day before, but not before all acts can.
    first = earliest if earliest > date.min else rules.begins
    met = Between(first, _met_on(rules, given, early=False))
    day = met.latest or met.earliest
    counted = _standing(rules, given, day, early=met.latest is None)
    return ForceDate(
        when=met.delayed(rules.force_delay),
        threshold_met=met,
        decided_by=tuple(act for act in _standing(rules, given, earliest, early=True) if bound(act, True) == earliest),
        counted=counted,
        uncounted=tuple(uncounted(rules, given, counted, day)),
        article=rules.articles.force,
    )


def entry_for_party(rules: TreatyRules, act: PartyAct, in_force_on: Between | None) -> PartyForce | None:
    """When the treaty enters into force for the party of an instrument, given when it does as a whole.

    None where the treaty does not enter into force, and where the instrument is none of consent or has no last day.
    """
    if in_force_on is None or act.last is None or not act.is_consent or not act.in_effect:
        return None
    own = Between(act.first, act.last).delayed(rules.party_delay or Delay())
    article = rules.articles.party if rules.party_delay is not None else GENERAL_PARTY_ARTICLE
    # Whoever was bound before the treaty entered into force is bound from that day.
    first = in_force_on.or_later(own)
    return PartyForce(act, first, rules.articles.force if first == in_force_on else article, first)


def window_open(rules: TreatyRules, day: date) -> bool | None:
    """Whether the treaty is open for signature on a day; None where its first day is not known or not exact enough."""
    if rules.opens is None:
        return None
    if day < rules.opens.first or (rules.closes is not None and day > rules.closes.last):
        return False
    if day < rules.opens.last or (rules.closes is not None and day > rules.closes.first):
        return None
    return True


def standing(rules: TreatyRules, acts: Iterable[PartyAct], day: date, early: bool) -> tuple[PartyAct, ...]:
    """The instruments of all that are bound at the end of a day, whether they count or not, by party."""
    found = (bond.standing(day, early) for bond in bonds(acts))
    return tuple(act for act in found if act is not None)


def _standing(rules: TreatyRules, acts: Iterable[PartyAct], day: date, early: bool) -> tuple[PartyAct, ...]:
    return tuple(act for act in standing(rules, acts, day, early) if counts(rules, act))


def _met_on(rules: TreatyRules, acts: list[PartyAct], early: bool) -> date | None:
    """The first day at whose end the instruments are enough."""
    made = bonds(acts)
    days = sorted({bound(act, early) for bond in made for act in bond.consents})
    for day in days:
        found = (bond.standing(day, early) for bond in made)
        if is_met(rules, [act for act in found if act is not None and counts(rules, act)], early):
            return day
    return None
