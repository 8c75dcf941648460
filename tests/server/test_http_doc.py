"""docs/http.md names every address and format there is, and none that there is not."""

from __future__ import annotations

import re
from pathlib import Path

from flask import Flask

from graph.settings import Settings
from graph.store import Store
from server.app import create_app
from server.negotiation import GRAPHS, RESULTS
from server.pages import LISTS
from server.site import Workbench

DOC = (Path(__file__).parents[2] / "docs" / "http.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[list[str]]:
    section = DOC.partition(heading)[2].partition("\n## ")[0]
    found = [line.strip()[1:-1].split("|") for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in found[2:]]


def addresses(app: Flask) -> dict[str, set[str]]:
    """The app's rules as the document writes them, with their methods."""
    found: dict[str, set[str]] = {}
    for rule in app.url_map.iter_rules():
        for path in written(rule.rule):
            found.setdefault(path, set()).update(set(rule.methods or ()) - {"HEAD", "OPTIONS"})
    return found


def written(rule: str) -> list[str]:
    rule = re.sub(r"<any\([^)]*people[^)]*\):name>", "<list>", rule)
    choice = re.search(r"<any\(([^)]*)\):name>", rule)
    if choice is None:
        return [rule]
    return [rule.replace(choice[0], name.strip()) for name in choice[1].split(",")]


def test_every_address_is_described_with_its_methods(app: Flask) -> None:
    described = {
        path: set(row[1].split(", "))
        for row in rows("# What stands at which address")
        for path in re.findall(r"`([^`]+)`", row[0])
    }

    assert described == addresses(app)


def test_every_address_of_the_workbench_is_described_with_its_methods(app: Flask, store: Store) -> None:
    bench = addresses(create_app(store, Settings(), Workbench()))
    described = {
        path: set(row[1].split(", ")) for row in rows("## The workbench") for path in re.findall(r"`(/[^`]+)`", row[0])
    }

    assert {path: methods for path, methods in described.items() if path != "/sparql"} == {
        path: methods for path, methods in bench.items() if path not in addresses(app)
    }


def test_every_list_is_named() -> None:
    assert all(f"`{name}`" in DOC for name in LISTS)


def test_every_format_is_described_in_the_order_of_the_table() -> None:
    described = [(row[0], row[1], row[2], row[3] == "yes", row[4] == "yes") for row in rows("## Formats")]

    assert described == [
        (format.name, format.media_type, ", ".join(format.aliases), format in RESULTS, format in GRAPHS)
        for format in (*RESULTS, *GRAPHS)
    ]
