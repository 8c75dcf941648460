"""A server in the background: started until it is ready, found again by its pid file, ended for good.

The pid file is locked for as long as a process of the server's session lives, since the server inherits
the open file. So a stale file is told from a live server without trusting the number in it, which may have
gone to a stranger since.
`python -m server.background PIDFILE` ends the server of that file.
"""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, build_opener

from graph.errors import ServerError

_PAUSE = 0.05  # seconds between two looks
_GRACE = 10.0  # seconds that a server gets to end by itself
# The ready address is on this machine: a proxy named by the environment would not find it.
_OPENER = build_opener(ProxyHandler({}))


def start(command: Sequence[str], ready_url: str, pid_file: Path, log_file: Path, timeout: float = 30.0) -> int:
    """Start a server in a session of its own; its pid, once `ready_url` answers.

    `command` starts with the path of a program; what it prints goes to `log_file`. ServerError when the pid
    file belongs to a running server, when the port is taken, and, with the end of the log, when the server
    dies or is not ready after `timeout` seconds; then nothing is left behind but the log.
    """
    refuse_second(pid_file, ready_url)
    pid_file.parent.mkdir(parents=True, exist_ok=True)
    log_file.parent.mkdir(parents=True, exist_ok=True)
    with _locked(pid_file) as lock:
        pid = _spawn(command, log_file, lock)
        try:
            os.write(lock, f"{pid}\n".encode())
            _await_ready(pid, ready_url, log_file, timeout)
        except BaseException:
            _end_child(pid)
            pid_file.unlink()
            raise
    return pid


def stop(pid_file: Path) -> bool:
    """End the server of a pid file and remove the file; False when none was running.

    The server is asked to end, and after ten seconds killed with all of its session.
    """
    if not _is_held(pid_file):
        pid_file.unlink(missing_ok=True)
        return False
    pid = _pid_in(pid_file)
    for send, number in ((os.kill, signal.SIGTERM), (os.killpg, signal.SIGKILL)):
        with suppress(ProcessLookupError):
            send(pid, number)
        if _comes_true(lambda: not _is_held(pid_file), _GRACE):
            pid_file.unlink(missing_ok=True)
            return True
    raise ServerError(f"{pid_file}: process {pid} does not end; end it by hand")


def refuse_second(pid_file: Path, ready_url: str) -> None:
    """ServerError when the pid file's server runs already, or anything listens where `ready_url` points."""
    if _is_held(pid_file):
        raise ServerError(f"{pid_file}: its server runs already, as process {_pid_in(pid_file)}; `make stop` ends it")
    address = urlsplit(ready_url)
    host, port = address.hostname or "localhost", address.port or 80
    with suppress(OSError), socket.create_connection((host, port), timeout=1):
        raise ServerError(f"port {port} is taken by another program; choose one (make demo PORT={port + 1})")


@contextmanager
def _locked(pid_file: Path) -> Iterator[int]:
    """The pid file open, empty and locked; locked until the last process that inherits it is gone."""
    handle = os.open(pid_file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.truncate(handle, 0)
        yield handle
    except BlockingIOError as error:
        raise ServerError(f"{pid_file}: a server is being started at this moment") from error
    finally:
        os.close(handle)


def _is_held(pid_file: Path) -> bool:
    try:
        handle = os.open(pid_file, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def _pid_in(pid_file: Path) -> int:
    text = pid_file.read_text("ascii").strip()
    if not text.isdecimal():
        raise ServerError(f"{pid_file}: its server is being started at this moment; try again")
    return int(text)


def _spawn(command: Sequence[str], log_file: Path, lock: int) -> int:
    """Start the command with no input, its output in the log, and the lock handed down."""
    os.set_inheritable(lock, True)
    return os.posix_spawn(
        command[0],
        list(command),
        os.environ,
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, os.fspath(log_file), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
            (os.POSIX_SPAWN_DUP2, 1, 2),
        ],
        setsid=True,
    )


def _await_ready(pid: int, ready_url: str, log_file: Path, timeout: float) -> None:
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        answered = _answers(ready_url)
        # The process is looked at last: what answers for a dead one is somebody else.
        if _has_ended(pid):
            raise ServerError(f"the server ended before it was ready; {_end_of(log_file)}")
        if answered:
            return
        time.sleep(_PAUSE)
    raise ServerError(f"the server did not answer at {ready_url} within {timeout:g} s; {_end_of(log_file)}")


def _answers(url: str) -> bool:
    with suppress(OSError, HTTPException):
        try:
            with _OPENER.open(url, timeout=2) as response:
                return bool(200 <= response.status < 300)
        except HTTPError as error:  # an answer all the same: who says 503 is not ready
            error.close()
    return False


def _end_of(log_file: Path) -> str:
    lines = log_file.read_text("utf-8", errors="replace").strip().splitlines()[-5:]
    return "\n  ".join([f"the end of its log, {log_file}:", *(lines or ["(empty)"])])


def _end_child(pid: int) -> None:
    """End the session of our own child, and take leave of the child itself."""
    # The second round also reaches workers that outlived their leader.
    for number in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(pid, number)
        with suppress(ChildProcessError):
            _comes_true(lambda: _has_ended(pid), _GRACE)


def _has_ended(pid: int) -> bool:
    return os.waitpid(pid, os.WNOHANG) != (0, 0)


def _comes_true(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(_PAUSE)
    return False


def main(arguments: Sequence[str]) -> int:
    """End the server of the pid file named, and say so."""
    try:
        print("stopped" if stop(Path(arguments[0])) else "nothing runs")
    except ServerError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
