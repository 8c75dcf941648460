"""Which names tell people apart by every syllable: Vietnamese and Chinese ones, known by family name and shape."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from graph.folding import fold
from graph.likeness.tables import rows

_VIETNAMESE_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?[aeiouy]{1,3}(?:ch|nh|ng|[cmnpt])?$"
)
_PINYIN_WORD = re.compile(
    r"(?:(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:[iu]?ang|i?ong|eng|ing|i?an|uan|iao|uai|u?ai|u?ei|i?ao|ou|[ae]n|in|un|ia|ie|iu|ua|ui|"
    r"uo|ue|er|[aeiouü])){1,3}$"
)
_CYRILLIC_VOWELS = re.compile("[аеёиоуыэюяй]+")
# Marks that only Vietnamese puts on letters: horn, hook above, dot below, and marks upon marks.
_VIETNAMESE_MARKS = frozenset("ơưđ")
_HOOK_HORN_DOT = frozenset("\u0309\u031b\u0323")
_LONGEST_ARABIC_SYLLABLE = 6
_MOST_WORDS = 5
_MOST_SYLLABLES = 3


def is_vietnamese(word: str) -> bool:
    """Whether a word bears marks that only Vietnamese has."""
    lower = unicodedata.normalize("NFC", word.casefold())
    return any(c in _VIETNAMESE_MARKS for c in lower) or any(
        len(marks := unicodedata.normalize("NFD", c)[1:]) > 1 or marks in _HOOK_HORN_DOT for c in lower if c.isalpha()
    )


def is_pinyin(word: str) -> bool:
    """Whether a word is of one to three syllables of pinyin."""
    return bool(_PINYIN_WORD.match(word))


def is_vietnamese_syllable(word: str) -> bool:
    """Whether a word without tones has the shape of a Vietnamese syllable."""
    return bool(_VIETNAMESE_SYLLABLE.match(word))


def is_syllabic(words: Sequence[str]) -> bool:
    """Whether folded words make a name of syllables, family name first or last."""
    if not 2 <= len(words) <= _MOST_WORDS:
        return False
    families = _families()
    return (words[0] in families or words[-1] in families) and all(_is_short(word) for word in words)


def _is_short(word: str) -> bool:
    """Whether a word is one syllable of Vietnamese, or a few of Chinese."""
    if "\u0600" <= word[0] <= "\u06ff":
        return len(word) <= _LONGEST_ARABIC_SYLLABLE
    if "\u0400" <= word[0] <= "\u04ff":
        return len(_CYRILLIC_VOWELS.findall(word)) <= _MOST_SYLLABLES - 1
    return bool(_VIETNAMESE_SYLLABLE.match(word) or _PINYIN_WORD.match(word))


@cache
def _families() -> frozenset[str]:
    """The family names of the table in every script but Han, folded."""
    return frozenset(
        fold(name)
        for row in rows("surnames.tsv")
        for column in ("latin", "cyrillic", "arabic")
        for name in row[column].split()
    )
