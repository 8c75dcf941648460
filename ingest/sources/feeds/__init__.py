"""Feeds: RSS and Atom, each item a document of its own (docs/decisions/0011-feeds-with-lxml.md)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO

from lxml import etree

from ingest.model import RawDocument, Skipped
from ingest.sources.feeds.dates import day_of, moment_of
from ingest.sources.feeds.item import MEDIA_TYPE, Item, to_bytes
from ingest.sources.feeds.reading import ATOM, RSS, Channel, channel_of, item_of
from ingest.sources.feeds.xml import NAMESPACES, Unfit, root_of, safe_xml, text_of

# More than any feed holds; one that does is a bulk file, and its items come from its own pages.
MAX_ITEMS = 10_000
_EARLIEST = datetime.min.replace(tzinfo=UTC)


def is_feed(body: bytes) -> bool:
    """Whether bytes are a feed: by the root element, never by a name or media type."""
    found = root_of(body)
    if found is None:
        return False
    name, attributes = found
    if name in {"feed", "entry"}:
        return any(namespace in attributes for namespace in ATOM)
    return name == "rss" or (name == "RDF" and any(namespace in attributes for namespace in RSS[1:]))


def feed_items(raw: RawDocument) -> Iterator[RawDocument | Skipped]:
    """The items of a feed in its order, each as a document; of two with one id the later one stands.

    An item's location is that of the feed and its id: it changes what that item said before, and nothing else.
    """
    try:
        found = _Found.of(raw)
    except Unfit as error:
        yield Skipped(raw.location, str(error), raw.container)
        return
    place = found.channel.own if raw.location == "-" and found.channel.own else raw.location
    for item in _latest(found.items):
        container = raw.container or place
        yield RawDocument(f"{place}#{item.id}", to_bytes(item), MEDIA_TYPE, item.url, day_of(item.published), container)
    if found.problem is not None:
        yield Skipped(raw.location, found.problem, raw.container)
    elif not found.items:
        yield Skipped(raw.location, "is a feed without items; nothing to read", raw.container)


class _Found:
    """What was read of a feed before its end or its first fault."""

    def __init__(self, channel: Channel, items: list[Item], problem: str | None) -> None:
        self.channel = channel
        self.items = items
        self.problem = problem

    @classmethod
    def of(cls, raw: RawDocument) -> _Found:
        """Reads a feed item by item, and lets go of each element; Unfit where it is no XML to be read."""
        body = safe_xml(text_of(raw.body, raw.media_type))
        names = [f"{{{n}}}item" if n else "item" for n in RSS] + [f"{{{n}}}entry" for n in ATOM]
        items: list[Item] = []
        channel = Channel(None, None, None, None, raw.url or "")
        walk = etree.iterparse(
            BytesIO(body), tag=names, encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False,
            huge_tree=False, remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            for _, element in walk:
                if len(items) >= MAX_ITEMS:
                    return cls(channel, items, f"has more than {MAX_ITEMS} items; the others are not read, split it")
                if not items:
                    channel = channel_of(element.getroottree().getroot(), raw.url)
                items.append(item_of(element, channel))
                element.clear()
        except etree.XMLSyntaxError as error:
            return cls(channel, items, _fault(error, len(items)))
        return cls(channel, items, None)


def _fault(error: etree.XMLSyntaxError, read: int) -> str:
    line = error.position[0] if error.position else 0
    return f"breaks as XML in line {line}; {read} items before it were read, mend it or fetch it again"


def _latest(items: list[Item]) -> list[Item]:
    """One item an id, in the order of the feed: that of the latest date, else the first, as feeds begin with news."""
    stands: dict[str, Item] = {}
    for item in items:
        other = stands.get(item.id)
        if other is None or _moment(item) > _moment(other):
            stands[item.id] = item
    return list(stands.values())


def _moment(item: Item) -> datetime:
    moment = moment_of(item.updated) or moment_of(item.published)
    if moment is None:
        return _EARLIEST
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


__all__ = ["MAX_ITEMS", "MEDIA_TYPE", "NAMESPACES", "feed_items", "is_feed"]
