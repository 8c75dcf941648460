"""The vocabulary's terms as words: each label in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from rdflib import RDFS, Literal, URIRef

from ontology.files import load_vocabulary
from ontology.terms import TG_NAMESPACE


def term_label(name: str, language: str) -> tuple[str, str]:
    """The label of a term and its language: the one asked for, else English, else the name itself (`zxx`)."""
    labels = _labels().get(name, {})
    for code in (language, "en"):
        if code in labels:
            return labels[code], code
    return name, "zxx"


@cache
def _labels() -> Mapping[str, Mapping[str, str]]:
    labels: dict[str, dict[str, str]] = {}
    for term, label in sorted(load_vocabulary().subject_objects(RDFS.label)):
        if isinstance(term, URIRef) and isinstance(label, Literal) and term.startswith(TG_NAMESPACE):
            labels.setdefault(term.removeprefix(TG_NAMESPACE), {})[label.language or "en"] = str(label)
    return labels
