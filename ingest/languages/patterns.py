"""The pattern language of the rules, compiled to `re` over a line of tokens.

A sentence is matched as its tokens joined by single blanks, where each mention is one mask character. A pattern is
written as words with these elements between them:

- `word` the word itself, folded; `word*` any word that begins so; in a class also `*word`, any word that ends so
- `{class}` one phrase of a word class of the language; the first class of a rule is its trigger
- `{class:name}` the same, kept under a name; `{class+:name}` a list of its phrases, joined by the language's separators
- `{KIND:name}` a mention of one of the kinds, written in capitals (`{P:who}`, `{SU:party}`)
- `{KIND+:name}` a list of such mentions, joined by the language's separators; `{P++:people}` the same with posts and
  honorifics beside each, and up to five words before it that are none of the class `no_item`
- `{KIND!:name}`, `{KIND!+:name}` the same, but no form that its language marks as another case than a subject's
- `{REST:name}` all tokens to the end; `{IN:name}` tokens up to a quotation mark; `{HEAD:name}` tokens from the start
- `~n` at most n tokens, never across `. ; : ! ?`; `~~n` the same, but may hold `:`. A gap behind a slot passes over
  no mention of the slot's kinds, so that the nearest one counts. `~-n` is such a gap within commas; `~=n` passes over
  any mention and over no comma
- `^` and `$` the start and the end of the sentence
- `\\(` the parenthesis itself, and so any mark behind a backslash
- `( a | b )` alternatives; `?` behind an element makes it optional, `?n` lets it stand up to n times; `!{class}` that
  class does not follow, `!{KIND}` no such mention
- a name `_` keeps nothing and makes no trigger (`{aux:_}`, `{D:_}`); `<piece>` stands for a part from the lexicon

Repetition is bounded everywhere but in REST, HEAD and IN, so matching stays linear in practice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Generic, TypeVar

from graph.errors import LanguageDataError
from ingest.languages.alternatives import one_of
from ingest.languages.phrases import Phrases
from ingest.languages.tokens import tokens
from ingest.text import clean_of, fold_for_matching

T = TypeVar("T")
# The kinds of mention and what a pattern may call them.
KINDS = "PSCAUOTELNDJ"
_MASK_OF = {kind: chr(0xE000 + ord(kind)) for kind in KINDS}
_OBLIQUE_MASK_OF = {kind: chr(0xE080 + ord(kind)) for kind in KINDS}
_GAP = "[^ .;:!?]+ "
_GAP_COLON = "[^ .;!?]+ "
_GAP_WITHIN = "[^ ,.;:!?]+ "
# The most phrases that a list of a class takes behind its first.
_LONGEST_LIST = 11
_ELEMENT = re.compile(
    r"\\(?P<escaped>[^\w\s])|!\{(?P<veto>\w+)\}|\{(?P<kinds>[A-Z]+)(?P<subject>!)?(?P<list>\+{1,2})?:(?P<slot>\w+)\}|\{(?P<word>[a-z]\w*)(?P<many>\+)?(?::(?P<named>\w+))?\}"
    r"|~~(?P<wide>\d+)|~=(?P<within>\d+)|~-(?P<near>\d+)|~(?P<gap>\d+)|(?P<open>\()|(?P<close>\))|(?P<bar>\|)|(?P<maybe>\?\d?)"
    r"|(?P<literal>[^\s(){}|~?]+)"
)


def mask_of(kind: str, *, oblique: bool = False) -> str:
    """The private-use character that stands for a mention of that kind; `oblique` is one in no subject's case."""
    return (_OBLIQUE_MASK_OF if oblique else _MASK_OF)[kind]


def folded_tokens(phrase: str) -> list[str]:
    """The tokens of a phrase as sentences show them."""
    return tokens(fold_for_matching(clean_of(phrase)))


@dataclass(frozen=True, slots=True)
class WordClass:
    """Phrases as one regular expression over tokens, and the stretches of which a line must hold one to match;
    `begins` tells whether each stretch is the beginning of its phrase."""

    source: str
    firsts: frozenset[str]
    pieces: frozenset[str]
    begins: bool


def word_class(phrases: Iterable[str], attached: str = "") -> WordClass:
    """The class of some phrases; `attached` holds letters that may stand before the first word (Arabic و ف)."""
    forms = {tuple(_join_stars(folded_tokens(phrase))) for phrase in phrases}
    pieces = [_pieces(form, attached) for form in forms]
    lead = f"[{attached}]?" if attached else ""
    source = f"{lead}{one_of(''.join(f'{word} ' for word in form) for form in forms)}" if forms else "(?!)"
    firsts = frozenset(form[0] for form in forms)
    return WordClass(source, firsts, frozenset(p for found, _ in pieces for p in found), all(b for _, b in pieces))


def _pieces(words: Sequence[str], attached: str) -> tuple[list[str], bool]:
    """The longest stretch of a phrase without a star, with the blanks at its ends, once more for each letter that may
    be written onto its first word; and whether the phrase begins with it."""
    parts = f" {' '.join(words)} ".split("*")
    longest = max(parts, key=len)
    begins = longest is parts[0]
    letters = attached if begins else ""
    return [longest, *(f" {letter}{longest[1:]}" for letter in letters)], begins


def _join_stars(form: Sequence[str]) -> list[str]:
    words: list[str] = []
    for token in form:
        if token == "*" and words:
            words[-1] += "*"
        elif words and words[-1] == "*":
            words[-1] += token
        else:
            words.append(token)
    return words


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern: `slots` are its named mentions; a line must hold all bits of `required` and, of each of
    `any_of`, one. A match begins with a phrase of one of the bits `leads`; 0 where it may begin otherwise."""

    regex: re.Pattern[str]
    slots: tuple[str, ...]
    trigger: str | None
    phrases: Phrases
    required: int
    any_of: tuple[int, ...]
    leads: int

    def may_match(self, held: int) -> bool:
        """A cheap test before the regular expression is run, on the bits of a line."""
        return held & self.required == self.required and all(held & need for need in self.any_of)


class PatternIndex(Generic[T]):
    """Things with a pattern, found by what a line holds: the others cannot match and are not tried."""

    def __init__(self, items: Iterable[T], pattern_of: Callable[[T], Pattern]) -> None:
        rows = [(order, pattern_of(item), item) for order, item in enumerate(items)]
        uses = Counter(bit for _, pattern, _ in rows for bit in _bits(pattern.required))
        self._by_bit: dict[int, list[tuple[int, int, tuple[int, ...], T]]] = {0: []}
        for order, pattern, item in rows:
            for lead in _leads_of(pattern, uses):
                self._by_bit.setdefault(lead, []).append((order, pattern.required, pattern.any_of, item))
        self._leads = reduce(or_, self._by_bit, 0)

    def candidates(self, held: int) -> list[T]:
        """What may match a line that holds those bits, in the order given."""
        found: dict[int, T] = {}
        leads, rows = held & self._leads, self._by_bit[0]
        while True:
            for order, required, any_of, item in rows:
                if held & required == required and (not any_of or all(held & need for need in any_of)):
                    found[order] = item
            if not leads:
                break
            rows = self._by_bit[leads & -leads]
            leads &= leads - 1
        return [found[order] for order in sorted(found)] if len(found) > 1 else list(found.values())


def _leads_of(pattern: Pattern, uses: Mapping[int, int]) -> list[int]:
    """The bits under which a pattern is looked up: the one that fewest patterns need tells most, else each of those of
    which it needs one; 0 where it needs nothing."""
    if pattern.required:
        return [min(_bits(pattern.required), key=lambda bit: (uses[bit], bit))]
    return list(_bits(min(pattern.any_of, key=int.bit_count))) if pattern.any_of else [0]


def _bits(held: int) -> Iterator[int]:
    """The single bits of a number, from the lowest."""
    while held:
        bit = held & -held
        yield bit
        held ^= bit


@dataclass(slots=True)
class _Opening:
    """What a stretch of a pattern may begin with: bits, and whether it may be `empty` or begin with what is not
    `known`."""

    bits: int = 0
    empty: bool = True
    known: bool = True

    @classmethod
    def either(cls, ways: Iterable[_Opening]) -> _Opening:
        """The opening of a group of alternatives."""
        ways = list(ways)
        return cls(
            reduce(or_, (way.bits for way in ways)), any(way.empty for way in ways), all(way.known for way in ways)
        )

    def go_on(self, other: _Opening, *, optional: bool) -> None:
        """Take what stands next into account."""
        if self.empty:
            self.bits |= other.bits
            self.known = self.known and other.known
            self.empty = other.empty or optional

    def is_sure(self, phrases: Phrases) -> bool:
        """Whether a match begins with a phrase whose place is told."""
        return self.known and not self.empty and phrases.tells_where(self.bits)


class _Compiler:
    """One pattern's text to its regular expression, and to what a line must hold for it."""

    def __init__(
        self, place: str, classes: Mapping[str, WordClass], separators: str, attached: str, phrases: Phrases
    ) -> None:
        self.place = place
        self.classes = classes
        self.separators = separators
        self.attached = attached
        self.phrases = phrases
        self.out: list[str] = []
        self.slots: list[str] = []
        self.trigger: str | None = None
        # What is needed so far: at each open parenthesis, by its alternatives; and by the element read last, which
        # counts only if no `?` follows.
        self.needs: list[list[list[int]]] = [[[]]]
        self.pending: list[int] = []
        # What a match may begin with, likewise.
        self.openings: list[list[_Opening]] = [[_Opening()]]
        self.opening = _Opening()
        self.passing = ""

    @property
    def depth(self) -> int:
        """How many parentheses are open."""
        return len(self.needs) - 1

    def compile(self, text: str) -> Pattern:
        position = 0
        for match in _ELEMENT.finditer(text):
            if text[position : match.start()].strip():
                raise LanguageDataError(self.place, f"cannot read {text[position : match.start()]!r}")
            position = match.end()
            self._settle(optional=match["maybe"] is not None)
            self._element(match)
        if text[position:].strip():
            raise LanguageDataError(self.place, f"cannot read {text[position:]!r}")
        self._settle(optional=False)
        if self.depth:
            raise LanguageDataError(self.place, "a parenthesis is not closed")
        try:
            regex = re.compile("(?:(?<= )|^)" + "".join(self.out))
        except (re.error, OverflowError) as error:  # a name that stands twice, a repetition beyond all bounds
            raise LanguageDataError(self.place, str(error)) from error
        [[needs]] = self.needs
        required = reduce(or_, (need for need in needs if need.bit_count() == 1), 0)
        others = tuple(dict.fromkeys(need for need in needs if need.bit_count() > 1 and not need & required))
        [[opening]] = self.openings
        leads = opening.bits if opening.is_sure(self.phrases) else 0
        return Pattern(regex, tuple(self.slots), self.trigger, self.phrases, required, others, leads)

    def _settle(self, *, optional: bool) -> None:
        """What the last element needs counts only if it is not optional."""
        if not optional:
            self.needs[-1][-1] += self.pending
        self.openings[-1][-1].go_on(self.opening, optional=optional)
        self.pending, self.opening = [], _Opening()

    def _hold(self, pieces: Iterable[str], *, begins: bool = True) -> None:
        """Note that the element read needs one of some stretches, and begins with it."""
        bit = self.phrases.bit(pieces, begins=begins)
        self.pending, self.opening = [bit], _Opening(bit, empty=False)

    def _close(self) -> None:
        """A group needs all that its one way needs, or one thing of each of its ways."""
        ways = self.needs.pop()
        if not self.needs:
            raise LanguageDataError(self.place, "a parenthesis closes that was never opened")
        self.opening = _Opening.either(self.openings.pop())
        if len(ways) == 1:
            self.pending = ways[0]
        elif all(ways):
            self.pending = [reduce(or_, (min(way, key=int.bit_count) for way in ways))]

    def _element(self, match: re.Match[str]) -> None:
        if match["escaped"]:
            self.out.append(self._literal(match["escaped"]))
        elif match["veto"]:
            self.out.append(self._veto(match["veto"]))
        elif match["kinds"]:
            self._slot(match["kinds"], match["slot"], listed=match["list"] or "", subject=bool(match["subject"]))
        elif match["word"]:
            self._word(match["word"], match["named"], many=bool(match["many"]))
        elif match["gap"] or match["wide"]:
            token = (_GAP if match["gap"] else _GAP_COLON).replace("]", f"{self.passing}]")
            self.out.append(f"(?:{token}){{0,{int(match['gap'] or match['wide'])}}}?")
            self.opening = _Opening(known=False)
        elif match["within"]:
            self.out.append(f"(?:{_GAP_WITHIN}){{0,{int(match['within'])}}}?")
            self.opening = _Opening(known=False)
        elif match["near"]:
            token = _GAP_WITHIN.replace("]", f"{self.passing}]")
            self.out.append(f"(?:{token}){{0,{int(match['near'])}}}?")
            self.opening = _Opening(known=False)
        elif match["open"]:
            self.needs.append([[]])
            self.openings.append([_Opening()])
            self.out.append("(?:")
        elif match["close"]:
            self._close()
            self.out.append(")")
        elif match["bar"]:
            if self.depth == 0:
                raise LanguageDataError(self.place, "alternatives stand in parentheses")
            self.needs[-1].append([])
            self.openings[-1].append(_Opening())
            self.out.append("|")
        elif match["maybe"]:
            self._repeat_last(match["maybe"])
        elif match["literal"] in {"^", "$"}:
            self.out.append(match["literal"])
        else:
            self.out.append(self._literal(match["literal"]))

    def _literal(self, word: str) -> str:
        attached = self.attached if word[0].isalpha() else ""
        lead = f"[{attached}]?" if attached else ""
        words = _join_stars(folded_tokens(word))
        pieces, begins = _pieces(words, attached)
        self._hold(pieces, begins=begins)
        return f"(?:{lead}{one_of([''.join(f'{word} ' for word in words)])})"

    def _class(self, name: str) -> WordClass:
        if name not in self.classes:
            raise LanguageDataError(self.place, f"no word class {name!r}; there are {sorted(self.classes)}")
        return self.classes[name]

    def _word(self, name: str, named: str | None, *, many: bool) -> None:
        found = self._class(name)
        source = f"{found.source}(?:{self.separators}{found.source}){{0,{_LONGEST_LIST}}}" if many else found.source
        self._hold(found.pieces, begins=found.begins)
        if self.depth == 0:
            self.passing = ""
        if named is None and self.trigger is None:
            named = self.trigger = "trigger"
        kept = named is not None and named != "_"
        self.out.append(f"(?P<{named}>{source})" if kept else f"(?:{source})")

    def _veto(self, name: str) -> str:
        return f"(?![{self._masks(name)}] )" if name.isupper() else f"(?!{self._class(name).source})"

    def _masks(self, kinds: str, *, subject: bool = False) -> str:
        unknown = set(kinds) - set(KINDS)
        if unknown:
            raise LanguageDataError(self.place, f"no kind of mention {sorted(unknown)}")
        cases = (False,) if subject else (False, True)
        return "".join(mask_of(kind, oblique=oblique) for oblique in cases for kind in kinds)

    def _slot(self, kinds: str, name: str, *, listed: str, subject: bool) -> None:
        if kinds == "REST":
            self.out.append(f"(?P<{name}>(?:[^ ]+ )+)$")
            self.opening = _Opening(known=False)
        elif kinds == "HEAD":
            self.out.append(f"(?P<{name}>(?:[^ ]+ )+?)")
            self.opening = _Opening(known=False)
        elif kinds == "IN":
            self.out.append(f'(?P<{name}>(?:[^ "]+ )+)')
            self.opening = _Opening(known=False)
        else:
            masks = self._masks(kinds, subject=subject)
            one = f"[{masks}] "
            if listed == "++":
                one = self._with_posts(one)
            source = f"{one}(?:{self.separators}{one})*" if listed else one
            if listed == "++":
                source = f"(?>{one}(?:{self.separators}{one}){{0,11}})"
            self.out.append(f"(?:{source})" if name == "_" else f"(?P<{name}>{source})")
            self._hold(f" {mask} " for mask in masks)
            if listed == "++":
                self.opening = _Opening(known=False)
            if self.depth == 0:
                self.passing = masks
        if name != "_":
            self.slots.append(name)

    def _with_posts(self, one: str) -> str:
        """A mention with posts and honorifics around it, and a few words that no table knows before it."""
        post = f"[{self._masks('J')}] "
        beside = f"(?:{post}|{self._class('honorific').source}|[,;] )"
        word = "(?:" + (f"(?!{self._class('no_item').source})" if "no_item" in self.classes else "") + "[^ ,.;:!?]+ )"
        # Atomic: an item that was read once is not read in other ways, which would be tried without end.
        return f"(?>{beside}{{0,5}}(?:{word}{{0,5}}?{beside}{{0,3}})?{one}(?:{post})?)"

    def _repeat_last(self, mark: str) -> None:
        if not self.out:
            raise LanguageDataError(self.place, "nothing stands before `?`")
        times = f"{{0,{mark[1:]}}}" if mark[1:] else "?"
        if self.out[-1] != ")":
            self.out[-1] = f"(?:{self.out[-1]}){times}"
        else:
            self.out.append(times)


def compile_pattern(
    text: str,
    place: str,
    classes: Mapping[str, WordClass],
    separators: str,
    attached: str = "",
    phrases: Phrases | None = None,
) -> Pattern:
    """A pattern of the language above; LanguageDataError names `place` and what cannot be read.

    `phrases` are shared by the patterns of a language, so that one look at a line serves all of them.
    """
    return _Compiler(place, classes, separators, attached, phrases or Phrases()).compile(text)
