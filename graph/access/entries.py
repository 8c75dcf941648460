"""One entry of the audit log: what it says, the line that it is, and text that cannot play tricks on a reader."""

from __future__ import annotations

import hashlib
import json
import os
import pwd
import re
import unicodedata
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from graph.errors import AccessError

START = "0" * 64  # stands before the first entry
LONGEST_LINE = 65_536
_LONGEST = 1_000  # three such texts, every sign escaped, still make a line below the bound
_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # controls, bidi marks and overrides, lone surrogates, line separators
_ACTION = re.compile(r"[a-z][a-z0-9-]{0,39}", re.ASCII)
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what to what, and how it ended; `who` is a token's name, or `local:` and a user of the machine.

    `sequence` counts from 1; `previous` is the SHA-256 of the line before, with its line feed.
    """

    sequence: int
    time: str
    who: str
    action: str
    target: str
    outcome: str
    previous: str

    def line(self) -> bytes:
        """The entry as it stands in the log, with the line feed that says that it is whole."""
        return (json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def made(link: tuple[int, str], who: str, action: str, target: str, outcome: str, now: datetime) -> Entry:
    """The entry after the one that has this sequence and digest."""
    if not _ACTION.fullmatch(action):
        raise AccessError(f"audit action {action!r}", "write a verb in a-z, 0-9 and -")
    time = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{now.microsecond // 1000:03}Z"
    return Entry(link[0] + 1, time.rjust(24, "0"), bounded(who), action, bounded(target), bounded(outcome), link[1])


def parse(line: bytes) -> Entry | None:
    """The entry of a line, None where the line is none."""
    try:
        found = json.loads(line)
        entry = Entry(**found)
    except (ValueError, TypeError, RecursionError):
        return None
    texts = (entry.time, entry.who, entry.action, entry.target, entry.outcome, entry.previous)
    if type(entry.sequence) is not int or not all(isinstance(text, str) for text in texts):
        return None
    return entry if _TIME.fullmatch(entry.time) and _DIGEST.fullmatch(entry.previous) else None


def digest(line: bytes) -> str:
    """The SHA-256 of a line with its line feed."""
    return hashlib.sha256(line).hexdigest()


def escaped(text: str) -> str:
    r"""A text in which all that a reader cannot see is written out: `\u202e` for an override, `\\` for `\`."""
    return "".join(_shown(char) for char in text)


def bounded(text: str) -> str:
    """The same, cut where it is very long, with its length and digest in place of the rest."""
    if len(text) <= _LONGEST:
        return escaped(text)
    whole = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{escaped(text[:_LONGEST])}… ({len(text)} characters, SHA-256 {whole})"


def local_user() -> str:
    """Who runs this program, as the machine knows it; the environment, which anyone may set, is not asked."""
    try:
        return f"local:{pwd.getpwuid(os.getuid()).pw_name}"
    except KeyError:
        return f"local:{os.getuid()}"


def _shown(char: str) -> str:
    if char == "\\":
        return "\\\\"
    if unicodedata.category(char) not in _HIDDEN:
        return char
    return f"\\u{ord(char):04x}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08x}"
