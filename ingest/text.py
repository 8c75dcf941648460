"""A document's text in three forms of one length map: original, clean and folded.

`original` is never changed. `clean` is NFC without harakat, tatweel, bidi marks and zero-width characters, with
plain blanks, and with speech between double marks: the one place where characters are dropped. `folded` is `clean`
with letters that spellers confuse made equal, and has the same length. Everything after parsing works in clean
offsets; `outward` leads back.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from graph.model import Span
from ingest.traditional import FIRST_HAN, simplified

T = TypeVar("T")
# Harakat and Quranic marks, tatweel, bidi controls, zero-width characters, soft hyphen, BOM.
_DROPPED = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\u00ad\ufeff"
_COMBINING = "\u0300-\u036f\u3099\u309a"
_NEEDS_WORK = re.compile(f"[{_DROPPED}{_COMBINING}]")
_IS_DROPPED = re.compile(f"[{_DROPPED}]")
_BLANKS = {ord(c): " " for c in "\u00a0\u202f\u2007\u2009\u3000\t"}

_SAME = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ؤ": "و", "ئ": "ي",
    "ё": "е", "Ё": "е", "’": "'", "‘": "'", "ʼ": "'", "´": "'", "–": "-", "—": "-", "‑": "-", "−": "-",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "،": ",", "؛": ";", "؟": "?", "，": ",", "；": ";",
    "：": ":", "（": "(", "）": ")", "「": '"', "」": '"', "『": '"', "』": '"',
}  # fmt: skip

# Speech between single marks, as British and Indian outlets print it: a comma or the end of a sentence stands before
# the closing mark, which tells it from an apostrophe.
_SINGLE_MARKS = re.compile(
    r"(?<![\w‘])‘(?=\w)([^‘“”\"\n]{12,800}?[,.?!…])’(?![\w’])"
    r"|(?<![\w'])'(?=\w)((?:[^'“”\"\n]|(?<=\w)'(?=\w)){12,800}?[,.?!…])'(?![\w'])"
)


class _FoldTable(dict[int, str]):
    """Code point to one character, worked out on first use: lower case, digits and look-alikes."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = _SAME.get(char)
        if folded is None and code >= FIRST_HAN:
            folded = simplified().get(char)
        if folded is None:
            lower = char.lower()
            folded = lower if len(lower) == 1 else char
            if folded.isdecimal():
                folded = str(unicodedata.decimal(folded))
        self[code] = folded
        return folded


_FOLD = _FoldTable()


def fold_for_matching(clean: str) -> str:
    """The folded form of clean text, character for character."""
    return clean.translate(_FOLD)


@lru_cache(maxsize=65536)
def clean_of(text: str) -> str:
    """The clean form of a short text (a lexicon entry); offsets are not kept."""
    return Text.of(text).clean


def _with_double_marks(clean: str) -> str:
    """Clean text whose speech stands between double marks, character for character; what is quoted inside another
    quotation stays."""
    return _SINGLE_MARKS.sub(_doubled, clean) if "‘" in clean or "'" in clean else clean


def _doubled(match: re.Match[str]) -> str:
    before = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()]
    inside = before.rfind("“") > before.rfind("”") or before.count('"') % 2
    return match.group() if inside else f"“{match.group()[1:-1]}”"


@dataclass(frozen=True)
class Text:
    """The three forms; `starts` and `ends` map clean positions outward and are None where nothing moved."""

    original: str
    clean: str
    starts: array[int] | None
    ends: array[int] | None

    @classmethod
    def of(cls, original: str) -> Text:
        """The forms of a text, in linear time."""
        if not _NEEDS_WORK.search(original):
            return cls(original, _with_double_marks(original.translate(_BLANKS)), None, None)
        chars: list[str] = []
        starts, ends = array("q"), array("q")
        reached = 0
        for found in _NEEDS_WORK.finditer(original):
            start, char = found.start(), found.group()
            if reached < start:
                chars += original[reached:start]
                starts.extend(range(reached, start))
                ends.extend(range(reached + 1, start + 1))
            reached = start + 1
            if _IS_DROPPED.match(char):
                # Harakat belong to the letter before them; format characters belong to nothing.
                if chars and unicodedata.category(char) == "Mn" and ends[-1] == start:
                    ends[-1] = start + 1
                continue
            if chars and unicodedata.combining(char) and ends[-1] == start:
                composed = unicodedata.normalize("NFC", chars[-1] + char)
                if len(composed) == 1:
                    chars[-1], ends[-1] = composed, start + 1
                    continue
            chars.append(char)
            starts.append(start)
            ends.append(start + 1)
        chars += original[reached:]
        starts.extend(range(reached, len(original)))
        ends.extend(range(reached + 1, len(original) + 1))
        return cls(original, _with_double_marks("".join(chars).translate(_BLANKS)), starts, ends)

    @cached_property
    def folded(self) -> str:
        """The clean text with confusable letters made equal."""
        return fold_for_matching(self.clean)

    @cached_property
    def _scans(self) -> dict[Hashable, Any]:
        return {}

    def scanned(self, scan: Callable[[str], T], key: Hashable) -> T:
        """What a scan of the folded text finds, done once for the whole text and not for each sentence."""
        if key not in self._scans:
            self._scans[key] = scan(self.folded)
        found: T = self._scans[key]
        return found

    def outward(self, span: Span) -> Span:
        """The stretch of the original that a clean stretch stands for."""
        if self.starts is None or self.ends is None:
            return span
        if span.start >= span.end:
            at = self.starts[span.start] if span.start < len(self.starts) else len(self.original)
            return Span(at, at)
        return Span(self.starts[span.start], self.ends[span.end - 1])

    def inward(self, span: Span) -> Span:
        """The clean stretch that covers a stretch of the original."""
        if self.starts is None or self.ends is None:
            return span
        return Span(bisect_right(self.ends, span.start), bisect_right(self.starts, span.end - 1))
