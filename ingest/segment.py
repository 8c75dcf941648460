"""Sentences: where a terminator ends one, and where it only ends an abbreviation, an initial or a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import Span
from ingest.languages.front import FRONT_LANGUAGES, front
from ingest.text import Text, fold_for_matching

_NEWLINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_CLOSERS = "\"'”’»›)\\]」』）】》"
_OPENERS = " \"'“‘«‹([「『（【《-–—/"
# Runs are taken whole so that the scan stays linear; CJK stops need no blank after them.
# French sets a blank before its closing quotation mark.
_END = re.compile(f"(?:[.!?؟…]+|[。！？]+)(?:[{_CLOSERS}]| ?»)*")
_TOKEN_TAIL = re.compile(r"[\w.'’/-]*$")
_LOOK_BACK = 24
# Nobody writes sentences of this length, but lists and tables without a stop come as one line. What reads sentences
# weighs every word against the others, so a line of megabytes is cut between words to keep the work linear.
_LONGEST = 2000


def split_sentences(text: Text, block: Span, language: str) -> Iterator[Span]:
    """The sentences of a block, in clean offsets and order, without blanks around them; a new line always ends one."""
    abbreviations = front(language).abbreviations if language in FRONT_LANGUAGES else frozenset[str]()
    clean = text.clean
    for line in _NEWLINE.finditer(clean, block.start, block.end):
        yield from _split_line(clean, line.start(), line.end(), abbreviations)


def _split_line(clean: str, start: int, end: int, abbreviations: frozenset[str]) -> Iterator[Span]:
    line_start = start
    for found in _END.finditer(clean, start, end):
        if _ends_sentence(clean, found, line_start, end, abbreviations):
            yield from _trimmed(clean, start, found.end())
            start = found.end()
    yield from _trimmed(clean, start, end)


def _trimmed(clean: str, start: int, end: int) -> Iterator[Span]:
    while end - start > _LONGEST:
        cut = clean.rfind(" ", start, start + _LONGEST) + 1 or start + _LONGEST
        yield from _piece(clean, start, cut)
        start = cut
    yield from _piece(clean, start, end)


def _piece(clean: str, start: int, end: int) -> Iterator[Span]:
    piece = clean[start:end]
    left = len(piece) - len(piece.lstrip())
    if left < len(piece):
        yield Span(start + left, start + len(piece.rstrip()))


def _ends_sentence(clean: str, found: re.Match[str], line_start: int, end: int, abbreviations: frozenset[str]) -> bool:
    after = found.end()
    if after >= end:
        return False  # the rest of the line is yielded anyway
    stop = found.group()[0]
    if stop in "。！？":
        return not _goes_on(clean, after, end)
    if not clean[after].isspace() and not _arabic_without_blank(clean, found):
        return False
    if _goes_on(clean, after, end):
        return False
    return stop != "." or not _abbreviated(clean, found, line_start, abbreviations)


def _goes_on(clean: str, after: int, end: int) -> bool:
    """Whether the next letter is lower case: then the sentence has not ended."""
    while after < end and clean[after] in _OPENERS:
        after += 1
    return after < end and clean[after].islower()


def _arabic_without_blank(clean: str, found: re.Match[str]) -> bool:
    """Arabic pages often set no blank after a full stop; between two Arabic words it is one all the same."""
    before, after = clean[max(0, found.start() - 2) : found.start()], clean[found.end()]
    return len(before) == 2 and all("\u0621" <= char <= "\u064a" for char in (*before, after))


def _abbreviated(clean: str, found: re.Match[str], line_start: int, abbreviations: frozenset[str]) -> bool:
    """Whether the full stop belongs to the word before it: initial, abbreviation, list number."""
    if len(found.group()) > 1 and found.group()[1] in ".!?؟…":
        return False
    tail = _TOKEN_TAIL.search(clean, max(line_start, found.start() - _LOOK_BACK), found.start())
    token = tail.group() if tail else ""
    if not token:
        return False
    if token.isdigit():
        return len(token) <= 2 and found.start() - len(token) == line_start
    last = token.rpartition(".")[2]
    if len(last) == 1 and last.isalpha() and not _is_small_word(last):
        return not _ends_with_meridiem(token)
    folded = fold_for_matching(token)
    return folded in abbreviations or folded.rpartition(".")[2] in abbreviations


def _is_small_word(letter: str) -> bool:
    """Whether one letter is a word and no initial: small and accented Latin, as Vietnamese `ý` and `ở`."""
    return letter.islower() and ("\u00df" <= letter <= "\u024f" or "\u1ea0" <= letter <= "\u1ef9")


def _ends_with_meridiem(token: str) -> bool:
    """`10 a.m.` before a capital ends a sentence more often than not, `U.N.` does not."""
    return token.lower() in {"a.m", "p.m"}
