"""The client against real servers: where it goes, what it takes, and how it asks."""

from __future__ import annotations

import gzip
import os
import socket
import ssl
import subprocess
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import FetchError, SettingError
from graph.settings import Settings
from ingest.fetching import edition, open_client, wire
from ingest.fetching.client import Client
from ingest.fetching.memory import Validators
from ingest.fetching.patience import Patience
from ingest.fetching.targets import Reach
from tests.ingest.fetching.sites import Clock, Handler, Site, client, raw_site, site


@pytest.fixture
def web() -> Iterator[Site]:
    with site() as server:
        yield server


def test_a_page_comes_with_its_media_type_and_validators(web: Site) -> None:
    web.put("/a", body=b"text", Content_Type="text/html; charset=windows-1256", ETag='"1"', Last_Modified="Mon")

    fetched = client(web.port).get(f"{web.url}/a#part")

    assert (fetched.url, fetched.body) == (f"{web.url}/a", b"text")
    assert fetched.media_type == "text/html; charset=windows-1256"
    assert fetched.validators == Validators('"1"', "Mon")
    assert not fetched.unchanged


def test_the_client_says_who_it_is_and_nothing_else(web: Site) -> None:
    web.put("/a", body=b"text", Set_Cookie="id=1")
    fetching = client(web.port)

    fetching.get(f"{web.url}/a")
    fetching.get(f"{web.url}/a")

    headers = web.asked[-1].headers
    assert headers["User-Agent"] == "treatygraph/0 (+https://example.org/contact)"
    assert headers["Host"] == f"127.0.0.1:{web.port}"
    assert headers["Cookie"] is None
    assert headers["Accept-Encoding"] == "gzip, deflate"


def test_the_user_agent_bears_version_and_contact() -> None:
    with pytest.raises(SettingError, match="FETCH_CONTACT"):
        open_client(Settings(fetch_contact="a\r\nX: y"))

    opened = open_client(Settings(fetch_contact="mailto:desk@example.org"))

    assert vars(opened)["_agent"] == f"treatygraph/{edition()} (+mailto:desk@example.org)"


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"])
def test_no_proxy_of_the_environment_is_asked(web: Site, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    web.put("/a", body=b"direct")
    with site() as proxy:
        monkeypatch.setenv(name, proxy.url)
        monkeypatch.delenv("NO_PROXY", raising=False)

        fetched = client(web.port).get(f"{web.url}/a")

        assert fetched.body == b"direct"
        assert proxy.asked == []


def test_no_password_of_netrc_is_sent(web: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / ".netrc"
    path.write_text("machine 127.0.0.1 login me password secret\n")
    path.chmod(0o600)
    monkeypatch.setenv("NETRC", str(path))
    monkeypatch.setenv("HOME", str(tmp_path))
    web.put("/a", body=b"text")

    client(web.port).get(f"{web.url}/a")

    assert all(request.headers["Authorization"] is None for request in web.asked)


@pytest.mark.parametrize(
    "answer",
    [["10.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["::ffff:192.168.0.1"], ["169.254.169.254"], ["64:ff9b::a00:1"], ["::1"]],
)
def test_a_name_with_any_private_address_is_not_connected_to(answer: list[str]) -> None:
    opened = Client("test", resolver=lambda host, port: answer, patience=Patience(attempts=1))

    with pytest.raises(FetchError, match="only public addresses") as caught:
        opened.get("http://one.example/")

    assert not caught.value.passing


def test_a_name_is_looked_up_once_a_hop_and_connected_to_what_was_checked(web: Site) -> None:
    web.put("/robots.txt", 404)
    web.put("/a", body=b"text")
    asked: list[str] = []

    def once_good(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    fetched = client(web.port, resolver=once_good).get(f"http://one.example:{web.port}/a")

    assert fetched.body == b"text"
    assert len(asked) == len(web.asked) == 2
    assert web.asked[-1].headers["Host"] == f"one.example:{web.port}"


def test_a_name_that_turns_private_is_refused_where_it_turns(web: Site) -> None:
    web.put("/robots.txt", 404)
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])

    with pytest.raises(FetchError, match=r"127\.0\.0\.2, which is loopback"):
        client(web.port, resolver=lambda host, port: next(answers)).get(f"http://one.example:{web.port}/a")

    assert web.paths == ["/robots.txt"]


def test_a_rebinding_name_has_no_second_look_up(web: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were the name resolved again in connecting, the system's resolver would be asked."""
    web.put("/a", body=b"text")

    def never(*arguments: object, **named: object) -> None:
        raise AssertionError("looked up a second time")

    monkeypatch.setattr(socket, "getaddrinfo", never)

    fetched = client(web.port, resolver=lambda host, port: ["127.0.0.1"]).get(f"http://one.example:{web.port}/a")

    assert fetched.body == b"text"


def test_a_peer_that_is_another_than_the_one_connected_to_is_asked_nothing(
    web: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire._MeteredSocket, "getpeername", lambda _: ("10.0.0.1", web.port))

    with pytest.raises(FetchError, match=r"127\.0\.0\.1 answered from 10\.0\.0\.1"):
        client(web.port).get(f"{web.url}/a")

    assert web.asked == []


def test_the_second_address_of_a_name_is_tried_where_the_first_does_not_answer(web: Site) -> None:
    web.put("/a", body=b"text")
    reach = Reach(lambda address: None if address.is_loopback else "far", frozenset({web.port}))
    opened = Client("test", reach=reach, resolver=lambda host, port: ["127.0.0.99", "127.0.0.1"])

    assert opened.get(f"http://one.example:{web.port}/a").body == b"text"


def test_what_a_server_says_reaches_no_terminal_as_it_is() -> None:
    talk = b"HTTP/1.1 \x1b[2J\x1b]0;title\x07 \r\n\r\n"
    with raw_site(lambda peer: peer.sendall(talk)) as port, pytest.raises(FetchError) as caught:
        client(port).get(f"http://127.0.0.1:{port}/a")

    assert str(caught.value).isprintable()


def test_a_name_without_an_address_is_said() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(FetchError, match=r"the name one\.example has no address") as caught:
        client(80, resolver=unknown).get("http://one.example/")

    assert caught.value.passing


def test_a_look_up_that_hangs_ends_with_the_deadline() -> None:
    def slow(host: str, port: int) -> list[str]:
        time.sleep(3)
        return ["8.8.8.8"]

    started = time.monotonic()

    with pytest.raises(FetchError, match="took over"):
        client(80, seconds=0.3, resolver=slow).get("http://one.example/")

    assert time.monotonic() - started < 2


@pytest.mark.parametrize("place", ["/4?q=%C3%A9", "4?q=é", "4?q=é".encode().decode("latin-1")])
def test_redirects_are_followed_and_the_last_address_is_told(web: Site, place: str) -> None:
    for number in range(4):
        web.put(f"/{number}", 302, Location=str(number + 1))
    web.put("/3", 302, Location=place)
    web.put("/4", body=b"end")

    fetched = client(web.port).get(f"{web.url}/0")

    assert fetched.body == b"end"
    assert fetched.url == f"{web.url}/4?q=%C3%A9"


def test_a_fifth_redirect_is_refused(web: Site) -> None:
    for number in range(5):
        web.put(f"/{number}", 301, Location=f"/{number + 1}")
    web.put("/5", body=b"end")

    with pytest.raises(FetchError, match="more than 4 times"):
        client(web.port).get(f"{web.url}/0")

    assert "/5" not in web.paths


@pytest.mark.parametrize(
    "place",
    ["http://10.0.0.1/", "http://2130706433/", "//169.254.169.254/latest", "http://[::ffff:127.0.0.2]/", "file:///etc/x",
     "http://localhost/", "http://user@example.org/", "gopher://a.org/", "http://0x7f.1:80/", "https://example.org:22/"],
)  # fmt: skip
def test_a_redirect_is_judged_like_the_first_address(web: Site, place: str) -> None:
    web.put("/a", 302, Location=place)
    with pytest.raises(FetchError) as caught:
        client(web.port, 80, 443).get(f"{web.url}/a")

    assert not caught.value.passing


def test_a_redirect_to_a_name_at_a_private_address_is_refused(web: Site) -> None:
    web.put("/a", 302, Location="http://inner.example/")

    with pytest.raises(FetchError, match=r"inner\.example is at 10\.0\.0\.1"):
        client(web.port, 80, resolver=lambda host, port: ["10.0.0.1"]).get(f"{web.url}/a")


def test_a_redirect_without_a_place_is_refused(web: Site) -> None:
    web.put("/a", 302)

    with pytest.raises(FetchError, match="does not say where"):
        client(web.port).get(f"{web.url}/a")


def test_the_body_of_a_redirect_is_not_read(web: Site) -> None:
    bomb = gzip.compress(bytes(50_000_000))
    web.put("/a", 302, bomb, Location="/b", Content_Encoding="gzip")
    web.put("/b", body=b"end")

    assert client(web.port).get(f"{web.url}/a").body == b"end"


@pytest.mark.parametrize("coding", ["gzip", "deflate", "x-gzip"])
def test_a_bomb_is_stopped_at_the_bound(web: Site, coding: str) -> None:
    body = zlib.compress(bytes(200_000_000)) if coding == "deflate" else gzip.compress(bytes(200_000_000), 1)
    web.put("/a", body=body, Content_Encoding=coding)
    started = time.monotonic()

    with pytest.raises(FetchError, match=r"holds more than 1000000 bytes; raise TREATYGRAPH_FETCH_BYTES"):
        client(web.port, size=1_000_000).get(f"{web.url}/a")

    assert time.monotonic() - started < 3


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "compress", "nonsense"])
def test_a_coding_that_was_not_asked_for_is_not_unpacked(web: Site, coding: str) -> None:
    web.put("/a", body=b"\x00" * 100, Content_Encoding=coding)

    with pytest.raises(FetchError, match="only gzip, deflate was asked for"):
        client(web.port).get(f"{web.url}/a")


def test_a_body_that_says_it_is_too_long_is_not_read(web: Site) -> None:
    web.answers["/a"] = lambda request: request.reply(200, b"", Content_Length="9000000000")

    with pytest.raises(FetchError, match="holds more than"):
        client(web.port).get(f"{web.url}/a")


def endless(head: bytes, piece: bytes) -> Iterator[int]:
    def talk(peer: socket.socket) -> None:
        peer.sendall(head)
        while True:
            peer.sendall(piece * 64)

    with raw_site(talk) as port:
        yield port


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 1000),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"3e8\r\n" + b"x" * 1000 + b"\r\n"),
        # A line of chunk size that never ends, and interim answers without end, are no body, and grow all the same.
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", b"x" * 1000),
        (b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\n", b"X: " + b"y" * 1000 + b"\r\n"),
        (b"HTTP/1.1 200 OK\r\nX: ", b"y" * 1000),
    ],
    ids=["body", "chunks", "chunk-size", "interim", "headers", "header"],
)
def test_what_never_ends_is_stopped(head: bytes, piece: bytes) -> None:
    started = time.monotonic()

    for port in endless(head, piece):
        with pytest.raises(FetchError):
            client(port).get(f"http://127.0.0.1:{port}/a")

    assert time.monotonic() - started < 4


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nX: ",
        b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
    ],
    ids=["status", "header", "body", "chunks"],
)
def test_a_server_that_drips_meets_the_deadline(head: bytes) -> None:
    def talk(peer: socket.socket) -> None:
        peer.sendall(head)
        for letter in "1" * 400:
            peer.sendall(letter.encode())
            time.sleep(0.05)

    with raw_site(talk) as port:
        started = time.monotonic()

        with pytest.raises(FetchError, match=r"took over 0\.5 seconds in all"):
            client(port, seconds=0.5).get(f"http://127.0.0.1:{port}/a")

        assert time.monotonic() - started < 1.5


def test_hops_and_attempts_share_one_deadline() -> None:
    def talk(peer: socket.socket) -> None:
        time.sleep(0.3)
        peer.sendall(b"HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n")

    with raw_site(talk) as port, pytest.raises(FetchError, match="took over"):
        client(port, seconds=0.5, patience=Patience(attempts=9, interval=0, first=0)).get(f"http://127.0.0.1:{port}/a")


def test_a_body_that_breaks_off_is_no_document() -> None:
    def talk(peer: socket.socket) -> None:
        peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")

    with raw_site(talk) as port, pytest.raises(FetchError, match="broke off") as caught:
        client(port).get(f"http://127.0.0.1:{port}/a")

    assert caught.value.passing


@pytest.mark.parametrize("talk", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 2x0 OK\r\n\r\n", b"\x16\x03\x01"])
def test_what_is_no_http_is_said(talk: bytes) -> None:
    with raw_site(lambda peer: peer.sendall(talk)) as port, pytest.raises(FetchError, match="broke off"):
        client(port).get(f"http://127.0.0.1:{port}/a")


@pytest.mark.parametrize(
    ("status", "words"), [(404, "nothing stands there"), (403, "programs"), (410, "gone"), (418, "418")]
)
def test_a_refusal_of_the_server_names_its_status_and_the_mend(web: Site, status: int, words: str) -> None:
    web.put("/a", status)

    with pytest.raises(FetchError, match=f"{status}.*{words}|{words}"):
        client(web.port).get(f"{web.url}/a")

    assert web.paths.count("/a") == 1


def test_an_unchanged_page_is_not_sent_again(web: Site) -> None:
    def answer(request: Handler) -> None:
        if request.headers["If-None-Match"] == '"1"' and request.headers["If-Modified-Since"] == "Mon":
            request.reply(304)
        else:
            request.reply(200, b"text", ETag='"1"', Last_Modified="Mon")

    web.answers["/a"] = answer
    opened = client(web.port)
    first = opened.get(f"{web.url}/a")

    again = opened.get(f"{web.url}/a", {first.url: first.validators}.__getitem__)

    assert (again.unchanged, again.body, again.validators) == (True, b"", first.validators)


def test_an_answer_of_unchanged_that_nobody_asked_for_is_an_error(web: Site) -> None:
    web.put("/a", 304)

    with pytest.raises(FetchError, match="304"):
        client(web.port).get(f"{web.url}/a")


def test_a_failure_that_may_pass_is_tried_again_with_growing_waits(web: Site) -> None:
    clock = Clock()
    web.put("/a", 503)

    with pytest.raises(FetchError, match="503") as caught:
        client(web.port, patience=waiting(clock)).get(f"{web.url}/a")

    assert caught.value.passing
    assert web.paths.count("/a") == 3
    assert clock.slept == [0.75, 1.5]


def test_a_later_attempt_may_succeed(web: Site) -> None:
    clock = Clock()
    answers = iter([503, 200])
    web.answers["/a"] = lambda request: request.reply(next(answers), b"text", Retry_After="7")

    fetched = client(web.port, patience=waiting(clock)).get(f"{web.url}/a")

    assert fetched.body == b"text"
    assert clock.slept == [7.0]


def test_a_wait_over_the_bound_is_left_to_a_later_run(web: Site) -> None:
    clock = Clock()
    web.put("/a", 429, Retry_After="3600")

    with pytest.raises(FetchError, match="left alone for 3600 seconds") as caught:
        client(web.port, patience=waiting(clock)).get(f"{web.url}/a")

    assert caught.value.wait == 3600
    assert clock.slept == []


def waiting(clock: Clock) -> Patience:
    return Patience(interval=0, sleep=clock.sleep, clock=clock, dice=lambda: 0.5)


def test_a_host_is_asked_no_more_often_than_agreed(web: Site) -> None:
    clock = Clock()
    web.put("/robots.txt", body=b"User-agent: *\nCrawl-delay: 5\n")
    web.put("/a", body=b"text")
    patience = Patience(interval=1.0, sleep=clock.sleep, clock=clock)
    opened = client(web.port, patience=patience)

    opened.get(f"{web.url}/a")
    opened.get(f"{web.url}/a")

    assert clock.slept == [5.0, 5.0]
    assert web.paths == ["/robots.txt", "/a", "/a"]


def test_a_crawl_delay_is_honoured_up_to_a_bound(web: Site) -> None:
    clock = Clock()
    web.put("/robots.txt", body=b"User-agent: *\nCrawl-delay: 86400\n")
    web.put("/a", body=b"text")

    client(web.port, patience=Patience(sleep=clock.sleep, clock=clock)).get(f"{web.url}/a")

    assert clock.slept == [30.0]


def test_a_site_that_closes_a_path_is_obeyed(web: Site) -> None:
    web.put("/robots.txt", body=b"User-agent: treatygraph\nDisallow: /closed\n\nUser-agent: *\nDisallow:\n")
    web.put("/closed/a", body=b"text")
    web.put("/open", 302, Location="/closed/a")

    for path in ("/closed/a", "/open"):
        with pytest.raises(FetchError, match=r"closed to robots by .*/robots\.txt"):
            client(web.port).get(f"{web.url}{path}")

    assert "/closed/a" not in web.paths


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_site_without_rules_is_open(web: Site, status: int) -> None:
    web.put("/robots.txt", status)
    web.put("/a", body=b"text")

    assert client(web.port).get(f"{web.url}/a").body == b"text"


@pytest.mark.parametrize("status", [500, 502, 503, 599])
def test_a_site_that_cannot_tell_its_rules_is_left_alone(web: Site, status: int) -> None:
    web.put("/robots.txt", status)
    web.put("/a", body=b"text")

    with pytest.raises(FetchError, match="robots"):
        client(web.port).get(f"{web.url}/a")

    assert "/a" not in web.paths


def test_rules_behind_redirects_are_found_and_those_too_far_off_are_none(web: Site) -> None:
    web.put("/robots.txt", 301, Location="/1")
    for number in range(1, 5):
        web.put(f"/{number}", 301, Location=f"/{number + 1}")
    web.put("/5", body=b"User-agent: *\nDisallow: /a")
    web.put("/a", body=b"text")

    with pytest.raises(FetchError, match="closed to robots"):
        client(web.port).get(f"{web.url}/a")
    web.put("/5", 301, Location="/6")

    assert client(web.port).get(f"{web.url}/a").body == b"text"


def test_rules_of_any_length_are_read_to_the_bound(web: Site) -> None:
    body = b"User-agent: *\nDisallow: /a\n" + b"#" * 10_000_000
    web.put("/robots.txt", body=gzip.compress(body), Content_Encoding="gzip")
    web.put("/a", body=b"text")

    with pytest.raises(FetchError, match="closed to robots"):
        client(web.port).get(f"{web.url}/a")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=one.example",
               "-addext", "subjectAltName=DNS:one.example", "-keyout", str(path), "-out", f"{path}.crt"]  # fmt: skip
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no openssl command makes a certificate here")
    path.write_bytes(path.read_bytes() + Path(f"{path}.crt").read_bytes())
    return path


@pytest.fixture
def sealed(certificate: Path) -> Iterator[tuple[Site, list[str | None]]]:
    names: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.sni_callback = lambda connection, name, _: names.append(name)
    with site() as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        yield server, names


def test_a_certificate_is_verified_by_the_name_in_the_address(
    sealed: tuple[Site, list[str | None]], certificate: Path
) -> None:
    server, names = sealed
    server.put("/a", body=b"sealed")
    opened = client(server.port, resolver=lambda host, port: ["127.0.0.1"], authorities=f"{certificate}.crt")

    fetched = opened.get(f"https://one.example:{server.port}/a")

    assert fetched.body == b"sealed"
    assert set(names) == {"one.example"}
    with pytest.raises(FetchError, match=r"certificate is not good for two\.example") as caught:
        opened.get(f"https://two.example:{server.port}/a")
    assert not caught.value.passing


def test_a_certificate_of_an_unknown_authority_is_refused(sealed: tuple[Site, list[str | None]]) -> None:
    server, _ = sealed
    server.put("/a", body=b"sealed")

    with pytest.raises(FetchError, match="certificate"):
        client(server.port, resolver=lambda host, port: ["127.0.0.1"]).get(f"https://one.example:{server.port}/a")

    assert server.asked == []


def test_a_sealed_page_does_not_lead_to_an_open_one(
    web: Site, sealed: tuple[Site, list[str | None]], certificate: Path
) -> None:
    server, _ = sealed
    server.put("/a", 302, Location=f"{web.url}/b")
    web.put("/b", body=b"open")
    opened = client(server.port, web.port, resolver=lambda host, port: ["127.0.0.1"], authorities=f"{certificate}.crt")

    with pytest.raises(FetchError, match="stands open where"):
        opened.get(f"https://one.example:{server.port}/a")

    assert web.asked == []


def test_a_sealed_server_that_drips_meets_the_deadline_and_the_bound(
    sealed: tuple[Site, list[str | None]], certificate: Path
) -> None:
    server, _ = sealed

    def drip(request: Handler) -> None:
        request.reply(200, b"", Content_Length="90000")
        for _ in range(100):
            request.wfile.write(b"x")
            time.sleep(0.05)

    server.answers["/drip"] = drip
    server.put("/long", body=b"x" * 500_000, Transfer_Encoding="identity")

    def opened() -> Client:
        return client(
            server.port, seconds=0.7, resolver=lambda host, port: ["127.0.0.1"], authorities=f"{certificate}.crt"
        )

    with pytest.raises(FetchError, match="took over"):
        opened().get(f"https://one.example:{server.port}/drip")
    with pytest.raises(FetchError, match="holds more than"):
        opened().get(f"https://one.example:{server.port}/long")


def test_a_handshake_that_never_ends_meets_the_deadline() -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    started = time.monotonic()
    with listener, pytest.raises(FetchError):
        client(port, seconds=0.4, resolver=lambda host, port: ["127.0.0.1"]).get(f"https://one.example:{port}/a")

    assert time.monotonic() - started < 2


def test_no_setting_makes_the_client_reach_further(monkeypatch: pytest.MonkeyPatch, web: Site) -> None:
    web.put("/a", body=b"text")
    for name in ("TREATYGRAPH_FETCH_REACH", "TREATYGRAPH_FETCH_ALLOW", "NO_PROXY"):
        monkeypatch.setenv(name, "127.0.0.1")
    opened = open_client(Settings.from_env(os.environ))

    with pytest.raises(FetchError):
        opened.get(f"{web.url}/a")

    assert web.asked == []
