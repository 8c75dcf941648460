"""The columns of a table: the role that the words of a head give, and what its codes stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.folding import fold
from ingest.official.words import Family, heads, instruments, words_of

# A legend in a head says what its codes are: `R=Ratification`, `Acceptance(A)`.
# No blank need stand before it, for pages print legends as tips that belong to the word.
_CODE = r"(?:\b|(?<=[a-zé]))[A-Z][A-Za-z]?\s*="
_LEGEND = re.compile(rf"(?:\b|(?<=[a-zé]))([A-Z][A-Za-z]?)\s*=\s*(.+?)(?=\s*{_CODE}|$)")
# What stands beyond says nothing more of the column.
_LONGEST_HEAD = 600
_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_TIP = re.compile(r"tooltip", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"([^,;/()]{1,60}?)\s*\(\s*([A-Za-z]{1,2})\s*\)")
_ACTS = frozenset(
    {"signature", "consent", "force", "denunciation", "termination", "suspension", "deposit", "provisional"}
)


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds, and for acts by which words its codes are read."""

    index: int
    head: str
    role: str | None
    codes: dict[str, str] = field(default_factory=dict)
    plain: str | None = None

    @property
    def called(self) -> str:
        """The head as a problem names it."""
        return f'column "{self.head or self.index + 1}"'


def columns_of(names: Sequence[str], family: Family) -> list[Column]:
    """The columns of a table; without a head for the parties, the first column without a head names them."""
    columns = [_column(index, head, family) for index, head in enumerate(names)]
    if all(column.role not in {"party", "territory"} for column in columns):
        bare = next((column.index for column in columns if not column.head.strip()), None)
        columns = [Column(c.index, c.head, "party") if c.index == bare else c for c in columns]
    return columns


def is_table_of_parties(columns: Sequence[Column]) -> bool:
    """Whether heads are those of a status table: who, and at least one act."""
    roles = {column.role for column in columns}
    return bool(roles & {"party", "territory"}) and bool(roles & _ACTS)


def _column(index: int, head: str, family: Family) -> Column:
    head = head[:_LONGEST_HEAD]
    role = role_of(head)
    if role not in {"consent", "signature", "deposit"}:
        return Column(index, head, role)
    codes = dict(family.codes)
    for words, code in [(words, code) for code, words in _LEGEND.findall(head)] + _IN_BRACKETS.findall(head):
        meant = meaning(words)
        if meant is not None:
            codes[code] = meant
    return Column(index, head, role, codes, _plain(head))


def role_of(head: str) -> str | None:
    """What the words of a head say that its column holds; a legend behind them is left out."""
    words = fold(_TIP.sub(" ", _RAISED.sub(" ", re.split(_CODE, head)[0]))).split()
    dropped = words_of("drop", "words")
    while len(words) > 1 and (words[-1].isdecimal() or words[-1] in dropped):
        words.pop()
    while len(words) > 1 and words[0] in dropped:
        words.pop(0)
    text = " ".join(words)
    return next((role for word, role in heads() if text == word or text.startswith(f"{word} ")), None)


def meaning(words: str) -> str | None:
    """What the words beside a code say that it is; `several` where they name more than one form of consent."""
    left, found = f" {fold(words)} ", []
    for known, meant in instruments():
        if f" {known} " in left:
            left = left.replace(f" {known} ", " ")
            found.append(meant)
    if not found:
        return None
    return found[0] if len(set(found)) == 1 or found[0] == "definitive" else "several"


def _plain(head: str) -> str:
    """What a date without code is in a column of that head."""
    found = meaning(_IN_BRACKETS.sub(" ", re.split(_CODE, head)[0]))
    return "consent" if found in {None, "several"} else str(found)
