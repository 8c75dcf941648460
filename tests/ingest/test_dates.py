"""Dates in seven languages: the value, the basis, the exact place."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import DateBasis, Span
from ingest.dates import Anchor, date_spans, find_dates
from ingest.dates.resolve import Parts, relative, resolve
from ingest.text import Text

# 26 October 2025 was a Sunday: the second day of the signing ceremony.
ANCHOR = Anchor("2025-10-26", DateBasis.INFERRED_FROM_URL)


def found(text: str, language: str, anchor: Anchor = ANCHOR) -> list[tuple[str, str]]:
    prepared = Text.of(text)
    whole = Span(0, len(prepared.clean))
    return [(date.span.of(prepared.clean), date.value) for date in find_dates(prepared, whole, language, anchor)]


FULL = [
    ("en", "It was adopted on 24 December 2024.", "24 December 2024", "2024-12-24"),
    ("en", "It was adopted on December 24, 2024, without a vote.", "December 24, 2024", "2024-12-24"),
    ("en", "The 24th of December 2024 was a Tuesday.", "24th of December 2024", "2024-12-24"),
    ("en", "HANOI, Oct 25, 2025", "Oct 25, 2025", "2025-10-25"),
    ("en", "HANOI, Oct. 25, 2025", "Oct. 25, 2025", "2025-10-25"),
    ("en", "On Saturday, 25 October 2025, they signed.", "Saturday, 25 October 2025", "2025-10-25"),
    ("en", "On Saturday, October 25, 2025 they signed.", "Saturday, October 25, 2025", "2025-10-25"),
    ("en", "Held on 25–26 October 2025 in Hanoi", "25–26 October 2025", "2025-10-25/2025-10-26"),
    ("en", "Held on 25 and 26 October 2025", "25 and 26 October 2025", "2025-10-25/2025-10-26"),
    ("en", "Held on October 25-26, 2025", "October 25-26, 2025", "2025-10-25/2025-10-26"),
    ("en", "from 29 July to 9 August 2024", "29 July to 9 August 2024", "2024-07-29/2024-08-09"),
    ("en", "from 29 December to 2 January 2026", "29 December to 2 January 2026", "2025-12-29/2026-01-02"),
    ("en", "from 25 October 2025 to 31 December 2026", "25 October 2025 to 31 December 2026", "2025-10-25/2026-12-31"),
    ("en", "only Serbia, in February 2023, has", "February 2023", "2023-02"),
    ("en", "work began in 2019.", "2019", "2019"),
    ("en", "published 2025-10-26 at noon", "2025-10-26", "2025-10-26"),
    ("en", "published 2025-10-26T08:00:00Z", "2025-10-26", "2025-10-26"),
    ("en", "on 25/10/2025", "25/10/2025", "2025-10-25"),
    ("fr", "adoptée à Malabo le 27 juin 2014, elle", "27 juin 2014", "2014-06-27"),
    ("fr", "vendredi 9 juin 2023", "vendredi 9 juin 2023", "2023-06-09"),
    ("fr", "le 1er septembre 2023", "1er septembre 2023", "2023-09-01"),
    ("fr", "le premier septembre 2023", "premier septembre 2023", "2023-09-01"),
    ("fr", "du 25 au 26 octobre 2025", "25 au 26 octobre 2025", "2025-10-25/2025-10-26"),
    ("fr", "les 25 et 26 octobre 2025", "25 et 26 octobre 2025", "2025-10-25/2025-10-26"),
    ("fr", "du 21 août au 1er septembre 2023", "21 août au 1er septembre 2023", "2023-08-21/2023-09-01"),
    ("fr", "en décembre 2024", "décembre 2024", "2024-12"),
    ("fr", "depuis 2019, on négocie", "2019", "2019"),
    ("fr", "le 24 déc. 2024", "24 déc. 2024", "2024-12-24"),
    ("es", "el 24 de diciembre de 2024, tras", "24 de diciembre de 2024", "2024-12-24"),
    ("es", "el 24 de diciembre del 2024", "24 de diciembre del 2024", "2024-12-24"),
    ("es", "sábado, 25 de octubre de 2025", "sábado, 25 de octubre de 2025", "2025-10-25"),
    ("es", "del 25 al 26 de octubre de 2025", "25 al 26 de octubre de 2025", "2025-10-25/2025-10-26"),
    ("es", "los días 25 y 26 de octubre de 2025", "25 y 26 de octubre de 2025", "2025-10-25/2025-10-26"),
    ("es", "el primero de julio de 2004", "primero de julio de 2004", "2004-07-01"),
    ("es", "en octubre de 2025", "octubre de 2025", "2025-10"),
    ("es", "hasta fines de 2026.", "2026", "2026"),
    ("es", "FECHA: 25/10/2025 21:14", "25/10/2025", "2025-10-25"),
    ("ru", "приняла документ 24 декабря 2024 года без", "24 декабря 2024 года", "2024-12-24"),
    ("ru", "24 декабря 2024 г. документ", "24 декабря 2024 г.", "2024-12-24"),
    ("ru", "25–26 октября 2025 года", "25–26 октября 2025 года", "2025-10-25/2025-10-26"),
    ("ru", "с 25 по 26 октября 2025 года", "25 по 26 октября 2025 года", "2025-10-25/2025-10-26"),
    ("ru", "суббота, 25 октября 2025 года", "суббота, 25 октября 2025 года", "2025-10-25"),
    ("ru", "в октябре 2025 года", "октябре 2025 года", "2025-10"),
    ("ru", "выступила в 2019 году.", "2019 году", "2019"),
    ("ru", "опубликовано 26.10.2025 в полдень", "26.10.2025", "2025-10-26"),
    ("vi", "ngày 26 tháng 10 năm 2025", "26 tháng 10 năm 2025", "2025-10-26"),
    ("vi", "thông qua ngày 24/12/2024 mà không", "24/12/2024", "2024-12-24"),
    ("vi", "Thứ Bảy, 25/10/2025", "Thứ Bảy, 25/10/2025", "2025-10-25"),
    ("vi", "ngày 25-10-2025", "25-10-2025", "2025-10-25"),
    ("vi", "từ ngày 25 đến 26/10/2025", "25 đến 26/10/2025", "2025-10-25/2025-10-26"),
    ("vi", "trong hai ngày 25-26/10/2025 tại", "25-26/10/2025", "2025-10-25/2025-10-26"),
    ("vi", "tháng 12 năm 2024", "tháng 12 năm 2024", "2024-12"),
    ("vi", "tháng 12/2024", "tháng 12/2024", "2024-12"),
    ("vi", "từ năm 2019", "2019", "2019"),
    ("ar", "في 24 ديسمبر 2024 من دون تصويت", "24 ديسمبر 2024", "2024-12-24"),
    ("ar", "في ٢٤ ديسمبر/كانون الأول ٢٠٢٤", "٢٤ ديسمبر/كانون الأول ٢٠٢٤", "2024-12-24"),
    ("ar", "الإثنين ٢٧ أكتوبر/تشرين الأول ٢٠٢٥", "الإثنين ٢٧ أكتوبر/تشرين الأول ٢٠٢٥", "2025-10-27"),
    ("ar", "في 26 تشرين الأول 2025", "26 تشرين الأول 2025", "2025-10-26"),
    ("ar", "في 8 آب 2024", "8 آب 2024", "2024-08-08"),
    ("ar", "يوم 12 ماي 2022", "12 ماي 2022", "2022-05-12"),
    ("ar", "في 5 جويلية 2024", "5 جويلية 2024", "2024-07-05"),
    ("ar", "في 8 غشت 2024", "8 غشت 2024", "2024-08-08"),
    ("ar", "26 أكتوبر 2025م في هانوي", "26 أكتوبر 2025م", "2025-10-26"),
    ("ar", "يومي 25 و26 أكتوبر 2025", "25 و26 أكتوبر 2025", "2025-10-25/2025-10-26"),
    ("ar", "من 25 إلى 26 أكتوبر 2025", "25 إلى 26 أكتوبر 2025", "2025-10-25/2025-10-26"),
    ("ar", "في أكتوبر 2025 وقعت", "أكتوبر 2025", "2025-10"),
    ("ar", "في عام 2025 وقعت", "2025", "2025"),
    ("ar", "وفي خريف 2024 إلى", "2024", "2024"),
    ("ar", "25/10/2025", "25/10/2025", "2025-10-25"),
    ("zh", "2025年10月25日签署", "2025年10月25日", "2025-10-25"),
    ("zh", "二〇二五年十月二十五日签署", "二〇二五年十月二十五日", "2025-10-25"),
    ("zh", "2025年10月25日至26日举行", "2025年10月25日至26日", "2025-10-25/2025-10-26"),
    ("zh", "2025年7月29日至8月9日", "2025年7月29日至8月9日", "2025-07-29/2025-08-09"),
    ("zh", "2024年12月，联合国", "2024年12月", "2024-12"),
    ("zh", "自2019年起", "2019年", "2019"),
]


@pytest.mark.parametrize(("language", "text", "words", "value"), FULL)
def test_a_date_with_its_year_is_stated(language: str, text: str, words: str, value: str) -> None:
    prepared = Text.of(text)

    dates = find_dates(prepared, Span(0, len(prepared.clean)), language, Anchor())

    assert [(found.span.of(prepared.clean), found.value, found.basis) for found in dates] == [
        (words, value, DateBasis.STATED)
    ]


INFERRED = [
    ("en", "acceded on 29 July; the Convention", "29 July", "2025-07-29"),
    ("en", "On October 10 the", "October 10", "2025-10-10"),
    ("en", "on 3 January it begins", "3 January", "2026-01-03"),
    ("en", "signed on Saturday in Hanoi", "Saturday", "2025-10-25"),
    ("en", "possible in Hanoi until Sunday and then", "Sunday", "2025-10-26"),
    ("en", "the session will open on Monday", "Monday", "2025-10-27"),
    ("en", "signed last Saturday", "last Saturday", "2025-10-25"),
    ("en", "meets next Sunday", "next Sunday", "2025-11-02"),
    ("en", "signed yesterday at", "yesterday", "2025-10-25"),
    ("en", "opens tomorrow", "tomorrow", "2025-10-27"),
    ("en", "signed today", "today", "2025-10-26"),
    ("en", "adopted last December.", "last December", "2024-12"),
    ("en", "over the past two days", "past two days", "2025-10-25/2025-10-26"),
    ("en", "three days ago", "three days ago", "2025-10-23"),
    ("en", "becomes bound next month.", "next month", "2025-11"),
    ("en", "adopted last year", "last year", "2024"),
    ("en", "this week", "this week", "2025-10-20/2025-10-26"),
    ("en", "this weekend", "this weekend", "2025-10-25/2025-10-26"),
    ("en", "wrote 69 on the 25th.", "25th", "2025-10-25"),
    ("en", "between 25 and 26 October", "25 and 26 October", "2025-10-25/2025-10-26"),
    ("en", "in December last year", "December last year", "2024-12"),
    ("fr", "C’est fait depuis hier.", "hier", "2025-10-25"),
    ("fr", "au samedi 25 octobre, premier jour", "samedi 25 octobre", "2025-10-25"),
    ("fr", "a confirmé lundi que", "lundi", "2025-10-20"),
    ("fr", "l’a remis en mai à la Commission", "mai", "2025-05"),
    ("fr", "du 25 au 26 octobre", "25 au 26 octobre", "2025-10-25/2025-10-26"),
    ("fr", "le mois dernier", "mois dernier", "2025-09"),
    ("fr", "l’an dernier", "an dernier", "2024"),
    ("fr", "aujourd’hui à Hanoï", "aujourd’hui", "2025-10-26"),
    ("fr", "samedi dernier", "samedi dernier", "2025-10-25"),
    ("es", "firmaron este sábado en Hanói", "sábado", "2025-10-25"),
    ("es", "Hanói, 25 oct (Redacción)", "25 oct", "2025-10-25"),
    ("es", "circuló hoy", "hoy", "2025-10-26"),
    ("es", "se abrirá mañana", "mañana", "2025-10-27"),
    ("es", "el pasado 24 de diciembre", "pasado 24 de diciembre", "2024-12-24"),
    ("es", "el año pasado", "año pasado", "2024"),
    ("es", "en los últimos dos días", "últimos dos días", "2025-10-25/2025-10-26"),
    ("ru", "поставил накануне генеральный", "накануне", "2025-10-25"),
    ("ru", "В воскресенье на встрече", "воскресенье", "2025-10-26"),
    ("ru", "ХАНОЙ, 26 октября.", "26 октября", "2025-10-26"),
    ("ru", "в прошлом году", "прошлом году", "2024"),
    ("ru", "24 декабря прошлого года", "24 декабря прошлого года", "2024-12-24"),
    ("ru", "вчера подписали", "вчера", "2025-10-25"),
    ("vi", "Chiều 26/10, Lễ mở ký", "26/10", "2025-10-26"),
    ("vi", "Trước đó, hôm 21/10, Phó", "21/10", "2025-10-21"),
    ("vi", "từ 26 đến 30/10 tại", "26 đến 30/10", "2025-10-26/2025-10-30"),
    ("vi", "hồi tháng 10 năm ngoái.", "tháng 10 năm ngoái", "2024-10"),
    ("vi", "trong tháng 9, sự kiện", "tháng 9", "2025-09"),
    ("vi", "Hôm nay mở ký", "Hôm nay", "2025-10-26"),
    ("vi", "9 giờ sáng nay, Lễ", "sáng nay", "2025-10-26"),
    ("vi", "hôm qua", "hôm qua", "2025-10-25"),
    ("vi", "sáng thứ bảy tại Hà Nội", "thứ bảy", "2025-10-25"),
    ("vi", "vào Chủ Nhật", "Chủ Nhật", "2025-10-26"),
    ("vi", "hai ngày qua", "hai ngày qua", "2025-10-25/2025-10-26"),
    ("vi", "năm ngoái", "năm ngoái", "2024"),
    ("ar", "أمس الأحد، في هانوي", "أمس الأحد", "2025-10-25"),
    ("ar", "كانت قد وقعت يوم السبت.", "السبت", "2025-10-25"),
    ("ar", "بعد ظهر يوم 26 أكتوبر/تشرين الأول في", "26 أكتوبر/تشرين الأول", "2025-10-26"),
    ("ar", "خلال اليومين الماضيين، تم", "اليومين الماضيين", "2025-10-25/2025-10-26"),
    ("ar", "في العام المقبل، على", "العام المقبل", "2026"),
    ("ar", "في العام الماضي", "العام الماضي", "2024"),
    ("ar", "العاشر من فبراير/شباط الجاري", "العاشر من فبراير/شباط الجاري", "2025-02-10"),
    ("ar", "في ديسمبر/كانون الأول الماضي", "ديسمبر/كانون الأول الماضي", "2024-12"),
    ("ar", "بين يونيو/حزيران وأغسطس/آب", "يونيو/حزيران وأغسطس/آب", "2025-06/2025-08"),
    ("ar", "وأمس وقعت", "أمس", "2025-10-25"),
    ("ar", "الشهر المقبل", "الشهر المقبل", "2025-11"),
    ("zh", "代表团17日在纽约举行", "17日", "2025-10-17"),
    ("zh", "去年12月24日未经表决", "去年12月24日", "2024-12-24"),
    ("zh", "今年10月25日签署", "今年10月25日", "2025-10-25"),
    ("zh", "10月25日签署", "10月25日", "2025-10-25"),
    ("zh", "昨天签署", "昨天", "2025-10-25"),
    ("zh", "上月签署", "上月", "2025-09"),
    ("zh", "本周六签署", "本周六", "2025-10-25"),
    ("zh", "去年签署", "去年", "2024"),
]


@pytest.mark.parametrize(("language", "text", "words", "value"), INFERRED)
def test_a_date_without_its_year_takes_it_from_the_anchor(language: str, text: str, words: str, value: str) -> None:
    prepared = Text.of(text)

    dates = find_dates(prepared, Span(0, len(prepared.clean)), language, ANCHOR)

    assert [(found.span.of(prepared.clean), found.value, found.basis) for found in dates] == [
        (words, value, DateBasis.INFERRED_FROM_URL)
    ]


@pytest.mark.parametrize(("language", "text", "words", "value"), INFERRED)
def test_without_an_anchor_nothing_is_invented(language: str, text: str, words: str, value: str) -> None:
    assert found(text, language, Anchor()) == []
    assert found(text, language, Anchor("2025-10", DateBasis.STATED)) == []


NOT_DATES = [
    ("en", "resolution 79/243 was adopted"),
    ("en", "it may sign the treaty"),
    ("en", "a march on the embassy"),
    ("en", "the second protocol of 2,500 pages"),
    ("en", "the same year"),
    ("en", "over the two days"),
    ("en", "30 February 2025 does not exist"),
    ("en", "10.12.14"),
    ("fr", "la planète Mars"),
    ("fr", "neuf ans après"),
    ("es", "en la mañana"),
    ("es", "los 20 países"),
    ("ru", "окружающая среда"),
    ("vi", "nhóm thứ hai chỉ chấp nhận"),
    ("vi", "làm việc 24/7"),
    ("vi", "2/3 số nước"),
    ("vi", "nghị quyết 79/243"),
    ("vi", "quy tắc từ 14 đến 17"),
    ("ar", "في اليوم الثاني من المراسم"),
    ("ar", "القرار ٧٩/٢٤٣"),
    ("ar", "الدولة الأربعين"),
    ("ar", "3 جمادى الأولى 1447هـ"),
    ("ar", "26 ربيع الآخر 1447 هـ"),
    ("ar", "أكتوبر/تشرين الثاني 2025 خطأ".replace("أكتوبر", "5 أكتوبر")),
    ("zh", "第九十天方能生效"),
    ("zh", "72个会员国"),
]


@pytest.mark.parametrize(("language", "text"), NOT_DATES)
def test_what_only_looks_like_a_date_is_left_alone(language: str, text: str) -> None:
    assert found(text, language) == []


def test_the_same_year_is_that_of_the_date_before_it() -> None:
    text = "Serbia, in February 2023, and Japan, on 10 August of the same year, have ratified it"

    assert found(text, "en") == [("February 2023", "2023-02"), ("10 August of the same year", "2023-08-10")]


def test_a_weekday_beside_a_day_tells_the_year() -> None:
    # 25 October was a Friday in 2024.
    assert found("on Friday, 25 October", "en", Anchor("2025-10-24", DateBasis.STATED)) == [
        ("Friday, 25 October", "2024-10-25")
    ]


def test_what_a_printed_date_helps_to_infer_is_inferred_from_the_text() -> None:
    prepared = Text.of("signed yesterday")

    dates = find_dates(prepared, Span(0, 16), "en", Anchor("2025-10-26", DateBasis.STATED))

    assert [date.basis for date in dates] == [DateBasis.INFERRED_FROM_TEXT]


def test_only_the_sentence_is_searched() -> None:
    prepared = Text.of("On 24 December 2024. On 25 October 2025.")

    dates = find_dates(prepared, Span(21, len(prepared.clean)), "en", ANCHOR)

    assert [date.value for date in dates] == ["2025-10-25"]


def test_spans_of_dates_that_cannot_be_resolved_are_still_known() -> None:
    prepared = Text.of("on 29 July")

    assert date_spans(prepared, Span(0, 10), "en") == [Span(3, 10)]
    assert date_spans(prepared, Span(0, 10), "und") == []


@pytest.mark.parametrize(
    ("parts", "value"),
    [
        (Parts(day=31, month=2, year=2025), None),
        (Parts(day=26, day2=25, month=10, year=2025), None),
        (Parts(year=2024, year2=2019), None),
        (Parts(year=2019, year2=2024), "2019/2024"),
        (Parts(month=12, month2=2, year=2025), "2024-12/2025-02"),
        (Parts(day=29, month=2), "2024-02-29"),
        (Parts(day=31, month=12, day2=2, month2=1), "2025-12-31/2026-01-02"),
        (Parts(relative="nonsense"), None),
        (Parts(month=10, same_year=True), None),
        (Parts(day=10, month=10, same_year=True), None),
        (Parts(day=30, direction=-1), "2025-09-30"),
        (Parts(day=5, day2=9), "2025-10-05/2025-10-09"),
        (Parts(month=5, direction=1), "2026-05"),
        (Parts(month=5, shift=-1), "2024-05"),
        (Parts(weekday=1, direction=0), "2025-10-20"),
        (Parts(weekday=7, direction=-1), "2025-10-19"),
        (Parts(), None),
    ],
)
def test_parts_are_resolved_by_the_calendar(parts: Parts, value: str | None) -> None:
    resolved = resolve(parts, date(2025, 10, 26))

    assert (resolved.value if resolved else None) == value


@pytest.mark.parametrize(
    ("code", "count", "value"),
    [
        ("d0", 0, "2025-10-26"), ("d-n", 3, "2025-10-23"), ("days-n", 2, "2025-10-25/2025-10-26"),
        ("days+n", 2, "2025-10-27/2025-10-28"), ("days-n", 0, None), ("w+1", 0, "2025-10-27/2025-11-02"),
        ("e-1", 0, "2025-10-18/2025-10-19"), ("m-1", 0, "2025-09"), ("m+1", 0, "2025-11"), ("y+1", 0, "2026"),
    ],
)  # fmt: skip
def test_a_relative_phrase_counts_from_the_anchor(code: str, count: int, value: str | None) -> None:
    assert relative(code, count, date(2025, 10, 26)) == value


_NAMES = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
}
MONTHS = {language: names.split(" ") for language, names in _NAMES.items()}
WRITERS = {
    "en": [lambda d: f"{d.day} {MONTHS['en'][d.month - 1]} {d.year}"],
    "fr": [lambda d: f"{d.day} {MONTHS['fr'][d.month - 1]} {d.year}"],
    "es": [lambda d: f"{d.day} de {MONTHS['es'][d.month - 1]} de {d.year}"],
    "ru": [lambda d: f"{d.day} {MONTHS['ru'][d.month - 1]} {d.year} года", lambda d: f"{d:%d.%m.%Y}"],
    "ar": [lambda d: f"{d.day} {MONTHS['ar'][d.month - 1]} {d.year}"],
    "vi": [lambda d: f"{d.day} tháng {d.month} năm {d.year}", lambda d: f"{d.day}/{d.month}/{d.year}"],
    "zh": [lambda d: f"{d.year}年{d.month}月{d.day}日"],
}
FORMS = [(language, number) for language, writers in WRITERS.items() for number in range(len(writers))]


@pytest.mark.parametrize(("language", "number"), FORMS)
@given(day=st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_written_date_is_found_with_its_value(language: str, number: int, day: date) -> None:
    words = WRITERS[language][number](day)

    assert found(f"({words})", language, Anchor()) == [(words, day.isoformat())]


@given(
    text=st.text(alphabet="0123456789/-. ,يناير октября nămthág年月日ofa", max_size=60),
    language=st.sampled_from([*WRITERS]),
)
def test_any_text_gives_ordered_dates_inside_it(text: str, language: str) -> None:
    prepared = Text.of(text)

    dates = find_dates(prepared, Span(0, len(prepared.clean)), language, ANCHOR)

    ends = [0, *(date.span.end for date in dates)]
    assert all(end <= date.span.start < date.span.end for end, date in zip(ends, dates, strict=False))
