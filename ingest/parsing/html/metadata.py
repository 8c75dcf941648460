"""What a page says of itself: JSON-LD first, then its meta elements, links and the line that it prints."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from graph.model import DateBasis, Span
from ingest.dates import Anchor, find_dates
from ingest.model import Block, Metadata
from ingest.parsing.html.jsonld import text_at
from ingest.parsing.printed import printed_date, with_url_date
from ingest.parsing.urls import publisher_of
from ingest.text import Text

_ISO = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?=$|[T\s])")
_BLANKS = re.compile(r"\s+")
_SITE = re.compile(r"\s+[|\-–—•·»]\s+")
_DATES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "pubdate",
    "publishdate", "publish-date", "publish_date", "published_time", "date", "dc.date.issued", "dcterms.issued",
    "dc.date", "dcterms.date", "dcterms.created", "dc.date.created", "article.published", "parsely-pub-date",
    "sailthru.date", "article_date_original", "cxenseparse:recs:publishtime", "citation_publication_date",
)  # fmt: skip
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline")
_PUBLISHERS = ("og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "application-name", "copyright")
_URLS = ("og:url", "twitter:url")
_LANGUAGES = ("content-language", "language", "dc.language", "dcterms.language", "og:locale", "inlanguage")


def page_metadata(
    page: HtmlElement, data: dict[str, object], text: str, blocks: tuple[Block, ...], language: str
) -> Metadata:
    """The metadata of a page; a date that the article itself prints is stated, one only in the page's head inferred."""
    meta = _meta(page)
    url = _url(page, meta, data)
    published = _date(data, meta, page, language)
    printed = printed_date(text, blocks, language)
    basis = DateBasis.INFERRED_FROM_METADATA if published else None
    if printed is not None and published in {None, printed}:
        published, basis = printed, DateBasis.STATED
    metadata = Metadata(
        title=_headline(text, blocks) or page_title(page),
        url=url,
        publisher=_publisher(data, meta, url),
        published=published,
        published_basis=basis,
        language=_language(page, meta, data),
    )
    return metadata if published else with_url_date(metadata)


def page_title(page: HtmlElement) -> str | None:
    """The title that the head gives: for sharing, else the document's own without the name of the site."""
    meta = _meta(page)
    for name in _TITLES:
        if meta.get(name):
            return meta[name]
    title = page.findtext(".//title")
    if title is None or not title.strip():
        return None
    whole = _BLANKS.sub(" ", title).strip()
    parts = _SITE.split(whole)
    return max(parts, key=len) if len(parts) > 1 else whole


def _headline(text: str, blocks: tuple[Block, ...]) -> str | None:
    return next((block.span.of(text) for block in blocks if block.kind == "headline"), None)


def _meta(page: HtmlElement) -> dict[str, str]:
    """The first value of each meta element by its name in lower case, microdata included."""
    found: dict[str, str] = {}
    for element in page.iter("meta"):
        value = (element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if value and (name := element.get(attribute)):
                found.setdefault(name.strip().lower(), value)
    return found


def _url(page: HtmlElement, meta: dict[str, str], data: dict[str, object]) -> str | None:
    links = (link.get("href") for link in page.iter("link") if (link.get("rel") or "").lower() == "canonical")
    stated = (text_at(data, "url"), text_at(data, "mainEntityOfPage"))
    for url in (*links, *(meta.get(name) for name in _URLS), *stated):
        if url and url.strip().startswith(("http://", "https://")):
            return str(url).strip()
    return None


def _publisher(data: dict[str, object], meta: dict[str, str], url: str | None) -> str | None:
    stated = (text_at(data, "publisher"), *(meta.get(name) for name in _PUBLISHERS[:-1]))
    named = next((name for name in stated if name and not name.startswith("http")), None)
    return named or (publisher_of(url) if url else None)


def _language(page: HtmlElement, meta: dict[str, str], data: dict[str, object]) -> str | None:
    root = page.getroottree().getroot()
    stated = (root.get("lang"), text_at(data, "inLanguage"), *(meta.get(name) for name in _LANGUAGES))
    tag = next((value for value in stated if value and value.strip()), None)
    return None if tag is None else str(tag).strip().split(",")[0].replace("_", "-")


def _date(data: dict[str, object], meta: dict[str, str], page: HtmlElement, language: str) -> str | None:
    stated = [text_at(data, "datePublished"), *(meta.get(name) for name in _DATES), *_times(page)]
    stated.append(text_at(data, "dateCreated"))
    return next((day for value in stated if value and (day := _day(value, language))), None)


def _times(page: HtmlElement) -> Iterator[str]:
    """The `time` elements that are marked as the date of publication; others tell of events."""
    for element in page.iterfind(".//*[@itemprop='datePublished']"):
        yield element.get("content") or element.get("datetime") or str(element.text_content())
    for element in page.iter("time"):
        if element.get("pubdate") is not None or "published" in (element.get("class") or ""):
            yield element.get("datetime") or str(element.text_content())


def _day(value: str, language: str) -> str | None:
    """The day in the time zone that the page itself gives: the date as its readers see it."""
    iso = _ISO.match(value)
    text = Text.of("-".join(iso.groups()) if iso else value)
    for code in dict.fromkeys(["en" if iso else language, "en"]):
        for found in find_dates(text, Span(0, len(text.clean)), code, Anchor()):
            if len(found.value) == 10:
                return found.value
    return None
