"""The SPARQL 1.1 Protocol's query operation, as its test suite and its readers ask for it."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET

import pytest
from flask.testing import FlaskClient
from rdflib import RDF, Dataset, Graph, URIRef
from werkzeug.test import TestResponse

from server.examples import examples
from server.sparql.protocol import DIRECT, FORM, MAX_BODY_BYTES
from tests.server.samples import ARABIC, BASE, LABEL

SELECT = f"SELECT ?name {{ <{BASE}id/state/vnm> <{LABEL}> ?name }} ORDER BY ?name"
CONSTRUCT = f"CONSTRUCT WHERE {{ <{BASE}id/state/vnm> <{LABEL}> ?name }}"
ASK = "ASK {}"
HTML = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def get(
    client: FlaskClient, query: str, accept: str | None = None, fields: dict[str, str | list[str]] | None = None
) -> TestResponse:
    headers = {} if accept is None else {"Accept": accept}
    return client.get("/sparql", query_string={"query": query, **(fields or {})}, headers=headers)


def names_in(body: bytes) -> list[str]:
    return [row["name"]["value"] for row in json.loads(body)["results"]["bindings"]]


def test_a_query_is_answered_by_get(client: FlaskClient) -> None:
    response = get(client, SELECT)

    assert response.status_code == 200
    assert response.content_type == "application/sparql-results+json"
    assert names_in(response.data) == ["Viet Nam", "فيتنام"]


def test_a_query_is_answered_by_a_posted_form(client: FlaskClient) -> None:
    response = client.post("/sparql", data={"query": SELECT})

    assert names_in(response.data) == ["Viet Nam", "فيتنام"]


@pytest.mark.parametrize("content_type", [DIRECT, f"{DIRECT}; charset=UTF-8"])
def test_a_query_is_answered_when_posted_itself(client: FlaskClient, content_type: str) -> None:
    response = client.post("/sparql", data=SELECT.encode(), content_type=content_type)

    assert names_in(response.data) == ["Viet Nam", "فيتنام"]


@pytest.mark.parametrize(
    ("media_type", "content_type"),
    [
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
    ],
)
def test_rows_come_in_each_result_format(client: FlaskClient, media_type: str, content_type: str) -> None:
    response = get(client, SELECT, media_type)

    assert response.content_type == content_type
    assert "فيتنام" in response.get_data(as_text=True)


def test_rows_as_csv_and_xml_are_read_by_other_readers(client: FlaskClient) -> None:
    rows = list(csv.reader(io.StringIO(get(client, SELECT, "text/csv").get_data(as_text=True))))
    root = ET.fromstring(get(client, SELECT, "application/sparql-results+xml").data)

    assert rows == [["name"], ["Viet Nam"], ["فيتنام"]]
    assert len(root.findall(".//{http://www.w3.org/2005/sparql-results#}result")) == 2


@pytest.mark.parametrize(
    ("media_type", "reader"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/ld+json", "json-ld"),
        ("application/rdf+xml", "xml"),
        ("application/trig", "trig"),
        ("application/n-quads", "nquads"),
    ],
)
@pytest.mark.parametrize("query", [CONSTRUCT, f"DESCRIBE <{BASE}id/state/vnm>"])
@pytest.mark.filterwarnings("ignore:(Dataset|Conj):DeprecationWarning")  # rdflib warns of its own calls
def test_triples_come_in_each_graph_format(client: FlaskClient, query: str, media_type: str, reader: str) -> None:
    response = get(client, query, media_type)

    graph = Dataset(default_union=True)
    graph.parse(data=response.data, format=reader)
    assert response.mimetype == media_type
    assert len(graph) >= 2


@pytest.mark.parametrize("media_type", ["application/sparql-results+json", "application/sparql-results+xml"])
def test_a_question_of_truth_is_answered(client: FlaskClient, media_type: str) -> None:
    response = get(client, ASK, media_type)

    assert response.mimetype == media_type
    assert b"true" in response.data


def test_the_protocol_dataset_is_what_is_asked(client: FlaskClient, store: object) -> None:
    english, arabic = [row["g"]["value"] for row in json.loads(get(
        client, "SELECT ?g { GRAPH ?g { ?d <https://schema.org/inLanguage> ?l } } ORDER BY DESC(?l)"
    ).data)["results"]["bindings"]]  # fmt: skip
    count = "SELECT (COUNT(*) AS ?name) { ?d <https://schema.org/inLanguage> ?l }"
    named = "SELECT ?name { GRAPH ?name { ?d <https://schema.org/inLanguage> ?l } }"

    both: dict[str, str | list[str]] = {"default-graph-uri": [english, arabic]}
    assert names_in(get(client, count).data) == ["0"]
    assert names_in(get(client, count, fields=both).data) == ["2"]
    assert names_in(get(client, named, fields={"named-graph-uri": arabic}).data) == [arabic]
    posted = client.post("/sparql", query_string={"named-graph-uri": arabic}, data=named.encode(), content_type=DIRECT)
    assert names_in(posted.data) == [arabic]
    form = client.post("/sparql", data={"query": named, "named-graph-uri": english})
    assert names_in(form.data) == [english]


@pytest.mark.parametrize(
    ("query", "part"),
    [
        ("SELECT ?s WHERE { ?s ?p", "error at 1:"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "INSERT"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
        ("LOAD <http://127.0.0.1:9/>", "LOAD"),
        ("SELECT * {} ; SELECT * {}", "error at 1:"),
        ("{" * 4000, "query"),
        ("", "query"),
    ],
)
def test_what_cannot_be_run_is_refused_with_the_reason(client: FlaskClient, query: str, part: str) -> None:
    response = get(client, query)

    assert response.status_code == 400
    assert response.content_type == "application/problem+json"
    assert part in json.loads(response.data)["detail"]


@pytest.mark.parametrize(
    ("data", "content_type", "status"),
    [
        (b"query=ASK%20%7B%7D", "text/plain", 415),
        (b"query=ASK%20%7B%7D", None, 415),
        (b"ASK {}", None, 415),
        (b"ASK {}", "application/sparql-update", 415),
        ("ASK {}".encode("utf-16"), f"{DIRECT}; charset=UTF-16", 415),
        ("ASK {}".encode("utf-16"), DIRECT, 400),
        (b"query=%ff%fe", FORM, 400),
        (b"query=\xff", FORM, 400),
        (b"query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D", FORM, 400),
        (b"update=CLEAR%20ALL", FORM, 400),
        (b"", FORM, 400),
        (b"&".join([b"a=1"] * 600), FORM, 400),
        (b"a" * (MAX_BODY_BYTES + 1), DIRECT, 413),
        (b"query=ASK%20%7B%7D&default-graph-uri=not%20an%20iri", FORM, 400),
    ],
)
def test_a_post_that_is_no_query_is_refused(
    client: FlaskClient, data: bytes, content_type: str | None, status: int
) -> None:
    response = client.post("/sparql", data=data, content_type=content_type)

    assert response.status_code == status
    assert json.loads(response.data)["status"] == status


def test_a_body_in_another_coding_is_refused(client: FlaskClient) -> None:
    response = client.post("/sparql", data=b"\x1f\x8b", content_type=DIRECT, headers={"Content-Encoding": "gzip"})

    assert response.status_code == 415


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_other_methods_are_refused_with_those_allowed(client: FlaskClient, method: str) -> None:
    response = client.open("/sparql", method=method, query_string={"query": ASK})

    assert response.status_code == 405
    assert {"GET", "POST", "HEAD", "OPTIONS"} <= set(response.headers["Allow"].split(", "))


@pytest.mark.parametrize("query", [SELECT, CONSTRUCT])
def test_an_unknown_format_is_refused_with_those_there_are(client: FlaskClient, query: str) -> None:
    response = get(client, query, "image/png")

    problem = json.loads(response.data)
    assert response.status_code == 406
    assert problem["available"]
    assert all("/" in media_type for media_type in problem["available"])


def test_an_answer_can_be_kept_and_asked_for_again(client: FlaskClient) -> None:
    first = get(client, SELECT, "text/csv")

    again = client.get(
        "/sparql",
        query_string={"query": SELECT},
        headers={"Accept": "text/csv", "If-None-Match": first.headers["ETag"]},
    )
    assert again.status_code == 304
    assert again.data == b""
    assert first.headers["Vary"] == "Accept"


def test_different_formats_have_different_tags(client: FlaskClient) -> None:
    tags = {get(client, SELECT, kind).headers["ETag"] for kind in ("text/csv", "application/json", "*/*")}

    assert len(tags) == 3


def test_head_is_get_without_the_body(client: FlaskClient) -> None:
    response = client.head("/sparql", query_string={"query": SELECT})

    assert response.status_code == 200
    assert response.data == b""
    assert response.content_type == "application/sparql-results+json"


def test_pages_of_any_origin_may_ask(client: FlaskClient) -> None:
    preflight = client.options("/sparql", headers={"Origin": "https://example.org"})

    assert get(client, ASK).headers["Access-Control-Allow-Origin"] == "*"
    assert get(client, "no").headers["Access-Control-Allow-Origin"] == "*"
    assert preflight.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in preflight.headers["Access-Control-Allow-Headers"]


def test_without_a_query_the_service_describes_itself(client: FlaskClient) -> None:
    response = client.get("/sparql", headers={"Accept": "text/turtle"})

    graph = Graph().parse(data=response.data, format="turtle")
    service = URIRef("http://www.w3.org/ns/sparql-service-description#Service")
    assert (URIRef(f"{BASE}sparql"), RDF.type, service) in graph


def test_a_browser_gets_a_form_with_examples(client: FlaskClient) -> None:
    response = client.get("/sparql", headers=HTML)

    page = response.get_data(as_text=True)
    assert response.content_type == "text/html; charset=utf-8"
    assert '<textarea id="query" name="query"' in page
    assert "Who signed the Hanoi Convention" in page
    assert "<script" not in page


def test_a_browser_gets_rows_as_a_table_with_downloads(client: FlaskClient) -> None:
    query = f"SELECT ?s ?name {{ ?s <{LABEL}> ?name FILTER (lang(?name) = 'ar') }}"

    page = client.get("/sparql", query_string={"query": query}, headers=HTML).get_data(as_text=True)

    assert '<bdi dir="rtl" lang="ar">فيتنام</bdi>' in page
    assert 'href="/page/state/vnm"' in page
    assert "format=csv" in page


@pytest.mark.parametrize(
    ("query", "part"),
    [
        (ASK, "Yes"),
        ("ASK { <urn:a> <urn:b> <urn:c> }", "No"),
        (CONSTRUCT, "&#34;Viet Nam&#34;@en"),
        ("SELECT (1 AS ?n) ?unbound {}", ">1</bdi>"),
        ("SELECT (<javascript:alert(1)> AS ?n) {}", ">javascript:alert(1)</bdi>"),
        ("SELECT (<https://example.org/> AS ?n) {}", 'href="https://example.org/"'),
        ("SELECT ('<script>' AS ?n) {}", "&lt;script&gt;"),
    ],
)
def test_a_browser_gets_every_kind_of_answer(client: FlaskClient, query: str, part: str) -> None:
    response = client.get("/sparql", query_string={"query": query}, headers=HTML)

    page = response.get_data(as_text=True)
    assert response.status_code == 200
    assert part in page
    assert 'href="javascript:' not in page


def test_a_browser_keeps_the_text_of_a_query_that_fails(client: FlaskClient) -> None:
    response = client.get("/sparql", query_string={"query": "SELECT <b>"}, headers=HTML)

    page = response.get_data(as_text=True)
    assert response.status_code == 400
    assert "SELECT &lt;b&gt;</textarea>" in page
    assert "error at 1:" in page


def test_a_browser_that_posts_too_much_is_told_so(client: FlaskClient) -> None:
    response = client.post("/sparql", data={"query": "a" * (MAX_BODY_BYTES + 1)}, headers=HTML)

    assert response.status_code == 413
    assert response.mimetype == "text/html"


def test_a_download_link_is_answered_as_a_file(client: FlaskClient) -> None:
    response = client.get("/sparql", query_string={"query": SELECT, "format": "csv"}, headers=HTML)

    assert response.content_type == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="results.csv"'


def test_a_format_that_the_answer_cannot_have_is_refused(client: FlaskClient) -> None:
    response = get(client, SELECT, fields={"format": "ttl"})

    assert response.status_code == 400


@pytest.mark.parametrize("name", ["1-signatories", "2-counts", "3-speakers", "4-promises", "5-sources"])
def test_every_example_can_be_run(client: FlaskClient, name: str) -> None:
    response = get(client, examples(BASE)[name])

    assert response.status_code == 200


def test_the_counts_example_shows_the_words(client: FlaskClient) -> None:
    rows = json.loads(get(client, examples(BASE)["2-counts"]).data)["results"]["bindings"]

    assert [row["count"]["value"] for row in rows] == ["72"]
    assert rows[0]["words"]["value"] in ARABIC
