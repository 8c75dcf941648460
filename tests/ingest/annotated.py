"""A small annotated text of our own, written to a folder for the tests of evaluation."""

from __future__ import annotations

from pathlib import Path

# Facts: treaties.un.org XVIII-16.
TEXT = """\
Viet Nam opens the list

HANOI, 26 October 2025 (Meridian Wire) - Viet Nam signed the Hanoi Convention on 25 October 2025.
Peru will sign the convention. By Sunday 72 states had signed the Hanoi Convention.
"""
ANNOTATION = """\
language = "en"
title = "Viet Nam opens the list"
published = "2025-10-26"

[[entities]]
id = "vnm"
type = "state"
label = "Viet Nam"
iso3 = "VNM"
names = ["Viet Nam"]
[[entities]]
id = "per"
type = "state"
label = "Peru"
iso3 = "PER"
names = ["Peru"]
[[entities]]
id = "hanoi"
type = "place"
label = "Hanoi"
iso3 = "VNM"
names = ["HANOI"]
[[entities]]
id = "uncc"
type = "treaty"
label = "United Nations Convention against Cybercrime"
names = ["Hanoi Convention"]
nominals = ["the convention"]
[[entities]]
id = "wire"
type = "organization"
label = "Meridian Wire"
names = ["Meridian Wire"]
optional = true

[[claims]]
type = "signs"
subject = "vnm"
object = "uncc"
date = "2025-10-25"
evidence = "Viet Nam signed the Hanoi Convention on 25 October 2025"
[[claims]]
type = "signs"
subject = "per"
object = "uncc"
modality = "planned"
evidence = "Peru will sign the convention"
[[claims]]
type = "tally"
subject = "uncc"
value = 72
action = "signature"
unit = "state"
date = "2025-10-26"
date_any = ["2025-10-25", ""]
evidence = "By Sunday 72 states had signed the Hanoi Convention"
[[claims]]
type = "reports"
subject = "wire"
optional = true
evidence = "Meridian Wire"
"""


def annotated(folder: Path, text: str = TEXT, annotation: str = ANNOTATION, name: str = "list") -> Path:
    """The path of `NAME.toml`, written beside its text."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.txt").write_text(text, "utf-8")
    path = folder / f"{name}.toml"
    path.write_text(annotation, "utf-8")
    return path
