"""Pages and XML as headings, labels and tables of plain text; nothing outside the bytes is ever opened."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from graph.errors import UnreadableDocument

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# The collection's XML writes the marks of footnotes as escaped tags of its own.
_FOOTNOTE = re.compile(
    r"<\s*(?:superscript|sup)\s*>(.{0,40}?)<\s*/\s*(?:superscript|sup)\s*>", re.IGNORECASE | re.DOTALL
)
_OTHER_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
_BLOCKS = frozenset(
    {"p", "div", "br", "li", "ul", "ol", "table", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd"}
)
_LONGEST_SPAN = 40
_MARKS = frozenset({"sup", "superscript"})
FOOTNOTES = frozenset({"footnote", "fn"})
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def plain(text: str) -> str:
    """Text as it is printed: marks of footnotes raised, other tags gone, and single blanks."""
    text = _FOOTNOTE.sub(lambda found: found[1].translate(_RAISED), text)
    return " ".join(_OTHER_TAG.sub(" ", _CONTROL.sub(" ", text)).split())


@dataclass(frozen=True, slots=True)
class Table:
    """A table's rows of cells; `id` is the element's own."""

    id: str
    rows: tuple[tuple[str, ...], ...]
    # For each row whether it is one cell alone, as rows are that name a group.
    single: tuple[bool, ...]


@dataclass(frozen=True)
class Page:
    """A page, read by what its elements are and not by where they stand."""

    root: HtmlElement

    @cached_property
    def language(self) -> str | None:
        """The language that the page declares."""
        said = self.root.get("lang") or ""
        return said[:2].lower() or None

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The headings, in order."""
        found = (text_of(element) for element in self.root.iter("h1", "h2", "h3", "h4"))
        return tuple(text for text in found if text)

    @cached_property
    def title(self) -> str:
        """What stands in the window's title."""
        return " ".join(text_of(element) for element in self.root.iter("title"))

    @cached_property
    def addresses(self) -> str:
        """All addresses of the page, a blank between two."""
        names = ("href", "action", "content")
        return " ".join(str(element.get(name)) for element in self.root.iter() for name in names if element.get(name))

    @cached_property
    def canonical(self) -> str | None:
        """The address that the page gives as its own."""
        for element in self.root.iter("link"):
            if element.get("rel") == "canonical" and str(element.get("href", "")).startswith("http"):
                return str(element.get("href"))
        return None

    @cached_property
    def text(self) -> str:
        """The page's words, a line for each block."""
        parts = (line for line in _lines(self.root))
        return "\n".join(line for line in parts if line)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables, each with its own rows alone."""
        return tuple(_table(element) for element in self.root.iter("table"))

    def by_id(self, ending: str) -> str | None:
        """The text of the first element whose id matches; the middle of such ids drifts."""
        pattern = re.compile(ending)
        for element in self.root.iter():
            if isinstance(element.tag, str) and pattern.search(element.get("id") or ""):
                return text_of(element) or None
        return None

    @cached_property
    def labelled(self) -> dict[str, str]:
        """What stands beside a label: of rows with two cells, or with a colon between."""
        found: dict[str, str] = {}
        for table in self.tables:
            for row in table.rows:
                cells = [cell for cell in row if cell not in {"", ":"}]
                if len(cells) == 2:
                    found.setdefault(cells[0].rstrip(" :").casefold(), cells[1])
        for term in self.root.iter("dt"):
            beside = term.getnext()
            if beside is not None and beside.tag == "dd":
                found.setdefault(text_of(term).rstrip(" :").casefold(), text_of(beside))
        return found


def page_of(location: str, text: str) -> Page:
    """The page; UnreadableDocument where its markup cannot be read."""
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument(location, "cannot be read as HTML; save the page again") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnreadableDocument(location, "is nested too deeply to be read")
    etree.strip_elements(root, "script", "style", "noscript", "template", with_tail=False)
    return Page(root)


def xml_of(location: str, text: str) -> etree._Element:
    """The root of an XML document; one with a document type is refused, since entities could stand in it."""
    if re.search(r"<!(?:DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise UnreadableDocument(location, "declares a document type, which XML records have no need of; take it out")
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_pis=True
    )
    try:
        return etree.fromstring(_DECLARATION.sub("", text).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument(location, f"is broken XML: {str(error)[:120].lower()}; fetch it again") from error


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
    return plain(_inner(element, own_table=True))


def _inner(element: HtmlElement, *, own_table: bool) -> str:
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            inner = _inner(child, own_table=own_table)
            if child.tag in _MARKS:
                inner = inner.strip().strip("[]").translate(_RAISED)
            parts.append(f" {inner} " if child.tag in _BLOCKS else inner)
        parts.append(child.tail or "")
    return "".join(parts)


def _lines(element: HtmlElement) -> Iterator[str]:
    """The words of each block that holds no other block, and the words between blocks."""
    gathered = element.text or ""
    for child in element:
        if isinstance(child.tag, str) and (child.tag in _BLOCKS or any(c.tag in _BLOCKS for c in child.iter())):
            yield plain(gathered)
            yield from _lines(child)
            gathered = ""
        elif isinstance(child.tag, str):
            gathered += _inner(child, own_table=True)
        gathered += child.tail or ""
    yield plain(gathered)


def _table(element: HtmlElement) -> Table:
    rows, single = [], []
    hanging: dict[int, _Hanging] = {}
    for row in element.iter("tr"):
        if next(row.iterancestors("table"), None) is not element:
            continue
        cells = [cell for cell in row if cell.tag in {"td", "th"}]
        if cells:
            rows.append(tuple(_laid(cells, hanging)))
            single.append(len(cells) == 1)
    return Table(element.get("id") or "", tuple(rows), tuple(single))


class _Hanging(NamedTuple):
    """A cell that reaches down into further rows."""

    rows: int
    text: str


def _laid(cells: Iterable[HtmlElement], hanging: dict[int, _Hanging]) -> Iterator[str]:
    """The cells of a row, each in its column, with those that reach down from rows above."""
    column = 0
    for cell in cells:
        while column in hanging:
            yield _again(column, hanging)
            column += 1
        for text in _spread(cell):
            yield text
            if (tall := _span(cell, "rowspan")) > 1:
                hanging[column] = _Hanging(tall - 1, text)
            column += 1
    while column in hanging:
        yield _again(column, hanging)
        column += 1


def _again(column: int, hanging: dict[int, _Hanging]) -> str:
    rows, text = hanging.pop(column)
    if rows > 1:
        hanging[column] = _Hanging(rows - 1, text)
    return text


def _spread(cell: HtmlElement) -> list[str]:
    """A cell, and an empty one for each further column that it covers."""
    return [text_of(cell), *[""] * (_span(cell, "colspan") - 1)]


def _span(cell: HtmlElement, name: str) -> int:
    said = str(cell.get(name) or "1").strip()
    return max(1, min(int(said), _LONGEST_SPAN)) if said.isascii() and said.isdigit() else 1
