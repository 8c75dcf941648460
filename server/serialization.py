"""Triples in any RDF syntax: sorted, with prefixes, the same bytes for the same triples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.stores import MEMORY, open_store
from server.jsonld import write_jsonld
from server.negotiation import JSON_LD, N_QUADS, TRIG, Format

_EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


def serialize(graphs: Mapping[str, Iterable[str]], format: Format) -> bytes:
    """N-Triples lines by graph name, in that format; one without graphs gets all triples as one."""
    if format == JSON_LD:
        return write_jsonld(line for lines in graphs.values() for line in lines)
    scratch = open_store(MEMORY)
    try:
        scratch.replace(graphs)
        if format in (TRIG, N_QUADS):
            return scratch.dump(format.media_type)
        return scratch.answer(_EVERYTHING, format.media_type)[0]
    finally:
        scratch.close()
