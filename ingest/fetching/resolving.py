"""Names to addresses: one look-up, within a time."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Sequence

from graph.errors import FetchError
from ingest.fetching.budget import Budget

# The addresses of a name at a port, as text, in the order to be tried; OSError where it has none.
Resolver = Callable[[str, int], Sequence[str]]


def system_addresses(host: str, port: int) -> list[str]:
    """What the system says of a name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def resolve(host: str, port: int, resolver: Resolver, budget: Budget) -> list[str]:
    """The addresses of a name from one look-up; FetchError where there are none, or none in time."""
    answers: list[list[str]] = []
    errors: list[OSError | UnicodeError] = []

    def ask() -> None:
        try:
            answers.append(list(resolver(host, port)))
        except (OSError, UnicodeError) as error:
            errors.append(error)

    # The system's look-up takes no time-out; a thread that outlives its time is left to end by itself.
    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(budget.remaining())
    if thread.is_alive():
        raise budget.late()
    if not answers or not answers[0]:
        reason = f"the name {host} has no address; mend its spelling, or try later"
        raise FetchError(budget.url, reason, passing=True) from (errors[0] if errors else None)
    return answers[0]
