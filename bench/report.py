"""How the figures are shown: one table, and the machine that they were taken on."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from bench.measure import Row, Timing

_ENGINES = ("pyoxigraph", "oxigraph", "rdflib", "pyshacl", "granian", "ahocorasick-rs")


def machine() -> str:
    """Processor, cores, Python and the releases that matter, in one line."""
    engines = ", ".join(f"{name} {version(name)}" for name in _ENGINES)
    return f"{_processor()}, {os.cpu_count()} cores, Python {platform.python_version()}; {engines}"


def lines_of(row: Row) -> Iterable[str]:
    """Our figure for a row, and under it each peer with the ratio of its time to ours."""
    yield f"{row.work:<46} {_per_second(row.ours):>12}/s  {_cost(row.ours)} a {row.unit}"
    for name, timing in row.peers.items():
        ratio = timing.median / row.ours.median
        said = f"{ratio:,.2f} x our time"
        yield f"    {name:<42} {_per_second(timing):>12}/s  {_cost(timing)}  {said}"


def _per_second(timing: Timing) -> str:
    return f"{1 / timing.median:,.0f}" if timing.median > 0 else "-"


def _cost(timing: Timing) -> str:
    unit, scale = ("us", 1e6) if timing.median < 1e-3 else ("ms", 1e3)
    middle, least, most = (x * scale for x in (timing.median, min(timing.rounds), max(timing.rounds)))
    return f"{middle:9.2f} {unit} ({least:.2f}-{most:.2f})"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
