"""JSON-LD to nodes with whole IRIs, for the contexts that are in the document or known (JSON-LD 1.1, 4.1 and 4.2).

Nothing is ever fetched: a context by address is schema.org's, or it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urljoin

SCHEMA = "https://schema.org/"
_SCHEMA_CONTEXT = re.compile(r"https?://(?:www\.)?schema\.org(?:/|/docs/jsonldcontext\.json(?:ld)?)?\Z")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+\Z")
_DEEP = 40
_MOST = 20_000
# More than any context of a page has; each node may copy them all.
_MOST_TERMS, _MOST_CONTEXTS = 2_000, 20
_HALF = re.compile("[\ud800-\udfff]")  # JSON may spell half of a surrogate pair


class Refused(Exception):
    """JSON-LD that is not read; the argument is one lower-case phrase."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the short names of a document stand for."""

    terms: Mapping[str, str]
    vocabulary: str | None = None
    base: str = ""
    language: str = "und"


@dataclass(frozen=True, slots=True)
class Text:
    """A string with its language."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Node:
    """A thing with its types and what is said of it, by whole IRI; `iri` is empty for a thing without one."""

    iri: str
    types: tuple[str, ...]
    values: Mapping[str, tuple[Text | Node, ...]]


def nodes(data: object, base: str, language: str) -> list[Node]:
    """All things of a document in its order, those within others behind them; Refused names what is not read."""
    start = Context({}, base=base, language=language)
    budget = [_MOST]
    return [node for top in _things(data, start, 0, budget) for node in _all(top)]


def _all(node: Node) -> Iterator[Node]:
    yield node
    for values in node.values.values():
        for value in values:
            if isinstance(value, Node):
                yield from _all(value)


def _things(data: object, context: Context, depth: int, budget: list[int]) -> Iterator[Node]:
    """The nodes of an object or a list of them; of `@graph`, what stands in it."""
    budget[0] -= 1
    if depth > _DEEP or budget[0] < 0:
        raise Refused("is nested too deeply or too large for a block of JSON-LD")
    if isinstance(data, list):
        for item in data:
            yield from _things(item, context, depth + 1, budget)
    elif isinstance(data, dict):
        context = _with(context, data.get("@context"), depth)
        if "@graph" in data:
            yield from _things(data["@graph"], context, depth + 1, budget)
        if set(data) - {"@context", "@graph"}:
            yield _node(data, context, depth, budget)


def _node(data: Mapping[str, object], context: Context, depth: int, budget: list[int]) -> Node:
    iri, types = "", []
    values: dict[str, tuple[Text | Node, ...]] = {}
    for key, value in data.items():
        name = _name(key, context)
        if name == "@id" and isinstance(value, str):
            iri = _iri(value, context)
        elif name == "@type":
            types += [_iri(one, context, vocabulary=True) for one in _list(value) if isinstance(one, str)]
        elif not name.startswith("@"):
            values[name] = (*values.get(name, ()), *_values(value, context, depth + 1, budget))
    return Node(iri, tuple(types), values)


def _values(value: object, context: Context, depth: int, budget: list[int]) -> Iterator[Text | Node]:
    for item in _list(value):
        if isinstance(item, str):
            yield Text(_whole(item), context.language)
        elif isinstance(item, dict) and "@value" in item:
            yield from _text(item, context)
        elif isinstance(item, dict) and ("@list" in item or "@set" in item):
            yield from _values(item.get("@list", item.get("@set")), context, depth + 1, budget)
        elif isinstance(item, dict | list):
            yield from _things(item, context, depth, budget)


def _text(item: Mapping[str, object], context: Context) -> Iterator[Text]:
    value, language = item["@value"], item.get("@language", context.language)
    if isinstance(value, str):
        yield Text(_whole(value), language if isinstance(language, str) else "und")


def _with(context: Context, local: object, depth: int) -> Context:
    """The context that a node adds to (JSON-LD 1.1, 4.1.1); Refused where it would have to be fetched."""
    if depth > _DEEP:
        raise Refused("is nested too deeply for a block of JSON-LD")
    if local is None:
        return context
    if isinstance(local, list):
        if len(local) > _MOST_CONTEXTS:
            raise Refused("has more contexts than are read")
        for one in local:
            context = _with(context, one, depth + 1)
        return context
    if isinstance(local, str):
        if not _SCHEMA_CONTEXT.match(local):
            raise Refused(f"names the context {local[:100]}, which is not fetched; put the context into the document")
        return replace(context, vocabulary=SCHEMA, terms={**context.terms, "schema": SCHEMA})
    if not isinstance(local, dict):
        raise Refused("has a context that is none")
    return _defined(context, local)


def _defined(context: Context, local: Mapping[str, object]) -> Context:
    if "@import" in local:
        raise Refused("imports a context, which is not fetched; put the context into the document")
    words = {name: value for name in ("@vocab", "@base", "@language") if isinstance(value := local.get(name), str)}
    context = replace(
        context,
        vocabulary=words.get("@vocab", context.vocabulary),
        base=urljoin(context.base, words["@base"]) if "@base" in words else context.base,
        language=words.get("@language", context.language),
    )
    terms = dict(context.terms)
    for name, meaning in local.items():
        target = meaning.get("@id") if isinstance(meaning, dict) else meaning
        if not name.startswith("@") and isinstance(target, str):
            terms[name] = target
    if len(terms) > _MOST_TERMS:
        raise Refused("has a context of more terms than are read")
    return replace(context, terms=terms)


def _name(key: str, context: Context) -> str:
    return key if key.startswith("@") else _iri(key, context, vocabulary=True)


def _iri(name: str, context: Context, *, vocabulary: bool = False) -> str:
    """A whole IRI (JSON-LD 1.1, 5.2): by term, by prefix, by vocabulary or base; as it stands where none is known."""
    seen: set[str] = set()
    while vocabulary and name in context.terms and name not in seen:
        seen.add(name)
        name = context.terms[name]
    prefix, colon, rest = name.partition(":")
    if name.startswith("@"):
        return name
    if colon and not rest.startswith("//") and prefix in context.terms and prefix not in seen:
        return _one_schema(_prefix(prefix, context) + rest)
    if _ABSOLUTE.match(name):
        return _one_schema(name)
    if vocabulary:
        return _one_schema(f"{context.vocabulary}{name}") if context.vocabulary else name
    try:
        return urljoin(context.base, name)
    except ValueError:
        return name


def _prefix(prefix: str, context: Context) -> str:
    """What a prefix stands for; one that stands for another prefix is followed once."""
    target = context.terms[prefix]
    outer, colon, rest = target.partition(":")
    return context.terms[outer] + rest if colon and not rest.startswith("//") and outer in context.terms else target


def _one_schema(iri: str) -> str:
    """schema.org has one vocabulary under two schemes."""
    return SCHEMA + iri.removeprefix("http://schema.org/") if iri.startswith("http://schema.org/") else iri


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _whole(text: str) -> str:
    return _HALF.sub("\ufffd", text).strip()
