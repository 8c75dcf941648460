"""N-Triples lines: how terms are written, and how a line comes apart again.

Lines are what crosses the Store seam, so both ends need no engine. Terms are written in the canonical form of
N-Triples (RDF 1.2 N-Triples 4, which escapes tabs and controls where 1.1 does not), language tags in lower case as the
engines keep them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

_STRING = "http://www.w3.org/2001/XMLSchema#string"
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f\ufffe\uffff]')
_UNESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_UNESCAPES = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def iri(text: str) -> str:
    """An IRI as a term; ValueError where a character cannot stand in one."""
    if _NOT_IN_IRI.search(text):
        raise ValueError(f"{text!r} is not an IRI")
    return f"<{text}>"


def literal(text: str, language: str | None = None, datatype: str | None = None) -> str:
    """A literal as a term."""
    quoted = '"' + _ESCAPED.sub(_escape, text) + '"'
    if language:
        return f"{quoted}@{language.lower()}"
    return quoted if datatype in (None, _STRING) else f"{quoted}^^<{datatype}>"


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04X}"


def term(node: Node) -> str:
    """An rdflib IRI or literal as a term; ValueError for a blank node, which our data never holds."""
    if isinstance(node, URIRef):
        return iri(node)
    if isinstance(node, Literal):
        return literal(str(node), node.language, node.datatype and str(node.datatype))
    raise ValueError(f"{node!r}: only IRIs and literals stand in our data")


def to_ntriples(graph: Graph) -> list[str]:
    """The lines of a graph without blank nodes, sorted by code point."""
    return sorted(f"{term(s)} {term(p)} {term(o)} ." for s, p, o in graph)


def split(line: str) -> tuple[str, str, str]:
    """Subject, predicate and object of one line, as terms.

    Neither IRIs nor blank node labels hold a blank, so the first two blanks are the borders.
    """
    subject, predicate, rest = line.split(" ", 2)
    return subject, predicate, rest.rstrip().removesuffix(".").rstrip()


def value(written: str) -> str:
    """The IRI or the lexical form of a term."""
    if written.startswith("<"):
        return written[1:-1]
    inside = written[1 : written.rindex('"')]
    return _UNESCAPE.sub(_unescaped, inside) if "\\" in inside else inside


def subjects(lines: Iterable[str]) -> set[str]:
    """The subjects of the lines, as terms."""
    return {line.split(" ", 1)[0] for line in lines}


def _unescaped(found: re.Match[str]) -> str:
    short, long, char = found.groups()
    return _UNESCAPES[char] if char else chr(int(short or long, 16))
