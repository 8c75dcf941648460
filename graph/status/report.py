"""The status of a treaty with all that it rests on, and the report as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from graph.law.acts import Party
from graph.law.status import TreatyStatus
from graph.law.tallies import Range


@dataclass(frozen=True, slots=True)
class Source:
    """The words that show an act or a number: the claim, its document, and what kind of source that is."""

    claim: str
    document: str
    quote: str
    title: str | None
    url: str | None
    kind: str | None
    day: str | None


@dataclass(frozen=True, slots=True)
class Printed:
    """A total that the depositary printed, beside what the store counts for the same day.

    `counts` is `signature` or `consent`. `is_stated` tells whether the record names the day; where it does not, it is
    that of its latest act. `is_partial` tells that the store surely knows of fewer acts than were printed.
    """

    counts: str
    number: int
    day: date
    is_stated: bool
    listed: Range
    source: Source

    @property
    def is_partial(self) -> bool:
        """Whether acts are missing from the store, so that what it counts is not the whole."""
        return self.listed.high < self.number


@dataclass(frozen=True, slots=True)
class StatusReport:
    """The status of a treaty, the words behind it by claim, and the totals that its depositary printed.

    `as_of` is the day of the question; the status stands on a later one where later deposits are supposed. `known_at`
    is the moment of the record that was asked, None for now.
    """

    treaty: str
    label: str
    as_of: date
    known_at: str | None
    deposits: tuple[tuple[Party, date], ...]
    status: TreatyStatus
    printed: tuple[Printed, ...]
    sources: Mapping[str, Source]

    @property
    def lacks_instruments(self) -> bool:
        """Whether the store surely knows of fewer instruments than there are.

        The depositary printed more, or has the treaty in force, for which those that are known would not be enough.
        """
        threshold = self.status.rules.threshold or 0
        is_short = self.status.recorded is not None and self.status.counted.total.high < threshold
        return is_short or any(printed.counts == "consent" and printed.is_partial for printed in self.printed)

    @property
    def in_force(self) -> bool | None:
        """Whether the treaty is in force on the day; None where the acts of the store cannot tell."""
        threshold = self.status.rules.threshold
        totals = [printed.number for printed in self.printed if printed.counts == "consent" and printed.is_partial]
        if self.status.since is None and threshold is not None and max(totals, default=0) >= threshold:
            return None
        return self.status.in_force
