"""Where the surface forms of an annotation stand in its text: whole words, and which of them is meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import Span

# Letters that Arabic writes on to the next word; they stay outside a mention.
_ATTACHED = "وفبكل"
_MOST_ATTACHED = 2
_NUMBERED = re.compile(r"(?P<form>.*?)(?<!#)#(?P<numbers>\d+(?:,\d+)*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Form:
    """A surface form and which of its occurrences are meant, counted from 1; empty: all of them."""

    text: str
    numbers: frozenset[int] = frozenset()


def parse_form(written: str) -> Form:
    """The form that an annotation writes: `the treaty#2` its second occurrence, `##` a plain number sign."""
    found = _NUMBERED.fullmatch(written)
    if found is None:
        return Form(written.replace("##", "#"))
    numbers = frozenset(int(number) for number in found["numbers"].split(","))
    return Form(found["form"].replace("##", "#"), numbers)


def occurrences(text: str, form: str, language: str) -> list[Span]:
    """Every occurrence of the form as whole words, in order; where no blanks part words, every occurrence."""
    return [span for span in _all(text, form) if language == "zh" or _is_whole(text, span, language)]


def _all(text: str, form: str) -> Iterator[Span]:
    start = text.find(form)
    while start >= 0:
        yield Span(start, start + len(form))
        start = text.find(form, start + 1)


def _is_whole(text: str, span: Span, language: str) -> bool:
    if _joins(text, span.end, language):
        return False
    starts = [span.start]
    while language == "ar" and len(starts) <= _MOST_ATTACHED and text[: starts[-1]].endswith(tuple(_ATTACHED)):
        starts.append(starts[-1] - 1)
    return any(not _joins(text, start, language) for start in starts)


def _joins(text: str, at: int, language: str) -> bool:
    """Whether a word goes on across a place of the text."""
    return 0 < at < len(text) and _is_letter(text[at - 1], language) and _is_letter(text[at], language)


def _is_letter(char: str, language: str) -> bool:
    # A combining mark continues a decomposed letter; Arabic vowel signs end words and are often left out.
    return char.isalnum() or (language != "ar" and unicodedata.category(char) == "Mn")
