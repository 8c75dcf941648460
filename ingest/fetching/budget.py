"""What one fetch may cost: seconds in all, and bytes in all, whatever the server does."""

from __future__ import annotations

import time
from collections.abc import Callable

from graph.errors import FetchError

# Status line, headers and the framing of chunks come on top of what a body may weigh.
_FRAMING = 256 * 1024


class Budget:
    """The time and the bytes that are left for one fetch; every part of it spends from here.

    A time-out per read is no bound: a server that sends one byte a second would never meet it.
    """

    def __init__(self, url: str, seconds: float, size: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.url = url
        self.seconds = seconds
        self.size = size
        self._clock = clock
        self._end = clock() + seconds
        self._received = 0

    def remaining(self) -> float:
        """The seconds left, more than none; FetchError where none are."""
        left = self._end - self._clock()
        if left <= 0:
            raise self.late()
        return left

    def late(self) -> FetchError:
        """The error of a fetch that took too long."""
        reason = f"took over {self.seconds:g} seconds in all; raise TREATYGRAPH_FETCH_SECONDS, or try later"
        return FetchError(self.url, reason, passing=True)

    def large(self) -> FetchError:
        """The error of an answer that is too long, as it came or unpacked."""
        reason = f"holds more than {self.size} bytes; raise TREATYGRAPH_FETCH_BYTES to read it"
        return FetchError(self.url, reason)

    def pause(self, seconds: float) -> None:
        """Time that we wait of our own accord is not the server's."""
        self._end += seconds

    def anew(self) -> None:
        """A new answer may have all bytes again; the seconds go on."""
        self._received = 0

    def receive(self, count: int) -> None:
        """Spend bytes that came over the wire, headers and framing too; FetchError where they are too many."""
        self._received += count
        if self._received > self.size + _FRAMING:
            raise self.large()
