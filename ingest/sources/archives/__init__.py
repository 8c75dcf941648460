"""Web archives: each page that a WARC file holds, as a document (docs/decisions/0012-own-warc-reader.md)."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import BinaryIO

from ingest.model import RawDocument, Skipped
from ingest.sources.archives.bounds import Broken, Budget, TooMuch
from ingest.sources.archives.digests import agrees
from ingest.sources.archives.gzipped import MAGIC, Member
from ingest.sources.archives.http import Response, decoded, response_of, unchunked
from ingest.sources.archives.warc import Damage, Record, read_records
from ingest.sources.limits import too_large

SUFFIXES = (".warc", ".warc.gz")
_TEXT = re.compile(
    r"text/(?:html|plain|xml|csv)|application/(?:xhtml\+xml|xml|json|csv|[\w.-]+\+(?:xml|json))", re.ASCII
)
_OK = 200
_REDIRECTS = range(300, 400)
# What stands around a page in its record: the HTTP header.
_HEADERS = 1 << 18
_log = logging.getLogger(__name__)


def is_archive(head: bytes) -> bool:
    """Whether the first bytes are those of a WARC file, packed or not."""
    if not head.startswith(MAGIC):
        return head.startswith(b"WARC/1.")
    try:
        return (Member(BytesIO(head), 0, Budget()).read(7) or b"").startswith(b"WARC/1.")
    except Broken:
        return False


def archive_documents(file: BinaryIO, location: str, max_bytes: int) -> Iterator[RawDocument | Skipped]:
    """The pages of an archive in its order; of several captures of one address the latest.

    A page's location is that of the archive and its address. Records that are no page are passed over, and counted in
    one line of the log; what is damaged or not what its digest says is Skipped, and the rest still read.
    """
    archive = _Archive(location, max_bytes)
    try:
        latest = archive.latest(read_records(file, max_bytes + _HEADERS, Budget()))
        for at, part in enumerate(read_records(file, max_bytes + _HEADERS, Budget())):
            if isinstance(part, Damage):
                yield Skipped(f"{location}#byte={part.offset}", part.reason, location)
            elif (item := archive.page(part, is_latest=latest.get(_address(part)) == at)) is not None:
                yield item
    except TooMuch as error:
        yield Skipped(location, str(error))
    if archive.passed:
        counts = ", ".join(f"{count} {what}" for what, count in sorted(archive.passed.items()))
        _log.warning("%s: passed over %s", location, counts)


@dataclass(frozen=True, slots=True)
class _Archive:
    """One reading of an archive, with what was passed over in it."""

    location: str
    max_bytes: int
    passed: Counter[str] = field(default_factory=Counter)

    def latest(self, parts: Iterator[Record | Damage]) -> dict[str, int]:
        """The number of the latest page of each address; of one moment the last."""
        found: dict[str, tuple[str, int]] = {}
        for at, part in enumerate(parts):
            if isinstance(part, Record) and _is_response(part) and _is_page(part):
                address, when = _address(part), (part.headers.get("warc-date", ""), at)
                found[address] = max(found.get(address, when), when)
        return {address: at for address, (_, at) in found.items()}

    def page(self, record: Record, *, is_latest: bool) -> RawDocument | Skipped | None:
        """The page of a record, or why it cannot be read; None for what is passed over."""
        if not _is_response(record):
            self.passed[record.headers.get("warc-type", "unnamed")[:20] + " records"] += 1
            return None
        place = f"{self.location}#{_address(record)}"
        try:
            response = response_of(record.block)
            passed = _why_no_page(response)
            if passed is None and response.status == _OK and not is_latest:
                passed = "earlier captures"
            if passed is not None:
                self.passed[passed] += 1
                return None
            return self._document(record, response, place)
        except Broken as error:
            return Skipped(place, f"{error} (byte {record.offset})", self.location)

    def _document(self, record: Record, response: Response, place: str) -> RawDocument | Skipped:
        if response.status != _OK:
            raise Broken(f"is no page but the answer {response.status}; get the page itself")
        if record.length > len(record.block):
            return too_large(place, record.length, self.max_bytes)
        if record.headers.get("warc-truncated"):
            raise Broken("was cut short when it was archived; get the page itself")
        payload = unchunked(response, self.max_bytes)
        if not agrees(record.headers.get("warc-payload-digest"), (response.body, payload)) or not agrees(
            record.headers.get("warc-block-digest"), (record.block,)
        ):
            raise Broken("is not what its digest says; get the archive again")
        body = decoded(payload, response, self.max_bytes)
        if len(body) > self.max_bytes:
            return too_large(place, len(body), self.max_bytes)
        stated = response.headers.get("content-type") or None
        return RawDocument(place, body, stated, _address(record), container=self.location)


def _is_response(record: Record) -> bool:
    kind = record.headers.get("content-type", "").partition(";")[0].strip().lower()
    return record.headers.get("warc-type", "").lower() == "response" and kind in {"application/http", ""}


def _address(record: Record) -> str:
    """The address of what was archived; some writers put it between angle brackets, as WARC 1.0 did."""
    return record.headers.get("warc-target-uri", "").strip().removeprefix("<").removesuffix(">") or "unnamed"


def _is_page(record: Record) -> bool:
    try:
        response = response_of(record.block)
    except Broken:
        return False
    return response.status == _OK and _why_no_page(response) is None


def _why_no_page(response: Response) -> str | None:
    """What a response is that nobody would read, in the plural; None for a page and for an error."""
    if response.status in _REDIRECTS:
        return "redirects"
    if not _TEXT.fullmatch(response.media_type) and not (not response.media_type and _begins_as_text(response.body)):
        return f"responses of {response.media_type[:60] or 'no stated type'}"
    return None


def _begins_as_text(body: bytes) -> bool:
    return body[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"{"))
