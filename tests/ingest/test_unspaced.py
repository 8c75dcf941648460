"""Names of people in Chinese, where no blank and no capital says where a name ends."""

from __future__ import annotations

import pytest

from graph.model import Span
from ingest.languages import load_language
from ingest.mentions.names import find_names
from ingest.mentions.unspaced import find_names_again, without_accidents
from ingest.model import Found
from ingest.text import Text
from tests.ingest.lines import line_of


def names_in(sentence: str, *posts: str) -> list[str | None]:
    line = line_of(sentence, *((post, "J") for post in posts))
    return [found.label for found in find_names(line, Text.of(sentence), load_language("zh"))]


@pytest.mark.parametrize(
    ("sentence", "post", "name"),
    [
        ("外交部发言人毛宁表示，公约很重要。", "外交部发言人", "毛宁"),
        ("外交部发言人郭嘉昆在记者会上说。", "外交部发言人", "郭嘉昆"),
        ("外长欧阳修文出席仪式。", "外长", "欧阳修文"),
        ("公安部副部长黎国雄上将指出。", "公安部副部长", "黎国雄"),
        ("首相斯塔默说。", "首相", "斯塔默"),
        ("总检察长亚历山大·古灿代表俄罗斯签字。", "总检察长", "亚历山大·古灿"),
        ("外交官Faouzia Boumaiza Mebarki表示。", "外交官", "Faouzia Boumaiza Mebarki"),
        ("司长优素福·阿里·马哈茂德表示。", "司长", "优素福·阿里·马哈茂德"),
    ],
)
def test_a_name_behind_a_post_ends_where_names_end(sentence: str, post: str, name: str) -> None:
    assert names_in(sentence, post) == [name]


@pytest.mark.parametrize(
    ("sentence", "post"),
    [
        ("部长会议今天在河内开幕。", "部长"),
        ("总统府发表声明。", "总统"),
        ("发言人对此不予置评。", "发言人"),
        ("司长International说。", "司长"),
    ],
)
def test_what_may_be_no_name_is_left_alone(sentence: str, post: str) -> None:
    assert names_in(sentence, post) == []


def test_a_name_with_dots_needs_no_post_but_stands_free() -> None:
    assert names_in("随后，加黛·瓦利指出，公约是里程碑。") == ["加黛·瓦利"]
    assert names_in("这座多哈·瓦利塔很高。") == []


def test_verbs_behind_a_name_of_several_parts_are_no_part_of_it() -> None:
    assert names_in("大使卡里姆·哈塔比匆忙赶赴会场。", "大使") == ["卡里姆·哈塔比"]


def test_people_are_found_again_by_full_name_and_last_part() -> None:
    sentence = "加黛·瓦利致辞后，瓦利与毛宁交谈。"
    found = find_names_again(line_of(sentence), Text.of(sentence), ["加黛 瓦利", "瓦利", "毛宁"])
    assert [name.label for name in found] == ["加黛·瓦利", "瓦利", "毛宁"]


def test_nobody_is_found_again_in_an_empty_line_or_inside_a_mention() -> None:
    empty = line_of("")
    inside = line_of("毛宁路很长。", ("毛宁路", "L"))
    assert find_names_again(empty, Text.of(""), ["毛宁"]) == []
    assert find_names_again(inside, Text.of("毛宁路很长。"), ["毛宁"]) == []


def test_a_state_that_stands_in_a_word_by_chance_is_no_mention() -> None:
    text = Text.of("中国签署公约，其中国家安全机关参加，上海地区没有。")
    states = [Found(Span(text.clean.index(name), text.clean.index(name) + 2), "S") for name in ("中国", "海地")]
    by_chance = Found(Span(8, 10), "S")
    kept = without_accidents(
        [states[0], by_chance, states[1]], text, Span(0, len(text.clean)), load_language("zh").names
    )
    assert kept == [states[0]]


def test_a_language_without_such_words_keeps_every_mention() -> None:
    state = Found(Span(0, 5), "S")
    assert without_accidents([state], Text.of("China"), Span(0, 5), load_language("en").names) == [state]
