"""The second look: a sound store passes, and every kind of damage is named with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from graph.derivation import DERIVATION
from graph.settings import Settings
from graph.store import Store
from graph.stores import open_store
from graph.verification import verify

Change = Callable[[str], str]


def _changed(store: Store, prefix: str, change: Callable[[list[str]], list[str]]) -> str:
    """Change the first graph whose name begins so, and give its name."""
    name = next(name for name in store.graphs() if name.startswith(prefix))
    store.replace({name: change(store.triples(name))})
    return name


def _problems(store: Store, settings: Settings) -> str:
    report = verify(store, settings)
    assert not report.sound
    return "\n".join(f"{problem.place}: {problem.what}" for problem in report.problems)


@pytest.fixture(scope="module")
def damaged(published_lines: dict[str, list[str]]) -> Iterator[Store]:
    """A store for all kinds of damage in turn, because filling one takes longer than all of them."""
    store = open_store("memory:")
    store.replace(published_lines)
    yield store
    store.close()


def test_a_store_as_it_was_published_is_sound(published: Store, settings: Settings) -> None:
    seen: list[str] = []

    report = verify(published, settings, lambda names: (seen.append(name) or name for name in names))  # type: ignore[func-returns-value]  # append gives None on purpose

    assert report.problems == ()
    assert report.sound
    assert (report.documents, report.claims) == (2, 15)
    assert report.spans > 15
    assert len(seen) == 2


def test_an_empty_store_lacks_only_its_derivation(settings: Settings) -> None:
    report = verify(open_store("memory:"), settings)

    assert [problem.place for problem in report.problems] == ["default graph"]


@pytest.mark.parametrize(
    ("mark", "change", "what"),
    [
        ("#text>", lambda line: line.replace("2025", "2024"), "tg:digest is not that of the text"),
        ("#text>", lambda line: line.replace("2025", "2024"), "the key is not the start"),
        ("#text>", lambda line: "", "no text of its document"),
        ("#digest>", lambda line: line.replace("sha256:", "sha256:0"), "tg:digest is not"),
        ("oa#exact>", lambda line: line.replace(' "', ' "x', 1), "oa:exact is not what stands"),
        ("oa#prefix>", lambda line: line.replace(' "', ' "x', 1), "oa:prefix is not what stands"),
        ("oa#suffix>", lambda line: line.replace(' "', ' "x', 1), "oa:suffix is not what stands"),
        ("oa#start>", lambda line: line.replace(' "', ' "9', 1), "is not inside the text"),
        ("oa#end>", lambda line: line.replace(' "', ' "x', 1).partition("^^")[0] + " .", "is no number"),
        ("oa#end>", lambda line: line.replace(' "', ' "1', 1), "does not name its place"),
        ("oa#hasSource>", lambda line: line.replace("id/document/", "id/document/0"), "oa:hasSource"),
        ("#claimant>", lambda line: line.replace("id/document/", "id/document/0"), "tg:claimant is not"),
        ("#evidence>", lambda line: "", "no tg:evidence"),
        ("#evidence>", lambda line: line.replace("id/span/", "id/span/0"), "no span of the same document"),
    ],
)
def test_damage_in_a_document_is_named(
    damaged: Store, settings: Settings, mark: str, change: Change, what: str
) -> None:
    graph = next(name for name in damaged.graphs() if "/graph/document/" in name)
    sound = damaged.triples(graph)
    first = next(line for line in sound if mark in line)
    rest = [line for line in sound if line != first]

    damaged.replace({graph: [*rest, change(first)]})
    problems = _problems(damaged, settings)
    damaged.replace({graph: sound})

    assert what in problems
    assert f"{graph}: the graph has changed since it was recorded" in problems


def test_a_document_without_a_record_is_named(changeable: Store, settings: Settings) -> None:
    _changed(changeable, f"{settings.base_iri}graph/record/", lambda lines: [])

    assert "has no record" in _problems(changeable, settings)


def test_a_record_without_its_document_is_named(changeable: Store, settings: Settings) -> None:
    _changed(changeable, f"{settings.base_iri}graph/document/", lambda lines: [])

    assert "a record of a document that the store does not hold" in _problems(changeable, settings)


def test_a_graph_of_strangers_is_named(changeable: Store, settings: Settings) -> None:
    changeable.replace({"http://example.org/other": ["<http://x/s> <http://x/p> <http://x/o> ."]})

    assert "http://example.org/other: a graph that is none of ours" in _problems(changeable, settings)


def test_an_accepted_fact_without_a_claim_and_a_lost_one_are_named(changeable: Store, settings: Settings) -> None:
    lines = changeable.triples("")
    lost = next(line for line in lines if "/id/act/" in line)
    changeable.replace({"": [*(line for line in lines if line != lost), "<http://x/s> <http://x/p> <http://x/o> ."]})

    problems = _problems(changeable, settings)

    assert "no current claim leads to <http://x/s>" in problems
    assert f"missing: {lost[:100]}" in problems


def test_a_graph_derived_under_other_settings_is_stale(published: Store, settings: Settings) -> None:
    assert "settings have changed" in _problems(published, replace(settings, publish_threshold=0.5))


def test_a_store_whose_ingest_was_cut_off_is_sound_and_says_so(changeable: Store, settings: Settings) -> None:
    changeable.replace({DERIVATION: []})

    report = verify(changeable, settings)

    assert (report.sound, report.pending) == (True, True)
