"""SPARQL updates as texts: the dataset that a request names, written into every operation that has a WHERE."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graph.errors import QueryError
from graph.tokens import CLOSING, OPENING, Token, tokenize

_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|\\^`]*')


def with_dataset(text: str, using: Sequence[str] = (), using_named: Sequence[str] = ()) -> str:
    """The update with USING and USING NAMED before each WHERE; as it is where no graphs are given.

    Raises QueryError where the text names a dataset itself (SPARQL 1.1 Protocol 2.2.3).
    """
    if not using and not using_named:
        return text
    for name in (*using, *using_named):
        if _IRI.fullmatch(name) is None:
            raise QueryError(f"a graph of the request is named {name!r}, which is no absolute IRI")
    clause = "".join(f"USING <{name}> " for name in using) + "".join(f"USING NAMED <{name}> " for name in using_named)
    edits = list(_edits(text, list(outermost(tokenize(text))), clause))
    for start, inserted in reversed(edits):
        text = text[:start] + inserted + text[start:]
    return text


def outermost(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens that stand in no bracket, and the brackets that hold the others."""
    depth = 0
    for token in tokens:
        if token.text in CLOSING and token.kind == "sign":
            depth = max(0, depth - 1)
        if depth == 0:
            yield token
        if token.text in OPENING and token.kind == "sign":
            depth += 1


def _edits(text: str, tokens: list[Token], clause: str) -> Iterator[tuple[int, str]]:
    for before, token in pairwise(tokens):
        word = token.text.upper() if token.kind == "word" else ""
        if word in {"USING", "WITH"}:
            raise QueryError(
                f"{word} stands {token.place}, and the request names the graphs too: "
                "leave one of them out (SPARQL 1.1 Protocol 2.2.3)"
            )
        if word == "WHERE":
            # DELETE WHERE has no place for USING: it is the short form of a template and the same pattern.
            short = before.kind == "word" and before.text.upper() == "DELETE"
            yield token.start, f"{_block_after(text, tokens, token)} {clause}" if short else clause
    if tokens and tokens[0].text.upper() == "WITH":
        raise QueryError("WITH stands first, and the request names the graphs too: leave one of them out")


def _block_after(text: str, tokens: list[Token], where: Token) -> str:
    after = tokens[tokens.index(where) + 1 :]
    if len(after) < 2 or after[0].text != "{":
        raise QueryError(f"DELETE WHERE {where.place} has no pattern in braces")
    return text[after[0].start : after[1].start + 1]
