"""Bad input through the command line: a clear outcome and exit code for each, and no trace of a half ingest."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.stores import open_store
from tests.journeys.roads import House

# Facts: treaties.un.org XVIII-16 (Viet Nam signed on 25 October 2025).
SIGNED = "HANOI, 26 October 2025\n\nViet Nam signed the Hanoi Convention on 25 October 2025.\n"
LATER = SIGNED + "Peru has not signed the Hanoi Convention.\n"
ARABIC = "هانوي، 26 أكتوبر 2025\n\nوقعت فيتنام على اتفاقية هانوي يوم السبت 25 أكتوبر 2025.\n"
IMPOSSIBLE = "VIENNA, 3 November 2025\n\nViet Nam signed the Hanoi Convention on 3 May 2019.\n"
GERMAN = "Die Generalversammlung hat den Text nach fünf Jahren im Konsens der Staaten angenommen."
JAPANESE = "総会は2024年12月24日にこの条約を採択しました。多くの国が署名するでしょう。"
NO_EVENT = "VIENNA, 3 November 2025\n\nThe opera opened with a new season and the audience liked it very much.\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256))
EMPTY_PAGE = (
    "<html><head><title>x</title><script>var a = 'Viet Nam signed the Hanoi Convention';</script></head>"
    "<body><img src=a.png><nav><a href=/>Home</a></nav></body></html>"
)
LANGUAGES = "it is in none of the languages that are read"
LARGE = 50_000_000

# A file of the folder, what is in it, what becomes of it, and how the reason begins.
FILES: list[tuple[str, str | bytes, str, str]] = [
    (".hidden", "x", "skipped", "is hidden; rename it"),
    ("a.txt", SIGNED, "ingested", "1 claims"),
    ("b-bytes.txt", b"Viet Nam \xff\xfe\x9d\x81 signed \x00\x8d it", "skipped", "is binary, not text; save its text"),
    ("b-latin1.txt", "Le Viet Nam a signé la Convention de Hanoï.".encode("latin-1"), "ingested", "1 claims"),
    ("b-nothing.txt", b"\xc3\x28\xa0\xa1 Viet Nam signed it \x81\x8d\x8f\x90\x9d.", "skipped",
     "is not UTF-8, and no other encoding gives sensible words; save it again in UTF-8"),
    ("c-windows.txt", ARABIC.encode("windows-1256"), "ingested", "1 claims"),
    ("d-empty.txt", b"", "skipped", "is empty; nothing to read"),
    ("e-blank.txt", " \n\t \u00a0\n", "skipped", "holds blanks only; nothing to read"),
    ("f-image.txt", PNG, "skipped", "is a PNG image; save its text as .txt or .html in UTF-8"),
    ("g-nul.txt", b"Viet Nam\0signed\0the Hanoi Convention.\0", "skipped", "is binary, not text; save its text"),
    ("h-large.txt", b"", "skipped", f"has {LARGE} bytes, over the limit of 20000000; raise TREATYGRAPH_MAX_DOCUMENT"),
    ("i-german.txt", GERMAN, "skipped", LANGUAGES),
    ("j-japanese.txt", JAPANESE, "skipped", LANGUAGES),
    ("k-page.html", EMPTY_PAGE, "skipped", "has no text of an article; give a page that shows its text"),
    ("l-opera.txt", NO_EVENT, "skipped", "it tells of no cybercrime treaty event"),
    ("m-again.txt", SIGNED, "unchanged", "1 claims"),
    ("n-2019.txt", IMPOSSIBLE, "quarantined", "Signed on 2019-05-03, but the treaty opened for signature only on"),
    ("o-paper.pdf", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", "skipped", "is none of .txt .html .htm .xhtml"),
]  # fmt: skip


def fill(house: House) -> None:
    for name, body, _, _ in FILES:
        house.write(f"in/{name}", body)
    with (house.folder / "in/h-large.txt").open("wb") as file:
        file.truncate(LARGE)


def stored(house: House) -> list[str]:
    """Every quad in the store of a house where nothing runs."""
    store = open_store(str(house.folder / "store"))
    try:
        return store.dump("application/n-quads").decode().splitlines()
    finally:
        store.close()


def of_documents(house: House) -> list[str]:
    """What the store says of documents themselves."""
    return [quad for quad in stored(house) if quad.startswith("<http://localhost:8000/id/document/")]


def told(quads: list[str]) -> list[str]:
    """The quads without the moments at which documents came in."""
    return [quad for quad in quads if "#knownFrom>" not in quad]


def test_a_folder_of_all_kinds_ends_with_an_outcome_for_each(house: House) -> None:
    fill(house)

    said = house.run("ingest", "in")

    lines = said.err.splitlines()
    for line, (name, _, outcome, reason) in zip(lines, FILES, strict=False):
        assert line.startswith(f"{outcome:<12} in/{name}: {reason}"), line
    assert lines[len(FILES) :] == ["3 ingested, 1 quarantined, 13 skipped, 1 unchanged"]
    assert (said.code, said.out) == (1, "")
    assert house.run("verify").code == 0


def test_what_did_not_get_in_waits_in_quarantine_under_its_name(house: House) -> None:
    fill(house)
    house.run("ingest", "in")

    listed = [line.split("\t") for line in house.run("quarantine", "list").out.splitlines()]

    missing = [name for name, _, outcome, _ in FILES if outcome in {"skipped", "quarantined"}]
    assert [place.partition("#")[0] for _, place, _ in listed] == missing


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"\xc3\x28\xa0\xa1 Viet Nam signed it \x81\x8d\x8f\x90\x9d.", "is not UTF-8"),
        (NO_EVENT.encode(), "it tells of no cybercrime treaty event"),
        (IMPOSSIBLE.encode(), "Signed on 2019-05-03"),
    ],
    ids=["not UTF-8", "no event", "impossible"],
)
def test_what_does_not_get_in_leaves_no_trace_in_the_store(house: House, body: bytes, reason: str) -> None:
    house.run("ingest", house.write("good.txt", SIGNED))
    before = stored(house)

    said = house.run("ingest", house.write("bad.txt", body))

    assert said.code == 1
    assert f"bad.txt: {reason}" in said.err
    assert "Traceback" not in said.err
    assert stored(house) == before


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("missing.txt", "missing.txt: nothing stands there; give a file, a folder, or - for standard input"),
        (
            "http://0x7f.1/a",
            "http://0x7f.1/a: has a number for a host; write an IPv4 address as four decimal numbers",
        ),
        ("gopher://a.org", "gopher://a.org: is no address that is read here; give one of http or https, or a file"),
    ],
)
def test_a_place_where_nothing_can_be_read_is_one_line(house: House, location: str, reason: str) -> None:
    before = stored(house)

    said = house.run("ingest", location)

    assert (said.code, said.out, said.err) == (1, "", f"treatygraph: {reason}\n")
    assert stored(house) == before


def test_standard_input_is_read(house: House) -> None:
    first = house.run("ingest", "-", given=SIGNED.encode())
    again = house.run("ingest", "-", given=SIGNED.encode())
    empty = house.run("ingest", "-", given=b"")

    assert (first.code, first.err) == (0, "ingested     -: 1 claims\n1 ingested\n")
    assert (again.code, again.err) == (0, "unchanged    -: 1 claims\n1 unchanged\n")
    assert (empty.code, empty.err) == (1, "skipped      -: is empty; nothing to read\n1 skipped\n")


def test_the_same_article_twice_and_under_another_name_is_one_document(house: House) -> None:
    house.write("a.txt", SIGNED)
    house.write("b.txt", SIGNED)
    house.run("ingest", "a.txt")
    before = stored(house)

    same = house.run("ingest", "a.txt")

    assert (same.code, same.err.splitlines()[-1]) == (0, "1 unchanged")
    assert stored(house) == before
    assert house.run("ingest", "b.txt").err.splitlines()[-1] == "1 unchanged"
    places = [quad.split('"')[1].partition("#")[0] for quad in of_documents(house) if "#location>" in quad]
    assert sorted(places) == ["a.txt", "b.txt"]


def test_a_changed_article_replaces_the_old_one_which_is_kept(house: House) -> None:
    house.run("ingest", house.write("a.txt", SIGNED))
    said = house.run("ingest", house.write("a.txt", LATER))

    assert (said.code, said.err.splitlines()[-1]) == (0, "1 replaced")
    quads = of_documents(house)
    assert len([quad for quad in quads if "#digest>" in quad]) == 2
    assert len([quad for quad in quads if "#knownUntil>" in quad]) == 1
    assert house.run("verify").code == 0


def test_the_store_tells_nothing_of_the_machine(house: House) -> None:
    fill(house)
    house.run("ingest", str(house.folder / "in"))

    assert not [quad for quad in stored(house) if str(house.folder) in quad]
    assert str(house.folder) not in house.run("quarantine", "list").out


def test_quarantine_lists_shows_and_tries_again(house: House) -> None:
    house.run("ingest", house.write("a.txt", IMPOSSIBLE))

    (listed,) = house.run("quarantine", "list").out.splitlines()
    id, place, reason = listed.split("\t")
    shown = json.loads(house.run("quarantine", "show", id).out)
    again = house.run("quarantine", "retry", id)

    assert place.startswith("a.txt#")
    assert "Signed on 2019-05-03" in reason
    assert (shown["id"], shown["text"]) == (id, IMPOSSIBLE)
    assert shown["report"][0]["severity"] == "violation"
    # Nothing was mended, so it stays.
    assert (again.code, again.err.splitlines()[-1]) == (1, "1 quarantined")
    assert house.run("quarantine", "list").out.splitlines() == [listed]


def test_a_retry_of_an_unknown_entry_is_one_line(house: House) -> None:
    said = house.run("quarantine", "retry", "nothing-of-that-name")

    assert said.code == 1
    assert said.err.startswith("treatygraph: nothing-of-that-name: no such entry in quarantine")
    assert len(said.err.splitlines()) == 1


def test_an_empty_quarantine_is_tried_again_without_harm(house: House) -> None:
    said = house.run("quarantine", "retry")

    assert (said.code, said.err) == (0, "no document\n")


def test_a_mended_version_takes_its_place_and_leaves_quarantine(house: House) -> None:
    house.run("ingest", house.write("a.txt", IMPOSSIBLE))

    said = house.run("ingest", house.write("a.txt", SIGNED))

    assert said.code == 0
    assert house.run("quarantine", "list").out == ""


def articles(house: House, count: int) -> None:
    for number in range(count):
        house.write(f"in/{number:02}.txt", f"{SIGNED}The delegates heard speech number {number} that day.\n")


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
def test_an_ingest_that_is_killed_can_be_run_again_to_the_same_end(build: Callable[[str], House]) -> None:
    whole, cut = build("whole"), build("cut")
    articles(whole, 10)
    folder = str(whole.folder / "in")
    assert whole.run("ingest", folder).code == 0

    kill_after(cut, 4, folder)
    after_kill = cut.run("verify")
    again = cut.run("ingest", folder)

    assert after_kill.code == 0, after_kill.out
    assert again.code == 0
    assert cut.run("verify").code == 0
    assert told(stored(cut)) == told(stored(whole))


def kill_after(house: House, lines: int, folder: str) -> None:
    """Start an ingest, and kill it once it has said so many lines: it is at work on the next document then."""
    process = subprocess.Popen(
        house.command("ingest", folder), cwd=house.folder, env=house.environ, stderr=subprocess.PIPE, text=True
    )
    with process:
        assert process.stderr is not None
        for _ in range(lines):
            assert process.stderr.readline().startswith("ingested")
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL


def test_a_store_in_use_is_one_line(house: House, tmp_path: Path) -> None:
    held = open_store(str(house.folder / "store"))
    try:
        said = house.run("ingest", house.write("a.txt", SIGNED))
    finally:
        held.close()

    assert said.code == 1
    assert "is open in another process; stop that process" in said.err
    assert len(said.err.splitlines()) == 1
