"""The command `languages`: what each language has, and what it lacks."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path

import click

from graph.errors import LanguageDataError
from ingest.languages.completeness import Lack, lacks
from ingest.languages.front import front
from ingest.languages.inventory import FILES, Inventory, take_inventory
from ingest.languages.language import read_language

_FOLDER = Path(str(files("ingest.languages")))
Checked = tuple[Inventory, list[Lack]]


@click.command()
@click.argument("codes", metavar="[XX]...", nargs=-1)
@click.option("--format", "shape", type=click.Choice(["table", "json"]), default="table", show_default=True)
def languages(codes: tuple[str, ...], shape: str) -> None:
    """List the languages, what each has, and what it lacks.

    XX is a language's code; without it, all. Exits with 1 where something is lacking that every language must have.
    """
    checked = check_languages(_FOLDER, codes)
    click.echo(_json(checked) if shape == "json" else _table(checked), nl=False)
    if any(lack.required for _, found in checked for lack in found):
        sys.exit(1)


def check_languages(folder: Path, codes: Iterable[str] = ()) -> list[Checked]:
    """The inventories of the languages below a folder, each with what it lacks; those of `codes`, or all.

    LanguageDataError names a code that has no folder.
    """
    there = sorted(path.parent.name for path in folder.glob("??/*.toml"))
    everything = [take_inventory(code, folder) for code in dict.fromkeys(there)]
    wanted = set(codes) or set(there)
    unknown = sorted(wanted - set(there))
    if unknown:
        raise LanguageDataError(unknown[0], f"no such folder; the languages are {', '.join(dict.fromkeys(there))}")
    return [(i, [*_unread(i.code, folder), *lacks(i, everything)]) for i in everything if i.code in wanted]


def _unread(code: str, folder: Path) -> Iterator[Lack]:
    """Why the reader would stop at the language, if it is complete enough to be tried."""
    complete = all((folder / code / f"{name}.toml").is_file() for name in FILES)
    if folder != _FOLDER or not complete:
        return
    try:
        read_language(code)
        front(code)
    except (LanguageDataError, KeyError) as error:
        yield Lack(f"cannot be read: {error}", True)


def _table(checked: list[Checked]) -> str:
    lines = []
    for inventory, found in checked:
        lines.append(inventory.code)
        lines += [f"  {name:<18} {value}" for name, value in _rows(inventory)]
        lines += [f"  {'LACKS' if lack.required else 'could have'}: {lack.what}" for lack in found]
        lines.append("")
    return "\n".join(lines)


def _rows(inventory: Inventory) -> Iterator[tuple[str, str]]:
    yield "files", f"{len(inventory.files)} of {len(FILES)}"
    yield "words", f"{inventory.function_words} function words, {inventory.number_words} number words"
    yield "dates", f"{inventory.months} months, {inventory.weekdays} weekdays"
    yield "classes", f"{len(inventory.classes)} with {sum(inventory.classes.values())} phrases"
    yield "patterns", f"{len(inventory.patterns)} of generic words"
    yield "claims of rules", _listed(inventory.rules)
    yield "standing of these", _listed(inventory.standings)
    yield "rules judged", str(inventory.judged)
    yield "occasions", _listed(inventory.events)
    yield "posts", f"{inventory.heads} heads, {inventory.portfolios} portfolios, {inventory.title_shapes} shapes"
    yield "names", _listed(inventory.name_shape)
    known = (f"{kind} {count} of {count + len(inventory.nameless[kind])}" for kind, count in inventory.named.items())
    yield "known by name", ", ".join(known)


def _listed(counts: Mapping[str, object]) -> str:
    return ", ".join(f"{name} {str(value).lower()}" for name, value in counts.items())


def _json(checked: list[Checked]) -> str:
    value = {
        inventory.code: {**asdict(inventory), "lacks": [asdict(lack) for lack in found]} for inventory, found in checked
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


COMMANDS: list[click.Command] = [languages]
