"""An address as a location: fetched, read in its encoding, and kept under one name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.errors import FetchError, UnknownLocation
from graph.quarantine import Quarantine
from graph.settings import Settings
from graph.stores import MEMORY, open_store
from graph.validation import open_gate
from ingest.fetching import Client
from ingest.model import RawDocument, Skipped
from ingest.parsing import parse
from ingest.pipeline import Road, Status, canonical
from ingest.sources import source_at
from tests.ingest.fetching.sites import Site, client, site

NOW = datetime(2026, 11, 24, tzinfo=UTC)
# The treaty office of the United Nations records both signatures, chapter XVIII, 16.
ARTICLE = "<html><head><title>{0}</title></head><body><article><h1>{0}</h1><p>{1}</p></article></body></html>"
SIGNED = "On 25 October 2025, Algeria signed the United Nations Convention against Cybercrime in Hanoi."
ARABIC = "وقعت الجزائر على اتفاقية الأمم المتحدة لمكافحة الجريمة السيبرانية في هانوي يوم 25 أكتوبر 2025."


@pytest.fixture
def web() -> Iterator[Site]:
    with site() as server:
        yield server


def only(server: Site, url: str, size: int = 100_000) -> RawDocument | Skipped:
    (found,) = source_at(url, size, client(server.port, size=size)).documents()
    return found


def test_an_address_is_one_document_by_the_name_of_where_it_was_found(web: Site) -> None:
    web.put("/short", 302, Location="/long?utm_source=x&id=1#top")
    web.put("/long", body=b"text", Content_Type="text/plain; charset=utf-8")

    found = only(web, f"{web.url}/short")

    place = f"{web.url}/long?id=1"
    assert found == RawDocument(place, b"text", "text/plain; charset=utf-8", place)


def test_an_address_that_gives_nothing_is_skipped_with_its_reason(web: Site) -> None:
    assert only(web, f"{web.url}/a") == Skipped(f"{web.url}/a", "answers 404; nothing stands there; mend its address")


def test_a_page_over_the_bound_of_documents_is_skipped(web: Site) -> None:
    web.put("/a", body=b"x" * 50)
    opened = source_at(f"{web.url}/a", 40, client(web.port))

    (found,) = opened.documents()

    assert isinstance(found, Skipped)
    assert "MAX_DOCUMENT_BYTES" in found.reason


def test_an_address_out_of_reach_is_refused_before_anything_is_read() -> None:
    with pytest.raises(FetchError, match="loopback"):
        source_at("http://127.0.0.1/", 100, Client("test"))


def test_an_address_is_read_only_where_the_network_is_opened() -> None:
    with pytest.raises(UnknownLocation):
        source_at("https://example.org/", 100)


@pytest.mark.parametrize(
    ("media_type", "head", "codec"),
    [
        ("text/html", "", "utf-8"),
        ("text/html", '<meta charset="windows-1256">', "windows-1256"),
        ("text/html; charset=windows-1256", "", "windows-1256"),
        ("text/html;charset=ISO-8859-1", "", "utf-8"),
        ("text/html", "", "windows-1256"),
    ],
)
def test_arabic_is_never_read_as_latin(web: Site, media_type: str, head: str, codec: str) -> None:
    page = ARTICLE.format("هانوي", f"{ARABIC} {ARABIC}").replace("<title>", f"{head}<title>")
    web.put("/a", body=page.encode(codec), Content_Type=media_type)

    found = only(web, f"{web.url}/a")

    assert isinstance(found, RawDocument)
    assert ARABIC in parse(found).text


def test_a_changed_page_replaces_its_version_and_an_unchanged_one_changes_nothing(web: Site, tmp_path: Path) -> None:
    settings = Settings(store=MEMORY)
    road = Road(open_store(MEMORY), open_gate(), Quarantine(tmp_path), settings, client=client(web.port))
    page = ARTICLE.format("Hanoi", SIGNED)

    def ingest(link: str) -> Status:
        (result,) = road.ingest([f"{web.url}{link}"], NOW)
        return result.status

    web.put("/a", body=page.encode(), Content_Type="text/html")
    first, same = ingest("/a"), ingest("/a?utm_campaign=y#end")
    web.put("/a", body=page.replace("Algeria", "Angola").encode(), Content_Type="text/html")

    assert (first, same, ingest("/a?fbclid=1")) == (Status.INGESTED, Status.UNCHANGED, Status.REPLACED)
    assert len([name for name in road.store.graphs() if "/graph/document/" in name]) == 2


def test_a_page_is_known_by_where_it_was_read_and_not_by_what_it_says_of_itself(web: Site) -> None:
    link = '<link rel="canonical" href="https://treaties.un.org/{}">'
    page = ARTICLE.format("Hanoi", SIGNED)
    raw = RawDocument("x", page.encode(), "text/html", "https://www.desk.example/2025/10/26/a")

    plain = parse(raw).metadata
    liar = parse(replace(raw, body=page.replace("<title>", link.format("a") + "<title>").encode())).metadata
    own = link.replace("treaties.un.org", "desk.example")
    honest = parse(replace(raw, body=page.replace("<title>", own.format("b") + "<title>").encode())).metadata

    assert (plain.url, plain.publisher, plain.published) == (raw.url, "desk.example", "2025-10-26")
    assert (liar.url, liar.publisher) == (raw.url, "desk.example")
    assert honest.url == "https://desk.example/b"


def test_the_day_that_a_source_gives_counts_where_the_page_gives_none() -> None:
    raw = RawDocument("x", ARTICLE.format("Hanoi", SIGNED).encode(), "text/html", None, "2025-10-27")

    assert parse(raw).metadata.published == "2025-10-27"


@pytest.mark.parametrize(
    "item", [Skipped("https://Example.org:443/a?utm_id=1#b", "x"), RawDocument("https://example.org/a", b"")]
)
def test_the_name_of_an_address_is_its_plain_form(item: RawDocument | Skipped) -> None:
    assert canonical(item) == "https://example.org/a"
