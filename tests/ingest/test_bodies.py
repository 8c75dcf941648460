"""Bodies that no table knows are named by a noun, a last word or an abbreviation."""

from __future__ import annotations

import pytest

from graph.model import Document, EntityType, Span
from ingest.model import Block, BlockKind
from ingest.reader import _read


def _bodies(text: str, language: str) -> list[str]:
    blocks = (Block(Span(0, len(text)), BlockKind.BODY, language),)
    reading, _ = _read(Document(text, language), blocks, {})
    labels = {e.id: (e.type, e.label) for e in reading.entities}
    return [labels[m.entity][1] for m in reading.mentions if labels[m.entity][0] is EntityType.ORGANIZATION]


@pytest.mark.parametrize(
    ("text", "language", "body"),
    [
        ("Le Département fédéral des affaires étrangères salue la Convention de Hanoï.", "fr",
         "Département fédéral des affaires étrangères"),
        ("Le CyberPeace Institute salue la Convention de Hanoï.", "fr", "CyberPeace Institute"),
        ("La Convention de Hanoï inquiète l’ONG Internet Sans Frontières.", "fr", "Internet Sans Frontières"),
        ("La Iniciativa Regional contra la Trata y la Corrupción celebra la Convención de Hanói.", "es",
         "Iniciativa Regional contra la Trata y la Corrupción"),
    ],
)  # fmt: skip
def test_a_new_body_is_named_by_its_noun_or_its_last_word(text: str, language: str, body: str) -> None:
    found = _bodies(text, language)

    assert body in found


def test_a_new_body_is_found_again_by_its_abbreviation() -> None:
    text = "L’Observatoire du numérique (ODN) salue la Convention de Hanoï. Elle rassure l’ODN."

    assert _bodies(text, "fr") == ["Observatoire du numérique", "Observatoire du numérique"]


def test_two_bodies_beside_each_other_stay_two() -> None:
    found = _bodies("La Fundación Horizonte y Access Now critican la Convención de Hanói.", "es")

    assert found == ["Fundación Horizonte", "Access Now"]


def test_a_noun_in_small_letters_begins_no_name() -> None:
    assert _bodies("La Convention de Hanoï inquiète une association de juristes.", "fr") == []
