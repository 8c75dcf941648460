"""Web archives as locations: each page a document, what is damaged told, and the rest still read."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import logging
import tracemalloc
import zlib
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.model import RawDocument, Skipped
from ingest.parsing import parse
from ingest.pipeline import canonical
from ingest.sources import source_at
from ingest.sources.archives import archive_documents, bounds, is_archive

SHARED = Path(__file__).parents[4] / "shared" / "corpus" / "statustables" / "warc"
needs_corpus = pytest.mark.skipif(not SHARED.is_dir(), reason="the development corpus is not beside the project")
LIMIT = 1_000_000
PAGE = b"<html><body><p>Algeria signed the United Nations Convention against Cybercrime in Hanoi.</p></body></html>"


def http(body: bytes = PAGE, status: str = "200 OK", kind: str = "text/html; charset=utf-8", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}"] + ([f"Content-Type: {kind}"] if kind else [])
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def record(
    block: bytes, uri: str = "https://a.example/", kind: str = "response", length: int | None = None, **headers: object
) -> bytes:
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": "<urn:uuid:0f6b5a52-1c1d-4a7e-9b0a-000000000002>",
        "WARC-Target-URI": uri,
        "WARC-Date": "2025-10-25T10:00:00Z",
        "Content-Type": "application/http; msgtype=response",
        **{name.replace("_", "-"): value for name, value in headers.items()},
        "Content-Length": str(len(block) if length is None else length),
    }  # fmt: skip
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return b"WARC/1.1\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"


def page(name: str, body: bytes = PAGE, length: int | None = None, **headers: object) -> bytes:
    return record(http(body), f"https://{name}.example/", length=length, **headers)  # type: ignore[arg-type]  # names of headers alone


def read(archive: bytes, limit: int = LIMIT) -> list[RawDocument | Skipped]:
    return list(archive_documents(io.BytesIO(archive), "a.warc", limit))


def told(archive: bytes, limit: int = LIMIT) -> list[str]:
    """The hosts of the pages that were read, and `?` for each fault."""
    return ["?" if isinstance(item, Skipped) else item.location[15:].split(".")[0] for item in read(archive, limit)]


def reason(archive: bytes, limit: int = LIMIT) -> str:
    (item,) = read(archive, limit)
    assert isinstance(item, Skipped), item
    return item.reason


def body(archive: bytes) -> bytes:
    (item,) = read(archive)
    assert isinstance(item, RawDocument), item
    return item.body


def packed(*records: bytes) -> bytes:
    return b"".join(gzip.compress(one) for one in records)


def written(records: list[bytes], form: str) -> bytes:
    """An archive of the records: plain, packed by record, or packed as a whole."""
    if form == "records":
        return packed(*records)
    return gzip.compress(b"".join(records)) if form == "whole" else b"".join(records)


# --- what is read ----------------------------------------------------------------------------------------------------


@needs_corpus
def test_the_pages_of_the_shared_archive_come_byte_for_byte(caplog: pytest.LogCaptureFixture) -> None:
    expected = json.loads((SHARED / "expected.json").read_text("utf-8"))["two-pages.warc.gz"]["responses"]
    path = SHARED / "two-pages.warc.gz"

    found = [item for item in source_at(str(path), LIMIT).documents() if isinstance(item, RawDocument)]

    assert [(item.url, item.media_type, hashlib.sha256(item.body).hexdigest()) for item in found] == [
        (row["url"], row["content_type"], row["payload_sha256"]) for row in expected
    ]
    assert [parse(item).metadata.published for item in found] == [row["published"] for row in expected]
    assert "2 request records" in caplog.text


@pytest.mark.parametrize(
    "archive",
    [
        page("one") + page("two") + page("three"),
        packed(page("one"), page("two"), page("three")),
        gzip.compress(page("one") + page("two") + page("three")),
        packed(page("one") + page("two"), page("three")) + bytes(512),
    ],
    ids=["plain", "a member a record", "whole", "padded"],
)
def test_an_archive_is_read_however_it_is_packed(archive: bytes) -> None:
    assert is_archive(archive[:4096])
    assert told(archive) == ["one", "two", "three"]


def test_a_page_knows_its_address_and_its_archive(tmp_path: Path) -> None:
    path = tmp_path / "pages.WARC"
    path.write_bytes(page("one"))

    (item,) = source_at(str(tmp_path), LIMIT).documents()

    assert isinstance(item, RawDocument)
    assert (item.url, item.location) == ("https://one.example/", f"{path}#https://one.example/")
    assert canonical(item).startswith("pages.WARC#")
    assert canonical(item).endswith("#https://one.example/")
    assert parse(item).metadata.url == "https://one.example/"


def test_an_archive_may_be_larger_than_a_document(tmp_path: Path) -> None:
    path = tmp_path / "pages.warc"
    path.write_bytes(b"".join(page(f"p{at}") for at in range(50)))

    assert len(list(source_at(str(path), 1000).documents())) == 50


def test_an_archive_over_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(packed(page("one")))))

    (item,) = source_at("-", LIMIT).documents()

    assert isinstance(item, RawDocument)
    assert canonical(item).startswith("stdin:")


def test_a_feed_in_an_archive_gives_its_items(tmp_path: Path) -> None:
    feed = b'<rss version="2.0"><channel><item><guid>1</guid><title>a</title></item></channel></rss>'
    (tmp_path / "a.warc").write_bytes(record(http(feed, kind="application/rss+xml"), "https://a.example/feed"))

    (item,) = source_at(str(tmp_path / "a.warc"), LIMIT).documents()

    assert item.location.endswith("a.warc#https://a.example/feed#1")
    assert item.container == str(tmp_path / "a.warc")


def test_an_archive_in_an_archive_stays_closed(caplog: pytest.LogCaptureFixture) -> None:
    assert read(record(http(page("inner"), kind="application/warc"))) == []
    assert "responses of application/warc" in caplog.text


@pytest.mark.parametrize("form", ["plain", "records", "whole"])
@pytest.mark.parametrize("days", [(25, 26), (26, 25)])
def test_of_two_captures_of_an_address_the_latest_stands(days: tuple[int, int], form: str) -> None:
    records = [page("one", b"<p>%d</p>" % day, WARC_Date=f"2025-10-{day}T10:00:00Z") for day in days]

    assert body(written(records, form)) == b"<p>26</p>"


def test_an_error_page_is_no_later_capture() -> None:
    later = record(http(b"<p>gone</p>", "404 Not Found"), "https://one.example/", WARC_Date="2026-01-01T00:00:00Z")

    assert [type(item) for item in read(page("one") + later)] == [RawDocument, Skipped]


def test_what_is_no_page_is_passed_over_and_counted(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    others = [
        record(b"software: x", kind="warcinfo"), record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record(http(b""), kind="revisit"), record(b"x: y", kind="metadata"),
        record(http(b"\x89PNG", kind="image/png")), record(http(b"", "301 Moved", Location="/b")),
    ]  # fmt: skip

    assert read(b"".join(others)) == []
    for words in ("1 warcinfo", "1 request", "1 revisit", "1 metadata", "1 responses of image/png", "1 redirects"):
        assert words in caplog.text


@pytest.mark.parametrize(
    "status", ["404 Not Found", "500 Internal Server Error", "403 Forbidden", "206 Partial Content"]
)
def test_an_error_page_is_skipped_by_its_status(status: str) -> None:
    assert status.split()[0] in reason(record(http(status=status)))


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/xml", "text/xml", "application/json", "application/ld+json", "text/csv"],
)  # fmt: skip
def test_text_of_these_kinds_is_read(kind: str) -> None:
    assert body(record(http(b"text", kind=kind))) == b"text"


# --- codings ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "headers"),
    [
        (b"5\r\n<p>ab\r\n5;x=y\r\nc</p>\r\n0\r\n\r\n", {"Transfer_Encoding": "chunked"}),
        (b"A\r\n<p>abc</p>\r\n0\r\nTrailer: x\r\n\r\n", {"Transfer_Encoding": "Chunked"}),
        (b"<p>abc</p>", {"Transfer_Encoding": "chunked"}),
        (gzip.compress(b"<p>abc</p>"), {"Content_Encoding": "gzip"}),
        (b"<p>abc</p>", {"Content_Encoding": "gzip"}),
        (zlib.compress(b"<p>abc</p>"), {"Content_Encoding": "deflate"}),
        (zlib.compress(b"<p>abc</p>")[2:-4], {"Content_Encoding": "deflate"}),
    ],
)  # fmt: skip
def test_codings_are_taken_off(sent: bytes, headers: dict[str, str]) -> None:
    assert body(record(http(sent, **headers))) == b"<p>abc</p>"


@pytest.mark.parametrize(
    ("sent", "headers", "words"),
    [
        (b"5\r\n<p>ab", {"Transfer_Encoding": "chunked"}, "chunks"),
        (b"FFFFFFFFFFFFFFF\r\n<p>ab\r\n0\r\n\r\n", {"Transfer_Encoding": "chunked"}, "chunks"),
        (b"5\r\n<p>ab\r\n0\r\n\r\n", {"Transfer_Encoding": "gzip, chunked"}, "not read"),
        (gzip.compress(PAGE)[:-12], {"Content_Encoding": "gzip"}, "cut short"),
        (gzip.compress(PAGE)[:20] + b"xxxxxxxxxxxxxxxxx", {"Content_Encoding": "gzip"}, "damaged"),
        (gzip.compress(gzip.compress(PAGE)), {"Content_Encoding": "gzip, gzip"}, "more than once"),
        (b"br", {"Content_Encoding": "br"}, "not read"),
        (gzip.compress(b"a" * 30_000_000), {"Content_Encoding": "gzip"}, "unpacks to more than"),
        (gzip.compress(bytes(range(256)) * 5000), {"Content_Encoding": "gzip"}, "unpacks to more than"),
    ],
)
def test_what_cannot_be_decoded_is_skipped_with_its_reason(sent: bytes, headers: dict[str, str], words: str) -> None:
    assert words in reason(record(http(sent, **headers)), 100_000)


def digest(content: bytes, kind: str = "sha1") -> str:
    return f"{kind}:{base64.b32encode(hashlib.new(kind, content).digest()).decode().rstrip('=')}"


@pytest.mark.parametrize(
    "stated",
    [digest(PAGE), digest(PAGE, "sha256"), f"MD5:{hashlib.md5(PAGE).hexdigest()}", "crc:7", ""],
)  # fmt: skip
def test_a_page_that_is_what_its_digest_says_is_read(stated: str) -> None:
    assert body(page("a", WARC_Payload_Digest=stated)) == PAGE


@pytest.mark.parametrize("stated", [digest(b"other"), "sha1:", "sha1:!!!", digest(PAGE)[:-1], "sha256:" + "0" * 64])
@pytest.mark.parametrize("name", [b"Payload", b"Block"])
def test_a_page_that_is_not_what_its_digest_says_is_skipped(stated: str, name: bytes) -> None:
    archive = page("a", WARC_Payload_Digest=stated).replace(b"Payload", name)

    assert "digest" in reason(archive)


def test_a_digest_may_be_that_of_the_chunks_or_of_what_they_hold() -> None:
    sent = b"5\r\n<p>ab\r\n0\r\n\r\n"

    for content in (sent, b"<p>ab"):
        assert body(record(http(sent, Transfer_Encoding="chunked"), WARC_Payload_Digest=digest(content))) == b"<p>ab"


# --- damage ----------------------------------------------------------------------------------------------------------

DAMAGED = {
    "a length too long": page("two", length=10**9),
    "a length a little too long": record(http(), "https://two.example/", length=len(http()) + 30),
    "a length too short": record(http(), "https://two.example/", length=len(http()) - 30),
    "no length": page("two").replace(b"Content-Length", b"Content-Breadth"),
    "a length that is no number": record(http(), "https://two.example/", length=-5),
    "a version of another kind": page("two").replace(b"WARC/1.1", b"WARC/9.9"),
    "a header without end": b"WARC/1.1\r\nX: " + b"x" * 200_000 + b"\r\n\r\n",
    "cut short": page("two")[:200],
}


@pytest.mark.parametrize("damaged", DAMAGED.values(), ids=DAMAGED.keys())
@pytest.mark.parametrize("limit", [LIMIT, len(http()) + 10])
def test_a_damaged_record_is_told_and_the_rest_is_read(damaged: bytes, limit: int) -> None:
    for archive in (
        page("one") + damaged + page("three"),
        packed(page("one"), damaged, page("three")),
        gzip.compress(page("one") + damaged + page("three")),
    ):
        found = told(archive, limit)
        assert found[0] == "one"
        assert found[-1] == "three"
        assert "?" in found
        assert "two" not in found


def test_a_damaged_record_is_told_with_its_offset() -> None:
    (_, fault, _) = read(page("one") + page("two", length=10**9) + page("three"))

    assert isinstance(fault, Skipped)
    assert fault.location == f"a.warc#byte={len(page('one'))}"


@pytest.mark.parametrize("at", [20, 60, -5])
def test_a_damaged_gzip_member_is_told_and_the_rest_is_read(at: int) -> None:
    middle = bytearray(gzip.compress(page("two")))
    middle[at] ^= 0xFF

    found = told(packed(page("one")) + bytes(middle) + packed(page("three")))

    assert found[0] == "one"
    assert found[-1] == "three"
    assert "?" in found


def test_junk_between_members_is_told_once() -> None:
    assert told(packed(page("one")) + b"\x1f\x8b\x08junk\x1f\x8b\x08" * 9 + packed(page("three"))) == [
        "one",
        "?",
        "three",
    ]


@pytest.mark.parametrize("keep", [1, 60, 120])
@pytest.mark.parametrize("form", ["plain", "records"])
def test_an_archive_cut_short_gives_what_is_whole(keep: int, form: str) -> None:
    whole, last = written([page("one")], form), written([page("two")], form)

    found = told(whole + last[:keep])

    assert found == ["one", "?"]


def test_a_header_cut_off_takes_nothing_of_the_next_record() -> None:
    three = page("three", b"<p>three</p>")
    for cut in range(12, len(page("two")) - len(http())):
        found = read(page("two")[:cut] + three)

        assert all(item.url == "https://three.example/" for item in found if isinstance(item, RawDocument)), cut
        assert any(isinstance(item, Skipped) for item in found), cut


def test_a_bomb_within_a_page_is_refused() -> None:
    bomb = record(http(gzip.compress(b"a" * 30_000_000), Content_Encoding="gzip"))

    assert "bomb" in reason(bomb, 50_000_000)


def test_a_gigabyte_from_a_megabyte_is_refused_and_the_rest_is_read() -> None:
    bomb = gzip.compress(b"WARC/1.1\r\nX: " + bytes(300_000_000))
    tracemalloc.start()
    start = perf_counter()

    found = told(packed(page("one")) + bomb + packed(page("three")))

    took, peak = perf_counter() - start, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (found[0], found[-1]) == ("one", "three")
    assert took < 5
    assert peak < 100_000_000


def test_a_record_larger_than_a_document_is_passed_by() -> None:
    large = record(http(b"x" * 3_000_000), "https://two.example/")

    for archive in (
        page("one") + large + page("three"),
        gzip.compress(b"".join([page("one"), large, page("three")]), 0),
    ):
        (_, fault, last) = read(archive)
        assert isinstance(fault, Skipped)
        assert "TREATYGRAPH_MAX_DOCUMENT_BYTES" in fault.reason
        assert last.location.endswith("three.example/")


def test_an_archive_that_unpacks_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.sources.archives.Budget", lambda: bounds.Budget(total=2000))

    found = read(packed(*(page(f"p{at}") for at in range(9))))

    assert isinstance(found[-1], Skipped)
    assert "split it" in found[-1].reason


def test_an_archive_of_members_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.sources.archives.Budget", lambda: bounds.Budget(members=3))

    (fault,) = read(packed(*(page(f"p{at}") for at in range(9))))

    assert isinstance(fault, Skipped)
    assert "members" in fault.reason


def test_lying_lengths_by_the_thousand_take_no_time() -> None:
    start = perf_counter()

    read(page("two", length=400_000) * 3000 + page("three"))

    assert perf_counter() - start < 10


@given(st.binary(max_size=60), st.integers(0, 2000), st.booleans())
@settings(max_examples=200)
def test_any_damage_ends_in_documents_or_words(noise: bytes, at: int, pack: bool) -> None:
    whole = packed(page("one"), page("two")) if pack else page("one") + page("two")

    assert all(isinstance(item, RawDocument | Skipped) for item in read(whole[:at] + noise + whole[at + 1 :]))


@given(st.lists(st.binary(max_size=300), max_size=6), st.sampled_from(["plain", "records", "whole"]))
def test_what_is_written_is_read_again(bodies: list[bytes], form: str) -> None:
    records = [record(http(b"<p>" + one), f"https://a.example/{at}") for at, one in enumerate(bodies)]
    found = read(written(records, form)) if records else []

    assert [item.body for item in found if isinstance(item, RawDocument)] == [b"<p>" + one for one in bodies]
