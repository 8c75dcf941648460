"""Vietnamese news in small: what a text says must come out, and what it only seems to say must not."""

from __future__ import annotations

import unicodedata

import pytest

from graph.model import Claim, ClaimType, Modality, Reading
from ingest.model import RawDocument
from ingest.parsing import parse
from ingest.reader import read_document

HEADER = "Tiêu đề: Tin trong ngày\nNgày: {date}\n\n"
# Makes a text long enough to be prose, and says nothing of its own.
FILLER = "\n\nĐây là những thông tin được nhiều bạn đọc quan tâm trong thời gian qua."


def read(body: str, date: str = "27/10/2025") -> Reading:
    text = HEADER.format(date=date) + body + FILLER
    return read_document(parse(RawDocument("vi.txt", text.encode())))


def keys(reading: Reading) -> dict[str, str]:
    return {entity.id: entity.key or entity.label for entity in reading.entities}


def of(reading: Reading, type: ClaimType) -> list[Claim]:
    return [claim for claim in reading.claims if claim.type is type]


def acts(reading: Reading, type: ClaimType) -> set[tuple[str, str, Modality]]:
    names = keys(reading)
    return {(names[c.subject], names[c.object or ""], c.modality) for c in of(reading, type)}


def spoken(reading: Reading) -> list[tuple[ClaimType, str, str]]:
    names, text = keys(reading), reading.document.text
    kinds = (ClaimType.STATES, ClaimType.COMMITS, ClaimType.CALLS_FOR)
    return [(c.type, names[c.subject], c.evidence.of(text)) for c in reading.claims if c.type in kinds]


HANOI, BUDAPEST, MALABO = "treaty/un-xviii-16", "treaty/cets-185", "treaty/au-malabo"
DONE, NOT, PLAN = Modality.ASSERTED, Modality.NEGATED, Modality.PLANNED


@pytest.mark.parametrize(
    ("body", "type", "wanted"),
    [
        (
            "Đại tướng Lương Tam Quang thay mặt Nhà nước Việt Nam ký Công ước Hà Nội.",
            ClaimType.SIGNS,
            {("state/vnm", HANOI, DONE)},
        ),
        (
            "Liên minh châu Âu ký Công ước Hà Nội ngày 25/10, trong khi Canada rốt cuộc không ký.",
            ClaimType.SIGNS,
            {("organization/european-union", HANOI, DONE), ("state/can", HANOI, NOT)},
        ),
        (
            "Trung Quốc và Nga đã ký song chưa phê chuẩn Công ước Hà Nội.",
            ClaimType.RATIFIES,
            {("state/chn", HANOI, NOT), ("state/rus", HANOI, NOT)},
        ),
        (
            "Bộ Công an sẽ phối hợp với Bộ Ngoại giao đẩy nhanh thủ tục phê chuẩn Công ước Hà Nội.",
            ClaimType.RATIFIES,
            {("state/vnm", HANOI, PLAN)},
        ),
        (
            "New Zealand đã nộp văn kiện gia nhập Công ước Budapest, còn Malaysia được mời gia nhập Công ước Budapest.",
            ClaimType.ACCEDES_TO,
            {("state/nzl", BUDAPEST, DONE)},
        ),
        ("Ấn Độ từ chối gia nhập Công ước Budapest.", ClaimType.DECLINES, {("state/ind", BUDAPEST, DONE)}),
        ("Mauritania phê chuẩn Công ước Malabo ngày 9/5/2023.", ClaimType.RATIFIES, {("state/mrt", MALABO, DONE)}),
        (
            "Công ước Hà Nội đã được Lào, Áo và Ý ký ngay trong buổi sáng.",
            ClaimType.SIGNS,
            {("state/lao", HANOI, DONE), ("state/aut", HANOI, DONE), ("state/ita", HANOI, DONE)},
        ),
        (
            "Công ước Hà Nội để ngỏ cho các nước. Mauritius ký ngày 19/11/2024. Anh và Đức dự kiến ký tại New York.",
            ClaimType.SIGNS,
            {("state/mus", HANOI, DONE), ("state/gbr", HANOI, PLAN), ("state/deu", HANOI, PLAN)},
        ),
        (
            "Phó Thủ tướng, Bộ trưởng Bộ Nội vụ Campuchia Sar Sokha đã ký Công ước Hà Nội.",
            ClaimType.SIGNS,
            {("state/khm", HANOI, DONE)},
        ),
        (
            "Ký thay mặt Liên bang Nga vào Công ước Hà Nội là Tổng Công tố Alexander Gutsan.",
            ClaimType.SIGNS,
            {("state/rus", HANOI, DONE)},
        ),
        (
            "Canada, Nhật Bản và Ấn Độ vắng tên trong danh sách ký Công ước Hà Nội.",
            ClaimType.SIGNS,
            {("state/can", HANOI, NOT), ("state/jpn", HANOI, NOT), ("state/ind", HANOI, NOT)},
        ),
        (
            "Qatar ký Công ước Hà Nội năm 2025. Nước này phê chuẩn Công ước hồi tháng 1.",
            ClaimType.RATIFIES,
            {("state/qat", HANOI, DONE)},
        ),
        (
            "Trước Mauritania, Công ước Malabo đã được Angola và Ghana cùng một số nước khác phê chuẩn.",
            ClaimType.RATIFIES,
            {("state/ago", MALABO, DONE), ("state/gha", MALABO, DONE)},
        ),
        (
            "Công ước Malabo không được mọi nước đón nhận. Ai Cập và Kenya đều chưa gia nhập.",
            ClaimType.ACCEDES_TO,
            {("state/egy", MALABO, NOT), ("state/ken", MALABO, NOT)},
        ),
        (
            "Thủ tướng Campuchia Hun Manet cam kết sớm phê chuẩn Công ước Hà Nội.",
            ClaimType.RATIFIES,
            {("state/khm", HANOI, PLAN)},
        ),
    ],
)
def test_acts_have_their_state_treaty_and_standing(
    body: str, type: ClaimType, wanted: set[tuple[str, str, Modality]]
) -> None:
    assert acts(read(body), type) == wanted


@pytest.mark.parametrize(
    ("body", "type"),
    [
        ("Quốc hội Azerbaijan đã phê chuẩn Công ước Hà Nội.", ClaimType.RATIFIES),
        ("Tổng thống Azerbaijan ký luật phê chuẩn Công ước Hà Nội.", ClaimType.SIGNS),
        ("Việt Nam kêu gọi các nước sớm ký và phê chuẩn Công ước Hà Nội.", ClaimType.SIGNS),
        ("Việt Nam kêu gọi các nước sớm ký và phê chuẩn Công ước Hà Nội.", ClaimType.RATIFIES),
        ("Đại diện các nước đã tới Hà Nội đặt bút ký Công ước Hà Nội.", ClaimType.SIGNS),
        ("Ủy ban đặc biệt đã thông qua dự thảo Công ước Hà Nội.", ClaimType.ADOPTS),
        ("Công ước Hà Nội cần 40 nước phê chuẩn để có hiệu lực.", ClaimType.TALLY),
        ("Đã có 130 quốc gia đăng ký tham dự Lễ mở ký Công ước Hà Nội.", ClaimType.SIGNS),
        ("Hội nghị sẽ vận hành tốt khi Công ước Hà Nội có hiệu lực.", ClaimType.ENTERS_INTO_FORCE),
        ("Công ước Hà Nội tiếp tục được mở ký tại New York và sẽ đi vào hiệu lực.", ClaimType.OPENS_FOR_SIGNATURE),
        ("UNODC cam kết thúc đẩy việc đưa Công ước Hà Nội sớm đi vào hiệu lực.", ClaimType.ENTERS_INTO_FORCE),
        ("Nga và Trung Quốc ký tuyên bố chung bên lề Lễ mở ký Công ước Hà Nội.", ClaimType.SIGNS),
        ("Việt Nam mở hội ký Công ước Hà Nội.", ClaimType.SIGNS),
        ("Benin đã trao văn kiện gia nhập Công ước Budapest.", ClaimType.RATIFIES),
        ("New Zealand được mời gia nhập Công ước Budapest.", ClaimType.ACCEDES_TO),
        ("Công ước Hà Nội cần thêm 37 nước phê chuẩn nữa để có hiệu lực.", ClaimType.REQUIRES),
        ("Các phóng viên đến từ 180 cơ quan báo chí đưa tin về Công ước Hà Nội.", ClaimType.TALLY),
        ("Công ước Hà Nội tiếp tục được mở ký tại New York đến hết ngày 31/12/2026.", ClaimType.OPENS_FOR_SIGNATURE),
    ],
)
def test_what_only_looks_like_an_act_is_none(body: str, type: ClaimType) -> None:
    assert of(read(body), type) == []


def test_a_count_has_its_point_hedge_and_unit() -> None:
    reading = read(
        "Lễ mở ký Công ước Hà Nội đón hơn 2.500 đại biểu đến từ 110 quốc gia. Đã có 72 quốc gia ký Công ước."
    )

    counts = {(c.value, c.action, c.bound, c.unit) for c in of(reading, ClaimType.TALLY)}

    assert counts == {
        (2500, "attendance", "at-least", "delegate"),
        (110, "attendance", None, "state"),
        (72, "signature", None, "state"),
    }


@pytest.mark.parametrize(
    "body",
    [
        "Công ước Hà Nội sẽ có hiệu lực 90 ngày sau khi có 40 quốc gia nộp lưu chiểu văn kiện phê chuẩn.",
        "Công ước Hà Nội có hiệu lực sau 90 ngày kể từ khi được quốc gia ký kết thứ 40 phê chuẩn.",
        "Nếu có đủ 40 nước phê chuẩn, Công ước Hà Nội sẽ có hiệu lực sau 90 ngày.",
    ],
)
def test_the_threshold_is_a_rule_and_no_count(body: str) -> None:
    reading = read(body)

    assert [(c.value, c.delay_days) for c in of(reading, ClaimType.REQUIRES)] == [(40, 90)]
    assert of(reading, ClaimType.TALLY) == []


@pytest.mark.parametrize(
    ("body", "posts"),
    [
        (
            "Đại tướng Lương Tam Quang, Ủy viên Bộ Chính trị, Bộ trưởng Bộ Công an, ký Công ước Hà Nội.",
            {("person/luong-tam-quang", "organization/vn-ministry-of-public-security", "Minister")},
        ),
        (
            "Thứ trưởng Bộ Công an, Thượng tướng Phạm Thế Tùng dự Lễ mở ký Công ước Hà Nội.",
            {("person/pham-the-tung", "organization/vn-ministry-of-public-security", "Deputy Minister")},
        ),
        (
            "Tổng Công tố Nga Alexander Gutsan ký Công ước Hà Nội.",
            {("person/alexander-gutsan", "state/rus", "Prosecutor General")},
        ),
        (
            "Chủ tịch nước Lào Thongloun Sisoulith, Phó Tổng thống Ecuador và nhiều lãnh đạo dự lễ ký Công ước Hà Nội.",
            {("person/thongloun-sisoulith", "state/lao", "President")},
        ),
    ],
)
def test_a_post_belongs_to_the_person_beside_it(body: str, posts: set[tuple[str, str, str]]) -> None:
    reading = read(body)
    names = keys(reading)

    held = {(names[c.subject], names[c.object or ""], c.value) for c in of(reading, ClaimType.HOLDS_POSITION)}

    assert held == posts


def test_a_bare_repetition_of_a_post_at_a_body_is_no_second_post() -> None:
    reading = read(
        "Thứ trưởng Bộ Công an Phạm Thế Tùng dự Lễ mở ký Công ước Hà Nội. Thứ trưởng Phạm Thế Tùng trả lời báo chí."
    )
    names = keys(reading)

    held = {(names[c.object or ""], c.value) for c in of(reading, ClaimType.HOLDS_POSITION)}

    assert held == {("organization/vn-ministry-of-public-security", "Deputy Minister")}


@pytest.mark.parametrize(
    ("body", "person", "body_of"),
    [
        (
            "Bộ trưởng Bộ Tư pháp Thái Lan Rutthapon Naowarat dự Lễ mở ký Công ước Hà Nội.",
            "Rutthapon Naowarat",
            "Ministry of Justice of Thailand",
        ),
        (
            "Giám đốc Cơ quan An ninh mạng Singapore David Koh dự Lễ mở ký Công ước Hà Nội.",
            "David Koh",
            "Cơ quan An ninh mạng Singapore",
        ),
        (
            "Vụ trưởng Vụ Luật pháp và Điều ước quốc tế, Bộ Ngoại giao Nguyễn Đăng Thắng nói về Công ước Hà Nội.",
            "Nguyễn Đăng Thắng",
            "organization/vn-ministry-of-foreign-affairs",
        ),
    ],
)
def test_a_post_at_a_body_that_no_table_knows_is_read(body: str, person: str, body_of: str) -> None:
    reading = read(body)
    names = keys(reading)

    held = [(names[c.subject], names[c.object or ""]) for c in of(reading, ClaimType.HOLDS_POSITION)]

    assert held == [(person, body_of)]


@pytest.mark.parametrize(
    "body",
    [
        "Theo bà Deborah Brown, Phó Giám đốc Human Rights Watch, Công ước Hà Nội đe dọa quyền riêng tư.",
        "Bà Deborah Brown, Phó Giám đốc Human Rights Watch, cho rằng Công ước Hà Nội đe dọa quyền riêng tư.",
        "Human Rights Watch từng lên tiếng. Theo bà Deborah Brown, Công ước Hà Nội đe dọa quyền riêng tư.",
        "Bà Deborah Brown thuộc Human Rights Watch cảnh báo Công ước Hà Nội đe dọa quyền riêng tư.",
        '"Công ước Hà Nội đe dọa quyền riêng tư", bà Deborah Brown nói với hãng tin AFP.',
    ],
)
def test_what_someone_says_is_theirs_in_every_order(body: str) -> None:
    assert [(who, words) for _, who, words in spoken(read(body))] == [
        ("person/deborah-brown", "Công ước Hà Nội đe dọa quyền riêng tư")
    ]


def test_a_promise_is_quoted_with_the_side_that_makes_it() -> None:
    reading = read("Bà Ghada Waly cảm ơn Hà Nội và khẳng định UNODC cam kết đồng hành để thực thi Công ước Hà Nội.")

    assert spoken(reading) == [
        (ClaimType.COMMITS, "person/ghada-waly", "UNODC cam kết đồng hành để thực thi Công ước Hà Nội")
    ]


def test_they_and_accordingly_go_on_with_who_spoke() -> None:
    reading = read(
        "Human Rights Watch cho rằng Công ước Hà Nội quá mơ hồ. Họ cảnh báo nhiều nhà báo có thể bị truy tố. "
        "Theo đó, các quốc gia cần sửa đổi văn kiện này trước khi phê chuẩn."
    )

    assert [(kind, who) for kind, who, _ in spoken(reading)] == [
        (ClaimType.STATES, "organization/human-rights-watch"),
        (ClaimType.STATES, "organization/human-rights-watch"),
        (ClaimType.CALLS_FOR, "organization/human-rights-watch"),
    ]


def test_a_confirmed_attendance_is_still_to_come() -> None:
    reading = read(
        "Lễ mở ký Công ước Hà Nội sẽ diễn ra ngày 25/10/2025. Tổng Thư ký António Guterres đã khẳng định tham dự.",
        "26/09/2025",
    )

    assert [(c.type, c.modality) for c in of(reading, ClaimType.ATTENDS)] == [(ClaimType.ATTENDS, PLAN)]


def test_the_event_is_the_whole_of_what_was_told_in_parts() -> None:
    reading = read(
        "Lễ mở ký Công ước Hà Nội có phiên khai mạc và phiên thảo luận toàn thể. Sự kiện thu hút 2.500 đại biểu."
    )

    (claim,) = of(reading, ClaimType.TALLY)

    assert keys(reading)[claim.subject] == "event/hanoi-signing-2025"


def test_those_who_come_are_read_off_a_list_with_their_posts() -> None:
    reading = read(
        "Cùng dự Lễ mở ký Công ước Hà Nội có các đồng chí: Phan Đình Trạc, Ủy viên Bộ Chính trị, Trưởng Ban Nội chính "
        "Trung ương; Lê Hoài Trung, Bộ trưởng Bộ Ngoại giao."
    )
    names = keys(reading)

    assert {names[c.subject] for c in of(reading, ClaimType.ATTENDS)} == {
        "person/phan-dinh-trac",
        "person/le-hoai-trung",
    }


@pytest.mark.parametrize(
    "body",
    [
        "Ý nghĩa của Công ước Hà Nội rất lớn.",
        "Pháp luật cần phù hợp với Công ước Hà Nội.",
        "Anh em công an hưởng ứng Công ước Hà Nội.",
        "Nhật báo này viết về Công ước Hà Nội.",
        "Các nước Mỹ Latinh nói về Công ước Hà Nội.",
    ],
)
def test_a_word_that_begins_like_a_short_state_name_is_no_state(body: str) -> None:
    assert [key for key in keys(read(body)).values() if key.startswith("state/")] == []


@pytest.mark.parametrize(
    "body",
    [
        "Trừ Mỹ và Nhật Bản, các nước G7 đều ký Công ước Hà Nội.",
        "Chưa rõ Ấn Độ có ký Công ước Hà Nội hay không.",
        "Hoa Kỳ chưa đưa ra quyết định về việc ký Công ước Hà Nội.",
    ],
)
def test_an_exception_or_a_doubt_is_no_signature(body: str) -> None:
    assert of(read(body), ClaimType.SIGNS) == []


def test_decomposed_letters_are_read_as_the_composed_ones() -> None:
    body = "Công ước Hà Nội đã được Lào và Áo ký. Nghị định thư bổ sung thứ hai về chứng cứ điện tử thì chưa."

    assert acts(read(unicodedata.normalize("NFD", body)), ClaimType.SIGNS) == acts(read(body), ClaimType.SIGNS)


@pytest.mark.parametrize("word", ["hòa", "hoà"])
def test_the_tone_may_stand_on_either_vowel(word: str) -> None:
    reading = read(f"Cộng {word} Séc và Cộng {word} Pháp đã ký Công ước Hà Nội.")

    assert acts(reading, ClaimType.SIGNS) == {("state/cze", HANOI, DONE), ("state/fra", HANOI, DONE)}


def test_a_sentence_may_state_and_call_and_the_bare_post_goes_on() -> None:
    reading = read(
        "Chủ tịch nước Lương Cường nhấn mạnh Công ước Hà Nội khẳng định sức sống của chủ nghĩa đa phương. "
        "Chủ tịch nước cam kết sẽ thực hiện đầy đủ các nghĩa vụ, đồng thời đề nghị các nước tăng cường hợp tác."
    )

    said = spoken(reading)

    assert [(kind, who) for kind, who, _ in said] == [
        (ClaimType.STATES, "person/luong-cuong"),
        (ClaimType.COMMITS, "person/luong-cuong"),
        (ClaimType.CALLS_FOR, "person/luong-cuong"),
    ]
    assert said[2][2] == "các nước tăng cường hợp tác"


def test_direct_speech_is_quoted_wherever_its_speaker_stands() -> None:
    reading = read("“Công ước Hà Nội là công cụ mạnh mẽ”, Tổng Thư ký Liên hợp quốc António Guterres phát biểu.")

    (claim,) = of(reading, ClaimType.STATES)

    assert claim.quoted
    assert claim.evidence.of(reading.document.text) == "Công ước Hà Nội là công cụ mạnh mẽ"


def test_a_shared_name_is_the_treaty_that_the_text_is_about() -> None:
    reading = read("Công ước Hà Nội đã được ký. Theo UNODC, nhờ công ước về tội phạm mạng, các nước sẽ hợp tác.")

    assert BUDAPEST not in keys(reading).values()


def test_an_occasion_has_its_day_place_and_people() -> None:
    reading = read(
        "Sáng 25/10, tại Trung tâm Hội nghị Quốc gia, diễn ra Lễ mở ký Công ước Hà Nội. "
        "Chủ tịch nước Lương Cường chủ trì buổi lễ cùng với sự tham dự của Tổng Thư ký Liên hợp quốc António Guterres."
    )
    names = keys(reading)

    assert [c.date for c in of(reading, ClaimType.TAKES_PLACE_ON)] == ["2025-10-25"]
    assert [names[c.object or ""] for c in of(reading, ClaimType.TAKES_PLACE_IN)] == [
        "place/national-convention-centre-hanoi"
    ]
    assert [names[c.subject] for c in of(reading, ClaimType.CHAIRS)] == ["person/luong-cuong"]
    assert [names[c.subject] for c in of(reading, ClaimType.ATTENDS)] == ["person/antonio-guterres"]


def test_the_outlet_in_brackets_before_the_text_is_credited() -> None:
    reading = read("(Nhịp Đọc) - Chiều 26/10, Lễ mở ký Công ước Hà Nội đã bế mạc tại Hà Nội.")

    assert [keys(reading)[c.subject] for c in of(reading, ClaimType.REPORTS)] == ["Nhịp Đọc"]


def test_a_text_without_a_treaty_tells_nothing() -> None:
    reading = read(
        "Đại tá Nguyễn Văn An cho biết nhóm lừa đảo đã ký hợp đồng với nhiều công ty. "
        "Có 12 quốc gia tham gia chiến dịch. "
        "Trung tướng Phạm Thế Tùng, Thứ trưởng Bộ Công an, kêu gọi người dân cảnh giác."
    ).claims

    assert reading == ()


def test_a_pronoun_for_men_passes_over_the_woman_named_last() -> None:
    reading = read(
        "Đại sứ Vũ Lê Thái Hoàng gặp bà Ghada Waly để bàn về Công ước Hà Nội. "
        "Ông Hoàng cảm ơn sự hỗ trợ. Bà Waly nhận xét Việt Nam chuẩn bị chu đáo. "
        "Ông cho rằng lễ mở ký là dấu mốc lịch sử."
    )

    assert [(who, words) for _, who, words in spoken(reading)] == [
        ("person/ghada-waly", "Việt Nam chuẩn bị chu đáo"),
        ("person/vu-le-thai-hoang", "lễ mở ký là dấu mốc lịch sử"),
    ]


def test_an_ambassador_sits_in_the_state_between_the_post_and_the_name() -> None:
    reading = read("Đại sứ Việt Nam tại Áo Vũ Lê Thái Hoàng nói về Công ước Hà Nội.")

    assert [c.value for c in of(reading, ClaimType.HOLDS_POSITION)] == ["Ambassador to Austria"]


def test_a_question_and_an_appeal_to_one_state_tell_no_act() -> None:
    reading = read(
        "Việt Nam đã phê chuẩn Công ước Hà Nội chưa? "
        "Tổ chức EFF kêu gọi Liên minh châu Âu đừng phê chuẩn Công ước Hà Nội."
    )

    assert acts(reading, ClaimType.RATIFIES) == set()


def test_a_second_verb_goes_on_with_the_first_ones_state() -> None:
    reading = read("New Zealand đang chuẩn bị gia nhập Công ước Budapest và chưa ký Công ước Hà Nội.")

    assert acts(reading, ClaimType.SIGNS) == {("state/nzl", "treaty/un-xviii-16", Modality.NEGATED)}
    assert acts(reading, ClaimType.ACCEDES_TO) == {("state/nzl", "treaty/cets-185", Modality.PLANNED)}
