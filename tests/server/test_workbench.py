"""The workbench: updates and graphs over HTTP, for holders of the token or for this machine alone."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from rdflib import Graph
from rdflib.compare import isomorphic
from werkzeug.test import TestResponse

from graph.settings import Settings
from graph.store import Store
from graph.stores import MEMORY, open_store
from server.app import create_app
from server.site import Workbench

EX = "http://example.org/"
G, H = f"{EX}g", f"{EX}h"
LINE = f'<{EX}hanoi> <{EX}name> "Hà Nội"@vi .'
TURTLE = f'@prefix ex: <{EX}> . ex:hanoi ex:name "Hà Nội"@vi ; ex:parts ( 1 [ ex:p "x" ] 2 ) .'.encode()
UPDATE = "application/sparql-update"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store(MEMORY)
    yield opened
    opened.close()


@pytest.fixture
def bench(store: Store) -> FlaskClient:
    return create_app(store, Settings(), Workbench()).test_client()


@pytest.fixture
def locked(store: Store) -> FlaskClient:
    return create_app(store, Settings(), Workbench("secret-token")).test_client()


def update(client: FlaskClient, text: str, address: str = "/update", **query: str) -> TestResponse:
    return client.post(address, data=text.encode(), content_type=UPDATE, query_string=query)


def problem(response: TestResponse) -> str:
    assert response.mimetype == "application/problem+json"
    return str(json.loads(response.data)["detail"])


@pytest.mark.parametrize("address", ["/update", "/sparql", "/sparql/"])
def test_an_update_is_taken_direct_and_as_a_form(bench: FlaskClient, store: Store, address: str) -> None:
    direct = update(bench, f"INSERT DATA {{ {LINE} }}", address)
    form = bench.post(address, data={"update": f"INSERT DATA {{ GRAPH <{G}> {{ {LINE} }} }}"})

    assert (direct.status_code, form.status_code) == (204, 204)
    assert (store.triples(""), store.triples(G)) == ([LINE], [LINE])


def test_a_query_is_still_answered_beside_the_updates(bench: FlaskClient) -> None:
    answers = [
        bench.get("/sparql", query_string={"query": "ASK {}"}),
        bench.post("/sparql", data={"query": "ASK {}"}),
        bench.post("/sparql", data=b"ASK {}", content_type="application/sparql-query"),
    ]

    assert [json.loads(answer.data)["boolean"] for answer in answers] == [True, True, True]


def test_relative_names_are_read_against_the_address(bench: FlaskClient, store: Store) -> None:
    update(bench, "INSERT DATA { <a> <b> <c> }")
    answer = bench.get("/sparql", query_string={"query": "ASK { <a> <b> <c> }"})

    assert store.triples("") == ["<http://localhost/a> <http://localhost/b> <http://localhost/c> ."]
    assert json.loads(answer.data)["boolean"]


def test_the_graphs_of_the_request_are_the_dataset_of_an_update(bench: FlaskClient, store: Store) -> None:
    store.replace({G: [LINE], H: [LINE.replace("hanoi", "hue")]})

    update(bench, "INSERT { ?s a <urn:seen> } WHERE { ?s ?p ?o }", **{"using-graph-uri": H})
    form = {"update": "INSERT { ?s a <urn:named> } WHERE { GRAPH ?g { ?s ?p ?o } }", "using-named-graph-uri": G}
    bench.post("/update", data=form)

    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    assert store.triples("") == [f"<{EX}hanoi> {kind} <urn:named> .", f"<{EX}hue> {kind} <urn:seen> ."]


@pytest.mark.parametrize(
    "text",
    [
        "LOAD <http://127.0.0.1:9/x>",
        "LOAD SILENT <http://127.0.0.1:9/x> INTO GRAPH <urn:g>",
        "DROP ALL;LOAD<http://127.0.0.1:9/x>",
        "BASE <http://127.0.0.1:9/> LOAD <x>",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "INSERT { ?s ?p ?o } WHERE { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ],
)
def test_an_update_that_calls_out_is_refused_and_nothing_of_it_done(
    bench: FlaskClient, store: Store, text: str
) -> None:
    store.replace({"": [LINE]})

    response = update(bench, text)

    assert response.status_code == 400
    assert "refused" in problem(response)
    assert store.triples("") == [LINE]


@pytest.mark.parametrize(
    ("method", "address", "body", "kind", "status"),
    [
        ("GET", "/sparql?update=DROP%20ALL", b"", None, 400),
        ("GET", "/update?update=DROP%20ALL", b"", None, 405),
        ("PUT", "/update", b"DROP ALL", UPDATE, 405),
        ("POST", "/update", b"", FORM, 400),
        ("POST", "/update", b"update=DROP+ALL&update=DROP+ALL", FORM, 400),
        ("POST", "/update?update=DROP+ALL", b"DROP ALL", UPDATE, 400),
        ("POST", "/sparql", b"update=DROP+ALL&query=ASK+%7B%7D", FORM, 400),
        ("POST", "/update", b"query=ASK+%7B%7D", FORM, 400),
        ("POST", "/update", b"DROP NOTHING", UPDATE, 400),
        ("POST", "/update", b"DROP ALL \xff", UPDATE, 400),
        ("POST", "/update", "DROP ALL".encode("utf-16"), f"{UPDATE}; charset=utf-16", 415),
        ("POST", "/update", b"DROP ALL", "text/plain", 415),
        ("POST", "/update", b"DROP ALL", None, 415),
        ("POST", "/update?using-graph-uri=no%20iri", b"DELETE WHERE { ?s ?p ?o }", UPDATE, 400),
        ("POST", "/update?using-graph-uri=urn:g", b"DELETE { ?s ?p ?o } USING <urn:g> WHERE { ?s ?p ?o }", UPDATE, 400),
        ("POST", "/update?using-named-graph-uri=urn:g", b"WITH <urn:g> DELETE {} WHERE { ?s ?p ?o }", UPDATE, 400),
        ("POST", "/update", b"INSERT DATA { " + b"<urn:a> <urn:b> [ <urn:c> " * 3000, UPDATE, 400),
    ],
)  # fmt: skip
def test_what_is_no_update_is_refused_with_its_own_status(
    bench: FlaskClient, store: Store, method: str, address: str, body: bytes, kind: str | None, status: int
) -> None:
    store.replace({"": [LINE], "urn:g": [LINE]})

    response = bench.open(address, method=method, data=body, content_type=kind)

    assert response.status_code == status
    assert problem(response)
    assert (store.triples(""), store.triples("urn:g")) == ([LINE], [LINE])


@pytest.mark.parametrize("text", [f"CREATE GRAPH <{G}>", f"MOVE <{H}> TO <{G}>", f"DROP GRAPH <{H}>"])
def test_an_update_against_the_graphs_that_there_are_is_a_conflict(bench: FlaskClient, store: Store, text: str) -> None:
    store.replace({G: [LINE]})

    response = update(bench, text)

    assert response.status_code == 409
    assert problem(response)
    assert store.triples(G) == [LINE]


def test_several_thousand_triples_are_one_update(bench: FlaskClient, store: Store) -> None:
    data = "\n".join(f'<{EX}s{number}> <{EX}p> "a ; b . {{ {number}" .' for number in range(5000))

    response = update(bench, f"INSERT DATA {{ {data} }}")

    assert response.status_code == 204
    assert len(store.triples("")) == 5000


def test_only_the_token_opens_a_locked_workbench(locked: FlaskClient, store: Store) -> None:
    writes = [("POST", "/update", UPDATE), ("PUT", "/data?default", "text/turtle"), ("DELETE", "/data?default", None)]
    wrong = [None, "Bearer other", "Basic secret-token", "Bearer "]

    for method, address, kind in writes:
        for given in wrong:
            headers = {} if given is None else {"Authorization": given}
            refused = locked.open(address, method=method, data=b"", content_type=kind, headers=headers)
            assert refused.status_code == 401
            assert refused.headers["WWW-Authenticate"].startswith("Bearer")
    headers = {"Authorization": "Bearer secret-token", "Origin": "https://example.org"}
    taken = locked.post("/update", data=f"INSERT DATA {{ {LINE} }}", content_type=UPDATE, headers=headers)

    assert (taken.status_code, store.triples("")) == (204, [LINE])
    assert locked.get("/data?default").status_code == 200


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://example.org"}, {"Origin": "null"}, {"Host": "rebound.example.org"}]
)
def test_without_a_token_a_page_of_another_site_writes_nothing(
    bench: FlaskClient, store: Store, headers: dict[str, str]
) -> None:
    store.replace({"": [LINE]})

    response = bench.post("/update", data={"update": "DROP ALL"}, headers=headers)

    assert response.status_code == 403
    assert store.triples("") == [LINE]


def test_the_public_profile_takes_no_writes(client: FlaskClient) -> None:
    assert client.post("/update", data={"update": "DROP ALL"}).status_code == 404
    assert client.put("/data?default", data=b"", content_type="text/turtle").status_code == 404
    assert update(client, "DROP ALL", "/sparql").status_code == 415
    assert client.post("/sparql", data={"update": "DROP ALL"}).status_code == 400


# The Graph Store Protocol.


@pytest.mark.parametrize("address", [f"/data?graph={G}", "/data?default", "/data/hanoi.ttl"])
def test_a_graph_goes_in_and_comes_back(bench: FlaskClient, address: str) -> None:
    first = bench.put(address, data=TURTLE, content_type="text/turtle; charset=utf-8")
    second = bench.put(address, data=TURTLE, content_type="text/turtle")

    assert (first.status_code, second.status_code) == (204 if "default" in address else 201, 204)
    assert same(bench.get(address), TURTLE)


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]
)
def test_every_format_leads_out_and_in_again(bench: FlaskClient, accept: str) -> None:
    bench.put(f"/data?graph={G}", data=TURTLE, content_type="text/turtle")

    out = bench.get(f"/data?graph={G}", headers={"Accept": f"text/html;q=0.5, {accept};q=0.9"})
    bench.put(f"/data?graph={H}", data=out.data, content_type=out.headers["Content-Type"])

    assert out.mimetype == accept
    assert same(bench.get(f"/data?graph={H}"), TURTLE)


def same(response: TestResponse, turtle: bytes) -> bool:
    assert response.status_code == 200
    return isomorphic(Graph().parse(data=response.data, format="turtle"), Graph().parse(data=turtle, format="turtle"))


def test_an_address_and_its_name_are_one_graph(bench: FlaskClient) -> None:
    bench.put("/data/person/1", data=LINE.encode(), content_type="text/turtle")

    assert bench.get("/data?graph=http%3A%2F%2Flocalhost%2Fdata%2Fperson%2F1").status_code == 200
    assert bench.delete("/data?graph=http://localhost/data/person/1").status_code == 204
    assert bench.get("/data/person/1").status_code == 404
    assert bench.delete("/data/person/1").status_code == 404


def test_posted_triples_are_added(bench: FlaskClient, store: Store) -> None:
    first = bench.post(f"/data?graph={G}", data=LINE.encode(), content_type="text/turtle")
    second = bench.post(f"/data?graph={G}", data=b"<> a <urn:graph> .", content_type="text/turtle")

    assert (first.status_code, second.status_code) == (201, 204)
    assert len(store.triples(G)) == 2
    assert any(line.startswith(f"<{G}> ") for line in store.triples(G))


def test_a_graph_posted_without_a_name_gets_one(bench: FlaskClient) -> None:
    one = bench.post("/data", data=LINE.encode(), content_type="text/turtle")
    other = bench.post("/data", data=LINE.encode(), content_type="text/turtle")

    assert (one.status_code, other.status_code) == (201, 201)
    assert one.headers["Location"] != other.headers["Location"]
    assert bench.get(one.headers["Location"]).status_code == 200


def test_the_files_of_a_form_are_one_graph_and_keep_their_blank_nodes_apart(bench: FlaskClient, store: Store) -> None:
    boundary = "part-of-a-form"
    parts = "".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="f{n}"; filename="f{n}.ttl"\r\n'
        f"Content-Type: text/turtle\r\n\r\n_:a <urn:p> {n} .\r\n"
        for n in (1, 2)
    )

    response = bench.post(
        f"/data?graph={G}", data=f"{parts}--{boundary}--\r\n".encode(),
        content_type=f"multipart/form-data; boundary={boundary}",
    )  # fmt: skip

    assert response.status_code == 201
    assert len({line.split()[0] for line in store.triples(G)}) == 2


def test_an_empty_graph_is_a_graph(bench: FlaskClient) -> None:
    created = bench.put(f"/data?graph={G}", data=b"", content_type="text/turtle")

    assert created.status_code == 201
    assert bench.get(f"/data?graph={G}", headers={"Accept": "application/n-triples"}).data == b""
    assert bench.delete(f"/data?graph={G}").status_code == 204


def test_head_is_get_without_a_body(bench: FlaskClient) -> None:
    bench.put(f"/data?graph={G}", data=TURTLE, content_type="text/turtle")

    found, none = bench.head(f"/data?graph={G}"), bench.head(f"/data?graph={H}")

    assert (found.status_code, found.data, none.status_code) == (200, b"", 404)
    assert int(found.headers["Content-Length"]) > 0


@pytest.mark.parametrize(
    ("method", "address", "body", "kind", "status"),
    [
        ("PUT", "/data", TURTLE, "text/turtle", 400),
        ("GET", "/data", b"", None, 400),
        ("PUT", "/data?graph=relative", TURTLE, "text/turtle", 400),
        ("PUT", f"/data?graph={G}&default", TURTLE, "text/turtle", 400),
        ("PUT", f"/data?graph={G}&graph={G}", TURTLE, "text/turtle", 400),
        ("PUT", f"/data?graph={G}%3E%7D;DROP%20ALL", TURTLE, "text/turtle", 400),
        ("PUT", f"/data?graph={G}", b"<a> <b>", "text/turtle", 400),
        ("PUT", f"/data?graph={G}", b'<a> <b> "\xff" .', "text/turtle", 400),
        ("PUT", f"/data?graph={G}", TURTLE, "application/pdf", 415),
        ("PUT", f"/data?graph={G}", TURTLE, None, 415),
        ("POST", f"/data?graph={G}", TURTLE, "text/turtle; charset=latin-1", 415),
        ("PATCH", f"/data?graph={G}", TURTLE, "text/turtle", 405),
        ("PUT", f"/data?graph={G}", b'{"@context": "http://127.0.0.1:9/c", "a": 1}', "application/ld+json", 400),
        ("PUT", f"/data?graph={G}", b'{"@id":"urn:a","urn:p":' * 50_000, "application/ld+json", 400),
        ("PUT", f"/data?graph={G}", b"<urn:a> <urn:p> " + b"[ <urn:p> ']' , " * 50_000, "text/turtle", 400),
        ("DELETE", f"/data?graph={G}", b"", None, 404),
    ],
)  # fmt: skip
def test_what_is_no_graph_is_refused_with_its_own_status(
    bench: FlaskClient, store: Store, method: str, address: str, body: bytes, kind: str | None, status: int
) -> None:
    response = bench.open(address, method=method, data=body, content_type=kind)

    assert response.status_code == status
    assert problem(response)
    assert store.graphs() == []


def test_a_graph_that_suits_nobody_is_not_acceptable(bench: FlaskClient) -> None:
    response = bench.get("/data?default", headers={"Accept": "image/png, text/turtle;q=0"})

    assert response.status_code == 406
    assert "text/turtle" in json.loads(response.data)["available"]


def test_options_name_the_methods_to_pages_of_other_sites(bench: FlaskClient) -> None:
    response = bench.options("/data", headers={"Origin": "https://example.org"})

    assert set(response.headers["Access-Control-Allow-Methods"].split(", ")) == {
        "GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS",
    }  # fmt: skip
    assert "Authorization" in response.headers["Access-Control-Allow-Headers"]


def test_the_service_describes_itself_by_the_address_that_was_asked(bench: FlaskClient) -> None:
    response = bench.get("/sparql", headers={"Accept": "text/turtle", "Host": "127.0.0.1:8123"})

    described = Graph().parse(data=response.data, format="turtle")
    sd = "http://www.w3.org/ns/sparql-service-description#"
    assert {str(o) for _, p, o in described if str(p) == f"{sd}endpoint"} == {"http://127.0.0.1:8123/sparql"}
    assert f"{sd}SPARQL11Update" in {str(o) for o in described.objects()}
