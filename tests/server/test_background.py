"""Real servers of the standard library, started and ended in the background."""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import ServerError
from server.background import main, refuse_second, start, stop

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sessions and file locks are POSIX")

SERVE = """
import http.server, signal, sys
class Quiet(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response({status}); self.end_headers(); self.wfile.write(b"well")
print("serving", flush=True)
signal.signal(signal.SIGTERM, {handler})
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Quiet).serve_forever()
"""


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """A folder whose name holds a blank; what a test leaves running there is ended."""
    folder = tmp_path / "a place"
    yield folder
    stop(folder / "run" / "demo.pid")


def server(port: int, status: int = 200, handler: str = "signal.SIG_DFL") -> list[str]:
    return [sys.executable, "-c", SERVE.format(status=status, handler=handler), str(port)]


def run(command: list[str], port: int, place: Path, timeout: float = 20.0) -> int:
    return start(command, f"http://127.0.0.1:{port}/", place / "run" / "demo.pid", place / "demo.log", timeout)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_a_started_server_answers_and_its_pid_stands_in_the_file(port: int, place: Path) -> None:
    pid = run(server(port), port, place)

    assert listens(port)
    assert (place / "run" / "demo.pid").read_text() == f"{pid}\n"
    assert "serving" in (place / "demo.log").read_text()


def test_a_started_server_has_a_session_of_its_own(port: int, place: Path) -> None:
    pid = run(server(port), port, place)

    assert os.getsid(pid) == pid


def test_stop_ends_the_server_and_removes_the_file(port: int, place: Path) -> None:
    run(server(port), port, place)

    assert stop(place / "run" / "demo.pid")
    assert not listens(port)
    assert not (place / "run" / "demo.pid").exists()


def test_stop_is_content_where_nothing_runs(place: Path) -> None:
    assert not stop(place / "run" / "demo.pid")


def test_stop_does_not_touch_a_stranger_who_got_the_number(place: Path) -> None:
    stale = place / "run" / "demo.pid"
    stale.parent.mkdir(parents=True)
    stale.write_text(f"{os.getpid()}\n")

    assert not stop(stale)
    assert not stale.exists()


def test_a_server_that_will_not_end_is_killed(port: int, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.background._GRACE", 0.5)
    run(server(port, handler="signal.SIG_IGN"), port, place)

    assert stop(place / "run" / "demo.pid")
    assert not listens(port)


def test_a_worker_without_its_leader_is_found_and_killed(
    port: int, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.background._GRACE", 0.5)
    command = server(port)
    command[2] = "import os, time\nif os.fork(): time.sleep(60)\n" + command[2]
    pid = run(command, port, place)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)

    assert stop(place / "run" / "demo.pid")
    assert not listens(port)


def test_a_taken_port_is_refused_by_number(port: int, place: Path) -> None:
    with socket.create_server(("127.0.0.1", port)), pytest.raises(ServerError, match=f"port {port} is taken"):
        run(server(port), port, place)

    assert not (place / "run" / "demo.pid").exists()


def test_a_second_server_on_the_same_file_is_refused(port: int, place: Path) -> None:
    pid = run(server(port), port, place)

    with pytest.raises(ServerError, match=f"runs already, as process {pid}"):
        refuse_second(place / "run" / "demo.pid", f"http://127.0.0.1:{port}/")


def test_a_server_that_dies_is_reported_with_the_end_of_its_log(port: int, place: Path) -> None:
    with pytest.raises(ServerError, match=r"ended before it was ready(.|\n)*no such luck"):
        run([sys.executable, "-c", "raise SystemExit('no such luck')"], port, place)

    assert not (place / "run" / "demo.pid").exists()


@pytest.mark.parametrize("status", [404, 503])
def test_a_server_that_is_not_ready_in_time_is_ended(port: int, place: Path, status: int) -> None:
    with pytest.raises(ServerError, match=r"did not answer at .* within 1 s"):
        run(server(port, status), port, place, timeout=1)

    assert not listens(port)


def test_what_speaks_no_http_is_not_ready(port: int, place: Path) -> None:
    babble = (
        "import socket, sys\n"
        "door = socket.create_server(('127.0.0.1', int(sys.argv[1])))\n"
        "while True:\n"
        "    guest, _ = door.accept(); guest.sendall(b'good day\\r\\n\\r\\n'); guest.close()\n"
    )

    with pytest.raises(ServerError, match=r"did not answer"):
        run([sys.executable, "-c", babble, str(port)], port, place, timeout=1)


def test_a_start_in_progress_is_neither_disturbed_nor_ended(port: int, place: Path) -> None:
    pid_file = place / "run" / "demo.pid"
    pid_file.parent.mkdir(parents=True)
    with pid_file.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)

        with pytest.raises(ServerError, match="being started"):
            run(server(port), port, place)
        with pytest.raises(ServerError, match="being started"):
            stop(pid_file)


def test_the_command_says_what_it_did(port: int, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(server(port), port, place)
    pid_file = str(place / "run" / "demo.pid")

    codes = main([pid_file]), main([pid_file])

    assert codes == (0, 0)
    assert capsys.readouterr().out == "stopped\nnothing runs\n"


def test_the_command_fails_in_words(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pid_file = place / "held.pid"
    pid_file.parent.mkdir(parents=True)
    with pid_file.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)

        code = main([str(pid_file)])

    assert code == 1
    assert "being started" in capsys.readouterr().err


def test_a_stopped_server_frees_its_port(port: int, place: Path) -> None:
    first = run(server(port), port, place)
    stop(place / "run" / "demo.pid")

    second = run(server(port), port, place)

    assert second != first
