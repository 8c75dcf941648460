"""The pattern language of the rules: what each element reads, and where a mistake is said to stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import LanguageDataError
from graph.model import Span
from ingest.languages import load_language, read_languages
from ingest.languages.alternatives import one_of
from ingest.languages.patterns import Pattern, PatternIndex, compile_pattern, mask_of, word_class
from ingest.languages.phrases import Phrases
from ingest.mentions.line import Line, build_line
from ingest.model import Found
from ingest.text import Text
from tests.ingest.lines import line_of, place_of

CLASSES = {
    "sign": word_class(["signed", "put its name* to"]),
    "not": word_class(["not", "never"]),
    "say": word_class(["said"]),
    "none": word_class([]),
    "past": word_class(["*ed", "*ood up"]),
}
SEPARATORS = "(?:, |and |the ){0,3}"


def pattern(text: str, attached: str = "") -> Pattern:
    return compile_pattern(text, "xx/patterns.toml, xx.test", CLASSES, SEPARATORS, attached)


def read(text: str, line: Line, attached: str = "") -> list[str]:
    """What each match covers, as words of the line with a mention as its letter."""
    return [shown(hit.match[0]) for hit in line.hits(pattern(text, attached))]


def shown(words: str) -> str:
    return re.sub("[\ue000-\ue0ff]", lambda mask: chr(ord(mask[0]) - 0xE000), words).strip()


HANOI = ("Viet Nam", "S")
TREATY = ("Convention", "T")


@pytest.mark.parametrize(
    ("text", "sentence", "mentions", "expected"),
    [
        ("signed", "France signed it", [], ["signed"]),
        ("SIGNÉ", "La France a signé", [], ["signé"]),
        ("sign*", "They sign what was signed", [], ["sign", "signed"]),
        ("{sign}", "France put its name to it", [], ["put its name to"]),
        ("{sign}", "France put a name to it", [], []),
        ("{none}", "France signed it", [], []),
        ("{past}", "They sign what was signed", [], ["signed"]),
        ("{past}", "They signalled or stood up", [], ["signalled", "stood up"]),
        ("{S:who} !{U} ~1 {sign}", "Peru signed", [("Peru", "S")], ["S signed"]),
        ("{S:who} !{OU} ~1 {sign}", "Peru Union signed", [("Peru", "S"), ("Union", "U")], []),
        ("{S:who} {sign}", "Viet Nam signed", [HANOI], ["S signed"]),
        ("{S:who} {sign}", "Viet Nam signed", [("Viet Nam", "O")], []),
        ("{SO:who} {sign}", "Viet Nam signed", [("Viet Nam", "O")], ["O signed"]),
        ("{S:_} {sign}", "Viet Nam signed", [HANOI], ["S signed"]),
        ("{S+:who} {sign}", "Viet Nam, Peru and the Niue signed", [HANOI, ("Peru", "S"), ("Niue", "S")],
         ["S , S and the S signed"]),
        ("{S+:who} {sign}", "Viet Nam or Peru signed", [HANOI, ("Peru", "S")], ["S signed"]),
        ("{S:who} ~2 {sign}", "Viet Nam has now signed", [HANOI], ["S has now signed"]),
        ("{S:who} ~2 {sign}", "Viet Nam has only now signed", [HANOI], []),
        ("{S:who} ~9 {sign}", "Viet Nam left. Peru signed", [HANOI, ("Peru", "S")], ["S signed"]),
        ("{S:who} ~9 {sign}", "Viet Nam watched while Peru signed", [HANOI, ("Peru", "S")], ["S signed"]),
        ("{S:who} ~9 {sign}", "Viet Nam left : it signed", [HANOI], []),
        ("{S:who} ~~9 {sign}", "Viet Nam left : it signed", [HANOI], ["S left : it signed"]),
        ("{S:who} ~=9 {sign}", "Viet Nam and Peru signed", [HANOI, ("Peru", "S")], ["S and S signed"]),
        ("{S:who} ~=9 {sign}", "Viet Nam , yes , signed", [HANOI], []),
        ("{S:who} ~-9 {sign}", "Viet Nam and Peru signed", [HANOI, ("Peru", "S")], ["S signed"]),
        ("{S:who} ~-9 {sign}", "Viet Nam , yes , signed", [HANOI], []),
        ("\\( {T:treaty} \\)", "it (Convention) is", [TREATY], ["( T )"]),
        ("( signed | left ) it", "He left it, she signed it", [], ["left it", "signed it"]),
        ("has ( not )? {sign}", "has not signed and has signed", [], ["has not signed", "has signed"]),
        ("has now? {sign}", "has signed", [], ["has signed"]),
        ("has {not}? {sign}", "has never signed", [], ["has never signed"]),
        ("has ( very | now )?2 {sign}", "has very very signed", [], ["has very very signed"]),
        ("has ( very | now )?2 {sign}", "has very very very signed", [], []),
        ("has !{not} ~1 {sign}", "has not signed", [], []),
        ("has !{not} ~1 {sign}", "has now signed", [], ["has now signed"]),
        ("{say} {REST:content}", "He said all. Of it", [], ["said all . of it"]),
        ('{say} " {IN:content} "', 'He said "all of it" and left', [], ['said " all of it "']),
        ("{HEAD:content} {say}", "all of it , he said so", [], ["all of it , he said"]),
        ("^ {sign}", "signed by all", [], ["signed"]),
        ("^ {sign}", "it was signed", [], []),
        ("{sign} $", "it was signed", [], ["signed"]),
    ],
)  # fmt: skip
def test_an_element_reads(text: str, sentence: str, mentions: Sequence[tuple[str, str]], expected: list[str]) -> None:
    assert read(text, line_of(sentence, *mentions)) == expected


def test_a_slot_may_ask_for_the_form_of_a_subject() -> None:
    text = Text.of("С Перу Чили подписало")
    founds = [
        Found(place_of(text, "Перу"), "S", register="case"),
        Found(place_of(text, "Чили"), "S", register="press"),
    ]
    line = build_line(text, Span(0, len(text.clean)), founds)

    assert [hit.found("who") for hit in line.hits(pattern("{S!:who} подписало"))] == [[founds[1]]]
    assert [hit.found("who") for hit in line.hits(pattern("с {S:who} ~2 подписало"))] == []
    assert [hit.found("who") for hit in line.hits(pattern("с {S:who} ~=2 подписало"))] == [[founds[0]]]
    assert list(line.hits(pattern("с {S!+:who}"))) == []


def test_a_match_begins_with_a_whole_word() -> None:
    assert read("signed", line_of("it was cosigned")) == []


def test_attached_letters_may_stand_before_words_and_classes() -> None:
    # Saudi Arabia's news agency words a signature so: وقعت, and with the conjunction ووقعت.
    arabic = {"sign": word_class(["وقعت"], "وف")}
    compiled = compile_pattern("{sign} على", "ar", arabic, "", "وف")

    lines = [line_of(words) for words in ("ووقعت على", "فوقعت وعلى", "أوقعت على")]

    assert [sum(1 for _ in line.hits(compiled)) for line in lines] == [1, 1, 0]


def test_the_first_class_without_a_name_is_the_trigger() -> None:
    compiled = pattern("{say:how} {not:_} {sign} {say}")

    assert compiled.trigger == "trigger"
    [hit] = line_of("said not signed said").hits(compiled)
    assert hit.words("trigger") == ["signed"]
    assert hit.words("how") == ["said"]


def test_slots_are_told_in_order_and_unnamed_ones_left_out() -> None:
    assert pattern("{P:who} {S:_} {REST:content}").slots == ("who", "content")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{unknown}", "no word class 'unknown'; there are ['none', 'not', 'past', 'say', 'sign']"),
        ("!{unknown} x", "no word class 'unknown'"),
        ("{XP:who}", "no kind of mention ['X']"),
        ("( signed", "a parenthesis is not closed"),
        ("signed )", "a parenthesis closes that was never opened"),
        ("? signed", "nothing stands before `?`"),
        ("signed {P who} it", "cannot read"),
        ("signed {", "cannot read ' {'"),
        ("signed | left", "alternatives stand in parentheses"),
        ("{P:who} and {P:who}", "redefinition of group name 'who'"),
        ("~99999999999 {sign}", "the repetition number is too large"),
        ("~x {sign}", "cannot read '~'"),
    ],
)
def test_a_mistake_is_said_with_its_place(text: str, reason: str) -> None:
    with pytest.raises(LanguageDataError) as error:
        pattern(text)

    assert error.value.place == "xx/patterns.toml, xx.test"
    assert error.value.reason.startswith(reason)


@given(st.text(alphabet="ab {}():~+?!|*\\PS19_<>^$", max_size=30))
def test_any_text_is_a_pattern_or_refused(text: str) -> None:
    # Nothing but LanguageDataError may come of it.
    with suppress(LanguageDataError):
        assert pattern(text).regex.pattern


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("{S:who} ( {say} )? {sign}", f"{mask_of('S')} signed ", True),
        ("{S:who} ( {say} )? {sign}", f"{mask_of('S', oblique=True)} put its names to it ", True),
        ("{S:who} ( {say} )? {sign}", f"{mask_of('S')} said ", False),
        ("{S:who} ( {say} )? {sign}", f"{mask_of('P')} signed ", False),
        ("( {say} | word ) it", "a word on it ", True),
        ("( {say} | word ) it", "signed it ", False),
        ("( {say} now | ~2 ) it", "it ", True),
        ("{past}", "they stood up ", True),
        ("{past}", "stands up ", False),
    ],
)
def test_a_pattern_is_tried_where_the_line_holds_what_it_needs(text: str, line: str, expected: bool) -> None:
    compiled = pattern(text)

    assert compiled.may_match(compiled.phrases.held(line).bits) is expected


def test_phrases_are_found_with_the_letters_attached_to_them() -> None:
    compiled = compile_pattern("{sign} على", "ar", {"sign": word_class(["وقعت"], "وف")}, "", "وف")

    held = [compiled.phrases.held(line).bits for line in ("ووقعت علي ", "فوقعت وعلي ", "اوقعت علي ")]

    assert [compiled.may_match(bits) for bits in held] == [True, True, False]


@given(
    elements=st.lists(
        st.sampled_from(["{sign}", "{past}?", "( {say} | {not} word )", "( {say} )?", "word*", "~3", "{S:a}"]),
        min_size=1,
        max_size=5,
        unique=True,
    ),
    words=st.lists(st.sampled_from(["signed", "said", "not", "words", "stood", "up", mask_of("S")]), max_size=8),
)
def test_what_matches_holds_all_that_is_needed(elements: list[str], words: list[str]) -> None:
    compiled = pattern(" ".join(elements))
    line = "".join(f"{word} " for word in words)

    assert compiled.regex.search(line) is None or compiled.may_match(compiled.phrases.held(line).bits)


@given(
    elements=st.lists(
        st.sampled_from(
            [
                "{sign}",
                "{past}?",
                "( {say} | {not} word )",
                "( {say} )?",
                "word*",
                "~3",
                "{S:a}",
                "!{not}",
                "^",
                "{P++:b}",
            ]
        ),
        min_size=1,
        max_size=5,
        unique=True,
    ),
    words=st.lists(st.sampled_from(["signed", "said", "not", "words", "word", "stood", "up", "S", "P"]), max_size=12),
)
def test_matches_that_begin_where_their_words_stand_are_all_that_there_are(
    elements: list[str], words: list[str]
) -> None:
    classes = {**CLASSES, "honorific": word_class(["mr"])}
    compiled = compile_pattern(" ".join(elements), "xx", classes, SEPARATORS)
    line = line_of(" ".join(words), *[(word, word) for word in dict.fromkeys(words) if word in {"S", "P"}])

    spans = [hit.match.span() for hit in line.hits(compiled)]

    assert spans == [match.span() for match in compiled.regex.finditer(line.string)]


@given(st.sets(st.text(alphabet="ab", min_size=1, max_size=4), min_size=1, max_size=8), st.text("ab ", max_size=12))
def test_many_phrases_as_one_match_as_a_list_ordered_by_length(phrases: set[str], text: str) -> None:
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))

    found = [match.group() for match in re.finditer(one_of(phrases), text)]

    assert found == [match.group() for match in re.finditer("|".join(ordered), text)]


_ELEMENTS = [
    "{S:a}",
    "{S+:b}",
    "~6",
    "~~8",
    "~=4",
    "~-5",
    "{sign}",
    "( {say} | {not} )?",
    "!{not}",
    "word",
    "wor*",
    '"',
]
_WORDS = ["signed", "said", "not", "put", "name", "to", "word", ",", "and", "the", '"', ".", mask_of("S"), mask_of("P")]


@given(
    elements=st.lists(st.sampled_from(_ELEMENTS), min_size=1, max_size=6, unique=True),
    words=st.lists(st.sampled_from(_WORDS), min_size=1, max_size=6),
    tail=st.sampled_from(["", " {REST:content}", ' " {IN:content} "']),
)
@settings(max_examples=40, deadline=None)
def test_a_pattern_reads_a_line_of_twenty_thousand_tokens(elements: list[str], words: list[str], tail: str) -> None:
    # Work that grows with more than the length would hold up the whole run of tests here.
    compiled = pattern(" ".join(elements) + tail)
    string = "".join(f"{word} " for word in (words * (20_000 // len(words) + 1))[:20_000])

    assert all(match.end() <= len(string) for match in compiled.regex.finditer(string))


@pytest.mark.parametrize("code", read_languages())
def test_the_index_leaves_out_only_rules_that_cannot_match(code: str) -> None:
    language = load_language(code)
    sentences = [sentence for rule in language.rules for sentence in rule.yes[:1]][:60]

    for sentence in sentences:
        line = line_of(sentence)
        candidates = {rule.id for rule in language.rule_index.candidates(line.held(language.phrases))}
        left_out = [rule for rule in language.rules if rule.id not in candidates]
        assert not [rule.id for rule in left_out if rule.pattern.regex.search(line.string)]


def test_the_index_gives_its_items_in_their_order() -> None:
    phrases = Phrases()
    index = PatternIndex(
        ["{say}", "word", "{sign}", "( {say} | {sign} )"],
        lambda text: compile_pattern(text, "xx", CLASSES, SEPARATORS, phrases=phrases),
    )

    def told(sentence: str) -> list[str]:
        return index.candidates(line_of(sentence).held(phrases))

    assert told("they said a word and signed") == ["{say}", "word", "{sign}", "( {say} | {sign} )"]
    assert told("they signed") == ["{sign}", "( {say} | {sign} )"]
    assert told("a word") == ["word"]
    assert told("other") == []
