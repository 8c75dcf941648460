"""The SPARQL of the house: one question a file, bound by `$name` places.

A file's first lines are comments: what it answers, then one line for each place it has (`# $treaty: …`).
Variables are written with `?`, so that `$` always is a place to be bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from rdflib import Literal, URIRef

from graph.errors import QueryError

# The questions that people ask, in the order of docs/queries.md; the other files are parts of pages and commands.
QUESTIONS = (
    "signed-by",
    "other-numbers",
    "entry-into-force",
    "signed-by-whom",
    "commitments",
    "said",
    "not-signed",
    "not-signed-on",
    "second-hand",
    "stances",
    "criticism",
    "changes-since",
    "facts-since",
    "one-mention",
    "domestic-as-ratification",
    "doubts",
    "conflicts",
    "posts",
    "documents",
)
Value = URIRef | Literal | str | int
_PLACE = re.compile(r"\$([a-z]+)")
_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20<>"{}|^`\\]*')
_ESCAPES = {'"': r"\"", "\\": r"\\", "\n": r"\n", "\r": r"\r"}


def names() -> list[str]:
    """The names of all queries, sorted."""
    found = (file.name for file in files(__name__).iterdir())
    return sorted(name.removesuffix(".rq") for name in found if name.endswith(".rq"))


def load(name: str, **bindings: Value | Iterable[Value]) -> str:
    """The text of a query with each place bound: a URIRef as an IRI, a str as a plain literal.

    Several values stand side by side, for a VALUES block. QueryError where a place is not bound, a binding
    has no place, or a value cannot stand in a query.
    """
    if places(name) != sorted(bindings):
        raise QueryError(f"query {name} has the places {places(name)}, and {sorted(bindings)} were given")
    terms = {place: _terms(value) for place, value in bindings.items()}
    lines = _text(name).splitlines()
    bound = (line if line.startswith("#") else _PLACE.sub(lambda found: terms[found[1]], line) for line in lines)
    return "\n".join(bound) + "\n"


def places(name: str) -> list[str]:
    """The places of a query that are to be bound, sorted."""
    lines = (line for line in _text(name).splitlines() if not line.startswith("#"))
    return sorted({place for line in lines for place in _PLACE.findall(line)})


def about(name: str) -> str:
    """What a query answers and which places it has, as its file's first lines say."""
    lines = _text(name).splitlines()
    comments = [line.removeprefix("#").strip() for line in lines if line.startswith("#")]
    return "\n".join(comments)


@cache
def _text(name: str) -> str:
    if name not in names():
        raise QueryError(f"there is no query {name!r}; there are {', '.join(names())}")
    return files(__name__).joinpath(f"{name}.rq").read_text("utf-8")


def _terms(value: Value | Iterable[Value]) -> str:
    if isinstance(value, URIRef | Literal | str | int):
        return term(value)
    return " ".join(term(one) for one in value)


def term(value: Value) -> str:
    """The value as SPARQL writes it; QueryError where an IRI is none."""
    if isinstance(value, URIRef):
        if not _IRI.fullmatch(value):
            raise QueryError(f"{str(value)!r} is not an absolute IRI")
        return f"<{value}>"
    if isinstance(value, Literal):
        return _literal(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else _quoted(value)


def _literal(value: Literal) -> str:
    # rdflib checks language tags itself, and a datatype is an IRI like any other.
    if value.language is not None:
        return f"{_quoted(str(value))}@{value.language}"
    datatype = "" if value.datatype is None else f"^^{term(URIRef(value.datatype))}"
    return f"{_quoted(str(value))}{datatype}"


def _quoted(text: str) -> str:
    return '"' + "".join(_ESCAPES.get(char, char) for char in text) + '"'
