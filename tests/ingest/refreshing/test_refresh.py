"""A refresh against real servers: what is new gets in, what is not changes nothing, what fails stops nobody."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph.derivation import rederive
from graph.publish import ensure_base
from graph.settings import Settings
from graph.stores import open_store
from graph.validation import open_gate
from ingest import pipeline
from ingest.fetching.client import Client
from ingest.reader import read_document
from ingest.refreshing import cli as refreshing
from ingest.refreshing.cli import refresh
from ingest.refreshing.states import States, state_folder
from tests.ingest.fetching.sites import Handler, Site, client, site

ROOT = Path(__file__).parents[3]
STATUS = ROOT.parent / "shared" / "corpus" / "statustables" / "untc" / "XVIII-16.en.xml"
# The treaty office of the United Nations records these signatures, chapter XVIII, 16.
PAGE = "<html><body><article><h1>Hanoi</h1><p>On 25 October 2025, {} signed the United Nations Convention against \
Cybercrime in Hanoi.</p></article></body></html>"
FEED = """<rss version="2.0"><channel><title>Desk</title><link>https://desk.example/</link>
<item><guid>1</guid><link>https://desk.example/1</link><title>Hanoi</title><description>On 25 October 2025, Algeria \
signed the United Nations Convention against Cybercrime in Hanoi.</description></item>
<item><guid>2</guid><link>https://desk.example/2</link><title>Rain</title><description>It rained in the hills for a
third day, and the harvest festival was moved indoors.</description></item></channel></rss>"""


@dataclass
class Desk:
    """A store, a registry and a server, and the command that ties them."""

    folder: Path
    web: Site
    entries: list[str] = field(default_factory=list)

    @property
    def settings(self) -> Settings:
        return Settings(
            store=str(self.folder / "store"),
            quarantine=str(self.folder / "quarantine"),
            registry=str(self.folder / "sources.toml"),
        )

    def register(self, id: str, path: str, kind: str = "page", more: str = "") -> None:
        address = f"{self.web.url}{path}" if path.startswith("/") else path
        self.entries.append(f'[[source]]\nid = "{id}"\nkind = "{kind}"\naddress = "{address}"\nrhythm = "6h"\n{more}')
        (self.folder / "sources.toml").write_text("\n".join(self.entries))

    def page(self, path: str, state: str, etag: str = '"1"') -> None:
        def answer(request: Handler) -> None:
            if request.headers["If-None-Match"] == etag:
                request.reply(304)
            else:
                request.reply(200, PAGE.format(state).encode(), Content_Type="text/html", ETag=etag)

        self.web.answers[path] = answer

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(refresh, list(arguments), obj=self.settings, catch_exceptions=False)

    def asks(self) -> list[str]:
        """What was asked since, without robots.txt."""
        asked, self.web.asked[:] = [path for path in self.web.paths if path != "/robots.txt"], []
        return asked

    def held(self) -> str:
        store = open_store(self.settings.store, read_only=True)
        try:
            return store.dump("application/n-quads").decode()
        finally:
            store.close()


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with all that stands in it before any document: to make it takes longer than any test here."""
    folder = tmp_path_factory.mktemp("founded") / "store"
    store = open_store(str(folder))
    try:
        ensure_base(store, Settings(), open_gate())
        rederive(store, Settings())
    finally:
        store.close()
    return folder


@pytest.fixture
def desk(bare_desk: Desk, founded: Path) -> Desk:
    shutil.copytree(founded, bare_desk.settings.store)
    return bare_desk


@pytest.fixture
def bare_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with site() as web:

        def opened(_: Settings) -> Client:
            return client(web.port, 80)

        monkeypatch.setattr(refreshing, "open_client", opened)
        yield Desk(tmp_path, web)


def test_what_is_new_gets_in_and_what_is_not_due_is_left(desk: Desk) -> None:
    desk.page("/a", "Algeria")
    desk.register("a", "/a")

    first, second = desk.run(), desk.run()

    assert (first.exit_code, first.output) == (0, "a: 1 ingested\n")
    assert (second.exit_code, second.output) == (0, "no source is due\n")
    assert desk.asks() == ["/a"]
    assert f"{desk.web.url}/a" in desk.held()


def test_an_unchanged_page_is_not_sent_and_nothing_is_written(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.page("/a", "Algeria")
    desk.register("a", "/a")
    desk.run()
    before = desk.held()

    def never(*arguments: object, **named: object) -> None:
        raise AssertionError("the store was opened")

    with monkeypatch.context() as patch:
        patch.setattr(refreshing, "open_store", never)
        again = desk.run("--all")

    assert (again.exit_code, again.output) == (0, "a: unchanged\n")
    assert desk.held() == before
    assert desk.run("--all", "--anew").output == "a: 1 unchanged\n"
    assert desk.held() == before


def test_a_changed_page_replaces_its_version(desk: Desk) -> None:
    desk.page("/a", "Algeria")
    desk.register("a", "/a")
    desk.run()
    desk.page("/a", "Angola", '"2"')

    assert desk.run("a").output == "a: 1 replaced\n"
    assert desk.run("a").output == "a: unchanged\n"


def test_a_source_that_fails_stops_no_other_and_waits_for_its_turn(desk: Desk) -> None:
    desk.register("gone", "/gone")
    desk.register("closed", "http://10.0.0.1/")
    desk.register("file", "missing.html")
    desk.page("/a", "Algeria")
    desk.register("a", "/a")

    first = desk.run()

    lines = dict(line.split(": ", 1) for line in first.stdout.splitlines())
    assert first.exit_code == 1
    assert list(lines) == ["gone", "closed", "file", "a"]
    assert lines["gone"].startswith("failed: answers 404; nothing stands there")
    assert "10.0.0.1 is private" in lines["closed"]
    assert "nothing stands there" in lines["file"]
    assert lines["a"] == "1 ingested"
    assert desk.run().output == "no source is due\n"
    listed = desk.run("--list").output.splitlines()
    assert "succeeded never; 1 failed in a row; failed: answers 404" in listed[0]
    assert "page, due 20" in listed[3]


def test_what_did_not_get_in_is_asked_for_whole_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.page("/a", "Algeria")
    desk.register("a", "/a")

    def broken(*arguments: object, **named: object) -> float:
        return 1 / 0

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "read_document", broken)
        failed = desk.run()

    assert failed.exit_code == 1
    assert failed.stdout == "a: failed: ZeroDivisionError: division by zero; report this\n"
    assert desk.run("a").output == "a: 1 ingested\n"


def test_a_fault_in_one_document_keeps_no_other_source_out(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:

    def sometimes(parsed: object, **named: object) -> object:
        if "Algeria" in getattr(parsed, "text", ""):
            raise KeyError("a")
        return read_document(parsed, **named)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(pipeline, "read_document", sometimes)
    for id, state in (("a", "Algeria"), ("b", "Angola"), ("c", "Algeria")):
        desk.page(f"/{id}", state)
        desk.register(id, f"/{id}")

    done = desk.run()

    assert done.exit_code == 1
    assert [line.split(":")[1] for line in done.stdout.splitlines()] == [" failed", " 1 ingested", " failed"]
    assert "Angola" in desk.held()


def test_a_page_that_tells_nothing_any_more_is_a_failure(desk: Desk) -> None:
    desk.web.put(
        "/a", body=b"<html><body><p>" + b"Please enable scripts to see this page. " * 5 + b"</p></body></html>"
    )
    desk.register("a", "/a")

    done = desk.run()

    assert done.exit_code == 1
    assert done.stdout.startswith("a: failed: it tells of no cybercrime treaty event (1 skipped)")


@pytest.mark.parametrize(
    ("kind", "words"),
    [("feed", "is no feed"), ("warc", "is no WARC"), ("untc-xml", "no status table"), ("coe-json", "no status table")],
)
def test_an_error_page_is_not_taken_for_what_was_registered(bare_desk: Desk, kind: str, words: str) -> None:
    bare_desk.page("/a", "Algeria")
    bare_desk.register("a", "/a", kind)

    done = bare_desk.run()

    assert done.exit_code == 1
    assert words in done.stdout
    assert not (bare_desk.folder / "store").exists()


def test_a_feed_gives_its_items_and_most_are_about_something_else(desk: Desk) -> None:
    desk.web.put("/feed", body=FEED.encode(), Content_Type="application/rss+xml", Last_Modified="Mon")
    desk.register("feed", "/feed", "feed")

    done = desk.run()

    assert (done.exit_code, done.stdout) == (0, "feed: 1 ingested, 1 skipped\n")


def test_an_official_record_is_read_row_by_row(desk: Desk) -> None:
    if not STATUS.exists():
        pytest.skip("the status tables of the development corpus are not here")
    desk.web.put("/x", body=STATUS.read_bytes(), Content_Type="text/xml", ETag='"1"')
    desk.register("x", "/x", "untc-xml", 'treaty = "treaty/un-xviii-16"')

    assert desk.run().stdout == "x: 1 ingested\n"


def test_a_server_that_asks_for_time_gets_it(desk: Desk) -> None:
    desk.web.put("/a", 503, Retry_After="864000")
    desk.register("a", "/a")
    desk.run()

    listed = desk.run("--list").output

    assert "1 failed in a row; failed: answers 503; it asks to be left alone for 864000 seconds" in listed
    assert desk.run().output == "no source is due\n"


def test_a_folder_on_disk_is_a_source_too(desk: Desk) -> None:
    (desk.folder / "saved").mkdir()
    (desk.folder / "saved" / "a.html").write_text(PAGE.format("Algeria"))
    desk.register("saved", "saved", "folder")

    assert desk.run().stdout == "saved: 1 ingested\n"
    assert desk.run("saved").stdout == "saved: 1 unchanged\n"
    assert desk.asks() == []


def test_a_disabled_source_is_visited_only_by_name(desk: Desk) -> None:
    desk.page("/a", "Algeria")
    desk.register("a", "/a", more="enabled = false")

    assert desk.run("--all").output == "no source is due\n"
    assert desk.run("a").output == "a: 1 ingested\n"


def test_a_dry_run_asks_nobody(bare_desk: Desk) -> None:
    bare_desk.register("a", "/a")

    assert bare_desk.run("--dry-run").output == f"a: would be visited at {bare_desk.web.url}/a\n"
    assert bare_desk.web.asked == []
    assert not list(bare_desk.folder.glob("store*"))


def test_a_store_that_was_removed_is_filled_again(desk: Desk) -> None:
    desk.page("/a", "Algeria")
    desk.register("a", "/a")
    desk.run()
    shutil.rmtree(desk.settings.store)

    assert desk.run().output == "a: 1 ingested\n"


def test_an_unknown_id_and_a_second_run_are_one_line(desk: Desk) -> None:
    desk.register("a", "/a")
    runner = CliRunner()

    unknown = runner.invoke(refresh, ["b"], obj=desk.settings)
    with States(state_folder(desk.settings)).locked():
        busy = runner.invoke(refresh, ["a"], obj=desk.settings)
    memory = runner.invoke(refresh, [], obj=replace(desk.settings, store="memory:"))

    assert "is no source of the registry; it has a" in str(unknown.exception)
    assert "another refresh is at work" in str(busy.exception)
    assert "give a folder" in str(memory.exception)
    assert desk.web.asked == []
