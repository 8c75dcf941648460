"""What pages make of views: headings, names and the words around a quote."""

from __future__ import annotations

from dataclasses import replace

from flask.testing import FlaskClient

from graph.identifiers import thing
from graph.naming import Names
from graph.store import Store
from graph.views import ClaimView, DocumentView, EntityView, Ref, claim_view, document_view
from server.pages.words import around, heading_of, label_of, other_names
from tests.server.samples import BASE, english


def claim(store: Store) -> ClaimView:
    reading = english()
    found = claim_view(store, BASE, str(Names(reading, BASE).claim(reading.claims[0])))
    assert found is not None
    return found


def document(store: Store) -> DocumentView:
    found = document_view(store, BASE, english().document.key)
    assert found is not None
    return found


def test_a_cut_word_beside_a_quote_is_left_out(store: Store) -> None:
    before = "x" * 5 + " thirty-two code points, exactly"[:27]

    cut = around(replace(claim(store), prefix=before, suffix="and so the sentence goes on furth"[:32]))

    assert cut == ("… thirty-two code points, ex", "and so the sentence goes on …")


def test_whole_words_beside_a_quote_stay(store: Store) -> None:
    assert around(replace(claim(store), prefix="At dawn ", suffix=".")) == ("At dawn ", ".")


def test_a_document_without_a_title_is_headed_by_its_first_words(store: Store) -> None:
    view = document(store)
    untitled = replace(view.ref, title=None)

    assert heading_of(view) == "Viet Nam signs"
    assert heading_of(replace(view, ref=untitled)).startswith("Viet Nam signed the Hanoi Convention")
    assert heading_of(replace(view, ref=untitled, text="\n" + "word " * 60)) == f"{'word ' * 24}".strip() + "…"
    assert heading_of(replace(view, ref=untitled, text="\n")) == view.ref.key


def test_a_name_that_several_languages_share_is_shown_once() -> None:
    labels = (("Hanoi", "en"), ("Hanoi", "es"), ("Hà Nội", "vi"), ("UNODC", "mul"))
    view = EntityView(Ref(str(thing(BASE, "place", "hanoi")), "place", labels), (), False, {}, (), (), {}, {})

    assert label_of(view.ref, "vi") == ("Hà Nội", "vi")
    assert other_names(view, "Hà Nội") == [("Hanoi", "en"), ("UNODC", "")]


def test_a_thing_without_a_label_is_named_by_its_key(client: FlaskClient) -> None:
    assert label_of(Ref(f"{BASE}id/treaty/x/rules", "treaty"), "en") == ("treaty/x/rules", "")
