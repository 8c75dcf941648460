"""Pages and XML as headings, labels and tables of plain text; nothing outside the bytes is ever opened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree
from lxml.html import HtmlElement

from graph.errors import UnreadableDocument
from ingest.official.printed import BLOCKS, inner, plain, text_of
from ingest.official.tables import Table, table_of
from ingest.parsing.html import tree_of

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


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
        return tuple(table_of(element) for element in self.root.iter("table"))

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
    # Half of a surrogate pair, which no record has, would be a character that no span can quote.
    root = tree_of(location, text.encode("utf-8", "replace").decode())
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


def _lines(element: HtmlElement) -> Iterator[str]:
    """The words of each block that holds no other block, and the words between blocks."""
    gathered = element.text or ""
    for child in element:
        if isinstance(child.tag, str) and (child.tag in BLOCKS or any(c.tag in BLOCKS for c in child.iter())):
            yield plain(gathered)
            yield from _lines(child)
            gathered = ""
        elif isinstance(child.tag, str):
            gathered += inner(child)
        gathered += child.tail or ""
    yield plain(gathered)
