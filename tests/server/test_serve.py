"""The server as a process: it starts, says where it is, answers, and ends when told to."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECONDS = 30
# The front door in small: it gives the command its settings from the environment, as the real one does.
FRONT_DOOR = textwrap.dedent("""
    import os
    import sys
    from graph.errors import TreatygraphError
    from graph.settings import Settings
    from server.cli import serve

    if __name__ == "__main__":
        try:
            serve(obj=Settings.from_env(os.environ))
        except TreatygraphError as error:
            sys.exit(f"treatygraph: {error}")
""")

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts servers, and ends by their ids those that a test leaves."""
    script = tmp_path / "front_door.py"
    script.write_text(FRONT_DOOR, encoding="utf-8")
    running: list[subprocess.Popen[str]] = []

    def run(*arguments: str) -> subprocess.Popen[str]:
        environ = {**os.environ, "PYTHONPATH": str(ROOT), "TREATYGRAPH_QUERY_SECONDS": "5"}
        process = subprocess.Popen(
            [sys.executable, str(script), *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environ,
        )  # fmt: skip
        running.append(process)
        return process

    yield run
    for process in running:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=SECONDS)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    return process.stderr.readline()


def get(port: int, path: str, headers: dict[str, str] | None = None) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        connection.request("GET", path, headers=headers or {})
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_server_says_where_it_is_answers_and_ends_cleanly(
    start: Start, tmp_path: Path, number: signal.Signals
) -> None:
    port = free_port()
    server = start("--port", str(port), "--store", str(tmp_path / "store"))

    said = first_line(server)
    status, _ = get(port, "/health/ready")
    server.send_signal(number)
    out, err = server.communicate(timeout=SECONDS)

    assert said == f"Serving at http://localhost:{port}/ (Ctrl-C ends it)\n"
    assert status == 200
    assert (server.returncode, out, err) == (0, "", "")


def test_a_taken_port_is_one_clear_line(start: Start, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        server = start("--port", str(port), "--store", str(tmp_path / "store"))
        out, err = server.communicate(timeout=SECONDS)

    assert server.returncode == 1
    assert out == ""
    assert err == (
        f"treatygraph: cannot listen at 127.0.0.1 port {port}: address already in use; choose another with --port\n"
    )


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::", ""])
def test_a_workbench_is_served_to_this_machine_only(start: Start, host: str) -> None:
    server = start("--profile", "workbench", "--store", "memory:", "--host", host)
    out, err = server.communicate(timeout=SECONDS)

    assert (server.returncode, out) == (2, "")
    assert "serves this machine only" in err


def test_a_busy_store_is_one_clear_line(start: Start, tmp_path: Path) -> None:
    store = tmp_path / "store"
    first = start("--port", str(free_port()), "--store", str(store))
    first_line(first)

    second = start("--port", str(free_port()), "--store", str(store))
    out, err = second.communicate(timeout=SECONDS)

    assert second.returncode == 1
    assert out == ""
    assert re.fullmatch(r"treatygraph: store .* is open in another process; .*\n", err)


def test_a_worker_that_dies_is_brought_back(start: Start, tmp_path: Path) -> None:
    port = free_port()
    server = start("--port", str(port), "--store", str(tmp_path / "store"))
    first_line(server)

    os.kill(worker_of(server.pid), signal.SIGKILL)

    assert answers_again(port)
    server.send_signal(signal.SIGTERM)
    server.communicate(timeout=SECONDS)
    assert server.returncode == 0


def test_a_worker_does_not_outlive_its_parent(start: Start, tmp_path: Path) -> None:
    port = free_port()
    server = start("--port", str(port), "--store", str(tmp_path / "store"))
    first_line(server)

    server.kill()

    # The pipe to standard error closes only when the last process that holds it has ended.
    server.communicate(timeout=SECONDS)
    with pytest.raises(ConnectionRefusedError):
        get(port, "/health/live")


def worker_of(pid: int) -> int:
    """The child that serves; the other child only tracks shared memory."""
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text():
            return int(child)
    raise AssertionError("the server has no worker")


def answers_again(port: int) -> bool:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        try:
            return get(port, "/health/ready")[0] == 200
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
    return False


def test_several_accept_lines_are_one_list(start: Start, tmp_path: Path) -> None:
    port = free_port()
    start_line = first_line(start("--port", str(port), "--store", str(tmp_path / "store")))

    types = {accept_twice(port, first, second) for first, second in (
        ("image/png", "text/csv"), ("text/csv", "image/png"),
    )}  # fmt: skip

    assert start_line.startswith("Serving")
    assert types == {"text/csv; charset=utf-8"}


def accept_twice(port: int, first: str, second: str) -> str | None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        connection.putrequest("GET", "/sparql?query=SELECT%20*%20%7B%7D", skip_accept_encoding=True)
        connection.putheader("Accept", first)
        connection.putheader("Accept", second)
        connection.endheaders()
        with connection.getresponse() as response:
            return response.getheader("Content-Type")
    finally:
        connection.close()


def test_a_body_in_pieces_is_read_whole_or_refused(start: Start, tmp_path: Path) -> None:
    port = free_port()
    first_line(start("--port", str(port), "--store", str(tmp_path / "store")))

    small = post_in_pieces(port, [b"ASK ", b"{}"])
    large = post_in_pieces(port, [b"a" * 65536] * 5)

    assert (small, large) == (200, 413)


def post_in_pieces(port: int, pieces: list[bytes]) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        headers = {"Content-Type": "application/sparql-query", "Transfer-Encoding": "chunked"}
        connection.request("POST", "/sparql", body=iter(pieces), headers=headers, encode_chunked=True)
        with connection.getresponse() as response:
            return response.status
    finally:
        connection.close()
