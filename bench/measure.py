"""How time is taken: processor seconds, peers in turn, the median with the least and the most."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Timing:
    """The seconds that one unit of work took, over several rounds."""

    rounds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle of the rounds, which a busy neighbour moves least."""
        return median(self.rounds)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the report: seconds a unit, for us and for each peer."""

    work: str
    unit: str
    ours: Timing
    peers: Mapping[str, Timing]


def alternate(works: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, Timing]:
    """Run each work once a round, in turn; each gives the seconds that it took for one unit.

    In turn, so that what else the machine does meets all of them alike.
    """
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            taken[name].append(work())
    return {name: Timing(tuple(seconds)) for name, seconds in taken.items()}


def cpu(work: Callable[[], object], units: int = 1) -> Callable[[], float]:
    """Work of this process, as a work that gives its processor seconds for one of its units."""

    def timed() -> float:
        began = time.process_time()
        work()
        return (time.process_time() - began) / units

    return timed


def session_cpu(leader: int) -> float:
    """Processor seconds of all processes in a session so far.

    Read from /proc, so on Linux alone; elsewhere the wall clock, which is as good where nobody else is busy.
    """
    if not Path("/proc/self/stat").exists():
        return time.monotonic()
    total = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The name of the program, in brackets, may hold blanks (proc(5)).
            fields = path.read_text("utf-8", errors="replace").rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[3]) == leader:
            total += int(fields[11]) + int(fields[12])
    return total / 100  # USER_HZ, 100 on every Linux that there is a wheel for
