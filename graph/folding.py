"""One spelling for comparing names in any script; never for showing them.

`fold` drops what spellers disagree on: case, Latin diacritics (Vietnamese tones among them), Arabic harakat,
tatweel, hamza carriers, final ya and ta marbuta, format characters, digits of other scripts, and punctuation.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Names come again and again, whole texts do not.
_NAME = 80
_LETTERS = str.maketrans(
    {
        "đ": "d", "ð": "d", "ø": "o", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": "", "ؤ": "و", "ئ": "ي",
        "ё": "е",
    }
)  # fmt: skip


def fold(text: str) -> str:
    """The comparing form of `text`: idempotent, words joined by single blanks, never for display."""
    return _fold_name(text) if len(text) <= _NAME else _fold(text)


@lru_cache(maxsize=1 << 15)
def _fold_name(text: str) -> str:
    return _fold(text)


def _fold(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    text = unicodedata.normalize("NFD", text)
    text = "".join(c for c in text if unicodedata.category(c) not in {"Mn", "Cf"})
    text = unicodedata.normalize("NFC", text).translate(_LETTERS)
    return " ".join("".join(_letter_or_blank(c) for c in text).split())


def _letter_or_blank(char: str) -> str:
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    return char if unicodedata.category(char)[0] in "LNM" else " "
