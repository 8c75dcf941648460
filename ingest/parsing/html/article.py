"""Where the article stands on a page: its body, and the box that also holds its headline."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from ingest.parsing.html.noise import is_noise, parts_of
from ingest.parsing.html.vocabulary import WORDS

_SOUP_TAGS = frozenset(["div", "section", "td", "span", "article", "main", "body", "center", "font"])
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_LONG = 25


@dataclass(frozen=True, slots=True)
class Article:
    """The box whose paragraphs are the article, the headline, and the box that holds both."""

    body: HtmlElement
    root: HtmlElement
    headline: HtmlElement | None
    explicit: bool


def find_article(page: HtmlElement, title: str | None) -> Article | None:
    """The article of a page; None where no box has text enough to be one."""
    scores = _scores(page)
    body = _marked_body(page, scores)
    if body is None:
        body = _densest(scores)
    if body is None:
        return None
    box = next((outer for outer in [body, *body.iterancestors()] if outer.tag == "article"), None)
    headline = _headline(page, body, title)
    if box is not None and (headline is None or box in headline.iterancestors()):
        return Article(body, box, headline, True)
    return Article(body, _common(body, headline) if headline is not None else body, headline, False)


def words_of(element: HtmlElement) -> str:
    """The text of an element with its blanks collapsed."""
    return _BLANKS.sub(" ", str(element.text_content())).strip()


def _scores(page: HtmlElement) -> dict[HtmlElement, float]:
    """For each box, the weight of the paragraphs that stand in it directly, and half of those one level deeper."""
    scores: dict[HtmlElement, float] = {}
    stack = [page]
    while stack:
        element = stack.pop()
        if is_noise(element):
            continue
        weight = _weight(element)
        parent = element.getparent()
        if weight > 0 and parent is not None:
            holder = element if element.tag in _SOUP_TAGS else parent
            scores[holder] = scores.get(holder, 0.0) + weight
            above = holder.getparent()
            if above is not None:
                scores[above] = scores.get(above, 0.0) + weight / 2
        stack.extend(element)
    return {element: score * _hint(element) for element, score in scores.items()}


def _weight(element: HtmlElement) -> float:
    """The letters that an element holds as a paragraph, less those that are links."""
    if element.tag in {"p", "blockquote", "pre", "dd"}:
        letters = len(words_of(element))
        links = sum(len(words_of(link)) for link in element.iter("a"))
    elif element.tag in _SOUP_TAGS:
        letters = sum(len(part) for part in _own_text(element))
        links = 0
    else:
        return 0.0
    return float(letters - 2 * links) if letters >= _LONG else 0.0


def _own_text(element: HtmlElement) -> list[str]:
    """The text between an element's children: how pages without paragraph tags hold their text."""
    parts = [element.text or "", *(child.tail or "" for child in element)]
    return [stripped for part in parts if (stripped := part.strip())]


def _hint(element: HtmlElement) -> float:
    if element.tag in {"article", "main"} or element.get("itemprop") == "articleBody":
        return 1.5
    return 1.25 if parts_of(element) & WORDS.body else 1.0


def _marked_body(page: HtmlElement, scores: dict[HtmlElement, float]) -> HtmlElement | None:
    """The box that says it is the body: by microdata, or as the only or fullest `article`."""
    for path in (".//*[@itemprop='articleBody']", ".//article", ".//main", ".//*[@role='main']"):
        boxes = [box for box in page.iterfind(path) if not _inside_noise(box)]
        full = [box for box in boxes if _inner_score(box, scores) >= 4 * _LONG]
        if full:
            best = max(full, key=lambda box: _inner_score(box, scores))
            if path.startswith(".//*[@item"):
                return best
            densest = _densest({element: scores[element] for element in best.iter() if element in scores})
            return best if densest is None else densest
    return None


def _inner_score(box: HtmlElement, scores: dict[HtmlElement, float]) -> float:
    return sum(scores.get(element, 0.0) for element in box.iter())


def _inside_noise(element: HtmlElement) -> bool:
    return is_noise(element) or any(is_noise(outer) for outer in element.iterancestors())


def _densest(scores: dict[HtmlElement, float]) -> HtmlElement | None:
    best = max(scores, key=lambda element: scores[element], default=None)
    return best if best is not None and scores[best] >= _LONG else None


def _headline(page: HtmlElement, body: HtmlElement, title: str | None) -> HtmlElement | None:
    """The first-level heading of the article: the one most like the page's title, else the last one before the body."""
    found = [heading for heading in page.iter("h1") if words_of(heading) and not _inside_noise(heading)]
    marked = [heading for heading in page.iterfind(".//*[@itemprop='headline']") if words_of(heading)]
    if not found:
        found = [h for h in page.iter("h2", "h3") if title and words_of(h).casefold() == title.casefold()]
    candidates = [heading for heading in found if heading in marked] or found
    if not candidates:
        return None
    wanted = set((title or "").casefold().split())
    return max(candidates, key=lambda heading: len(wanted & set(words_of(heading).casefold().split())))


def _common(body: HtmlElement, headline: HtmlElement) -> HtmlElement:
    outer = {headline, *headline.iterancestors()}
    return next(element for element in [body, *body.iterancestors()] if element in outer)
