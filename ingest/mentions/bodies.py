"""Bodies that no table knows: by the noun that begins their name (`Fondation Karisma`), by its last word
(`CyberPeace Institute`), or by a common noun before a name in capitals (`l'ONG Derechos Digitales`).

The classes are `body_head`, `body_whole` (a name by itself), `body_tail`, `body_kind`, and for what goes on in small
letters `body_adjective`, `body_joint` and the words of portfolios; `body_stop` holds words that begin another name, and
with `body_state_last` a state ends one. A language that lacks them names no such bodies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from graph.model import Span
from ingest.authority import longest
from ingest.languages.language import Language
from ingest.mentions.line import Line
from ingest.model import Found
from ingest.text import Text

_ACRONYM = re.compile(r"\s\(([A-Z][A-Za-z0-9-]*[A-Z][A-Za-z0-9-]*)\)")
# Mentions that may stand inside the name of a body.
_INSIDE = frozenset("SACLOU")
_LONGEST_PHRASE = 4
_MOST_JOINTS = 3
# The most tokens of a name in quotation marks.
_LONGEST_QUOTED = 8


def find_bodies(line: Line, text: Text, language: Language) -> list[Found]:
    """The new bodies of a line with the abbreviation in brackets behind them, none overlapping."""
    reader = _Reader(line, text, language)
    spans = [*reader.by_head(), *reader.by_tail(), *reader.by_kind(), *reader.by_quotes()]
    return longest(_body(span, text) for span in spans)


def find_bodies_again(line: Line, text: Text, shorts: Mapping[str, str]) -> list[Found]:
    """The bodies of a document where only their abbreviation stands; `shorts` gives the name of each."""
    found = []
    for span, owner in zip(line.spans, line.founds, strict=True):
        name = shorts.get(span.of(text.clean)) if owner is None else None
        if name is not None:
            found.append(Found(span, "O", label=name, register="acronym"))
    return found


def abbreviations(founds: list[Found], text: Text) -> dict[str, str]:
    """The names of new bodies by the abbreviation that stands in brackets behind them."""
    shorts: dict[str, str] = {}
    for found in founds:
        match = _ACRONYM.search(found.span.of(text.clean)) if found.kind == "O" and found.key is None else None
        if match is not None and found.label:
            shorts.setdefault(match[1], found.label)
    return shorts


def _body(span: Span, text: Text) -> Found:
    label = " ".join(span.of(text.clean).split())
    match = _ACRONYM.match(text.clean, span.end)
    return Found(Span(span.start, match.end()) if match else span, "O", label=label)


class _Reader:
    """Reads names of bodies off one line; positions are token indexes, ranges are inclusive."""

    def __init__(self, line: Line, text: Text, language: Language) -> None:
        self.line = line
        self.text = text
        self.language = language
        self.heads = dict(self._phrases("body_head"))
        self.whole = dict(self._phrases("body_whole"))
        self.heads |= self.whole
        self.stops = dict(self._phrases("body_stop"))

    def by_head(self) -> Iterator[Span]:
        """Names that begin with a noun in capitals."""
        for first, last in self.heads.items():
            end = self._forward(last) if self._capital(first) and not self._inside_name(first) else last
            if end > last or (first in self.whole and self._capital(first)):
                yield self._span(first, end)

    def by_tail(self) -> Iterator[Span]:
        """Names in capitals that end with a telling word."""
        for first, last in self._phrases("body_tail"):
            start = first
            while self._is_capital_word(start - 1) and not self._opens(start - 1):
                start -= 1
            if self._capital(first) and start < first:
                yield self._span(start, last)

    def by_kind(self) -> Iterator[Span]:
        """Names in capitals behind a common noun, which is no part of them."""
        for _, last in self._phrases("body_kind"):
            end = last
            while self._is_capital_word(end + 1):
                end += 1
            if end > last and len(self._written(last + 1)) > 2:
                yield self._span(last + 1, end)

    def by_quotes(self) -> Iterator[Span]:
        """Where no capitals tell, names in quotation marks behind a common noun, or that begin with one."""
        if self.language.names.case or not self.language.names.blanks:
            return
        for first, last in self._phrases("body_kind"):
            start = first if self._word(first - 1) == '"' else last + 2
            end = start
            while end - start < _LONGEST_QUOTED and self._may_be_quoted(end):
                end += 1
            if self._word(start - 1) == '"' == self._word(end) and end > start + (start == first):
                yield self._span(start, end - 1)

    def _may_be_quoted(self, index: int) -> bool:
        if index >= len(self.line.spans):
            return False
        found = self.line.founds[index]
        return self._word(index).isalnum() if found is None else found.kind in _INSIDE - {"O", "U"}

    def _phrases(self, name: str) -> Iterator[tuple[int, int]]:
        pattern = self.language.class_patterns.get(name)
        for hit in self.line.hits(pattern) if pattern is not None else ():
            yield self.line.index(hit.match.start()), self.line.index(hit.match.end()) - 1

    def _forward(self, end: int) -> int:
        """The last token of a name whose head ends at `end`."""
        joints, bound, at = 0, False, end + 1
        while at < len(self.line.spans) and at not in self.heads and not self._begins_another(at):
            if self._is_last_state(at):
                return at
            step = self._part(at, after_joint=joints > 0)
            if step:
                end, joints, at = at + step - 1, 0, at + step
            elif self._is_joint(at) and joints < _MOST_JOINTS and self._may_join(at, bound):
                bound = bound or not self._is_and(at)
                joints, at = joints + 1, at + 1
            else:
                break
        return end

    def _is_last_state(self, at: int) -> bool:
        """Whether a state ends the name, in languages that set it last (class `body_state_last`)."""
        found = self.line.founds[at]
        return found is not None and found.kind in "SC" and "body_state_last" in self.language.classes

    def _begins_another(self, at: int) -> bool:
        """Whether a word in capitals begins another name, as a family name does behind a body."""
        return at in self.stops and self._capital(at)

    def _part(self, at: int, *, after_joint: bool) -> int:
        """How many tokens of the name stand at a place: a word in capitals, a mention, an adjective, a portfolio."""
        found = self.line.founds[at]
        if found is not None:
            oblique = bool(self.language.names.endings) and found.register in {"case", "acronym", "short"}
            return int(found.kind in _INSIDE and (after_joint or found.kind == "A" or oblique))
        if self._is_capital_word(at):
            # Where names have case forms, bodies go on in small letters: capitals behind these open the holder's name.
            return int(not self.language.names.endings or self._is_capital_word(at - 1))
        words = [self._word(index) for index in range(at, min(at + _LONGEST_PHRASE, len(self.line.spans)))]
        for size in range(len(words), 0, -1):
            if tuple(words[:size]) in self.language.portfolio_words and after_joint:
                return size
        adjectives = self.language.class_patterns.get("body_adjective")
        return int(adjectives is not None and adjectives.regex.match(f"{words[0]} ") is not None)

    def _is_joint(self, at: int) -> bool:
        pattern = self.language.class_patterns.get("body_joint")
        return pattern is not None and pattern.regex.fullmatch(f"{self._word(at)} ") is not None

    def _is_and(self, at: int) -> bool:
        return self._word(at) in {"et", "y", "e", "and", "&", "и"}

    def _may_join(self, at: int, bound: bool) -> bool:
        """Whether a joint goes on with the name: `and` only behind a preposition and before small letters or an
        article (`contra la Delincuencia y la Corrupción`), for else a second name may begin; where names are written
        in capitals throughout (class `body_and`), behind a preposition (`Centre for Law and Democracy`)."""
        if not self._is_and(at):
            return True
        if "body_and" in self.language.classes:
            return bound
        follows = at + 1 < len(self.line.spans) and self.line.founds[at + 1] is None
        return bound and follows and not self._capital(at + 1)

    def _inside_name(self, first: int) -> bool:
        """Whether the noun stands behind another word in capitals, as in the middle of a name."""
        return self._is_capital_word(first - 1) and not self._opens(first - 1)

    def _opens(self, index: int) -> bool:
        """Whether a word in capitals may have them only because it opens the sentence."""
        return index == 0 and self._word(index) in self.language.names.stops | self.language.names.particles

    def _is_capital_word(self, index: int) -> bool:
        return 0 <= index < len(self.line.spans) and self._word(index).isalnum() and self._capital(index)

    def _capital(self, index: int) -> bool:
        return self.line.founds[index] is None and self.text.clean[self.line.spans[index].start].isupper()

    def _word(self, index: int) -> str:
        inside = 0 <= index < len(self.line.spans) and self.line.founds[index] is None
        return self.line.spans[index].of(self.text.folded) if inside else ""

    def _written(self, index: int) -> str:
        return self.line.spans[index].of(self.text.clean)

    def _span(self, first: int, last: int) -> Span:
        return Span(self.line.spans[first].start, self.line.spans[last].end)
