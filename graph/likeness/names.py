"""A name as a matcher sees it: its words in sounds, by script, without particles; one name may be read in two ways."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from graph.folding import fold
from graph.likeness.han import is_han, mandarin, vietnamese
from graph.likeness.sounds import Sounds, sounds
from graph.likeness.spelling import spell
from graph.likeness.tables import rows
from graph.likeness.traditions import is_pinyin, is_syllabic, is_vietnamese, is_vietnamese_syllable
from graph.likeness.words import Word, make_word

_SEPARATORS = re.compile(r"[\s\-‐-―·•・‧∙⋅._/]+")
_APOSTROPHES = re.compile(r"[’'ʼʻ‘`´ʹ]")
_LONGEST_HAN_NAME = 4
_MOST_WAYS = 8
_SHORTEST_BEHIND_PREFIX = 4


class Reading(NamedTuple):
    """The words of a name in order; `syllabic` where every one of them tells people apart, as in Vietnamese names.

    `whole` marks Han characters without a dot read as one foreign name (普京).
    """

    words: tuple[Word, ...]
    syllabic: bool
    whole: bool = False


class _Particle(NamedTuple):
    role: str
    joined: str


@lru_cache(maxsize=65536)
def read_name(name: str) -> tuple[Reading, ...]:
    """The ways to read a name, none for a text without letters."""
    ordered = _given_first(unicodedata.normalize("NFKC", name))
    tokens = [t for t in _SEPARATORS.split(_APOSTROPHES.sub("", ordered)) if any(c.isalnum() for c in t)]
    if not tokens:
        return ()
    if len(tokens) == 1 and is_han(tokens[0]) and len(tokens[0]) <= _LONGEST_HAN_NAME:
        return _han_name(tokens[0])
    folded = [fold(token).replace(" ", "") for token in tokens]
    syllabic = is_syllabic(folded)
    marked = any(is_vietnamese(token) for token in tokens)
    words = _words(tokens, folded, syllabic, marked)
    return (Reading(tuple(words), syllabic),) if words else ()


def _given_first(name: str) -> str:
    """`Family, Given` the other way round."""
    family, comma, given = name.replace("،", ",").replace("，", ",").partition(",")
    return f"{given} {family}" if comma and given.strip() else name


def _words(tokens: list[str], folded: list[str], syllabic: bool, marked: bool) -> list[Word]:
    words: list[Word] = []
    at = 0
    while at < len(tokens):
        token, plain = tokens[at], folded[at]
        particle = None if syllabic else _particles().get(plain)
        alone = len(tokens) == 1
        at += 1
        if particle is not None and not alone:
            if particle.role == "drop":
                continue
            if particle.role == "join":
                token, at = _joined(particle.joined, tokens, folded, at)
            elif particle.role == "become":
                token = particle.joined
        weak = particle is not None and particle.role == "weak" and not alone
        word = _word(token, syllabic, marked, weak)
        if word is not None:
            words.append(word)
    # A name of particles alone is a name all the same.
    return words or [w for t in tokens if (w := _word(t, True, marked)) is not None]


def _joined(head: str, tokens: list[str], folded: list[str], at: int) -> tuple[str, int]:
    """A head and the word behind it as one, over an article between them."""
    while at < len(tokens) - 1 and _role(folded[at]) == "drop":
        at += 1
    if at >= len(tokens):
        return head, at
    return head + _without_article(tokens[at]), at + 1


def _role(word: str) -> str | None:
    particle = _particles().get(word)
    return particle.role if particle else None


@lru_cache(maxsize=65536)
def _word(token: str, syllabic: bool, marked: bool, weak: bool = False) -> Word | None:
    token = _without_prefix(token)
    script = _script(token)
    initial = len(token) == 1 and script != "han" and not syllabic
    strict = [sounds(way, False) for way in spell(mandarin(token), "pinyin")] if script == "han" else []
    return make_word(_ways(token, script, marked)[:_MOST_WAYS], script, strict=strict, initial=initial, weak=weak)


def _ways(token: str, script: str, marked: bool) -> list[Sounds]:
    """All ways in which a word may sound, by its script."""
    custom = [sounds(way, False) for latin in _customary().get(token, ()) for way in spell(latin, "latin")]
    if script == "han":
        return custom + [sounds(way, True) for way in spell(mandarin(token), "transliteration")]
    if script == "arabic":
        folded = fold(token).replace(" ", "")
        bare = fold(_without_article(token)).replace(" ", "")
        return [sounds(way, True) for form in dict.fromkeys((bare, folded)) for way in spell(form, "arabic")]
    if script == "cyrillic":
        return [sounds(way, False) for way in spell(token.casefold(), "cyrillic")]
    return [sounds(way, False) for way in _latin_ways(unicodedata.normalize("NFC", token.casefold()), marked)]


def _latin_ways(word: str, marked: bool) -> list[str]:
    """As Vietnamese, as pinyin and as any other language; in a name with Vietnamese marks as Vietnamese alone."""
    plain = _without_tones(word)
    ways: list[str] = []
    if is_vietnamese_syllable(plain):
        ways += spell(plain, "vietnamese")
        if marked:
            return ways
    if is_pinyin(plain):
        ways += spell(plain, "pinyin")
    return ways + list(spell(word, "latin"))


def _han_name(name: str) -> tuple[Reading, ...]:
    """A name of Han characters, once as Vietnamese and once as Chinese says it, syllable by syllable, or as one word
    that renders a foreign name."""
    viet = [_syllable(vietnamese(char), "vietnamese") for char in name]
    chinese = [_syllable((mandarin(char),), "pinyin") for char in name]
    whole = [_word(name, False, False)]
    readings = ((viet, True), (chinese, True), (whole, False))
    return tuple(
        Reading(tuple(w for w in words if w is not None), syllabic, whole=not syllabic)
        for words, syllabic in readings
        if all(words)
    )


@lru_cache(maxsize=16384)
def _syllable(readings: tuple[str, ...], table: str) -> Word | None:
    # Beside another reading of the same kind tr is not ch: the letters count as they stand.
    strict = [sounds(spell(r, "latin")[0], False) for r in readings if r]
    return make_word((sounds(way, False) for r in readings for way in spell(r, table)), f"han-{table}", strict=strict)


def _script(token: str) -> str:
    char = next((c for c in token if c.isalpha()), "a")
    if is_han(char):
        return "han"
    if "\u0600" <= char <= "\u06ff":
        return "arabic"
    return "cyrillic" if "\u0400" <= char <= "\u052f" else "latin"


def _without_prefix(token: str) -> str:
    """A word that a particle is written on, with the particle in its shortest form."""
    lower = token.casefold()
    for prefix, short in _prefixes():
        if lower.startswith(prefix) and len(token) - len(prefix) >= _SHORTEST_BEHIND_PREFIX:
            return short + token[len(prefix) :]
    return token


def _without_article(token: str) -> str:
    """An Arabic word without its article, which is written with a bare alif: `ألكسندر` has none."""
    return token[2:] if token.startswith("ال") and len(token) > 4 else token


def _without_tones(lower: str) -> str:
    """A Latin word without its marks, but for đ, and ü which pinyin tells from u."""
    kept = (c if c in "đü" else unicodedata.normalize("NFD", c)[0] for c in lower)
    return "".join(kept)


@cache
def _particles() -> dict[str, _Particle]:
    return {
        fold(row["word"]): _Particle(row["role"], row["joined"])
        for row in rows("particles.tsv")
        if row["role"] != "prefix"
    }


@cache
def _prefixes() -> tuple[tuple[str, str], ...]:
    found = [(row["word"], row["joined"]) for row in rows("particles.tsv") if row["role"] == "prefix"]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


@cache
def _customary() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in rows("customary.tsv"):
        found.setdefault(row["written"], []).append(row["latin"])
    return found
