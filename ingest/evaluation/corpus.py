"""Annotated texts in folders: our own (`NAME.toml` with `NAME.txt`), or the contract's (`gold/` with `articles/`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from graph.errors import AnnotationError, UnknownLocation
from graph.model import Reading
from ingest.evaluation.annotation import read_annotation
from ingest.evaluation.gold import Gold
from ingest.evaluation.records import read_record
from ingest.languages.precision import Trials
from ingest.model import RawDocument
from ingest.parsing import parse
from ingest.reader import read_document

# Texts that were kept unread while rules were written: a folder that is only read where it is asked for by name.
HELD_OUT = "heldout"
# Short texts of another form (`ingest.evaluation.probes`).
PROBES = "probes"


def read_corpus(folders: Iterable[Path], language: str | None = None) -> list[Gold]:
    """The annotated texts of the folders and the folders in them, by name; `language` leaves out all others.

    AnnotationError names everything that is wrong in any file, UnknownLocation a folder without annotated texts.
    """
    found: list[Gold] = []
    problems: list[str] = []
    for folder in folders:
        paths = _annotations(folder)
        if not paths:
            raise UnknownLocation(str(folder), "no annotated text stands there (NAME.toml with NAME.txt, or gold/)")
        for path in paths:
            try:
                gold = read_annotation(path) if path.suffix == ".toml" else read_record(path, _texts(path))
            except AnnotationError as error:
                problems += str(error).splitlines()
                continue
            found.append(replace(gold, name=f"{gold.document.language}/{gold.name}"))
    if problems:
        raise AnnotationError("", problems)
    return sorted((g for g in found if language in {None, g.document.language}), key=lambda gold: gold.name)


def _annotations(folder: Path) -> list[Path]:
    records = folder / "gold" if (folder / "gold").is_dir() else folder
    own = [path for path in folder.rglob("*.toml") if not {HELD_OUT, PROBES} & {*path.relative_to(folder).parts}]
    return sorted([*own, *(path for path in records.glob("*.json") if _texts(path) is not None)])


def _texts(path: Path) -> Path:
    """The folder of a record's text: beside it, or `articles` beside its folder."""
    beside = path.parent
    return beside if path.with_suffix(".txt").is_file() else beside.parent / "articles"


def read_again(gold: Gold, trials: Mapping[str, Trials] | None = None) -> Reading:
    """What the extractor reads in an annotated text, by the measured trials of its rules or by those given.

    AnnotationError where it would keep another text.
    """
    reading = read_document(parse(RawDocument(f"{gold.name}.txt", gold.text.encode())), trials)
    if reading.document.text != gold.text:
        reason = "the reader keeps another text, so no offset can be compared; write plain text, UTF-8, line ends LF"
        raise AnnotationError(gold.name, [reason])
    return reading
