"""JSON-LD 1.1 in the words of our own context, of which each answer carries the part that it uses."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from graph import ntriples
from ontology.files import context_text


def write_jsonld(lines: Iterable[str]) -> bytes:
    """N-Triples lines as one compacted document; equal lines give equal bytes."""
    graph = Graph()
    for line in lines:
        subject, predicate, object = (_node(term) for term in ntriples.split(line))
        graph.add((subject, predicate, object))
    document = json.loads(graph.serialize(format="json-ld", context=_context()))
    document.pop("@context", None)
    nodes = _sorted(document.get("@graph", [document] if document else []))
    used = {"@context": _part(set(_words(nodes))), "@graph": nodes}
    return (json.dumps(used, ensure_ascii=False, indent=1) + "\n").encode()


def _node(written: str) -> Node:
    if written.startswith("<"):
        return URIRef(ntriples.value(written))
    if written.startswith("_:"):
        return BNode(written[2:])
    tail = written[written.rindex('"') + 1 :]
    text = ntriples.value(written)
    if tail.startswith("@"):
        return Literal(text, lang=tail[1:])
    # normalize=False: rdflib would write a month as its first day, and 0.90 as 0.9.
    return Literal(text, datatype=URIRef(tail[3:-1]) if tail else None, normalize=False)


@cache
def _context() -> Mapping[str, Any]:
    context: Mapping[str, Any] = json.loads(context_text())["@context"]
    return context


def _part(words: set[str]) -> dict[str, Any]:
    """The keywords and prefixes of the context, and its terms among `words`."""
    return {
        term: meaning
        for term, meaning in _context().items()
        if term in words or term.startswith("@") or _is_namespace(meaning) or meaning in ("@id", "@type")
    }


def _is_namespace(meaning: object) -> bool:
    return isinstance(meaning, str) and meaning.endswith(("#", "/"))


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, member in value.items():
            yield key
            yield from _words(member)
    elif isinstance(value, list):
        for member in value:
            yield from _words(member)
    elif isinstance(value, str):
        yield value


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return sorted(map(_sorted, value), key=lambda member: json.dumps(member, sort_keys=True))
    return value
