"""Numbers in seven languages, in figures and in words, with their hedges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Span
from ingest.languages.front import FRONT_LANGUAGES
from ingest.numbers import find_numbers
from ingest.numbers.han import han_value
from ingest.text import Text


def found(text: str, language: str) -> list[tuple[str, int, str | None, bool]]:
    prepared = Text.of(text)
    numbers = find_numbers(prepared, Span(0, len(prepared.clean)), language)
    return [(number.span.of(prepared.clean), number.value, number.bound, number.ordinal) for number in numbers]


CARDINALS = [
    ("en", "72 states signed", "72", 72),
    ("en", "2,500 delegates came", "2,500", 2500),
    ("en", "1,234,567 people", "1,234,567", 1234567),
    ("en", "seventy-two states", "seventy-two", 72),
    ("en", "seventy two states", "seventy two", 72),
    ("en", "one hundred and nineteen states", "one hundred and nineteen", 119),
    ("en", "two thousand five hundred delegates", "two thousand five hundred", 2500),
    ("en", "two dozen states", "two dozen", 24),
    ("en", "It needs five ratifications.", "five", 5),
    ("en", "97.4 million dollars", "97.4 million", 97_400_000),
    ("en", "65 thousand people", "65 thousand", 65_000),
    ("en", "a 72-nation ceremony", "72", 72),
    ("fr", "2 500 délégués", "2 500", 2500),
    ("fr", "2\u202f500 délégués", "2 500", 2500),
    ("fr", "2\u00a0500 délégués", "2 500", 2500),
    ("fr", "soixante-douze États", "soixante-douze", 72),
    ("fr", "soixante et onze États", "soixante et onze", 71),
    ("fr", "soixante-dix-sept États", "soixante-dix-sept", 77),
    ("fr", "quatre-vingt-dix-sept États", "quatre-vingt-dix-sept", 97),
    ("fr", "quatre-vingts États", "quatre-vingts", 80),
    ("fr", "vingt et un États", "vingt et un", 21),
    ("fr", "cent dix-neuf États", "cent dix-neuf", 119),
    ("fr", "deux mille cinq cents délégués", "deux mille cinq cents", 2500),
    ("fr", "Treize États membres", "Treize", 13),
    ("es", "2.500 delegados", "2.500", 2500),
    ("es", "2,500 delegados", "2,500", 2500),
    ("es", "setenta y dos países", "setenta y dos", 72),
    ("es", "veintidós países", "veintidós", 22),
    ("es", "ciento diecinueve países", "ciento diecinueve", 119),
    ("es", "doscientos cincuenta y tres países", "doscientos cincuenta y tres", 253),
    ("es", "dos mil quinientos delegados", "dos mil quinientos", 2500),
    ("es", "Nueve países latinoamericanos", "Nueve", 9),
    ("ru", "72 государства", "72", 72),
    ("ru", "2 500 делегатов", "2 500", 2500),
    ("ru", "семьдесят два государства", "семьдесят два", 72),
    ("ru", "семидесяти двух государств", "семидесяти двух", 72),
    ("ru", "сто девятнадцать стран", "сто девятнадцать", 119),
    ("ru", "две тысячи пятьсот делегатов", "две тысячи пятьсот", 2500),
    ("ru", "65 тыс. человек", "65 тыс.", 65_000),
    ("vi", "72 quốc gia", "72", 72),
    ("vi", "2.500 đại biểu", "2.500", 2500),
    ("vi", "bảy mươi hai nước", "bảy mươi hai", 72),
    ("vi", "hai mươi lăm nước", "hai mươi lăm", 25),
    ("vi", "một trăm mười chín nước", "một trăm mười chín", 119),
    ("vi", "một trăm lẻ năm nước", "một trăm lẻ năm", 105),
    ("vi", "hai nghìn năm trăm đại biểu", "hai nghìn năm trăm", 2500),
    ("vi", "năm nước ký", "năm", 5),
    ("vi", "ba văn kiện", "ba", 3),
    ("vi", "2 triệu người", "2 triệu", 2_000_000),
    ("vi", "trong số 72 nước", "72", 72),
    ("ar", "72 دولة", "72", 72),
    ("ar", "٧٢ دولة", "٧٢", 72),
    ("ar", "2,500 مندوب", "2,500", 2500),
    ("ar", "٢٬٥٠٠ مندوب", "٢٬٥٠٠", 2500),
    ("ar", "اثنتان وسبعون دولة", "اثنتان وسبعون", 72),
    ("ar", "اثنتين وسبعين دولة", "اثنتين وسبعين", 72),
    ("ar", "خمسة وستون بلدا", "خمسة وستون", 65),
    ("ar", "ثلاث عشرة دولة", "ثلاث عشرة", 13),
    ("ar", "مئة وتسع عشرة دولة", "مئة وتسع عشرة", 119),
    ("ar", "ألفان وخمسمئة مندوب", "ألفان وخمسمئة", 2500),
    ("ar", "بعد تسعين يوما", "تسعين", 90),
    ("ar", "مئتان وخمسون", "مئتان وخمسون", 250),
    ("ar", "لخمس دول", "خمس", 5),
    ("ar", "65 ألف شخص", "65 ألف", 65_000),
    ("ar", "و72 دولة", "72", 72),
    ("zh", "72个国家", "72", 72),
    ("zh", "七十二个国家", "七十二", 72),
    ("zh", "一百一十九个国家", "一百一十九", 119),
    ("zh", "两千五百名代表", "两千五百", 2500),
    ("zh", "四十份文书", "四十", 40),
    ("zh", "五份批准书", "五", 5),
    ("zh", "2.5万人", "2.5万", 25_000),
    ("zh", "2,500名代表", "2,500", 2500),
    ("zh", "两百零五国", "两百零五", 205),
]


@pytest.mark.parametrize(("language", "text", "words", "value"), CARDINALS)
def test_a_number_has_its_value_and_place(language: str, text: str, words: str, value: int) -> None:
    assert found(text, language) == [(words, value, None, False)]


ORDINALS = [
    ("en", "the 40th instrument", "40th", 40),
    ("en", "the fortieth instrument", "fortieth", 40),
    ("en", "the forty-first instrument", "forty-first", 41),
    ("fr", "le 40e instrument", "40e", 40),
    ("fr", "le 40ème instrument", "40ème", 40),
    ("fr", "du quarantième instrument", "quarantième", 40),
    ("fr", "le quatre-vingt-dixième jour", "quatre-vingt-dixième", 90),
    ("fr", "le quarante et unième instrument", "quarante et unième", 41),
    ("es", "el 40.º instrumento", "40.º", 40),
    ("es", "el cuadragésimo instrumento", "cuadragésimo", 40),
    ("es", "el cuadragésimo primer instrumento", "cuadragésimo primer", 41),
    ("ru", "сороковой грамоты", "сороковой", 40),
    ("ru", "сорок первой грамоты", "сорок первой", 41),
    ("ru", "40-й грамоты", "40-й", 40),
    ("vi", "văn kiện thứ 40", "thứ 40", 40),
    ("vi", "văn kiện thứ bốn mươi", "thứ bốn mươi", 40),
    ("vi", "nhóm thứ hai", "thứ hai", 2),
    ("ar", "الصك الأربعين", "الأربعين", 40),
    ("ar", "الدولة الحادية والأربعين", "الحادية والأربعين", 41),
    ("ar", "الصك الـ40", "ال40", 40),
    ("ar", "اليوم الثاني", "الثاني", 2),
    ("zh", "第四十份批准书", "第四十", 40),
    ("zh", "第40份批准书", "第40", 40),
    ("zh", "第九十天", "第九十", 90),
]


@pytest.mark.parametrize(("language", "text", "words", "value"), ORDINALS)
def test_an_ordinal_is_marked_as_one(language: str, text: str, words: str, value: int) -> None:
    assert found(text, language) == [(words, value, None, True)]


HEDGED = [
    ("en", "at least 72 states", 72, "at-least"),
    ("en", "more than 100 had", 100, "at-least"),
    ("en", "over 70 states", 70, "at-least"),
    ("en", "no fewer than forty states", 40, "at-least"),
    ("en", "72 or more states", 72, "at-least"),
    ("en", "nearly 70 states", 70, "about"),
    ("en", "around 60 states", 60, "about"),
    ("en", "some 60 states", 60, "about"),
    ("en", "up to 40 states", 40, "at-most"),
    ("en", "no more than 40 states", 40, "at-most"),
    ("en", "fewer than 40 states", 40, "at-most"),
    ("en", "more than $300 million", 300_000_000, "at-least"),
    ("fr", "plus de 70 États", 70, "at-least"),
    ("fr", "au moins soixante États", 60, "at-least"),
    ("fr", "près de 100 États", 100, "about"),
    ("fr", "environ 60 États", 60, "about"),
    ("fr", "une vingtaine d’États", 20, "about"),
    ("fr", "plus d’une vingtaine d’États", 20, "at-least"),
    ("fr", "jusqu’à 40 États", 40, "at-most"),
    ("es", "más de 60 países", 60, "at-least"),
    ("es", "casi 70 países", 70, "about"),
    ("es", "unos 60 países", 60, "about"),
    ("es", "una veintena de países", 20, "about"),
    ("es", "como máximo 40 países", 40, "at-most"),
    ("ru", "более 70 государств", 70, "at-least"),
    ("ru", "не менее 40 государств", 40, "at-least"),
    ("ru", "около 60 государств", 60, "about"),
    ("ru", "почти 70 государств", 70, "about"),
    ("ru", "не более 40 государств", 40, "at-most"),
    ("vi", "hơn 2.500 đại biểu", 2500, "at-least"),
    ("vi", "ít nhất 40 nước", 40, "at-least"),
    ("vi", "gần 100 quốc gia", 100, "about"),
    ("vi", "khoảng 120 đại biểu", 120, "about"),
    ("vi", "không quá 40 nước", 40, "at-most"),
    ("vi", "40 nước trở lên", 40, None),
    ("ar", "أكثر من 65 ألف شخص", 65_000, "at-least"),
    ("ar", "ما لا يقل عن 40 دولة", 40, "at-least"),
    ("ar", "نحو 60 دولة", 60, "about"),
    ("ar", "حوالي ستين دولة", 60, "about"),
    ("ar", "قرابة 70 دولة", 70, "about"),
    ("ar", "لا يزيد على 40 دولة", 40, "at-most"),
    ("ar", "وأكثر من سبعين دولة", 70, "at-least"),
    ("zh", "超过70个国家", 70, "at-least"),
    ("zh", "60多个国家", 60, "at-least"),
    ("zh", "百余个国家".replace("百", "一百"), 100, "at-least"),
    ("zh", "近90名大使", 90, "about"),
    ("zh", "约120名代表", 120, "about"),
    ("zh", "不超过40个国家", 40, "at-most"),
]


@pytest.mark.parametrize(("language", "text", "value", "bound"), HEDGED)
def test_a_hedge_bounds_the_number_and_stays_outside_it(
    language: str, text: str, value: int, bound: str | None
) -> None:
    assert [(number[1], number[2]) for number in found(text, language)] == [(value, bound)]


NOT_NUMBERS = [
    ("en", "resolution 79/243"), ("en", "on 25 October 2025"), ("en", "72% of states"), ("en", "72 per cent of states"),
    ("en", "at 19:40 UTC"), ("en", "about 10 a.m. in"), ("en", "the G20 met"), ("en", "NC4 described"),
    ("en", "COVID-19"), ("en", "https://news.example/2025/10/25/72-states"), ("en", "ETS No. 185"),
    ("en", "article 64"), ("en", "version 2.0"), ("en", "dozens of states"), ("en", "no one signed"),
    ("en", "hundreds of delegates"), ("en", "A/RES/79/243"),
    ("fr", "le 25 octobre 2025"), ("fr", "à 18 h 05"), ("fr", "72 %"), ("fr", "l’un des États"), ("fr", "72,5"),
    ("es", "el 25 de octubre de 2025"), ("es", "72 por ciento"), ("es", "uno de los países"),
    ("ru", "24 декабря 2024 года"), ("ru", "резолюцией 74/247"), ("ru", "72 процента"), ("ru", "один из них"),
    ("vi", "ngày 25/10/2025"), ("vi", "9 giờ sáng"), ("vi", "năm 2025"), ("vi", "tư pháp"), ("vi", "một nước"),
    ("vi", "2,5%"),
    ("ar", "26 أكتوبر/تشرين الأول 2025"), ("ar", "القرار 79/243"), ("ar", "72 في المئة"), ("ar", "أحد الوزراء"),
    ("ar", "رقم 185"), ("ar", "3 جمادى الأولى 1447هـ"),
    ("zh", "2025年10月25日"), ("zh", "百分之七十二"), ("zh", "三分之二"), ("zh", "一些国家"), ("zh", "万一"),
    ("zh", "第六十四条"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), NOT_NUMBERS)
def test_what_counts_nothing_is_no_number(language: str, text: str) -> None:
    assert found(text, language) == []


def test_a_list_of_numbers_stays_a_list() -> None:
    assert [number[1] for number in found("Sixty-four, 65, 69, 72: who is counting?", "en")] == [64, 65, 69, 72]
    assert [number[1] for number in found("three, four or five", "en")] == [3, 4, 5]


def test_a_language_that_is_not_read_gives_nothing() -> None:
    assert found("72 Staaten", "und") == []


@pytest.mark.parametrize(
    ("numerals", "value"),
    [
        ("四万五千", 45_000),
        ("二十", 20),
        ("十二", 12),
        ("一亿两千万", 120_000_000),
        ("一二", None),
        ("万", None),
        ("十百", None),
    ],
)  # fmt: skip
def test_chinese_numerals_have_their_value(numerals: str, value: int | None) -> None:
    assert han_value(numerals) == value


@given(value=st.integers(11, 999_999), language=st.sampled_from(FRONT_LANGUAGES))
def test_a_plain_figure_is_read_as_itself(value: int, language: str) -> None:
    assert [number[1] for number in found(f"«{value}»", language)] == [value]


@given(
    text=st.text(alphabet="0123456789.,% -/two hundred سبعون و bảy mươi сто cent et 七十二第", max_size=60),
    language=st.sampled_from(FRONT_LANGUAGES),
)
def test_any_text_gives_ordered_numbers_inside_it(text: str, language: str) -> None:
    prepared = Text.of(text)

    numbers = find_numbers(prepared, Span(0, len(prepared.clean)), language)

    ends = [0, *(number.span.end for number in numbers)]
    assert all(end <= number.span.start < number.span.end for end, number in zip(ends, numbers, strict=False))
