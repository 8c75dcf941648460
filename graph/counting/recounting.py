"""Recounting: who had done something by a day, and within which limits their number is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from graph.counting.model import RATIFICATION, SIGNATURE, Printed
from graph.law.acts import DENUNCIATION, PartyAct
from graph.law.acts import SIGNATURE as SIGNED

# Units that count some of the signatories or parties; every other unit counts all of them.
_NARROW = ("state", "member", "organization")


@dataclass(frozen=True, slots=True)
class Count:
    """How many had acted: at least `low`, at most `high`, without upper limit where that is None."""

    low: int
    high: int | None
    because: tuple[str, ...] = ()
    is_complete: bool = False

    @property
    def exact(self) -> int | None:
        """The number, where it is known."""
        return self.low if self.low == self.high else None

    def __str__(self) -> str:
        if self.high is None:
            return f"≥ {self.low}"
        return str(self.low) if self.low == self.high else f"{self.low}–{self.high}"


def recount(acts: Iterable[PartyAct], action: str, unit: str | None, day: date) -> tuple[PartyAct, ...]:
    """Those who surely had acted by the end of a day, each party once, by date and name of the party.

    `state` leaves out regional organizations, and `member` all who were no members of the United Nations on that day,
    so neither the European Union nor the State of Palestine. A party that had left by that day is bound no more.
    """
    held = [act for act in acts if act.in_effect]
    gone = {act.party for act in held if action == RATIFICATION and _has_left(act, day)}
    first: dict[str, PartyAct] = {}
    for act in sorted(held, key=_order):
        if _is_of(act, action) and _is_by(act, day) and act.party not in gone and is_unit(act, unit, day):
            first.setdefault(act.party, act)
    return tuple(first.values())


def is_unit(act: PartyAct, unit: str | None, day: date) -> bool:
    """Whether a unit counts the party."""
    if unit == "state":
        return act.is_state
    if unit == "member":
        return act.un_member_since is not None and act.un_member_since.first <= day
    return unit != "organization" or not act.is_state


# All numbers of a treaty are held against the same few counts.
_KEPT = 4096


def count_on(acts: Sequence[PartyAct], printed: Iterable[Printed], action: str, unit: str | None, day: date) -> Count:
    """The limits of the number by the end of a day, from the acts and what the depositary printed before or after.

    Its lists may be shorter than the number that it prints above them. Rows that are missing are taken for members of
    the United Nations: known organizations and other states are few, and are told of one by one.
    """
    low, high, because = len(recount(acts, action, unit, day)), None, []
    complete = False
    for found in sorted((one for one in printed if one.action == action), key=lambda one: (one.day, one.claim)):
        number = _in_unit(found, acts, action, unit)
        if found.day <= day:
            since = [act for act in recount(acts, action, unit, day) if _first(act) > found.day]
            low = max(low, number + len(since))
            because.append(found.claim)
        if found.day >= day and (high is None or found.day == day):
            after = [act for act in recount(acts, action, unit, found.day) if _first(act) > day]
            high = max(low, number - len(after))
            complete = len(recount(acts, action, None, found.day)) >= found.number
            because.append(found.claim)
    if high is not None:
        high = max(low, high)
    return Count(low, high, tuple(dict.fromkeys(because[-2:])), complete and low == high)


@lru_cache(maxsize=8)
def counted(acts: tuple[PartyAct, ...], printed: tuple[Printed, ...]) -> Callable[[str, str | None, date], Count]:
    """`count_on` for these acts and numbers, by deed, unit and day, each worked out once."""
    return lru_cache(maxsize=_KEPT)(lambda action, unit, day: count_on(acts, printed, action, unit, day))


def _in_unit(found: Printed, acts: Sequence[PartyAct], action: str, unit: str | None) -> int:
    if unit not in _NARROW:
        return found.number
    every = recount(acts, action, None, found.day)
    within = recount(acts, action, unit, found.day)
    return len(within) if unit == "organization" else found.number - (len(every) - len(within))


def changes(acts: Iterable[PartyAct], printed: Iterable[Printed], action: str) -> list[date]:
    """The days on which the number is known to have changed or was printed, in order."""
    days = {act.date.last for act in acts if act.date is not None and _is_of(act, action)}
    return sorted(days | {one.day for one in printed if one.action == action})


def _is_of(act: PartyAct, action: str) -> bool:
    if action == SIGNATURE:
        return _kind(act) == SIGNED
    return action == RATIFICATION and act.is_consent


def _kind(act: PartyAct) -> str:
    return act.kind.partition("/")[0]


def _is_by(act: PartyAct, day: date) -> bool:
    return act.date is not None and act.date.last <= day


def _has_left(act: PartyAct, day: date) -> bool:
    """Whether the act is a denunciation that has taken effect; where its effect is not dated, from its own day on."""
    when = act.effective or act.date
    return _kind(act) == DENUNCIATION and when is not None and when.last <= day


def _first(act: PartyAct) -> date:
    return date.min if act.date is None else act.date.first


def _order(act: PartyAct) -> tuple[date, str, str]:
    return date.max if act.date is None else act.date.last, act.party, act.kind
