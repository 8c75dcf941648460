"""Real servers on the loopback address, and clients that may reach these and nothing else."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from ingest.fetching.addresses import Address, why_not_public
from ingest.fetching.client import Client
from ingest.fetching.patience import Patience
from ingest.fetching.targets import Reach


@dataclass
class Clock:
    """Time that stands still until someone sleeps."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


class Handler(BaseHTTPRequestHandler):
    """One request, answered as the site says."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        site = self.server
        assert isinstance(site, Site)
        site.asked.append(self)
        answer = site.answers.get(self.path.partition("?")[0])
        if answer is None:
            self.reply(404)
        else:
            answer(self)
        self.close_connection = True

    def reply(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if "Content-Length" not in named and "Transfer-Encoding" not in named:
            self.send_header("Content-Length", str(len(body)))
        for name, value in named.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


class Site(ThreadingHTTPServer):
    """Answers by path; `asked` keeps the requests in order."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, Callable[[Handler], None]] = {}
        self.asked: list[Handler] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        return [request.path for request in self.asked]

    def put(self, path: str, status: int = 200, body: bytes = b"", **headers: str) -> None:
        self.answers[path] = lambda request: request.reply(status, body, **headers)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what many of these tests are about."""


@contextmanager
def site() -> Iterator[Site]:
    server = Site()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def raw_site(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server that reads each request and then says what it likes; the port it listens at."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                peer, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=answer, args=(peer,), daemon=True).start()

    def answer(peer: socket.socket) -> None:
        with peer:
            try:
                request = b""
                while b"\r\n\r\n" not in request:
                    piece = peer.recv(4096)
                    if not piece:
                        return
                    request += piece
                if request.startswith(b"GET /robots.txt"):
                    peer.sendall(b"HTTP/1.1 404 None\r\nContent-Length: 0\r\n\r\n")
                else:
                    talk(peer)
            except OSError:
                return

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def loopback_too(address: Address) -> str | None:
    """The usual judgement, but for 127.0.0.1."""
    return None if str(address) == "127.0.0.1" else why_not_public(address)


def no_names(host: str, port: int) -> Sequence[str]:
    raise AssertionError(f"{host} was looked up")


def client(
    *ports: int,
    seconds: float = 5.0,
    size: int = 100_000,
    resolver: Callable[[str, int], Sequence[str]] = no_names,
    patience: Patience | None = None,
    authorities: str | None = None,
) -> Client:
    """A client that may reach 127.0.0.1 at these ports, and waits for nothing."""
    return Client(
        "treatygraph/0 (+https://example.org/contact)",
        seconds,
        size,
        reach=Reach(loopback_too, frozenset(ports)),
        resolver=resolver,
        patience=patience or Patience(attempts=1, interval=0.0),
        authorities=authorities,
    )
