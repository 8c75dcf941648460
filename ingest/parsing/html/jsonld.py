"""What a page says of its article in JSON-LD: arrays, graphs and broken scripts are all met in the wild."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape

from lxml.html import HtmlElement

_COMMA = re.compile(r",\s*(?=[}\]])")
_WRAPPING = re.compile(r"^\s*(?://)?\s*(?:<!--|<!\[CDATA\[)|(?://)?\s*(?:-->|\]\]>)\s*;?\s*$")
_HALF = re.compile("[\ud800-\udfff]")  # JSON may spell half of a surrogate pair
_DEEP = 6


def article_data(page: HtmlElement) -> dict[str, object]:
    """The object that describes the article; empty where there is none. The first of the most telling type wins."""
    found = [node for script in page.iterfind(".//script") if _is_jsonld(script) for node in _nodes(_loaded(script))]
    ranked = sorted(found, key=_rank)
    return ranked[0] if ranked and _rank(ranked[0]) < 3 else {}


def text_at(data: object, *path: str) -> str | None:
    """The text at a path of keys; lists give their first item, objects their `name`, `@id` or `url`."""
    for key in path:
        data = data[0] if isinstance(data, list) and data else data
        data = data.get(key) if isinstance(data, dict) else None
    data = data[0] if isinstance(data, list) and data else data
    if isinstance(data, dict):
        data = data.get("name") or data.get("@id") or data.get("url")
    return _HALF.sub("\ufffd", unescape(data)).strip() or None if isinstance(data, str) else None


def article_body(data: dict[str, object]) -> str | None:
    """The whole text, where the page gives it for machines."""
    body = data.get("articleBody")
    return unescape(body) if isinstance(body, str) and len(body.strip()) >= 80 else None


def _is_jsonld(script: HtmlElement) -> bool:
    return (script.get("type") or "").partition(";")[0].strip().lower() == "application/ld+json"


def _loaded(script: HtmlElement) -> object:
    text = _WRAPPING.sub("", script.text or "").strip()
    for attempt in (text, _COMMA.sub("", text)):
        try:
            loaded: object = json.loads(attempt, strict=False)
            return loaded
        except (ValueError, RecursionError):
            continue
    return None  # a broken script tells nothing; the page's other metadata still may


def _nodes(data: object, depth: int = 0) -> Iterator[dict[str, object]]:
    if depth > _DEEP:
        return
    if isinstance(data, list):
        for item in data:
            yield from _nodes(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "hasPart", "mainEntityOfPage"):
            yield from _nodes(data.get(key), depth + 1)


def _rank(node: dict[str, object]) -> int:
    types = node.get("@type")
    names = [str(name).rpartition("/")[2] for name in (types if isinstance(types, list) else [types])]
    if any(name.endswith("NewsArticle") or name in {"Article", "Report", "BlogPosting"} for name in names):
        return 0
    if any(name.endswith(("Article", "Posting")) for name in names):
        return 1
    return 2 if "WebPage" in names and "datePublished" in node else 3
