"""XML from strangers: decoded, mended where the mend is certain, and without any document type."""

from __future__ import annotations

import codecs
import re
from html.entities import html5

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD = 1 << 16
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)")
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_BEFORE = re.compile(r"(?:\s++|<\?.*?\?>|<!--.*?-->)*+", re.S)
# The quoted parts of a document type may hold any sign; what follows the name is `>` or an internal subset.
_DOCTYPE = re.compile(r"<!DOCTYPE\s(?:\"[^\"]*+\"|'[^']*+'|[^\[>\"'])*+", re.I)
_SUBSET = re.compile(r".*?\]\s*>", re.S)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)([^>]{0,4000})")
# XML 1.0, 2.2: no other control character may stand in a document, not even as a reference.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MENDED = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)"
    r"|&(#[0-9]{1,9};|#x[0-9a-fA-F]{1,8};|[A-Za-z][A-Za-z0-9]*;)?",
    re.S,
)
_USED = re.compile(r"</?([A-Za-z_][\w.-]*):[A-Za-z_]")
_DECLARED = re.compile(r"xmlns:([\w.-]+)\s*=")
# What a prefix means where a feed forgets to say it.
NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
_OWN = frozenset({"lt;", "gt;", "amp;", "quot;", "apos;"})


class Unfit(Exception):
    """XML that is not read; the argument is one lower-case phrase that says why and what to do."""


def text_of(body: bytes, media_type: str | None = None) -> str:
    """The text of XML bytes (XML 1.0, F); Unfit where no encoding fits."""
    for mark, codec in _MARKS:
        if body.startswith(mark):
            return _decoded(body[len(mark) :], codec)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        stated = _ENCODING.search(body[:_HEAD])
        label = stated[1].decode("ascii") if stated else _charset(media_type)
        return _decoded(body, label or "windows-1252")


def root_of(head: bytes) -> tuple[str, str] | None:
    """The local name of the root element and the text of its attributes, by the first bytes; None for no XML."""
    try:
        text = text_of(head[:_HEAD])
    except Unfit:
        text = head[:_HEAD].decode("latin-1")
    if not text.lstrip().startswith("<"):
        return None
    at, doctype = _before_root(text)
    if doctype.endswith("["):
        at = _end(_BEFORE.match(text, _end(_SUBSET.match(text, at))))
    found = _ROOT.match(text, at)
    return None if found is None else (found[1], found[2])


def safe_xml(text: str) -> bytes:
    """The document in UTF-8 without its document type, with names of HTML's characters written as these.

    Unfit where it declares entities: one of a few bytes can stand for gigabytes, or for a file of this machine.
    """
    at, doctype = _before_root(text)
    if doctype.endswith("["):
        raise Unfit("declares entities of its own in its <!DOCTYPE; take that out to have it read")
    head = _DECLARATION.match(text)
    mended = _CONTROL.sub("", _MENDED.sub(_mend, text[at:] if doctype else text[head.end() if head else 0 :]))
    if _before_root(mended)[1]:
        raise Unfit("hides a <!DOCTYPE behind signs that XML does not allow; take that out to have it read")
    return _with_prefixes(mended).encode("utf-8", "replace")


def _with_prefixes(text: str) -> str:
    """The document with every prefix declared that it uses, which many feeds forget."""
    missing = sorted(set(_USED.findall(text)) - set(_DECLARED.findall(text)) - {"xml"})
    at, _ = _before_root(text)
    root = re.compile(r"<[\w.:-]+").match(text, at)
    if not missing or root is None:
        return text
    declared = "".join(f' xmlns:{p}="{NAMESPACES.get(p, f"urn:undeclared:{p}")}"' for p in missing)
    return text[: root.end()] + declared + text[root.end() :]


def _before_root(text: str) -> tuple[int, str]:
    """Where the root begins, and the document type before it."""
    at = _end(_BEFORE.match(text))
    found = _DOCTYPE.match(text, at)
    if found is None:
        return at, ""
    after = found.end() + 1
    doctype = text[found.start() : after]
    return after if doctype.endswith("[") else _end(_BEFORE.match(text, after)), doctype


def _end(found: re.Match[str] | None) -> int:
    return 0 if found is None else found.end()


def _mend(found: re.Match[str]) -> str:
    """A bare `&`, or the name of a character that HTML knows and XML does not; all else as it stands."""
    whole, name = found[0], found[1]
    if whole[0] == "<" or name in _OWN:
        return whole
    if name is None:
        return "&amp;"
    if name[0] == "#":
        return whole if _may_stand(name) else ""
    character = html5.get(name, "")
    return "&amp;" + name if not character or set(character) & set("<>&\"'") else character


def _may_stand(reference: str) -> bool:
    code = int(reference[2:-1], 16) if reference[1] == "x" else int(reference[1:-1])
    return code in {9, 10, 13} or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000


def _charset(media_type: str | None) -> str | None:
    found = _CHARSET.search(media_type or "")
    return None if found is None else found[1]


def _decoded(body: bytes, label: str) -> str:
    # WHATWG Encoding: what calls itself Latin-1 is the wider code page of Windows.
    label = "windows-1252" if label.lower() in {"iso-8859-1", "latin1", "us-ascii", "ascii"} else label
    try:
        text = codecs.decode(body, label)
    except (LookupError, UnicodeDecodeError, ValueError) as error:
        raise Unfit(f"is not in the encoding that it names ({label[:40]}); save it again in UTF-8") from error
    if not isinstance(text, str):
        raise Unfit(f"names an encoding that gives no text ({label[:40]}); save it again in UTF-8")
    return text
