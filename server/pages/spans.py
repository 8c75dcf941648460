"""Where a span or mention stands, as its key says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.model import Span
from server.pages.marks import span_id

_KEY = re.compile(r"(?P<document>[0-9a-f]+)-(?P<start>[0-9]+)-(?P<end>[0-9]+)(?:/selector)?")


@dataclass(frozen=True, slots=True)
class Place:
    """A document's key, and the fragment of its page where the words stand."""

    document: str
    anchor: str


def place_of(key: str) -> Place | None:
    """The place that a span's key names, or None for another key."""
    found = _KEY.fullmatch(key)
    if found is None:
        return None
    return Place(found["document"], span_id(Span(int(found["start"]), int(found["end"]))))
