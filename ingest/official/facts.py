"""What the lines before a table say of the treaty as a whole: counts, adoption, opening, entry into force."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import ClaimType, Modality, Span
from ingest.numbers import find_numbers
from ingest.official.dates import Printed, printed_dates
from ingest.official.model import Fact, Line
from ingest.official.words import bodies, counts
from ingest.text import Text

_SENTENCE = re.compile(r".+?(?:[.!?][\"”»)]*(?=\s+[A-ZÀ-Ý])|$)", re.DOTALL)
_ADOPTED = re.compile(r"\badopt(?:ed|ée?)\b", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:open(?:ed)?|ouverte?) (?:for|à la) signature\b", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|jusqu['’]au)\s", re.IGNORECASE)
_NOT_YET = re.compile(r"\b(?:not yet in force|pas encore en vigueur)\b", re.IGNORECASE)
# `from 25 to 26 October 2025`: the first day has its month and year from the second.
_FROM = re.compile(r"\b(?:from|du)\s+(\d{1,2})(?:er)?\s+(?:to|au)\s+$", re.IGNORECASE)
_INSTRUMENTS = re.compile(r"\s*(?:instruments?|ratifications?|accessions?|states?\b)", re.IGNORECASE)
_DAYS = re.compile(r"\s*(?:days?\s+(?:after|following|from)|jours?\s+(?:après|suivant|qui))", re.IGNORECASE)
_NUMBERED = re.compile(r"\b(\d{1,3})\s+ratifications?", re.IGNORECASE)
# Farther from the start of the line a date belongs to the clause that is quoted.
_NEAR = 40


def counts_line(text: str, as_of: str | None) -> Line:
    """Printed totals, as they stand; they are never counted anew."""
    facts = [
        Fact(ClaimType.TALLY, Span(*found.span()), int(found[1]), action, unit, as_of, rule="tally")
        for pattern, action, unit in counts()
        for found in pattern.finditer(text)
    ]
    return Line(text, tuple(_outermost(facts)))


def force_line(text: str, label: str, language: str, as_of: str | None) -> Line:
    """Since when, or on which condition, the treaty is in force."""
    whole = f"{label}: {text}"
    start = len(label) + 2
    facts = list(_force(whole, start, as_of))
    if rule := _condition(whole, language):
        facts.append(rule)
    return Line(whole, tuple(facts))


def opening_line(text: str, label: str, as_of: str | None) -> Line:
    """When and where a treaty was opened for signature, beside a label."""
    whole = f"{label}: {text}"
    day = next(printed_dates(whole), None)
    if day is None:
        return Line(whole)
    span = Span(0, day.span.end)
    fact = Fact(ClaimType.OPENS_FOR_SIGNATURE, span, date=day.day, modality=_mood(day.day, as_of), rule="opening")
    return Line(whole, (fact,))


def note_line(text: str, as_of: str | None = None) -> Line:
    """A note of the depositary: who adopted the treaty, and when it is open for signature."""
    facts: list[Fact] = []
    for found in _SENTENCE.finditer(text):
        said = found.group()
        start = found.start() + len(said) - len(said.lstrip())
        sentence = Span(start, found.end())
        facts += _adoption(text, sentence)
        facts += _opening(text, sentence, as_of)
    return Line(text, tuple(facts))


def _outermost(facts: list[Fact]) -> Iterator[Fact]:
    """The totals without those whose words end a longer one."""
    for fact in facts:
        if not any(other is not fact and _inside(fact.span, other.span) for other in facts):
            yield fact


def _inside(one: Span, other: Span) -> bool:
    return other.start <= one.start and one.end <= other.end and one != other


def _force(text: str, start: int, as_of: str | None) -> Iterator[Fact]:
    if not_yet := _NOT_YET.search(text):
        span = Span(*not_yet.span())
        yield Fact(ClaimType.ENTERS_INTO_FORCE, span, modality=Modality.NEGATED, rule="entry-into-force")
        return
    day = next(printed_dates(text), None)
    if day is not None and day.span.start - start < _NEAR:
        span, mood = Span(0, day.span.end), _mood(day.day, as_of)
        yield Fact(ClaimType.ENTERS_INTO_FORCE, span, date=day.day, modality=mood, rule="entry-into-force")


def _condition(text: str, language: str) -> Fact | None:
    """How many instruments a treaty needs, and how many days it then waits, from the clause or in figures."""
    whole = Text.of(text)
    threshold, days, reach = None, None, []
    for number in find_numbers(whole, Span(0, len(whole.clean)), language):
        after = whole.clean[number.span.end :]
        if threshold is None and _INSTRUMENTS.match(after):
            threshold = number.value
            reach.append(number.span)
        elif days is None and _DAYS.match(after):
            days = number.value
            reach.append(number.span)
    if threshold is None:
        figure = _NUMBERED.search(text)
        return figure and Fact(ClaimType.REQUIRES, Span(*figure.span()), int(figure[1]), rule="condition")
    clause = _clause(text, whole.outward(Span(min(s.start for s in reach), max(s.end for s in reach))))
    return Fact(ClaimType.REQUIRES, clause, threshold, delay_days=days, rule="condition")


def _clause(text: str, span: Span) -> Span:
    """The sentence of a clause around a stretch, from the mark that opens the quotation."""
    start = max(text.rfind(mark, 0, span.start) for mark in '"“«:') + 1
    end = text.find(".", span.end)
    return Span(start + len(text[start:]) - len(text[start:].lstrip()), len(text) if end < 0 else end)


def _adoption(text: str, sentence: Span) -> Iterator[Fact]:
    adopted = _ADOPTED.search(text, sentence.start, sentence.end)
    body = next((pair for pair in bodies() if pair[0] in sentence.of(text)), None)
    if adopted is None or body is None:
        return
    behind = [day for day in _days_in(text, sentence) if day.span.start >= adopted.end()]
    at = text.index(body[0], sentence.start)
    named = Span(at, at + len(body[0]))
    day = behind[0].day if behind else None
    yield Fact(ClaimType.ADOPTS, sentence, date=day, body=body[1], named=named, rule="adoption")


def _opening(text: str, sentence: Span, as_of: str | None) -> Iterator[Fact]:
    opens = _OPEN.search(text, sentence.start, sentence.end)
    if opens is None:
        return
    days = [day for day in _days_in(text, sentence) if day.span.start >= opens.end()]
    closing = next((day for day in days if _UNTIL.search(text[day.span.start - 14 : day.span.start])), None)
    first = next((_first_of(text, day) for day in days if day is not closing), None)
    if first is None:
        return
    window = first if closing is None or closing.day < first else f"{first}/{closing.day}"
    mood = _mood(first, as_of)
    yield Fact(ClaimType.OPENS_FOR_SIGNATURE, sentence, date=window, modality=mood, rule="opening")


def _first_of(text: str, day: Printed) -> str:
    earlier = _FROM.search(text[: day.span.start])
    return f"{day.day[:8]}{int(earlier[1]):02d}" if earlier and 0 < int(earlier[1]) <= int(day.day[8:]) else day.day


def _days_in(text: str, sentence: Span) -> list[Printed]:
    found = printed_dates(sentence.of(text))
    return [Printed(d.day, Span(d.span.start + sentence.start, d.span.end + sentence.start)) for d in found]


def _mood(day: str, as_of: str | None) -> Modality:
    """What lies after the day for which the record holds is planned."""
    return Modality.PLANNED if as_of is not None and day > as_of else Modality.ASSERTED
