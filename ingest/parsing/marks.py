"""The words that mark a page's furniture, of all languages at once: a page may credit a photo in another language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from graph.model import Span
from ingest.languages.front import fold_words, fronts
from ingest.text import Text

_OPEN, _CLOSE = '([{«"', ')]}»"'
_LONG_CREDIT = 180
_LONG_CAPTION = 400
_LONG_NAME = 60
_COLON = re.compile("[:：]")
_DASHED = re.compile(r" [-|] |[|;]")
_IN_BRACKETS = re.compile(r" [-|] |[|;]|[.] ")


@dataclass(frozen=True, slots=True)
class Marks:
    """The patterns of furniture; all work on folded lines."""

    field: re.Pattern[str]
    fields: dict[str, str]
    credit: re.Pattern[str]
    agency: re.Pattern[str]
    caption: re.Pattern[str]
    byline: re.Pattern[str]
    staff: re.Pattern[str]
    related: re.Pattern[str]
    section: re.Pattern[str]
    comments: re.Pattern[str]

    def field_of(self, line: str) -> tuple[str, int] | None:
        """The field that a line gives (`title`, `date`, `source`, `url`, `author`) and where its value begins."""
        if not _COLON.search(line, 0, _LONG_NAME):
            return None
        found = self.field.match(folded(line[:_LONG_NAME]))
        if found is None:
            return None
        colon = min(at for at in (line.find(":"), line.find("：")) if at >= 0)
        rest = line[colon + 1 :]
        return self.fields[found.group(1)], colon + 1 + len(rest) - len(rest.lstrip())

    def is_credit(self, line: str) -> bool:
        """Whether a line only says who took the picture or where the text comes from."""
        if len(line) > _LONG_CREDIT:
            return False
        whole = folded(line).strip()
        words = _bare(whole)
        if self.agency.match(words):
            return len(words) < _LONG_CREDIT // 2
        # Within brackets a credit may follow other sentences; outside them that makes a caption.
        parts = _IN_BRACKETS if whole.startswith(("(", "[")) else _DASHED
        return any(self.credit.match(part.strip()) for part in parts.split(words))

    def is_caption(self, line: str) -> bool:
        """Whether a line tells what a picture shows and ends in its credit."""
        if len(line) > _LONG_CAPTION or not _COLON.search(line):
            return False
        words = folded(line).rstrip()
        return self.caption.search(words) is not None and not self.credit.match(_bare(words))

    def is_byline(self, line: str) -> bool:
        """Whether a line begins as a byline does."""
        return self.byline.match(_bare(folded(line[:_LONG_NAME]))) is not None

    def staff_of(self, line: str) -> str | None:
        """The outlet whose staff a byline names (`By Treaty Monitor staff`), where it is written as a name."""
        text = Text.of(line[:_LONG_NAME])
        found = self.staff.search(text.folded)
        span = None if found is None else found.span("of") if found["of"] else found.span("name")
        name = None if span is None else text.clean[span[0] : span[1]].strip()
        return name if name and name[0].isupper() and len(name) > 2 else None

    def is_related(self, line: str) -> bool:
        """Whether a line points to other articles."""
        return self.related.match(_bare(folded(line[:_LONG_NAME]))) is not None

    def is_section(self, line: str) -> bool:
        """Whether a line is the name of a section alone."""
        return len(line) <= _LONG_NAME and self.section.fullmatch(folded(line).strip()) is not None

    def comments_at(self, line: str) -> int | None:
        """Where the count of comments at the end of a line begins; None where there is none."""
        if len(line) > _LONG_NAME and not (line[-1].isdigit() or line[-1] in _CLOSE + "）"):
            return None
        cut = max(0, len(line) - _LONG_NAME)
        tail = Text.of(line[cut:])
        found = self.comments.search(tail.folded)
        if found is None or (cut and found.start() == 0):
            return None
        return cut + tail.outward(Span(found.start(), found.end())).start


@cache
def marks() -> Marks:
    """The marks of every language of the front."""
    fields = {word: name for language in fronts() for name, words in language.fields.items() for word in words}
    credit = _any(word for language in fronts() for word in language.marks["credit"])
    return Marks(
        field=re.compile(f"({_any(fields)}) ?:"),
        fields=fields,
        credit=re.compile(rf"{credit}(?: \w+)? ?:"),
        agency=re.compile(f"{_marked('agency')}"),
        caption=re.compile(rf"(?:\( ?{credit}(?: \w+)? ?:[^()]*\)|[.!?\"] ?{credit} ?:[^.]{{2,60}})[.]?$"),
        byline=re.compile(f"{_marked('byline')}|{_marked('updated')}"),
        staff=_staff(),
        related=re.compile(_marked("related")),
        section=re.compile(_any(word for language in fronts() for word in language.marks["section"])),
        comments=re.compile(_comments()),
    )


@lru_cache(maxsize=64)
def folded(line: str) -> str:
    """The folded form of a line, for matching only; one line is asked about several times in a row."""
    return Text.of(line).folded


def _marked(name: str) -> str:
    words = _longest(word for language in fronts() for word in language.marks[name])
    return "(?:" + "|".join(re.escape(word) + _end_of(word) for word in words) + ")"


def _staff() -> re.Pattern[str]:
    """A byline of an outlet's staff, the word before the name or behind it."""
    after = _any(word for language in fronts() for word in language.marks.get("staff", ()))
    before = _any(word for language in fronts() for word in language.marks.get("staff_of", ()))
    by, end = _marked("byline"), r"(?= ?(?:[|/•·,;\d]|$))"
    return re.compile(rf"^{by} (?:{before} (?P<of>[^|/•·,;\d]+?)|(?P<name>[^|/•·,;\d]+?) {after}){end}")


def _end_of(word: str) -> str:
    """Chinese sets no blank after a mark; elsewhere the mark is a whole word."""
    return "" if "\u3400" <= word[-1] <= "\u9fff" else r"(?!\w)"


def _comments() -> str:
    words = _any(word for language in fronts() for word in language.marks["comments"])
    return rf"(?:(?<!\w){words} ?\(\d+\)|^{words} ?:? ?\d*|^\d+ ?{words})$"


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in _longest(words)) + ")"


def _longest(words: Iterable[str]) -> list[str]:
    return sorted({fold_words(word) for word in words}, key=lambda word: (-len(word), word))


def _bare(words: str) -> str:
    return words.strip().strip(_OPEN + _CLOSE).strip()
