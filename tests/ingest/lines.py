"""Lines for tests of single stages: a sentence, and which of its words are mentions of what kind."""

from __future__ import annotations

from graph.model import Span
from ingest.languages import load_language
from ingest.languages.language import Language
from ingest.mentions.line import Line, build_line
from ingest.model import Found
from ingest.text import Text


def place_of(text: Text, words: str, after: int = 0) -> Span:
    """Where words stand in the clean text, from a position on."""
    start = text.clean.index(words, after)
    return Span(start, start + len(words))


def line_of(sentence: str, *mentions: tuple[str, str], attached: str = "") -> Line:
    """The line of a sentence; each mention is its words and the letter of its kind."""
    text = Text.of(sentence)
    founds = [Found(place_of(text, words), kind, label=words) for words, kind in mentions]
    return build_line(text, Span(0, len(text.clean)), founds, attached)


def language(code: str) -> Language:
    """A language as the reader uses it."""
    return load_language(code)
