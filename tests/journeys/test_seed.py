"""The article that the project was given: what it tells is read, stored, found by a query and shown where it stands."""

from __future__ import annotations

import html
import json
import re
import shutil
from pathlib import Path

import pytest

from graph.model import Claim, ClaimType, DateBasis, Modality, Reading
from graph.records import dumps, to_record
from graph.settings import Settings
from graph.stores import open_store
from ingest.model import RawDocument
from ingest.pipeline import read, why_not
from server.app import create_app
from tests.journeys.roads import House

SEEDS = sorted((Path(__file__).parents[3] / "shared/seeds").glob("*.txt"))
pytestmark = pytest.mark.skipif(not SEEDS, reason="../shared/seeds is not there; the article is not ours to bundle")

MINISTER, DIRECTOR = "person/luong-tam-quang", "person/john-brandolino"
VIET_NAM, UNODC = "state/vnm", "organization/unodc"
TREATY, CEREMONY, HANOI = "treaty/un-xviii-16", "event/hanoi-signing-2025", "place/hanoi"
CLOSING = "event/hanoi-closing-session-2025"
AGENCY, OUTLET = "organization/vietnam-news-agency", "organization/dan-tri"


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(RawDocument(str(SEEDS[0]), SEEDS[0].read_bytes()))


@pytest.fixture(scope="module")
def keys(reading: Reading) -> dict[str, str]:
    return {entity.id: entity.key or entity.label for entity in reading.entities}


def claims(
    reading: Reading, type: ClaimType, keys: dict[str, str], subject: str, object: str | None = None
) -> list[Claim]:
    """The claims of one type between a subject and, if given, an object."""
    return [
        claim
        for claim in reading.claims
        if claim.type is type
        and keys[claim.subject] == subject
        and (object is None or keys.get(claim.object or "") == object)
    ]


def words(reading: Reading, found: list[Claim]) -> list[str]:
    return [claim.evidence.of(reading.document.text) for claim in found]


def test_the_article_is_worth_storing(reading: Reading) -> None:
    assert why_not(reading) is None
    assert reading.document.language == "ar"


def test_the_publisher_and_the_day_come_from_the_address(reading: Reading) -> None:
    document = reading.document

    assert (document.publisher, document.published) == ("Dân trí", "2025-10-26")
    assert document.published_basis is DateBasis.INFERRED_FROM_URL
    assert (document.url or "").startswith("https://dantri.com.vn/thoi-su/")


@pytest.mark.parametrize(
    ("person", "body", "value"),
    [(MINISTER, VIET_NAM, "Minister of Public Security"), (DIRECTOR, UNODC, "Director")],
)
def test_both_speakers_hold_their_posts(
    reading: Reading, keys: dict[str, str], person: str, body: str, value: str
) -> None:
    posts = claims(reading, ClaimType.HOLDS_POSITION, keys, person, body)

    assert [str(claim.value).split(",")[0] for claim in posts] == [value]


def test_the_directors_division_is_told(reading: Reading, keys: dict[str, str]) -> None:
    (post,) = claims(reading, ClaimType.HOLDS_POSITION, keys, DIRECTOR)

    assert "Treaty Affairs" in str(post.value)


def test_the_72_is_a_count_as_of_a_day_inferred_from_the_address(reading: Reading, keys: dict[str, str]) -> None:
    (tally,) = claims(reading, ClaimType.TALLY, keys, TREATY)

    assert (tally.value, tally.action, tally.unit, tally.bound) == (72, "signature", "state", None)
    assert (tally.date, tally.date_basis) == ("2025-10-26", DateBasis.INFERRED_FROM_URL)
    assert tally.modality is Modality.ASSERTED


def test_the_ceremony_its_place_and_its_days_are_told(reading: Reading, keys: dict[str, str]) -> None:
    (concerns,) = claims(reading, ClaimType.CONCERNS, keys, CEREMONY, TREATY)
    places = claims(reading, ClaimType.TAKES_PLACE_IN, keys, CEREMONY)
    days = claims(reading, ClaimType.TAKES_PLACE_ON, keys, CEREMONY)

    assert concerns.modality is Modality.ASSERTED
    assert [keys[claim.object or ""] for claim in places] == [HANOI]
    # `During the past two days`, written on the second of them.
    assert [claim.date for claim in days] == ["2025-10-25/2025-10-26"]
    assert [claim.date_basis for claim in days] != [DateBasis.STATED]


def test_the_minister_speaks_at_the_ceremony_and_the_director_at_its_closing(
    reading: Reading, keys: dict[str, str]
) -> None:
    (first,) = claims(reading, ClaimType.SPEAKS_AT, keys, MINISTER)
    (second,) = claims(reading, ClaimType.SPEAKS_AT, keys, DIRECTOR)

    assert keys[first.object or ""] == CEREMONY
    assert keys[second.object or ""] == CLOSING


def test_the_other_name_of_the_treaty_is_told(reading: Reading, keys: dict[str, str]) -> None:
    assert [claim.value for claim in claims(reading, ClaimType.KNOWN_AS, keys, TREATY)] == ["اتفاقية هانوي"]


@pytest.mark.parametrize(
    "outcome",
    [
        "خطوة استراتيجية تاريخية",
        "حضور عدد كبير من الدول",
        "اعتماد الاتفاقية بالإجماع",
        "أرست اتفاقية هانوي الأساس القانوني",
    ],
)
def test_each_outcome_is_the_ministers_statement(reading: Reading, keys: dict[str, str], outcome: str) -> None:
    stated = words(reading, claims(reading, ClaimType.STATES, keys, MINISTER))

    assert len([statement for statement in stated if outcome in statement]) == 1


def test_the_commitment_is_attributed(reading: Reading, keys: dict[str, str]) -> None:
    (commitment,) = words(reading, claims(reading, ClaimType.COMMITS, keys, MINISTER, TREATY))

    assert "الكامل والجاد والمسؤول لالتزاماتها بموجب الاتفاقية" in commitment


def test_the_call_is_attributed(reading: Reading, keys: dict[str, str]) -> None:
    (call,) = words(reading, claims(reading, ClaimType.CALLS_FOR, keys, MINISTER))

    assert call.startswith("تعزيز التعاون في تنفيذ اتفاقية هانوي")


def test_the_belief_of_the_state_is_its_own(reading: Reading, keys: dict[str, str]) -> None:
    (statement,) = words(reading, claims(reading, ClaimType.STATES, keys, VIET_NAM))

    assert "سيكون حدثا تاريخيا" in statement


def test_the_quoted_sentence_is_the_directors(reading: Reading, keys: dict[str, str]) -> None:
    quoted = [claim for claim in reading.claims if claim.quoted]

    assert {keys[claim.subject] for claim in quoted} == {DIRECTOR}
    assert {claim.type for claim in quoted} <= {ClaimType.STATES, ClaimType.CALLS_FOR}
    assert all("العمل معًا نحو المرحلة التالية" in evidence for evidence in words(reading, quoted))


def test_the_directors_reported_words_are_his(reading: Reading, keys: dict[str, str]) -> None:
    stated = " | ".join(words(reading, claims(reading, ClaimType.STATES, keys, DIRECTOR)))

    assert "تفتح آفاقا لمستقبل أكثر أمنا" in stated
    assert "التفاوض على الاتفاقية ما هو إلا البداية" in stated


def test_the_entry_into_force_is_a_plan(reading: Reading, keys: dict[str, str]) -> None:
    (force,) = claims(reading, ClaimType.ENTERS_INTO_FORCE, keys, TREATY)

    assert (force.modality, force.date) == (Modality.PLANNED, None)


def test_the_publisher_and_both_credits_are_told_and_the_second_is_doubted(
    reading: Reading, keys: dict[str, str]
) -> None:
    text = reading.document.text
    reports = [claim for claim in reading.claims if claim.type is ClaimType.REPORTS]

    assert [(keys[claim.subject], claim.flags) for claim in reports] == [
        (AGENCY, ()),
        (AGENCY, ("doubtful-expansion",)),
        (OUTLET, ()),
    ]
    assert [claim.evidence.of(text).split()[-1] for claim in reports[:2]] == ["الفيتنامية", "الفنزويلية"]
    assert reports[1].confidence <= reports[0].confidence


def test_nobody_signs_or_ratifies_in_it(reading: Reading) -> None:
    acts = {ClaimType.SIGNS, ClaimType.RATIFIES, ClaimType.ACCEDES_TO, ClaimType.DECLINES}

    assert [claim.type for claim in reading.claims if claim.type in acts] == []


def test_every_span_of_the_record_quotes_and_it_is_the_same_twice(reading: Reading) -> None:
    base = Settings().base_iri
    record = to_record(reading, base)
    again = to_record(read(RawDocument(str(SEEDS[0]), SEEDS[0].read_bytes())), base)

    text, mentions = reading.document.text, record["mentions"]
    assert isinstance(mentions, list)
    assert all(text[mention["start"] : mention["end"]] == mention["text"] for mention in mentions)
    assert dumps(record) == dumps(again)


@pytest.fixture(scope="module")
def house(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> House:
    """A house in whose store the article stands."""
    folder = tmp_path_factory.mktemp("seed") / "house"
    shutil.copytree(founded, folder)
    built = House(folder)
    said = built.run("ingest", str(SEEDS[0]))
    assert (said.code, said.err.splitlines()[-1]) == (0, "1 ingested")
    return built


def test_the_store_verifies(house: House) -> None:
    said = house.run("verify")

    assert (said.code, said.out) == (0, "")


PREFIXES = """PREFIX tg: <https://w3id.org/treatygraph/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX id: <http://localhost:8000/id/>
"""
DOCUMENT_ASKS = {
    "the count with its day": """?c rdf:subject <ID/treaty/un-xviii-16> ; rdf:predicate tg:tally ; rdf:object 72 ;
        tg:asOf "2025-10-26"^^<http://www.w3.org/2001/XMLSchema#date> ; tg:dateBasis tg:InferredFromUrl""",
    "the minister's post": """?c rdf:subject <ID/person/luong-tam-quang> ; rdf:predicate tg:holdsPosition ;
        rdf:object ?post . ?post tg:postTitle "Minister of Public Security"@en""",
    "the place": """?c rdf:subject <ID/event/hanoi-signing-2025> ; rdf:predicate tg:takesPlaceIn ;
        rdf:object <ID/place/hanoi>""",
    "the days": """?c rdf:subject <ID/event/hanoi-signing-2025> ; rdf:predicate tg:takesPlaceOn ;
        tg:startDate "2025-10-25"^^<http://www.w3.org/2001/XMLSchema#date>""",
    "the other name": """?c rdf:subject <ID/treaty/un-xviii-16> ; rdf:predicate tg:knownAs ;
        rdf:object "اتفاقية هانوي"@ar""",
    "the commitment": """?c rdf:subject <ID/person/luong-tam-quang> ; rdf:predicate tg:commits""",
    "the call": """?c rdf:subject <ID/person/luong-tam-quang> ; rdf:predicate tg:callsFor""",
    "the quoted sentence": """?c rdf:subject <ID/person/john-brandolino> ; tg:quoted true""",
    "the planned entry into force": """?c rdf:subject <ID/treaty/un-xviii-16> ; rdf:predicate tg:entersIntoForce ;
        tg:modality tg:Planned""",
    "the doubted credit": """?c rdf:subject <ID/organization/vietnam-news-agency> ; rdf:predicate tg:reports ;
        tg:flag tg:DoubtfulExpansion""",
}


@pytest.mark.parametrize("fact", DOCUMENT_ASKS)
def test_a_query_finds_what_the_article_says(house: House, fact: str) -> None:
    pattern = DOCUMENT_ASKS[fact].replace("ID/", "http://localhost:8000/id/")
    store = open_store(str(house.folder / "store"), read_only=True)
    try:
        answer, _ = store.answer(f"{PREFIXES} ASK {{ GRAPH ?g {{ {pattern} }} }}", "application/sparql-results+json")
    finally:
        store.close()

    assert json.loads(answer)["boolean"] is True


def test_the_command_line_answers_who_spoke(house: House) -> None:
    query = f"{PREFIXES} SELECT DISTINCT ?who {{ ?statement tg:speaker ?who }} ORDER BY ?who"

    said = house.run("query", query, "--format", "csv")

    assert said.code == 0
    assert {row.rpartition("/id/")[2] for row in said.out.split()[1:]} == {MINISTER, DIRECTOR, VIET_NAM}


def test_the_documents_page_marks_the_words_of_each_claim(house: House, reading: Reading) -> None:
    store = open_store(str(house.folder / "store"), read_only=True)
    try:
        client = create_app(store, Settings()).test_client()
        answer = client.get(
            f"/id/document/{reading.document.key}", headers={"Accept": "text/html"}, follow_redirects=True
        )
    finally:
        store.close()

    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert re.search(r'<[^>]* dir="rtl"', page)
    marked = marked_words(page)
    missed = [
        claim.evidence.of(reading.document.text)
        for claim in reading.claims
        if "".join(claim.evidence.of(reading.document.text).split()) not in marked
    ]
    assert missed == []


def marked_words(page: str) -> str:
    """What stands inside `mark` elements, in order, without tags and blanks; a mark may hold others."""
    pieces, depth = [], 0
    for tag, between in re.findall(r"(<[^>]*>)([^<]*)", page):
        depth += tag.startswith("<mark")
        depth -= tag.startswith("</mark")
        # Pieces of one claim stand side by side; what is not marked parts them.
        pieces.append(html.unescape(between) if depth else ("\0" if between.strip() else ""))
    return "".join("".join(pieces).split())
