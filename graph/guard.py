"""The guard before the engine: refuses query texts that call out, write, or break the engine by their shape.

A short text of thousands of nested groups overflows the engine's stack and ends the process; two hundred
joined patterns keep its optimiser busy for a minute; SERVICE makes it call other machines. None of that can
be stopped once the engine has the text, so the text is read here first: as tokens, never as a grammar. The
guard does not say that a query is right; it says that it may be tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from graph.errors import QueryError
from graph.tokens import CLOSING, OPENING, Token, tokenize
from graph.updates import outermost

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_PROLOGUE = frozenset({"BASE", "PREFIX", "VERSION"})
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_BEFORE_GRAPH_NAMES = frozenset({"GRAPH", "FROM", "NAMED", "DESCRIBE"})
_JOINING = frozenset(".;{[/<~")
_OPERATORS = frozenset("+-*/=!<>&|^")


@dataclass(frozen=True, slots=True)
class Bounds:
    """How large a query may be.

    `characters` are code points; `depth` counts open brackets of every kind; `patterns` counts what the
    engine may join (triples, groups, filters, list members, path steps); `operators` counts the signs of
    expressions and paths. The defaults were measured: at each of them the engine answers on an empty store
    within seconds, in a thread whose stack is 2 MB; beyond, time grows with the third or fourth power.
    """

    characters: int = 20_000
    tokens: int = 5_000
    depth: int = 40
    patterns: int = 100
    operators: int = 400


DEFAULT_BOUNDS = Bounds()
UPDATE_BOUNDS = Bounds(characters=4_000_000, tokens=400_000)


def check_query(query: str, bounds: Bounds = DEFAULT_BOUNDS) -> str:
    """The form (SELECT, ASK, CONSTRUCT, DESCRIBE) of a query that may be tried; QueryError says why not."""
    _bound("characters", len(query), bounds.characters, "ask for less at once")
    tokens = tokenize(query)
    form = _form(tokens)
    _check_calls(tokens)
    _bound("tokens", len(tokens), bounds.tokens, "shorten lists of values, or ask in several queries")
    _bound("levels of nesting", _depth(tokens), bounds.depth, "flatten groups and brackets")
    _bound("patterns", _patterns(tokens), bounds.patterns, "ask in several queries")
    operators = sum(token.text in _OPERATORS for token in tokens)
    _bound("operators", operators, bounds.operators, "use IN or VALUES instead of long chains")
    return form


def check_update(text: str, bounds: Bounds = UPDATE_BOUNDS) -> None:
    """Refuse an update that calls out, or whose shape would break the engine; QueryError says why.

    Plain data (INSERT DATA, DELETE DATA) joins nothing, so only its size and its depth are bounded.
    """
    _bound("characters", len(text), bounds.characters, "send the data in parts, or put a graph", "update")
    tokens = tokenize(text)
    _check_calls(tokens)
    _check_loads(tokens)
    _bound("tokens", len(tokens), bounds.tokens, "send it in parts, or put a graph", "update")
    _bound("levels of nesting", _depth(tokens), bounds.depth, "flatten groups and brackets", "update")
    working = list(_without_data(tokens))
    _bound("patterns", _patterns(working), bounds.patterns, "send it in parts", "update")
    operators = sum(token.text in _OPERATORS for token in working)
    _bound("operators", operators, bounds.operators, "use IN or VALUES instead of long chains", "update")


def _check_loads(tokens: list[Token]) -> None:
    # The engine needs no blank after a keyword: `LOADex:a` loads too. A name that only begins so stands after
    # another word (`COPY LOADex:a TO …`) or inside braces.
    names = [
        token
        for before, token in pairwise([None, *outermost(tokens)])
        if token is not None and token.kind == "name" and (before is None or before.kind != "word")
    ]
    for token in (*names, *(token for token in tokens if token.kind == "word")):
        if "LOAD" in token.text.partition(":")[0].upper():
            raise QueryError(
                f"LOAD is refused {token.place}: the store fetches nothing; fetch the document yourself and put it"
            )


def _without_data(tokens: list[Token]) -> Iterator[Token]:
    depth, data = 0, False
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.kind == "sign" and token.text == "{" and depth == 0:
            data = before is not None and before.kind == "word" and before.text.upper().endswith("DATA")
        depth += (token.text in OPENING) - (token.text in CLOSING)
        if not data:
            yield token
        data = data and depth > 0


def query_form(query: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE; QueryError for anything else, updates among it."""
    return _form(tokenize(query))


def _bound(what: str, count: int, most: int, mend: str, text: str = "query") -> None:
    if count > most:
        raise QueryError(f"the {text} has {count} {what}, and at most {most} are taken: {mend}")


def _form(tokens: Iterable[Token]) -> str:
    words = (token for token in tokens if token.kind == "word" and token.text.upper() not in _PROLOGUE)
    first = next(words, None)
    if first is None:
        raise QueryError(f"no query stands here; begin with one of {', '.join(FORMS)}")
    word = first.text.upper()
    if word in _UPDATES:
        raise QueryError(f"{word} changes data, and only queries are taken here; use the ingest command to add data")
    if word not in FORMS:
        raise QueryError(f"a query begins with one of {', '.join(FORMS)}, not with {first.text!r} {first.place}")
    return word


def _check_calls(tokens: list[Token]) -> None:
    # The engine needs no blank after a keyword: `trueSERVICE<…>` and `SERVICEex:a {` both call out. No other
    # keyword holds these letters, and a name before `{` is otherwise the name of a graph.
    for before, token, after in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False):
        called = "SERVICE" in token.text.partition(":")[0].upper()
        names_graph = before is not None and before.text.upper() in _BEFORE_GRAPH_NAMES
        opens = after is not None and after.text == "{"
        if called and (token.kind == "word" or (token.kind == "name" and opens and not names_graph)):
            raise QueryError(
                f"SERVICE is refused {token.place}: queries do not call other servers; "
                "query the other server yourself and give its answer in VALUES"
            )


def _depth(tokens: Iterable[Token]) -> int:
    depth = deepest = 0
    for token in tokens:
        if token.text in OPENING:
            depth += 1
            deepest = max(deepest, depth)
        elif token.text in CLOSING:
            depth = max(0, depth - 1)
    return deepest


def _patterns(tokens: list[Token]) -> int:
    """How many things the engine may have to join: the sum of everything that can add a triple or a group."""
    return sum(_joins(before, token) for before, token in pairwise(tokens))


def _joins(before: Token, token: Token) -> bool:
    if token.inside == "values":
        return False
    if token.kind == "sign":
        if token.text in {",", "("} and token.inside != "(":
            return True
        if token.text in _JOINING:
            return True
    # Two operands side by side in round brackets are members of a list, each of which is two triples.
    starts_operand = token.kind in {"iri", "string", "name", "variable", "number"} or token.text in {"(", "["}
    return token.inside == "(" and before.ends_operand and starts_operand
