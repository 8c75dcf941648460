"""Linked data: every IRI answers, in the format that is asked for."""

from __future__ import annotations

import json
import re

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from rdflib import RDF, Graph, Literal, URIRef

from graph.naming import Names
from server.negotiation import GRAPHS
from tests.server.samples import BASE, LABEL, TG, arabic, english

HTML = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
ACT = "act/un-xviii-16/vnm/signature"
RDFLIB = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "xml"}
ENGINE = {"trig": ox.RdfFormat.TRIG, "nq": ox.RdfFormat.N_QUADS}


def local(iri: str) -> str:
    return iri.removeprefix(f"{BASE}id/")


def claim_of(kind: int) -> str:
    reading = english()
    return local(Names(reading, BASE).claim(reading.claims[kind]))


@pytest.mark.parametrize(
    ("accept", "where"),
    [
        (None, "/doc/"),
        ("*/*", "/doc/"),
        ("text/turtle", "/doc/"),
        ("application/ld+json;q=0.3", "/doc/"),
        (HTML["Accept"], "/page/"),
        ("text/html", "/page/"),
        ("text/turtle, text/html;q=0.5", "/doc/"),
    ],
)
def test_a_thing_leads_to_its_page_or_its_data(client: FlaskClient, accept: str | None, where: str) -> None:
    response = client.get(f"/id/{ACT}", headers={} if accept is None else {"Accept": accept})

    assert response.status_code == 303
    assert response.headers["Location"] == f"{where}{ACT}"
    assert response.headers["Vary"] == "Accept"
    assert f'</doc/{ACT}>; rel="describedby"' in response.headers.getlist("Link")


@pytest.mark.parametrize("path", ["/id/state/xyz", "/doc/state/xyz", "/doc/state/xyz.ttl", "/graph/none", "/id/a/%3C"])
def test_what_is_not_known_is_not_found(client: FlaskClient, path: str) -> None:
    response = client.get(path)

    assert response.status_code in (400, 404)
    assert response.content_type == "application/problem+json"


@pytest.mark.parametrize(
    "path", [f"/id/{ACT}", f"/doc/{ACT}", f"/graph/document/{english().document.key}", "/ontology"]
)
def test_a_format_that_there_is_not_is_refused(client: FlaskClient, path: str) -> None:
    response = client.get(path, headers={"Accept": "image/png"})

    assert response.status_code == 406
    assert "text/turtle" in json.loads(response.data)["available"]


@pytest.mark.parametrize("format", GRAPHS, ids=lambda format: format.name)
def test_data_is_chosen_by_suffix_and_by_accept_alike(client: FlaskClient, format) -> None:  # type: ignore[no-untyped-def]  # a row of the table above, of any type
    by_suffix = client.get(f"/doc/{ACT}.{format.name}")
    by_accept = client.get(f"/doc/{ACT}", headers={"Accept": format.media_type})

    assert by_suffix.data == by_accept.data
    assert by_suffix.content_type == by_accept.content_type == format.content_type
    assert by_suffix.headers["Vary"] == "Accept"


@pytest.mark.parametrize("suffix", sorted(RDFLIB))
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib warns of its own calls
def test_another_reader_finds_the_fact_in_each_syntax(client: FlaskClient, suffix: str) -> None:
    data = client.get(f"/doc/{ACT}.{suffix}").data

    graph = Graph().parse(data=data, format=RDFLIB[suffix])
    act = URIRef(f"{BASE}id/{ACT}")
    assert (act, RDF.type, URIRef(f"{TG}Signature")) in graph
    assert (URIRef(f"{BASE}id/state/vnm"), URIRef(LABEL), Literal("فيتنام", lang="ar")) in graph


@pytest.mark.parametrize("suffix", sorted(ENGINE))
def test_formats_with_graphs_keep_accepted_and_said_apart(client: FlaskClient, suffix: str) -> None:
    data = client.get(f"/doc/state/vnm.{suffix}").data

    names = {str(quad.graph_name) for quad in ox.parse(data, format=ENGINE[suffix])}
    assert names == {"DEFAULT", f"<{BASE}graph/document/{english().document.key}>"}


def test_the_same_thing_is_described_in_the_same_bytes(client: FlaskClient) -> None:
    first, second = (client.get("/doc/state/vnm.jsonld") for _ in range(2))

    assert first.data == second.data
    assert first.headers["ETag"] == second.headers["ETag"]


def test_a_thing_comes_with_its_claims_and_their_words(client: FlaskClient) -> None:
    graph = Graph().parse(data=client.get("/doc/state/vnm.ttl").data, format="turtle")

    quotes = {str(words) for words in graph.objects(None, URIRef("http://www.w3.org/ns/oa#exact"))}
    assert "Viet Nam signed the Hanoi Convention <on 25 October 2025>" in quotes
    assert (None, RDF.type, URIRef(f"{TG}Claim")) in graph


def test_a_document_a_claim_and_a_span_are_described(client: FlaskClient) -> None:
    names = Names(arabic(), BASE)
    span = local(names.span(arabic().claims[0].evidence))

    for path in (local(names.document), claim_of(0), span, f"{span}/selector"):
        response = client.get(f"/doc/{path}", headers={"Accept": "application/n-triples"})

        assert response.status_code == 200
        assert f"<{BASE}id/{path}>".encode() in response.data


def test_data_links_to_the_thing_its_page_and_its_other_formats(client: FlaskClient) -> None:
    links = client.get(f"/doc/{ACT}").headers.getlist("Link")

    assert f'<{BASE}id/{ACT}>; rel="describes"' in links
    assert f'</page/{ACT}>; rel="alternate"; type="text/html"' in links
    assert f'</doc/{ACT}.jsonld>; rel="alternate"; type="application/ld+json"' in links
    assert all(client.get(re.sub(r"^<|>.*$", "", link)).status_code in (200, 303) for link in links if link[1] == "/")


def test_a_named_graph_is_given_whole(client: FlaskClient) -> None:
    key = english().document.key

    data = client.get(f"/graph/document/{key}.nq").data

    quads = list(ox.parse(data, format=ox.RdfFormat.N_QUADS))
    assert {str(quad.graph_name) for quad in quads} == {f"<{BASE}graph/document/{key}>"}
    assert len(quads) > 50


@pytest.mark.parametrize("name", ["ontology", "shapes"])
@pytest.mark.parametrize("suffix", sorted(RDFLIB))
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib warns of its own calls
def test_the_vocabulary_and_the_shapes_are_served(client: FlaskClient, name: str, suffix: str) -> None:
    response = client.get(f"/{name}.{suffix}")

    assert response.status_code == 200
    assert Graph().parse(data=response.data, format=RDFLIB[suffix]) is not None


def test_the_vocabulary_has_a_page_in_the_language_asked_for(client: FlaskClient) -> None:
    response = client.get("/ontology?lang=ar", headers=HTML)

    page = response.get_data(as_text=True)
    assert 'dir="rtl"' in page
    assert '<bdi lang="ar" dir="rtl">توقيع</bdi>' in page
    assert 'id="Signature"' in page


def test_the_vocabulary_has_no_other_forms(client: FlaskClient) -> None:
    assert client.get("/ontology.csv").status_code == 404
