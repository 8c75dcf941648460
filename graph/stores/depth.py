"""How deep a document of RDF nests: the engine's reader would overflow its stack on what is deeper."""

from __future__ import annotations

import re

from graph.errors import QueryError

DEEPEST = 300
_JSON = re.compile(rb'"(?:[^"\\]|\\.)*"|([\[{])|([\]}])', re.DOTALL)
_TURTLE = re.compile(
    rb'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\'|"(?:[^"\\\r\n]|\\.)*"'
    rb"|'(?:[^'\\\r\n]|\\.)*'|<[^\x00-\x20<>\"{}|^`]*>|#[^\r\n]*|\\.|(<<|[\[({])|(>>|[\])}])",
    re.DOTALL,
)
_SCANNERS = {"application/ld+json": _JSON, "application/rdf+xml": None}


def check_depth(body: bytes, media_type: str) -> None:
    """Refuse with QueryError what opens more than DEEPEST brackets in one another.

    RDF/XML is read without recursion, at any depth.
    """
    scanner = _SCANNERS.get(media_type, _TURTLE)
    depth = 0
    for match in () if scanner is None else scanner.finditer(body):
        if match.group(1):
            depth += 1
            if depth > DEEPEST:
                raise QueryError(f"the body nests more than {DEEPEST} brackets; flatten it, or send N-Triples")
        elif match.group(2):
            depth = max(0, depth - 1)
