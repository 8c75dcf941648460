"""The servers that are compared: ours and a plain oxigraph, each in a session whose processor time is read."""

from __future__ import annotations

import http.client
import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from bench.measure import session_cpu
from server.background import start, stop


@dataclass(frozen=True, slots=True)
class Served:
    """A running server with one open connection; `path` is where it takes queries."""

    pid: int
    connection: http.client.HTTPConnection
    path: str

    def cpu(self) -> float:
        """Processor seconds of its session so far."""
        return session_cpu(self.pid)

    def ask(self, query: str) -> bytes:
        """The answer as SPARQL results in JSON."""
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/sparql-results+json",
        }
        return self._post(self.path, urlencode({"query": query}).encode(), headers)

    def rows(self, query: str) -> int:
        """How many solutions a query has."""
        return len(json.loads(self.ask(query))["results"]["bindings"])

    def upload(self, nquads: bytes) -> None:
        """Put quads into an oxigraph server, by its Graph Store Protocol."""
        self._post("/store", nquads, {"Content-Type": "application/n-quads"})

    def _post(self, path: str, body: bytes, headers: dict[str, str]) -> bytes:
        self.connection.request("POST", path, body, headers)
        response = self.connection.getresponse()
        answer = response.read()
        if response.status >= 300:
            raise RuntimeError(f"{path} answered {response.status}: {answer[:300]!r}")
        return answer


@contextmanager
def treatygraph(store: Path, work: Path) -> Iterator[Served]:
    """Our server on a store's folder."""
    port = _free_port()
    command = [sys.executable, "-m", "treatygraph", "serve", "--port", str(port), "--store", os.fspath(store)]
    with _running(command, port, "/health/ready", "/sparql", work) as served:
        yield served


@contextmanager
def oxigraph(work: Path) -> Iterator[Served]:
    """A plain oxigraph server on an empty folder."""
    port = _free_port()
    program = os.fspath(Path(sys.executable).with_name("oxigraph"))
    command = [program, "serve", "--location", os.fspath(work / "oxigraph"), "--bind", f"127.0.0.1:{port}"]
    with _running(command, port, "/", "/query", work) as served:
        yield served


@contextmanager
def _running(command: list[str], port: int, ready: str, path: str, work: Path) -> Iterator[Served]:
    pid_file = work / f"{port}.pid"
    pid = start(command, f"http://127.0.0.1:{port}{ready}", pid_file, work / f"{port}.log")
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        yield Served(pid, connection, path)
    finally:
        connection.close()
        stop(pid_file)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
