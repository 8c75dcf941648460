"""Coarse classes of consonants: what no two spellings of a name disagree on."""

from __future__ import annotations

from graph.likeness.sounds import sounds_of
from graph.likeness.tables import rows


def _classes() -> dict[str, set[str]]:
    plain = {sound: row["class"] for row in rows("classes.tsv") for sound in row["sounds"]}
    return {sound: {plain.get(member, "") for member in members} for sound, members in sounds_of().items()}


# The classes of each sound; the empty class for vowels and for what one hears and another does not.
CLASSES = _classes()
VOWELS = frozenset("aeiouyαο")
# It may only help to say the consonant behind it: امبارك is Mbarek.
_INITIAL_ALIF = "α"


def first_classes(text: str) -> set[str]:
    """The classes that the first sounds of a word may have; vowels and weak sounds before a consonant count as one."""
    found: set[str] = set()
    for sound in text:
        found |= CLASSES[sound]
        if "" not in CLASSES[sound]:
            break
        if sound in VOWELS and sound != _INITIAL_ALIF:
            return found | {""}
    return found
