"""What is measured on: the sample articles, and a store's worth of their graphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import count

from graph.authority_rdf import authority_graph
from graph.derivation import derive
from graph.identifiers import DEFAULT_BASE, named_graph
from graph.model import Reading
from graph.ntriples import to_ntriples
from graph.rdf import to_graph
from graph.settings import Settings
from ingest.model import RawDocument
from ingest.pipeline import documents, read, why_not
from ingest.samples import sample_articles

BASE = DEFAULT_BASE
SETTINGS = Settings()


@dataclass(frozen=True)
class Articles:
    """The sample articles that tell of an event, as bytes and as readings."""

    raw: tuple[RawDocument, ...]
    readings: tuple[Reading, ...]

    @property
    def characters(self) -> int:
        """The length of all texts together, in code points."""
        return sum(len(reading.document.text) for reading in self.readings)

    @cached_property
    def lines(self) -> tuple[tuple[str, list[str]], ...]:
        """Document key and N-Triples lines of each reading."""
        return tuple((reading.document.key, to_ntriples(to_graph(reading, BASE))) for reading in self.readings)


def load_articles() -> Articles:
    """The samples, without those that ingest would skip."""
    items = documents([str(path) for path in sample_articles()], SETTINGS)
    raw = [item for item in items if isinstance(item, RawDocument)]
    pairs = [(item, read(item)) for item in raw]
    kept = [(item, reading) for item, reading in pairs if why_not(reading) is None]
    return Articles(tuple(item for item, _ in kept), tuple(reading for _, reading in kept))


def graphs_of(articles: Articles, quads: int) -> dict[str, list[str]]:
    """Document graphs under new keys with that many quads at least, the known entities, and what is derived.

    Each copy has documents, claims, spans and mentions of its own, and the same entities: as when more articles
    tell of the same events.
    """
    authority = to_ntriples(authority_graph(BASE))
    graphs = {str(named_graph(BASE, "authority")): authority}
    held = 0
    for name, lines in _copies(articles):
        if held >= quads:
            break
        graphs[name] = lines
        held += len(lines)
    contents = [lines for name, lines in graphs.items() if "/graph/document/" in name]
    return {**graphs, "": derive(contents, authority, BASE, SETTINGS.publish_threshold)}


def _copies(articles: Articles) -> Iterator[tuple[str, list[str]]]:
    for number in count():
        for key, lines in articles.lines:
            fresh = sha256(f"{key} {number}".encode()).hexdigest()[: len(key)]
            copied = [_renamed(line, key, fresh, number) for line in lines]
            yield str(named_graph(BASE, f"document/{fresh}")), copied


def _renamed(line: str, key: str, fresh: str, number: int) -> str:
    # Claims and statements are named by a hash of their content, not by the document's key.
    for kind in ("claim", "statement"):
        line = line.replace(f"/id/{kind}/", f"/id/{kind}/{number}-")
    return line.replace(key, fresh)


def to_nquads(graphs: Mapping[str, list[str]]) -> bytes:
    """The graphs as one N-Quads text; the name "" is the default graph."""
    return "".join(
        f"{line}\n" if not name else f"{line.removesuffix('.')}<{name}> .\n"
        for name, lines in graphs.items()
        for line in lines
    ).encode()
