"""Lines for tests of single stages: a sentence, and which of its words are mentions of what kind."""

from __future__ import annotations

from graph.model import Reading, Span
from ingest.authority import find_known
from ingest.languages import load_language
from ingest.languages.language import Language
from ingest.mentions.line import Line, build_line
from ingest.model import Found, RawDocument
from ingest.parsing import parse
from ingest.reader import read_document
from ingest.text import Text


def place_of(text: Text, words: str, after: int = 0) -> Span:
    """Where words stand in the clean text, from a position on."""
    start = text.clean.index(words, after)
    return Span(start, start + len(words))


def line_of(sentence: str, *mentions: tuple[str, str]) -> Line:
    """The line of a sentence; each mention is its words and the letter of its kind."""
    text = Text.of(sentence)
    founds = [Found(place_of(text, words), kind, label=words) for words, kind in mentions]
    return build_line(text, Span(0, len(text.clean)), founds)


def language(code: str) -> Language:
    """A language as the reader uses it."""
    return load_language(code)


def reading_of(text: str) -> Reading:
    """What a plain text says, by the whole road."""
    return read_document(parse(RawDocument("text.txt", text.encode(), "text/plain")))


def told(reading: Reading) -> list[tuple[str, str, str | None]]:
    """Each claim as its type, and the keys (or labels) of its subject and object."""
    names = {entity.id: entity.key or entity.label for entity in reading.entities}
    return [(claim.type, names[claim.subject], names.get(claim.object or "")) for claim in reading.claims]


def meant(reading: Reading) -> list[tuple[str, str]]:
    """Each mention as its words and the key (or label) of what they stand for."""
    names = {entity.id: entity.key or entity.label for entity in reading.entities}
    return [(mention.span.of(reading.document.text), names[mention.entity]) for mention in reading.mentions]


def stages(sentence: str, code: str) -> tuple[Line, Text]:
    """The line of a sentence with its known names, as the stages after the gazetteer get it, and its text."""
    text = Text.of(sentence)
    span = Span(0, len(text.clean))
    return build_line(text, span, find_known(text, span, code)), text
