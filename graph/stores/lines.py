"""N-Triples lines on their way into a SPARQL update, and back as they were before an engine rewrote them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graph.errors import StoreError

_IRI = r'<[^\x00-\x20<>"{}|^`\\]*>'
_BLANK = r"_:[\w][\w.\-]*"
_LITERAL = rf'"(?:[^"\\\n\r]|\\[tbnrf"\'\\])*"(?:@[A-Za-z]+(?:-[A-Za-z0-9]+)*|\^\^{_IRI})?'
_LINE = re.compile(rf"[ \t]*(?:{_IRI}|{_BLANK})[ \t]+{_IRI}[ \t]+(?:{_IRI}|{_BLANK}|{_LITERAL})[ \t]*\.[ \t]*")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_INTEGER = '"^^<http://www.w3.org/2001/XMLSchema#integer> .'
_OFFSET = '"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger> .'
_OFFSETS = ("<http://www.w3.org/ns/oa#start>", "<http://www.w3.org/ns/oa#end>")
_MUST_ESCAPE = {'"': r"\"", "\\": r"\\", "\n": r"\n", "\r": r"\r"}


def checked_lines(name: str, lines: Iterable[str]) -> Iterator[str]:
    """The lines as SPARQL may read them; StoreError names the graph and the first line that is no triple.

    Numeric escapes are undone first: SPARQL undoes them before it looks for the ends of strings (SPARQL 1.1
    19.2), N-Triples after, so that an escaped quotation mark would mean two things.
    """
    for number, line in enumerate(lines, 1):
        plain = _ESCAPE.sub(_undone, line)
        if not _LINE.fullmatch(plain):
            place = name or "the default graph"
            raise StoreError(f"{place}, line {number}: not an N-Triples line, nothing was written: {line[:100]!r}")
        yield plain


def restored(lines: Iterable[str]) -> list[str]:
    """The lines of a store as they were published, sorted.

    Engines that keep numbers as values (Oxigraph is one) give every whole number as xsd:integer. The offsets of
    spans are the only numbers of ours with a narrower type.
    """
    return sorted(
        line.removesuffix(_INTEGER) + _OFFSET if line.endswith(_INTEGER) and line.split(" ", 2)[1] in _OFFSETS else line
        for line in lines
    )


def _undone(match: re.Match[str]) -> str:
    digits = match.group(1) or match.group(2)
    if digits is None:
        return match.group()
    code = int(digits, 16)
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return match.group()
    return _MUST_ESCAPE.get(chr(code), chr(code))
