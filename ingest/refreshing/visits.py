"""One visit to one source: what it gave, what became of it, and the line that tells so."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from ingest.fetching.memory import Validators
from ingest.pipeline import SETTLED, Result, Status
from ingest.refreshing.registry import Source

# Where many documents stand, most are about something else; where one stands, it was registered to be read.
_MANY = frozenset({"feed", "folder", "warc"})


@dataclass(slots=True)
class Visit:
    """A visit as it goes on; `reason` is why it failed, `wait` the seconds that the server asks for."""

    source: Source
    results: list[Result] = field(default_factory=list)
    validators: dict[str, Validators] = field(default_factory=dict)
    reason: str | None = None
    wait: float | None = None

    def fail(self, reason: str, wait: float | None = None) -> None:
        """Say why the visit failed; the first reason stands."""
        if self.reason is None:
            self.reason, self.wait = reason, wait

    def judge(self) -> None:
        """Fail the visit where its documents did not get in."""
        refused = [result for result in self.results if result.status is Status.QUARANTINED]
        if refused:
            self.fail(f"{refused[0].location} is quarantined: {refused[0].reason}")
        elif self.source.kind not in _MANY and self.results and not self.settled:
            self.fail(self.results[0].reason or "nothing was read of it")

    @property
    def settled(self) -> bool:
        """Whether any document stands in the store as its source says it."""
        return any(result.status in SETTLED for result in self.results)

    @property
    def failed(self) -> bool:
        """Whether the source is to be tried again before its time."""
        return self.reason is not None

    @property
    def line(self) -> str:
        """What became of the source, in one line."""
        counts = Counter(str(result.status) for result in self.results)
        told = ", ".join(f"{count} {status}" for status, count in sorted(counts.items()))
        if self.reason is not None:
            return f"failed: {' '.join(self.reason.split())}" + (f" ({told})" if told else "")
        return told or "unchanged"
