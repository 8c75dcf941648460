"""The road from a location to the store, in one process: outcomes, locations, quarantine and its retry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rdflib import Graph

from graph.errors import UnknownLocation
from graph.founding import ensure_base
from graph.quarantine import Quarantine
from graph.settings import Settings
from graph.store import Store
from graph.stores import open_store
from graph.validation import Report, Severity, Validator, Violation, open_gate
from graph.verification import verify
from ingest.languages import read_languages
from ingest.model import RawDocument, Skipped
from ingest.pipeline import Result, Road, Status, canonical, documents, read, why_not

NOON = datetime(2025, 11, 20, 12, tzinfo=UTC)
# Facts: treaties.un.org XVIII-16 (Viet Nam signed on 25 October 2025).
LANGUAGES = ", ".join(read_languages())
SIGNED = "HANOI, 26 October 2025\n\nViet Nam signed the Hanoi Convention on 25 October 2025.\n"
LATER = SIGNED + "Peru has not signed the Hanoi Convention.\n"
# Nobody could sign before it was opened for signature: the gate must see that.
IMPOSSIBLE = "VIENNA, 3 November 2025\n\nViet Nam signed the Hanoi Convention on 3 May 2019.\n"
READ = ", ".join(read_languages())
NO_EVENT = "VIENNA, 3 November 2025\n\nThe opera opened with a new season and the audience liked it very much.\n"


@pytest.fixture(scope="module")
def founded() -> dict[str, list[str]]:
    """What a store holds before its first document; to found one takes seconds."""
    store = open_store("memory:")
    ensure_base(store, Settings())
    return {name: store.triples(name) for name in store.graphs()}


@pytest.fixture
def road(tmp_path: Path, founded: dict[str, list[str]]) -> Iterator[Road]:
    settings = Settings(store="memory:", quarantine=str(tmp_path / "quarantine"))
    store = open_store(settings.store)
    store.replace(founded)
    yield Road(store, open_gate(), Quarantine(Path(settings.quarantine)), settings)
    store.close()


def article(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return str(path)


def ingest(road: Road, *locations: str, now: datetime = NOON) -> list[Result]:
    return list(road.ingest(locations, now))


def literals(store: Store, name: str) -> list[str | None]:
    query = f"""PREFIX tg: <https://w3id.org/treatygraph/ontology#>
        SELECT ?value WHERE {{ GRAPH ?graph {{ ?thing tg:{name} ?value }} }} ORDER BY ?value"""
    return [row["value"] for row in store.select(query)]


def test_a_document_is_ingested_and_its_facts_accepted(road: Road, tmp_path: Path) -> None:
    (result,) = ingest(road, article(tmp_path, "a.txt", SIGNED))

    assert (result.status, result.claims, result.reason, result.entry) == (Status.INGESTED, 1, None, None)
    ask = "PREFIX tg: <https://w3id.org/treatygraph/ontology#> ASK { ?act a tg:Signature; tg:actor ?state }"
    assert road.store.answer(ask, "application/sparql-results+json")[0].endswith(b'"boolean":true}')
    assert verify(road.store, road.settings).sound


def test_the_same_document_twice_changes_nothing(road: Road, tmp_path: Path) -> None:
    location = article(tmp_path, "a.txt", SIGNED)
    ingest(road, location)
    before = road.store.dump("application/n-quads")

    (result,) = ingest(road, location, now=NOON + timedelta(days=1))

    assert result.status is Status.UNCHANGED
    assert road.store.dump("application/n-quads") == before


def test_the_same_text_under_another_name_is_one_document_at_two_places(road: Road, tmp_path: Path) -> None:
    first, second = article(tmp_path, "a.txt", SIGNED), article(tmp_path, "b.txt", SIGNED)

    results = ingest(road, first, second)

    assert [result.status for result in results] == [Status.INGESTED, Status.UNCHANGED]
    assert [str(place).partition("#")[0] for place in literals(road.store, "location")] == ["a.txt", "b.txt"]


def test_a_changed_document_replaces_the_one_at_its_place(road: Road, tmp_path: Path) -> None:
    ingest(road, article(tmp_path, "a.txt", SIGNED))
    (result,) = ingest(road, article(tmp_path, "a.txt", LATER), now=NOON + timedelta(days=1))

    assert result.status is Status.REPLACED
    assert literals(road.store, "knownUntil") == ["2025-11-21T12:00:00Z"]
    assert len(literals(road.store, "digest")) == 2
    assert verify(road.store, road.settings).sound


def test_a_record_holds_no_path_of_the_machine(road: Road, tmp_path: Path) -> None:
    ingest(road, article(tmp_path, "deep/a.txt", SIGNED), article(tmp_path, "b.txt", NO_EVENT))
    ingest(road, article(tmp_path, "c.txt", IMPOSSIBLE))

    assert str(tmp_path).encode() not in road.store.dump("application/n-quads")
    kept = b"".join(path.read_bytes() for path in (tmp_path / "quarantine").rglob("*") if path.is_file())
    assert kept
    assert str(tmp_path).encode() not in kept


def test_a_place_is_its_files_name_and_a_hash_of_where_it_is(tmp_path: Path) -> None:
    one, other = article(tmp_path, "one/a.txt", "x"), article(tmp_path, "other/a.txt", "x")

    places = [canonical(RawDocument(location, b"x")) for location in (one, other)]

    assert [place.partition("#")[0] for place in places] == ["a.txt", "a.txt"]
    assert len(set(places)) == 2
    assert all(len(place.partition("#")[2]) == 8 for place in places)


def test_a_file_is_one_place_however_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    location = article(tmp_path, "a.txt", "x")
    (tmp_path / "link.txt").symlink_to(location)
    monkeypatch.chdir(tmp_path)

    written = ["a.txt", "./a.txt", location, str(tmp_path / "link.txt")]

    assert len({canonical(RawDocument(place, b"x")) for place in written}) == 1
    assert canonical(Skipped("a.txt", "why")) == canonical(RawDocument(location, b"y"))


def test_each_text_of_standard_input_is_a_place_of_its_own() -> None:
    one, other = (canonical(RawDocument("-", body)) for body in (b"one", b"other"))

    assert one.startswith("stdin:")
    assert one != other
    assert canonical(Skipped("-", "too large")).startswith("stdin:")


def test_what_tells_of_no_treaty_event_is_skipped(road: Road, tmp_path: Path) -> None:
    (result,) = ingest(road, article(tmp_path, "a.txt", NO_EVENT))

    assert (result.status, result.reason) == (Status.SKIPPED, "it tells of no cybercrime treaty event")
    assert [entry.id for entry in road.quarantine.list()] == [result.entry]
    assert not literals(road.store, "digest")


def test_what_the_gate_refuses_waits_in_quarantine_with_its_report(road: Road, tmp_path: Path) -> None:
    (result,) = ingest(road, article(tmp_path, "a.txt", IMPOSSIBLE))

    assert result.status is Status.QUARANTINED
    assert (result.reason or "").startswith("Signed on 2019-05-03, but the treaty opened for signature only on 2025")
    entry = road.quarantine.show(result.entry or "")
    assert (entry.text, entry.source) == (IMPOSSIBLE, IMPOSSIBLE.encode())
    assert entry.report
    assert not literals(road.store, "digest")


def test_what_stood_at_a_place_stays_where_its_new_version_is_refused(road: Road, tmp_path: Path) -> None:
    ingest(road, article(tmp_path, "a.txt", SIGNED))
    (result,) = ingest(road, article(tmp_path, "a.txt", IMPOSSIBLE))

    assert result.status is Status.QUARANTINED
    assert literals(road.store, "knownUntil") == []


def test_a_mended_document_leaves_quarantine_by_itself(road: Road, tmp_path: Path) -> None:
    ingest(road, article(tmp_path, "a.txt", IMPOSSIBLE))
    (result,) = ingest(road, article(tmp_path, "a.txt", SIGNED))

    assert result.status is Status.INGESTED
    assert road.quarantine.list() == []


class Strict:
    """The gate of a version with one shape too many: it refuses everything."""

    def check(self, graph: Graph, context: Graph) -> Report:
        finding = Violation("urn:x", None, Severity.VIOLATION, "urn:shape", (("en", "nothing may pass"),))
        return Report(False, (finding,))


@pytest.fixture
def refused(road: Road, tmp_path: Path) -> Road:
    """A road whose gate was too strict once, and has been mended since."""
    strict: Validator = Strict()
    past = replace(road, gate=strict)
    assert [r.status for r in ingest(past, article(tmp_path, "a.txt", SIGNED))] == [Status.QUARANTINED]
    return road


def test_a_retry_after_a_fix_takes_the_document_in(refused: Road) -> None:
    entries = [refused.quarantine.show(entry.id) for entry in refused.quarantine.list()]

    (result,) = refused.retry(entries, NOON)

    assert (result.status, result.claims) == (Status.INGESTED, 1)
    assert refused.quarantine.list() == []
    assert [str(place).partition("#")[0] for place in literals(refused.store, "location")] == ["a.txt"]
    assert verify(refused.store, refused.settings).sound


def test_a_retried_document_is_the_one_that_its_file_would_give(refused: Road, tmp_path: Path) -> None:
    list(refused.retry([refused.quarantine.show(entry.id) for entry in refused.quarantine.list()], NOON))

    (again,) = ingest(refused, str(tmp_path / "a.txt"))

    assert again.status is Status.UNCHANGED


def test_a_page_is_retried_as_the_page_that_it_was(road: Road, tmp_path: Path) -> None:
    page = f"<html lang=en><head><title>Signed</title></head><body><p>{SIGNED}</p></body></html>"
    strict: Validator = Strict()
    list(replace(road, gate=strict).ingest([article(tmp_path, "a.html", page)], NOON))

    (entry,) = road.quarantine.list()
    (result,) = road.retry([road.quarantine.show(entry.id)], NOON)

    assert result.status is Status.INGESTED
    (again,) = ingest(road, str(tmp_path / "a.html"))
    assert again.status is Status.UNCHANGED


def test_a_retry_without_a_fix_leaves_the_entry(road: Road, tmp_path: Path) -> None:
    ingest(road, article(tmp_path, "a.txt", IMPOSSIBLE))
    (entry,) = road.quarantine.list()

    (result,) = road.retry([road.quarantine.show(entry.id)], NOON)

    assert result.status is Status.QUARANTINED
    assert [other.id for other in road.quarantine.list()] == [entry.id]


def test_a_retry_of_what_could_not_be_read_says_that_nothing_is_kept(road: Road, tmp_path: Path) -> None:
    ingest(road, article(tmp_path, "a.txt", NO_EVENT))
    (entry,) = road.quarantine.list()

    (result,) = road.retry([entry], NOON)

    assert result.status is Status.SKIPPED
    assert result.reason == "nothing is kept of it but the reason; ingest its file again"
    assert road.quarantine.list() != []


def test_a_place_where_nothing_stands_is_an_error_before_it_is_read() -> None:
    with pytest.raises(UnknownLocation):
        documents(["no such file"], Settings())


def test_one_wrong_place_keeps_all_out(road: Road, tmp_path: Path) -> None:
    with pytest.raises(UnknownLocation):
        ingest(road, article(tmp_path, "a.txt", SIGNED), "no such file")

    assert not literals(road.store, "digest")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (SIGNED, None),
        (NO_EVENT, "it tells of no cybercrime treaty event"),
        ("Die Generalversammlung hat den Text nach fünf Jahren im Konsens der Staaten angenommen.",
         f"it is in none of the languages that are read ({LANGUAGES})"),
        ("総会は2024年12月24日にこの条約を採択しました。多くの国が署名するでしょう。",
         f"it is in none of the languages that are read ({LANGUAGES}); it seems to be ja"),
    ],
)  # fmt: skip
def test_a_reading_is_stored_or_told_why_not(text: str, reason: str | None) -> None:
    assert why_not(read(RawDocument("a.txt", text.encode()))) == reason
