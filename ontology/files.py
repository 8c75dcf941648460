"""The vocabulary, the shapes and the JSON-LD context, read from the package's own files."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from rdflib import Graph

from ontology.namespaces import PREFIXES


def vocabulary_texts() -> dict[str, str]:
    """The Turtle of each vocabulary file by its name (`acts.ttl`), sorted by name."""
    return _turtle_texts("vocabulary")


def shape_texts() -> dict[str, str]:
    """The Turtle of each shapes file by its name (`claim.ttl`), sorted by name."""
    return _turtle_texts("shapes")


def context_text() -> str:
    """The JSON-LD 1.1 context, as JSON text; it is complete in itself and names no other context."""
    return files("ontology").joinpath("context.jsonld").read_text("utf-8")


@cache
def load_vocabulary() -> Graph:
    """The whole vocabulary; every caller gets the same graph, so copy it before adding to it."""
    return _parsed(vocabulary_texts())


@cache
def load_shapes() -> Graph:
    """All SHACL shapes; every caller gets the same graph, so copy it before adding to it."""
    return _parsed(shape_texts())


def _turtle_texts(folder: str) -> dict[str, str]:
    found = [file for file in files("ontology").joinpath(folder).iterdir() if file.name.endswith(".ttl")]
    return {file.name: file.read_text("utf-8") for file in sorted(found, key=lambda file: file.name)}


def _parsed(texts: dict[str, str]) -> Graph:
    graph = Graph()
    for text in texts.values():
        graph.parse(data=text, format="turtle")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, replace=True)
    return graph
