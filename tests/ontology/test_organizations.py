"""The known bodies, outlets and agencies: enough of them, well formed, and told apart by name."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib.resources import files

import pytest

from graph.folding import fold
from ontology.authority import Known, Name, load_authority, rows

LANGUAGES = frozenset({"ar", "en", "vi", "fr", "es", "ru", "zh"})
KINDS = frozenset(
    {"un", "regional", "ministry", "parliament", "court", "police"}
    | {"ngo", "company", "academic", "outlet", "agency", "other"}
)
REGISTERS = frozenset({"official", "press", "acronym", "short", "former", "case", "ambiguous", "mt-error"})
COLUMNS = ["key", "kind", "parent", "state", "wikidata", "domain", "source"]

# (language, folded name) that two bodies rightly share; add a pair only after reading both entries.
# ICC: the International Chamber of Commerce and the International Criminal Court, both marked ambiguous.
REVIEWED_NAMESAKES = frozenset({("en", "icc")})


def organizations() -> Sequence[Known]:
    return load_authority().of_type("organization")


def kind_of(known: Known) -> str:
    return known.attributes["kind"]


def registers_of(key: str, text: str) -> set[str]:
    names = load_authority().entities[f"organization/{key}"].names
    return {name.register for name in names if name.text == text}


def languages_of(name: Name) -> frozenset[str]:
    return LANGUAGES if name.language == "mul" else frozenset({name.language})


def test_the_process_has_at_least_75_bodies_and_65_outlets_and_agencies() -> None:
    press = [known for known in organizations() if kind_of(known) in {"outlet", "agency"}]

    assert len(press) >= 65
    assert len(organizations()) - len(press) >= 75


def test_every_row_has_the_columns_a_known_kind_and_a_source() -> None:
    for row in rows("organizations.tsv"):
        assert list(row) == COLUMNS
        assert row["kind"] in KINDS, row["key"]
        assert row["source"], row["key"]
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["key"])


def test_a_parent_is_a_body_of_the_table_and_parents_never_form_a_ring() -> None:
    parents = {row["key"]: row["parent"] for row in rows("organizations.tsv")}

    for key in parents:
        line = [key]
        while parent := parents[line[-1]]:
            assert parent in parents, f"{line[-1]}: {parent} is not in the table"
            assert parent not in line, f"{key}: {' < '.join([*line, parent])}"
            line.append(parent)


def test_a_state_is_a_known_state() -> None:
    known = load_authority().entities

    for row in rows("organizations.tsv"):
        assert not row["state"] or f"state/{row['state']}" in known, row["key"]


def test_every_outlet_and_agency_has_a_web_domain() -> None:
    without = [known.key for known in organizations() if kind_of(known) in {"outlet", "agency"} and not domains(known)]

    assert without == []


def test_domains_are_host_names_and_belong_to_one_body() -> None:
    owner: dict[str, str] = {}

    for known in organizations():
        for domain in domains(known):
            assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", domain), known.key
            assert owner.setdefault(domain, known.key) == known.key


def domains(known: Known) -> list[str]:
    return known.attributes.get("domain", "").split()


def test_wikidata_items_are_well_formed_and_never_used_twice() -> None:
    items = [row["wikidata"] for row in rows("organizations.tsv") if row["wikidata"]]

    assert all(re.fullmatch(r"Q[1-9][0-9]*", item) for item in items)
    assert len(set(items)) == len(items)


def test_the_label_of_a_body_is_its_english_or_its_one_latin_script_name() -> None:
    for known in organizations():
        first = known.names[0]
        assert first.language in {"en", "mul"}, known.key
        assert first.register in {"official", "press"}, known.key
        assert all(unicodedata.name(c).startswith("LATIN") for c in first.text if c.isalpha()), known.key


def test_names_have_a_known_language_and_register_and_stand_once() -> None:
    for known in organizations():
        spelled = [(name.language, name.text) for name in known.names]
        assert len(set(spelled)) == len(spelled), known.key
        for name in known.names:
            assert name.language in LANGUAGES | {"mul"}, known.key
            assert name.register in REGISTERS, known.key
            assert fold(name.text), known.key


def test_only_russian_names_have_case_forms() -> None:
    cases = [(known.key, name) for known in organizations() for name in known.names if name.register == "case"]

    assert {name.language for _, name in cases} == {"ru"}


def test_two_bodies_share_no_folded_name_in_one_language() -> None:
    holders: dict[tuple[str, str], set[str]] = defaultdict(set)

    for known in organizations():
        for name in known.names:
            for language in languages_of(name):
                holders[language, fold(name.text)].add(known.key)

    shared = {name: keys for name, keys in holders.items() if len(keys) > 1}
    assert shared.keys() == REVIEWED_NAMESAKES, shared


@pytest.mark.parametrize(
    ("language", "text", "key"),
    [
        ("fr", "Conseil de l'Union européenne", "council-of-the-eu"),
        ("fr", "Conseil européen", "european-council"),
        ("fr", "Conseil de l'Europe", "council-of-europe"),
        ("zh", "欧洲理事会", "european-council"),
        ("zh", "欧洲委员会", "council-of-europe"),
        ("zh", "欧盟委员会", "european-commission"),
        ("ru", "Генассамблее ООН", "un-general-assembly"),
        ("ar", "جامعة الدول العربية", "league-of-arab-states"),
        ("ar", "وزارة الأمن العام الفيتنامية", "vn-ministry-of-public-security"),
        ("ar", "وزارة الأمن العام الصينية", "cn-ministry-of-public-security"),
        ("vi", "TTXVN", "vietnam-news-agency"),
        ("es", "Oficina de las Naciones Unidas contra la Droga y el Delito", "unodc"),
        ("en", "UNODC", "unodc"),
    ],
)
def test_a_name_leads_to_its_body(language: str, text: str, key: str) -> None:
    assert bodies_named(language, text) == {f"organization/{key}"}


def bodies_named(language: str, text: str) -> set[str]:
    return {
        known.key
        for known in organizations()
        for name in known.names
        if language in languages_of(name) and fold(name.text) == fold(text)
    }


def test_the_venezuelan_reading_of_vna_is_kept_as_a_translation_error() -> None:
    assert registers_of("vietnam-news-agency", "وكالة الأنباء الفنزويلية") == {"mt-error"}
    assert bodies_named("es", "Agencia Venezolana de Noticias") == {"organization/agencia-venezolana-de-noticias"}


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("lao-dong", "Lao Động"),
        ("dan-tri", "Dân trí"),
        ("map-morocco", "MAP"),
        ("vn-government", "Chính phủ"),
    ],
)
def test_a_name_that_is_also_an_ordinary_word_is_marked(key: str, text: str) -> None:
    assert "ambiguous" in registers_of(key, text)


@pytest.mark.parametrize("word", ["áp", "Âu", "lao động", "nhân dân", "tuổi trẻ", "công an nhân dân"])
def test_an_ordinary_vietnamese_word_is_no_plain_name_of_a_body(word: str) -> None:
    # Folding drops the tones: "áp" and AP, "Âu" and AU compare as equal.
    plain = {
        (known.key, name.text)
        for known in organizations()
        for name in known.names
        if "vi" in languages_of(name) and name.register != "ambiguous" and fold(name.text) == fold(word)
    }

    assert plain == set()


@pytest.mark.parametrize("path", ["organizations.tsv", "names/organizations.tsv"])
def test_the_files_are_sorted_by_key_and_composed(path: str) -> None:
    keys = [row["key"] for row in rows(path)]

    assert keys == sorted(keys)
    assert list(lines_not_composed(path)) == []


def lines_not_composed(path: str) -> Iterator[str]:
    text = files("ontology.authority").joinpath(path).read_text("utf-8")
    return (line for line in text.splitlines() if not unicodedata.is_normalized("NFC", line))
