"""The benchmarks measure what they say: fair copies, work in turn, figures that can be read."""

from __future__ import annotations

import os
from functools import partial

import pytest

from bench.data import Articles, graphs_of, load_articles, to_nquads
from bench.extracting import ARTICLE, articles_of, extracting
from bench.measure import Row, Timing, alternate, cpu, session_cpu
from bench.report import lines_of, machine


@pytest.fixture(scope="module")
def articles() -> Articles:
    return load_articles()


def test_copies_of_a_document_share_entities_and_nothing_of_their_own(articles: Articles) -> None:
    lines = [line for _, original in articles.lines for line in original]

    graphs = graphs_of(articles, 2 * len(lines))

    documents = [held for name, held in graphs.items() if "/graph/document/" in name]
    assert len(documents) == 2 * len(articles.readings)
    own = [{line.split(" ")[0] for line in held if "/id/claim/" in line.split(" ")[0]} for held in documents]
    assert sum(map(len, own)) == len(set().union(*own))


def test_quads_name_their_graph_and_the_default_graph_has_none() -> None:
    assert to_nquads({"": ["<s:> <p:> <o:> ."], "g:": ["<s:> <p:> <o:> ."]}) == (
        b"<s:> <p:> <o:> .\n<s:> <p:> <o:> <g:> .\n"
    )


def test_peers_are_measured_in_turn() -> None:
    order: list[str] = []
    works = {name: cpu(partial(order.append, name)) for name in ("ours", "theirs")}

    taken = alternate(works, 2)

    assert order == ["ours", "theirs", "ours", "theirs"]
    assert len(taken["ours"].rounds) == 2


def test_a_row_shows_the_ratio_to_our_time() -> None:
    ours, theirs = Timing((0.001, 0.002, 0.009)), Timing((0.004, 0.004, 0.004))

    shown = list(lines_of(Row("load", "quad", ours, {"rdflib": theirs})))

    assert "500/s" in shown[0]
    assert shown[1].endswith("2.00 x our time")


def test_a_session_has_used_the_processor() -> None:
    assert session_cpu(os.getsid(0)) > 0


def test_the_machine_is_named_with_its_engines() -> None:
    assert "rdflib 7" in machine()


@pytest.mark.parametrize("language", ["ar", "en", "zh"])
def test_articles_of_a_language_have_the_length_that_is_measured(language: str) -> None:
    articles = articles_of(language)

    assert articles
    assert all(len(article) >= 0.8 * ARTICLE for article in articles)
    assert all(len(article) < 2 * ARTICLE for article in articles)


def test_extraction_is_measured_beside_the_look_up_of_names() -> None:
    row = next(extracting(1))

    assert row.unit == "article"
    assert row.peers["folding and automaton alone"].median < row.ours.median
