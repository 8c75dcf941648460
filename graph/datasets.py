"""The dataset that a query names in its own text: FROM and FROM NAMED, with prefixes and bases undone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from graph.tokens import Token, tokenize


@dataclass(frozen=True, slots=True)
class NamedDataset:
    """The graphs of FROM and of FROM NAMED, in their order."""

    default: tuple[str, ...]
    named: tuple[str, ...]


def dataset_of(query: str) -> NamedDataset | None:
    """What the query says; None where it names no dataset, or the text before it is no prologue."""
    tokens = tokenize(query)
    if not any(_is(token, "FROM") for token in tokens):
        return None
    clauses = list(_clauses(tokens))
    if not clauses:
        return None
    return NamedDataset(
        tuple(iri for iri, named in clauses if not named), tuple(iri for iri, named in clauses if named)
    )


def _clauses(tokens: Sequence[Token]) -> Iterator[tuple[str, bool]]:
    base = ""
    prefixes: dict[str, str] = {}
    for index, token in enumerate(tokens):
        first, second = (*tokens[index + 1 : index + 3], None, None)[:2]
        if token.text == "{" or first is None:
            return
        if _is(token, "BASE"):
            base = urljoin(base, first.text[1:-1])
        elif _is(token, "PREFIX") and second is not None:
            prefixes[first.text] = urljoin(base, second.text[1:-1])
        elif _is(token, "FROM"):
            named = _is(first, "NAMED")
            subject = second if named else first
            iri = None if subject is None else _resolved(subject, base, prefixes)
            if iri is not None:
                yield iri, named


def _resolved(token: Token, base: str, prefixes: dict[str, str]) -> str | None:
    if token.kind == "iri":
        return urljoin(base, token.text[1:-1])
    prefix, _, local = token.text.partition(":")
    namespace = prefixes.get(f"{prefix}:")
    return None if token.kind != "name" or namespace is None else namespace + local.replace("\\", "")


def _is(token: Token, word: str) -> bool:
    return token.kind == "word" and token.text.upper() == word
