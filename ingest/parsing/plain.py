"""Plain text: its lines as blocks, and what its header says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.model import Span
from ingest.detect import detect_language
from ingest.model import Block, BlockKind, Parsed
from ingest.parsing.marks import Marks, marks
from ingest.parsing.names import is_outlet_name
from ingest.parsing.printed import line_dates, printed_metadata

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_BLANKS = " \t\u00a0\u3000\ufeff\u200b\u200e\u200f\u202a-\u202e"
_FINAL = re.compile("[.。!！;؛:：]['\"”’»)）\\]]*$")
_SEPARATED = re.compile(r" (?:[-–—|/•·]|ـ+) |[|•·]|\s{2,}")
_ADDRESS = re.compile(r"https?://\S+")
_COMMA = re.compile("[,،，]")
_HEAD_LINES = 7
_TAIL_LINES = 6
_HEADLINE = 220
_HEADER = 140
_NAME = 40
_PROSE = 120


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.text))


def parse_plain(text: str) -> Parsed:
    """The lines that are not blank as blocks of their kinds, in offsets of `text`, with the header's metadata."""
    lines = list(_lines(text))
    language = detect_language(text)
    blocks = tuple(_blocks(lines, language))
    return Parsed(text, blocks, printed_metadata(text, blocks, language), "text/plain")


def _lines(text: str) -> Iterator[_Line]:
    for found in _LINE.finditer(text):
        line = found.group()
        left = len(line) - len(line.lstrip(_BLANKS))
        bare = line.strip(_BLANKS)
        if bare:
            yield from _without_comments(_Line(found.start() + left, bare))


def _without_comments(line: _Line) -> Iterator[_Line]:
    """A count of comments glued to the end of a line becomes a line of its own."""
    at = marks().comments_at(line.text)
    if at is None:
        yield line
        return
    before = line.text[:at].rstrip(_BLANKS)
    if before:
        yield replace(line, text=before)
    yield _Line(line.start + at, line.text[at:])


def _blocks(lines: list[_Line], language: str) -> Iterator[Block]:
    known = marks()
    prose = next((at for at, line in enumerate(lines) if _is_prose(line.text, known)), None)
    headline = False
    for at, line in enumerate(lines):
        head = at < _HEAD_LINES and (prose is None or at <= prose + 3)
        tail = at >= len(lines) - _TAIL_LINES and prose is not None and at > prose
        kind = _furniture(line, known, language, head, tail)
        if kind is None and not headline and head and prose is not None and at < prose:
            kind, headline = _early(line, language)
        elif kind is None and headline and prose is not None and at < prose and _is_separated(line):
            kind = BlockKind.HEADER
        yield from _placed(line, kind or BlockKind.BODY, known, head)
        headline = headline or _gives_title(line, known, head)


def _early(line: _Line, language: str) -> tuple[BlockKind | None, bool]:
    """What a line before the prose is while no headline has stood: most likely the headline."""
    if len(line.text) <= _HEADLINE and not _FINAL.search(line.text):
        return BlockKind.HEADLINE, True
    return None, False


def _furniture(line: _Line, known: Marks, language: str, head: bool, tail: bool) -> BlockKind | None:
    """The kind of a line that is no prose; None for all others."""
    if known.comments_at(line.text) == 0:
        return BlockKind.HEADER
    if head and known.field_of(line.text) is not None:
        return BlockKind.HEADER
    if known.is_credit(line.text):
        return BlockKind.CREDIT
    if known.is_caption(line.text):
        return BlockKind.CAPTION
    if tail and (_is_bracketed(line.text) or (len(line.text) <= _NAME and is_outlet_name(line.text))):
        return BlockKind.CREDIT
    if (head or tail) and _is_header(line, known, language):
        return BlockKind.HEADER
    return None


def _is_header(line: _Line, known: Marks, language: str) -> bool:
    if len(line.text) > _HEADER or _FINAL.search(line.text):
        return False
    if line.text.startswith(("http://", "https://")) or known.is_section(line.text):
        return True
    if known.is_byline(line.text):
        return True
    return _is_date_line(line.text, language)


def _is_date_line(line: str, language: str) -> bool:
    """A date with little beside it: an outlet's name, a place, a time, the page's address."""
    clean, dates = line_dates(_ADDRESS.sub("", line), language)
    if not dates:
        return False
    rest = len(clean) - sum(found.span.end - found.span.start for found in dates)
    spelled = any(found.span.end - found.span.start > 5 for found in dates)
    return spelled and (
        rest <= 16 or (rest <= 60 and (_SEPARATED.search(line) is not None or "," in clean or "،" in clean))
    )


def _is_separated(line: _Line) -> bool:
    short = len(line.text) <= _HEADER // 2 and not _FINAL.search(line.text)
    return short and _SEPARATED.search(line.text) is not None


def _is_bracketed(line: str) -> bool:
    return line[0] in "(（[" and line.rstrip(".。")[-1:] in ")）]" and len(line) <= 60


def _is_prose(line: str, known: Marks) -> bool:
    if known.field_of(line) or known.is_credit(line) or known.is_caption(line):
        return False
    wide = sum(char > "\u2e80" for char in line) * 3 + len(line)
    return wide >= _PROSE + 100 or (wide >= 60 and _FINAL.search(line) is not None)


def _gives_title(line: _Line, known: Marks, head: bool) -> bool:
    field = known.field_of(line.text) if head else None
    return field is not None and field[0] == "title"


def _placed(line: _Line, kind: BlockKind, known: Marks, head: bool) -> Iterator[Block]:
    """The line as a block; a title field gives its name as header and its value as headline."""
    field = known.field_of(line.text) if kind is BlockKind.HEADER and head else None
    if field is not None and field[0] == "title" and field[1] < len(line.text):
        name = line.text[: field[1]].rstrip(_BLANKS)
        yield Block(Span(line.start, line.start + len(name)), BlockKind.HEADER)
        yield Block(Span(line.start + field[1], line.span.end), BlockKind.HEADLINE)
    else:
        yield Block(line.span, kind)
