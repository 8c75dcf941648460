"""Vietnamese news in small: what a text says must come out, and what it only seems to say must not."""

from __future__ import annotations

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
