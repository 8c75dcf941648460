"""Traditional Chinese characters and the simplified ones with which they are compared, one for one.

The tables of Chinese are written in simplified characters; a text in traditional ones is read by the same tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

FIRST_HAN = 0x4E00


@cache
def simplified() -> Mapping[str, str]:
    """Simplified character by traditional one."""
    lines = files("ingest").joinpath("traditional.txt").read_text("utf-8").splitlines()
    pairs = [pair for line in lines if not line.startswith("#") for pair in line.split()]
    return {pair[0]: pair[1] for pair in pairs}
