"""The Store seam: what every store of quads can do for us, whatever engine is behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

DEFAULT_GRAPH = ""


class Store(Protocol):
    """Named graphs that are replaced whole, and SPARQL answers.

    Graph names are absolute IRIs; the empty string is the default graph. Triples travel as N-Triples lines
    (one `s p o .` each), so that no engine's terms cross the seam.
    """

    def replace(self, graphs: Mapping[str, Iterable[str]]) -> None:
        """Make each named graph hold exactly these N-Triples lines, all or nothing; an empty one is removed."""

    def add(self, name: str, lines: Iterable[str]) -> None:
        """Add these N-Triples lines to one graph, all or nothing; their blank nodes are new ones."""

    def update(self, text: str, using: Sequence[str] = (), using_named: Sequence[str] = ()) -> None:
        """Run a SPARQL update, all its operations or none; QueryError where the text cannot be run.

        Graphs given here are the dataset of every WHERE, as SPARQL 1.1 Protocol 2.2.3 has it; a text with
        USING or WITH of its own is then a QueryError.
        """

    def graphs(self) -> list[str]:
        """The names of the graphs that hold something, sorted, without the default graph."""

    def triples(self, name: str) -> list[str]:
        """The N-Triples lines of one graph, sorted; empty where there is none."""

    def select(self, query: str) -> Iterator[dict[str, str | None]]:
        """Solutions as variable name to lexical value (IRI or literal text); unbound is None."""

    def answer(
        self,
        query: str,
        media_type: str,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> tuple[bytes, str]:
        """The answer serialized by the engine, with its media type; QueryError where the text cannot be run."""

    def dump(self, media_type: str) -> bytes:
        """Every quad, as N-Quads (sorted) or TriG."""

    def close(self) -> None:
        """Let go of the store; a second call does nothing."""
