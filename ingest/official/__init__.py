"""Official records of treaties, read row by row: who signed, consented and gave notice, as a depositary prints it."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit

from graph.errors import UnreadableDocument
from ingest.model import RawDocument
from ingest.official import african, coe, dutch, untc
from ingest.official.comparing import Changes, OfficialRow, compare, official_rows
from ingest.official.markup import Page, page_of, xml_of
from ingest.official.model import OfficialReading, Sheet
from ingest.official.words import family
from ingest.official.writing import EXTRACTOR, to_reading
from ingest.parsing.decode import decode

__all__ = [
    "EXTRACTOR",
    "Changes",
    "OfficialReading",
    "OfficialRow",
    "compare",
    "form_of",
    "official_rows",
    "read_official",
]  # fmt: skip

# Forms that nothing but an official record is read from; a page may be an article too.
_RECORD_TYPES = {
    "application/xml": "XML",
    "text/xml": "XML",
    "text/csv": "CSV",
    "application/csv": "CSV",
    "application/json": "JSON",
    "text/json": "JSON",
}
_PAGES = (untc.read_page, coe.read_page, dutch.read_page, african.read_page)
_XHTML = re.compile(r"<html\b", re.IGNORECASE)
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
# No page without one of these words is a status table of any of the forms.
_FIRST_SIGHT = re.compile(
    r"sign(?:ature|ed)|ondertekening|ratifi[ck]at|accession|date modified|datum wijzig", re.IGNORECASE
)
_HEAD = 4096


def form_of(media_type: str | None) -> str | None:
    """The name of a form that nothing but an official record is read from (`XML`), or None."""
    return _RECORD_TYPES.get((media_type or "").partition(";")[0].strip().lower())


def read_official(raw: RawDocument) -> OfficialReading | None:
    """What an official record says, row by row; None where the bytes are no official record.

    UnreadableDocument where they are one that cannot be read: broken, with a document type, or of no told treaty.
    """
    text = decode(raw)
    try:
        sheet = _sheet(raw, text)
    except RecursionError as error:
        raise UnreadableDocument(raw.location, "is nested too deeply to be read") from error
    if sheet is None:
        return None
    sheet = _placed(sheet, _address(raw))
    if sheet.number is None and sheet.treaty is None and sheet.title is None:
        mend = "put the treaty's number into the name of the file, such as chart-185.csv"
        raise UnreadableDocument(raw.location, f"is a status table that does not say of which treaty; {mend}")
    return to_reading(sheet)


def _sheet(raw: RawDocument, text: str) -> Sheet | None:
    location, url = raw.location, _address(raw)
    kind = form_of(raw.media_type)
    start = text.lstrip("\ufeff \t\r\n")[:_HEAD]
    if kind == "JSON" or (raw.media_type is None and start.startswith(("[", "{"))):
        return coe.read_json(text, location, url)
    if kind == "CSV":
        return coe.read_csv(text, location, url)
    if start.startswith("<") and not _XHTML.search(start) and (kind == "XML" or start.startswith("<?xml")):
        return untc.read_xml(xml_of(location, text), location, url)
    if start.startswith("<") or _XHTML.search(start):
        return _page(text, location, url)
    return None


def _placed(sheet: Sheet, address: str | None) -> Sheet:
    """The sheet, marked as a copy where its address is known and is none of the publisher's."""
    host = _host(address) if address else ""
    publisher = family(sheet.family)
    if not host or any(host == own or host.endswith(f".{own}") for own in publisher.hosts):
        return sheet
    words = f"comes from {host} and not from the {publisher.publisher}: it counts as a copy"
    return replace(sheet, copied_at=host, problems=(words, *sheet.problems))


def _host(address: str) -> str:
    """The host of an address; one that is no address is no publisher's."""
    try:
        return urlsplit(address).hostname or address
    except ValueError:
        return address


def _page(text: str, location: str, url: str | None) -> Sheet | None:
    if not _TABLE.search(text) or not _FIRST_SIGHT.search(text):
        return None
    page: Page = page_of(location, text)
    return next((sheet for read in _PAGES if (sheet := read(page, location, url)) is not None), None)


def _address(raw: RawDocument) -> str | None:
    """The address of the document, where its source tells it or its place is one."""
    if raw.url is not None:
        return raw.url
    return raw.location if raw.location.startswith(("http://", "https://")) else None
