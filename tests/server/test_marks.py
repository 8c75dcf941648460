"""Marks in a text: they never change it, and each span's words stand in its marks."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from graph.model import Span
from server.pages.marks import Mark, Reference, mark_text, span_id


@dataclass
class Reader(HTMLParser):
    """Reads the HTML back: its text, and the text under each mark by id."""

    text: str = ""
    open: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    begins: dict[str, int] = field(default_factory=dict)
    depth: int = 0

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "mark":
            self.depth += 1
            name = dict(attrs).get("id")
            if name is not None:
                self.ids.append(name)
                self.begins[name] = len(self.text)

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "mark"

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> Reader:
    reader = Reader()
    # As a browser does before it parses (HTML 13.2.3.5).
    reader.feed(str(html).replace("\r\n", "\n").replace("\r", "\n"))
    reader.close()
    return reader


LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(st.text(alphabet=st.one_of(st.sampled_from("<>&\"'\r\n ;#aبế"), LETTERS), max_size=40))
    place = st.integers(0, len(text))
    spans = draw(st.lists(st.builds(lambda a, b: Span(min(a, b), max(a, b)), place, place), max_size=8))
    return text, spans


@given(marked())
def test_marks_never_change_the_text(case: tuple[str, list[Span]]) -> None:
    text, spans = case

    reader = read(mark_text(text, [Mark(span, "evidence") for span in spans]))

    assert reader.text == text
    assert reader.depth == 0


@given(marked())
def test_every_span_has_one_mark_of_its_own_where_it_begins(case: tuple[str, list[Span]]) -> None:
    text, spans = case

    reader = read(mark_text(text, [Mark(span, "evidence") for span in spans]))

    wanted = {span_id(span): span.start for span in spans if span.start < span.end}
    assert sorted(reader.ids) == sorted(wanted)
    assert reader.begins == wanted


@given(marked())
def test_exactly_the_words_of_the_spans_are_marked(case: tuple[str, list[Span]]) -> None:
    text, spans = case

    html = str(mark_text(text, [Mark(span, "evidence") for span in spans]))

    covered = {index for span in spans for index in range(span.start, span.end)}
    assert _marked_places(html) == covered


def _marked_places(html: str) -> set[int]:
    class Places(Reader):
        places: set[int]

        def handle_data(self, data: str) -> None:
            if self.depth:
                self.places.update(range(len(self.text), len(self.text) + len(data)))
            super().handle_data(data)

    reader = Places()
    reader.places = set()
    reader.feed(html)
    reader.close()
    return reader.places


def test_a_span_within_another_stands_within_its_mark() -> None:
    html = mark_text("abcdef", [Mark(Span(2, 4), "mention"), Mark(Span(1, 5), "evidence")])

    assert html == ('a<mark id="span-1-5" class="evidence">b<mark id="span-2-4" class="mention">cd</mark>e</mark>f')


def test_spans_that_cross_are_cut_where_the_first_ends() -> None:
    html = mark_text("abcdef", [Mark(Span(0, 3), "evidence"), Mark(Span(2, 5), "evidence")])

    assert html == (
        '<mark id="span-0-3" class="evidence">ab<mark id="span-2-5" class="evidence">c</mark></mark>'
        '<mark class="evidence">de</mark>f'
    )


def test_marks_of_one_span_become_one_with_all_their_references() -> None:
    first, second = Reference("claim-1", 1, "Claim 1"), Reference("claim-2", 2, "Claim 2")

    html = mark_text("ab", [Mark(Span(0, 1), "evidence", (first,)), Mark(Span(0, 1), "mention", (second,))])

    assert html == (
        '<mark id="span-0-1" class="evidence mention">a'
        '<a class="ref" href="#claim-1" data-number="1" aria-label="Claim 1"></a>'
        '<a class="ref" href="#claim-2" data-number="2" aria-label="Claim 2"></a></mark>b'
    )


def test_a_reference_stands_once_where_its_span_ends() -> None:
    reference = Reference("claim-1", 1, "Claim 1")

    html = str(mark_text("abcd", [Mark(Span(0, 2), "evidence"), Mark(Span(1, 4), "evidence", (reference,))]))

    assert html.count("claim-1") == 1
    assert html.endswith('cd<a class="ref" href="#claim-1" data-number="1" aria-label="Claim 1"></a></mark>')


def test_a_span_beyond_the_text_marks_nothing() -> None:
    assert mark_text("ab", [Mark(Span(1, 9), "evidence"), Mark(Span(1, 1), "evidence")]) == "ab"
