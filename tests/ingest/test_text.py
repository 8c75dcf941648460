"""The three forms of a text and the way back from them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Span
from ingest.text import Text, clean_of, fold_for_matching
from ingest.traditional import simplified

TRICKY = st.text(alphabet="aé\u0301e\u0302\u200f\u064b\u0640وقّعHàNội \u00a0\u3000\ufeff‏٢٤ة", max_size=40)


def test_a_plain_text_needs_no_map() -> None:
    text = Text.of("Hanoi\u00a0Convention")

    assert (text.clean, text.starts) == ("Hanoi Convention", None)
    assert text.outward(Span(0, 5)) == Span(0, 5)
    assert text.inward(Span(0, 5)) == Span(0, 5)


def test_harakat_belong_to_the_letter_before_them() -> None:
    text = Text.of("وقّعت مصر")

    assert text.clean == "وقعت مصر"
    assert text.outward(Span(0, 4)).of(text.original) == "وقّعت"
    assert text.outward(Span(1, 2)).of(text.original) == "قّ"


def test_bidi_marks_are_left_outside_a_name() -> None:
    text = Text.of("مكتب (\u200fUNODC\u200f) تولى")
    at = text.clean.index("UNODC")

    assert text.outward(Span(at, at + 5)).of(text.original) == "UNODC"


def test_decomposed_vietnamese_is_composed() -> None:
    original = unicodedata.normalize("NFD", "Lương Tam Quang ký Công ước")
    text = Text.of(original)
    at = text.clean.index("Công")

    assert text.clean == "Lương Tam Quang ký Công ước"
    assert text.outward(Span(at, at + 4)).of(original) == unicodedata.normalize("NFD", "Công")


def test_an_empty_stretch_stays_a_place() -> None:
    text = Text.of("وقّع")

    assert text.outward(Span(2, 2)) == Span(3, 3)
    assert text.outward(Span(3, 3)) == Span(4, 4)


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("‘It is the world’s first such treaty,’ she said.", "“It is the world’s first such treaty,” she said."),
        ("'We don't fear the treaty at all.' He left.", "“We don't fear the treaty at all.” He left."),
        ("Experts spoke of a ‘milestone’ for states’ rights, they said.", None),
        ("“He told me, ‘Sign the thing now, please,’ and left,” she said.", None),
        ("The states' rights, the people's rights, the parties' duties.", None),
    ],
)
def test_speech_between_single_marks_stands_between_double_ones(written: str, clean: str | None) -> None:
    text = Text.of(written)

    assert text.clean == (clean or written)
    assert text.original == written


@pytest.mark.parametrize(
    ("written", "folded"),
    [("إيران", "ايران"), ("الجمعيّة", "الجمعيه"), ("المعنى", "المعني"), ("٢٠٢٥", "2025"), ("Ханоё", "ханое"),
     ("l’Union", "l'union"), ("标题：", "标题:"), ("İstanbul", "İstanbul")],
)  # fmt: skip
def test_confusable_letters_are_made_equal(written: str, folded: str) -> None:
    assert fold_for_matching(clean_of(written)) == folded


@given(TRICKY)
def test_the_forms_are_of_one_length_and_lead_back(original: str) -> None:
    text = Text.of(original)

    assert len(text.clean) == len(text.folded)
    for at in range(len(text.clean)):
        span = text.outward(Span(at, at + 1))
        assert 0 <= span.start < span.end <= len(original)
        assert Text.of(span.of(original)).clean == text.clean[at]


@given(TRICKY)
def test_what_is_led_outward_is_led_back_inward(original: str) -> None:
    text = Text.of(original)

    for at in range(len(text.clean)):
        assert text.inward(text.outward(Span(at, at + 1))) == Span(at, at + 1)


@given(TRICKY)
def test_nothing_that_is_dropped_stays_in_the_clean_form(original: str) -> None:
    assert not set(clean_of(original)) & set("\u200f\u064b\u0640\ufeff\u00a0\u3000")


def test_traditional_characters_are_compared_as_simplified_ones() -> None:
    text = Text.of("聯合國打擊網路犯罪公約")

    assert text.folded == "联合国打击网路犯罪公约"
    assert len(text.folded) == len(text.original)
    assert fold_for_matching("著") == "著"  # both scripts write it, for other words


def test_every_traditional_character_has_a_single_simplified_one() -> None:
    pairs = simplified()

    assert len(pairs) > 1800
    assert not set(pairs) & set(pairs.values())
