"""How long to wait: between two requests to one host, and before another try."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


@dataclass(frozen=True, slots=True)
class Patience:
    """The waits of a client, in seconds; what counts time and throws dice can be fixed by tests."""

    attempts: int = 3
    first: float = 1.0  # before the second attempt; doubled before each further one
    longest: float = 60.0  # that a server may ask for before the fetch is given up
    interval: float = 1.0  # between two requests to one host
    longest_interval: float = 30.0  # that a site's crawl-delay may ask for
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    dice: Callable[[], float] = random.random
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))

    def before(self, attempt: int, asked: float | None) -> float:
        """The seconds before another attempt, the second being 1: exponential, with jitter, no less than asked."""
        wait = self.first * 2.0 ** (attempt - 1)
        # Half of it is left to chance, so that many clients that failed at once do not come back at once.
        return max(wait / 2 + wait / 2 * self.dice(), asked or 0.0)

    def asked(self, header: str | None) -> float | None:
        """The seconds that a Retry-After header asks for (RFC 9110 10.2.3): a number, or a date."""
        if header is None or not header.isascii():
            return None
        text = header.strip()
        if text.isdigit():
            return float(text[:9])
        try:
            date = parsedate_to_datetime(text)
        except ValueError:
            return None
        date = date if date.tzinfo is not None else date.replace(tzinfo=UTC)
        return max(0.0, (date - self.now()).total_seconds())


class Pace:
    """When each host was last asked, so that none is asked too often."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._last: dict[str, float] = {}

    def wait(self, host: str, delay: float | None) -> float:
        """Sleep until the host may be asked again, and give the seconds slept; `delay` is the site's crawl-delay."""
        patience = self._patience
        interval = max(patience.interval, min(delay or 0.0, patience.longest_interval))
        last = self._last.get(host)
        rest = 0.0 if last is None else last + interval - patience.clock()
        if rest > 0:
            patience.sleep(rest)
        self._last[host] = patience.clock()
        return max(rest, 0.0)
