"""The store as a file: every quad, the network of accepted facts, or the claims as rows to cite."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping

from graph.errors import QueryError
from graph.network import project, to_gexf, to_graphml
from graph.ntriples import split, value
from graph.queries import load
from graph.store import DEFAULT_GRAPH, Store

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
COLUMNS = (
    "claim", "type", "subject", "object", "value", "date", "modality", "document", "start", "end", "quote",
    "date_basis", "confidence", "action", "bound", "unit", "flags", "publisher", "published", "url",
)  # fmt: skip


def export(store: Store, base: str, format: str) -> bytes:
    """The store in one of `FORMATS`, the same bytes for the same store; QueryError names another format."""
    writer = FORMATS.get(format)
    if writer is None:
        raise QueryError(f"no export format {format!r}; there are {', '.join(FORMATS)}")
    return writer(store, base)


def _quads(store: Store, base: str) -> bytes:
    return store.dump("application/n-quads")


def _trig(store: Store, base: str) -> bytes:
    return store.dump("application/trig")


def _json_ld(store: Store, base: str) -> bytes:
    """Expanded JSON-LD 1.1: a list of nodes, those of a named graph inside it."""
    document: list[dict[str, object]] = list(_json_nodes(store.triples(DEFAULT_GRAPH)))
    document += [{"@id": name, "@graph": list(_json_nodes(store.triples(name)))} for name in store.graphs()]
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _json_nodes(lines: list[str]) -> Iterator[dict[str, object]]:
    nodes: dict[str, dict[str, list[object]]] = {}
    for line in lines:
        subject, predicate, written = split(line)
        properties = nodes.setdefault(_identifier(subject), {})
        if value(predicate) == _TYPE:
            properties.setdefault("@type", []).append(_identifier(written))
        else:
            properties.setdefault(value(predicate), []).append(_json_value(written))
    for identifier, properties in nodes.items():
        yield {"@id": identifier, **properties}


def _identifier(written: str) -> str:
    return written if written.startswith("_:") else value(written)


def _json_value(written: str) -> dict[str, str]:
    if not written.startswith('"'):
        return {"@id": _identifier(written)}
    _, _, tail = written.rpartition('"')
    if tail.startswith("@"):
        return {"@value": value(written), "@language": tail[1:]}
    return {"@value": value(written), "@type": tail[3:-1]} if tail else {"@value": value(written)}


def _graphml(store: Store, base: str) -> bytes:
    return to_graphml(project(store, base))


def _gexf(store: Store, base: str) -> bytes:
    return to_gexf(project(store, base))


def _csv(store: Store, base: str) -> bytes:
    """RFC 4180, with every value exactly as it is stored.

    A spreadsheet takes a text that begins with = + - or @ for a formula; it must be told that the columns are
    text. They are not changed here, because `quote` must be the very words between `start` and `end`.
    """
    written = io.StringIO()
    table = csv.DictWriter(written, COLUMNS, lineterminator="\r\n")
    table.writeheader()
    table.writerows(_claim_rows(store))
    return written.getvalue().encode()


def _claim_rows(store: Store) -> Iterator[dict[str, str]]:
    before: dict[str, str] | None = None
    for row in store.select(load("export-claims")):
        claim = _claim_row(row)
        if before is not None and before["claim"] == claim["claim"]:
            before["flags"] = f"{before['flags']} {claim['flags']}"
        else:
            if before is not None:
                yield before
            before = claim
    if before is not None:
        yield before


def _claim_row(row: Mapping[str, str | None]) -> dict[str, str]:
    linked = row["linked"] == "true"
    interval = f"{row['from']}/{row['until']}" if row["from"] else None
    terms = ("type", "modality", "action", "bound", "unit")
    found: dict[str, str | None] = {
        **{name: row[name] for name in COLUMNS if name in row and name not in terms},
        **{name: _local(row[name]) for name in terms},
        "object": row["object"] if linked else None,
        "value": None if linked else row["object"],
        "date": row["date"] or row["asOf"] or interval,
        "date_basis": _local(row["basis"]),
        "flags": _local(row["flag"]),
    }
    return {name: found[name] or "" for name in COLUMNS}


def _local(iri: str | None) -> str | None:
    return None if iri is None else iri.rsplit("#", 1)[-1]


def _rdf12(store: Store, base: str) -> bytes:
    """Turtle 1.2; QueryError from a server that does not speak SPARQL 1.2."""
    body, _ = store.answer(load("export-rdf12"), "text/turtle")
    return body


FORMATS: dict[str, Callable[[Store, str], bytes]] = {
    "nq": _quads,
    "trig": _trig,
    "jsonld": _json_ld,
    "graphml": _graphml,
    "gexf": _gexf,
    "csv": _csv,
    "rdf12": _rdf12,
}
