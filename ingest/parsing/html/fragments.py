"""HTML that is no page: the text of a feed's item, all of it the article's own."""

from __future__ import annotations

from lxml import etree
from lxml.html import HTMLParser, fragment_fromstring

from graph.errors import UnreadableDocument
from ingest.parsing.html.article import Article
from ingest.parsing.html.blocks import Piece, pieces_of


def fragment_pieces(location: str, html: str) -> list[Piece]:
    """The lines of a fragment in order; UnreadableDocument where it is nested beyond reason."""
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        body = fragment_fromstring(html.encode("utf-8", "replace"), create_parent="div", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument(location, "holds no HTML that can be read; fetch its page") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnreadableDocument(location, "is nested too deeply to be read; fetch its page")
    return pieces_of(Article(body, body, None, True), None)
