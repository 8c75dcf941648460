"""Ingest: documents a second on one core, beside one pass for known names over the same texts."""

from __future__ import annotations

import ahocorasick_rs

from bench.data import SETTINGS, Articles
from bench.measure import Row, alternate, cpu
from graph.records import dumps, to_record
from ingest.pipeline import read
from ingest.text import Text, clean_of, fold_for_matching
from ontology.authority import load_authority


def ingesting(articles: Articles, rounds: int) -> Row:
    """From bytes to the extraction record, per document.

    The pass over all known names at once is the floor: nothing that looks names up can be quicker.
    """
    names = sorted({_folded(name.text) for known in load_authority().entities.values() for name in known.names})
    automaton = ahocorasick_rs.AhoCorasick([name for name in names if name])
    number = len(articles.raw)

    def extract() -> None:
        for raw in articles.raw:
            dumps(to_record(read(raw), SETTINGS.base_iri))

    def look_up() -> None:
        # A fraction of a millisecond each, so they are run a hundred times to be seen by the clock.
        for reading in articles.readings * 100:
            automaton.find_matches_as_indexes(Text.of(reading.document.text).folded)

    works = {
        "ours": cpu(extract, number),
        "folding and automaton alone": cpu(look_up, 100 * number),
    }
    taken = alternate(works, rounds)
    return Row("ingest: text or HTML to record", "document", taken.pop("ours"), taken)


def _folded(name: str) -> str:
    return fold_for_matching(clean_of(name))
