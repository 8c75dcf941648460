"""New people: a name is believed only where a post, an honorific or a verb of saying stands beside it, or where it
begins with a given name of the language's list.

Where the script has no capitals, more is asked: a verb of saying counts only before a given name of the language's
list, and a post only if nothing is missing from it (`head of …` may go on with the body that it heads).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from graph.model import Span
from ingest.languages.language import Language, NameShape, class_group
from ingest.mentions.line import Line
from ingest.mentions.unspaced import find_unspaced_names, may_hold_names
from ingest.model import Found
from ingest.text import Text, fold_for_matching

# The most words of a body between the post and its holder.
_LONGEST_BODY = 7
_SPEAKING = ("say", "call", "commit", "support", "criticize")
_BEFORE_INVERSION = frozenset({'" ', ", "})
_OPENERS = frozenset('"(«“')


def find_names(line: Line, text: Text, language: Language) -> list[Found]:
    """The new full names of a line, in order, none overlapping another mention."""
    if not language.names.blanks:
        if not may_hold_names(line, text):
            return []
        return find_unspaced_names(line, text, language.names, _blocked(line, language, shortest=2))
    reader = _NameReader(line, text, language)
    names: list[Found] = []
    taken = -1
    for first, last in reader.anchored():
        if first > taken and reader.is_full(first, last):
            span = Span(line.spans[first].start, line.spans[last].end)
            label = " ".join(text.clean[span.start : span.end].split())
            post = line.founds[first - 1] if first > 0 else None
            register = post.register if post is not None and post.kind == "J" else None
            names.append(Found(span, "P", label=label, register=register))
            taken = last
    return names


class _NameReader:
    """Reads names off one line; positions are token indexes, ranges are inclusive."""

    def __init__(self, line: Line, text: Text, language: Language) -> None:
        self.line = line
        self.text = text
        self.shape: NameShape = language.names
        self.language = language
        self.honorifics = class_ends(line, language, "honorific")
        self.say = class_ends(line, language, *_SPEAKING)

    @cached_property
    def named_after(self) -> Ends:
        """What is named after people."""
        return class_ends(self.line, self.language, "named_after")

    @cached_property
    def inverted(self) -> frozenset[int]:
        """The ends of verbs of saying (class `said_inverted`) behind a quotation or a comma (`, said NAME`)."""
        if not self.shape.case:
            return frozenset()
        pattern = self.language.class_patterns.get("said_inverted")
        hits = [] if pattern is None else self.line.hits(pattern)
        return frozenset(
            self.line.index(hit.match.end()) - 1
            for hit in hits
            if self.line.string[max(0, hit.match.start() - 2) : hit.match.start()] in _BEFORE_INVERSION
        )

    @cached_property
    def of_bodies(self) -> frozenset[int]:
        """The words before `of` (class `of_body`) and a body, where a verb of saying follows (`NAME of BODY said`)."""
        pattern = self.language.class_patterns.get("of_body")
        if pattern is None or not self.shape.case:
            return frozenset()
        founds = self.line.founds
        starts = []
        for hit in self.line.hits(pattern):
            body = self.line.index(hit.match.end())
            found = founds[body] if body < len(founds) else None
            if found is not None and found.kind == "O" and body + 1 in self.say.starts:
                starts.append(self.line.index(hit.match.start()) - 1)
        return frozenset(start for start in starts if start >= 0)

    @cached_property
    def clauses(self) -> Ends:
        """What begins another clause."""
        return class_ends(self.line, self.language, *_SPEAKING, "that", "relative")

    @cached_property
    def blocked(self) -> frozenset[int]:
        """Tokens that belong to no name; looked for when a word may be one."""
        return _blocked(self.line, self.language)

    def _near_anchors(self) -> list[int]:
        """Every token that may be an anchor, stand directly before one, or be a given name, in order."""
        posts = [index for index, found in enumerate(self.line.founds) if found is not None and found.kind == "J"]
        # Before a post a comma may stand, and an article; behind it a comma.
        near = {post + step for post in posts for step in (-3, -2, 0, 1)}
        near |= self.inverted | self.of_bodies
        near |= self.honorifics.ends | self.say.ends | {start - 1 for start in self.say.starts}
        if self.shape.given and (posts or self.shape.case):
            near.update(i for i, word in enumerate(self.line.string.split(" ")) if word in self.shape.given)
        return sorted(index for index in near if 0 <= index < len(self.line.spans))

    def anchored(self) -> Iterator[tuple[int, int]]:
        """Ranges beside an anchor, left to right."""
        for index in self._near_anchors():
            if self._is_anchor(index) and not (self.shape.case and index + 1 in self.honorifics.starts):
                end = self._forward(index + 1)
                if end > index and (self.shape.case or self._is_believed(index)):
                    yield index + 1, end
                elif self.shape.case and self._is_post(index) and self._word_at(index + 1) == ",":
                    yield index + 2, self._forward(index + 2)
            elif (
                self._before_post(index)
                or index in self.of_bodies
                or (self.shape.case and index + 1 in self.say.starts)
            ):
                start = self._backward(index)
                if start <= index:
                    yield start, index
            elif self._opens_name(index) if self.shape.case else self._follows_post(index):
                yield index, self._forward(index)

    def _opens_name(self, index: int) -> bool:
        """Whether a given name of the language's list stands here in capitals and begins a name: not behind another
        capital (`Fondation Jean Jaurès`), nor behind what is named after people (class `named_after`: `rue`)."""
        if self._word(index) not in self.shape.given or not self._capital(index):
            return False
        if index == 0:
            return True
        inside = self._word(index - 1).isalpha() and self._capital(index - 1) and index > 1
        joined = self._word(index - 1) == "-" and self._close(index)
        return not inside and not joined and index - 1 not in self.named_after.ends

    def _follows_post(self, index: int) -> bool:
        """Whether a given name of the language's list stands a few words behind a post, whose body no table knows."""
        if self._word(index) not in self.shape.given or index in self.blocked:
            return False
        for before in range(index - 1, max(-1, index - 1 - _LONGEST_BODY), -1):
            found = self.line.founds[before]
            if found is not None and found.kind not in "SAOC":
                return found.kind == "J" and not found.anaphor and before < index - 1
            if before in self.clauses.ends or (found is None and not self._word(before).isalpha()):
                return False
        return False

    def _word_at(self, index: int) -> str:
        return self._word(index) if index < len(self.line.spans) else ""

    def _is_believed(self, anchor: int) -> bool:
        """Whether what follows an anchor is a name without the help of capitals."""
        found = self.line.founds[anchor]
        if found is not None:
            return found.kind == "A" or not self._goes_on(found)
        return anchor in self.honorifics.ends or self._word(anchor + 1) in self.shape.given

    def _goes_on(self, found: Found) -> bool:
        """Whether a post has a head that still waits for its noun: no article, portfolio, body or possessive."""
        words = self.text.folded[found.span.start : found.span.end].split()
        definite = any(_has_article(word) or word.endswith("ها") for word in words)
        return not definite and not found.inner and (found.title is None or found.title.portfolio is None)

    def is_full(self, first: int, last: int) -> bool:
        """Whether the range is a whole name: two words at least, unless it holds a hyphen."""
        words = [i for i in range(first, last + 1) if self._word(i).isalpha()]
        if not self.shape.case and self._bears_article(first):
            return False
        if len(words) < 2 or len(words) > self.shape.longest + 1:
            return False
        return self._word(words[-1]) not in self.shape.particles

    def _word(self, index: int) -> str:
        span = self.line.spans[index]
        return self.text.folded[span.start : span.end] if self.line.founds[index] is None else ""

    def _is_post(self, index: int) -> bool:
        found = self.line.founds[index]
        if found is not None:
            return found.kind == "J"
        return (
            index + 1 < len(self.line.spans)
            and self._word(index) in {"the", "a", "an", "le", "la", "el"}
            and (self._is_post(index + 1))
        )

    def _before_post(self, index: int) -> bool:
        """Whether a comma and a post follow (`NAME, Minister of …`)."""
        return index + 2 < len(self.line.spans) and self._word(index + 1) == "," and self._is_post(index + 2)

    def _is_anchor(self, index: int) -> bool:
        found = self.line.founds[index]
        if found is not None and found.kind == "A" and not self.shape.case:
            return index - 1 in self.honorifics.ends  # `the diplomat of Algeria NAME`, an adjective in Arabic
        if found is not None:
            return found.kind == "J" and not found.anaphor
        if index in self.honorifics.ends:
            return True
        if self._word(index) == "," and not self.shape.case:
            return index > 0 and self._is_post(index - 1)  # `the spokesperson, NAME,`
        if index in self.inverted:
            return True
        return index in self.say.ends and (self.shape.after_verbs or not self.shape.case)

    def _forward(self, index: int) -> int:
        """The last token of the name that starts at `index`; `index - 1` where none does."""
        first, end = index, index - 1
        while index < len(self.line.spans) and index - end <= 2:
            inner = end == index - 1 and (index > first or self._word(index) not in self.shape.not_first)
            if self._is_name_word(index, inner=inner) and (inner or self._word(index) not in self.shape.not_first):
                end = index
            elif not (self._is_joint(index) and self._close(index) and end == index - 1):
                break
            index += 1
        return self._without_particles(end)

    def _backward(self, index: int) -> int:
        """The first token of the name that ends at `index`; `index + 1` where none does."""
        start, last = index + 1, index
        while index >= 0 and start - index <= 2:
            if self.shape.case and index < last and index in self.honorifics.ends:
                break
            if self._is_name_word(index, inner=True):
                start = index
            elif not (self._is_joint(index) and self._close(index)):
                break
            index -= 1
        while start < len(self.line.spans) and self._word(start) in self.shape.particles and not self.shape.case:
            break
        if self.shape.case:
            while start <= index + 8 and start < len(self.line.spans) and not self._may_begin(start):
                start += 1
            return start
        return self._from_given(start, last)

    def _may_begin(self, index: int) -> bool:
        return self._capital(index) and self._word(index) not in self.shape.not_first

    def _from_given(self, start: int, last: int) -> int:
        """Where a name of a script without capitals begins, read backwards: at its first given name; without one it
        must fill its clause or follow an honorific or a verb of saying. `last + 1` where none does."""
        for index in range(start, last + 1):
            if self._word(index) in self.shape.given:
                return index
        opens = start == 0 or not self._word(start - 1).isalpha()
        anchored = start - 1 in self.honorifics.ends or start - 1 in self.say.ends
        return start if opens or anchored else last + 1

    def _without_particles(self, end: int) -> int:
        while end >= 0 and self._word(end) in self.shape.particles:
            end -= 1
        return end

    def _is_joint(self, index: int) -> bool:
        return self._word(index) in {"-", "'", "."}

    def _close(self, index: int) -> bool:
        """Whether no blank stands before the token: hyphens and apostrophes inside a name."""
        span = self.line.spans[index]
        if self._word(index) == ".":
            before = self.line.spans[index - 1]
            return before.end - before.start == 1
        return span.start > 0 and self.text.clean[span.start - 1] != " "

    def _capital(self, index: int) -> bool:
        return self.text.clean[self.line.spans[index].start].isupper()

    def _is_name_word(self, index: int, *, inner: bool) -> bool:
        if self.shape.case and self._word(index).isalpha() and self._goes_on_small(index):
            return True
        if self.line.founds[index] is not None or (index in self.blocked and not self._only_folds_so(index)):
            return False
        word = self._word(index)
        if not word.isalpha() or word in self.shape.stops:
            return False
        if not self.shape.case:
            return not self._is_bound_word(index)
        return self._capital(index) or (inner and word in self.shape.particles)

    def _goes_on_small(self, index: int) -> bool:
        """Whether a word follows an apostrophe inside a name (`Tupou'tuah`), in no way the possessive's s."""
        behind = index > 1 and self._word(index - 1) == "'"
        return behind and self._close(index) and self._close(index - 1) and self._word(index) != "s"

    def _bears_article(self, index: int) -> bool:
        """Whether a word begins with the article: not with a hamza that folding takes off, and no given name."""
        written = self.text.clean[self.line.spans[index].start]
        return written not in "أإآ" and self._word(index) not in self.shape.given and _has_article(self._word(index))

    def _only_folds_so(self, index: int) -> bool:
        """Whether a given name is like a stop only where folding has made their letters equal (علي and على)."""
        span = self.line.spans[index]
        written = self.text.clean[span.start : span.end]
        return (
            self._word(index) in self.shape.given
            and written not in self.shape.written_stops
            and self._word(index) in {fold_for_matching(stop) for stop in self.shape.written_stops}
        )

    def _is_bound_word(self, index: int) -> bool:
        """Whether a word of a script without capitals shows that it is no name: an attached particle before the
        article or a known name, or the ending of an adverb (Arabic tanwin, which the clean text leaves out)."""
        word, span = self._word(index), self.line.spans[index]
        if word in self.shape.given:
            return self.text.clean[span.start : span.end] in self.shape.written_stops  # فالنتينا bears no article
        if word[0] in self.language.attached and word[1:] in self.shape.given:
            return True
        if self.text.clean[span.start : span.end] in self.shape.written_stops:
            return True
        written = self.text.outward(span).of(self.text.original)
        return "\u064b" in written or (_has_article(word) and not word.startswith("ال"))


def _has_article(word: str) -> bool:
    """Whether an Arabic word carries the article, as adjectives and nouns do and given names do not."""
    return word.startswith(("ال", "لل", "وال", "بال", "كال", "فال"))


class Ends:
    """Where the phrases of some word classes start and end on a line, in token indexes."""

    def __init__(self, starts: frozenset[int], ends: frozenset[int]) -> None:
        self.starts = starts
        self.ends = ends


_NONE = Ends(frozenset(), frozenset())


def class_ends(line: Line, language: Language, *names: str) -> Ends:
    """Where phrases of the named word classes start and end on a line; a class that the language lacks has none."""
    patterns = class_group(language, names).candidates(line.held(language.phrases))
    matches = [hit.match for pattern in patterns for hit in line.matches(pattern)]
    if not matches:
        return _NONE
    starts = frozenset(line.index(match.start()) for match in matches)
    return Ends(starts, frozenset(line.index(match.end()) - 1 for match in matches))


def _blocked(line: Line, language: Language, shortest: int = 1) -> frozenset[int]:
    """Tokens that belong to a phrase of some word class and so to no name; only where there are no capitals.

    Phrases of fewer tokens than `shortest` do not count: a single character may well be part of a name.
    """
    if language.names.case:
        return frozenset()
    blocked: set[int] = set()
    for pattern in language.class_index.candidates(line.held(language.phrases)):
        for hit in line.matches(pattern):
            first, end = line.index(hit.match.start()), line.index(hit.match.end())
            blocked.update(range(first, end) if end - first >= shortest else ())
    return frozenset(blocked)


def names_in_brackets(line: Line) -> list[tuple[Found, Found]]:
    """The names of people that another name follows in brackets, each with that name."""
    pairs = []
    for index, found in enumerate(line.founds[:-3]):
        inside = line.founds[index + 2]
        if found is None or inside is None or found.kind != "P" or inside.kind != "P":
            continue
        if line.string[line.starts[index + 1]] == "(" and line.string[line.starts[index + 3]] == ")":
            pairs.append((found, inside))
    return pairs


def short_forms(words: Sequence[str], language: Language) -> list[str]:
    """The shorter names by which a text goes on to call a person: the last word, and the last two."""
    if len(words) < 2:
        return []
    forms = [words[-1]]
    if len(words) > 2:
        forms.append(" ".join(words[-2:]))
    return [form for form in forms if len(form) > 1 and form not in language.names.particles]
