"""Strangers' queries, each in a thread of its own, with a bound on waiting and on how many run at once.

A query that has begun cannot be stopped inside the engine. After the bound its caller is told so, while the
thread works on and keeps its slot; when every slot is taken, further queries are refused at once, and pages
still answer.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from werkzeug.exceptions import ServiceUnavailable

# The engine's parser and optimiser recurse over the query; a server thread's own 2 MB are soon used up.
_STACK_BYTES = 128 * 1024 * 1024
_RETRY_SECONDS = 30
_starting = threading.Lock()
T = TypeVar("T")


class QueryTooLong(ServiceUnavailable):
    """A query ran past the bound; its answer is lost."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"The query did not end within {seconds:g} seconds. Add LIMIT, or narrow what it matches.",
            retry_after=_RETRY_SECONDS,
        )


class TooManyQueries(ServiceUnavailable):
    """Every slot for queries is taken."""

    def __init__(self) -> None:
        super().__init__("Too many queries are running. Try again in a while.", retry_after=_RETRY_SECONDS)


class Runner:
    """Runs work in threads with deep stacks; at most `slots` at once, each waited for at most `seconds`."""

    def __init__(self, slots: int, seconds: float) -> None:
        self._seconds = seconds
        self._slots = threading.BoundedSemaphore(slots)

    def run(self, work: Callable[[], T]) -> T:
        """What `work` returns or raises; QueryTooLong past the bound, TooManyQueries without a free slot."""
        if not self._slots.acquire(blocking=False):
            raise TooManyQueries
        future: Future[T] = Future()
        _start(lambda: self._work(work, future))
        try:
            return future.result(self._seconds)
        except TimeoutError as error:
            raise QueryTooLong(self._seconds) from error

    @property
    def is_free(self) -> bool:
        """Whether a query would be taken now."""
        if not self._slots.acquire(blocking=False):
            return False
        self._slots.release()
        return True

    def _work(self, work: Callable[[], T], future: Future[T]) -> None:
        try:
            future.set_result(work())
        except BaseException as error:
            future.set_exception(error)
        finally:
            self._slots.release()


def _start(target: Callable[[], None]) -> None:
    # The stack size is one setting for the whole process, so it is put back before another thread is made.
    with _starting:
        before = threading.stack_size(_STACK_BYTES)
        try:
            threading.Thread(target=target, daemon=True, name="query").start()
        finally:
            threading.stack_size(before)
