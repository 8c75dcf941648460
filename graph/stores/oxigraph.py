"""The embedded store: pyoxigraph in a folder or in memory.

What this engine leaves to its user is done here: one writer at a time (its concurrent updates lose writes),
a flush after every write (its commits are not synced to the disk), and no result that leaves its thread
(touching one in another thread aborts the process), so every answer is complete when it is returned.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

from graph.datasets import dataset_of
from graph.errors import GraphConflict, QueryError, StoreBusy, StoreError
from graph.store import DEFAULT_GRAPH
from graph.updates import with_dataset
from ontology.namespaces import PREFIXES, RDF, XSD

_RESULT_FORMATS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
_GRAPH_FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/trig": ox.RdfFormat.TRIG,
    "application/n-quads": ox.RdfFormat.N_QUADS,
}
_F = TypeVar("_F", ox.QueryResultsFormat, ox.RdfFormat)
_NAMESPACE = re.compile(r"[^/#]*$")
_ABOUT_GRAPHS = re.compile(r"The graph <.*> (?:already exists|does not exist)")
_UNWRITTEN = frozenset({str(XSD.string), str(RDF.langString)})
_STORE_FILES = ("CURRENT", "LOCK", "IDENTITY")
_OPENING_TRIES = 5
_OPENING_PAUSE = 0.05
_LONGEST_REASON = 400


def read_triples(body: bytes, media_type: str, base: str) -> list[str]:
    """The N-Triples lines of a document in one of the graph formats; QueryError says where it cannot be read.

    Nothing is fetched: a JSON-LD context at another address is an error.
    """
    rdf_format = _GRAPH_FORMATS[media_type]
    try:
        found = ox.parse(
            body, format=rdf_format, base_iri=base or None, without_named_graphs=True, rename_blank_nodes=True
        )
        return sorted({f"{quad.triple} ." for quad in found})
    except (SyntaxError, ValueError, OSError) as error:
        raise QueryError(f"the body cannot be read as {media_type}: {_bounded(error)}") from error


class OxigraphStore:
    """Quads in RocksDB, in a folder (None: in memory, gone at close)."""

    def __init__(self, folder: str | None, *, read_only: bool = False) -> None:
        self._location = "memory:" if folder is None else folder
        self._read_only = read_only
        self._writing = threading.Lock()
        self._engine: ox.Store | None = _open(folder, read_only=read_only)

    def replace(self, graphs: Mapping[str, Iterable[str]]) -> None:
        """Make each named graph hold exactly these lines, in one transaction that is on the disk at return.

        Only what differs is written, so a large graph with a small change is quick.
        """
        self._refuse_reading()
        wanted = {name: _parsed(name, lines) for name, lines in graphs.items()}
        with self._writing:
            engine = self._opened()
            steps = [step for name, triples in wanted.items() for step in _steps(engine, name, triples)]
            if steps:
                _write(engine, " ;\n".join(steps))

    def add(self, name: str, lines: Iterable[str]) -> None:
        """Add these lines to one graph, in one transaction that is on the disk at return."""
        self._refuse_reading()
        triples = sorted(map(str, _parsed(name, lines)))
        if triples:
            with self._writing:
                _write(self._opened(), f"INSERT DATA {{ {_block(name, triples)} }}")

    def update(self, text: str, using: Sequence[str] = (), using_named: Sequence[str] = ()) -> None:
        """Run an update in one transaction that is on the disk at return.

        The engine takes no dataset beside the text, so the dataset is written into it.
        """
        self._refuse_reading()
        written = with_dataset(text, using, using_named)
        with self._writing:
            engine = self._opened()
            try:
                engine.update(written)
            except (SyntaxError, ValueError, RuntimeError) as error:
                kind = GraphConflict if _ABOUT_GRAPHS.fullmatch(str(error)) else QueryError
                raise kind(f"the update cannot be run: {_bounded(error)}") from error
            except OSError as error:
                raise StoreError(f"the store could not write: {_bounded(error)}") from error
            _flush(engine)

    def _refuse_reading(self) -> None:
        if self._read_only:
            raise StoreError(f"store {self._location} was opened read-only; nothing was written")

    def graphs(self) -> list[str]:
        """The names of the graphs that hold something, sorted."""
        return sorted(name.value for name in self._opened().named_graphs() if isinstance(name, ox.NamedNode))

    def triples(self, name: str) -> list[str]:
        """The N-Triples lines of one graph, sorted by code point."""
        return sorted(f"{triple} ." for triple in _held(self._opened(), name))

    def select(self, query: str) -> Iterator[dict[str, str | None]]:
        """Every solution, read before the first is given, so that any thread may walk them."""
        result = self._query(query)
        if not isinstance(result, ox.QuerySolutions):
            raise QueryError("only SELECT gives rows; write a SELECT query, or ask for the answer in a media type")
        names = [variable.value for variable in result.variables]
        try:
            return iter([{name: _lexical(row[name]) for name in names} for row in result])
        except (OSError, RuntimeError) as error:
            raise QueryError(f"the query stopped: {_bounded(error)}") from error

    def answer(
        self,
        query: str,
        media_type: str,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> tuple[bytes, str]:
        """The whole answer; triples come sorted and once each, rows in the engine's order.

        Graphs given here are the dataset, as SPARQL 1.1 Protocol 2.1.4 has it: they override FROM in the
        text, and named graphs alone leave the default graph empty.
        """
        result = self._query(query, default_graphs, named_graphs)
        try:
            if isinstance(result, ox.QueryTriples):
                return _graph_bytes(result, media_type), media_type
            results_format = _format(_RESULT_FORMATS, media_type, "SELECT and ASK")
            return result.serialize(format=results_format) or b"", media_type
        except (OSError, RuntimeError) as error:
            raise QueryError(f"the query stopped: {_bounded(error)}") from error

    def dump(self, media_type: str) -> bytes:
        """Every quad, as N-Quads or TriG, sorted by graph and then by triple."""
        engine = self._opened()
        if media_type == "application/n-quads":
            dumped = engine.dump(format=ox.RdfFormat.N_QUADS) or b""
            return b"".join(sorted(dumped.splitlines(keepends=True)))
        if media_type != "application/trig":
            raise QueryError(f"a dump is application/n-quads or application/trig, not {media_type}")
        quads = sorted(engine, key=lambda quad: (str(quad.graph_name), str(quad)))
        prefixes = _used_prefixes(quad.triple for quad in quads)
        return ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=prefixes) or b""

    def close(self) -> None:
        """Let go of the folder and its lock."""
        with self._writing:
            self._engine = None

    def _opened(self) -> ox.Store:
        if self._engine is None:
            raise StoreError(f"store {self._location} is closed; open it again")
        return self._engine

    def _query(
        self, query: str, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        engine = self._opened()
        default_graphs, named_graphs = _dataset(query, default_graphs, named_graphs)
        try:
            if not default_graphs and not named_graphs:
                return engine.query(query)
            if len(default_graphs) > 1:
                merged = _merged(engine, default_graphs, named_graphs)
                return merged.query(
                    query, default_graph=ox.DefaultGraph(), named_graphs=[ox.NamedNode(name) for name in named_graphs]
                )
            return engine.query(
                query,
                # An empty list, not None: else named graphs alone would leave the store's default graph.
                default_graph=[ox.NamedNode(name) for name in default_graphs],
                named_graphs=[ox.NamedNode(name) for name in named_graphs],
            )
        except (SyntaxError, ValueError, RuntimeError, OSError) as error:
            raise QueryError(f"the query cannot be run: {_bounded(error)}") from error


def _dataset(query: str, default: Sequence[str], named: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The graphs of the request, else those of a text that has several default graphs."""
    if default or named or "FROM" not in query.upper():
        return default, named
    try:
        found = dataset_of(query)
    except QueryError:
        return (), ()  # what cannot be cut into tokens is the engine's to judge
    return (found.default, found.named) if found is not None and len(found.default) > 1 else ((), ())


def _merged(engine: ox.Store, default: Sequence[str], named: Sequence[str]) -> ox.Store:
    """A store in memory whose default graph is the merge of several.

    The engine counts a triple once for each graph that holds it (oxigraph #1919); in a merge it stands once.
    """
    merged = ox.Store()
    for name in dict.fromkeys(default):
        merged.extend(ox.Quad(t.subject, t.predicate, t.object, ox.DefaultGraph()) for t in _held(engine, name))
    for name in dict.fromkeys(named):
        graph = ox.NamedNode(name)
        merged.extend(engine.quads_for_pattern(None, None, None, graph))
    return merged


def _open(folder: str | None, *, read_only: bool) -> ox.Store:
    if folder is None:
        return ox.Store()
    path = Path(folder)
    opener: Callable[[str], ox.Store] = ox.Store.read_only if read_only else ox.Store
    _check_folder(path, read_only=read_only)
    tries = _OPENING_TRIES if read_only else 1
    for attempt in range(tries):
        try:
            return opener(folder)
        except (OSError, RuntimeError) as error:
            if f"{path.name}/LOCK" in str(error):
                raise StoreBusy(folder) from error
            # A writer beside us may remove a file between our listing and our opening of it; the next try
            # sees the new list.
            if attempt + 1 == tries:
                raise StoreError(f"store {folder} cannot be opened: {_bounded(error)}") from error
            time.sleep(_OPENING_PAUSE)
    raise AssertionError("every try returns or raises")


def _check_folder(path: Path, *, read_only: bool) -> None:
    if path.exists() and not path.is_dir():
        raise StoreError(f"store {path} is a file; give a folder")
    is_store = any((path / name).exists() for name in _STORE_FILES)
    if read_only and not is_store:
        raise StoreError(f"no store at {path}; ingest something first, or give --store its folder")
    if not is_store and path.exists() and any(path.iterdir()):
        raise StoreError(f"folder {path} holds other files; give an empty or a new folder")
    if not read_only:
        _make_folder(path)


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"store {path} cannot be made: {error.strerror}; give a folder you may write to") from error


def _parsed(name: str, lines: Iterable[str]) -> set[ox.Triple]:
    text = "\n".join(lines)
    try:
        return {quad.triple for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)}
    except SyntaxError as error:
        place = name or "the default graph"
        raise StoreError(f"{place}: not N-Triples, nothing was written: {_bounded(error)}") from error


def _held(engine: ox.Store, name: str) -> Iterator[ox.Triple]:
    graph = ox.NamedNode(name) if name != DEFAULT_GRAPH else ox.DefaultGraph()
    return (quad.triple for quad in engine.quads_for_pattern(None, None, None, graph))


def _steps(engine: ox.Store, name: str, wanted: set[ox.Triple]) -> Iterator[str]:
    held = set(_held(engine, name))
    if not wanted or any(_has_blank(triple) for triple in held):
        # DELETE DATA cannot name a blank node (SPARQL 1.1 Update 3.1.2), and only DROP leaves no empty graph.
        yield f"DROP SILENT GRAPH <{name}>" if name else "DROP DEFAULT"
        held = set()
    gone, new = sorted(map(str, held - wanted)), sorted(map(str, wanted - held))
    if gone:
        yield f"DELETE DATA {{ {_block(name, gone)} }}"
    if new:
        yield f"INSERT DATA {{ {_block(name, new)} }}"


def _block(name: str, triples: list[str]) -> str:
    body = " .\n".join(triples)
    return f"GRAPH <{name}> {{\n{body}\n}}" if name != DEFAULT_GRAPH else body


def _has_blank(triple: ox.Triple) -> bool:
    return isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode)


def _write(engine: ox.Store, update: str) -> None:
    try:
        engine.update(update)
    except (SyntaxError, OSError, RuntimeError) as error:
        raise StoreError(f"the store could not write: {_bounded(error)}") from error
    _flush(engine)


def _flush(engine: ox.Store) -> None:
    try:
        engine.flush()
    except (OSError, RuntimeError) as error:
        raise StoreError(f"the store could not write: {_bounded(error)}") from error


def _graph_bytes(result: ox.QueryTriples, media_type: str) -> bytes:
    rdf_format = _format(_GRAPH_FORMATS, media_type, "CONSTRUCT and DESCRIBE")
    triples = sorted(set(result), key=str)
    return ox.serialize(triples, format=rdf_format, prefixes=_used_prefixes(triples)) or b""


def _used_prefixes(triples: Iterable[ox.Triple]) -> dict[str, str]:
    namespaces = {_NAMESPACE.sub("", iri) for triple in triples for iri in _iris(triple)}
    return {prefix: namespace for prefix, namespace in PREFIXES.items() if namespace in namespaces}


def _iris(triple: ox.Triple) -> Iterator[str]:
    for term in (triple.subject, triple.predicate, triple.object):
        if isinstance(term, ox.NamedNode):
            yield term.value
        elif isinstance(term, ox.Literal) and term.datatype.value not in _UNWRITTEN:
            yield term.datatype.value
        elif isinstance(term, ox.Triple):
            yield from _iris(term)


def _format(formats: Mapping[str, _F], media_type: str, forms: str) -> _F:
    found = formats.get(media_type)
    if found is None:
        raise QueryError(f"{forms} queries are answered as {', '.join(formats)}; not as {media_type}")
    return found


def _lexical(term: object) -> str | None:
    if isinstance(term, ox.NamedNode | ox.BlankNode | ox.Literal):
        return term.value
    return None if term is None else str(term)


def _bounded(error: Exception) -> str:
    words = " ".join(str(error).split())
    return words if len(words) <= _LONGEST_REASON else f"{words[:_LONGEST_REASON]}…"
