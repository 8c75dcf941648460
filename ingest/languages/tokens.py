"""Tokens of folded text: words, single punctuation marks and, in Chinese, single characters."""

from __future__ import annotations

import re

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Private-use characters stand for masked mentions and are tokens of their own.
MASK = "\ue000-\ue0ff"
_TOKEN = re.compile(rf"[{_HAN}{MASK}]|[^\W{_HAN}{MASK}]+|[^\w\s]")


def token_spans(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the tokens between two offsets, in order."""
    return [match.span() for match in _TOKEN.finditer(folded, start, end)]


def tokens(folded: str) -> list[str]:
    """The tokens of a short folded text, such as a lexicon entry."""
    return _TOKEN.findall(folded)
