"""A careful guess at an encoding: the words have to be words of a language that is written so."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from ingest.languages.front import Front, fronts
from ingest.text import fold_for_matching

_SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = {
    "arabic": re.compile("[\u0621-\u064a]"),
    "cyrillic": re.compile("[\u0410-\u044f\u0401\u0451]"),
    "han": re.compile("[\u4e00-\u9fa5]"),
    "latin": re.compile("[a-z\u00df-\u00f6\u00f8-\u00ff\u0103\u0111\u01a1\u01b0\u1ea1-\u1ef9\u0153]", re.I),
}
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x80-\x9f]")
_SHARE = {"arabic": 0.85, "cyrillic": 0.8, "han": 0.75, "latin": 0.98}
_FUNCTION = {"arabic": 0.05, "cyrillic": 0.05, "han": 0.1, "latin": 0.12}


def guess(body: bytes, codecs: tuple[str, ...] | None = None) -> str | None:
    """The text under the one code page that makes words of the bytes; None where none does.

    The code pages are those of the languages that are read, or `codecs` (UTF-16 without its mark).
    """
    best: tuple[float, str] | None = None
    for codec, languages in _candidates(codecs):
        text = _decoded(body, codec)
        if text is None:
            continue
        score = max(plausibility(text, language) for language in languages)
        if score > 0 and (best is None or score > best[0]):
            best = (score, text)
    return None if best is None else best[1]


def plausibility(text: str, language: Front) -> float:
    """How far `text` reads like the language: the share of its function words, 0 where letters speak against."""
    sample = unicodedata.normalize("NFC", text[:_SAMPLE])
    if _CONTROLS.search(sample):
        return 0.0
    foreign = [char for char in sample if char.isalpha() and (language.script == "latin" or ord(char) > 127)]
    own = len(_LETTERS[language.script].findall("".join(foreign)))
    if not foreign or own < _SHARE[language.script] * len(foreign):
        return 0.0
    share = _function_share(sample, language)
    return share if share >= _FUNCTION[language.script] else 0.0


def _function_share(sample: str, language: Front) -> float:
    folded = fold_for_matching(sample)
    word = _LETTERS["han"] if language.script == "han" else _WORD
    tokens = word.findall(folded)
    return sum(token in language.function_words for token in tokens) / max(len(tokens), 1)


def _decoded(body: bytes, codec: str) -> str | None:
    try:
        return body.decode(codec)
    except UnicodeDecodeError:
        return None


def _candidates(codecs: tuple[str, ...] | None) -> list[tuple[str, tuple[Front, ...]]]:
    if codecs is not None:
        return [(codec, fronts()) for codec in codecs]
    return [(codec, languages) for codec, languages in _codepages().items()]


@cache
def _codepages() -> dict[str, tuple[Front, ...]]:
    pages: dict[str, tuple[Front, ...]] = {}
    for language in fronts():
        for codec in language.codepages:
            pages[codec] = (*pages.get(codec, ()), language)
    return pages
