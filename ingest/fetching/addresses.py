"""Which internet addresses are public: no machine of a private network, of this host or of no host at all."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

Address = IPv4Address | IPv6Address

# IANA IPv4 and IPv6 Special-Purpose Address Registries. Written out, since Python changed what it calls private
# from release to release (CVE-2024-4032).
_CLOSED_4 = tuple(
    (IPv4Network(network), words)
    for network, words in (
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared by a provider"),
        ("127.0.0.0/8", "loopback"),
        # Azure gives its machines their secrets here, at an address that looks public.
        ("168.63.129.16/32", "a cloud's own service"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "for documentation"),
        ("192.88.99.0/24", "reserved"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "for benchmarks"),
        ("198.51.100.0/24", "for documentation"),
        ("203.0.113.0/24", "for documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)
_CLOSED_6 = tuple(
    (IPv6Network(network), words)
    for network, words in (
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("64:ff9b:1::/48", "a private translator's"),
        ("100::/64", "discarded"),
        ("2001::/23", "reserved"),
        ("2001:db8::/32", "for documentation"),
        ("3fff::/20", "for documentation"),
        ("5f00::/16", "reserved"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "private"),
        ("ff00::/8", "multicast"),
    )
)
_GLOBAL_6 = IPv6Network("2000::/3")
_TEREDO = IPv6Network("2001::/32")
# Where the last 32 bits are an IPv4 address: compatible and mapped (RFC 4291 2.5.5), translated (RFC 2765), and
# NAT64 (RFC 6052).
_CARRIERS = tuple(IPv6Network(network) for network in ("::/96", "::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96"))
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})
_LOW = 0xFFFFFFFF


def why_not_public(address: Address) -> str | None:
    """Why nothing is fetched from an address, in one word or two; None for a public one.

    An IPv6 address that carries IPv4 ones is as private as any of these.
    """
    if isinstance(address, IPv4Address):
        return next((words for network, words in _CLOSED_4 if address in network), None)
    if address.scope_id is not None:
        return "of one link only"
    for inner in _carried(address):
        if (words := why_not_public(inner)) is not None:
            return f"{inner} in another form, and that is {words}"
    if address in _TEREDO or any(address in network for network in _CARRIERS):
        return next((words for network, words in _CLOSED_6[:2] if address in network), None)
    closed = next((words for network, words in _CLOSED_6 if address in network), None)
    return closed if closed is not None or address in _GLOBAL_6 else "reserved"


def _carried(address: IPv6Address) -> list[IPv4Address]:
    """The IPv4 addresses that an IPv6 address leads to by one of the roads between the two."""
    number = int(address)
    if number <= 1:
        return []  # the unspecified address and loopback are no IPv4 addresses in disguise
    found = [IPv4Address(number & _LOW)] if any(address in network for network in _CARRIERS) else []
    if address.sixtofour is not None:
        found.append(address.sixtofour)
    found += address.teredo or ()
    if (number >> 32) & _LOW in _ISATAP:
        found.append(IPv4Address(number & _LOW))
    return found
