"""Known entities by exact folded name: one automaton a language, never a fuzzy match.

Fuzzy country matching is unsafe (published matchers take مصر for Montserrat and Nga for Nigeria), so a name counts
only as it stands in the authority tables, with the boundaries and capitals that its language demands.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from operator import attrgetter

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
    """One name of one known entity, with what is asked of each place where it stands."""

    known: Known
    name: Name
    kind: str
    label: str
    event_type: str | None
    written: str
    capital: bool
    spaced: bool
    marked: bool


def _entry(known: Known, name: Name) -> _Entry:
    """A name made ready; one that the table writes as 《…》 counts only in such marks, and leaves them out."""
    written = clean_of(name.text)
    return _Entry(
        known,
        name,
        _kind_of(known, name),
        known.label,
        known.attributes.get("event_type"),
        written,
        capital=written[0].isupper(),
        spaced=" " in written,
        marked=written[0] == "《" and written[-1] == "》",
    )


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The automaton of one language and what each pattern stands for."""

    language: str
    automaton: ahocorasick_rs.AhoCorasick
    entries: tuple[tuple[_Entry, ...], ...]

    def hits(self, folded: str) -> tuple[list[int], list[tuple[int, int, int]]]:
        """Where known names may stand in a text: the starts in order, and each with its end and pattern."""
        found = [
            (start, end, index)
            for index, start, end in self.automaton.find_matches_as_indexes(folded, overlapping=True)
            if _bounded(folded, start, end, self.language)
        ]
        found.sort()
        return [start for start, _, _ in found], found


@cache
def gazetteer(language: str) -> Gazetteer:
    """The known names that a text in that language may hold."""
    by_form: dict[str, list[_Entry]] = {}
    for known in load_authority().entities.values():
        for name in known.names:
            if _belongs(known, name, language):
                for form in _forms(name, language):
                    entries = by_form.setdefault(form, [])
                    if all(entry.known.key != known.key or _is_other_use(entry, name) for entry in entries):
                        entries.append(_entry(known, name))
    forms = sorted(by_form)
    return Gazetteer(language, ahocorasick_rs.AhoCorasick(forms), tuple(tuple(by_form[f]) for f in forms))


def _is_other_use(entry: _Entry, name: Name) -> bool:
    """Whether a word is a state's name in capitals and its adjective in small letters (`Argentina`, `argentina`)."""
    return entry.capital and name.register == "demonym" and name.text[0].islower()


def _belongs(known: Known, name: Name, language: str) -> bool:
    if name.language in {language, "mul"}:
        return True
    if name.register == "acronym":
        return name.text.isascii() and name.text.isupper()
    latin = name.text[0].isascii() or name.language in _LATIN
    if known.type == "person" and latin and name.register != "case":
        return True
    # What a language calls an outlet itself is not borrowed: there the name may be a common word.
    is_outlet = known.attributes.get("kind") in {"outlet", "agency"} and not any(
        own.language == language for own in known.names
    )
    return is_outlet and latin and name.language in _LATIN and " " in name.text


def _forms(name: Name, language: str) -> Iterator[str]:
    """The folded forms to look for; Arabic ال loses its alif behind the attached ل."""
    form = fold_for_matching(clean_of(name.text))
    yield form
    if language == "ar" and form.startswith("ال"):
        yield "لل" + form[2:]


def find_known(text: Text, span: Span, language: str) -> list[Found]:
    """The known names in a stretch, longest first where they overlap, in text order."""
    table = gazetteer(language)
    starts, places = text.scanned(table.hits, table.hits)
    hits = []
    for start, end, index in places[bisect_left(starts, span.start) : bisect_left(starts, span.end)]:
        if end <= span.end:
            entry = _choose(table.entries[index], text, Span(start, end), language)
            if entry is not None:
                hits.append(_found(entry, start, end))
    return [_with_inner(hit, hits) if hit.kind == "E" else hit for hit in longest(_uncut(hits))]


def _uncut(hits: list[Found]) -> list[Found]:
    """The hits without those that begin inside the name of a state and go beyond it: where no blanks stand between
    words, Russia's ministry begins inside Belarus (`白俄罗斯内务部`)."""
    states = [hit.span for hit in hits if hit.kind == "S"]
    return [h for h in hits if not any(s.start < h.span.start < s.end < h.span.end for s in states)]


def _with_inner(hit: Found, hits: list[Found]) -> Found:
    """An occasion with the treaty or place that its name holds, which stays a mention of its own."""
    inside = [f for f in hits if f is not hit and f.kind in "TLC" and _within(f.span, hit.span)]
    return hit._replace(inner=tuple(longest(inside)))


def _within(one: Span, other: Span) -> bool:
    return other.start <= one.start and one.end <= other.end


_ORDER = {"treaty": 0, "organization": 1, "person": 2, "state": 3, "event": 4, "place": 5}


def _choose(entries: tuple[_Entry, ...], text: Text, at: Span, language: str) -> _Entry | None:
    if len(entries) == 1:
        return entries[0] if _fits(entries[0], text, at, language) else None
    fitting = [entry for entry in entries if _fits(entry, text, at, language)]
    if len(fitting) > 1 and len({entry.known.key for entry in fitting}) == 1:
        return fitting[0]
    if len({entry.known.type for entry in fitting}) < len(fitting):
        return None  # two things of one kind under one name: say nothing rather than guess
    return min(fitting, key=lambda entry: _ORDER[entry.known.type], default=None)


def _fits(entry: _Entry, text: Text, at: Span, language: str) -> bool:
    written = text.clean[at.start : at.end]
    register = entry.name.register
    if register == "acronym":
        return written == entry.written
    if entry.capital and not written[0].isupper() and _lacks_its_capital(entry, written, language):
        return False
    if register == "ambiguous" and entry.known.type == "state" and _beside_syllable(text, at, language):
        return False
    if register != "ambiguous" or not written[0].isupper() or not _beside_capital(text, at, language):
        return True
    return _may_have_posts(entry.known) and _behind_post(text, at, language)


def _may_have_posts(known: Known) -> bool:
    """Whether what is named behind a post is the post's own: a state or a body, and no outlet that bears its noun."""
    is_body = known.type == "organization" and known.attributes.get("kind") not in {"outlet", "agency", "ministry"}
    return known.type == "state" or is_body


def _lacks_its_capital(entry: _Entry, written: str, language: str) -> bool:
    """Whether a name that is written small may not be: `того` is not Togo, `convention de Hanoï` is a name."""
    descriptive = (
        entry.known.type in {"treaty", "event"} or language not in _LATIN or _ends_proper(entry, written, language)
    )
    return not (entry.spaced and descriptive)


def _ends_proper(entry: _Entry, written: str, language: str) -> bool:
    """Whether a body's noun is written small before the rest (`ministère … du Vietnam`)."""
    whole = language in _SMALL_NOUNS and entry.name.register in {"official", "press"}
    return whole and any(word[:1].isupper() for word in written.replace("'", " ").replace("’", " ").split()[1:])


def _bounded(folded: str, start: int, end: int, language: str) -> bool:
    """Whether a name stands by itself and not within a longer word."""
    if language == "zh":
        return True
    if end < len(folded) and folded[end].isalnum():
        return False
    if start == 0 or not folded[start - 1].isalnum():
        return True
    return language == "ar" and _is_attached(folded, start)


def _is_attached(folded: str, start: int) -> bool:
    """Whether one or two letters that are written onto the next word stand before a name."""
    before = start
    while before > 0 and start - before < 2 and folded[before - 1] in _ARABIC_ATTACHED:
        before -= 1
        if before == 0 or not folded[before - 1].isalnum():
            return True
    return False


def _beside_capital(text: Text, at: Span, language: str) -> bool:
    """Whether a capitalized word stands directly beside: then the word is part of a longer name. A word that is part
    of no name and has its capital from the start of the sentence does not count (`Theo Nga, …`)."""
    before = text.clean[max(0, at.start - _LONGEST_WORD) : at.start].rstrip(" ").rpartition(" ")[2]
    after = text.clean[at.end : at.end + 40].lstrip(" ").partition(" ")[0]
    adjacent_before = (
        at.start > 0
        and text.clean[at.start - 1] == " "
        and before[:1].isupper()
        and before[-1:].isalpha()
        and not (language in read_languages() and _is_no_name(fold_for_matching(before), language))
    )
    adjacent_after = text.clean[at.end : at.end + 1] == " " and after[:1].isupper()
    return adjacent_before or adjacent_after


def _beside_syllable(text: Text, at: Span, language: str) -> bool:
    """Whether a character that spells sounds stands directly beside: then both belong to a foreign name (`卡达尔`)."""
    if language not in read_languages():
        return False
    beside = {text.folded[max(0, at.start - 1) : at.start], text.folded[at.end : at.end + 1]}
    return not load_language(language).names.syllables.isdisjoint(beside)


def _is_no_name(word: str, language: str) -> bool:
    shape = load_language(language).names
    return word in shape.stops or word in shape.not_first


def _behind_post(text: Text, at: Span, language: str) -> bool:
    """Whether a post stands directly before: the word is its state and a name follows (`Ngoại trưởng Nga Lavrov`)."""
    if language not in read_languages():
        return False
    before = tokens(text.folded[max(0, at.start - 60) : at.start])
    posts = load_language(language)
    joint = posts.classes.get("post_at")
    if joint is not None and before and before[-1] in joint.firsts:
        # `Đại sứ Việt Nam tại Áo Vũ Lê Thái Hoàng`: where the holder of the post sits.
        starts = range(len(before))
        return any(tuple(before[first : first + length]) in posts.heads for first in starts for length in (1, 2, 3))
    return any(tuple(before[-length:]) in table for length in range(1, 7) for table in (posts.heads, posts.portfolios))


def _kind_of(known: Known, name: Name) -> str:
    if name.register == "demonym":
        return "A"
    if known.type == "place" and known.attributes.get("capital_of"):
        return "C"
    return "U" if known.key in _PARTIES else _KIND_OF_TYPE[known.type]


def _found(entry: _Entry, start: int, end: int) -> Found:
    span = Span(start + 1, end - 1) if entry.marked else Span(start, end)
    return Found(span, entry.kind, entry.known.key, entry.label, entry.name.register, event_type=entry.event_type)


# No word that stands before a name is longer.
_LONGEST_WORD = 60
_RANK = {"T": 0, "O": 1, "U": 1, "E": 2, "P": 3, "S": 4, "C": 5, "L": 5, "A": 6}


def longest(hits: Iterable[Found]) -> list[Found]:
    """The mentions left when each overlap is decided for the longer one, then for the weightier kind."""
    ordered = sorted(hits, key=_span_of)
    if not any(before.span.end > after.span.start for before, after in pairwise(ordered)):
        return ordered
    taken: list[Found] = []
    ordered.sort(key=lambda f: (f.span.start - f.span.end, _RANK.get(f.kind, 7), f.span.start, f.key or ""))
    covered: set[int] = set()
    for hit in ordered:
        places = range(hit.span.start, hit.span.end)
        if covered.isdisjoint(places):
            covered.update(places)
            taken.append(hit)
    return sorted(taken, key=_span_of)


_span_of = attrgetter("span")
