"""Where documents mention an entity, in whole sentences as far as a reviewer needs them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rdflib import URIRef

from graph.identifiers import named_graph, split_thing, thing
from graph.queries import load
from graph.store import Store
from graph.views.nodes import nodes_of
from ontology.namespaces import TG

_ENDS = re.compile(r"[.!?…。！？؟\n]")
# Further than this no sentence is followed; a list of names may go on for pages.
_FARTHEST = 240


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a document, by the document's key."""

    document: str
    words: str


class Quotes:
    """Sentences that mention things; each document's text is read once."""

    def __init__(self, store: Store, base: str) -> None:
        self._store, self._base = store, base
        self._texts: dict[str, str] = {}

    def of(self, entity: str, most: int = 3) -> tuple[Quote, ...]:
        """The first sentences that mention an entity, by document and place, each sentence once."""
        rows = self._store.select(load("mentions-of", thing=URIRef(entity), limit=10 * most))
        places = [(self._key(row["document"]), int(row["start"] or 0), int(row["end"] or 0)) for row in rows]
        found = dict.fromkeys(self.at(*place) for place in places)
        return tuple(found)[:most]

    def at(self, key: str, start: int, end: int) -> Quote:
        """The sentence around a place of a document."""
        text = self._text(key)
        before = [found.end() for found in _ENDS.finditer(text, max(0, start - _FARTHEST), start)]
        after = _ENDS.search(text, end, end + _FARTHEST)
        first = before[-1] if before else max(0, start - _FARTHEST)
        last = after.end() if after else min(len(text), end + _FARTHEST)
        return Quote(key, " ".join(text[first:last].split()))

    def _key(self, document: str | None) -> str:
        found = split_thing(self._base, document or "")
        return found[1] if found else ""

    def _text(self, key: str) -> str:
        if key not in self._texts:
            nodes = nodes_of(self._store.triples(named_graph(self._base, f"document/{key}")))
            node = nodes.get(str(thing(self._base, "document", key)))
            self._texts[key] = (node.first(TG.text) if node else None) or ""
        return self._texts[key]
