"""Addresses as people and attackers write them: one spelling, or a refusal before anything is asked."""

from __future__ import annotations

from ipaddress import IPv4Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import FetchError
from ingest.fetching import wire
from ingest.fetching.canonical import canonical_url, is_web_address
from ingest.fetching.client import Client
from ingest.fetching.targets import Reach, shown, target_of
from tests.ingest.fetching.sites import no_names
from tests.ingest.fetching.test_addresses import PRIVATE, inside, wrappings

ODD = [
    "http://2130706433/", "http://0x7f000001/", "http://0x7f.1/", "http://127.1/", "http://127.0.1/", "http://0/",
    "http://017700000001/", "http://0177.0.0.1/", "http://127.0.0.01/", "http://0x7F.0x0.0x0.0x1/", "http://1/",
    "http://127.0.0.1/", "http://127.0.0.1./", "http://0.0.0.0/", "http://10.1.2.3/", "http://169.254.169.254/",
    "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::127.0.0.1]/",
    "http://[0:0:0:0:0:ffff:10.0.0.1]/", "http://[64:ff9b::10.0.0.1]/", "http://[2002:7f00:1::]/", "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/", "http://[fe80::1%eth0]/", "http://[fd00::1]/", "http://[v1.a]/", "http://[127.0.0.1]/",
    "http://localhost/", "http://LOCALHOST./", "http://a.localhost/", "http://printer.local/", "http://intranet/",
    "http://metadata.google.internal/", "http://router.home.arpa/",
    "http://127。0。0。1/", "http://１２７.0.0.1/", "http://①②⑦.0.0.1/", "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", "http://127.0.0.1．/",
    "http://user@example.org/", "http://user:secret@example.org/", "http://example.org@127.0.0.1/",
    "http://example.org:80@127.0.0.1/", "http://127.0.0.1#@example.org/", "http://127.0.0.1\\@example.org/",
    "http://127%2e0%2e0%2e1/", "http://%31%32%37.0.0.1/", "http://example%2eorg/", "http://ex ample.org/",
    "http://example.org:8080/", "http://example.org:22/", "http://example.org:0/", "http://example.org:65616/",
    "http://example.org:+80/", "http://example.org:80:80/", "http://example..org/", "http://.example.org/",
    "http://example.org../", "http://-a.org/", "http://a_b-.org/", "http:///path", "http://:80/", "http://", "//a.org/",
    "http:/example.org", "http:example.org", "example.org", "", "ftp://example.org/", "file:///etc/passwd",
    "gopher://example.org/", "data:text/plain,x", "javascript:alert(1)", "jar:http://example.org/!/", "ws://a.org/",
    "http://example.org/\r\nX: y", "http://example.org/\ta", "http://exa\nmple.org/", " http://example.org/",
    "http://example.org\x00.evil.org/", "http://[::1", "http://::1/", "http://1.2.3.4.5/", "http://1.2.3.0x4/",
    "http://256.256.256.256/", "http://example.org.0x7f/", "http://example.1/", "http://" + "a" * 64 + ".org/",
    "http://" + "a." * 130 + "org/", "http://example.org/" + "a" * 5000, "http://xn--a-ecp.ru\u2028/", "http://\u202eorg.a/",
]  # fmt: skip


@pytest.mark.parametrize("url", ODD)
def test_what_is_odd_private_or_not_of_the_web_is_refused_and_nobody_is_asked(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*arguments: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(wire._MeteredSocket, "connect", never)
    client = Client("test", resolver=no_names)

    with pytest.raises(FetchError) as caught:
        client.get(url)

    assert not caught.value.passing
    assert "\n" not in str(caught.value)


def spellings(address: IPv4Address) -> list[str]:
    """How a system's resolver would let an IPv4 address be written."""
    number = int(address)
    bytes_ = address.packed
    octal = ".".join(f"0{byte:o}" for byte in bytes_)
    wide = str(address).translate({ord(digit): 0xFF10 + int(digit) for digit in "0123456789"})
    return [
        str(address), f"{address}.", str(number), f"{number}.", hex(number), hex(number).upper().replace("X", "x"),
        f"0{number:o}", octal, ".".join(hex(byte) for byte in bytes_), f"{bytes_[0]}.{number & 0xFFFFFF}",
        f"{bytes_[0]}.{bytes_[1]}.{number & 0xFFFF}", f"0x{bytes_[0]:x}.{number & 0xFFFFFF}", wide,
        str(address).replace(".", "。"), "".join(f"%{ord(letter):02x}" for letter in str(address)),
        *(f"[{wrapped}]" for wrapped in wrappings(address)), f"[::ffff:{address}]", f"[::{address}]",
    ]  # fmt: skip


@given(inside(PRIVATE), st.sampled_from(["http", "https"]), st.sampled_from(["", ":80", ":443"]))
def test_a_private_address_is_refused_in_every_spelling(address: IPv4Address, scheme: str, port: str) -> None:
    for host in spellings(address):
        with pytest.raises(FetchError):
            target_of(f"{scheme}://{host}{port}/", Reach())


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("https://example.org:443/a?b=c#d", "https://example.org/a?b=c"),
        ("http://example.org:443/", "http://example.org:443/"),
        ("https://example.org./a", "https://example.org/a"),
        ("https://bücher.example/ü?q=ع", "https://xn--bcher-kva.example/%C3%BC?q=%D8%B9"),
        ("https://example.org/a%20b c", "https://example.org/a%20b%20c"),
        ("https://example.org/a/../b/./c", "https://example.org/b/c"),
        ("https://example.org?a", "https://example.org/?a"),
        ("https://example.org:/", "https://example.org/"),
        ("https://[2a00:1450::1]/", "https://[2a00:1450::1]/"),
        ("https://8.8.8.8/", "https://8.8.8.8/"),
    ],
)
def test_a_public_address_has_one_spelling(url: str, plain: str) -> None:
    target = target_of(url, Reach())

    assert target.url == plain
    assert target.site + target.path.removeprefix("/") == target.url
    assert target_of(target.url, Reach()) == target


def test_a_message_shows_no_password_and_no_control_character() -> None:
    text = shown("https://user:secret@example.org/\x1b[31m\u202e")

    assert text == "https://…@example.org/\\x1b[31m\\x202e"


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://example.org/", "http://[", "http://1."]))
def test_any_text_is_an_address_or_a_refusal(text: str, before: str) -> None:
    try:
        target = target_of(before + text, Reach())
    except FetchError:
        return

    assert target.url.isascii()
    assert target.port in {80, 443}
    assert target_of(target.url, Reach()) == target


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://Example.org/a?utm_source=x&b=1&fbclid=2&c=%20#top", "https://example.org/a?b=1&c=%20"),
        ("https://example.org:443", "https://example.org/"),
        ("http://example.org:8080/", "http://example.org:8080/"),
        ("https://example.org/185/signatures?p_auth=igXbHmd5", "https://example.org/185/signatures"),
        ("https://example.org/a;jsessionid=AB12?b", "https://example.org/a?b"),
        ("https://example.org/?b=2&a=1", "https://example.org/?b=2&a=1"),
        ("http://[2a00:1450::1]:80/a", "http://[2a00:1450::1]/a"),
    ],
)
def test_links_to_one_page_have_one_name(url: str, name: str) -> None:
    assert canonical_url(url) == name
    assert canonical_url(name) == name


@pytest.mark.parametrize(
    ("location", "is_address"), [("HTTPS://a.org", True), ("http:/a", False), ("data/http", False), ("-", False)]
)
def test_an_address_of_the_web_is_told_from_a_path(location: str, is_address: bool) -> None:
    assert is_web_address(location) is is_address
