"""What the gate checks in plain Python, so that it does not rest on SPARQL alone.

rdflib repairs some ill-formed literals and pySHACL then never sees them; and the law of spans is worth two
independent checks. The words for people are in `direct.toml`.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from rdflib import Graph, Literal
from rdflib.term import Node

from graph.validation.report import Severity, Violation
from ontology.namespaces import OA, TG


def direct_results(graph: Graph) -> Iterator[Violation]:
    """Every span, digest and literal of the graph that is not what it says."""
    yield from _spans(graph)
    yield from _digests(graph)
    yield from _literals(graph)


def untargeted() -> Violation:
    """The result for a graph of which no shape speaks."""
    return _found("", "NothingChecked")


def _spans(graph: Graph) -> Iterator[Violation]:
    """The law of spans: `text[start:end] == quote`, in code points."""
    for span, selector in graph.subject_objects(OA.hasSelector):
        text = graph.value(graph.value(span, OA.hasSource), TG.text)
        start, end = (_integer(graph.value(selector, edge)) for edge in (OA.start, OA.end))
        quote = graph.value(selector, OA.exact)
        if text is None or start is None or end is None or quote is None:
            yield _found(span, "SpanComplete")
        elif not 0 <= start < end <= len(str(text)) or str(text)[start:end] != str(quote):
            yield _found(span, "SpanQuotes", OA.exact, quote)


def _digests(graph: Graph) -> Iterator[Violation]:
    for document, digest in graph.subject_objects(TG.digest):
        text = graph.value(document, TG.text)
        if f"sha256:{hashlib.sha256(str(text or '').encode()).hexdigest()}" != str(digest):
            yield _found(document, "DigestMatches", TG.digest, digest)


def _literals(graph: Graph) -> Iterator[Violation]:
    for subject, predicate, literal in graph:
        if isinstance(literal, Literal) and literal.ill_typed:
            yield _found(subject, "LiteralFits", predicate, literal)


def _integer(node: Node | None) -> int | None:
    return int(node) if isinstance(node, Literal) and str(node).isdecimal() else None


def _found(focus: Node | str, shape: str, path: Node | None = None, value: Node | None = None) -> Violation:
    return Violation(
        focus=str(focus),
        path=None if path is None else str(path),
        severity=Severity.VIOLATION,
        shape=f"urn:treatygraph:gate:{shape}",
        messages=_messages()[shape],
        value=None if value is None else str(value),
    )


@cache
def _messages() -> dict[str, tuple[tuple[str, str], ...]]:
    table = tomllib.loads(files("graph.validation").joinpath("direct.toml").read_text("utf-8"))
    return {shape: tuple(sorted(words.items())) for shape, words in table.items()}
