"""What Chinese news must be read to say, and what it must not: small texts, in the words of different outlets."""

from __future__ import annotations

import pytest

from graph.model import Claim, DateBasis, Reading, Span
from ingest.model import Block, BlockKind, Metadata, Parsed
from ingest.reader import read_document


def reading_of(text: str, published: str | None = None) -> Reading:
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block(Span(at, at + len(line)), BlockKind.BODY))
        at += len(line) + 1
    basis = DateBasis.INFERRED_FROM_METADATA if published else None
    return read_document(
        Parsed(text, tuple(blocks), Metadata(published=published, published_basis=basis, language="zh"), "text/plain")
    )


def told(reading: Reading) -> set[str]:
    """Every claim as one line: type, subject, object or words, date, and its standing where it is not asserted."""
    return {_line(reading, claim) for claim in reading.claims}


def _line(reading: Reading, claim: Claim) -> str:
    def name(id: str | None) -> str | None:
        entity = None if id is None else reading.entity(id)
        return None if entity is None else (entity.key or entity.label).rpartition("/")[2]

    parts = [claim.type, name(claim.subject)]
    if claim.type in {"states", "calls-for", "commits"}:
        parts.append(claim.evidence.of(reading.document.text))
    else:
        parts += [name(claim.object), None if claim.value is None else str(claim.value), claim.action, claim.date]
    if claim.modality != "asserted":
        parts.append(claim.modality)
    return " | ".join(part for part in parts if part is not None)


WIRE = """\
新华社河内10月25日电（记者李明）《联合国打击网络犯罪公约》开放签署仪式25日在越南首都河内举行。65个国家当天签署了这项公约。
越南国家主席梁强和联合国秘书长古特雷斯出席仪式并致辞。古特雷斯说，公约是具有里程碑意义的文书，将为受害者伸张正义。他呼吁各国尽快批准公约。
中国司法部长贺荣率团出席签署仪式，并代表中国政府签署公约。俄罗斯总检察长亚历山大·古灿代表俄罗斯在公约上签字。
公约于2024年12月24日由联合国大会通过，将在40个国家批准后生效。美国没有签署该公约。
"""
MINISTRY = """\
10月25日，中方在河内签署了《联合国打击网络犯罪公约》。
中国外交部发言人郭嘉昆表示，中方高度评价越南主办公约签署仪式。他指出，网络犯罪是全球性挑战，任何国家都无法独善其身。
郭嘉昆强调，中方愿同各方一道，推动公约早日生效。他敦促有关国家停止将网络安全问题政治化。
"""
RATIFICATION = """\
据塔斯社报道，阿塞拜疆总统伊利哈姆·阿利耶夫23日签署法律，批准《联合国打击网络犯罪公约》。阿塞拜疆国民议会已于2月10日审议批准该公约。
阿塞拜疆国家安全局局长阿里·纳吉耶夫去年10月在河内代表阿塞拜疆签署了公约。
截至目前，公约共有74个签署国。公约将在第40份批准书交存联合国秘书长90天后生效。卡塔尔已向联合国秘书长交存批准书。
"""
CRITICS = """\
人权观察批评《联合国打击网络犯罪公约》缺乏足够的人权保障。人权观察高级研究员黛博拉·布朗说：“这项公约是一份监控条约。”她敦促各国政府不要签署公约。
电子前沿基金会表示，公约的措辞过于宽泛，可能使安全研究人员面临刑事指控。
欧盟和加拿大预计将签署公约。巴西、智利等拉美国家已签署公约。新西兰今年8月加入《布达佩斯公约》。
"""
BUDAPEST = """\
贝宁当天加入《布达佩斯公约》第一附加议定书，捷克和塞拉利昂签署了《布达佩斯公约第二附加议定书》。
《布达佩斯公约》于2001年11月23日在布达佩斯开放签署，2004年7月1日生效，目前共有75个缔约国。肯尼亚受邀加入《布达佩斯公约》。
印度和俄罗斯没有加入《布达佩斯公约》。南非早在2001年就签署了《布达佩斯公约》，但至今没有批准。
"""
MALABO = """\
非洲联盟《网络安全和个人数据保护公约》（又称《马拉博公约》）于2023年6月8日正式生效。该公约2014年6月27日在赤道几内亚马拉博获非盟通过。
毛里塔尼亚5月9日交存批准书，成为第15个批准公约的国家。
尼日利亚和肯尼亚尚未批准。分析人士认为，如果尼日利亚批准《马拉博公约》，将大大提升其影响力。
"""
TAIPEI = """\
（中央社河內25日電）超過60個國家今天在越南首都河內簽署「聯合國打擊網路犯罪公約」。\
聯合國秘書長古特瑞斯（António Guterres）在簽署典禮上說，公約是里程碑。
人權觀察發表聯合聲明，籲請各國政府不要簽署公約。歐盟當天簽署，德國與荷蘭則尚未簽。\
紐西蘭8月28日成為「布達佩斯公約」第81個締約國。
"""
LISTS = """\
白俄罗斯内务部长伊万·库布拉科夫代表本国签约，《河内公约》25日开放签署。签署《河内公约》的国家包括中国、伊朗和朝鲜。
“《河内公约》是历史性的里程碑。”越南总理范明政在会上强调。普京总统在信中将公约的签署称为“历史性事件”。
共有72国签署公约，其中64国在首日签署。美国国务院官员告诉路透社，美国仍在审议公约文本。
"""
OTHER_NEWS = """\
日本与越南3日在东京举行第三次网络安全对话。日本外相岩屋毅表示，两国将签署网络安全合作备忘录。
双方同意加强打击电信诈骗方面的合作，越南公安部副部长黎国雄上将出席会议。国际刑警组织说，去年逮捕了1000多名嫌疑人。
"""

MUST = {
    "taipei": (
        TAIPEI,
        "2025-10-25",
        {
            "reports | taiwan-cna",
            "tally | un-xviii-16 | 60 | signature | 2025-10-25",
            "holds-position | antonio-guterres | united-nations | Secretary-General",
            "speaks-at | antonio-guterres | hanoi-signing-2025",
            "calls-for | human-rights-watch | 各國政府不要簽署公約",
            "signs | european-union | un-xviii-16 | 2025-10-25",
            "signs | nld | un-xviii-16 | negated",
            "accedes-to | nzl | cets-185 | 2025-08-28",
        },
    ),
    "lists": (
        LISTS,
        "2025-10-27",
        {
            "signs | blr | un-xviii-16 | 2025-10-25",
            "holds-position | ivan-kubrakov | blr | Minister of Internal Affairs",
            "signs | prk | un-xviii-16",
            "states | vladimir-putin | 历史性事件",
            "holds-position | vladimir-putin | rus | President",
            "tally | un-xviii-16 | 64 | signature | 2025-10-25",
            "tally | un-xviii-16 | 72 | signature | 2025-10-27",
            "states | us-department-of-state | 美国仍在审议公约文本",
        },
    ),
    "wire": (
        WIRE,
        "2025-10-26",
        {
            "takes-place-on | hanoi-signing-2025 | 2025-10-25",
            "takes-place-in | hanoi-signing-2025 | hanoi",
            "tally | un-xviii-16 | 65 | signature | 2025-10-25",
            "attends | luong-cuong | hanoi-signing-2025",
            "holds-position | antonio-guterres | united-nations | Secretary-General",
            "states | antonio-guterres | 公约是具有里程碑意义的文书，将为受害者伸张正义",
            "calls-for | antonio-guterres | 各国尽快批准公约",
            "holds-position | 贺荣 | chn | Minister of Justice",
            "signs | chn | un-xviii-16",
            "signs | rus | un-xviii-16",
            "adopts | un-general-assembly | un-xviii-16 | 2024-12-24",
            "requires | un-xviii-16 | 40",
            "signs | usa | un-xviii-16 | negated",
        },
    ),
    "ministry": (
        MINISTRY,
        "2025-10-28",
        {
            "signs | chn | un-xviii-16 | 2025-10-25",
            "holds-position | 郭嘉昆 | cn-ministry-of-foreign-affairs | Spokesperson",
            "hosts | vnm | hanoi-signing-2025",
            "states | 郭嘉昆 | 网络犯罪是全球性挑战，任何国家都无法独善其身",
            "commits | 郭嘉昆 | 各方一道，推动公约早日生效",
            "calls-for | 郭嘉昆 | 有关国家停止将网络安全问题政治化",
        },
    ),
    "ratification": (
        RATIFICATION,
        "2026-02-24",
        {
            "reports | tass",
            "signs | aze | un-xviii-16 | 2025-10",
            "tally | un-xviii-16 | 74 | signature | 2026-02-24",
            "requires | un-xviii-16 | 40",
            "ratifies | qat | un-xviii-16",
        },
    ),
    "critics": (
        CRITICS,
        "2025-10-24",
        {
            "criticizes | human-rights-watch | un-xviii-16",
            "holds-position | deborah-brown | human-rights-watch | Senior Researcher",
            "states | deborah-brown | 这项公约是一份监控条约",
            "calls-for | deborah-brown | 各国政府不要签署公约",
            "signs | can | un-xviii-16 | planned",
            "signs | european-union | un-xviii-16 | planned",
            "accedes-to | nzl | cets-185 | 2025-08",
            "signs | bra | un-xviii-16",
        },
    ),
    "budapest": (
        BUDAPEST,
        "2024-06-21",
        {
            "accedes-to | ben | cets-189",
            "signs | cze | cets-224",
            "signs | sle | cets-224",
            "opens-for-signature | cets-185 | 2001-11-23",
            "enters-into-force | cets-185 | 2004-07-01",
            "tally | cets-185 | 75 | ratification | 2024-06-21",
            "accedes-to | ind | cets-185 | negated",
            "signs | zaf | cets-185 | 2001",
            "ratifies | zaf | cets-185 | negated",
        },
    ),
    "malabo": (
        MALABO,
        "2023-06-09",
        {
            "known-as | au-malabo | 马拉博公约",
            "enters-into-force | au-malabo | 2023-06-08",
            "adopts | african-union | au-malabo | 2014-06-27",
            "ratifies | mrt | au-malabo | 2023-05-09",
            "ratifies | ken | au-malabo | negated",
            "ratifies | nga | au-malabo | conditional",
        },
    ),
}


@pytest.mark.parametrize("name", sorted(MUST))
def test_what_a_text_says_is_read(name: str) -> None:
    text, published, wanted = MUST[name]
    assert wanted - told(reading_of(text, published)) == set()


@pytest.mark.parametrize(
    ("text", "published", "start"),
    [
        pytest.param(RATIFICATION, "2026-02-24", "ratifies | aze", id="a parliament's approval is no ratification"),
        pytest.param(BUDAPEST, "2024-06-21", "accedes-to | ken", id="an invited state has not acceded"),
        pytest.param(CRITICS, "2025-10-24", "signs | usa", id="America in Latin America is no United States"),
        pytest.param(WIRE, "2025-10-26", "tally | un-xviii-16 | 40", id="a threshold is no count"),
        pytest.param(MALABO, "2023-06-09", "tally | au-malabo | 15", id="an ordinal is no count"),
        pytest.param(WIRE, "2025-10-26", "enters-into-force | un-xviii-16 | 2024", id="a date stays in its clause"),
        pytest.param(MINISTRY, "2025-10-28", "enters-into-force", id="a wish for entry into force is no plan"),
    ],
)
def test_what_a_text_does_not_say_is_not_read(text: str, published: str, start: str) -> None:
    assert [line for line in told(reading_of(text, published)) if line.startswith(start)] == []


def test_a_text_without_a_treaty_says_nothing() -> None:
    assert told(reading_of(OTHER_NEWS, "2025-03-03")) == set()


def test_direct_speech_is_marked() -> None:
    quoted = [claim for claim in reading_of(CRITICS, "2025-10-24").claims if claim.quoted]
    assert [claim.type for claim in quoted] == ["states"]


def test_words_that_hold_a_sign_of_standing_by_chance_plan_and_deny_nothing() -> None:
    text = "梁三光大将在《河内公约》签署仪式上致辞。联合国大会未经表决通过了《联合国打击网络犯罪公约》。"
    assert {line for line in told(reading_of(text)) if line.startswith(("speaks-at", "adopts"))} == {
        "speaks-at | luong-tam-quang | hanoi-signing-2025",
        "adopts | un-general-assembly | un-xviii-16",
    }


def test_a_representative_keeps_his_state_and_his_seat() -> None:
    text = "毛里求斯常驻联合国代表米兰·米塔尔班代表政府签署《河内公约》。"
    assert "holds-position | 米兰·米塔尔班 | mus | Permanent Representative to the United Nations" in told(
        reading_of(text)
    )


def test_a_title_that_is_also_a_description_counts_only_in_title_marks() -> None:
    """The Convention on Cybercrime is no more than `network crime convention`, as headlines call the UN one too."""
    plain = "联合国网络犯罪公约谈判结束。秘鲁签署新的网络犯罪公约，即《河内公约》。"
    marked = "秘鲁加入《网络犯罪公约》（又称《布达佩斯公约》）。"
    assert "cets-185" not in str(told(reading_of(plain)))
    assert "accedes-to | per | cets-185" in told(reading_of(marked))
