"""Pages: complete without scripts, each text in its own direction, and evidence that leads to its words."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from lxml import html
from lxml.html import HtmlElement

from graph.naming import Names
from graph.settings import Settings
from graph.stores import MEMORY, open_store
from server.app import create_app
from tests.server.samples import ARABIC, BASE, ENGLISH, arabic, english

ENGLISH_KEY, ARABIC_KEY = english().document.key, arabic().document.key
PATHS = [
    "/",
    "/page/documents",
    "/page/treaties",
    "/page/events",
    "/page/people",
    "/page/states",
    "/page/organizations",
    "/page/places",
    "/page/statements",
    "/page/state/vnm",
    "/page/treaty/un-xviii-16",
    "/page/act/un-xviii-16/vnm/signature",
    f"/page/document/{ENGLISH_KEY}",
    f"/page/document/{ARABIC_KEY}",
    "/sparql",
    "/ontology",
    "/shapes",
]


def page(client: FlaskClient, path: str, **headers: str) -> HtmlElement:
    response = client.get(path, headers={"Accept": "text/html", **headers})
    assert response.status_code == 200
    # As a browser does before it parses (HTML 13.2.3.5); lxml leaves carriage returns as they are.
    text = response.get_data(as_text=True).replace("\r\n", "\n").replace("\r", "\n")
    return html.document_fromstring(text)


def text_of(document: HtmlElement, id: str) -> str:
    return str(document.get_element_by_id(id).text_content())


@pytest.mark.parametrize(("key", "text"), [(ENGLISH_KEY, ENGLISH), (ARABIC_KEY, ARABIC)])
def test_a_document_s_text_is_shown_without_any_change(client: FlaskClient, key: str, text: str) -> None:
    document = page(client, f"/page/document/{key}")

    assert text_of(document, "document-text") == text


def test_every_claim_s_words_are_marked_and_linked_both_ways(client: FlaskClient) -> None:
    document = page(client, f"/page/document/{ARABIC_KEY}")

    for claim in arabic().claims:
        place = f"span-{claim.evidence.start}-{claim.evidence.end}"
        assert text_of(document, place) == claim.evidence.of(ARABIC)
        assert f"#{place}" in links(document)
    references = document.xpath("//mark//a[@class='ref']/@href")
    assert sorted(references) == sorted(f"#{item}" for item in document.xpath("//ol/li/@id"))


def test_the_words_of_a_claim_stand_in_its_mark(client: FlaskClient) -> None:
    document = page(client, f"/page/document/{ENGLISH_KEY}")

    words = english().claims[0].evidence
    mark = text_of(document, f"span-{words.start}-{words.end}")
    assert mark == "Viet Nam signed the Hanoi Convention <on 25 October 2025>"


def test_an_arabic_text_runs_right_to_left_on_an_english_page(client: FlaskClient) -> None:
    document = page(client, f"/page/document/{ARABIC_KEY}?lang=en")

    text = document.get_element_by_id("document-text")
    assert (text.get("lang"), text.get("dir")) == ("ar", "rtl")
    assert (document.get("lang"), document.get("dir")) == ("en", "ltr")


@pytest.mark.parametrize(
    ("path", "language", "direction"),
    [("/", "en", "ltr"), ("/?lang=ar", "ar", "rtl"), ("/?lang=vi", "vi", "ltr"), ("/?lang=xx", "en", "ltr")],
)
def test_the_address_chooses_the_interface_s_language(
    client: FlaskClient, path: str, language: str, direction: str
) -> None:
    document = page(client, path)

    assert (document.get("lang"), document.get("dir")) == (language, direction)


def test_a_browser_s_language_is_taken_where_the_address_names_none(client: FlaskClient) -> None:
    response = client.get("/", headers={"Accept-Language": "vi-VN, en;q=0.5"})

    assert response.headers["Content-Language"] == "vi"
    assert "Accept-Language" in response.headers["Vary"]


def test_a_chosen_language_is_carried_by_every_link_to_a_page(client: FlaskClient) -> None:
    document = page(client, "/?lang=ar")

    inside = [link for link in links(document) if re.match(r"/(page|sparql|$|\?)", link)]
    assert len(inside) > 5
    assert all("lang=" in link for link in inside)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", ["en", "ar", "vi"])
def test_every_page_stands_without_scripts_and_inline_styles(client: FlaskClient, path: str, language: str) -> None:
    response = client.get(f"{path}?lang={language}", headers={"Accept": "text/html"})

    document = html.document_fromstring(response.get_data(as_text=True))
    assert response.status_code == 200
    assert not document.xpath("//script | //style | //*[@style] | //@*[starts-with(name(), 'on')]")
    assert document.xpath("count(//h1)") == 1
    assert len(set(ids(document))) == len(ids(document))
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", PATHS)
def test_every_link_within_a_page_leads_somewhere(client: FlaskClient, path: str) -> None:
    document = page(client, path)

    here = set(ids(document))
    assert [link for link in links(document) if link.startswith("#") and link[1:] not in here] == []
    for link in {link.partition("#")[0] for link in links(document) if link.startswith("/")}:
        assert client.get(link, headers={"Accept": "text/html"}).status_code in (200, 303), link


def links(document: HtmlElement) -> list[str]:
    return [str(link) for link in document.xpath("//a/@href")]


def ids(document: HtmlElement) -> list[str]:
    return [str(id) for id in document.xpath("//@id")]


def test_an_entity_s_facts_come_with_their_sentence_and_a_link_to_its_place(client: FlaskClient) -> None:
    document = page(client, "/page/state/vnm")

    words = english().claims[0].evidence
    quotes = [str(mark.text_content()) for mark in document.xpath("//blockquote/mark")]
    assert "Viet Nam signed the Hanoi Convention <on 25 October 2025>" in quotes
    assert f"/page/document/{ENGLISH_KEY}#span-{words.start}-{words.end}" in links(document)


def test_an_entity_s_names_bear_their_language_and_direction(client: FlaskClient) -> None:
    document = page(client, "/page/state/vnm")

    names = document.xpath("//p[@class='names']/bdi")
    assert [(name.get("lang"), name.get("dir"), name.text) for name in names] == [("ar", "rtl", "فيتنام")]


def test_an_entity_that_only_sources_know_says_so(client: FlaskClient) -> None:
    reading = english()
    key = str(Names(reading, BASE).entity("e3")).removeprefix(f"{BASE}id/")

    document = page(client, f"/page/{key}")

    assert "Known from sources only" in document.text_content()


def test_a_claim_has_a_page_with_its_words_and_doubts(client: FlaskClient) -> None:
    reading = arabic()
    key = str(Names(reading, BASE).claim(reading.claims[1])).removeprefix(f"{BASE}id/")

    document = page(client, f"/page/{key}")

    assert "doubtful attribution" in document.text_content()
    assert reading.claims[1].evidence.of(ARABIC) in document.text_content()


@pytest.mark.parametrize("type", ["span", "mention"])
@pytest.mark.parametrize("rest", ["", "/selector"])
def test_a_stretch_of_text_leads_to_its_place_in_the_document(client: FlaskClient, type: str, rest: str) -> None:
    response = client.get(f"/page/{type}/{ENGLISH_KEY}-0-8{rest}")

    assert response.status_code == 303
    assert response.headers["Location"] == f"/page/document/{ENGLISH_KEY}#span-0-8"


@pytest.mark.parametrize("path", ["/page/state/xyz", "/page/document/0", "/page/claim/0", "/page/span/x", "/page/no"])
def test_what_is_not_known_is_not_found(client: FlaskClient, path: str) -> None:
    response = client.get(path, headers={"Accept": "text/html"})

    assert response.status_code == 404
    assert response.mimetype == "text/html"


def test_a_page_links_to_its_data(client: FlaskClient) -> None:
    response = client.get("/page/state/vnm")

    found = response.headers.getlist("Link")
    assert '</doc/state/vnm>; rel="describedby"' in found
    assert '</doc/state/vnm.ttl>; rel="alternate"; type="text/turtle"' in found


def test_a_page_that_did_not_change_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/page/state/vnm")

    again = client.get("/page/state/vnm", headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304


def test_a_list_goes_on_to_its_next_page(client: FlaskClient) -> None:
    document = page(client, "/page/states?page=2")

    assert "There are none yet" in document.text_content()
    assert any("page=1" in link for link in links(document))


def test_the_front_page_counts_what_there_is(client: FlaskClient) -> None:
    document = page(client, "/")

    figures = {dt.text_content(): dd.text_content() for dt, dd in terms(document)}
    assert figures["documents"] == "2"
    assert figures["accepted acts"] == "1"


def terms(document: HtmlElement) -> Iterator[tuple[HtmlElement, HtmlElement]]:
    for group in document.xpath("//dl[@class='figures']/div"):
        yield group.find("dt"), group.find("dd")


def test_an_empty_graph_says_so() -> None:
    store = open_store(MEMORY)

    response = create_app(store, Settings()).test_client().get("/")

    assert "Nothing has been read into this graph yet" in response.get_data(as_text=True)
