"""Views of what was known, kept for those who ask again: a few, and of stores that are not too large."""

from __future__ import annotations

import threading
from collections import OrderedDict

from graph.derivation import DERIVATION
from graph.errors import QueryError
from graph.settings import Settings
from graph.status.clock import known_at, turns
from graph.store import Store

# A view is a copy of the store in memory: of the samples' 120,000 quads it takes 2 seconds and 50 MB.
MOST_KEPT = 2
MOST_QUADS = 1_000_000
_COUNT = "SELECT (COUNT(*) AS ?quads) WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
_Key = tuple[str | None, ...]


class Views:
    """Opens views of one store; moments between which nothing changed share one, and the last few are kept.

    One view is made at a time. None is closed, since others may still read it: it goes when the last reader does.
    """

    def __init__(
        self, store: Store, settings: Settings, most_kept: int = MOST_KEPT, most_quads: int = MOST_QUADS
    ) -> None:
        self._store, self._settings = store, settings
        self._most_kept, self._most_quads = most_kept, most_quads
        self._kept: OrderedDict[_Key, Store] = OrderedDict()
        self._making = threading.Lock()

    def at(self, moment: str | None) -> Store:
        """What the record knew at a moment (as `read_moment` gives it); the store itself where that is all it knows.

        QueryError where the store is too large to be copied.
        """
        history = turns(self._store) if moment is not None else None
        if moment is None or history is None or history.is_now(moment):
            return self._store
        key = (history.before(moment), history.mark, *self._store.triples(DERIVATION))
        with self._making:
            view = self._kept.pop(key, None) or self._made(moment)
            self._kept[key] = view
            while len(self._kept) > self._most_kept:
                self._kept.popitem(last=False)
        return view

    def mark(self) -> str:
        """What changes whenever any answer may: of what facts were derived, and when documents were known."""
        return "\n".join([turns(self._store).mark, *self._store.triples(DERIVATION)])

    def _made(self, moment: str) -> Store:
        quads = int(next(self._store.select(_COUNT))["quads"] or 0)
        if quads > self._most_quads:
            raise QueryError(
                f"the store holds {quads} quads, and what was known is shown here of at most {self._most_quads}; "
                "ask on the machine of the store: treatygraph query --known-at"
            )
        return known_at(self._store, self._settings, moment)
