"""The keys under which a name is looked for: its consonants in coarse classes, so that no spelling escapes."""

from __future__ import annotations

from functools import cache, lru_cache

from graph.likeness.names import Reading, Word, read_name
from graph.likeness.sounds import sounds_of
from graph.likeness.tables import rows

# Words of so many consonants tell enough to be a key alone.
_TELLING = 3
_MOST_FORMS = 3


@lru_cache(maxsize=65536)
def name_keys(name: str) -> frozenset[str]:
    """Keys of a name, few of them; two spellings of one name share at least one, in any script."""
    return frozenset(key for reading in read_name(name) for key in _keys(reading))


def _keys(reading: Reading) -> set[str]:
    """The first and the last word, in either order, and every telling word alone."""
    skeletons = [_skeletons(word) for word in reading.words]
    ends = {"+".join(sorted((a, b))) for a in skeletons[0] for b in skeletons[-1]} if len(skeletons) > 1 else set()
    alone = {s for forms in skeletons for s in forms if len(s) >= _TELLING or len(skeletons) == 1}
    return {key for key in ends | alone if key}


def _skeletons(word: Word) -> list[str]:
    """The consonants of a word in classes, for the likeliest ways to hear it."""
    forms: dict[str, None] = {}
    for way in word.ways:
        options = [""]
        for sound in way.text:
            classes = _classes()[sound]
            options = [o + c for o in options for c in classes][:_MOST_FORMS]
        for option in options:
            forms.setdefault(_squeezed(option))
    return list(forms)[: 2 * _MOST_FORMS]


def _squeezed(skeleton: str) -> str:
    """No class twice running, and ng like n."""
    skeleton = skeleton.replace("NK", "N")
    return "".join(c for at, c in enumerate(skeleton) if at == 0 or skeleton[at - 1] != c)


@cache
def _classes() -> dict[str, list[str]]:
    """The classes of each sound; the empty class for vowels and what is heard or not."""
    plain = {sound: row["class"] for row in rows("classes.tsv") for sound in row["sounds"]}
    return {sound: sorted({plain.get(member, "") for member in members}) for sound, members in sounds_of().items()}
