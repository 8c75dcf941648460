"""Bytes to text: by byte order mark, as UTF-8, by what the page says, at last by a guess that has to prove itself."""

from __future__ import annotations

import codecs
import re

from graph.errors import UnreadableDocument
from ingest.model import RawDocument
from ingest.parsing.codepages import guess
from ingest.parsing.sniff import format_named, is_binary

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_XML_ENCODING = re.compile(r"<\?xml[^>]*encoding\s*=\s*[\"']([\w.:-]+)", re.I)
_HEAD = 4096
# Labels that the WHATWG encoding standard reads as a wider code page than their name says.
_LABELS = {
    "iso-8859-1": "windows-1252", "latin1": "windows-1252", "latin-1": "windows-1252", "us-ascii": "windows-1252",
    "ascii": "windows-1252", "gb2312": "gb18030", "gbk": "gb18030",
    "x-gbk": "gb18030", "gb_2312-80": "gb18030", "utf8": "utf-8", "unicode": "utf-16", "cp1256": "windows-1256",
    "x-cp1251": "windows-1251", "big5-hkscs": "big5hkscs", "ks_c_5601-1987": "cp949", "euc-kr": "cp949",
}  # fmt: skip


def decode(raw: RawDocument) -> str:
    """The text of the bytes, without a byte order mark; UnreadableDocument says what stands in the way."""
    body = raw.body
    if not body.strip(b" \t\r\n\x00"):
        raise UnreadableDocument(raw.location, "is empty; nothing to read")
    if (name := format_named(body)) is not None:
        raise UnreadableDocument(raw.location, f"is {name}; save its text as .txt or .html in UTF-8")
    text = _decode(raw)
    if not text.strip("\ufeff\u200b \t\r\n\x0b\x0c\u00a0\u3000"):
        raise UnreadableDocument(raw.location, "holds blanks only; nothing to read")
    return text


def _decode(raw: RawDocument) -> str:
    body = raw.body
    for mark, codec in _MARKS:
        if body.startswith(mark):
            return _by_mark(raw, body[len(mark) :], codec)
    if is_binary(body):
        # UTF-16 without its mark is full of NUL bytes; anything else with them is no text.
        if (text := guess(body, ("utf-16-le", "utf-16-be"))) is not None:
            return text
        raise UnreadableDocument(raw.location, "is binary, not text; save its text as .txt or .html in UTF-8")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return _by_other_means(raw)


def _by_mark(raw: RawDocument, body: bytes, codec: str) -> str:
    try:
        text = body.decode(codec)
    except UnicodeDecodeError as error:
        reason = f"begins as {codec} and breaks at byte {error.start}; save it again in UTF-8"
        raise UnreadableDocument(raw.location, reason) from error
    if "\x00" in text:
        raise UnreadableDocument(raw.location, "is binary, not text; save its text as .txt or .html in UTF-8")
    return text


def _by_other_means(raw: RawDocument) -> str:
    stated = _stated_charset(raw)
    if stated is not None:
        try:
            return raw.body.decode(stated)
        except (LookupError, UnicodeDecodeError):
            pass  # a page that is wrong about itself may still be told by its letters
    text = guess(raw.body)
    if text is None:
        reason = "is not UTF-8, and no other encoding gives sensible words; save it again in UTF-8"
        raise UnreadableDocument(raw.location, reason)
    return text


def _stated_charset(raw: RawDocument) -> str | None:
    head = raw.body[:_HEAD].decode("latin-1")
    found = _CHARSET.search(raw.media_type or "") or _CHARSET.search(head) or _XML_ENCODING.search(head)
    if found is None:
        return None
    label = found.group(1).lower()
    label = _LABELS.get(label, label)
    try:
        # Codecs that give bytes, or that decode anything at all, are no character sets.
        return label if codecs.lookup(label).name not in {"utf-8", "unicode_escape", "raw_unicode_escape"} else None
    except LookupError:
        return None
