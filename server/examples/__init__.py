"""Questions to start from: one SPARQL text each, named `examples.{stem}` in every language's words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ontology.namespaces import PREFIXES

_FOLDER = Path(__file__).parent


def examples(base: str) -> Mapping[str, str]:
    """The queries by name, in the order of their file names, for data under `base`."""
    return {name: text.replace("{base}", base) for name, text in _texts().items()}


@cache
def _texts() -> Mapping[str, str]:
    return {path.stem: _with_prefixes(path.read_text(encoding="utf-8")) for path in sorted(_FOLDER.glob("*.rq"))}


def _with_prefixes(text: str) -> str:
    used = [f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items() if f"{name}:" in text]
    return "\n".join([*used, "", text.strip()])
