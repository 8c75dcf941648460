"""The second clock: what the record knew at a moment, as a store of its own.

The first clock is that of the world, and stands in the claims; this one is that of the record, and stands in the
graphs of records and judgements alone (decision 6). What was known of a document is kept by version, so a text that
was read anew with another result, or removed, is seen as it stands now, or not at all.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from graph.derivation import DERIVATION, rederive
from graph.identifiers import named_graph
from graph.judgements import graph_of, read_judgements
from graph.ntriples import to_ntriples
from graph.queries import load
from graph.rdf.history import DocumentRecord, read_moment, read_record, record_graph
from graph.settings import Settings
from graph.store import Store
from graph.stores import MEMORY, open_store

__all__ = ["Turns", "known_at", "read_moment", "turns"]


@dataclass(frozen=True, slots=True)
class Turns:
    """The moments at which what the record knows changed, in order; `mark` tells one such history from another."""

    moments: tuple[str, ...]
    mark: str

    def before(self, moment: str) -> str | None:
        """The last turn up to a moment; None before the first, when nothing was known."""
        at = bisect_right(self.moments, moment)
        return self.moments[at - 1] if at else None

    def is_now(self, moment: str) -> bool:
        """Whether nothing has changed since a moment."""
        return bisect_right(self.moments, moment) == len(self.moments)


def turns(store: Store) -> Turns:
    """The turns of a store's record."""
    rows = [(str(row["moment"]), *map(str, row.values())) for row in store.select(load("turns"))]
    whole = sha256("\n".join("\t".join(row) for row in sorted(rows)).encode()).hexdigest()
    return Turns(tuple(sorted({row[0] for row in rows})), whole)


def known_at(store: Store, settings: Settings, moment: str) -> Store:
    """A store in memory of what the record knew at a moment (as `read_moment` gives it); whoever asks for it closes it.

    It holds the documents that had come in by then, each as current as it then was, the judgements made by then, the
    known entities as they are, and what is accepted of all that by the policy of today. All that reads a store reads
    it. It is a function of the store's content and the moment: after the last change it equals the store.
    """
    view = open_store(MEMORY)
    view.replace(_known(store, settings.base_iri, moment))
    rederive(view, settings)
    return view


def _known(store: Store, base: str, moment: str) -> dict[str, list[str]]:
    kept = {record.key: record for record in _records(store, base, moment)}
    graphs: dict[str, list[str]] = {}
    for name in store.graphs():
        kind, _, key = name.removeprefix(str(named_graph(base, ""))).partition("/")
        if kind in {"document", "review"} and key in kept:
            graphs[name] = store.triples(name)
        elif kind == "record" and key in kept:
            graphs[name] = to_ntriples(record_graph(kept[key], base))
        elif kind not in {"document", "review", "record", "judgement"} and name != DERIVATION:
            graphs[name] = store.triples(name)
    judged = (judgement for judgement in read_judgements(store) if judgement.at <= moment)
    return graphs | {name: store.triples(name) for name in (graph_of(one, base) for one in judged)}


def _records(store: Store, base: str, moment: str) -> Iterator[DocumentRecord]:
    """The records of the documents that had come in, each as it stood."""
    prefix = str(named_graph(base, "record/"))
    for name in store.graphs():
        record = read_record(store.triples(name), base) if name.startswith(prefix) else None
        clipped = None if record is None else record.at(moment)
        if clipped is not None:
            yield clipped
