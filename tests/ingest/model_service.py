"""A local service that answers like an OpenAI-compatible one, with what a test tells it to say: lies too."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Service:
    """What the service says next, and what it was asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.status = 200
        self.redirect: str | None = None
        self.raw: bytes | None = None
        self.content = json.dumps({"claims": []})
        self.address = ""

    def say(self, *claims: object) -> None:
        """Answer with these claims from now on."""
        self.content = json.dumps({"claims": list(claims)}, ensure_ascii=False)

    def answer(self) -> bytes:
        """The body of the next answer."""
        if self.raw is not None:
            return self.raw
        return json.dumps({"choices": [{"message": {"role": "assistant", "content": self.content}}]}).encode()


@contextmanager
def model_service() -> Iterator[Service]:
    """The service on a free port of this machine."""
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            service.asked.append({"path": self.path, **json.loads(body)})
            service.headers.append(dict(self.headers))
            answer = service.answer()
            self.send_response(302 if service.redirect else service.status)
            if service.redirect:
                self.send_header("Location", service.redirect)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    service.address = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
