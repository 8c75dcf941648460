"""A name as a matcher sees it: its words in sounds, by script, without particles; one name may be read in two ways."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from graph.folding import fold
from graph.likeness.han import is_han, mandarin, vietnamese
from graph.likeness.sounds import Sounds, size_of
from graph.likeness.spelling import spell
from graph.likeness.tables import rows
from graph.likeness.traditions import is_pinyin, is_syllabic, is_vietnamese

_SEPARATORS = re.compile(r"[\s\-‐-―·•・‧∙⋅._/]+")
_APOSTROPHES = re.compile(r"[’'ʼʻ‘`´ʹ]")
_LONGEST_HAN_NAME = 4
_MOST_WAYS = 8


class Word(NamedTuple):
    """One word of a name: the ways it may sound; an `initial` is one letter, a `weak` word may be left out freely."""

    ways: tuple[Sounds, ...]
    weight: float
    initial: bool = False
    weak: bool = False


class Reading(NamedTuple):
    """The words of a name in order; `syllabic` where every one of them tells people apart, as in Vietnamese names."""

    words: tuple[Word, ...]
    syllabic: bool


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
        word = _word(token, syllabic, marked)
        if word is not None:
            words.append(word._replace(weak=particle is not None and particle.role == "weak" and not alone))
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
def _word(token: str, syllabic: bool, marked: bool) -> Word | None:
    ways = tuple(dict.fromkeys(_ways(token, marked)))[:_MOST_WAYS]
    ways = tuple(way for way in ways if way.text)
    if not ways:
        return None
    return Word(ways, size_of(ways[0]) ** 0.5, initial=len(token) == 1 and not is_han(token) and not syllabic)


def _ways(token: str, marked: bool) -> list[Sounds]:
    """All ways in which a word may sound, by its script."""
    script = _script(token)
    ways: list[str] = []
    for latin in _customary().get(token, ()):
        ways += spell(latin, "latin")
    if script == "han":
        return [Sounds(w, False) for w in ways] + [Sounds(w, True) for w in spell(mandarin(token), "transliteration")]
    if script == "arabic":
        bare = _without_article(token)
        forms = [bare] if bare == token else [bare, token]
        return [Sounds(way, True) for form in forms for way in spell(_fold_arabic(form), "arabic")]
    if script == "cyrillic":
        return [Sounds(way, False) for way in spell(token.casefold(), "cyrillic")]
    lower = unicodedata.normalize("NFC", token.casefold())
    plain = _without_tones(lower)
    if is_syllabic([plain], given=True):
        ways += spell(plain, "vietnamese")
    if not marked:
        ways += spell(lower, "latin")
        if is_pinyin(plain):
            ways += spell(plain, "pinyin")
    return [Sounds(way, False) for way in ways or spell(lower, "latin")]


def _han_name(name: str) -> tuple[Reading, ...]:
    """A name of Han characters, once as Vietnamese and once as Chinese says it, syllable by syllable."""
    viet = tuple(_syllable(vietnamese(char), "vietnamese") for char in name)
    chinese = tuple(_syllable((mandarin(char),), "pinyin") for char in name)
    readings = [Reading(viet, True), Reading(chinese, True)]
    whole = _word(name, False, False)
    if whole is not None:
        readings.append(Reading((whole,), False))
    return tuple(r for r in readings if all(w.ways for w in r.words))


def _syllable(readings: tuple[str, ...], table: str) -> Word:
    ways = tuple(dict.fromkeys(Sounds(way, False) for r in readings for way in spell(r, table)))
    return Word(ways, size_of(ways[0]) ** 0.5 if ways else 0.0)


def _script(token: str) -> str:
    char = next((c for c in token if c.isalpha()), "a")
    if is_han(char):
        return "han"
    if "\u0600" <= char <= "\u06ff":
        return "arabic"
    return "cyrillic" if "\u0400" <= char <= "\u052f" else "latin"


def _without_article(token: str) -> str:
    """An Arabic word without its article, which is written with a bare alif: `ألكسندر` has none."""
    return token[2:] if token.startswith("ال") and len(token) > 4 else token


def _fold_arabic(token: str) -> str:
    return fold(token).replace(" ", "")


def _without_tones(lower: str) -> str:
    """A Latin word without its marks, but for đ, and ü which pinyin tells from u."""
    kept = (c if c in "đü" else unicodedata.normalize("NFD", c)[0] for c in lower)
    return "".join(kept)


@cache
def _particles() -> dict[str, _Particle]:
    return {fold(row["word"]): _Particle(row["role"], row["joined"]) for row in rows("particles.tsv")}


@cache
def _customary() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in rows("customary.tsv"):
        found.setdefault(row["written"], []).append(row["latin"])
    return found
