"""The ways a language writes dates, compiled from its words: where one may begin, and what it says.

A date is looked for only where a figure or a telling word stands, so that most sentences cost one scan of their words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ingest.dates.resolve import Parts
from ingest.dates.starts import starts_of
from ingest.languages.front import DateWords, Form, front, whole_word
from ingest.languages.triggers import Triggers
from ingest.text import Text

_SLOT = re.compile(r"\{(\w+)\}")
_PLAIN_GROUP = re.compile(r"(?<!\[)\((?!\?)")
TOKEN = re.compile(r"\d+|[^\W\d_]+")
_FIGURES = re.compile(r"\d+")
_LOOK_BACK = 40
_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}


@dataclass(frozen=True, slots=True)
class Shape:
    """A stretch that has the shape of a date; `parts` is None for one that is seen and not read."""

    start: int
    end: int
    parts: Parts | None


# The named groups of one form, each with the slot that it fills.
_Groups = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Weak:
    """A form that counts only where something particular stands before it."""

    pattern: re.Pattern[str]
    groups: _Groups
    after: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    capital: bool


@dataclass(frozen=True, slots=True)
class Grammar:
    """One language's dates, compiled."""

    words: DateWords
    strong: re.Pattern[str]
    groups: Mapping[str, _Groups | None]  # by strong form; None for one that is seen and not read
    weak: tuple[_Weak, ...]
    triggers: Triggers
    attached: Mapping[str, int]  # by trigger, how many letters are attached before its word
    firsts: re.Pattern[str] | None
    relative: tuple[tuple[re.Pattern[str], str], ...]
    count: re.Pattern[str]
    until: re.Pattern[str]
    future: re.Pattern[str]
    past: re.Pattern[str]

    def shapes(self, text: Text, start: int, end: int) -> Iterator[Shape]:
        """The date shapes in a stretch, in order and without overlap."""
        candidates = text.scanned(self._candidates, self._candidates)
        reached = start
        for at in candidates[bisect_left(candidates, start) : bisect_left(candidates, end)]:
            if at >= reached and not _inside_figure(text.folded, at, start):
                shape = self._at(text.clean, text.folded, at, start, end)
                if shape is not None:
                    yield shape
                    reached = shape.end

    def points_forward(self, folded: str, start: int, at: int) -> bool:
        """Whether a weekday at `at` is still to come: after "until", or in a clause about what will be; words of the
        past around it (`by Sunday 72 had signed`) say that it is not."""
        if self.until.search(folded, max(start, at - _LOOK_BACK), at):
            return self.past.search(folded, max(start, at - 2 * _LOOK_BACK), at + 2 * _LOOK_BACK) is None
        return self.future.search(folded, max(start, at - 2 * _LOOK_BACK), at) is not None

    def _candidates(self, folded: str) -> list[int]:
        """Where a date may begin in a text, in order."""
        if self.firsts is not None:
            return [found.start() for found in self.firsts.finditer(folded)]
        words = [at + self.attached[word] for at, word in self.triggers.find(folded)]
        return sorted([*(found.start() for found in _FIGURES.finditer(folded)), *words])

    def _at(self, clean: str, folded: str, at: int, start: int, end: int) -> Shape | None:
        found = self.strong.match(folded, at, end)
        if found is not None and found.end() > at:
            groups = self.groups[found.lastgroup or ""]
            return Shape(at, found.end(), None if groups is None else self._parts(found, groups))
        for form in self.weak:
            found = form.pattern.match(folded, at, end)
            if found and found.end() > at and _fits(form, clean, folded, found, start):
                return Shape(at, found.end(), self._parts(found, form.groups))
        return None

    def _parts(self, found: re.Match[str], groups: _Groups) -> Parts | None:
        slots: dict[str, str] = {}
        begins: dict[str, int] = {}
        for group, name in groups:
            text = found[group]
            if text is not None and name not in slots:
                slots[name], begins[name] = text, found.start(group)
        month, month2 = self._month(slots, ""), self._month(slots, "2")
        if month == 0 or month2 == 0:
            return None
        year_first = "d2" in slots and "y" in slots and begins["y"] < begins["d2"]
        return Parts(
            day=self._day(slots.get("d")), day2=self._day(slots.get("d2")), month=month, month2=month2,
            year=_figure(slots.get("y")), year2=_figure(slots.get("y2")),
            weekday=self.words.weekdays.get(slots.get("wd", "")), shift=self.words.years.get(slots.get("ry", "")),
            direction=-1 if "last" in slots else 1 if "next" in slots else 0 if "this" in slots else None,
            same_year="same" in slots, year_first=year_first,
            relative=self._code(slots.get("rel")), count=self._count(slots.get("rel")),
        )  # fmt: skip

    def _day(self, text: str | None) -> int | None:
        if text is None:
            return None
        known = self.words.days.get(text)
        return known if known is not None else _figure(text)

    def _month(self, slots: Mapping[str, str], which: str) -> int | None:
        """The month; 0 where two joined names disagree."""
        if (figure := slots.get(f"mm{which}")) is not None:
            return _figure(figure)
        name = slots.get(f"m{which}")
        if name is None:
            return None
        # A name of two words may be printed with more than one blank between them.
        both = {self._month_name(" ".join(part.strip(" .").split())) for part in name.split("/")}
        return both.pop() if len(both) == 1 else 0

    def _month_name(self, name: str) -> int:
        return self.words.months.get(name) or self.words.short_months[name]

    def _code(self, text: str | None) -> str | None:
        return next((code for pattern, code in self.relative if text is not None and pattern.fullmatch(text)), None)

    def _count(self, text: str | None) -> int | None:
        found = self.count.search(text) if text is not None else None
        return None if found is None else self.words.counts.get(found.group()) or _figure(found.group())


@cache
def grammar(code: str) -> Grammar:
    """The compiled dates of one language of the front."""
    language = front(code)
    return _compile(language.dates, language.prefixes)


def _compile(words: DateWords, prefixes: tuple[str, ...]) -> Grammar:
    slots = _slots(words)
    strong = [form for form in words.forms if not (form.after or form.not_after or form.capital)]
    strong.append(Form("{rel}"))
    weak = [form for form in words.forms if form.after or form.not_after or form.capital]
    # A date ends with its word; the time of an ISO 8601 stamp may follow.
    tail = r"(?!(?!t\d)\w)" if words.blanks else ""
    parts = [f"(?P<f_{n}>{_fill(form.match, slots, words.blanks, str(n))}){tail}" for n, form in enumerate(strong)]
    whole = re.compile("|".join(parts))
    groups = {f"f_{n}": None if form.skip else _groups_of(whole, str(n)) for n, form in enumerate(strong)}
    count = _either(words.counts) + r"|\d+"
    firsts = _firsts(words, slots)
    attached = _attached(firsts, prefixes) if words.blanks else {}
    return Grammar(
        words=words,
        strong=whole,
        groups=groups,
        weak=tuple(_weak(form, slots, words.blanks, tail, prefixes) for form in weak),
        triggers=Triggers(attached),
        attached=attached,
        firsts=None if words.blanks else re.compile(f"[{re.escape(''.join(sorted({w[0] for w in firsts})))}\\d]"),
        relative=tuple(
            (re.compile(_fill(phrase, slots, words.blanks, "")), code) for phrase, code in words.relative.items()
        ),
        count=re.compile(rf"(?<!\w)(?:{count})(?!\w)" if words.blanks else count),
        until=re.compile(f"{whole_word(words.until, prefixes, words.blanks)} ?(?:\\w{{1,3}} )?$"),
        # A comma begins another clause, with a verb of its own.
        future=re.compile(whole_word(words.future, prefixes, words.blanks) + "[^,;:.]*$"),
        past=re.compile(whole_word(words.past, prefixes, words.blanks) if words.past else "(?!)"),
    )


def _weak(form: Form, slots: Mapping[str, str], blanks: bool, tail: str, prefixes: tuple[str, ...]) -> _Weak:
    after = form.after and whole_word(form.after.split("|"), prefixes, blanks).replace(r"(?!\w)", "")
    pattern = re.compile(_fill(form.match, slots, blanks, "0") + tail)
    return _Weak(
        pattern=pattern,
        groups=_groups_of(pattern, "0"),
        after=re.compile(f"{after} {{0,2}}$") if after else None,
        not_after=re.compile(f"(?:{form.not_after})$") if form.not_after else None,
        capital=form.capital,
    )


def _fits(form: _Weak, clean: str, folded: str, found: re.Match[str], start: int) -> bool:
    at = found.start()
    back = max(start, at - _LOOK_BACK)
    if form.after and not form.after.search(folded, back, at):
        return False
    if form.not_after and form.not_after.search(folded, back, at):
        return False
    if form.capital:
        last = found.group().rfind(" ") + 1
        return clean[at + last].isupper()
    return True


def _groups_of(pattern: re.Pattern[str], number: str) -> _Groups:
    named = [name.split("_") for name in pattern.groupindex]
    return tuple(("_".join(name), name[0]) for name in named if len(name) == 3 and name[1] == number)


def _slots(words: DateWords) -> dict[str, str]:
    day = words.slots.get("day") or r"(?:0?[1-9]|[12]\d|3[01])(?!\d)" + words.slots["suffix"]
    if words.days:
        day = f"(?:{day}|{_either(words.days)})"
    slots = {
        "d": day,
        "m": _month_slot(words),
        "mm": f"(?:{words.slots.get('month') or '1[0-2]|0?[1-9]'})(?!\\d)",
        "y": f"(?:{words.slots.get('year') or '(?:19|20)[0-9][0-9]'})(?!\\d)",
        "wd": _either(words.weekdays),
        "ry": _either(words.years),
        **{name: _either(modifiers) for name, modifiers in words.modifiers.items()},
    }
    slots["n"] = f"(?:\\d{{1,2}}|{_either(words.counts)})"
    phrases = sorted(words.relative, key=len, reverse=True)
    slots["rel"] = "(?:" + "|".join(phrase.replace("{n}", slots["n"]) for phrase in phrases) + ")"
    return slots


def _month_slot(words: DateWords) -> str:
    if not words.months:
        return "(?!)"
    names = _either(words.months)
    if words.short_months:
        names = f"(?:{names}|{_either(words.short_months)}(?!\\w)(?:\\.(?= ?\\d))?)"
    return f"{names}(?: ?/ ?{names})?"


def _either(words: Iterable[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", " ") for word in ordered) + ")" if ordered else "(?!)"


def _fill(template: str, slots: Mapping[str, str], blanks: bool, number: str) -> str:
    """The regular expression of a form: slots become named groups, other groups stay unnamed."""
    seen: dict[str, int] = {}

    def group(found: re.Match[str]) -> str:
        name = found.group(1)
        if name == "n":
            return slots[name]
        seen[name] = seen.get(name, 0) + 1
        return f"(?P<{name}_{number}_{seen[name]}>{slots[name.rstrip('2')]})"

    pattern = _SLOT.sub(group, _PLAIN_GROUP.sub("(?:", template))
    return pattern.replace(" ", "(?: {1,3})") if blanks else pattern


def _firsts(words: DateWords, slots: Mapping[str, str]) -> frozenset[str]:
    """The words that a date may begin with."""
    by_slot: dict[str, Iterable[str]] = {
        "d": words.days, "m": [*words.months, *words.short_months], "wd": words.weekdays, "ry": words.years,
        "n": words.counts, **words.modifiers,
    }  # fmt: skip
    templates = [*(form.match for form in words.forms), *words.relative]
    found: set[str] = set()
    for start in (start for template in templates for start in starts_of(template)):
        found.update(by_slot.get(start[1:-1], ()) if start.startswith("{") else [start])
    if words.blanks:
        found = {match.group() for word in found if (match := TOKEN.match(word)) and not match.group().isdigit()}
    else:
        found |= set("〇零○一二三四五六七八九十廿")
    return frozenset(found)


def _attached(firsts: Iterable[str], prefixes: tuple[str, ...]) -> dict[str, int]:
    """Each beginning by its word as it stands in the text, with the length of what is attached before it."""
    triggers = {prefix + word: len(prefix) for word in sorted(firsts) for prefix in prefixes}
    return {**triggers, **dict.fromkeys(firsts, 0)}


def _inside_figure(folded: str, at: int, start: int) -> bool:
    """Whether the figure goes on an earlier one: the 243 of 79/243, the 40 of 19:40."""
    return at >= start + 2 and folded[at - 1] in "./:," and folded[at - 2].isdigit() and folded[at].isdigit()


def _figure(text: str | None) -> int | None:
    if text is None or not text:
        return None
    digits = re.match(r"\d+", text)
    return int(digits.group()) if digits else _han_figure(text)


def _han_figure(text: str) -> int:
    """二十五, 廿五 and 二〇二五 as numbers."""
    text = text.replace("廿", "二十")
    if "十" not in text:
        return int("".join(str(_DIGITS[char]) for char in text))
    tens, _, units = text.partition("十")
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[units] if units else 0)
