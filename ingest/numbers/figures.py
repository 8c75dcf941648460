"""Numbers in figures: grouping by language, scale words after them, and what shows that a figure is no count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from ingest.languages.front import NumberWords, front

FIGURE = re.compile(r"\d")
_RUN = re.compile(r"\d+")
_LABEL_LENGTH = 24


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in figures: its place with its scale word or ordinal ending, and its value."""

    start: int
    end: int
    value: int
    ordinal: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """One language's figures, compiled."""

    words: NumberWords
    figure: re.Pattern[str]
    ordinal_end: re.Pattern[str] | None
    ordinal_start: re.Pattern[str] | None
    label: re.Pattern[str]
    unit: re.Pattern[str]

    def figures(self, folded: str, start: int, end: int) -> Iterator[Figure]:
        """The whole numbers in figures of a stretch, in order; decimals count where a scale word makes them whole."""
        reached = start
        for run in _RUN.finditer(folded, start, end):
            found = self.figure.match(folded, run.start(), end) if run.start() >= reached else None
            if found is None:
                continue
            reached = found.end()
            if self.label.search(folded, max(start, found.start() - _LABEL_LENGTH), found.start()):
                continue
            value = self._value(found)
            if value is not None:
                yield self._placed(folded, found, value, start, end)

    def closes(self, folded: str, start: int, end: int, begin: int) -> bool:
        """Whether a number in words is no count: a percentage, a label, a clock time."""
        if self.label.search(folded, max(begin, start - _LABEL_LENGTH), start) or self.unit.match(folded, end):
            return True
        around = self.unit.finditer(folded, max(begin, start - _LABEL_LENGTH // 2), end)
        return any(found.start() < start < found.end() for found in around)

    def _value(self, found: re.Match[str]) -> int | None:
        digits, fraction, scale = found.group("whole"), found.group("fraction"), found.group("scale")
        if fraction and not scale:
            return None
        value = Decimal(re.sub(r"\D", "", digits) + ("." + fraction if fraction else ""))
        if scale:
            value *= self.words.multipliers[scale]
        return int(value) if value == value.to_integral_value() else None

    def _placed(self, folded: str, found: re.Match[str], value: int, start: int, end: int) -> Figure:
        if self.ordinal_end and (ending := self.ordinal_end.match(folded, found.end(), end)):
            return Figure(found.start(), ending.end(), value, True)
        if self.ordinal_start and (
            opening := self.ordinal_start.search(folded, max(start, found.start() - 6), found.start())
        ):
            return Figure(opening.start(), found.end(), value, True)
        return Figure(found.start(), found.end(), value)


@cache
def figures_of(code: str) -> Figures:
    """The figures of one language."""
    language = front(code)
    words = language.numbers
    close = language.script in {"arabic", "han"}
    # In Arabic and Chinese a letter may touch a figure; elsewhere that makes a name of it (G20, NC4).
    edge = r"(?<![a-z0-9_])(?<![a-z0-9]-)" if close else r"(?<!\w)(?<!\w-)"
    edge += r"(?<!\d[.,:/])(?<![/#@=&?])"
    scale = _either(words.multipliers)
    gap, whole = ("", "") if code == "zh" else (" ?", r"(?!\w)")
    ordinals = words.ordinal_figures
    return Figures(
        words=words,
        figure=re.compile(
            rf"{edge}(?P<whole>{_grouped(words.grouping)})(?:[.,](?P<fraction>\d+))?"
            rf"(?:{gap}(?P<scale>{scale}){whole})?{_not_followed(words, code)}"
        ),
        ordinal_end=_joined(form[1:] for form in ordinals if form.startswith("#")),
        ordinal_start=_joined((form[:-1] for form in ordinals if form.endswith("#")), "$"),
        unit=re.compile(rf" ?(?<!\w)(?:[%°٪‰]|{words.not_before})"),
        label=re.compile(rf"(?<!\w)(?:{words.labels})[ .:]{{0,2}}$"),
    )


def _grouped(grouping: str) -> str:
    separators = "".join(re.escape(char) for char in grouping)
    return rf"\d{{1,3}}(?:[{separators}]\d{{3}}(?!\d))+|\d+"


def _not_followed(words: NumberWords, code: str) -> str:
    """What may not stand after a count: per cent, clock times, fractions, more figures, a name's letters."""
    letters = r"(?![^\W\d_])" if code not in {"ar", "zh"} else "(?![a-z])"
    if code != "zh":
        letters = rf"(?:(?=(?:{_ordinal_tail(words)}))|{letters})"
    return rf"(?!\d)(?![.,:/]\d)(?!/\w)(?! ?[%°٪‰])(?! ?(?:{words.not_before}))(?!:\d){letters}"


def _ordinal_tail(words: NumberWords) -> str:
    tails = [form[1:] for form in words.ordinal_figures if form.startswith("#")]
    return "|".join(tails) if tails else "(?!)"


def _joined(forms: Iterable[str], end: str = "") -> re.Pattern[str] | None:
    alternatives = "|".join(forms)
    return re.compile(f"(?:{alternatives}){end}") if alternatives else None


def _either(words: Iterable[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in ordered)
