"""How a clause puts its act: done, planned, conditional or denied, decided from the words before and in the trigger."""

from __future__ import annotations

from graph.model import Modality
from ingest.languages.language import Language
from ingest.mentions.line import Hit

_CLAUSE_ENDS = frozenset(",;:")
# A denial outweighs a condition, a condition a plan: `has not said whether it will sign` denies nothing signed.
_ORDER = ((Modality.NEGATED, "negated"), (Modality.CONDITIONAL, "conditional"), (Modality.PLANNED, "planned"))


def modality_of(hit: Hit, language: Language) -> Modality:
    """The standing of the clause around a rule's trigger."""
    if not hit.has("trigger"):
        return Modality.ASSERTED
    start, end = hit.match.start("trigger"), hit.match.end("trigger")
    clause = _clause_start(hit, start)
    for modality, name in _ORDER:
        pattern = language.class_patterns[name]
        since = 0 if modality is Modality.CONDITIONAL else clause
        if pattern.regex.search(hit.line.string, since, end):
            return modality
    return Modality.ASSERTED


def _clause_start(hit: Hit, position: int) -> int:
    """Where the clause of a position begins: after the last comma, semicolon or colon, but not inside the match's
    own subject, so that `Canada, Japan and India have not signed` is one clause."""
    line = hit.line
    index = line.index(position)
    first = line.index(hit.match.start())
    while index > 0:
        start = line.starts[index - 1]
        if line.string[start] in _CLAUSE_ENDS and index <= first:
            break
        index -= 1
    return line.starts[index] if index < len(line.starts) else 0
