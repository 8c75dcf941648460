"""One small graph for every test of the server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.ntriples import to_ntriples
from graph.rdf import to_graph
from graph.settings import Settings
from graph.store import Store
from graph.stores import MEMORY, open_store
from server.app import create_app
from tests.server.samples import BASE, accepted, arabic, english, record


@pytest.fixture(scope="session")
def store() -> Iterator[Store]:
    opened = open_store(MEMORY)
    graphs = {"": accepted()}
    for reading in (english(), arabic()):
        key = reading.document.key
        graphs[f"{BASE}graph/document/{key}"] = to_ntriples(to_graph(reading, BASE))
        graphs[f"{BASE}graph/record/{key}"] = record(reading)
    opened.replace(graphs)
    yield opened
    opened.close()


@pytest.fixture
def app(store: Store) -> Flask:
    return create_app(store, Settings())


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
