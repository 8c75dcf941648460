"""Plain texts and news pages: what is read, what is left, what the page says of itself."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from graph.errors import UnreadableDocument
from graph.model import DateBasis
from ingest.model import BlockKind, Parsed, RawDocument
from ingest.parsing import parse
from ingest.parsing.urls import date_in_url, first_url, host_of, publisher_of

SHARED = Path(__file__).parents[3] / "shared"
CORPUS = SHARED / "corpus" / "articles"
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the development corpus is not beside the project")

ENGLISH = (
    "The General Assembly adopted the convention without a vote on 24 December 2024, after five years of talks. "
    "It will enter into force ninety days after the fortieth instrument has been deposited in New York."
)
SECOND = "Viet Nam was the first to sign it in Hanoi, and the European Union and many of its member states followed."
ARABIC = (
    "اعتمدت الجمعية العامة للأمم المتحدة الاتفاقية من دون تصويت، وتدخل حيز النفاذ بعد إيداع الصك الأربعين في نيويورك."
)
RUSSIAN = (
    "Генеральная Ассамблея приняла конвенцию без голосования, и она вступит в силу после сороковой грамоты на хранение."
)
FRENCH = (
    "L’Assemblée générale a adopté la convention sans vote, et elle entrera en vigueur après le quarantième instrument."
)
CHINESE = (
    "联合国大会未经表决通过了该公约，公约将在第四十份批准书交存后生效，目前尚未生效。中国已于今年签署，但尚未批准。"
)
VIETNAMESE = "Đại hội đồng Liên hợp quốc đã thông qua văn kiện này mà không cần bỏ phiếu, và các nước đã ký tại Hà Nội."


def plain(text: str | bytes) -> Parsed:
    return parse(RawDocument("a.txt", text.encode() if isinstance(text, str) else text, "text/plain"))


def html(text: str | bytes) -> Parsed:
    return parse(RawDocument("a.html", text.encode() if isinstance(text, str) else text, "text/html"))


def kinds(parsed: Parsed) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.of(parsed.text)) for block in parsed.blocks]


# --- bytes -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (ARABIC, "windows-1256"), (RUSSIAN, "windows-1251"), (FRENCH, "windows-1252"), (CHINESE, "gb18030"),
        (ARABIC, "utf-16-le"), (ENGLISH, "utf-16-be"), (ENGLISH, "utf-16"), (ARABIC, "utf-8-sig"), (ARABIC, "utf-8"),
        (RUSSIAN, "utf-32"),
    ],
)  # fmt: skip
def test_text_is_decoded_by_mark_or_by_its_words(text: str, codec: str) -> None:
    assert plain(text.encode(codec)).text == text


def test_vietnamese_of_its_own_code_page_is_decoded() -> None:
    # windows-1258 writes vowels with their first mark as one character and the tone after them.
    tones = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    split = (unicodedata.normalize("NFD", char) for char in VIETNAMESE)
    text = "".join(
        unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in tones))
        + "".join(mark for mark in marks if mark in tones)
        for marks in split
    )

    parsed = plain(text.encode("windows-1258"))

    assert unicodedata.normalize("NFC", parsed.text) == VIETNAMESE


@pytest.mark.parametrize("codec", ["windows-1256", "iso-8859-6", "utf-8"])
def test_a_page_is_decoded_by_what_it_states(codec: str) -> None:
    text = "اعتمدت الجمعية العامة للأمم المتحدة النص من دون تصويت في نيويورك وسط حضور كبير"
    page = f'<html><head><meta charset="{codec}"></head><body><p>{text}</p></body></html>'

    assert html(page.encode(codec)).text == text


def test_a_charset_in_the_media_type_is_believed() -> None:
    body = f"<p>{FRENCH.replace('’', chr(39))}</p>".encode("iso-8859-1")

    parsed = parse(RawDocument("a", body, "text/html; charset=ISO-8859-1"))

    assert parsed.text.startswith("L'Assemblée générale")


@pytest.mark.parametrize("label", ["nonsense", "utf-8", "base64"])
def test_a_page_that_is_wrong_about_its_charset_is_told_by_its_words(label: str) -> None:
    page = f'<html><meta charset="{label}"><p>{ARABIC}</p></html>'.encode("windows-1256")

    assert html(page).text == ARABIC


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n ", "is empty"),
        ("\u00a0\u3000\u200b \n".encode(), "blanks only"),
        (b"%PDF-1.7 text", "PDF"),
        (b"PK\x03\x04text", "ZIP"),
        (b"\x89PNG\r\n", "PNG"),
        (b"\xff\xd8\xff\xe0 text", "JPEG"),
        (b"text\x00with nul bytes in it\x00\x01\x02", "binary"),
        (b"\x01\x02\x03\x04\x05 text", "binary"),
        (b"\xff\xfea\x00b\x00\x00\xd8", "save it again in UTF-8"),
        (b"\xff\xfea\x00\x00\x00b\x00", "binary"),
        ("Tiếng Việt ".encode()[:-3] + b"\xff\xfe\xfd", "save it again in UTF-8"),
        ("Zürich über Köln ".encode("iso-8859-1"), "save it again in UTF-8"),
        (b"\xed\xa0\x80 lone surrogate", "save it again in UTF-8"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(body: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=reason):
        plain(body)


def test_line_ends_and_blanks_are_kept_as_they_are() -> None:
    text = f"Title of it\r\n\r\n  {ENGLISH}  \r\n"

    parsed = plain(text)

    assert parsed.text == text
    assert kinds(parsed) == [("headline", "Title of it"), ("body", ENGLISH)]


def test_the_kind_of_a_file_without_extension_is_told_by_its_first_tag() -> None:
    page = f"<!DOCTYPE html><html><body><p>{ENGLISH}</p></body></html>"

    assert parse(RawDocument("-", page.encode())).media_type == "text/html"
    assert parse(RawDocument("-", ENGLISH.encode())).media_type == "text/plain"
    assert parse(RawDocument("-", b"<3 " + ENGLISH.encode())).media_type == "text/plain"


# --- plain text ------------------------------------------------------------------------------------------------------


def test_a_header_of_fields_gives_the_metadata() -> None:
    text = f"TÍTULO: Nueve países firman\nFECHA: 25/10/2025 21:14\nFUENTE: El Faro\nENLACE: https://faro.example/a\n\n{ENGLISH}"

    parsed = plain(text)

    assert kinds(parsed)[:2] == [("header", "TÍTULO:"), ("headline", "Nueve países firman")]
    assert parsed.metadata.title == "Nueve países firman"
    assert parsed.metadata.publisher == "El Faro"
    assert parsed.metadata.url == "https://faro.example/a"
    assert (parsed.metadata.published, parsed.metadata.published_basis) == ("2025-10-25", DateBasis.STATED)


@pytest.mark.parametrize(
    ("title", "date", "source", "url"),
    [
        ("Title: ", "Date: ", "Source: ", "URL: "), ("Titre : ", "Date : ", "Source : ", "Lien : "),
        ("العنوان: ", "التاريخ: ", "المصدر: ", "الرابط: "), ("TIÊU ĐỀ: ", "NGÀY: ", "NGUỒN: ", "URL: "),
        ("标题：", "日期：", "来源：", "网址："), ("Заголовок: ", "Дата: ", "Источник: ", "Ссылка: "),
    ],
)  # fmt: skip
def test_fields_are_known_in_every_language(title: str, date: str, source: str, url: str) -> None:
    text = f"{title}Hanoi\n{date}2025-10-26\n{source}Outlet\n{url}https://outlet.example/a\n\n{ENGLISH}"

    metadata = plain(text).metadata

    assert (metadata.title, metadata.publisher, metadata.url) == ("Hanoi", "Outlet", "https://outlet.example/a")
    assert (metadata.published, metadata.published_basis) == ("2025-10-26", DateBasis.STATED)


@pytest.mark.parametrize(
    ("line", "publisher", "published"),
    [
        ("ANALYSIS | Ledger Weekly | 20 November 2025", "Ledger Weekly", "2025-11-20"),
        ("Sahel Quotidien, vendredi 9 juin 2023", "Sahel Quotidien", "2023-06-09"),
        ("Civic Review / 24 October 2025 / updated 19:40 UTC", "Civic Review", "2025-10-24"),
        ("By our desk | HANOI, Oct 25, 2025", None, "2025-10-25"),
        ("La Rédaction (Le Traité) – 28 octobre 2025 à 18 h 05", "Le Traité", "2025-10-28"),
        ("الرياض - «المسار» - الإثنين ٢٧ أكتوبر/تشرين الأول ٢٠٢٥", "المسار", "2025-10-27"),
        ("Phố Sáng - 07:30 25/10/2025", "Phố Sáng", "2025-10-25"),
    ],
)
def test_a_byline_gives_outlet_and_date(line: str, publisher: str | None, published: str) -> None:
    parsed = plain(f"A headline stands first\n\n{line}\n\n{ENGLISH}\n\n{SECOND}")

    assert kinds(parsed)[1] == ("header", line)
    assert (parsed.metadata.publisher, parsed.metadata.published) == (publisher, published)


@pytest.mark.parametrize(
    ("opening", "publisher", "published"),
    [
        ("HANOI (Meridian Wire) -- ", "Meridian Wire", None),
        ("(Nhịp Mới) - ", "Nhịp Mới", None),
        ("ХАНОЙ, 26 октября. /Вестник/. ", "Вестник", None),
        ("HANOI, 25 October 2025 (Wire) – ", "Wire", "2025-10-25"),
    ],
)
def test_a_dateline_gives_outlet_and_date(opening: str, publisher: str, published: str | None) -> None:
    body = RUSSIAN if opening.startswith("Х") else ENGLISH
    metadata = plain(f"A headline stands first\n\n{opening}{body}").metadata

    assert (metadata.publisher, metadata.published) == (publisher, published)


CREDITS = [
    "Photo: VNA", "(Photo : Union africaine)", "Fotos: Agencia (VNA)", "Фото: ТАСС", "Ảnh: TTXVN", "图片来源：新华社",
    "(الصورة: الأمم المتحدة)", "المصادر: ترند، ريبورت", "Nhóm PV - Ảnh: TTXVN", "По материалам ТАСС", "وكالات",
    "(مع أسوشيتد برس)", "Avec agences – Photo : VNA/CVN", "（综合越通社、UNODC消息）",
    "Sources: Council of Europe; NC4",
]  # fmt: skip


@pytest.mark.parametrize("line", CREDITS)
def test_the_line_that_credits_is_no_prose(line: str) -> None:
    assert kinds(plain(f"Headline\n\n{ENGLISH}\n\n{SECOND}\n\n{line}"))[-1] == ("credit", line)


@pytest.mark.parametrize(
    "line",
    [
        "ألقى الوزير الكلمة الختامية (الصورة: وكالة الأنباء الفيتنامية).",
        "The minister speaks at the closing session (Photo: VNA)",
        "Bộ trưởng phát biểu bế mạc. Ảnh: TTXVN",
    ],
)
def test_a_line_that_ends_in_its_credit_is_a_caption(line: str) -> None:
    assert ("caption", line) in kinds(plain(f"Headline\n\n{ENGLISH}\n\n{line}\n\n{SECOND}"))


def test_a_count_of_comments_is_cut_off_the_text_it_is_glued_to() -> None:
    parsed = plain(f"{ENGLISH}\n\n{SECOND} تعليق (0)")

    assert kinds(parsed) == [("body", ENGLISH), ("body", SECOND), ("header", "تعليق (0)")]


@pytest.mark.parametrize("line", ["Comments (12)", "Bình luận (0)", "3 comments", "تعليقات (0)"])
def test_a_count_of_comments_is_no_prose(line: str) -> None:
    assert kinds(plain(f"{ENGLISH}\n{SECOND}\n{line}"))[-1] == ("header", line)


def test_a_text_without_headline_has_no_title() -> None:
    parsed = plain(f"{ENGLISH}\n{SECOND}")

    assert parsed.metadata.title is None
    assert [kind for kind, _ in kinds(parsed)] == ["body", "body"]


def test_the_address_of_the_source_gives_outlet_and_date() -> None:
    text = f"{ENGLISH}\n\n{SECOND}\nSource: https://dantri.com.vn/thoi-su/bai-viet-20251026174836264.htm"

    metadata = plain(text).metadata

    assert metadata.publisher == "Dân trí"
    assert (metadata.published, metadata.published_basis) == ("2025-10-26", DateBasis.INFERRED_FROM_URL)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/x-20251026174836264.htm", "2025-10-26"),
        ("https://a.example/x-20251026174836.htm", "2025-10-26"),
        ("https://a.example/2025/10/26/x", "2025-10-26"),
        ("https://a.example/2025/1/6/x", "2025-01-06"),
        ("https://a.example/2025-10-26-x", "2025-10-26"),
        ("https://a.example/x-20251026.htm", "2025-10-26"),
        ("https://a.example/x-196251025144046724.htm", "2025-10-25"),
        ("https://a.example/x-20259926174836264.htm", None),
        ("https://a.example/x-20251026994836264.htm", None),
        ("https://a.example/x-post332730.vnp", None),
        ("https://a.example/", None),
    ],
)
def test_an_address_may_carry_the_day(url: str, day: str | None) -> None:
    assert date_in_url(url) == day


def test_an_address_gives_its_host_and_outlet() -> None:
    assert host_of("https://www.Dantri.com.vn/a") == "dantri.com.vn"
    assert host_of("https://[broken/a") == ""
    assert publisher_of("https://m.dantri.com.vn/a") == "Dân trí"
    assert publisher_of("https://news.example/a") == "news.example"
    assert first_url("see (https://a.example/x). And") == "https://a.example/x"
    assert first_url("no address") is None


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the seed article is not beside the project")
def test_the_seed_is_read_with_its_source_and_captions() -> None:
    (seed,) = (SHARED / "seeds").glob("*.txt")

    parsed = parse(RawDocument(seed.name, seed.read_bytes(), "text/plain"))

    assert parsed.metadata.title is None
    assert (parsed.metadata.url or "").startswith("https://dantri.com.vn/thoi-su/ngon-hai-dang")
    assert parsed.metadata.publisher == "Dân trí"
    assert parsed.metadata.published == "2025-10-26"
    assert parsed.metadata.published_basis is DateBasis.INFERRED_FROM_URL
    assert [kind for kind, _ in kinds(parsed)].count("caption") == 2
    assert [kind for kind, _ in kinds(parsed)][-2:] == ["credit", "header"]


# --- pages -----------------------------------------------------------------------------------------------------------


@needs_corpus
@pytest.mark.parametrize("name", ["ar-03", "en-02", "fr-01", "vi-02"])
def test_a_page_gives_the_lines_of_its_text(name: str) -> None:
    parsed = html((CORPUS / f"{name}.html").read_bytes())

    def lines(text: str) -> list[str]:
        return [re.sub(r"[ \t]+", " ", line).strip() for line in text.split("\n") if line.strip()]

    assert lines(parsed.text) == lines((CORPUS / f"{name}.txt").read_text("utf-8"))
    assert [block.span.of(parsed.text) for block in parsed.blocks] == parsed.text.split("\n")


def test_a_soup_of_divs_is_read_by_its_lines() -> None:
    page = f"""<html><body><div id=top><a href=/>Home</a> | <a href=/w>World</a></div>
    <table><tr><td width=200><a href=1>One</a><br><a href=2>Two</a></td><td><font size=5><b>Treaty opened</b>
    </font><br><br>
    {ENGLISH}<br><br>{SECOND}<br></td></tr></table><div>© 2025</div></body></html>"""

    texts = [text for _, text in kinds(html(page))]

    assert texts == ["Treaty opened", ENGLISH, SECOND]


def test_a_vietnamese_page_is_read_without_its_boxes() -> None:
    page = f"""<html lang="vi"><head><title>Lễ mở ký - Báo Ngày</title>
    <meta property="og:site_name" content="Báo Ngày"><meta name="pubdate" content="2025-10-25T09:00:00+07:00">
    </head><body>
    <div class="menu-top"><ul><li>Thời sự</li><li>Thế giới</li></ul></div>
    <div class="detail__main"><h1 class="detail__title">Lễ mở ký</h1>
    <div class="detail__meta">Thứ Bảy, 25/10/2025 09:00</div>
    <h2 class="detail__sapo">Hơn 60 nước ký trong ngày đầu tại Hà Nội.</h2>
    <div class="detail__content"><p>{VIETNAMESE}</p>
    <table class="image"><tr><td><img src=a.jpg></td></tr><tr><td class="caption">Đại biểu dự lễ. Ảnh: TTXVN</td>
    </tr></table>
    <div class="tinlienquan"><a href=/x>Tin khác</a></div><p>{VIETNAMESE}</p><p>Xem thêm: <a href=/y>Bài khác</a>
    </p></div>
    <div class="detail__tags"><a>Hà Nội</a></div></div><div class="box-news-latest"><p>Giá vàng hôm nay</p></div>
    </body></html>"""

    parsed = html(page)

    assert kinds(parsed) == [
        ("headline", "Lễ mở ký"), ("header", "Thứ Bảy, 25/10/2025 09:00"),
        ("body", "Hơn 60 nước ký trong ngày đầu tại Hà Nội."),
        ("body", VIETNAMESE), ("caption", "Đại biểu dự lễ. Ảnh: TTXVN"), ("body", VIETNAMESE),
    ]  # fmt: skip
    assert (parsed.metadata.publisher, parsed.metadata.language) == ("Báo Ngày", "vi")
    assert (parsed.metadata.published, parsed.metadata.published_basis) == ("2025-10-25", DateBasis.STATED)


def test_an_arabic_page_with_wordpress_classes_is_read_whole() -> None:
    page = f"""<html dir="rtl"><body class="single tag-cybercrime ad-free"><header class="site-header">
    <p>الموقع</p></header>
    <main><article class="post tag-hanoi category-news"><header class="entry-header">
    <h1 class="entry-title">توقيع</h1>
    <span class="posted-on">26 أكتوبر 2025</span></header><div class="entry-content"><p>{ARABIC}</p>
    <p>اقرأ أيضا: <a href="/x">خبر آخر من الموقع</a></p><blockquote><p>{ARABIC}</p></blockquote>
    <div class="sharedaddy share">شارك</div></div><footer class="entry-footer">وسوم: هانوي</footer></article></main>
    <aside><p>الأكثر قراءة</p></aside></body></html>"""

    assert kinds(html(page)) == [
        ("headline", "توقيع"), ("header", "26 أكتوبر 2025"), ("body", ARABIC), ("body", ARABIC),
    ]  # fmt: skip


def test_an_amp_page_is_read() -> None:
    page = f"""<!doctype html><html amp lang="en"><head><script type="application/ld+json">
    [{{"@type":"NewsArticle","datePublished":"2025-10-26T01:00:00+07:00","publisher":{{"name":"Wire &amp; Co"}},}}]
    </script></head>
    <body><amp-sidebar><ul><li>Menu item</li></ul></amp-sidebar><article class="amp-wp-article">
    <header class="amp-wp-header">
    <h1>Treaty opened</h1></header><div class="amp-wp-article-content"><p>{ENGLISH}</p>
    <figure><amp-img src=a></amp-img><figcaption>Delegates in Hanoi</figcaption></figure><p>{SECOND}</p></div>
    </article></body></html>"""

    parsed = html(page)

    assert kinds(parsed) == [
        ("headline", "Treaty opened"), ("body", ENGLISH), ("caption", "Delegates in Hanoi"), ("body", SECOND),
    ]  # fmt: skip
    assert parsed.metadata.publisher == "Wire & Co"
    assert (parsed.metadata.published, parsed.metadata.published_basis) == (
        "2025-10-26", DateBasis.INFERRED_FROM_METADATA,
    )  # fmt: skip


def test_lists_subheads_and_rows_are_lines() -> None:
    page = f"""<body><h1>Counts</h1><div class=story><p>{ENGLISH}</p><h2>By region</h2><ul><li>19 from Asia</li>
    <li>21 from Africa</li></ul><table><tr><th>State</th><th>Signed</th></tr>
    <tr><td>Viet Nam</td><td>25 October 2025</td></tr></table>
    <p>{SECOND}</p></div></body>"""

    texts = [text for _, text in kinds(html(page))]

    assert texts == [
        "Counts", ENGLISH, "By region", "19 from Asia", "21 from Africa", "State\tSigned",
        "Viet Nam\t25 October 2025", SECOND,
    ]  # fmt: skip


def test_paragraphs_in_boxes_of_their_own_are_all_read() -> None:
    boxes = "".join(f"<div class=par><p>{number}. {ENGLISH}</p></div>" for number in range(4))
    page = f"<body><div><h1>Treaty opened</h1>{boxes}</div><div><p>Short note on cookies of this site</p></div>"

    assert [kind for kind, _ in kinds(html(page))] == ["headline", *["body"] * 4]


def test_a_page_without_heading_takes_its_title_from_the_head() -> None:
    page = f"<html><head><title>Treaty opened | Wire</title></head><body><p>{ENGLISH}</p><p>{SECOND}</p></body>"

    parsed = html(page)

    assert kinds(parsed)[0] == ("headline", "Treaty opened")
    assert parsed.metadata.title == "Treaty opened"


def test_a_second_level_heading_that_is_the_title_is_the_headline() -> None:
    page = f"""<head><meta property="og:title" content="Treaty opened"></head><body><h2>Other</h2><div>
    <h2>Treaty opened</h2>
    <div class=body><p>{ENGLISH}</p><p>{SECOND}</p></div></div></body>"""

    assert kinds(html(page))[0] == ("headline", "Treaty opened")
    assert [text for _, text in kinds(html(page))].count("Treaty opened") == 1


def test_entities_are_decoded_and_no_break_spaces_kept() -> None:
    page = f"<body><p>La  Convention,\n dite &laquo;&nbsp;Hano&iuml;&nbsp;&raquo; &#8211; {FRENCH}</p></body>"

    assert html(page).text.startswith("La Convention, dite «\u00a0Hanoï\u00a0» – L’Assemblée")


def test_text_that_only_the_data_hold_is_read() -> None:
    page = f"""<html><head><title>Treaty opened</title><script type="application/ld+json">{{"@type":"Article",
    "articleBody":"{ENGLISH}\\n\\n{SECOND}"}}</script></head><body><div id=app></div></body></html>"""

    assert [text for _, text in kinds(html(page))] == ["Treaty opened", ENGLISH, SECOND]


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><title>Nothing here</title></head><body><nav><a href=/>Home</a></nav></body></html>",
        "<html><body><div class=app></div><script>var a = 1</script></body></html>",
        "<html></html>",
        "<!-- nothing -->",
        "<body><ul><li><a href=1>A link to a first article of ours</a></li><li><a href=2>Second</a></li></ul></body>",
        "<body><p>Too short.</p></body>",
    ],
)
def test_a_page_without_an_article_is_refused(page: str) -> None:
    with pytest.raises(UnreadableDocument, match="no text of an article"):
        html(page)


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li", "blockquote"])
def test_deep_nesting_is_refused_and_harms_nothing(tag: str) -> None:
    page = f"<body>{f'<{tag}>' * 100_000}{ENGLISH}</body>"

    with pytest.raises(UnreadableDocument):
        html(page)


def test_entities_of_a_doctype_are_never_fetched_or_blown_up() -> None:
    declared = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>'
    page = f"{declared}<html><body><p>&b; &c; {ENGLISH}</p></body></html>"

    assert "&b; &c;" in html(page).text


def test_an_xml_declaration_does_not_stop_a_page() -> None:
    page = f'<?xml version="1.0" encoding="UTF-8"?><html><body><p>{ENGLISH}</p></body></html>'

    assert html(page).text == ENGLISH


BROKEN = [
    "{not json", "null", "[]", "[[[[[[[[[[1]]]]]]]]]]", '{"@graph": 5}', '{"@type": "WebSite"}', "[" * 100_000,
    '{"@type": "NewsArticle", "publisher": 5, "datePublished": ["x"]}', "",
]  # fmt: skip


@pytest.mark.parametrize("script", BROKEN)
def test_broken_data_in_a_page_are_passed_over(script: str) -> None:
    page = f"""<html><head><meta name="date" content="2025-10-26">
    <script type="application/ld+json">{script}</script></head>
    <body><p>{ENGLISH}</p></body></html>"""

    assert html(page).metadata.published == "2025-10-26"


GRAPH = '{"@graph":[{"@type":["ReportageNewsArticle"],"datePublished":"2025-10-26"}]}'
METADATA = [
    (f'<script type="application/ld+json">{GRAPH}</script>', "2025-10-26"),
    (f'<script type="application/ld+json"><!-- {GRAPH} --></script>', "2025-10-26"),
    ('<script type="application/ld+json">{"@type":"WebPage","datePublished":"2025-10-26"}</script>', "2025-10-26"),
    ('<script type="application/ld+json">{"@type":"APosting","datePublished":"20251026"}</script>', "2025-10-26"),
    ('<meta property="article:published_time" content="2025-10-26T09:12:00+02:00">', "2025-10-26"),
    ('<meta name="DC.date.issued" content="26/10/2025">', "2025-10-26"),
    ('<meta itemprop="datePublished" content="2025-10-26">', "2025-10-26"),
    ('<meta name="date" content="soon">', None),
]


@pytest.mark.parametrize(("head", "published"), METADATA)
def test_the_date_of_a_page_is_read_from_its_head(head: str, published: str | None) -> None:
    metadata = html(f"<html><head>{head}</head><body><p>{ENGLISH}</p></body></html>").metadata

    basis = None if published is None else DateBasis.INFERRED_FROM_METADATA
    assert (metadata.published, metadata.published_basis) == (published, basis)


@pytest.mark.parametrize(
    "element",
    ['<time itemprop="datePublished" datetime="2025-10-26T10:00">today</time>', '<time pubdate>26 October 2025</time>',
     '<time class="published" datetime="2025-10-26">x</time>'],
)  # fmt: skip
def test_a_marked_time_is_the_date_of_publication(element: str) -> None:
    page = f"<body><div><div class=x>{element}</div></div><div><p>{ENGLISH}</p><p>{SECOND}</p></div></body>"

    assert html(page).metadata.published == "2025-10-26"


def test_a_time_in_the_text_is_not_the_date_of_publication() -> None:
    page = f'<body><p>On <time datetime="2024-12-24">that day</time> {ENGLISH}</p></body>'

    assert html(page).metadata.published is None


def test_a_page_is_known_by_its_canonical_address() -> None:
    head = """<link rel="canonical" href="https://dantri.com.vn/a/x-20251026174836264.htm">
    <meta property="og:url" content="https://dantri.com.vn/?x"><meta property="og:locale" content="vi_VN">"""

    metadata = html(f"<html><head>{head}</head><body><p>{ENGLISH}</p></body></html>").metadata

    assert metadata.url == "https://dantri.com.vn/a/x-20251026174836264.htm"
    assert metadata.publisher == "Dân trí"
    assert metadata.language == "vi-VN"
    assert (metadata.published, metadata.published_basis) == ("2025-10-26", DateBasis.INFERRED_FROM_URL)


def test_a_page_that_gives_no_name_gives_none() -> None:
    metadata = html(f"<html><body><p>{ENGLISH}</p></body></html>").metadata

    assert (metadata.title, metadata.url, metadata.publisher, metadata.language) == (None, None, None, None)


def test_two_dates_that_differ_leave_the_date_of_the_head() -> None:
    page = f"""<html><head><meta name="date" content="2025-10-26"></head><body><article><h1>Treaty opened</h1>
    <p class="byline">By our desk | 27 October 2025</p><p>{ENGLISH}</p></article></body></html>"""

    metadata = html(page).metadata

    assert (metadata.published, metadata.published_basis) == ("2025-10-26", DateBasis.INFERRED_FROM_METADATA)


def test_every_block_of_a_page_is_a_line_of_its_text() -> None:
    page = f"<body><h1>A</h1><p>{ENGLISH}</p><p class=credit>Photo: VNA</p></body>"

    parsed = html(page)

    assert [block.span.of(parsed.text) for block in parsed.blocks] == parsed.text.split("\n")
    assert parsed.blocks[-1].kind is BlockKind.CREDIT


def test_half_a_surrogate_pair_is_never_stored() -> None:
    data = f'{{"@type":"Article","publisher":"Wire \\ud800","articleBody":"{ENGLISH} \\ud800"}}'
    script = f'<script type="application/ld+json">{data}</script>'

    assert html(f"<body>{script}<p>{ENGLISH} &#xD800;</p></body>").metadata.publisher == "Wire \ufffd"
    with pytest.raises(UnreadableDocument, match="half of a surrogate pair"):
        html(f"<body>{script}</body>")


def test_a_text_of_furniture_only_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="no text of an article"):
        plain("Photo: VNA\nComments (0)")
