"""How Han characters are read, in Vietnamese and in Mandarin."""

from __future__ import annotations

from functools import cache

from graph.likeness.tables import rows


def is_han(text: str) -> bool:
    """Whether a text is of Han characters and nothing else."""
    return bool(text) and all("\u4e00" <= char <= "\u9fff" for char in text)


def vietnamese(char: str) -> tuple[str, ...]:
    """The Vietnamese readings of a character without tones; none where the table lacks it."""
    return _readings().get(char, ((), ""))[0]


def mandarin(text: str) -> str:
    """The pinyin of a text, without tones and blanks; characters that the table lacks are left out."""
    return "".join(_readings().get(char, ((), ""))[1] for char in text)


@cache
def _readings() -> dict[str, tuple[tuple[str, ...], str]]:
    return {row["character"]: (tuple(row["vietnamese"].split()), row["pinyin"]) for row in rows("han.tsv")}
