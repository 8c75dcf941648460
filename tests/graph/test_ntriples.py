from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import XSD, BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from graph.ntriples import iri, literal, split, subjects, term, to_ntriples, value

_S, _P = URIRef("http://a/s"), URIRef("http://a/p")
_words = st.text(st.characters(codec="utf-8"))


@given(_words, st.sampled_from((None, "en", "zh-hans")))
def test_lines_mean_to_rdflib_what_they_mean_to_us(words: str, language: str | None) -> None:
    graph = Graph()
    graph.add((_S, _P, Literal(words, lang=language)))

    lines = to_ntriples(graph)

    assert isomorphic(Graph().parse(data="\n".join(lines), format="nt"), graph)


@given(_words)
def test_a_line_comes_apart_as_it_was_put_together(words: str) -> None:
    line = f"{iri(_S)} {iri(_P)} {literal(words, 'en')} ."

    subject, predicate, object = split(line)

    assert (value(subject), value(predicate), value(object)) == (str(_S), str(_P), words)


def test_language_tags_are_lower_case_as_engines_keep_them() -> None:
    assert term(Literal("x", lang="zh-Hans")) == '"x"@zh-hans'


def test_strings_need_no_datatype_and_others_keep_theirs() -> None:
    assert term(Literal("x", datatype=XSD.string)) == '"x"'
    assert term(Literal("2025-10", datatype=XSD.gYearMonth, normalize=False)) == f'"2025-10"^^<{XSD.gYearMonth}>'


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('"\\u0041\\U0001F600\\t\\""', 'A😀\t"'),
        ('"a \\" . b"^^<http://a/t>', 'a " . b'),
        ('"@"@en', "@"),
        ("<http://a/s>", "http://a/s"),
    ],
)
def test_terms_of_other_writers_are_read(written: str, expected: str) -> None:
    assert value(written) == expected


def test_a_blank_node_is_refused() -> None:
    graph = Graph()
    graph.add((BNode(), _P, Literal("x")))

    with pytest.raises(ValueError, match="only IRIs and literals"):
        to_ntriples(graph)


@pytest.mark.parametrize("text", ["http://a/b c", "http://a/<", 'http://a/"', "http://a/\n"])
def test_what_cannot_stand_in_an_iri_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not an IRI"):
        iri(text)


def test_the_subjects_of_lines_are_told() -> None:
    assert subjects([f"{iri(_S)} {iri(_P)} {literal('x')} ."]) == {iri(_S)}
