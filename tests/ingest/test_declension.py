"""Case forms of names: one key for all of them, and none where a language has no such endings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.mentions.declension import name_key

ENDINGS = ("ом", "ем", "еи", "ои", "ым", "а", "е", "и", "у", "ю", "я")


@pytest.mark.parametrize(
    "forms",
    [
        ["Гуцан", "Гуцана", "Гуцану", "Гуцаном", "Гуцане"],
        ["Иван Кубраков", "Ивана Кубракова", "Иваном Кубраковым"],
        ["Сергей", "Сергея", "Сергеем"],
        ["Захарова", "Захаровой", "Захарову"],
    ],
)
def test_all_case_forms_of_a_name_have_one_key(forms: list[str]) -> None:
    assert len({name_key(form, ENDINGS) for form in forms}) == 1


def test_short_words_keep_their_letters() -> None:
    assert name_key("Ли Юе", ENDINGS) == "ли юе"


def test_without_endings_the_key_is_the_folded_name() -> None:
    assert name_key("Lương Cường", ()) == "luong cuong"


@given(st.text("абвгеиомуя ", max_size=20))
def test_the_key_of_a_key_is_itself(name: str) -> None:
    key = name_key(name, ENDINGS)

    assert name_key(key, ENDINGS) == key
