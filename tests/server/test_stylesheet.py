"""The style sheet: readable in light and dark, mirrored by itself, and yellow for evidence only."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SHEET = (Path(__file__).parents[2] / "server" / "static" / "treatygraph.css").read_text(encoding="utf-8")
DARK = SHEET.partition("prefers-color-scheme: dark")[2].partition("\n}")[0]
LIGHT = SHEET.partition("prefers-color-scheme: dark")[0]
TEXTS = [
    ("ink", "ground"), ("ink", "panel"), ("ink", "evidence"), ("ink", "evidence-strong"), ("ink", "wash"),
    ("quiet", "ground"), ("quiet", "panel"), ("quiet", "wash"), ("accent", "ground"), ("accent", "panel"),
    ("accent", "wash"), ("accent", "evidence"), ("on-accent", "accent"), ("official", "ground"),
    ("single", "ground"), ("single", "wash"),
]  # fmt: skip
SHAPES = ["border", "person", "organization", "state", "treaty", "event", "place"]


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def luminance(color: str) -> float:
    channels = [int(color[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_stands_out_from_its_ground(theme: str, text: str, ground: str) -> None:
    colors = tokens(theme)

    assert contrast(colors[text], colors[ground]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("shape", SHAPES)
def test_borders_and_signs_stand_out_from_their_ground(theme: str, shape: str) -> None:
    colors = tokens(theme)

    assert contrast(colors[shape], colors["ground"]) >= 3
    assert contrast(colors[shape], colors["panel"]) >= 3


def test_both_themes_have_every_color() -> None:
    assert tokens(LIGHT).keys() == tokens(DARK).keys()


def test_only_marks_quotes_and_their_signs_are_yellow() -> None:
    rules = re.findall(r"([^{}]+){([^{}]*var\(--evidence[^{}]*)}", SHEET)

    assert rules
    assert all(re.search(r"\bmark\b|blockquote", selector) for selector, _ in rules)


def test_nothing_is_fixed_to_the_left_or_the_right() -> None:
    assert re.findall(r"[\w-]*\b(?:left|right)\b(?!-to)[\w-]*", re.sub(r"/\*.*?\*/", "", SHEET, flags=re.DOTALL)) == []


def test_nothing_is_loaded_from_elsewhere() -> None:
    assert "url(" not in SHEET
    assert "@import" not in SHEET
