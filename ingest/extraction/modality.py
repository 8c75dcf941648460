"""How a clause puts its act: done, planned, conditional or denied, decided from the words before and in the trigger."""

from __future__ import annotations

from graph.model import Modality
from ingest.languages.language import Language
from ingest.mentions.line import Hit

_CLAUSE_ENDS = frozenset(",;:")
# A denial outweighs a condition, a condition a plan: `has not said whether it will sign` denies nothing signed.
_ORDER = ((Modality.NEGATED, "negated"), (Modality.CONDITIONAL, "conditional"), (Modality.PLANNED, "planned"))


def modality_of(hit: Hit, language: Language) -> Modality:
    """The standing of the clause around a rule's trigger.

    Where the subject stands first, its words up to the trigger decide; where the trigger opens the match (the verb
    stands first), the clause before it decides too. A condition counts from the start of the sentence.
    """
    if not hit.has("trigger"):
        return Modality.ASSERTED
    start, end = hit.match.start("trigger"), hit.match.end("trigger")
    clause = _clause_start(hit) if start == hit.match.start() else hit.match.start()
    for modality, name in _ORDER:
        pattern = language.class_patterns[name]
        since = 0 if modality is Modality.CONDITIONAL else clause
        if pattern.regex.search(hit.line.string, since, end):
            return modality
    return Modality.ASSERTED


def _clause_start(hit: Hit) -> int:
    """Where the clause that the match stands in begins: after the last comma, semicolon or colon before it."""
    line = hit.line
    index = line.index(hit.match.start())
    while index > 0 and line.string[line.starts[index - 1]] not in _CLAUSE_ENDS:
        index -= 1
    return line.starts[index] if index < len(line.starts) else 0
