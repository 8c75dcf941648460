"""The status of a treaty on a day, and what it would be if parties deposited more instruments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph.dates import PartialDate
from graph.law.acts import DENUNCIATION, SIGNATURE, Party, PartyAct, deposit
from graph.law.counting import Uncounted, counts, first_day, in_group, order, uncounted
from graph.law.days import Between
from graph.law.force import ForceDate, PartyForce, entry_for_party, entry_into_force, standing, window_open
from graph.law.rules import TreatyRules
from graph.law.tallies import Range, Tally, by_party, tally


@dataclass(frozen=True, slots=True)
class Denounced:
    """A denunciation and the day on which it takes effect; None where it has no date."""

    act: PartyAct
    when: Between | None
    article: str | None


@dataclass(frozen=True, slots=True)
class TreatyStatus:
    """All that follows on a day from the rules of a treaty and the acts that happened by then.

    `instruments` are those of all that are bound, `counted` those that count towards the threshold, `uncounted` the
    others with the reason. `undated` are the acts without a date: they count from the day on which a source tells them,
    and never where none does. `ended` are no longer in effect. `missing` and `group_missing` are what the threshold
    still asks for; None where none is known. `force` is what the acts bring about, `recorded` the date that the
    depositary gives, which decides where both are there; `since` is the outcome. `in_force` is None where the dates are
    too coarse to tell, or the rule is not known. `parties` have the day of each party in force or to be,
    `earliest_possible` is when the treaty would enter into force if all that is missing were deposited on the day.
    """

    rules: TreatyRules
    day: date
    window_open: bool | None
    signatures: Tally
    instruments: Tally
    counted: Tally
    uncounted: tuple[Uncounted, ...]
    undated: tuple[PartyAct, ...]
    ended: tuple[PartyAct, ...]
    missing: Range | None
    group_missing: Range | None
    force: ForceDate | None
    recorded: PartialDate | None
    since: Between | None
    in_force: bool | None
    parties: tuple[PartyForce, ...]
    denounced: tuple[Denounced, ...]
    earliest_possible: date | None

    @property
    def in_force_for(self) -> tuple[PartyForce, ...]:
        """The parties for which the treaty surely is in force on the day."""
        return tuple(party for party in self.parties if party.when.held_on(self.day))


def status_on(
    rules: TreatyRules, acts: Iterable[PartyAct], day: date, recorded: PartialDate | None = None
) -> TreatyStatus:
    """The status on a day, from the acts that may have happened by then and those without a date.

    `recorded` is the day of entry into force that a depositary's record shows, beside the one in the rules.
    """
    given = sorted((act for act in acts if first_day(rules, act) <= day), key=order)
    known = recorded or rules.in_force
    # A date that the depositary gives later says nothing of an earlier day.
    known = known if known is not None and known.first <= day else None
    force = entry_into_force(rules, given)
    since = Between.of(known) if known is not None else None if force is None else force.when
    denounced = tuple(_denounced(rules, act, since) for act in given if act.kind == DENUNCIATION and act.in_effect)
    bound, possible = _bound(rules, given, day, denounced)
    counted = [act for act in bound if counts(rules, act)]
    total = tally(counted, [act for act in possible if counts(rules, act)], day)
    missing, group = _missing(rules, total, known)
    dated = [act for act in given if act.last is not None and act.in_effect]
    return TreatyStatus(
        rules=rules,
        day=day,
        window_open=window_open(rules, day),
        signatures=_signatures(dated, day),
        instruments=tally(bound, possible, day),
        counted=total,
        uncounted=tuple(uncounted(rules, given, counted, day)),
        undated=tuple(act for act in given if act.date is None and act.in_effect),
        ended=tuple(act for act in given if not act.in_effect),
        missing=missing,
        group_missing=group,
        force=force,
        recorded=known,
        since=since,
        in_force=_in_force(rules, since, day),
        parties=_parties(rules, [*bound, *possible], since),
        denounced=denounced,
        earliest_possible=_earliest(rules, missing, group, day),
    )


def what_if(
    rules: TreatyRules,
    acts: Iterable[PartyAct],
    deposits: Iterable[tuple[Party, date]],
    day: date,
    recorded: PartialDate | None = None,
) -> TreatyStatus:
    """The status that would follow from the acts by `day` and these deposits, on the day of the last of them.

    What really happened after `day` is left out: only the deposits are supposed.
    """
    real = [act for act in acts if first_day(rules, act) <= day]
    supposed = [deposit(party, PartialDate(when.year, when.month, when.day)) for party, when in deposits]
    last = max([day, *(act.first for act in supposed)])
    return status_on(rules, [*real, *supposed], last, recorded)


def _signatures(dated: Iterable[PartyAct], day: date) -> Tally:
    signed = by_party(act for act in dated if act.kind == SIGNATURE)
    certain = [act for act in signed if act.last is not None and act.last <= day]
    return tally(certain, [act for act in signed if act not in certain], day)


def _bound(
    rules: TreatyRules, acts: Iterable[PartyAct], day: date, denounced: Iterable[Denounced]
) -> tuple[list[PartyAct], list[PartyAct]]:
    """The instruments by which parties surely are bound on a day, and those by which they may be.

    A party that denounced stays bound until that takes effect.
    """
    left = {one.act: None if one.when is None else one.when.held_on(day) for one in denounced}
    given = list(acts)
    early = [act for act in given if left.get(act, True) is True]
    late = [act for act in given if left.get(act, True) is not False]
    sure = standing(rules, late, day, early=False)
    maybe = standing(rules, early, day, early=True)
    parties = {act.party for act in sure}
    return list(sure), [act for act in maybe if act.party not in parties]


def _in_force(rules: TreatyRules, since: Between | None, day: date) -> bool | None:
    if since is not None:
        return since.held_on(day)
    # Whose rule is not known may be in force without anything here that shows it.
    return None if (rules.threshold is None or rules.force_delay is None) and rules.begins <= day else False


def _missing(rules: TreatyRules, counted: Tally, known: PartialDate | None) -> tuple[Range | None, Range | None]:
    """What the threshold and the group still ask for: nothing where the depositary says that the treaty is in force."""
    if rules.threshold is None:
        return None, None
    if known is not None:
        return Range(0, 0), None if rules.group is None else Range(0, 0)
    missing = counted.total.short_of(rules.threshold)
    if rules.group is None:
        return missing, None
    low = in_group(rules, counted.acts, early=False)
    high = low + in_group(rules, counted.possible, early=True)
    return missing, Range(low, high).short_of(rules.group.minimum)


def _earliest(rules: TreatyRules, missing: Range | None, group: Range | None, day: date) -> date | None:
    wanted = any(lack is not None and lack.high > 0 for lack in (missing, group))
    return rules.force_delay.after(day) if rules.force_delay is not None and wanted else None


def _parties(rules: TreatyRules, bound: Iterable[PartyAct], since: Between | None) -> tuple[PartyForce, ...]:
    found = (_party(rules, act, since) for act in bound)
    return tuple(party for party in found if party is not None)


def _party(rules: TreatyRules, act: PartyAct, since: Between | None) -> PartyForce | None:
    computed = entry_for_party(rules, act, since)
    if act.effective is None:
        return computed
    article = None if computed is None else computed.article
    return PartyForce(act, Between.of(act.effective), article, None if computed is None else computed.when)


def _denounced(rules: TreatyRules, act: PartyAct, since: Between | None) -> Denounced:
    """The effect of a denunciation: as a source tells it, or after the delay; before entry into force, at once."""
    when = None if act.last is None else Between(act.first, act.last)
    if act.effective is not None:
        when = Between.of(act.effective)
    elif when is not None and rules.denunciation_delay is not None and since is not None:
        when = when.delayed(rules.denunciation_delay) if since.held_on(when.latest or when.earliest) else when
    return Denounced(act, when, rules.articles.denunciation)
