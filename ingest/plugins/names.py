"""Names of people as a model marks them: spans alone, which the rules then link like any name they found themselves.

The models are the user's to install (`pip install spacy`, `pip install gliner`) and are loaded from this machine.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from graph.errors import PluginError
from graph.model import Span
from ingest.reader import NameFinder


class Marked:
    """A finder around a function that gives the start and end of each name."""

    def __init__(self, name: str, find: Callable[[str], Iterable[tuple[int, int]]]) -> None:
        self.name = name
        self._find = find

    def people(self, text: str) -> Sequence[Span]:
        """The spans of personal names; what lies outside the text, or is empty, is left out."""
        return sorted({Span(a, b) for a, b in self._find(text) if 0 <= a < b <= len(text) and text[a:b].strip()})


_PERSON = frozenset({"PERSON", "PER"})


def spacy_names(model: str) -> NameFinder:
    """The people that a pipeline of spaCy marks; PluginError where spaCy or the model is not installed."""
    spacy = _module("spacy", f"spacy:{model}")
    try:
        pipeline = spacy.load(model)
    except OSError as error:
        raise PluginError(f"spacy:{model}", f"the model is not installed; python -m spacy download {model}") from error
    return Marked(
        f"spacy:{model}",
        lambda text: [(e.start_char, e.end_char) for e in pipeline(text).ents if e.label_ in _PERSON],
    )


def gliner_names(model: str) -> NameFinder:
    """The people that a GLiNER model marks; PluginError where gliner or the model is not on this machine."""
    gliner = _module("gliner", f"gliner:{model}")
    try:
        predictor: Any = gliner.GLiNER.from_pretrained(model, local_files_only=True)
    except (OSError, ValueError) as error:
        raise PluginError(f"gliner:{model}", "the model is not on this machine; load it once with gliner") from error
    return Marked(
        f"gliner:{model}",
        lambda text: [(e["start"], e["end"]) for e in predictor.predict_entities(text, ["person"])],
    )


def _module(name: str, plugin: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise PluginError(plugin, f"{name} is not installed; .venv/bin/python -m pip install {name}") from error
