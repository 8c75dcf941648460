"""Plug-ins: what a model adds to the reading of the rules. Off unless asked for, and never past the gate.

A plug-in is named on the command line: `--with llm`, `--with llm:MODEL`, `--with spacy:MODEL`, `--with gliner:MODEL`.
An Extractor proposes claims, of which only those are kept that the text shows; a NameFinder marks names of people
before linking. Neither may mint an identifier: what it names must be an entity that the reading already has, or a
name that stands in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from graph.errors import PluginError
from graph.model import Reading
from graph.settings import Settings
from ingest.plugins.names import gliner_names, spacy_names
from ingest.plugins.proposals import Proposal
from ingest.reader import NameFinder


class Extractor(Protocol):
    """Something that proposes claims about a document that the rules have read."""

    name: str
    confidence: float

    def propose(self, reading: Reading) -> Sequence[Proposal | str]:
        """The claims proposed, and for what has no such shape the reason; PluginError where there is no answer."""
        ...


@dataclass(frozen=True, slots=True)
class Plugins:
    """What a run reads with beside the rules."""

    extractors: tuple[Extractor, ...] = ()
    finders: tuple[NameFinder, ...] = ()


NONE = Plugins()


def open_plugins(names: Sequence[str], settings: Settings, key: str | None) -> Plugins:
    """The plug-ins of those names; PluginError names one that there is not, or what it lacks.

    `key` is the secret of the model's service; it is never a setting, so that no listing of settings shows it.
    """
    # Imported here: who reads without a model does not load what speaks to one.
    from ingest.plugins.llm import open_llm

    extractors: list[Extractor] = []
    finders: list[NameFinder] = []
    for name in names:
        kind, _, model = name.partition(":")
        if kind == "llm":
            extractors.append(open_llm(model or settings.llm_model, settings, key))
        elif kind in {"spacy", "gliner"} and model:
            finders.append(spacy_names(model) if kind == "spacy" else gliner_names(model))
        elif kind in {"spacy", "gliner"}:
            raise PluginError(name, f"name the model too, as in {kind}:MODEL")
        else:
            raise PluginError(name, "there is no such plug-in; there are llm[:MODEL], spacy:MODEL and gliner:MODEL")
    return Plugins(tuple(extractors), tuple(finders))
