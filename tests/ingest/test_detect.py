"""Languages of short segments, in every script the sources use."""

from __future__ import annotations

import unicodedata

import pytest

from graph.model import Span
from ingest.detect import detect_blocks, detect_language, document_language
from ingest.model import Block, BlockKind, Metadata, Parsed

# Our own sentences on facts of the treaty's record; names of other languages stand in them on purpose.
SEGMENTS = [
    ("en", "The General Assembly adopted the text without a vote."),
    ("en", "Gen. Lương Tam Quang, its minister of public security, signed at about 10 a.m."),
    ("en", "Mali, Rwanda and Saudi Arabia signed on the second day."),
    ("en", "Côte d’Ivoire becomes bound by the treaty next month."),
    ("en", "It will enter into force after the 40th instrument."),
    ("en", "President Lương Cường said that it was open to all states."),
    ("en", "Nine countries of Latin America have signed in Hanoi."),
    ("en", "António Guterres is in Hanoi for the ceremony."),
    ("en", "The European Union and 13 of its member states are signatories."),
    ("fr", "L’Assemblée générale a adopté le texte sans vote."),
    ("fr", "Treize États membres ont aussi signé à Hanoï."),
    ("fr", "La France et le Viêt Nam sont parmi les signataires."),
    ("fr", "Le général Lương Tam Quang a signé pour le pays hôte."),
    ("fr", "Elle entrera en vigueur après le quarantième instrument."),
    ("fr", "Selon la Commission, les États sont libres de signer."),
    ("fr", "La convention de Malabo est entrée en vigueur en juin."),
    ("es", "La Asamblea General aprobó el texto sin votación."),
    ("es", "Nueve países latinoamericanos firmaron en Hanói."),
    ("es", "El secretario general habló en la ceremonia de la firma."),
    ("es", "México y Colombia no figuran entre los firmantes."),
    ("es", "Entrará en vigor tras el cuadragésimo instrumento."),
    ("es", "El general Lương Tam Quang firmó por el país anfitrión."),
    ("vi", "Đại hội đồng đã thông qua văn kiện mà không cần bỏ phiếu."),
    ("vi", "72 quốc gia ký Công ước Hà Nội sau hai ngày"),
    ("vi", "Ông John Brandolino, đại diện UNODC, phát biểu tại phiên bế mạc."),
    ("vi", "Tổng Thư ký António Guterres dự lễ mở ký tại Hà Nội."),
    ("vi", "Công ước sẽ có hiệu lực sau 90 ngày."),
    ("vi", "Hôm nay mở ký Công ước Hà Nội"),
    ("vi", unicodedata.normalize("NFD", "Việt Nam cam kết thực hiện đầy đủ nghĩa vụ của mình.")),
    ("ar", "اعتمدت الجمعية العامة النص من دون تصويت."),
    ("ar", "وقعت مصر وقطر الاتفاقية في هانوي يوم السبت."),
    ("ar", "تولى مكتب الأمم المتحدة (UNODC) أمانة المفاوضات."),
    ("ar", "ولن تدخل الاتفاقية حيز النفاذ قبل الصك الأربعين."),
    ("ar", "المصدر: وكالات"),
    ("ar", "٧٢ دولة"),
    ("ar", "چاد و پکن في خبر طويل عن توقيع الاتفاقية في هانوي بحضور ممثلي الدول والمنظمات الدولية وممثلي الشركات"),
    ("ru", "Генеральная Ассамблея приняла документ без голосования."),
    ("ru", "Конвенцию подписали уже более 70 государств."),
    ("ru", "США и Япония конвенцию не подписали."),
    ("ru", "Церемонию в Ханое принимал президент Лыонг Кыонг."),
    ("ru", "По материалам ТАСС"),
    ("zh", "联合国大会未经表决通过了该公约。"),
    ("zh", "中国已签署，但尚未批准。"),
    ("zh", "UNODC和联合国法律事务厅的代表出席。"),
    ("zh", "72个国家签署"),
    ("zh", "越南常驻联合国代表杜雄越"),
    ("fa", "مجمع عمومی این متن را بدون رأی‌گیری پذیرفت و ایران در گفتگوها شرکت کرد."),
    ("ur", "جنرل اسمبلی نے یہ معاہدہ رائے شماری کے بغیر منظور کیا ہے۔"),
    ("uk", "Генеральна Асамблея ухвалила документ без голосування, і її рішення підтримали."),
    ("ja", "国連総会はこの条約を採択しました。"),
    ("ko", "유엔 총회는 이 협약을 채택했다."),
    ("el", "Η Γενική Συνέλευση ενέκρινε το κείμενο."),
    ("he", "העצרת הכללית אימצה את הנוסח."),
    ("th", "สมัชชาใหญ่รับรองอนุสัญญา"),
    ("und", "Die Generalversammlung hat den Text ohne Abstimmung angenommen."),
    ("und", "In Hanoi unterzeichneten 72 Staaten das Übereinkommen der Vereinten Nationen."),
    ("und", "Der Vertrag ist noch nicht in Kraft."),
    ("und", "A Assembleia Geral adotou o texto sem votação."),
    ("und", "O Brasil foi um dos países que assinaram a convenção em Hanói."),
    ("und", "L'Assemblea generale ha adottato il testo senza voto."),
    ("und", "La convenzione è stata firmata da 72 Stati nella capitale del Vietnam."),
    ("und", "De Algemene Vergadering heeft de tekst zonder stemming aangenomen."),
    ("und", "Majelis Umum telah mengadopsi teks itu tanpa pemungutan suara."),
    ("und", "Zgromadzenie Ogólne przyjęło tekst bez głosowania i nie jest to koniec."),
    ("und", "Genel Kurul metni oylama olmadan kabul etti ve bu bir ilk."),
    ("und", "72"),
    ("und", ""),
    ("und", "UNODC"),
    ("und", "महासभा ने पाठ अपनाया"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), SEGMENTS)
def test_a_segment_has_its_language(language: str, text: str) -> None:
    assert detect_language(text) == language


def page(*lines: str, kind: BlockKind = BlockKind.BODY, language: str | None = None) -> Parsed:
    text = "\n".join(lines)
    blocks, at = [], 0
    for line in lines:
        blocks.append(Block(Span(at, at + len(line)), kind))
        at += len(line) + 1
    return Parsed(text, tuple(blocks), Metadata(language=language), "text/plain")


ARABIC = "اعتمدت الجمعية العامة للأمم المتحدة النص من دون تصويت بعد خمس سنوات من المفاوضات."
ENGLISH = "The General Assembly adopted the text without a vote after five years of talks in New York."
GERMAN = "Die Generalversammlung hat den Text nach fünf Jahren mit dem Konsens der Staaten angenommen."


def test_short_blocks_take_the_language_of_the_document() -> None:
    assert [block.language for block in detect_blocks(page(ARABIC, "UNODC", "وكالات"))] == ["ar", "ar", "ar"]
    assert [block.language for block in detect_blocks(page(ENGLISH, "Photo: VNA", "Hanoi"))] == ["en", "en", "en"]


def test_a_long_block_in_another_language_keeps_its_own() -> None:
    assert [block.language for block in detect_blocks(page(ARABIC, ENGLISH))] == ["ar", "en"]
    assert [block.language for block in detect_blocks(page(ENGLISH, ARABIC))] == ["en", "ar"]
    assert [block.language for block in detect_blocks(page(ENGLISH, GERMAN))] == ["en", "und"]


def test_a_block_without_telling_words_follows_the_document() -> None:
    blocks = detect_blocks(page(ENGLISH, "Budapest Convention: Kenya, Malawi, Papua New Guinea invited"))

    assert [block.language for block in blocks] == ["en", "en"]


def test_the_page_decides_only_where_the_words_do_not() -> None:
    assert document_language(page("Hanoi Convention", language="fr-FR")) == "fr"
    assert document_language(page("Hanoi Convention", language="ar")) == "und"
    assert document_language(page("Hanoi Convention", language="xx")) == "und"
    assert document_language(page(GERMAN, language="en")) == "und"
    assert document_language(page(ENGLISH, language="vi")) == "en"


def test_a_document_without_prose_is_told_by_what_it_has() -> None:
    assert document_language(page(ENGLISH, kind=BlockKind.CAPTION)) == "en"


def test_a_long_document_is_told_by_its_beginning() -> None:
    assert document_language(page(*[ENGLISH] * 50, ARABIC)) == "en"


def test_letters_decide_between_languages_that_share_the_words() -> None:
    assert detect_language("La Tunisie a décidé de signer la Convention de Hanoï.") == "fr"
    assert detect_language("La Convention de Hanoi divide a los de la Secretaria. Cede la mano de la.") != "fr"
