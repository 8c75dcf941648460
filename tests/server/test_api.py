"""The JSON views: strict requests, rows with claims, problems for what is wrong, and a tag that spares the work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from graph.authority_rdf import known_graph
from graph.derivation import rederive
from graph.identifiers import named_graph
from graph.ntriples import to_ntriples
from graph.queries import QUESTIONS, places
from graph.rdf import to_graph
from graph.rdf.history import DocumentRecord, record_graph, timestamp
from graph.settings import Settings
from graph.status.kept import Views
from graph.store import Store
from graph.stores import MEMORY, open_store
from server.app import create_app
from tests.server.samples import BASE, arabic, english

_FIRST = datetime(2025, 10, 27, 8, tzinfo=UTC)
_SIGNED = "/api/questions/signed-by?treaty=treaty/un-xviii-16&date=2025-10-26"


def _fill(store: Store) -> None:
    """The English text came in at 8 o'clock, the Arabic one a day later."""
    known = known_graph(("state/vnm", "state/fra", "treaty/un-xviii-16"), BASE)
    graphs = {str(named_graph(BASE, "authority")): to_ntriples(known)}
    for days, reading in enumerate((english(), arabic())):
        key = reading.document.key
        record = DocumentRecord(key, ("a.txt",), timestamp(_FIRST + timedelta(days=days)), "00")
        graphs[str(named_graph(BASE, f"document/{key}"))] = to_ntriples(to_graph(reading, BASE))
        graphs[str(named_graph(BASE, f"record/{key}"))] = to_ntriples(record_graph(record, BASE))
    store.replace(graphs)
    rederive(store, Settings())


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store(MEMORY)
    _fill(opened)
    yield opened
    opened.close()


@pytest.fixture
def client(store: Store) -> FlaskClient:
    return create_app(store, Settings()).test_client()


def test_questions_are_listed_with_what_they_are_asked_with(client: FlaskClient) -> None:
    found = client.get("/api/questions").get_json()["questions"]

    assert [one["name"] for one in found] == list(QUESTIONS)
    assert all(sorted(one["parameters"]) == places(one["name"]) for one in found)
    assert all(one["about"] and all(one["parameters"].values()) for one in found)


def test_rows_lead_to_their_claims(client: FlaskClient) -> None:
    response = client.get(_SIGNED)

    assert (response.status_code, response.mimetype) == (200, "application/json")
    (row,) = response.get_json()["rows"]
    assert row["party"] == f"{BASE}id/state/vnm"
    assert client.get(row["claim"].removeprefix(BASE.rstrip("/"))).status_code == 303


def test_what_was_known_before_a_document_came_is_asked_by_its_moment(client: FlaskClient) -> None:
    before = client.get(f"{_SIGNED}&knownAt=2025-10-27T07:59:59Z").get_json()
    at = client.get(f"{_SIGNED}&knownAt=2025-10-27T08:00:00Z").get_json()

    assert (before["knownAt"], before["rows"]) == ("2025-10-27T07:59:59Z", [])
    assert len(at["rows"]) == 1


def test_changes_are_told_with_their_claims(client: FlaskClient) -> None:
    found = client.get("/api/changes?since=2025-10-26").get_json()

    assert len(found["documents"]) == 2
    (signature,) = [one for one in found["facts"] if one["fact"].endswith("/signature")]
    assert (signature["how"], len(signature["claims"])) == ("added", 1)
    assert client.get("/api/changes?since=2025-10-28").get_json()["facts"] == []


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/api/questions/signed-by?treaty=treaty/un-xviii-16", "date"),
        ("/api/questions/signed-by?treaty=treaty/un-xviii-16&date=2025-10-26&day=1", "is asked with"),
        ("/api/questions/signed-by?treaty=nowhere&date=2025-10-26", "nothing in the store is called so"),
        (f"{_SIGNED}&date=2025-10-27", "once"),
        (f"{_SIGNED}&knownAt=yesterday", "write a day"),
        (f"{_SIGNED}&knownAt=2025-10-26T12:00:00+07:00", "%2B"),
        ("/api/changes", "once"),
        ("/api/changes?since=2025-10-26&until=2025-10-27", "until"),
    ],
)
def test_what_is_asked_wrongly_is_a_problem_that_says_how_to_mend_it(
    client: FlaskClient, path: str, words: str
) -> None:
    response = client.get(path)

    assert (response.status_code, response.mimetype) == (400, "application/problem+json")
    assert words in response.get_json()["detail"]


def test_a_question_that_there_is_not_is_not_found(client: FlaskClient) -> None:
    response = client.get("/api/questions/none")

    assert (response.status_code, response.mimetype) == (404, "application/problem+json")
    assert "signed-by" in response.get_json()["detail"]


def test_only_json_is_given(client: FlaskClient) -> None:
    assert client.get(_SIGNED, headers={"Accept": "text/turtle"}).status_code == 406


def test_who_holds_the_answer_is_told_so_without_asking_the_store(client: FlaskClient, store: Store) -> None:
    tag = client.get(_SIGNED).headers["ETag"]

    assert client.get(_SIGNED, headers={"If-None-Match": tag}).status_code == 304
    assert client.get(f"{_SIGNED}&knownAt=2025-10-26", headers={"If-None-Match": tag}).status_code == 200
    key = english().document.key
    ended = DocumentRecord(key, ("a.txt",), timestamp(_FIRST), "00", timestamp(_FIRST + timedelta(days=3)))
    store.replace({str(named_graph(BASE, f"record/{key}")): to_ntriples(record_graph(ended, BASE))})
    rederive(store, Settings())
    assert client.get(_SIGNED, headers={"If-None-Match": tag}).get_json()["rows"] == []


def test_the_description_names_every_question_and_its_parameters(client: FlaskClient) -> None:
    found = client.get("/openapi.json").get_json()

    assert found["openapi"].startswith("3.1")
    for name in QUESTIONS:
        operation = found["paths"][f"/api/questions/{name}"]["get"]
        named = [one["name"] for one in operation["parameters"] if "name" in one]
        assert sorted(named) == places(name)
    assert all(client.get(path).status_code in {200, 400} for path in found["paths"] if "{" not in path)


_SIGNATURES = "SELECT ?act { ?act a <https://w3id.org/treatygraph/ontology#Signature> }"


@pytest.mark.parametrize(("moment", "number"), [("2025-10-26", 0), ("2025-10-27T08:00:00Z", 1), ("2999-01-01", 1)])
def test_sparql_is_asked_of_what_was_known(client: FlaskClient, moment: str, number: int) -> None:
    response = client.get("/sparql", query_string={"query": _SIGNATURES, "known-at": moment})

    assert len(response.get_json(force=True)["results"]["bindings"]) == number


def test_a_posted_query_is_asked_of_what_was_known(client: FlaskClient) -> None:
    form = client.post("/sparql", data={"query": _SIGNATURES, "known-at": "2025-10-26"})
    direct = client.post(
        "/sparql?known-at=2025-10-26", data=_SIGNATURES, headers={"Content-Type": "application/sparql-query"}
    )

    assert [one.get_json(force=True)["results"]["bindings"] for one in (form, direct)] == [[], []]


@pytest.mark.parametrize("moments", [["last week"], ["2025-10-26", "2025-10-27"], [""]])
def test_a_moment_that_is_none_is_a_problem(client: FlaskClient, moments: list[str]) -> None:
    response = client.get("/sparql", query_string={"query": "ASK {}", "known-at": moments})

    assert (response.status_code, response.mimetype) == (400, "application/problem+json")
    assert "known-at" in response.get_json()["detail"]


def test_the_page_keeps_the_moment(client: FlaskClient) -> None:
    asked = {"query": _SIGNATURES, "known-at": "2025-10-26"}

    page = client.get("/sparql", query_string=asked, headers={"Accept": "text/html"}).get_data(as_text=True)

    assert 'name="known-at" value="2025-10-26"' in page
    assert "known-at=2025-10-26" in page.partition("<section")[2]


def test_moments_between_which_nothing_changed_share_one_view(store: Store) -> None:
    views = Views(store, Settings())

    first = views.at("2025-10-27T08:00:00Z")

    assert views.at("2025-10-28T07:59:59Z") is first
    assert views.at("2025-10-28T08:00:00Z") is store
    assert views.at(None) is store


def test_only_a_few_views_are_kept_and_one_that_is_let_go_still_answers(store: Store) -> None:
    views = Views(store, Settings(), most_kept=1)

    first = views.at("2025-10-27T08:00:00Z")
    other = views.at("2025-10-26T00:00:00Z")

    assert len(list(first.select(_SIGNATURES))) == 1
    assert views.at("2025-10-26T12:00:00Z") is other
    assert views.at("2025-10-27T08:00:00Z") is not first


def test_a_store_that_is_too_large_to_copy_is_refused_with_the_way_out(store: Store) -> None:
    client = create_app(store, Settings()).test_client()
    client.application.extensions["treatygraph"].views._most_quads = 10

    response = client.get(f"{_SIGNED}&knownAt=2025-10-26")

    assert response.status_code == 400
    assert "treatygraph query --known-at" in response.get_json()["detail"]


def test_a_status_is_told_with_further_deposits(client: FlaskClient) -> None:
    found = client.get("/api/status/un-xviii-16?asOf=2025-10-26").get_json()

    assert (found["treaty"], found["as_of"]) == ("treaty/un-xviii-16", "2025-10-26")
    assert [act["party"] for act in found["signatures"]["acts"]] == ["state/vnm"]
    assert found["signatures"]["acts"][0]["claims"]
    supposed = client.get("/api/status/un-xviii-16?asOf=2025-10-26&whatIf=vnm:2027-01-01&whatIf=fra:2027-02-01")
    assert supposed.get_json()["instruments"]["total"] == {"low": 2, "high": 2}
    assert [one["party"] for one in supposed.get_json()["what_if"]] == ["state/vnm", "state/fra"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/status/nowhere", 404),
        ("/api/status/un-xviii-16?asOf=2025-10", 400),
        ("/api/status/un-xviii-16?asOf=today", 400),
        ("/api/status/un-xviii-16?whatIf=vnm", 400),
        ("/api/status/un-xviii-16?whatIf=nobody:2027-01-01", 400),
        ("/api/status/un-xviii-16?knownat=2025-10-26", 400),
        ("/api/conflicts?about=un-xviii-16", 400),
        ("/api/conflicts?treaty=nowhere", 404),
    ],
)
def test_a_status_asked_wrongly_is_a_problem(client: FlaskClient, path: str, status: int) -> None:
    response = client.get(path)

    assert (response.status_code, response.mimetype) == (status, "application/problem+json")


def test_conflicts_are_told_with_their_claims(client: FlaskClient) -> None:
    assert client.get("/api/conflicts?treaty=un-xviii-16").get_json()["conflicts"] == []
