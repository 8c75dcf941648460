"""What kind of thing a body of bytes is, and why some cannot be read as a document."""

from __future__ import annotations

import re

from ingest.model import RawDocument

# First bytes that name a format; where a reader is likely to know the name, it is told.
_MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office file"),
    (b"\xd0\xcf\x11\xe0", "an old office file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a media file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "an RTF file"),
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|meta|title|div|p|h1|section|main|amp-\w+)\b", re.I)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 65536


def format_named(body: bytes) -> str | None:
    """The name of the binary format whose first bytes these are; None for anything that may be text."""
    return next((name for magic, name in _MAGIC if body.startswith(magic)), None)


def is_binary(body: bytes) -> bool:
    """Whether bytes of a single-byte or UTF-8 text hold NUL or more control characters than a text has."""
    sample = body[:_SAMPLE]
    return b"\x00" in body or len(_CONTROL.findall(sample)) * 200 > len(sample)


def media_type_of(raw: RawDocument) -> str:
    """`text/html`, `text/plain` or a feed's item: what the source says, or what the first tag shows."""
    stated = (raw.media_type or "").partition(";")[0].strip().lower()
    if stated == "application/feed+json":
        return stated
    if stated in {"text/html", "application/xhtml+xml"}:
        return "text/html"
    if stated:
        return "text/plain"
    head = raw.body[:2048].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return "text/html" if head.startswith((b"<", b"<?xml")) and _HTML.search(head) else "text/plain"
