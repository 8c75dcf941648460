"""Names across scripts: one name in every spelling, two names apart, and the laws that both keep."""

from __future__ import annotations

from itertools import combinations, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.names import Form, by_sound, by_words, forms, judge, pairs
from graph.likeness import MATCH, likeness, name_keys, tables
from graph.likeness.tables import rows

QUANG = ("لونغ تام كوانغ", "Lương Tam Quang", "Luong Tam Quang", "Лыонг Там Куанг", "梁三光")
CUONG = ("لونغ كوونغ", "Lương Cường", "Luong Cuong", "Лыонг Кыонг", "梁强")
GUTERRES = ("António Guterres", "Antonio Guterres", "أنطونيو غوتيريش", "Антониу Гутерриш", "安东尼奥·古特雷斯")
BRANDOLINO = ("John Brandolino", "جون براندولينو", "Джон Брандолино", "约翰·布兰多利诺")
WALY = ("Ghada Waly", "Ghada Fathi Waly", "غادة والي", "Гада Вали", "加达·瓦利", "加黛·瓦利")

# Letters of every script that the matcher knows, of some that it does not, and what stands between words.
LETTERS = "abcdexyzđơüç абвгджцчшыьяї ابتثجحخعغقنهوىءآ 梁三光强约翰ひか한देव -'’.,·،()12"
NAMES = st.text(alphabet=LETTERS, max_size=24) | st.sampled_from([f.name for f in forms("dev")])


@pytest.mark.parametrize("spellings", [QUANG, CUONG, GUTERRES, BRANDOLINO, WALY], ids=lambda names: names[0])
def test_the_spellings_of_one_name_match(spellings: tuple[str, ...]) -> None:
    assert [pair for pair in combinations(spellings, 2) if likeness(*pair) < MATCH] == []


def test_two_people_of_one_family_stay_apart_in_every_script() -> None:
    assert [pair for pair in product(QUANG, CUONG) if likeness(*pair) >= MATCH] == []


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("黎怀忠", "黎国雄"),
        ("Lê Hoài Trung", "Lê Quốc Hùng"),
        ("Luong Quang", "Luong Tam Quang"),
        ("Nguyễn Thị Thanh", "Nguyễn Thị Thanh Nga"),
        ("Nguyễn Minh Vũ", "Nguyễn Minh Vụ Anh"),
        ("Mohammed bin Rashid", "Mohammed bin Salman"),
        ("Abdullah bin Zayed", "Mohammed bin Zayed"),
        ("Sergey Lavrov", "Sergey Shoigu"),
        ("Marc Knapper", "Markko Künnapu"),
        ("张伟", "章伟"),
    ],
)
def test_names_that_share_a_part_are_not_one(left: str, right: str) -> None:
    assert likeness(left, right) < MATCH


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Luong Tam Quang", "Quang Luong Tam"),
        ("Luong Tam Quang", "Quang, Luong Tam"),
        ("Guterres, António", "أنطونيو غوتيريش"),
        ("Thongloun Sisoulith", "Thoong-lun Sisulit"),
        ("عبد المجيد تبون", "Abdelmadjid Tebboune"),
        ("Abdel Fattah el-Sisi", "عبدالفتاح السيسى"),
        ("Abd al-Fattah al-Sisi", "Abdelfattah El Sisi"),
        ("Karim Abdul", "Karim Abdel"),
        ("Khadija Mbareck Fall", "خديجة امبارك فال"),
        ("Ahmed Aboul Gheit", "أحمد أبو الغيط"),
        ("Majed bin Mohammed Al-Mazyed", "ماجد المزيد"),
        ("Yury V. Fedotov", "Юрий Викторович Федотов"),
        ("王小洪", "Wang Xiaohong"),
        ("黎懷忠", "黎怀忠"),
        ("Ursula von der Leyen", "Урсула фон дер Ляйен"),
    ],
)
def test_orders_particles_initials_and_joined_words_do_not_part_a_name(left: str, right: str) -> None:
    assert likeness(left, right) >= MATCH


@pytest.mark.parametrize(("one", "name"), [("Guterres", "António Guterres"), ("普京", "Vladimir Putin"), ("A", "A B")])
def test_one_word_alone_never_matches_a_name(one: str, name: str) -> None:
    assert likeness(one, name) <= 0.70


def test_an_initial_stands_for_a_name_that_begins_so_and_for_no_other() -> None:
    assert likeness("V. Putin", "Владимир Путин") >= MATCH
    assert likeness("S. Putin", "Владимир Путин") < MATCH


@pytest.mark.parametrize("name", ["", "  ", "...", "١٢٣", "日", "El", "al- bin"])
def test_what_is_hardly_a_name_matches_no_name(name: str) -> None:
    assert likeness(name, "António Guterres") < MATCH
    assert likeness(name, name) == 1.0


@given(NAMES, NAMES)
def test_likeness_is_symmetric_and_between_nothing_and_one(left: str, right: str) -> None:
    value = likeness(left, right)

    assert value == likeness(right, left)
    assert 0.0 <= value <= 1.0


@given(NAMES)
def test_a_name_is_like_itself_in_any_case(name: str) -> None:
    assert likeness(name, name) == 1.0
    assert likeness(name, f"  {name} ") == 1.0


# `Abdel` and the word behind it are one: the last word alone is no name there.
TURNED = [form.name for form in forms("dev") if " " in form.name and form.name.split()[-2] not in {"عبد", "Абдель"}]


@given(st.sampled_from(TURNED))
def test_a_name_matches_with_its_last_word_first(name: str) -> None:
    *words, last = name.split()

    assert likeness(name, " ".join([last, *words])) >= MATCH


@given(NAMES)
def test_keys_are_few_and_the_same_for_what_folds_to_the_same(name: str) -> None:
    keys = name_keys(name)

    assert keys == name_keys(f" {name} ")
    assert len(keys) <= 40


@pytest.mark.parametrize("title", ["dev", "heldout"])
def test_spellings_of_one_name_share_a_key(title: str) -> None:
    spellings = forms(title)
    same = [(a.name, b.name) for a, b in pairs(spellings) if a.person == b.person]

    met = sum(not name_keys(a).isdisjoint(name_keys(b)) for a, b in same)

    assert met / len(same) >= 0.96


@pytest.mark.parametrize(("title", "precision", "recall"), [("dev", 0.99, 0.99), ("heldout", 0.99, 0.93)])
def test_the_lists_are_told_apart_as_well_as_promised(title: str, precision: float, recall: float) -> None:
    score = judge(forms(title), by_sound)["all"]

    assert score.hits / (score.hits + score.false) >= precision
    assert score.hits / (score.hits + score.missed) >= recall


def test_equal_words_alone_find_few_spellings() -> None:
    score = judge([Form("guterres", "", name) for name in GUTERRES], by_words)["all"]

    assert (score.hits, score.false, score.missed) == (1, 0, 9)


def test_no_person_is_in_both_lists() -> None:
    assert {form.person for form in forms("dev")} & {form.person for form in forms("heldout")} == set()


@pytest.mark.parametrize("table", ["arabic", "cyrillic", "latin", "vietnamese", "pinyin", "transliteration"])
def test_a_table_speaks_in_known_sounds_and_says_each_letter_once(table: str) -> None:
    known = {row["sound"] for row in rows("sounds.tsv")}
    entries = list(rows(f"{table}.tsv"))

    assert {sound for row in entries for sound in row["sounds"] if sound != " "} <= known
    assert len({row["letters"] for row in entries}) == len(entries)


def test_a_table_with_a_row_too_short_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sounds.tsv").write_text("# two columns\nsound\tkind\n\na\tvowel\nb\n", "utf-8")
    monkeypatch.setattr(tables, "files", lambda _: tmp_path)

    with pytest.raises(ValueError, match=r"sounds\.tsv, line 5: 1 cells where 2 columns stand"):
        list(rows("sounds.tsv"))
