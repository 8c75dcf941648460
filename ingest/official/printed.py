"""The words of a piece of markup as they are printed: marks of footnotes raised, footnotes left out, single blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# The collection's XML writes the marks of footnotes as escaped tags of its own.
_FOOTNOTE = re.compile(
    r"<\s*(?:superscript|sup)\s*>(.{0,40}?)<\s*/\s*(?:superscript|sup)\s*>", re.IGNORECASE | re.DOTALL
)
_OTHER_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
BLOCKS = frozenset(
    {"p", "div", "br", "li", "ul", "ol", "table", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd"}
)
_MARKS = frozenset({"sup", "superscript"})
FOOTNOTES = frozenset({"footnote", "fn"})


def plain(text: str) -> str:
    """Text as it is printed: marks of footnotes raised, other tags gone, and single blanks."""
    text = _FOOTNOTE.sub(lambda found: found[1].translate(_RAISED), text)
    return " ".join(_OTHER_TAG.sub(" ", _CONTROL.sub(" ", text)).split())


def local(element: etree._Element) -> str:
    """The name of an element, small and without its namespace; empty for comments."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def all_text(element: etree._Element) -> str:
    """The words of an XML element, with a blank between the words of its parts; a footnote within is none of them."""
    return plain(" ".join(_words(element)))


def _words(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = local(child)
        if name in _MARKS:
            yield all_text(child).strip("[]()").translate(_RAISED)
        elif name and name not in FOOTNOTES:
            yield from _words(child)
        yield child.tail or ""


def text_of(element: HtmlElement) -> str:
    """The words of an element on one line."""
    return plain(inner(element))


def inner(element: HtmlElement) -> str:
    """The words of an element with their blanks as they are, and more blanks around its blocks."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            words = inner(child)
            if child.tag in _MARKS:
                words = words.strip().strip("[]").translate(_RAISED)
            parts.append(f" {words} " if child.tag in BLOCKS else words)
        parts.append(child.tail or "")
    return "".join(parts)
