"""What pages read, on a small published store."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from graph.derivation import rederive
from graph.errors import UnknownLocation
from graph.model import Reading
from graph.publish import publish
from graph.settings import Settings
from graph.store import Store
from graph.validation import open_gate
from graph.views import (
    choose,
    claim_view,
    document_view,
    entity_view,
    find_thing,
    home_view,
    list_view,
)

TREATY = "id/treaty/un-xviii-16"
VIET_NAM = "id/state/vnm"
GUTERRES = "id/person/antonio-guterres"


def test_a_state_has_its_names_its_signature_and_its_promise(published: Store, base: str) -> None:
    view = entity_view(published, base, base + VIET_NAM)

    assert view is not None
    assert (view.ref.type, view.ref.label("en"), view.ref.label("ar")) == ("state", "Viet Nam", "فييت نام")
    assert "State" in view.kinds
    assert not view.provisional
    assert ("Việt Nam", "vi") in view.written
    assert "http://www.wikidata.org/entity/Q881" in view.same_as
    assert [fact.kind for fact in view.acts] == ["Signature"]
    assert [fact.kind for fact in view.statements] == ["Commitment"]
    assert view.values["iso3"] == (("VNM", ""),)


def test_a_fact_leads_to_its_claims_and_each_claim_to_its_words(published: Store, base: str) -> None:
    view = entity_view(published, base, base + VIET_NAM)
    assert view is not None

    act = view.acts[0]

    assert act.value("actDate") == "2025-10-25"
    treaty = act.link("treaty")
    assert treaty is not None
    assert treaty.iri == base + TREATY
    assert act.link("nothing") is None
    assert act.value("nothing") is None
    assert {claim.quote for claim in act.claims} == {
        "Viet Nam signed the Convention in Hanoi on 25 October 2025",
        "Việt Nam và Liên minh châu Âu đã ký Công ước",
    }


def test_a_person_has_posts_participations_and_statements(published: Store, base: str) -> None:
    view = entity_view(published, base, base + GUTERRES)

    assert view is not None
    titles = [post.link("post") for post in view.posts]
    assert "Secretary-General" in {title.label() for title in titles if title is not None}
    assert [fact.link("role") for fact in view.participations] != []
    assert {fact.value("statementText") for fact in view.statements} == {
        "a powerful, legally binding instrument",
        "legally binding instrument",
    }


def test_an_occasion_that_claims_tell_of_is_itself_a_fact(published: Store, base: str) -> None:
    view = entity_view(published, base, f"{base}id/event/hanoi-signing-2025")

    assert view is not None
    assert view.values["startDate"] == (("2025-10-25", ""),)
    assert [fact.kind for fact in view.facts] == ["Ceremony"]
    assert {claim.predicate for claim in view.facts[0].claims} == {"takesPlaceIn", "takesPlaceOn", "speaksAt"}
    assert view.links["place"][0].iri == f"{base}id/place/hanoi"


def test_a_treaty_shows_claims_that_are_not_accepted_too(published: Store, base: str) -> None:
    view = entity_view(published, base, base + TREATY)

    assert view is not None
    claims = {claim.predicate: claim for claim in view.claims}
    assert (claims["entersIntoForce"].modality, claims["entersIntoForce"].delay_days) == ("Planned", "90")
    assert claims["requiresParties"].value == "40"
    assert sorted(claim.value or "" for claim in view.claims if claim.predicate == "tally") == ["65", "72"]


def test_a_provisional_entity_says_so(published: Store, base: str) -> None:
    listed = list_view(published, base, "organization")
    (iri,) = listed.provisional

    view = entity_view(published, base, iri)

    assert view is not None
    assert view.provisional
    assert view.claims[0].flags == ("DoubtfulExpansion",)


def test_what_the_store_does_not_know_has_no_view(published: Store, base: str) -> None:
    assert entity_view(published, base, f"{base}id/state/nowhere") is None
    assert claim_view(published, base, f"{base}id/claim/none") is None
    assert claim_view(published, base, base + VIET_NAM) is None
    assert document_view(published, base, "0" * 16) is None


def test_views_hold_no_more_than_asked(published: Store, base: str) -> None:
    view = entity_view(published, base, base + TREATY, limit=1)

    assert view is not None
    assert len(view.claims) == 1
    assert len([*view.acts, *view.statements, *view.facts]) == 1


def test_every_claim_and_mention_of_a_document_is_the_words_at_its_place(
    published: Store, base: str, readings: tuple[Reading, Reading]
) -> None:
    for reading in readings:
        view = document_view(published, base, reading.document.key)

        assert view is not None
        assert view.text == reading.document.text
        assert len(view.claims) == len(reading.claims)
        assert len(view.mentions) == len(reading.mentions)
        places = [(found.start, found.end, found.quote) for found in view.claims]
        places += [(found.start, found.end, found.quote) for found in view.mentions]
        assert all(view.text[start:end] == quote for start, end, quote in places)
        assert [(c.start, c.end) for c in view.claims] == sorted((c.start, c.end) for c in view.claims)


def test_a_document_tells_its_source_and_what_it_names(published: Store, base: str, english_key: str) -> None:
    view = document_view(published, base, english_key)

    assert view is not None
    assert (view.ref.title, view.ref.publisher, view.ref.published) == (
        "Viet Nam signs first",
        "Example News",
        "2025-10-26",
    )
    assert view.ref.url == "https://news.example/2025/10/26/first"
    assert view.published_basis == "InferredFromUrl"
    assert view.current
    assert "هانوي" in {entity.label("ar") for entity in view.entities}
    assert {mention.entity.type for mention in view.mentions} >= {"state", "treaty", "person", "event"}


def test_a_changed_document_stands_beside_its_older_version(
    changeable: Store, base: str, settings: Settings, readings: tuple[Reading, Reading], noon: datetime
) -> None:
    old, _ = readings
    for number in (1, 2):
        text = f"{old.document.text} Corrected {number}."
        changed = replace(old, document=replace(old.document, text=text))
        publish(changed, "/news/first.txt", changeable, open_gate(), settings, noon + timedelta(days=number))
    rederive(changeable, settings)

    view = document_view(changeable, base, old.document.key)

    assert view is not None
    assert not view.current
    assert view.versions[0].iri == view.ref.iri
    assert [version.known_from for version in view.versions] == [
        "2025-11-20T12:00:00Z",
        "2025-11-21T12:00:00Z",
        "2025-11-22T12:00:00Z",
    ]
    assert view.versions[0].replaced_by == view.versions[1].iri
    assert view.versions[1].locations == ("/news/first.txt",)
    assert len(list_view(changeable, base, "document").items) == 2
    assert home_view(changeable, base).counts["Claim"] == 15


def test_the_front_page_counts_and_lists(published: Store, base: str) -> None:
    view = home_view(published, base)

    assert view.counts["Document"] == 2
    assert view.counts["Claim"] == 15
    assert view.counts["State"] >= 193
    assert {document.language for document in view.documents} == {"en", "vi"}
    assert (view.treaties[0].ref.iri, view.treaties[0].signatures) == (base + TREATY, 2)


def test_lists_come_in_pages(published: Store, base: str) -> None:
    first = list_view(published, base, "state", limit=3)
    second = list_view(published, base, "state", limit=3, offset=3)

    assert (len(first.items), first.more) == (3, True)
    assert first.items[-1].iri < second.items[0].iri
    assert not list_view(published, base, "document").more


def test_an_unknown_list_is_named(published: Store, base: str) -> None:
    with pytest.raises(UnknownLocation, match="state, organization"):
        list_view(published, base, "unicorn")


@pytest.mark.parametrize(
    ("language", "chosen"), [("vi", "Hà Nội"), ("VI", "Hà Nội"), ("fr", "Hanoi"), ("zh", "河内"), ("ar", "Hanoi")]
)
def test_a_label_is_chosen_by_language(language: str, chosen: str) -> None:
    labels = (("Hanoi", "en"), ("Hà Nội", "vi"), ("河内", "zh-hans"))

    assert choose(labels, language) == chosen


def test_without_labels_there_is_no_choice() -> None:
    assert choose((), "en") is None
    assert choose((("x", "ru"),), "en") == "x"


def test_the_same_store_gives_equal_views(published: Store, base: str) -> None:
    assert entity_view(published, base, base + TREATY) == entity_view(published, base, base + TREATY)


@pytest.mark.parametrize(
    "name",
    ["state/vnm", "http://localhost:8000/id/state/vnm", "Viet Nam", "viet nam", "VIỆT NAM", "Вьетнам", "فيتنام"],
)
def test_a_thing_is_found_by_key_iri_or_any_name(published: Store, base: str, name: str) -> None:
    assert str(find_thing(published, base, name)) == base + VIET_NAM


def test_a_provisional_thing_is_found_by_its_label(published: Store, base: str) -> None:
    with pytest.raises(UnknownLocation, match="organization/venezuelan-news-agency-"):
        # Also a name of a known agency, so that the key must decide.
        find_thing(published, base, "Venezuelan News Agency")


@pytest.mark.parametrize("name", ["Atlantis", "state/nowhere", "!", ""])
def test_what_nothing_is_called_is_not_found(published: Store, base: str, name: str) -> None:
    with pytest.raises(UnknownLocation, match="nothing in the store"):
        find_thing(published, base, name)


def test_a_name_of_several_things_lists_their_keys(changeable: Store, base: str) -> None:
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    ours = [f'<{base}id/place/{key}> {label} "Springfield"@en .' for key in ("one", "two")]
    changeable.replace({"": [*changeable.triples(""), *ours]})

    with pytest.raises(UnknownLocation, match="place/one, place/two"):
        find_thing(changeable, base, "Springfield")


def test_posts_of_the_authority_files_stand_beside_claimed_ones(published: Store, base: str) -> None:
    view = entity_view(published, base, f"{base}id/person/luong-tam-quang")

    assert view is not None
    (post,) = view.posts
    assert post.claims == ()
    assert post.value("startDate") == "2024-06-06"
    assert post.value("source") == "en.bocongan.gov.vn"
