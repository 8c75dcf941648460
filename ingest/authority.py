"""Known entities by exact folded name: one automaton a language, never a fuzzy match.

Fuzzy country matching is unsafe (published matchers take مصر for Montserrat and Nga for Nigeria), so a name counts
only as it stands in the authority tables, with the boundaries and capitals that its language demands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

import ahocorasick_rs

from graph.model import Span
from ingest.languages import load_language, read_languages
from ingest.languages.tokens import tokens
from ingest.model import Found
from ingest.text import Text, clean_of, fold_for_matching
from ontology.authority import Known, Name, load_authority

_LATIN = frozenset({"en", "vi", "fr", "es"})
# Where the noun of a body's name is written small before the rest.
_SMALL_NOUNS = frozenset({"fr", "es"})
_KIND_OF_TYPE = {
    "state": "S",
    "treaty": "T",
    "organization": "O",
    "person": "P",
    "place": "L",
    "event": "E",
}
# Arabic letters that are written onto the next word: and, then, by, as, for.
_ARABIC_ATTACHED = frozenset("وفبكل")
_PARTIES = frozenset({"organization/european-union"})


@dataclass(frozen=True, slots=True)
class _Entry:
    """One name of one known entity."""

    known: Known
    name: Name
    elided: bool = False


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The automaton of one language and what each pattern stands for."""

    language: str
    automaton: ahocorasick_rs.AhoCorasick
    entries: tuple[tuple[_Entry, ...], ...]


@cache
def gazetteer(language: str) -> Gazetteer:
    """The known names that a text in that language may hold."""
    by_form: dict[str, list[_Entry]] = {}
    for known in load_authority().entities.values():
        for name in known.names:
            if _belongs(known, name, language):
                for form, elided in _forms(name, language):
                    entries = by_form.setdefault(form, [])
                    if all(entry.known.key != known.key for entry in entries):
                        entries.append(_Entry(known, name, elided))
    forms = sorted(by_form)
    return Gazetteer(language, ahocorasick_rs.AhoCorasick(forms), tuple(tuple(by_form[f]) for f in forms))


def _belongs(known: Known, name: Name, language: str) -> bool:
    if name.language in {language, "mul"}:
        return True
    if name.register == "acronym":
        return name.text.isascii() and name.text.isupper()
    latin = name.text[0].isascii() or name.language in _LATIN
    if known.type == "person" and latin and name.register != "case":
        return True
    is_outlet = known.attributes.get("kind") in {"outlet", "agency"}
    return is_outlet and latin and name.language in _LATIN and " " in name.text


def _forms(name: Name, language: str) -> Iterator[tuple[str, bool]]:
    """The folded forms to look for; Arabic ال loses its alif behind the attached ل."""
    form = fold_for_matching(clean_of(name.text))
    yield form, False
    if language == "ar" and form.startswith("ال"):
        yield "لل" + form[2:], True


def find_known(text: Text, span: Span, language: str) -> list[Found]:
    """The known names in a stretch, longest first where they overlap, in text order."""
    table = gazetteer(language)
    stretch = text.folded[span.start : span.end]
    hits = []
    for index, start, end in table.automaton.find_matches_as_indexes(stretch, overlapping=True):
        at = Span(span.start + start, span.start + end)
        entry = _choose(table, index, text, at, language)
        if entry is not None:
            hits.append(_found(entry, _without_title_marks(entry, at)))
    return [_with_inner(hit, hits) for hit in longest(_uncut(hits))]


def _uncut(hits: list[Found]) -> list[Found]:
    """The hits without those that begin inside the name of a state and go beyond it: where no blanks stand between
    words, Russia's ministry begins inside Belarus (`白俄罗斯内务部`)."""
    states = [hit.span for hit in hits if hit.kind == "S"]
    return [h for h in hits if not any(s.start < h.span.start < s.end < h.span.end for s in states)]


def _without_title_marks(entry: _Entry, at: Span) -> Span:
    """The mention of a name that the table writes as 《…》: it counts only in such marks, and leaves them out."""
    name = entry.name.text
    return Span(at.start + 1, at.end - 1) if name[0] == "《" and name[-1] == "》" else at


def _with_inner(hit: Found, hits: list[Found]) -> Found:
    """An occasion with the treaty or place that its name holds, which stays a mention of its own."""
    if hit.kind != "E":
        return hit
    inside = [f for f in hits if f is not hit and f.kind in "TLC" and _within(f.span, hit.span)]
    return replace(hit, inner=tuple(longest(inside)))


def _within(one: Span, other: Span) -> bool:
    return other.start <= one.start and one.end <= other.end


def _choose(table: Gazetteer, index: int, text: Text, at: Span, language: str) -> _Entry | None:
    fitting = [entry for entry in table.entries[index] if _fits(entry, text, at, language)]
    if len({entry.known.type for entry in fitting}) < len(fitting):
        return None  # two things of one kind under one name: say nothing rather than guess
    order = {"treaty": 0, "organization": 1, "person": 2, "state": 3, "event": 4, "place": 5}
    return min(fitting, key=lambda entry: order[entry.known.type], default=None)


def _fits(entry: _Entry, text: Text, at: Span, language: str) -> bool:
    if not _bounded(text, at, language):
        return False
    written = text.clean[at.start : at.end]
    register = entry.name.register
    if register == "acronym":
        return written == clean_of(entry.name.text)
    if _lacks_its_capital(entry, written, language):
        return False
    if register != "ambiguous" or not written[0].isupper() or not _beside_capital(text, at):
        return True
    return entry.known.type == "state" and _behind_post(text, at, language)


def _lacks_its_capital(entry: _Entry, written: str, language: str) -> bool:
    """Whether a name is written small where it may not be: `того` is not Togo, `convention de Hanoï` is a name."""
    name = clean_of(entry.name.text)
    if not name[0].isupper() or written[0].isupper():
        return False
    descriptive = (
        entry.known.type in {"treaty", "event"} or language not in _LATIN or _ends_proper(entry, written, language)
    )
    return not (" " in name and descriptive)


def _ends_proper(entry: _Entry, written: str, language: str) -> bool:
    """Whether a body's noun is written small before the rest (`ministère … du Vietnam`)."""
    whole = language in _SMALL_NOUNS and entry.name.register in {"official", "press"}
    return whole and any(word[:1].isupper() for word in written.replace("'", " ").replace("’", " ").split()[1:])


def _bounded(text: Text, at: Span, language: str) -> bool:
    folded = text.folded
    if language == "zh":
        return True
    if at.end < len(folded) and folded[at.end].isalnum():
        return False
    before = at.start
    if language == "ar":
        while before > 0 and at.start - before < 2 and folded[before - 1] in _ARABIC_ATTACHED:
            before -= 1
            if before == 0 or not folded[before - 1].isalnum():
                return True
        before = at.start
    return before == 0 or not folded[before - 1].isalnum()


def _beside_capital(text: Text, at: Span) -> bool:
    """Whether a capitalized word stands directly beside: then the word is part of a longer name."""
    before = text.clean[: at.start].rstrip(" ").rpartition(" ")[2]
    after = text.clean[at.end : at.end + 40].lstrip(" ").partition(" ")[0]
    adjacent_before = (
        at.start > 0 and text.clean[at.start - 1] == " " and before[:1].isupper() and before[-1:].isalpha()
    )
    adjacent_after = text.clean[at.end : at.end + 1] == " " and after[:1].isupper()
    return adjacent_before or adjacent_after


def _behind_post(text: Text, at: Span, language: str) -> bool:
    """Whether a post stands directly before: the word is its state and a name follows (`Ngoại trưởng Nga Lavrov`)."""
    if language not in read_languages():
        return False
    before = tokens(text.folded[max(0, at.start - 60) : at.start])
    posts = load_language(language)
    return any(tuple(before[-length:]) in table for length in range(1, 7) for table in (posts.heads, posts.portfolios))


def _found(entry: _Entry, at: Span) -> Found:
    known = entry.known
    kind = _KIND_OF_TYPE[known.type]
    key = known.key
    if entry.name.register == "demonym":
        kind = "A"
    elif known.type == "place" and known.attributes.get("capital_of"):
        kind = "C"
    elif known.key in _PARTIES:
        kind = "U"
    return Found(at, kind, key, known.label, entry.name.register, event_type=known.attributes.get("event_type"))


_RANK = {"T": 0, "O": 1, "U": 1, "E": 2, "P": 3, "S": 4, "C": 5, "L": 5, "A": 6}


def longest(hits: Iterable[Found]) -> list[Found]:
    """The mentions left when each overlap is decided for the longer one, then for the weightier kind."""
    taken: list[Found] = []
    ordered = sorted(hits, key=lambda f: (f.span.start - f.span.end, _RANK.get(f.kind, 7), f.span.start, f.key or ""))
    covered: set[int] = set()
    for hit in ordered:
        places = range(hit.span.start, hit.span.end)
        if covered.isdisjoint(places):
            covered.update(places)
            taken.append(hit)
    return sorted(taken, key=lambda f: f.span)
