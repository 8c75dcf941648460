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

    Where the subject stands first, the words from just before it up to the trigger decide (`some 60 states are
    expected to sign`, `an expected 60 states sign`); where the trigger opens the match, as where verbs stand first,
    its whole clause before it does. A condition counts from the start of the sentence. A clause set between commas
    (the language's pattern `aside`: `who had not …,`) has a standing of its own and does not count; a relative clause
    begins at its pronoun (class `relative`).
    """
    if not hit.has("trigger"):
        return Modality.ASSERTED
    start, end = hit.match.start("trigger"), hit.match.end("trigger")
    clause = _clause_start(hit, None if start == hit.match.start() else language.words_before)
    clause = _relative_start(hit.line.string, clause, start, language)
    for modality, name in _ORDER:
        pattern = language.patterns.get(name) or language.class_patterns[name]
        since = 0 if modality is Modality.CONDITIONAL else clause
        if pattern.regex.search(_without_asides(hit.line.string[since:end], language)):
            return modality
    return Modality.ASSERTED


def _without_asides(words: str, language: Language) -> str:
    pattern = language.patterns.get("aside")
    return words if pattern is None else pattern.regex.sub("", words)


def _relative_start(words: str, start: int, end: int, language: Language) -> int:
    """Where the innermost relative clause before `end` begins, one that commas close not counted; `start` where there
    is none."""
    pattern, aside = language.class_patterns.get("relative"), language.patterns.get("aside")
    if pattern is None:
        return start
    closed = [match.span() for match in aside.regex.finditer(words, start, end)] if aside is not None else []
    found = [match.span() for match in pattern.regex.finditer(words, start, end)]
    inside = [until for begin, until in found if not any(b <= begin < e for b, e in closed)]
    return inside[-1] if inside else start


def _clause_start(hit: Hit, most: int | None) -> int:
    """Where the match's clause begins: after the last comma, semicolon or colon, at most `most` tokens before it."""
    line = hit.line
    first = index = line.index(hit.match.start())
    while index > 0 and line.string[line.starts[index - 1]] not in _CLAUSE_ENDS:
        if most is not None and first - index >= most:
            break
        index -= 1
    return line.starts[index] if index < len(line.starts) else 0
