"""Elements of RSS and Atom to items: one table of names a format, one way to read what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.html import HTMLParser, fragment_fromstring

from ingest.fetching.canonical import canonical_url, is_web_address
from ingest.sources.feeds.dates import moment_of
from ingest.sources.feeds.item import Item, name_of
from ingest.sources.feeds.xml import NAMESPACES

ATOM = (NAMESPACES["atom"], "http://purl.org/atom/ns#")
RSS = ("", "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/")
_DC = (NAMESPACES["dc"], NAMESPACES["dcterms"])
_MEDIA = (NAMESPACES["media"], "http://search.yahoo.com/mrss")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_BLANKS = re.compile(r"\s+")
_TAG = re.compile(r"<[a-zA-Z/!]")


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed says of itself; `base` is where relative links begin."""

    title: str | None
    link: str | None
    own: str | None
    language: str | None
    base: str


def channel_of(root: etree._Element, address: str | None) -> Channel:
    """What the feed says of itself; `address` is where it was fetched, if it was."""
    head = next((child for child in root if _named(child, RSS, "channel")), root)
    base = urljoin(address or "", head.base or "")
    own = _link(head, base, "self")
    # RSS has no base of its own; what is relative is so to the site.
    link = _web(_text(head, RSS, "link"), base) or _link(head, base, "alternate")
    language = _text(head, RSS, "language") or _text(head, _DC, "language") or head.get(_LANG) or root.get(_LANG)
    return Channel(_title(head), link, own, _tag(language), base or link or own or "")


def item_of(element: etree._Element, channel: Channel) -> Item:
    """The item that an element of the feed tells of."""
    base = urljoin(channel.base, element.base or "")
    guid = _text(element, RSS, "guid") or _text(element, ATOM, "id") or _about(element)
    url = _url(element, base, guid)
    content, summary = _content(element), _summary(element)
    item = Item(
        id=guid or "",
        url=url,
        title=_title(element),
        language=_language(element) or channel.language,
        published=_date(element, "pubDate", "published", "issued", "date", "created"),
        updated=_date(element, "updated", "modified"),
        publisher=_publisher(element, channel, url),
        authors=tuple(_authors(element)),
        summary=_plain(summary) if content and summary else None,
        content=content or summary,
        captions=tuple(_captions(element, base)),
    )
    return item if item.id else _with_id(item)


def _with_id(item: Item) -> Item:
    fields = {name: getattr(item, name) for name in Item.__slots__}
    return Item(**{**fields, "id": name_of(item)})


def _named(element: etree._Element, namespaces: tuple[str, ...], local: str) -> bool:
    if not isinstance(element.tag, str):
        return False
    name = etree.QName(element)
    return name.localname == local and (name.namespace or "") in namespaces


def _children(element: etree._Element, namespaces: tuple[str, ...], local: str) -> Iterator[etree._Element]:
    return (child for child in element if _named(child, namespaces, local))


def _text(element: etree._Element, namespaces: tuple[str, ...], local: str) -> str | None:
    """The text of the first such child that has any."""
    for child in _children(element, namespaces, local):
        if words := "".join(str(part) for part in child.itertext()).strip():
            return words
    return None


def _about(element: etree._Element) -> str | None:
    return element.get(f"{{{NAMESPACES['rdf']}}}about")


def _date(element: etree._Element, *names: str) -> str | None:
    """The first of the dates that can be read, as RFC 3339 writes it; in its own zone, or in none."""
    moments = (moment_of(_text(element, (*RSS, *ATOM, *_DC), name)) for name in names)
    return next((moment.isoformat() for moment in moments if moment is not None), None)


def _language(element: etree._Element) -> str | None:
    """The item's own language, or that of the nearest element around it that says one."""
    if stated := _text(element, _DC, "language") or _text(element, RSS, "language"):
        return _tag(stated)
    around = (outer.get(_LANG) for outer in [element, *element.iterancestors()])
    return _tag(next((tag for tag in around if tag), None))


def _tag(language: str | None) -> str | None:
    return language.strip().replace("_", "-") if language and len(language.strip()) <= 35 else None


def _url(element: etree._Element, base: str, guid: str | None) -> str | None:
    """The page of the item: what it links to, or its guid where that is an address (RSS 2.0, guid)."""
    original = _web(_text(element, (NAMESPACES["feedburner"],), "origLink"), base)
    linked = original or _web(_text(element, RSS, "link"), base) or _link(element, base, "alternate")
    if linked is not None:
        return linked
    permanent = all(child.get("isPermaLink", "true") != "false" for child in _children(element, RSS, "guid"))
    return _web(guid, "") if permanent else None


def _link(element: etree._Element, base: str, rel: str) -> str | None:
    """The address of an Atom link of one relation (RFC 4287, 4.2.7); pages before other types."""
    links = [link for link in _children(element, ATOM, "link") if (link.get("rel") or "alternate") == rel]
    ranked = sorted(links, key=lambda link: "html" not in (link.get("type") or "html"))
    found = (_web(link.get("href"), urljoin(base, link.base or "")) for link in ranked)
    return next((address for address in found if address), None)


def _web(address: str | None, base: str) -> str | None:
    """The one name of a web address; None for anything else."""
    try:
        whole = urljoin(base, (address or "").strip())
        return canonical_url(whole) if address and is_web_address(whole) else None
    except ValueError:
        return None


def _title(element: etree._Element) -> str | None:
    """The title as plain text: RSS does not say whether it is HTML, and many are."""
    for child in _children(element, (*RSS, *ATOM), "title"):
        return _plain(_html(child, "html" if _named(child, RSS, "title") else "text"))
    return _plain(_text(element, (*_MEDIA, *_DC), "title"))


def _content(element: etree._Element) -> str | None:
    encoded = _text(element, (NAMESPACES["content"],), "encoded")
    if encoded is not None:
        return _paragraphs(encoded)
    for child in _children(element, ATOM, "content"):
        if child.get("src") is None and (html := _html(child, "text")):
            return html
    return None


def _summary(element: etree._Element) -> str | None:
    described = _text(element, (*RSS, *_DC), "description")
    if described is not None:
        return _paragraphs(described)
    return next((html for child in _children(element, ATOM, "summary") if (html := _html(child, "text"))), None)


def _html(element: etree._Element, default: str) -> str | None:
    """A text construct of Atom as HTML (RFC 4287, 3.1 and 4.1.3.3); None where it is empty or no text."""
    kind = (element.get("type") or default).partition(";")[0].strip().lower()
    if kind in {"xhtml", "application/xhtml+xml"} or len(element):
        return _inner(element)
    words = (element.text or "").strip()
    if not words or not (kind in {"text", "html"} or kind.startswith("text/")):
        return None
    return _paragraphs(words) if kind.endswith("html") else _paragraphs(escape(words, quote=False))


def _inner(element: etree._Element) -> str | None:
    """XHTML as HTML, its namespaces left behind."""
    for inner in element.iter(etree.Element):
        inner.tag = etree.QName(inner).localname
    etree.cleanup_namespaces(element)
    parts = [escape(element.text or "", quote=False)]
    parts += [etree.tostring(child, method="html", encoding="unicode") for child in element]
    return "".join(parts).strip() or None


def _paragraphs(html: str) -> str:
    """HTML without a single tag is a text whose lines are its paragraphs."""
    if _TAG.search(html):
        return html
    return "\n".join(f"<p>{line.strip()}</p>" for line in html.splitlines() if line.strip())


def _plain(html: str | None) -> str | None:
    """The words of a piece of HTML in one line."""
    if html is None:
        return None
    try:
        body = fragment_fromstring(html, create_parent="div", parser=HTMLParser(encoding="utf-8", no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return _BLANKS.sub(" ", str(body.text_content())).strip() or None


def _publisher(element: etree._Element, channel: Channel, url: str | None) -> str | None:
    """The outlet that the item names, or the feed's own where both are of one host."""
    for source in [*_children(element, RSS, "source"), *_children(element, ATOM, "source")]:
        named = _title(source) or _plain(source.text)
        if named:
            return named
    return channel.title if url and _host(url) == _host(channel.link or channel.own or "") else None


def _host(url: str) -> str | None:
    return (urlsplit(url).hostname or "").removeprefix("www.") or None


def _authors(element: etree._Element) -> Iterator[str]:
    for author in _children(element, ATOM, "author"):
        if name := _text(author, ATOM, "name"):
            yield name
    for creator in _children(element, _DC, "creator"):
        if name := _plain(creator.text):
            yield name


def _captions(element: etree._Element, base: str) -> Iterator[tuple[str, str]]:
    """What stands under the item's pictures, in Media RSS, with each picture's address."""
    seen = set()
    for described in element.iter(*(f"{{{namespace}}}description" for namespace in _MEDIA)):
        holder = described.getparent()
        words = _plain(described.text)
        if words and words not in seen:
            seen.add(words)
            yield _web(None if holder is None else holder.get("url"), base) or "", words
