"""Numbers in Chinese numerals: 七十二, 两百零五, 四万五千."""

from __future__ import annotations

import re

HAN = re.compile("[零〇一二两三四五六七八九十百千万亿]+")
_UNITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10_000, "亿": 100_000_000}


def han_value(numerals: str) -> int | None:
    """The value of a run of numerals; None where the run is no number (`万一`, `一二`)."""
    total = section = 0
    digit: int | None = None
    place = 10**9
    for char in numerals:
        if char in _UNITS:
            if digit:
                return None
            digit = _UNITS[char]
        elif char in _PLACES:
            if _PLACES[char] >= place:
                return None
            place = _PLACES[char]
            section += (1 if digit is None else digit) * place
            digit = None
        else:
            section, digit, place = section + (digit or 0), None, 10**9
            if not section:
                return None
            # 一亿两千万: the smaller scale takes its own section only.
            smaller = total >= _SCALES[char]
            total = total + section * _SCALES[char] if smaller else (total + section) * _SCALES[char]
            section = 0
    return total + section + (digit or 0)
