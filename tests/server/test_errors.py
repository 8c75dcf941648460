"""Failures as answers: what went wrong in the reader's form, and nothing of the machine's inside."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator, Mapping, Sequence

import pytest
from flask.testing import FlaskClient

from graph.errors import StoreError
from graph.settings import Settings
from graph.stores import MEMORY, open_store
from server.app import create_app

HTML = {"Accept": "text/html"}


class Broken:
    """A store whose engine fails with words that nobody outside may read."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def replace(self, graphs: Mapping[str, object]) -> None:
        raise self.error

    def add(self, name: str, lines: object) -> None:
        raise self.error

    def update(self, text: str, using: Sequence[str] = (), using_named: Sequence[str] = ()) -> None:
        raise self.error

    def graphs(self) -> list[str]:
        raise self.error

    def triples(self, name: str) -> list[str]:
        raise self.error

    def select(self, query: str) -> Iterator[dict[str, str | None]]:
        raise self.error

    def answer(
        self, query: str, media_type: str, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()
    ) -> tuple[bytes, str]:
        raise self.error

    def dump(self, media_type: str) -> bytes:
        raise self.error

    def close(self) -> None: ...


@pytest.fixture
def failing() -> FlaskClient:
    return create_app(Broken(StoreError("store /srv/secret cannot be opened")), Settings()).test_client()


@pytest.fixture
def faulty() -> FlaskClient:
    return create_app(Broken(RuntimeError("in /srv/secret/module.py")), Settings()).test_client()


def test_a_missing_page_is_a_problem_for_programs(client: FlaskClient) -> None:
    response = client.get("/no/such", headers={"Accept": "application/json"})

    problem = json.loads(response.data)
    assert response.status_code == 404
    assert response.content_type == "application/problem+json"
    assert (problem["type"], problem["title"], problem["status"]) == ("about:blank", "Not Found", 404)


@pytest.mark.parametrize(("language", "words"), [
    ("en", "There is nothing here"), ("ar", "لا يوجد شيء هنا"), ("vi", "Không có gì ở đây"),
])  # fmt: skip
def test_a_missing_page_is_a_page_for_people(client: FlaskClient, language: str, words: str) -> None:
    response = client.get("/no/such", headers={**HTML, "Accept-Language": language})

    assert response.status_code == 404
    assert words in response.get_data(as_text=True)


@pytest.mark.parametrize("headers", [{}, HTML])
def test_a_failing_store_is_said_without_its_place(
    failing: FlaskClient, caplog: pytest.LogCaptureFixture, headers: dict[str, str]
) -> None:
    with caplog.at_level(logging.CRITICAL):
        response = failing.get("/doc/state/vnm.ttl", headers=headers)

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert b"secret" not in response.data


@pytest.mark.parametrize("headers", [{}, HTML])
def test_a_fault_of_ours_is_said_without_a_traceback(
    faulty: FlaskClient, caplog: pytest.LogCaptureFixture, headers: dict[str, str]
) -> None:
    response = faulty.get("/doc/state/vnm.ttl", headers=headers)

    assert response.status_code == 500
    assert b"secret" not in response.data
    assert b"Traceback" not in response.data
    assert "GET /doc/state/vnm.ttl failed" in caplog.text


def test_a_live_process_with_a_failing_store_is_not_ready(failing: FlaskClient) -> None:
    live, ready = failing.get("/health/live"), failing.get("/health/ready")

    assert live.status_code == 200
    assert ready.status_code == 503
    assert ready.json == {"status": "unavailable", "checks": {"queries": True, "store": False}}


def test_a_healthy_server_is_ready(client: FlaskClient) -> None:
    response = client.get("/health/ready")

    assert response.json == {"status": "ok", "checks": {"queries": True, "store": True}}
    assert response.headers["Cache-Control"] == "no-store"


def test_a_query_past_its_time_is_told_when_to_come_back() -> None:
    end = threading.Event()

    class Slow(Broken):
        def answer(
            self, query: str, media_type: str, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()
        ) -> tuple[bytes, str]:
            end.wait(10)
            return b"", media_type

    client = create_app(Slow(RuntimeError()), Settings(query_seconds=0.05, threads=1)).test_client()

    first, second, third = (client.get("/sparql", query_string={"query": "ASK {}"}) for _ in range(3))
    end.set()

    assert [first.status_code, second.status_code, third.status_code] == [503, 503, 503]
    assert "LIMIT" in json.loads(first.data)["detail"]
    assert "Too many queries" in json.loads(third.data)["detail"]
    assert first.headers["Retry-After"] == "30"


@pytest.mark.parametrize("path", ["/", "/health/live", "/sparql", "/no/such", "/static/treatygraph.css"])
def test_every_answer_is_guarded_against_misuse(client: FlaskClient, path: str) -> None:
    with client.get(path) as response:
        headers = response.headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_two_apps_share_nothing() -> None:
    first, second = open_store(MEMORY), open_store(MEMORY)
    first.replace({"": ["<urn:a> <urn:b> <urn:c> ."]})

    answers = [
        create_app(store, Settings()).test_client().get(
            "/sparql", query_string={"query": "ASK { ?s ?p ?o }"}
        ).json
        for store in (first, second)
    ]  # fmt: skip

    assert [answer["boolean"] for answer in answers if answer] == [True, False]
