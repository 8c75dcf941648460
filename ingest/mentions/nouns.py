"""Occasions by their nouns, new bodies by ministry and state, and generic words for what was named before."""

from __future__ import annotations

from graph.model import Span
from ingest.authority import longest
from ingest.languages.language import Language, pattern_group
from ingest.mentions.line import Hit, Line
from ingest.model import Found

# Pattern of the lexicon to the kind of mention that its phrases stand for; where there is a slot `word`, only that.
_ANAPHORS = {
    "treaty_word": "T", "person_word": "P", "event_word": "E", "treaty_subject": "T", "treaty_object": "T",
    "body_word": "O", "body_subject": "O", "body_same": "O", "state_word": "S", "person_inverted": "P",
}  # fmt: skip
# Labels of words that name no kind of thing: the host of an occasion (`the host country`), which need not have been
# named before, the body named last (`this organization`), the occasion whose parts were told (`the event`), and the
# person named last, never a body (`the diplomat`).
HOST, LAST, WHOLE, PERSON, MAIN = "host", "last", "whole", "person", "main"
_POINTERS = {
    "host_word": ("S", HOST), "whole_event": ("E", WHOLE), "person_phrase": ("P", PERSON), "new_treaty": ("T", MAIN),
}  # fmt: skip
# The register of a pronoun that opens its sentence and so means what was named before it (`body_subject`), where one
# behind the verb (`body_same`: `it said that it would`) means what its own sentence names.
BEFORE = "before"


def find_events(line: Line, language: Language) -> list[Found]:
    """The occasions of a line; the treaty or place inside their description stays a mention of its own. Of a pattern
    with a slot `word`, only that is the mention."""
    hits = [
        Found(
            hit.group_span("word") if hit.has("word") else _unattached(hit, hit.span, language),
            "E",
            label=noun.label,
            event_type=noun.type,
            inner=tuple(hit.line.found_between(hit.match.start(), hit.match.end())),
        )
        for noun in language.event_index.candidates(line.held(language.phrases))
        for hit in line.matches(noun.pattern)
    ]
    return longest(hits)


def find_sides(line: Line, language: Language) -> list[Found]:
    """The adjectives that stand for a state beside a noun that only means its organs (`the Vietnamese authorities`), by
    the pattern `side`, and by `side_case` in another case than a subject's; the mention is the adjective alone."""
    return [
        found._replace(kind="S", register=register)
        for name, register in (("side", None), ("side_case", "case"))
        if (pattern := language.patterns.get(name)) is not None
        for hit in line.hits(pattern)
        for found in hit.found("state")
    ]


def find_pointed_bodies(line: Line, language: Language) -> list[Found]:
    """Words for the body named last (pattern `this_body`), found before posts, which may be of it (`director of the
    organization`)."""
    pattern = language.patterns.get("this_body")
    hits = line.hits(pattern) if pattern is not None else ()
    return [_anaphor(hit, "O", language)._replace(label=LAST) for hit in hits]


def find_anaphors(line: Line, language: Language) -> list[Found]:
    """Generic words for what was named before (`the Convention`, `he`, `ratify it`, `the event`, `this country`).

    The pattern `no_anaphor` reads words that only look so (`Стамбульская конвенция`).
    """
    held = line.held(language.phrases)
    found = []
    for name, pattern in pattern_group(language, (*_ANAPHORS, *_POINTERS)).candidates(held):
        kind, label = (_ANAPHORS[name], None) if name in _ANAPHORS else _POINTERS[name]
        for hit in line.matches(pattern):
            anaphor = _anaphor(hit, kind, language)
            if name == "body_subject":
                anaphor = anaphor._replace(register=BEFORE)
            found.append(anaphor if label is None else anaphor._replace(label=label))
    if not found:
        return found
    other = language.patterns.get("no_anaphor")
    barred = [hit.span for hit in line.hits(other)] if other is not None else []
    return longest(f for f in found if not any(s.start < f.span.end and f.span.start < s.end for s in barred))


def _anaphor(hit: Hit, kind: str, language: Language) -> Found:
    if hit.has("word"):
        # The word tells bodies and treaties apart: `the Commission`, `the Council`; `the Protocol`, `the Convention`.
        label = " ".join(hit.words("word")) if kind in "OTE" else None
        return Found(hit.group_span("word"), kind, label=label, anaphor=True)
    inner = tuple(hit.line.found_between(hit.match.start(), hit.match.end()))
    label = hit.match[0].split()[-1] if kind == "T" else None
    return Found(_unattached(hit, hit.span, language), kind, label=label, anaphor=True, inner=inner)


# Arabic by, as before the article or this: `بالاتفاقية`, `بهذه الاتفاقية`;
# the لل of `للاتفاقية` stays, for its article has no alif.
_BEFORE_ARTICLE = ("بال", "كال", "بهذ", "لهذ")


def _unattached(hit: Hit, span: Span, language: Language) -> Span:
    """The span without a letter written onto its first word, where the pattern fits without the letter too."""
    words = hit.line.string[hit.match.start() :]
    attached = bool(language.attached) and words[0] in language.attached and hit.match.re.match(words[1:])
    bound = bool(language.attached) and words.startswith(_BEFORE_ARTICLE)
    return Span(span.start + 1, span.end) if attached or bound else span
