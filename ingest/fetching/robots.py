"""What a site asks of robots (RFC 9309): rules by longest match for our own token, and a delay.

Rules are matched here, in time that grows with pattern times path: a library that turns a stranger's pattern into a
regular expression can be made to try for ever, and one that finds tokens inside each other reads a group `treaty` as
meant for us.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

# RFC 9309 2.2.1: the product token, which stands in the user agent too.
TOKEN = "treatygraph"
# RFC 9309 2.5: at least 500 kibibytes are read.
LONGEST = 512_000
_MOST_RULES = 5000
_LONGEST_PATTERN = 2048
_TOKEN = re.compile(r"[A-Za-z_-]+")
_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one group, `(pattern, allowed)`, and the seconds that it wants between two requests."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float | None = None

    def allow(self, path: str) -> bool:
        """Whether a path with its query may be fetched: the longest pattern decides, allowing where two are equal."""
        if path == "/robots.txt":
            return True
        plain = _plain(path)
        fitting = [(len(pattern), allowed) for pattern, allowed in self.rules if _fits(pattern, plain)]
        return max(fitting)[1] if fitting else True


EVERYTHING = Rules()
NOTHING = Rules((("/", False),))


def read_rules(text: str) -> Rules:
    """The rules for our token; those for every robot where no group names us."""
    groups = list(_groups(text))
    ours = [lines for tokens, lines in groups if TOKEN in tokens]
    chosen = ours or [lines for tokens, lines in groups if "*" in tokens]
    rules: list[tuple[str, bool]] = []
    delay = None
    # Groups of one token are one group (RFC 9309 2.2.1).
    for key, value in (line for lines in chosen for line in lines):
        if key == "crawl-delay":
            delay = _seconds(value) if delay is None else delay
        elif value.startswith(("/", "*")) and len(value) <= _LONGEST_PATTERN and len(rules) < _MOST_RULES:
            rules.append((_plain(value), key == "allow"))
    return Rules(tuple(rules), delay)


def _groups(text: str) -> Iterator[tuple[frozenset[str], list[tuple[str, str]]]]:
    """Each group's tokens in lower case, and its lines."""
    tokens: set[str] = set()
    lines: list[tuple[str, str]] = []
    for key, value in _lines(text.removeprefix("\ufeff").splitlines()):
        if key == "user-agent":
            if lines:
                yield frozenset(tokens), lines
                tokens, lines = set(), []
            tokens.add(_token(value))
        elif tokens and key in {"allow", "disallow", "crawl-delay"}:
            lines.append((key, value))
    yield frozenset(tokens), lines


def _lines(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        key, found, value = line.partition("#")[0].partition(":")
        if found:
            yield key.strip().lower(), value.strip()


def _token(value: str) -> str:
    """`*`, or the letters that a product token is made of; a version after it says nothing."""
    found = _TOKEN.match(value)
    return "*" if value.startswith("*") else found.group().lower() if found else ""


def _seconds(value: str) -> float | None:
    try:
        seconds = float(value)
    except ValueError:
        return None
    return seconds if 0 <= seconds < float("inf") else None


def _plain(path: str) -> str:
    """One spelling of a path or pattern: other letters percent-encoded, those of unreserved ASCII not (2.2.2)."""
    text = quote(path, safe="/?!#$%&'()*+,:;=@[]~-._")
    return _ESCAPED.sub(lambda found: _letter(found[1]), text)


def _letter(code: str) -> str:
    letter = chr(int(code, 16))
    return letter if letter.isascii() and (letter.isalnum() or letter in "-._~") else f"%{code.upper()}"


def _fits(pattern: str, path: str) -> bool:
    """Whether a path begins as the pattern says: `*` is any run of letters, `$` at the end the end of the path."""
    closed = pattern.endswith("$")
    first, *rest = (pattern[:-1] if closed else pattern).split("*")
    if not path.startswith(first):
        return False
    if not rest:
        return not closed or path == first
    at = len(first)
    for piece in rest[:-1] if closed else rest:
        # The first place where a piece fits leaves the most for those after it, so that no choice is ever taken back.
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return not closed or (len(path) - at >= len(rest[-1]) and path.endswith(rest[-1]))
