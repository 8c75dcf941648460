"""The process that serves: one worker that owns the store, and a parent that brings it back if it falls.

The store is opened in the worker and never before: an embedded store does not survive a fork, so workers are
spawned fresh. A worker that cannot start says why over a pipe, and the parent raises it.
"""

from __future__ import annotations

import http.client
import multiprocessing
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from multiprocessing.connection import Connection
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from graph.errors import ServerError, TreatygraphError
from graph.founding import settled
from graph.settings import Settings
from graph.stores import open_store
from server.app import create_app
from server.site import Workbench

_LOG = {
    "handlers": {
        "console": {"formatter": "generic", "class": "logging.StreamHandler", "stream": "ext://sys.stderr"},
        "access": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
_ANY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}
_LOOPBACK = {"127.0.0.1", "::1"}
_POLL_SECONDS = 0.05
_STOP_SECONDS = 5
# A worker that failed waits for its parent to end it, lest it be taken for a crash and brought back.
_FAREWELL_SECONDS = 30


def serve(settings: Settings, on_ready: Callable[[str], None], bench: Workbench | None = None) -> None:
    """Serve until SIGINT or SIGTERM; `on_ready` gets the address once it really answers.

    Raises ServerError where the port is taken or the store cannot be opened.
    """
    _check_port(settings.host, settings.port)
    multiprocessing.set_start_method("spawn", force=True)
    receiver, sender = multiprocessing.Pipe(duplex=False)
    server = _server(settings)
    watch = _Watch(settings, receiver, server.signal_handler_interrupt, on_ready)
    watch.start()
    try:
        server.serve(target_loader=partial(_load, settings, sender, bench), wrap_loader=False)
    except SystemExit as error:
        raise ServerError("the server's worker ended again and again; its last words stand above") from error
    finally:
        watch.stop()
        sender.close()
    if watch.failure is not None:
        raise ServerError(watch.failure)


def address(settings: Settings) -> str:
    """Where a browser on this machine finds the server."""
    host = _ANY_ADDRESS.get(settings.host, settings.host)
    shown = "localhost" if host in _LOOPBACK else f"[{host}]" if ":" in host else host
    return f"http://{shown}:{settings.port}/"


def _server(settings: Settings) -> MPServer:
    return MPServer(
        "treatygraph",
        address=settings.host or "127.0.0.1",
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=settings.threads,
        respawn_failed_workers=True,
        workers_kill_timeout=_STOP_SECONDS,
        log_level=LogLevels.error,
        log_dictconfig=_LOG,
        log_access=False,
    )


def _load(settings: Settings, report: Connection, bench: Workbench | None) -> Any:
    """The app, in the worker; a failure goes to the parent, which then ends this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches us too, and our parent ends us in order
    threading.Thread(target=_end_with_parent, daemon=True, name="parent").start()
    try:
        store = open_store(settings.store)
        app = create_app(store, settled(settings, store), bench)
    except TreatygraphError as error:
        report.send(str(error))
        time.sleep(_FAREWELL_SECONDS)
        os._exit(1)
    return app


def _end_with_parent() -> None:
    # An orphan would hold the store and the port, and nobody would know of it.
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _check_port(host: str, port: int) -> None:
    # The server's own socket shares a port with whoever else shares it, so a taken port must be found here.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise ServerError(f"cannot listen at {host} port {port}: {reason}; choose another with --port") from error


class _Watch(threading.Thread):
    """Waits beside the server: says when it answers, and stops it when its worker cannot start."""

    def __init__(
        self,
        settings: Settings,
        report: Connection,
        stop: Callable[[], None],
        on_ready: Callable[[str], None],
    ) -> None:
        super().__init__(daemon=True, name="watch")
        self.failure: str | None = None
        self._settings = settings
        self._report = report
        self._stop_server = stop
        self._on_ready = on_ready
        self._stopped = threading.Event()

    def run(self) -> None:
        """Until stopped: a report ends the server, the first answer makes it ready."""
        ready = False
        while not self._stopped.is_set():
            if self._report.poll(_POLL_SECONDS):
                self.failure = self._report.recv()
                self._stop_server()
                return
            if not ready and self._answers():
                ready = True
                self._on_ready(address(self._settings))

    def stop(self) -> None:
        """End the watch."""
        self._stopped.set()
        self.join()

    def _answers(self) -> bool:
        host = _ANY_ADDRESS.get(self._settings.host, self._settings.host)
        connection = http.client.HTTPConnection(host, self._settings.port, timeout=5)
        try:
            connection.request("GET", "/health/live")
            with connection.getresponse() as response:
                return response.status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
