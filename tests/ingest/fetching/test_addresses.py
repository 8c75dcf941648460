"""Which addresses are public, whatever they are wrapped in."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fetching.addresses import why_not_public

PRIVATE = ["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
           "192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4"]  # fmt: skip


def inside(networks: list[str]) -> st.SearchStrategy[IPv4Address]:
    found = [IPv4Network(network) for network in networks]
    return st.one_of(
        [
            st.integers(int(network.network_address), int(network.broadcast_address)).map(IPv4Address)
            for network in found
        ]
    )


def wrappings(address: IPv4Address) -> list[IPv6Address]:
    """The IPv6 addresses that lead to an IPv4 one."""
    number = int(address)
    return [
        IPv6Address(number),
        IPv6Address(0xFFFF << 32 | number),
        IPv6Address(0xFFFF << 48 | number),
        IPv6Address(int(IPv6Address("64:ff9b::")) | number),
        IPv6Address(0x2002 << 112 | number << 80),
        IPv6Address(0x20010000 << 96 | number << 64),
        IPv6Address(0x20010000 << 96 | int(IPv4Address("8.8.8.8")) << 64 | (number ^ 0xFFFFFFFF)),
        IPv6Address(int(IPv6Address("2a00:1450::")) | 0x5EFE << 32 | number),
    ]


@given(inside(PRIVATE))
def test_a_private_address_is_refused_in_every_wrapping(address: IPv4Address) -> None:
    assert why_not_public(address) is not None
    assert all(why_not_public(wrapped) is not None for wrapped in wrappings(address))


@given(
    st.one_of(
        [
            st.integers(int(net.network_address), int(net.broadcast_address)).map(IPv6Address)
            for net in map(IPv6Network, ["fc00::/7", "fe80::/10", "ff00::/8", "2001:db8::/32", "100::/64", "fec0::/10"])
        ]
    )
)
def test_a_private_address_of_version_6_is_refused(address: IPv6Address) -> None:
    assert why_not_public(address) is not None


@given(st.ip_addresses(v=4).filter(lambda address: not address.is_global))
def test_what_python_calls_not_global_is_refused(address: IPv4Address) -> None:
    assert why_not_public(address) is not None


@pytest.mark.parametrize(
    "text",
    ["8.8.8.8", "172.15.255.255", "172.32.0.0", "100.63.255.255", "100.128.0.0", "192.0.1.0", "223.255.255.255",
     "2a00:1450:4001:82a::200e", "2606:4700::6810:85e5", "64:ff9b::808:808", "::ffff:8.8.8.8", "2002:808:808::1"],
)  # fmt: skip
def test_a_public_address_is_not_refused(text: str) -> None:
    assert why_not_public(ip_address(text)) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [("::1", "loopback"), ("::", "unspecified"), ("fe80::1%eth0", "link"), ("168.63.129.16", "cloud"),
     ("fd00:ec2::254", "private"), ("100.100.100.200", "shared"), ("64:ff9b:1::1", "translator"),
     ("4000::1", "reserved")],
)  # fmt: skip
def test_a_refusal_says_what_the_address_is(text: str, words: str) -> None:
    reason = why_not_public(ip_address(text))

    assert reason is not None
    assert words in reason
