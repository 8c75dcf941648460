"""The known treaties and occasions: their rules, their names, and that no name leads to the wrong one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import pytest

from graph.dates import PartialDate
from graph.folding import fold
from graph.model import EventType
from ontology.authority import Known, load_authority, rows

LANGUAGES = ("ar", "en", "es", "fr", "ru", "vi", "zh")
REGISTERS = frozenset({"official", "press", "popular", "acronym", "working", "case", "ambiguous"})
HANOI = "treaty/un-xviii-16"
BUDAPEST = "treaty/cets-185"
# Words that stand for whatever treaty or occasion the text spoke of last: mentions, but no names.
BARE = [
    "the Convention",
    "Convention",
    "the treaty",
    "draft convention",
    "الاتفاقية",
    "المعاهدة",
    "مشروع الاتفاقية",
    "Công ước",
    "văn kiện",
    "la Convention",
    "le traité",
    "la Convención",
    "el tratado",
    "конвенция",
    "договор",
    "公约",
    "该公约",
    "the ceremony",
    "signing ceremony",
    "حفل التوقيع",
    "المراسم",
    "الجلسة الختامية",
    "lễ bế mạc",
    "phiên khai mạc",
    "la cérémonie",
    "la ceremonia",
    "церемония",
    "签署仪式",
    "the cybercrime treaty",
    "cybercrime convention",
    "joint press conference",
    "họp báo",
    "招待会",
]


def treaties() -> Sequence[Known]:
    return load_authority().of_type("treaty")


def occasions() -> Sequence[Known]:
    return load_authority().of_type("event")


def keys_by_form(entities: Sequence[Known]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for known in entities:
        for name in known.names:
            found[fold(name.text)].add(known.key)
    return found


def date(known: Known, column: str) -> str | None:
    text = known.attributes.get(column)
    return str(PartialDate.parse(text)) if text is not None else None


def test_at_least_fourteen_treaties_are_known_and_each_has_a_source() -> None:
    assert len(treaties()) >= 14
    assert all(known.attributes["source"] for known in treaties())


# Articles 64 and 65(1) of the Convention; resolution 79/243; treaties.un.org, XVIII-16.
def test_the_rules_of_the_hanoi_convention_are_those_of_its_text() -> None:
    known = load_authority().entities[HANOI]

    assert known.label == "United Nations Convention against Cybercrime"
    assert known.attributes["adopted"] == "2024-12-24"
    assert (known.attributes["opened"], known.attributes["closes"]) == ("2025-10-25", "2026-12-31")
    assert (known.attributes["threshold"], known.attributes["delay_days"]) == ("40", "90")
    assert known.attributes["regional_organization_counts"] == "no"
    assert "in_force" not in known.attributes


# Its article 36, and the two protocols that stand on it.
def test_the_budapest_convention_has_two_protocols() -> None:
    protocols = {known.key for known in treaties() if known.attributes.get("supplements") == BUDAPEST}

    assert protocols == {"treaty/cets-189", "treaty/cets-224"}


@pytest.mark.parametrize("column", ["depositary", "adopted_by", "place", "supplements", "confusable_with"])
def test_what_a_treaty_refers_to_is_known(column: str) -> None:
    for known in treaties():
        assert known.attributes.get(column) in {None, *load_authority().entities}, (known.key, column)


def test_the_dates_of_a_treaty_come_one_after_the_other() -> None:
    for known in treaties():
        dates = [day for column in ("adopted", "opened", "closes") if (day := date(known, column))]

        assert dates == sorted(dates), known.key
        assert (date(known, "in_force") or "9") > (date(known, "opened") or ""), known.key


def test_numbers_and_yes_or_no_are_written_as_such() -> None:
    for row in rows("treaties.tsv"):
        assert re.fullmatch("[0-9]*", row["threshold"]), row["key"]
        assert re.fullmatch("[0-9]*", row["delay_days"]), row["key"]
        assert row["regional_organization_counts"] in {"", "yes", "no"}, row["key"]
        assert not row["threshold"] or row["rules_article"] or row["key"] == "las-2010", row["key"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_treaty_has_a_name_in_every_language(language: str) -> None:
    unnamed = [known.key for known in treaties() if all(name.language != language for name in known.names)]

    assert unnamed == []


def test_registers_and_languages_are_of_the_closed_lists() -> None:
    for known in [*treaties(), *occasions()]:
        for name in known.names:
            assert name.register in REGISTERS, (known.key, name)
            assert name.language in LANGUAGES, (known.key, name)


def test_no_two_treaties_share_a_name() -> None:
    assert {form for form, keys in keys_by_form(treaties()).items() if len(keys) > 1} == set()


def test_no_two_occasions_share_a_name() -> None:
    assert {form for form, keys in keys_by_form(occasions()).items() if len(keys) > 1} == set()


@pytest.mark.parametrize("words", BARE)
def test_a_bare_noun_names_no_treaty_and_no_occasion(words: str) -> None:
    assert fold(words) not in keys_by_form([*treaties(), *occasions()])


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Convention against Cybercrime", HANOI),
        ("Convention on Cybercrime", BUDAPEST),
        ("UN Convention on Cybercrime", HANOI),
        ("UN’s Convention on Cybercrime", HANOI),
        ("Council of Europe Convention on Cybercrime", BUDAPEST),
        ("UN Convention on Countering the Use of ICTs for Criminal Purposes", HANOI),
        ("U.N. cybercrime treaty", HANOI),
        ("Hanoi Convention", HANOI),
        ("UNCC", HANOI),
        ("اتفاقية هانوي", HANOI),
        ("اتفاقية الأمم المتحدة لمكافحة الجرائم الإلكترونية", HANOI),
        ("اتفاقية الجريمة السيبرانية", HANOI),
        ("اتفاقية بودابست", BUDAPEST),
        ("الاتفاقية العربية لمكافحة جرائم تقنية المعلومات", "treaty/las-2010"),
        ("Công ước của Liên hợp quốc về chống tội phạm mạng", HANOI),
        ("Công ước LHQ về phòng, chống tội phạm mạng", HANOI),
        ("Công ước về tội phạm mạng", BUDAPEST),
        ("Convention de l’ONU contre la cybercriminalité", HANOI),
        ("Convention sur la cybercriminalité", BUDAPEST),
        ("Convention de Malabo", "treaty/au-malabo"),
        ("Convención de Hanói", HANOI),
        ("Convenio sobre la Ciberdelincuencia", BUDAPEST),
        ("Конвенцией ООН против киберпреступности", HANOI),
        ("Ханойскую конвенцию", HANOI),
        ("Будапештской конвенции", BUDAPEST),
        ("联合国打击网络犯罪公约", HANOI),
        ("河内公约", HANOI),
        ("网络犯罪公约", BUDAPEST),
        ("Second Additional Protocol to the Budapest Convention", "treaty/cets-224"),
        ("First Additional Protocol to the Convention on Cybercrime", "treaty/cets-189"),
        ("United Nations Convention against Transnational Organized Crime", "treaty/un-xviii-12"),
        ("Convention against Corruption", "treaty/un-xviii-14"),
    ],
)
def test_a_name_leads_to_its_treaty_and_to_no_other(words: str, key: str) -> None:
    assert keys_by_form(treaties())[fold(words)] == {key}


def test_every_occasion_is_of_a_kind_of_the_record_and_has_a_source() -> None:
    for known in occasions():
        assert EventType(known.attributes["event_type"]), known.key
        assert known.attributes["source"], known.key


@pytest.mark.parametrize("column", ["treaty", "place", "parent"])
def test_what_an_occasion_refers_to_is_known(column: str) -> None:
    for known in occasions():
        assert known.attributes.get(column) in {None, *load_authority().entities}, (known.key, column)


def test_an_occasion_ends_on_the_day_it_starts_or_later() -> None:
    for known in occasions():
        assert (date(known, "start") or "") <= (date(known, "end") or ""), known.key


def test_a_part_of_an_occasion_lies_within_it() -> None:
    for known in occasions():
        parent = load_authority().entities.get(known.attributes.get("parent", ""))
        start, end = date(known, "start"), date(known, "end")
        if parent is not None and start is not None and end is not None:
            assert (date(parent, "start") or "") <= start <= end <= (date(parent, "end") or ""), known.key


# Article 64 and the depositary's notification C.N.196.2025.
def test_the_hanoi_signing_is_known_with_its_days_place_and_treaty() -> None:
    known = load_authority().entities["event/hanoi-signing-2025"]

    assert known.attributes["event_type"] == EventType.CEREMONY
    assert (known.attributes["start"], known.attributes["end"]) == ("2025-10-25", "2025-10-26")
    assert (known.attributes["place"], known.attributes["treaty"]) == ("place/hanoi", HANOI)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Lễ mở ký Công ước Hà Nội", "hanoi-signing-2025"),
        ("حفل توقيع اتفاقية هانوي", "hanoi-signing-2025"),
        ("cérémonie de signature de la Convention de Hanoï", "hanoi-signing-2025"),
        ("церемонии подписания в Ханое", "hanoi-signing-2025"),
        ("河内签署仪式", "hanoi-signing-2025"),
        ("Road to Hanoi", "road-to-hanoi-2025"),
        ("reconvened concluding session of the Ad Hoc Committee", "ahc-reconvened-concluding-session-2024"),
        ("30th plenary of the T-CY", "t-cy-plenary-30"),
    ],
)
def test_a_name_leads_to_its_occasion(words: str, key: str) -> None:
    assert keys_by_form(occasions())[fold(words)] == {f"event/{key}"}
