"""The known people and their posts: real, each with an office and a Latin-script name, and never mixed up."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from importlib.resources import files

import pytest

from graph.dates import PartialDate
from graph.folding import fold
from ontology.authority import Known, load_authority, rows

LANGUAGES = frozenset({"ar", "en", "vi", "fr", "es", "ru", "zh", "mul"})
REGISTERS = frozenset({"official", "press", "case", "mt-error"})
VIETNAMESE_NAME = "vi"


def people() -> Sequence[Known]:
    return load_authority().of_type("person")


def folded_names(key: str) -> set[str]:
    return {fold(name.text) for name in load_authority().entities[f"person/{key}"].names}


def titles(key: str) -> set[tuple[str, str]]:
    return {(post.body, post.title) for post in load_authority().posts_of(f"person/{key}")}


def test_at_least_65_people_are_known() -> None:
    assert len(people()) >= 65


def test_every_row_of_people_has_the_columns_and_a_source() -> None:
    known = load_authority().entities

    for row in rows("people.tsv"):
        assert list(row) == ["key", "wikidata", "state", "gender", "source"]
        assert row["source"], row["key"]
        assert row["gender"] in {"", "m", "f"}, row["key"]
        assert not row["state"] or f"state/{row['state']}" in known, row["key"]
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", row["key"])


def test_wikidata_items_are_well_formed_and_never_used_twice() -> None:
    items = [row["wikidata"] for row in rows("people.tsv") if row["wikidata"]]

    assert all(re.fullmatch(r"Q[1-9][0-9]*", item) for item in items)
    assert len(set(items)) == len(items)


def test_every_person_has_a_post() -> None:
    holders = {post.person for post in load_authority().posts}

    assert holders == {known.key for known in people()}


def test_every_person_has_a_latin_script_label_of_at_least_two_words() -> None:
    for known in people():
        first = known.names[0]
        assert first.language in {"mul", VIETNAMESE_NAME}, known.key
        assert first.register == "official", known.key
        assert all(unicodedata.name(c).startswith("LATIN") for c in first.text if c.isalpha()), known.key
        assert len(first.text.split()) >= 2, known.key


def test_a_vietnamese_name_has_a_plain_form_for_english_french_and_spanish() -> None:
    for known in people():
        if known.names[0].language == VIETNAMESE_NAME:
            plain = {name.language for name in known.names if name.text.isascii() and name.register == "press"}
            assert {"en", "fr", "es"} <= plain, known.key


def test_names_have_a_known_language_and_register_and_stand_once() -> None:
    for known in people():
        spelled = [(name.language, name.text) for name in known.names]
        assert len(set(spelled)) == len(spelled), known.key
        for name in known.names:
            assert name.language in LANGUAGES, known.key
            assert name.register in REGISTERS, known.key
            assert fold(name.text), known.key


def test_no_two_people_share_a_folded_name() -> None:
    holders: dict[str, set[str]] = defaultdict(set)

    for known in people():
        for name in known.names:
            holders[fold(name.text)].add(known.key)

    assert {name: keys for name, keys in holders.items() if len(keys) > 1} == {}


def test_the_president_and_the_minister_of_viet_nam_share_no_name() -> None:
    president, minister = folded_names("luong-cuong"), folded_names("luong-tam-quang")

    assert president & minister == set()
    # Both spellings are printed for either man: only the office can tell, so neither has them.
    assert {fold("لونغ كونغ"), fold("لونغ كوانغ")} & (president | minister) == set()


@pytest.mark.parametrize(
    ("key", "language", "text"),
    [
        ("luong-tam-quang", "ar", "لونغ تام كوانغ"),
        ("luong-tam-quang", "zh", "梁三光"),
        ("luong-cuong", "ru", "Лыонг Кыонга"),
        ("john-brandolino", "ar", "جون براندولينو"),
        ("antonio-guterres", "zh", "古特雷斯"),
        ("ghada-waly", "ar", "غادة والى"),
        ("alexander-gutsan", "ru", "Александру Гуцану"),
        ("majed-al-mazyed", "ar", "ماجد بن محمد المزيد"),
        ("to-lam", "vi", "Tô Lâm"),
    ],
)
def test_a_printed_name_is_known(key: str, language: str, text: str) -> None:
    known = load_authority().entities[f"person/{key}"]

    assert fold(text) in {fold(name.text) for name in known.names if name.language == language}


@pytest.mark.parametrize(
    ("key", "body", "title"),
    [
        ("luong-cuong", "state/vnm", "President"),
        ("luong-tam-quang", "state/vnm", "Minister of Public Security"),
        ("antonio-guterres", "organization/united-nations", "Secretary-General"),
        ("ahmed-aboul-gheit", "organization/league-of-arab-states", "Secretary-General"),
        ("to-lam", "organization/communist-party-of-viet-nam", "General Secretary"),
        ("john-brandolino", "organization/unodc-division-for-treaty-affairs", "Director"),
        ("xiaohong-li", "organization/unodc-new-york-liaison-office", "Director"),
        ("philemon-yang", "organization/un-general-assembly", "President"),
    ],
)
def test_an_office_is_held_at_its_own_body(key: str, body: str, title: str) -> None:
    assert (body, title) in titles(key)


def test_a_post_has_a_title_a_source_and_an_interval_that_runs_forward() -> None:
    for post in load_authority().posts:
        assert post.title, post.person
        assert post.source, post.person
        assert fold(post.title).isascii(), post.person
        start = PartialDate.parse(post.start).first if post.start else None
        end = PartialDate.parse(post.end).last if post.end else None
        assert start is None or end is None or start <= end, post


def test_no_post_stands_twice() -> None:
    posts = [(post.person, post.body, post.title) for post in load_authority().posts]

    assert len(set(posts)) == len(posts)


@pytest.mark.parametrize(
    ("path", "column"), [("people.tsv", "key"), ("names/people.tsv", "key"), ("posts.tsv", "person")]
)
def test_the_files_are_sorted_and_composed(path: str, column: str) -> None:
    keys = [row[column] for row in rows(path)]
    text = files("ontology.authority").joinpath(path).read_text("utf-8")

    assert keys == sorted(keys)
    assert unicodedata.is_normalized("NFC", text)
