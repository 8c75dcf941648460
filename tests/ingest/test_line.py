"""Lines: tokens and masks, each of which knows the place in the text that it stands for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.model import Span
from ingest.languages.patterns import compile_pattern, mask_of, word_class
from ingest.languages.tokens import token_spans, tokens
from ingest.mentions.line import build_line
from ingest.model import Found
from ingest.text import Text
from tests.ingest.lines import line_of, place_of

# A true sentence: Viet Nam signed first in Hanoi (treaties.un.org XVIII-16).
SENTENCE = "Viet Nam signed the Convention in Hanoi."


def test_a_mention_is_one_mask_between_folded_tokens() -> None:
    line = line_of(SENTENCE, ("Viet Nam", "S"), ("Convention", "T"), ("Hanoi", "C"))

    assert line.string == f"{mask_of('S')} signed the {mask_of('T')} in {mask_of('C')} . "
    assert [found.kind for found in line.all_founds()] == ["S", "T", "C"]


def test_a_match_leads_back_to_the_words_that_it_covers() -> None:
    text = Text.of(SENTENCE)
    line = line_of(SENTENCE, ("Viet Nam", "S"), ("Convention", "T"))
    pattern = compile_pattern(
        "{S:who} {sign} the {T:what} ( {sign:again} )?", "x", {"sign": word_class(["signed"])}, ""
    )

    (hit,) = line.hits(pattern)

    assert hit.span.of(text.clean) == "Viet Nam signed the Convention"
    assert hit.group_span("trigger").of(text.clean) == "signed"
    assert [found.label for found in hit.found("what")] == ["Convention"]
    assert (hit.has("again"), hit.has("unknown"), hit.found("again")) == (False, False, [])


def test_a_line_of_nothing_holds_nothing() -> None:
    line = build_line(Text.of("a. b"), Span(2, 3), [])

    assert (line.string, line.all_founds(), line.found_between(0, 0)) == ("", [], [])


def test_every_mark_is_a_token_and_every_han_sign_too() -> None:
    assert tokens("u.n. 越南 签 10,000 o'neil") == [
        "u",
        ".",
        "n",
        ".",
        "越",
        "南",
        "签",
        "10",
        ",",
        "000",
        "o",
        "'",
        "neil",
    ]


@given(st.text(alphabet="abÉ é،.\u064bوق越 \n'-7\U0001f600", max_size=40))
def test_tokens_cover_all_but_blanks(sentence: str) -> None:
    text = Text.of(sentence)

    spans = token_spans(text.folded, 0, len(text.folded))

    assert "".join(text.folded[a:b] for a, b in spans) == "".join(c for c in text.folded if not c.isspace())


@given(data=st.data(), words=st.lists(st.sampled_from(["ab", "c", "É", ",", "وق", "10"]), min_size=1, max_size=12))
def test_any_stretch_of_a_line_is_the_same_stretch_of_the_text(data: st.DataObject, words: list[str]) -> None:
    text = Text.of(" ".join(words))
    line = build_line(text, Span(0, len(text.clean)), [])
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))

    end = line.starts[last + 1] if last + 1 < len(words) else len(line.string)
    stretch = line.stretch(line.starts[first], end)

    assert stretch.of(text.clean) == " ".join(words[first : last + 1])


def test_a_mention_may_hold_marks_of_its_own() -> None:
    text = Text.of("(Guinea-Bissau)")
    found = Found(place_of(text, "Guinea-Bissau"), "S")

    assert build_line(text, Span(0, 15), [found]).string == f"( {mask_of('S')} ) "
