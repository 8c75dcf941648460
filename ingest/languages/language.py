"""What a language's data files must say, read and checked once.

A language is a folder `ingest/languages/xx/`: `lexicon.toml` (word classes), `titles.toml` (posts), `names.toml`
(the shape of personal names), `events.toml` (nouns of occasions), `patterns.toml` (the rules), and beside them the
files of the front (`meta.toml`, `dates.toml`, `numbers.toml`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from graph.errors import LanguageDataError
from graph.folding import fold
from graph.model import ClaimType, EventType, Modality
from ingest.languages.patterns import Pattern, PatternIndex, WordClass, compile_pattern, folded_tokens, word_class
from ingest.languages.phrases import Phrases

_PIECE = re.compile(r"<\w+>")
# Without these classes no rule set is complete; the completeness test names what a language lacks.
REQUIRED_CLASSES = (
    "sign", "ratify", "accede", "adopt", "enter_force", "open_signature", "say", "call", "commit", "support",
    "criticize", "attend", "host", "chair", "that", "planned", "negated", "conditional",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Emit:
    """One claim that a rule makes of its slots; what begins with `@` comes from the context.

    `@treaty`, `@event`, `@about`; `@speaker` who spoke last, `@quoter` the same within the paragraph, `@body` if it is
    a body, `@here` within the sentence, `@pronoun` whom a pronoun means, `@state` the foremost state of this sentence
    or the last, where verbs need no subject; `@act` the treaty (as `date` also the day) of an act of the type told
    before; `@clause` who did or said what stands nearest before in the sentence, `@actor` who did the sentence's last
    act, `@parties` the several that did the last act of this sentence or the one before, `@counted` the treaty of a
    count of nameless ones that did it;
    `@viewer` the foremost body of this sentence or the last, else who spoke;
    the `date` `@before` is the sentence's own day, else the last one told before it, and `none` is none.
    The `evidence` is a slot; `@before` is the whole sentence before (`… . This was said by X`).
    The `value` of a post is the slot of its title, or the title itself behind `=` (`=Chair`). The `evidence` is a slot,
    or `@said` for all behind the trigger.
    """

    type: ClaimType
    subject: str
    object: str | None = None
    value: str | None = None
    action: str | None = None
    unit: str | None = None
    bound: str | None = None
    date: str | None = None
    days: str | None = None
    evidence: str | None = None
    modality: Modality | None = None
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One declarative rule: a pattern, its claims, its prior precision, and sentences it must and must not read.

    A match that holds a phrase of one of the classes `unless`, or none of one of the classes `only`, is no match.
    """

    id: str
    pattern: Pattern
    emits: tuple[Emit, ...]
    prior: float
    unless: tuple[Pattern, ...]
    only: tuple[Pattern, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TitleShape:
    """A pattern of a post: classes `head` and `portfolio`, a body or state; `value` is the head's English."""

    pattern: Pattern
    value: str


@dataclass(frozen=True, slots=True)
class EventNoun:
    """A noun phrase of an occasion and what it denotes."""

    pattern: Pattern
    type: EventType
    label: str


@dataclass(frozen=True, slots=True)
class NameShape:
    """How personal names look: `case` is whether the script has capitals; the sets hold folded words.

    `given` are first words of names, wanted where no capitals tell a name from other words. `endings` are those of
    case forms, `after_verbs` says that a name may follow its verb of saying (`сообщил Иван Петров`).
    `stops` are part of no name, `not_first` begin none (the pronoun `Ông`, which is a syllable of names too).
    `written_stops` are compared as written, where folding would make a name of them.
    Without `blanks` between words, a name is a family name of `families` with one or two characters, or is spelled by
    sound in characters of `syllables`; `accidents` are words in which the characters of a known name stand by chance.
    """

    case: bool
    order: str
    longest: int
    particles: frozenset[str]
    stops: frozenset[str]
    not_first: frozenset[str]
    pronouns: frozenset[str]
    syllables: frozenset[str]
    given: frozenset[str]
    written_stops: frozenset[str]
    blanks: bool
    families: frozenset[str]
    accidents: tuple[str, ...]
    endings: tuple[str, ...]
    after_verbs: bool


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """One language, compiled.

    `words_before` is how many words before a match tell how its act stands; None, where verbs stand first, for its
    whole clause. `case_heads` are heads of posts in another case than a subject's. `portfolio_words` are single words
    with their English, of which portfolios that no table lists are made; `portfolio_joints` the English, or nothing,
    of what stands between these.
    """

    code: str
    attached: str
    phrases: Phrases
    separators: str
    words_before: int | None
    classes: Mapping[str, WordClass]
    class_patterns: Mapping[str, Pattern]
    patterns: Mapping[str, Pattern]
    heads: Mapping[tuple[str, ...], str]
    case_heads: frozenset[tuple[str, ...]]
    portfolios: Mapping[tuple[str, ...], str]
    portfolio_words: Mapping[tuple[str, ...], str]
    portfolio_joints: Mapping[tuple[str, ...], str]
    heads_by_body: Mapping[str, Mapping[str, str]]
    names: NameShape
    rules: tuple[Rule, ...]
    rule_index: PatternIndex[Rule]
    event_index: PatternIndex[EventNoun]
    title_index: PatternIndex[TitleShape]
    class_index: PatternIndex[Pattern]


@cache
def class_group(language: Language, names: tuple[str, ...]) -> PatternIndex[Pattern]:
    """Those of the named word classes that a language has, to be looked for together."""
    held = [language.class_patterns[name] for name in names if name in language.class_patterns]
    return PatternIndex(held, lambda pattern: pattern)


@cache
def pattern_group(language: Language, names: tuple[str, ...]) -> PatternIndex[tuple[str, Pattern]]:
    """Those of the named patterns of the lexicon that a language has, each with its name, to be looked for together."""
    held = [(name, language.patterns[name]) for name in names if name in language.patterns]
    return PatternIndex(held, lambda row: row[1])


def read_language(code: str) -> Language:
    """The language of a code, from its folder; LanguageDataError names file and entry of what is wrong."""
    lexicon, titles, names = (_toml(code, name) for name in ("lexicon", "titles", "names"))
    attached = str(lexicon.get("attached", ""))
    case_heads, portfolios = _table(titles.get("case_heads", {})), _table(titles["portfolios"])
    heads = _table(titles["heads"]) | case_heads
    classes = _classes(code, lexicon["classes"], attached)
    classes["head"] = word_class([*titles["heads"], *titles.get("case_heads", {})], attached)
    classes["portfolio"] = word_class(titles["portfolios"], attached)
    classes["portfolio_word"] = word_class([*titles["portfolios"], *titles.get("portfolio_words", {})], attached)
    classes["honorific"] = word_class(names["honorifics"], attached)
    phrases = Phrases()
    separators = _separators(lexicon["separators"], attached)

    pieces: dict[str, str] = lexicon.get("pieces", {})

    def compiled(text: str, place: str) -> Pattern:
        whole = _with_pieces(text, pieces, f"{code}/{place}")
        return compile_pattern(whole, f"{code}/{place}", classes, separators, attached, phrases)

    shapes = tuple(TitleShape(compiled(row["match"], "titles.toml"), row.get("value", "")) for row in titles["shape"])
    events = tuple(
        EventNoun(compiled(row["match"], "events.toml"), EventType(row["type"]), row["label"])
        for row in _toml(code, "events")["event"]
    )
    rules = tuple(
        _rule(
            row,
            compiled(row["match"], f"patterns.toml, {row['id']}"),
            *(
                tuple(compiled(f"{{{name}}}", f"patterns.toml, {row['id']}") for name in row.get(names, ()))
                for names in ("unless", "only")
            ),
        )
        for row in _toml(code, "patterns")["rule"]
    )
    class_patterns = {name: compiled(f"{{{name}}}", "lexicon.toml") for name in classes}
    return Language(
        code=code,
        attached=attached,
        phrases=phrases,
        separators=separators,
        words_before=None if lexicon.get("verb_first", False) else int(lexicon.get("words_before", 3)),
        classes=classes,
        class_patterns=class_patterns,
        patterns={name: compiled(text, f"lexicon.toml, {name}") for name, text in lexicon["patterns"].items()},
        heads=heads,
        case_heads=frozenset(case_heads),
        portfolios=portfolios,
        portfolio_words=portfolios | _table(titles.get("portfolio_words", {})),
        portfolio_joints=_table(titles.get("portfolio_joints", {})),
        heads_by_body=titles.get("by_body", {}),
        names=_names(names),
        rules=rules,
        rule_index=PatternIndex(sorted(rules, key=_asks_who_spoke), lambda rule: rule.pattern),
        event_index=PatternIndex(events, lambda noun: noun.pattern),
        title_index=PatternIndex(shapes, lambda shape: shape.pattern),
        class_index=PatternIndex(class_patterns.values(), lambda pattern: pattern),
    )


def _asks_who_spoke(rule: Rule) -> bool:
    """Whether a rule leaves the speaker to the context: it comes last, when the sentence has said who speaks."""
    return any(emit.subject in {"@speaker", "@quoter", "@here", "@body", "@clause", "@pronoun"} for emit in rule.emits)


def _toml(code: str, name: str) -> dict[str, Any]:
    path = f"{code}/{name}.toml"
    try:
        return tomllib.loads(files("ingest.languages").joinpath(path).read_text("utf-8"))
    except FileNotFoundError as error:
        raise LanguageDataError(path, "the file is missing") from error
    except tomllib.TOMLDecodeError as error:
        raise LanguageDataError(path, str(error)) from error


def _classes(code: str, table: Mapping[str, list[str]], attached: str) -> dict[str, WordClass]:
    missing = [name for name in REQUIRED_CLASSES if name not in table]
    if missing:
        raise LanguageDataError(f"{code}/lexicon.toml", f"classes missing: {', '.join(missing)}")
    return {name: word_class(_expand(code, table, name), attached) for name in table}


def _expand(code: str, table: Mapping[str, list[str]], name: str, above: tuple[str, ...] = ()) -> list[str]:
    """The phrases of a class; an item `@other` stands for all phrases of that class."""
    if name not in table or name in above:
        raise LanguageDataError(f"{code}/lexicon.toml, {name}", "no such class, or a class within itself")
    phrases: list[str] = []
    for item in table[name]:
        phrases += _expand(code, table, item[1:], (*above, name)) if item.startswith("@") else [item]
    return phrases


def _with_pieces(text: str, pieces: dict[str, str], place: str) -> str:
    """The pattern with each `<piece>` written out; a piece may hold pieces that stand before it in the lexicon."""
    for name in reversed(pieces):
        text = text.replace(f"<{name}>", pieces[name])
    if unknown := _PIECE.search(text):
        raise LanguageDataError(place, f"no piece {unknown[0]}; there are {sorted(pieces)}")
    return text


def _separators(phrases: list[str], attached: str) -> str:
    """What may stand between the items of a list: one or two separators, and articles."""
    source = "|".join("".join(f"{_escape(token)} " for token in folded_tokens(p)) for p in phrases)
    return f"(?:{source}){{0,3}}"


def _escape(token: str) -> str:
    return token if token.isalnum() else f"\\{token}"


def _table(table: Mapping[str, str]) -> dict[tuple[str, ...], str]:
    return {tuple(folded_tokens(phrase)): english for phrase, english in table.items()}


def _names(table: Mapping[str, object]) -> NameShape:
    def folded(key: str) -> frozenset[str]:
        return frozenset(" ".join(folded_tokens(str(word))) for word in _list(table, key))

    return NameShape(
        case=bool(table["case"]),
        order=str(table.get("order", "given-first")),
        longest=int(str(table.get("longest", 5))),
        particles=folded("particles"),
        stops=folded("stops"),
        not_first=folded("not_first"),
        pronouns=folded("pronouns"),
        syllables=folded("syllables"),
        given=folded("given"),
        written_stops=frozenset(str(word) for word in _list(table, "written_stops")),
        blanks=bool(table.get("blanks", True)),
        families=frozenset("".join(folded_tokens(str(word))) for word in _list(table, "families")),
        accidents=tuple(
            (" " if table.get("blanks", True) else "").join(folded_tokens(str(word)))
            for word in _list(table, "accidents")
        ),
        endings=tuple(sorted({fold(str(word)) for word in _list(table, "endings")}, key=lambda e: (-len(e), e))),
        after_verbs=bool(table.get("after_verbs", False)),
    )


def _list(table: Mapping[str, object], key: str) -> list[object]:
    words = table.get(key, [])
    assert isinstance(words, list)
    return words


def _rule(row: dict[str, Any], pattern: Pattern, unless: tuple[Pattern, ...], only: tuple[Pattern, ...]) -> Rule:
    emits = tuple(
        Emit(**{**claim, "type": ClaimType(claim["type"]), "modality": _modality(claim.get("modality"))})
        for claim in row["claims"]
    )
    examples = (tuple(row.get("yes", ())), tuple(row.get("no", ())))
    return Rule(row["id"], pattern, emits, row.get("prior", 0.9), unless, only, *examples)


def _modality(name: str | None) -> Modality | None:
    return None if name is None else Modality(name)
