"""Where an address leads: scheme, host and port in one spelling, or why nobody goes there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote, urljoin

import idna
from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from graph.errors import FetchError
from ingest.fetching.addresses import Address, why_not_public

PORTS = {"http": 80, "https": 443}
_PARTS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)([^?#]*)(\?[^#]*)?(?:#.*)?\Z", re.S)
_AUTHORITY = re.compile(r"(\[[^\]]*\]|[^:\[\]]*)(?::([0-9]{0,5}))?\Z")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\\]")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\Z")
_NUMBER = re.compile(r"(?:[0-9]+|0x[0-9a-f]*)\Z")
# Names that mean this machine or this network wherever they are asked (RFC 6761, 6762, 7686, 8375, 9476).
_LOCAL = ("localhost", "local", "internal", "home.arpa", "onion", "alt", "localdomain", "lan", "intranet")
_LONGEST_URL = 4096
_LONGEST_NAME = 253
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a client may go; what is wider than the public web is for tests, which pass it in."""

    why_not: Callable[[Address], str | None] = why_not_public
    ports: frozenset[int] = frozenset(PORTS.values())


@dataclass(frozen=True, slots=True)
class Target:
    """One address in the spelling that is asked for; `host` is an ASCII name, or an IP address without brackets."""

    url: str
    scheme: str
    host: str
    port: int

    @property
    def site(self) -> str:
        """Scheme, host and port, with a slash at the end."""
        return urljoin(self.url, "/")

    @property
    def path(self) -> str:
        """Path and query as the server gets them."""
        return "/" + self.url.removeprefix(self.site)


def target_of(url: str, reach: Reach) -> Target:
    """Where `url` leads; FetchError where it is malformed, in an odd spelling, or out of reach.

    Nothing is looked up or opened: a name's addresses are judged when it is resolved.
    """
    scheme, authority, path, query = _parts(url)
    if scheme not in PORTS:
        raise FetchError(shown(url), f"{scheme}: is not fetched; give an address of http or https")
    host, port = _host_and_port(url, authority)
    port = PORTS[scheme] if port is None else port
    if port not in reach.ports:
        allowed = " and ".join(map(str, sorted(reach.ports)))
        raise FetchError(shown(url), f"port {port} is not fetched from, only {allowed}; give the public address")
    host = _checked(url, host, reach)
    netloc = f"[{host}]" if ":" in host else host
    netloc = netloc if port == PORTS[scheme] else f"{netloc}:{port}"
    whole = f"{scheme}://{netloc}{_quoted(path) or '/'}{_quoted(query)}"
    try:
        return Target(parse_url(whole).url, scheme, host, port)
    except LocationParseError as error:
        raise FetchError(shown(url), "is no address that can be read; write it as a browser shows it") from error


def shown(url: str) -> str:
    """An address for a message: without the password in it, without control characters, and not for ever."""
    text = re.sub(r"(?<=//)[^/?#]*@", "…@", url)
    text = "".join(letter if letter.isprintable() else f"\\x{ord(letter):02x}" for letter in text)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def address_of(host: str) -> Address | None:
    """The address that a host is, where it is one in its plain spelling."""
    try:
        return IPv6Address(host) if ":" in host else IPv4Address(host)
    except AddressValueError:
        return None


def _parts(url: str) -> tuple[str, str, str, str]:
    if len(url) > _LONGEST_URL:
        raise FetchError(shown(url), f"is longer than {_LONGEST_URL} characters; give a shorter address")
    if _CONTROL.search(url):
        raise FetchError(shown(url), "holds a control character or a backslash; write the address without it")
    found = _PARTS.match(url)
    if found is None:
        raise FetchError(shown(url), "is no whole address; write it with https:// and its host")
    return found[1].lower(), found[2], found[3], found[4] or ""


def _host_and_port(url: str, authority: str) -> tuple[str, int | None]:
    if "@" in authority:
        raise FetchError(shown(url), "carries a user name or password; give the address without it")
    if "%" in authority:
        raise FetchError(shown(url), "has a host in percent signs; write the host in plain letters")
    found = _AUTHORITY.match(authority)
    if found is None or not found[1].strip():
        raise FetchError(shown(url), "names no host; write the address with its host")
    return found[1], int(found[2]) if found[2] else None


def _checked(url: str, host: str, reach: Reach) -> str:
    """The host in its one spelling, if it may be asked."""
    plain = _bracketed(url, host) if host.startswith("[") else _name(url, host)
    address = address_of(plain)
    if address is not None and (words := reach.why_not(address)) is not None:
        raise FetchError(shown(url), f"{address} is {words}, and only public addresses are fetched")
    return plain


def _bracketed(url: str, host: str) -> str:
    try:
        return str(IPv6Address(host[1:-1]))
    except AddressValueError as error:
        raise FetchError(shown(url), "holds no IPv6 address between its brackets; mend it") from error


def _name(url: str, host: str) -> str:
    """The host in lower-case ASCII; an IPv4 address only as four decimal numbers."""
    if not host.isascii():
        try:
            # Wide digits and the ideographic full stop become plain ones here, before anything is judged.
            host = idna.encode(host, uts46=True).decode()
        except idna.IDNAError as error:
            raise FetchError(shown(url), "has a host that is no international name; mend its spelling") from error
    host = host.lower().removesuffix(".")
    labels = host.split(".")
    if len(host) > _LONGEST_NAME or not all(_LABEL.match(label) for label in labels):
        raise FetchError(shown(url), "has a host that is no name; write it as a browser shows it")
    if _NUMBER.match(labels[-1]):
        # 2130706433, 0x7f.1, 127.1 and 0177.0.0.1 are all loopback to a system's resolver.
        if address_of(host) is None:
            raise FetchError(shown(url), "has a number for a host; write an IPv4 address as four decimal numbers")
    elif len(labels) == 1 or any(host == name or host.endswith(f".{name}") for name in _LOCAL):
        raise FetchError(shown(url), f"{host} is a name of this network alone; give a public address")
    return host


def _quoted(text: str) -> str:
    """Path or query in ASCII; what is percent-encoded stays so."""
    return quote(text, safe="/?!#$%&'()*+,:;=@[]~-._")
