"""Known names: exact in their folded form, with the boundaries and capitals of their language, and never nearly."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Span
from ingest.authority import find_known, longest
from ingest.model import Found
from ingest.text import Text
from ontology.authority import load_authority


def known(sentence: str, language: str) -> list[tuple[str, str | None]]:
    """The words found and the keys that they name."""
    text = Text.of(sentence)
    return [(f.span.of(text.clean), f.key) for f in find_known(text, Span(0, len(text.clean)), language)]


VIET_NAM = "state/vnm"


@pytest.mark.parametrize(
    ("sentence", "language", "expected"),
    [
        # What Taiwan calls a state is part of other names elsewhere.
        ("中国和卡达签署", "zh", [("中国", "state/chn"), ("卡达", "state/qat")]),
        ("查德維克與查德", "zh", [("查德", "state/tcd")]),
        ("匈牙利的卡达尔", "zh", [("匈牙利", "state/hun")]),
        # Arabic writes short words onto the next one; they belong to no name.
        ("بفيتنام", "ar", [("فيتنام", VIET_NAM)]),
        ("ولفيتنام", "ar", [("فيتنام", VIET_NAM)]),
        ("كفيتنام", "ar", [("فيتنام", VIET_NAM)]),
        ("سفيتنام", "ar", []),
        # The article's alif is lost behind the preposition ل, so the merged letters stay with the name.
        ("للسعودية", "ar", [("للسعودية", "state/sau")]),
        ("للأمم المتحدة", "ar", [("للأمم المتحدة", "organization/united-nations")]),
        ("والأمم المتحدة", "ar", [("الأمم المتحدة", "organization/united-nations")]),
        # Spellers write the feminine ending and the hamza or do not.
        ("الامم المتحده", "ar", [("الامم المتحده", "organization/united-nations")]),
        ("فِيتْنَام", "ar", [("فيتنام", VIET_NAM)]),
    ],
)
def test_arabic_names_are_found_behind_what_is_written_onto_them(
    sentence: str, language: str, expected: list[tuple[str, str | None]]
) -> None:
    assert known(sentence, language) == expected


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("مصرف", "ar"),
        ("Ngay sau đó, áo mưa", "vi"),
        ("Omanic womankind", "en"),
        ("того и чего", "ru"),
        ("viet nam", "en"),
        ("Vietnameses", "en"),
        ("Viêtnm", "vi"),
    ],
)
def test_no_name_is_guessed_from_a_similar_word(sentence: str, language: str) -> None:
    assert known(sentence, language) == []


@pytest.mark.parametrize(
    ("name", "key"), [("Nga", "state/rus"), ("Bỉ", "state/bel"), ("Áo", "state/aut"), ("Mỹ", "state/usa")]
)
def test_a_short_vietnamese_name_counts_where_it_stands_alone(name: str, key: str) -> None:
    assert known(f"{name} đã ký", "vi") == [(name, key)]
    assert known(f"hôm qua {name} đã ký", "vi") == [(name, key)]


def test_egypt_is_its_exact_name() -> None:
    assert known("وقعت مصر", "ar") == [("مصر", "state/egy")]


@pytest.mark.parametrize(
    ("sentence", "language"),
    [("Mỹ Linh hát", "vi"), ("chị Nguyễn Thị Nga", "vi"), ("Jordan Brown spoke", "en"), ("Ms Georgia Lane", "en")],
)
def test_an_ambiguous_name_beside_a_capital_is_part_of_another_name(sentence: str, language: str) -> None:
    assert known(sentence, language) == []


def test_an_acronym_needs_its_capitals() -> None:
    assert known("UNODC, not unodc or Unodc", "en") == [("UNODC", "organization/unodc")]
    assert known("tell us, said the US", "en") == [("US", "state/usa")]


def test_an_acronym_is_known_in_every_language() -> None:
    assert known("قال UNODC", "ar") == [("UNODC", "organization/unodc")]


def test_the_longest_name_counts() -> None:
    found = known("Guinea-Bissau, Guinea, Equatorial Guinea", "en")

    assert [key for _, key in found] == ["state/gnb", "state/gin", "state/gnq"]


def test_a_body_inside_the_name_of_a_treaty_is_no_mention() -> None:
    assert known("the United Nations Convention against Cybercrime", "en") == [
        ("United Nations Convention against Cybercrime", "treaty/un-xviii-16")
    ]


def test_the_treaty_in_the_name_of_an_occasion_stays_a_mention_of_its_own() -> None:
    text = Text.of("the signing ceremony of the Hanoi Convention")

    (event,) = find_known(text, Span(0, len(text.clean)), "en")

    assert event.kind == "E"
    assert [(inner.kind, inner.key) for inner in event.inner] == [("T", "treaty/un-xviii-16")]


def test_a_describing_name_may_be_written_small() -> None:
    # French writes `convention` small in running text.
    assert known("la convention de Hanoï", "fr") == [("convention de Hanoï", "treaty/un-xviii-16")]


def test_a_script_without_capitals_or_blanks_has_names_too() -> None:
    assert known("越南签署了公约", "zh") == [("越南", VIET_NAM)]


@pytest.mark.parametrize(
    ("name", "language", "kind"),
    [
        ("Vietnamese", "en", "A"),
        ("Hà Nội", "vi", "C"),
        ("European Union", "en", "U"),
        ("Viet Nam", "en", "S"),
        ("António Guterres", "en", "P"),
        ("António Guterres", "ar", "P"),
    ],
)
def test_a_name_tells_what_kind_of_thing_it_is(name: str, language: str, kind: str) -> None:
    text = Text.of(name)

    assert [found.kind for found in find_known(text, Span(0, len(text.clean)), language)] == [kind]


def test_a_name_of_two_things_of_one_kind_says_nothing() -> None:
    by_name: dict[str, set[str]] = {}
    for entity in load_authority().of_type("organization"):
        for name in entity.names:
            if name.language == "en" and name.register not in {"ambiguous", "acronym"}:
                by_name.setdefault(name.text, set()).add(entity.key)
    shared = sorted(name for name, keys in by_name.items() if len(keys) > 1)

    assert [name for name in shared if (name in [words for words, _ in known(name, "en")])] == []


def test_overlaps_are_decided_for_the_longer_and_then_the_weightier() -> None:
    treaty, body = Found(Span(0, 9), "T", "treaty/a"), Found(Span(4, 13), "O", "organization/b")
    place = Found(Span(9, 12), "L", "place/c")

    assert longest([body, place, treaty]) == [treaty, place]
    assert longest([Found(Span(0, 20), "O"), treaty]) == [Found(Span(0, 20), "O")]


@given(
    st.lists(st.sampled_from(["Viet Nam", "Hanoi Convention", "UN", "Niger", "Áo", "x", ",", ".", "مصر"]), max_size=12)
)
def test_names_stand_in_order_apart_and_as_written(words: list[str]) -> None:
    text = Text.of(" ".join(words))

    found = find_known(text, Span(0, len(text.clean)), "en")

    assert all(one.span.end <= two.span.start for one, two in pairwise(found))
    assert all(f.span.of(text.clean).strip() == f.span.of(text.clean) for f in found)
