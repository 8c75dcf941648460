"""What of a page is not the article: by tag, by role, by the words of class and id."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from ingest.parsing.html.vocabulary import WORDS

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|[-_\s]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
# A page's outer boxes carry classes of all kinds ("post-type-ad tag-hanoi"); these are not judged by them.
_OUTER = frozenset(["html", "body", "main", "article"])


def is_noise(element: HtmlElement) -> bool:
    """Whether an element with all in it belongs to the page and not to the article."""
    tag = element.tag
    if not isinstance(tag, str) or tag in WORDS.tags:
        return True
    if element.get("role") in WORDS.roles or element.get("aria-hidden") == "true" or element.get("hidden") is not None:
        return True
    if "related" in (element.get("type") or "").lower() or _HIDDEN.search(element.get("style") or ""):
        return True
    if tag in _OUTER:
        return False
    if tag == "header":
        return next(element.iter("h1"), None) is None and element.getparent() is not None and not _in_article(element)
    return _has_noisy_name(element)


def names_of(element: HtmlElement) -> list[str]:
    """The class names and the id of an element, each as written."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".split()


def parts_of(element: HtmlElement) -> set[str]:
    """The words in the class names and the id of an element, in lower case."""
    return {part.lower() for name in names_of(element) for part in _HUMP.split(name) if part}


def _has_noisy_name(element: HtmlElement) -> bool:
    names = names_of(element)
    if not names:
        return False
    noisy = not WORDS.parts.isdisjoint(parts_of(element)) or any(WORDS.names.match(name) for name in names)
    if not noisy:
        noisy = not WORDS.headers.isdisjoint(parts_of(element)) and next(element.iter("h1"), None) is None
    # A box that holds the headline or most of the page's paragraphs is no furniture, whatever it is called.
    return noisy and next(element.iter("h1"), None) is None and not _holds_the_text(element)


def _holds_the_text(element: HtmlElement) -> bool:
    inside = sum(1 for _ in element.iter("p"))
    if inside < 4:
        return False
    whole = sum(1 for _ in element.getroottree().getroot().iter("p"))
    return inside * 2 > whole and element.tag not in {"ul", "ol"} and "comment" not in "".join(parts_of(element))


def _in_article(element: HtmlElement) -> bool:
    return next(element.iterancestors("article", "main"), None) is not None
