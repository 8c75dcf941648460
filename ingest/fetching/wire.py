"""Connections that go to a checked address and nowhere else, and end when the budget does.

urllib3 resolves a name while it connects, after any check that came before; a name that answers twice, first with a
public address and then with a private one, walks around such a check. Here the look-up, the check and the connection
are one step, and nothing is looked up again.
"""

from __future__ import annotations

import socket
import ssl
from functools import partial
from ipaddress import ip_address
from typing import Any, cast

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util.ssl_ import create_urllib3_context

from graph.errors import FetchError
from ingest.fetching.addresses import Address
from ingest.fetching.budget import Budget
from ingest.fetching.resolving import Resolver, resolve
from ingest.fetching.targets import Reach, address_of

_CONNECT_SECONDS = 10.0


class Route:
    """The way of one hop: its name looked up once, every address checked, one of these connected to."""

    def __init__(self, reach: Reach, resolver: Resolver, budget: Budget) -> None:
        self._reach = reach
        self._resolver = resolver
        self.budget = budget

    def connect(self, host: str, port: int) -> socket.socket:
        """An open connection; FetchError where any address of the host is out of reach, or none answers."""
        if port not in self._reach.ports:
            raise FetchError(self.budget.url, f"port {port} is not fetched from; give the public address")
        failure: OSError | None = None
        for address in self._addresses(host, port):
            try:
                return self._open(address, port)
            except OSError as error:
                failure = error
        self.budget.remaining()
        words = (failure.strerror or str(failure)).lower() if failure else "no address"
        reason = f"{host} cannot be reached: {words}; try later"
        raise FetchError(self.budget.url, reason, passing=True) from failure

    def _addresses(self, host: str, port: int) -> list[Address]:
        literal = address_of(host)
        if literal is not None:
            return [self._checked(host, literal)]
        found = resolve(host, port, self._resolver, self.budget)
        # All are judged before any is tried: a name that mixes public and private ones means no good.
        return [self._checked(host, ip_address(text)) for text in found]

    def _checked(self, host: str, address: Address) -> Address:
        words = self._reach.why_not(address)
        if words is None:
            return address
        reason = f"{host} is at {address}, which is {words}; only public addresses are fetched"
        raise FetchError(self.budget.url, reason)

    def _open(self, address: Address, port: int) -> socket.socket:
        family = socket.AF_INET if address.version == 4 else socket.AF_INET6
        opened = _MeteredSocket(family, socket.SOCK_STREAM)
        try:
            opened.settimeout(min(_CONNECT_SECONDS, self.budget.remaining()))
            opened.connect((str(address), port))
            peer = ip_address(opened.getpeername()[0])
            if peer != address:
                raise FetchError(self.budget.url, f"{address} answered from {peer}; nothing was asked of it")
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            opened.settimeout(self.budget.remaining())
            opened.budget = self.budget
        except BaseException:
            opened.close()
            raise
        return opened


class _Metered:
    """A socket that waits no longer, and takes no more, than its budget allows."""

    budget: Budget | None = None

    def recv_into(self, *arguments: Any, **named: Any) -> int:
        """Bytes as they come, deciphered where they were enciphered; FetchError at the end of the budget."""
        read = cast(socket.socket, super())
        if self.budget is None:
            return read.recv_into(*arguments, **named)
        cast(socket.socket, self).settimeout(self.budget.remaining())
        try:
            count = read.recv_into(*arguments, **named)
        except TimeoutError as error:
            raise self.budget.late() from error
        self.budget.receive(count)
        return count


class _MeteredSocket(_Metered, socket.socket):
    """The plain one."""


class _MeteredTlsSocket(_Metered, ssl.SSLSocket):
    """The one under TLS; the handshake itself ends with the time-out that the plain socket was given."""


class _Connection(HTTPConnection):
    def __init__(self, *arguments: Any, route: Route, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._route = route

    def _new_conn(self) -> socket.socket:
        return self._route.connect(self.host, self.port or 80)


class _TlsConnection(HTTPSConnection):
    def __init__(self, *arguments: Any, route: Route, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._route = route

    def _new_conn(self) -> socket.socket:
        return self._route.connect(self.host, self.port or 443)

    def connect(self) -> None:
        """Connect and shake hands; the name in the address is the one that the certificate must bear."""
        super().connect()
        if isinstance(self.sock, _MeteredTlsSocket):
            self.sock.budget = self._route.budget


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _TlsConnection


class RoutedAdapter(HTTPAdapter):
    """The transport of one hop. It knows no proxy, and its connections serve no other hop."""

    def __init__(self, route: Route, context: ssl.SSLContext) -> None:
        self._route = route
        self._context = context
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *arguments: Any, **named: Any) -> None:
        """The pools of this route in place of the usual ones."""
        super().init_poolmanager(*arguments, **named, ssl_context=self._context)
        self.poolmanager.pool_classes_by_scheme = {
            "http": partial(_Pool, route=self._route),
            "https": partial(_TlsPool, route=self._route),
        }


def tls_context() -> ssl.SSLContext:
    """A context whose sockets are metered; certificates are verified by name, which urllib3 sees to."""
    context = create_urllib3_context()
    context.sslsocket_class = _MeteredTlsSocket
    return context
