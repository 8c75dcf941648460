"""Names of participants: every state by its official names, in Dutch too, and never by a guess."""

from __future__ import annotations

from importlib.resources import files

import pytest

from ingest.official.parties import party_of
from ingest.official.treaties import council_number, council_reference, number_in_name, treaty_of
from ontology.authority import load_authority

STATES = [known.key for known in load_authority().of_type("state")]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_state_is_known_by_its_official_names(language: str) -> None:
    states = load_authority().of_type("state")
    # A name that is also another word is `ambiguous` in the tables; in a table of parties it is the state's.
    names = {(s.key, n.text) for s in states for n in s.names if n.language == language and n.register == "official"}
    names |= {(s.key, n.text) for s in states for n in s.names[:1] if language == "en" and n.register == "ambiguous"}

    lost = [name for key, name in names if party_of(name).key != key]

    assert len({key for key, _ in names}) >= len(STATES) - (0 if language == "en" else 7)
    assert lost == []


def test_every_state_has_a_dutch_name() -> None:
    text = files("ingest.official").joinpath("names.tsv").read_text("utf-8")
    dutch = [line.split("\t") for line in text.splitlines() if "\tnl\t" in line]

    assert {key for key, _, _ in dutch if key.startswith("state/")} == set(STATES)
    assert [name for key, _, name in dutch if party_of(name).key != key] == []


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Iran (Islamic Republic of)", "irn"), ("Netherlands (Kingdom of the)", "nld"), ("Congo", "cog"),
        ("Netherlands, the Kingdom of the", "nld"), ("Korea, Republic of", "kor"), ("Gambia, The", "gmb"),
        ("Korea (Democratic People's Republic of)", "prk"), ("Congo, Democratische Republiek", "cod"),
        ("Democratic Republic of the Congo", "cod"), ("Côte d’Ivoire", "civ"), ("Cote d'Ivoire", "civ"),
        ("The former Yugoslav Republic of Macedonia", "mkd"), ("Slovak Republic", "svk"), ("Turkey", "tur"),
        ("Czech Republic", "cze"), ("Lao People's Democratic Republic", "lao"), ("Holy See", "vat"),
        ("State of Palestine", "pse"), ("Georgia", "geo"), ("Noord-Korea", "prk"), ("Ivoorkust", "civ"),
        ("Venezuela (Bolivarian Republic of)", "ven"), ("Micronesia (Federated States of)", "fsm"),
    ],
)  # fmt: skip
def test_a_name_is_known_in_the_form_that_tables_give_it(name: str, key: str) -> None:
    assert party_of(name).key == f"state/{key}"


@pytest.mark.parametrize("name", ["EU (Europese Unie)", "EU (European Union)", "European Union", "Union européenne"])
def test_the_european_union_is_an_organization(name: str) -> None:
    party = party_of(name)

    assert (party.key, party.type, party.iso3) == ("organization/european-union", "organization", None)


@pytest.mark.parametrize(
    "name", ["Nigera", "China (Hong Kong)", "Hong Kong", "Korea", "Viet", "Guinea Ecuatoria", "Tyrkey"]
)
def test_what_is_no_name_of_a_party_is_not_guessed(name: str) -> None:
    assert party_of(name).key is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("ETS No.185", "185"), ("CETS No.: 185", "185"), ("STCE n° 224", "224"), ("CETS 224", "224"),
        ("https://www.coe.int/en/web/conventions/full-list/-/conventions/treaty/189/signatures?p_auth=x", "189"),
        ("https://conventions-ws.coe.int/WS_LFRConventions/api/signatures?NumSte=185", "185"),
        ("?module=signatures-by-treaty&treatynum=224", "224"), ("no number", None),
    ],
)  # fmt: skip
def test_the_number_of_a_treaty_of_the_council_of_europe(text: str, number: str | None) -> None:
    assert council_number(text) == number


def test_the_series_changed_its_name_with_number_194() -> None:
    assert [council_reference(number) for number in ("185", "193", "194")] == ["ETS 185", "ETS 193", "CETS 194"]


@pytest.mark.parametrize(
    ("name", "number"),
    [("x/chart-185.csv", "185"), ("chart-185.csv#80c95123", "185"), ("chart-185-224.csv", None), ("2025.csv", None)],
)
def test_a_number_in_a_files_name_counts_if_it_is_the_only_one(name: str, number: str | None) -> None:
    assert number_in_name(name) == number


def test_the_number_decides_before_the_title() -> None:
    assert treaty_of("CETS 224", "Convention on Cybercrime") == "treaty/cets-224"
    assert treaty_of(None, "Convention on cybercrime") == "treaty/cets-185"
    assert treaty_of("UNTC I-1", "No such treaty") is None
