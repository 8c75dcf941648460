"""Which language a stretch of text is in: by script, by telling letters, by function words.

Only the languages of the front are read; a few others are known so that they are not taken for one of these.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from graph.model import Span
from ingest.languages.front import front, fronts, others
from ingest.model import Block, BlockKind, Parsed
from ingest.text import fold_for_matching

UNKNOWN = "und"
_ENOUGH = 300  # code points that decide for a block; more add nothing
_DOCUMENT = 2000
_SCRIPT = 240  # code points that tell the script
_ENOUGH_WORDS = 3  # function words that several languages may share before letters decide
_SHORT = 24  # letters under which a block has no language of its own

_SCRIPTS = {
    "arabic": re.compile("[\u0620-\u06d3\u06ee-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"),
    "cyrillic": re.compile("[\u0400-\u052f]"),
    "han": re.compile("[\u3400-\u9fff]"),
    "kana": re.compile("[\u3041-\u30fa]"),
    "hangul": re.compile("[\u1100-\u11ff\uac00-\ud7af]"),
    "latin": re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
    "greek": re.compile("[\u0370-\u03ff]"),
    "hebrew": re.compile("[\u05d0-\u05ea]"),
    "thai": re.compile("[\u0e01-\u0e30]"),
    "devanagari": re.compile("[\u0900-\u097f]"),
}


class _ScriptTable(dict[str, str]):
    """A character to its script, worked out on first use; what is of no script has the empty name."""

    def __missing__(self, char: str) -> str:
        self[char] = found = next((name for name, pattern in _SCRIPTS.items() if pattern.match(char)), "")
        return found


_SCRIPT_OF_CHAR = _ScriptTable()
# Scripts that one language has almost to itself, or that decide by themselves.
_BY_SCRIPT = {"hangul": "ko", "greek": "el", "hebrew": "he", "thai": "th"}
_WORD = re.compile(r"[^\W\d_]+")
# Letters that only Vietnamese writes: horns, hooks, dots below, two marks on one vowel.
_VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_MARKED_WORD = re.compile(rf"[^\W\d_]*?{_VIETNAMESE.pattern}[^\W\d_]*")


def detect_language(text: str) -> str:
    """The language of `text`: a BCP 47 code, `und` where nothing is sure."""
    return _detect(text[:_DOCUMENT])


def detect_blocks(parsed: Parsed, document: str | None = None) -> tuple[Block, ...]:
    """The blocks with their languages; a short block, or one without telling words, takes the document's, which may be
    known already."""
    document = document or document_language(parsed)
    return tuple(replace(block, language=_block_language(parsed.text, block, document)) for block in parsed.blocks)


def document_language(parsed: Parsed) -> str:
    """The language of the prose; what the page says of itself decides only where the words do not."""
    prose = _prose(parsed.text, (block.span for block in parsed.blocks if block.kind is BlockKind.BODY))
    if not prose:
        prose = _prose(parsed.text, (block.span for block in parsed.blocks))
    found = _detect(prose)
    stated = (parsed.metadata.language or "").split("-")[0].lower()
    if found == UNKNOWN and stated and _can_be(stated, prose):
        return stated
    return found


def _prose(text: str, spans: Iterable[Span]) -> str:
    parts: list[str] = []
    length = 0
    for span in spans:
        parts.append(text[span.start : min(span.end, span.start + _ENOUGH)])
        length += len(parts[-1])
        if length > _DOCUMENT:
            break
    return "\n".join(parts)


def _can_be(stated: str, prose: str) -> bool:
    """Whether a page's own word on its language fits: the script does, and no other has more function words."""
    known = {language.code: language.script for language in fronts()}
    if stated not in known:
        return False
    scores = _latin_scores(_words(prose))
    return _script_of(prose) == known[stated] and scores.get(stated, 0.0) >= max(scores.values())


def _block_language(text: str, block: Block, document: str) -> str:
    words = text[block.span.start : min(block.span.end, block.span.start + _ENOUGH)]
    script = _script_of(words)
    if script is None or (script == "latin" and _script_of_language(document) not in {"latin", None}):
        # A Latin acronym or credit in an Arabic page is no English sentence, unless its words say so.
        own = _detect(words) if script and len(words) > 2 * _SHORT else UNKNOWN
        return document if own == UNKNOWN else own
    same_script = script == _script_of_language(document)
    if same_script and sum(map(str.isalpha, words)) < _SHORT:
        return document
    own = _detect(words, script)
    return document if own == UNKNOWN and same_script and not _speaks_against(words, document) else own


def _speaks_against(text: str, document: str) -> bool:
    """Whether function words of another language outweigh those of the document's own."""
    scores = _latin_scores(_words(text))
    own = scores.pop(document, 0.0)
    return max(scores.values()) > max(own, 1.0)


@cache
def _script_of_language(code: str) -> str | None:
    for language in fronts():
        if language.code == code:
            return language.script
    return {"fa": "arabic", "ur": "arabic", "uk": "cyrillic", "ja": "han", UNKNOWN: None}.get(code, "other")


def _detect(text: str, script: str | None = None) -> str:
    """The language of a text whose script may be known already."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    script = script or _script_of(text)
    if script is None:
        return UNKNOWN
    if script == "latin":
        return _latin(text)
    if script in _BY_SCRIPT:
        return _BY_SCRIPT[script]
    if script == "han":
        return _east_asian(text)
    if script in {"arabic", "cyrillic"}:
        return _by_letters(text, script)
    return UNKNOWN


def _script_of(text: str) -> str | None:
    """The script of most letters; Han and kana count by their weight, one sign being a word or half of one."""
    text = text[:_SCRIPT]
    if text.isascii():
        return "latin" if _SCRIPTS["latin"].search(text) else None
    counts = Counter(map(_SCRIPT_OF_CHAR.__getitem__, text))
    del counts[""]
    for dense in ("han", "kana", "hangul"):
        if dense in counts:
            counts[dense] *= 3
    if "kana" in counts:
        counts["han"] += counts.pop("kana")
    return max(counts, key=lambda name: (counts[name], name)) if counts else None


def _east_asian(text: str) -> str:
    kana = len(_SCRIPTS["kana"].findall(text))
    return "ja" if kana * 20 > len(_SCRIPTS["han"].findall(text)) else "zh"


def _by_letters(text: str, script: str) -> str:
    best, count, lower = "", 0, text.lower()
    for code, telling in others().letters[script].items():
        found = sum(map(lower.count, telling))
        if found > count:
            best, count = code, found
    own = "ar" if script == "arabic" else "ru"
    if not count:
        return own
    letters = len(_SCRIPTS[script].findall(text))
    # A foreign letter or two in names prove nothing where the words are plainly the language's own.
    if count * 70 > letters and (count >= 2 or letters < 40) and not _has_words_of(text, own):
        return best
    return own


def _has_words_of(text: str, code: str) -> bool:
    words = _WORD.findall(fold_for_matching(text))
    return sum(word in front(code).function_words for word in words) * 8 >= len(words)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _latin(text: str) -> str:
    words = _words(text)
    marked = len(_MARKED_WORD.findall(text.lower())) if _VIETNAMESE.search(text) else 0
    scores = _latin_scores(words)
    if _is_vietnamese(len(words), marked, scores):
        return "vi"
    scores.pop("vi", None)
    best = max(scores, key=lambda code: (scores[code], code))
    rest = max(score for code, score in scores.items() if code != best)
    if scores[best] == rest >= _ENOUGH_WORDS:
        best, rest = _by_telling_letters(text, scores, rest) or (best, rest)
    enough = scores[best] * 8 >= len(words) - marked
    return best if best in _read() and scores[best] > rest and enough else UNKNOWN


def _is_vietnamese(words: int, marked: int, scores: Mapping[str, float]) -> bool:
    """A fifth of all Vietnamese words carry marks of their own; a name or two in a foreign sentence stay under it."""
    if marked * 5 < words or not marked:
        return False
    foreign = max(score for code, score in scores.items() if code != "vi")
    return marked + scores["vi"] > 2 * foreign


def _latin_scores(words: list[str]) -> dict[str, float]:
    scores = dict.fromkeys(_function_words(), 0.0)
    languages = _languages_of_words()
    for word in words:
        for code in languages.get(word, ()):
            scores[code] += 1.0
    return scores


@cache
def _read() -> frozenset[str]:
    return frozenset(language.code for language in fronts() if language.script == "latin")


def _by_telling_letters(text: str, scores: Mapping[str, float], most: float) -> tuple[str, float] | None:
    """Of the languages that have as many words each, the only one whose letters stand in the text, and no rival."""
    written = set(text.lower())
    equals = [code for code, score in scores.items() if score == most]
    telling = [code for code in equals if _telling_letters().get(code, frozenset()) & written]
    return (telling[0], 0.0) if len(telling) == 1 else None


@cache
def _telling_letters() -> dict[str, frozenset[str]]:
    """By language, letters that it writes and most others do not."""
    return {code: front(code).letters for code in sorted(_read()) if front(code).letters}


@cache
def _function_words() -> dict[str, frozenset[str]]:
    read = {code: front(code).function_words for code in sorted(_read())}
    return {**read, **others().words}


@cache
def _languages_of_words() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, words in _function_words().items():
        for word in sorted(words):
            found[word] = (*found.get(word, ()), code)
    return found
