"""Sentences in seven languages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Span
from ingest.languages.front import FRONT_LANGUAGES
from ingest.segment import split_sentences
from ingest.text import Text


def sentences(text: str, language: str) -> list[str]:
    prepared = Text.of(text)
    whole = Span(0, len(prepared.clean))
    return [span.of(prepared.clean) for span in split_sentences(prepared, whole, language)]


SPLIT = [
    ("en", ["The U.N. Secretary-General spoke.", "He left."]),
    ("en", ["Gen. Lương Tam Quang signed.", "China followed."]),
    ("en", ["It opened at about 10 a.m. in the centre.", "It closed at 5 p.m.", "All left."]),
    ("en", ["He said: “It is only the beginning.”", "Then he left."]),
    ("en", ["The signing was \"only the beginning\".", "He pressed governments."]),
    ("en", ["Mr. J. Brandolino of the U.S. delegation spoke.", "Nobody answered."]),
    ("en", ["The count was 2.5 times higher.", "It is ETS No. 185."]),
    ("en", ["And Washington?", "The United States will be there!", "Yes."]),
    ("en", ["They said ... nothing at all."]),
    ("en", ["It fell to 71.", "72 states had signed."]),
    ("fr", ["M. Noorman a signé.", "Mme Waly l’a salué."]),
    ("fr", ["C’est fait depuis hier.", "La Convention est en vigueur."]),
    ("fr", ["Il a dit : « C’est un début. »", "Puis il est parti."]),
    ("es", ["El Sr. Guterres habló en EE.UU. con Ghada Waly.", "Después firmó."]),
    ("es", ["¿Quién firmó?", "Nueve países.", "¡Bien!"]),
    ("ru", ["А. Гуцан подписал конвенцию.", "В 2024 г. Ассамблея её приняла."]),
    ("ru", ["Он назвал это «событием».", "Затем уехал."]),
    ("vi", ["TS. Nguyễn Văn A đến TP. Hà Nội.", "Ông phát biểu."]),
    ("vi", ["PGS.TS. Trần B và Th.S. Lê C dự họp.", "Có 2.500 đại biểu."]),
    ("vi", ["Mọi bên đã đồng ý.", "Ông lưu ý.", "Bà nói."]),
    ("vi", ["Phiên họp mở ngày 25.10.2025 tại Hà Nội.", "Ông nói."]),
    ("ar", ["وقعت مصر الاتفاقية.", "هل وقعت قطر؟", "نعم!"]),
    ("ar", ["أقرت باكو القانون..", "ولا خبر عن الإيداع"]),
    ("ar", ["قال د. أحمد رشيد إنها بداية.", "ثم غادر."]),
    ("ar", ["دخلت حيز النفاذ.", "وقال الوزير ذلك"]),
    ("zh", ["签署只是开端。", "各国应尽快批准！", "对吗？", "对"]),
    ("zh", ["他说：“这是开端。”", "然后离开。"]),
    ("und", ["One is here.", "Two is there."]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "expected"), SPLIT)
def test_a_block_is_split_into_its_sentences(language: str, expected: list[str]) -> None:
    blank = "" if language == "zh" else " "

    assert sentences(blank.join(expected), language) == expected


def test_arabic_without_a_blank_after_the_stop_is_split() -> None:
    assert sentences("دخلت حيز النفاذ.وقال الوزير ذلك", "ar") == ["دخلت حيز النفاذ.", "وقال الوزير ذلك"]


def test_an_address_and_a_decimal_are_not_split() -> None:
    text = "See https://www.unodc.org/index.html and 97.4 million."

    assert sentences(text, "en") == [text]


def test_a_new_line_always_ends_a_sentence() -> None:
    assert sentences("no stop here\r\nand lower case\n\n  \nend", "en") == ["no stop here", "and lower case", "end"]


def test_a_list_number_stays_with_its_sentence() -> None:
    assert sentences("1. The treaty is open.", "en") == ["1. The treaty is open."]


def test_only_the_block_is_read() -> None:
    text = Text.of("First one. Second one. Third one.")

    assert [span.of(text.clean) for span in split_sentences(text, Span(11, 22), "en")] == ["Second one."]


@given(text=st.text(alphabet='aZ .!?…\n\r"»)。？د.م1 ', max_size=80), language=st.sampled_from(FRONT_LANGUAGES))
def test_nothing_but_blanks_is_lost(text: str, language: str) -> None:
    prepared = Text.of(text)

    spans = list(split_sentences(prepared, Span(0, len(prepared.clean)), language))

    assert "".join("".join(span.of(prepared.clean).split()) for span in spans) == "".join(prepared.clean.split())
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(span.of(prepared.clean) == span.of(prepared.clean).strip() for span in spans)


@pytest.mark.parametrize("unit", [".", "a. ", "!?", '".', "A.A.", " ", "。"])
def test_a_long_run_is_split_to_its_end(unit: str) -> None:
    # Anything but linear work on a million characters would hold up the whole run of tests.
    text = Text.of(unit * 200_000)

    spans = list(split_sentences(text, Span(0, len(text.clean)), "en"))

    assert "".join(span.of(text.clean) for span in spans).replace(" ", "") == text.clean.replace(" ", "")


def test_a_line_without_an_end_is_cut_between_words() -> None:
    text = Text.of("word, " * 1000)

    spans = list(split_sentences(text, Span(0, len(text.clean)), "en"))

    assert max(span.end - span.start for span in spans) <= 2000
    assert [word for span in spans for word in span.of(text.clean).split()] == ["word,"] * 1000
