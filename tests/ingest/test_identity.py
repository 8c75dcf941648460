"""Identity data: who things are by JSON-LD and Wikidata, and never what they did."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UnreadableDocument
from graph.model import ClaimType, EntityType
from graph.quarantine import Quarantine
from graph.settings import Settings
from graph.stores import MEMORY, open_store
from graph.validation import open_gate
from ingest.identity import Identities, Identity, match, read_identities
from ingest.identity.cli import identify, record_of
from ingest.model import RawDocument
from ingest.pipeline import Road, Status, read

SHARED = Path(__file__).parents[3] / "shared" / "corpus" / "statustables" / "identity"
needs_corpus = pytest.mark.skipif(not SHARED.is_dir(), reason="the development corpus is not beside the project")
NOW = datetime(2026, 11, 24, tzinfo=UTC)
HANOI = "https://texts.example/hanoi"


def page(*blocks: str, text: str = "<p>Names of the treaty.</p>", language: str = "en") -> RawDocument:
    scripts = "".join(f'<script type="application/ld+json">{block}</script>' for block in blocks)
    html = f'<!DOCTYPE html><html lang="{language}"><head>{scripts}</head><body>{text}</body></html>'
    return RawDocument("page.html", html.encode(), "text/html")


def block(**fields: object) -> str:
    return json.dumps({"@context": "https://schema.org", **{k.replace("_", "@"): v for k, v in fields.items()}})


def treaty(**fields: object) -> str:
    named = {"_id": HANOI, "_type": "Legislation", "name": "United Nations Convention against Cybercrime"}
    return block(**{**named, **fields})


def identities(raw: RawDocument) -> Identities:
    found = read_identities(raw)
    assert found is not None
    return found


def only(*blocks: str) -> Identity:
    (found,) = identities(page(*blocks)).found
    return found


# --- the fixtures ----------------------------------------------------------------------------------------------------


def _shared(name: str) -> tuple[Identities, Mapping[str, object]]:
    kind = "text/html" if name.endswith("html") else "application/json"
    expected = json.loads((SHARED / "expected.json").read_text("utf-8"))[name]
    return identities(RawDocument(name, (SHARED / name).read_bytes(), kind)), expected


@needs_corpus
@pytest.mark.parametrize("name", ["treaty-page.html", "wikidata-entities.json"])
def test_the_shared_identities_are_read(name: str) -> None:
    found, expected = _shared(name)
    rows = expected["identities"]
    assert isinstance(rows, list)

    assert [identity.iri for identity in found.found] == [row["iri"] for row in rows]
    for identity, row in zip(found.found, rows, strict=True):
        printed = record_of(name, identity)
        assert (printed["type"], printed["iso3"]) == (row["type"], row["iso3"])
        assert row["labels"].items() <= dict(identity.labels).items()
        assert set(row.get("aliases", ())) <= {text for _, text in identity.aliases}
        assert row.get("identifier") in {None, *identity.identifiers}
        assert printed["key"] is not None
    assert len(found.skipped) == expected.get("skipped_blocks", 0)


@needs_corpus
@pytest.mark.parametrize("name", ["treaty-page.html", "wikidata-entities.json"])
def test_no_act_comes_from_the_shared_identities(name: str, tmp_path: Path) -> None:
    store = open_store(MEMORY)
    road = Road(store, open_gate(), Quarantine(tmp_path), Settings(store=MEMORY, quarantine=str(tmp_path)))

    (result,) = road.ingest([str(SHARED / name)], NOW)

    assert result.status is Status.SKIPPED
    assert result.reason is not None
    assert result.reason.startswith("identity only")


# --- JSON-LD ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "context",
    [
        "https://schema.org", "http://schema.org/", "https://schema.org/docs/jsonldcontext.json",
        {"@vocab": "https://schema.org/"}, {"@vocab": "http://schema.org/"}, ["https://schema.org", {"x": "urn:x:"}],
        {"name": "https://schema.org/name", "Legislation": "schema:Legislation", "schema": "http://schema.org/"},
    ],
)  # fmt: skip
def test_names_are_read_in_contexts_that_are_known_or_inline(context: object) -> None:
    found = only(json.dumps({"@context": context, "@id": HANOI, "@type": "Legislation", "name": "A treaty"}))

    assert (found.iri, found.type, found.labels) == (HANOI, EntityType.TREATY, (("en", "A treaty"),))


def test_prefixes_aliases_of_keywords_and_languages_are_expanded() -> None:
    context = {
        "@vocab": "https://schema.org/", "@base": "https://a.example/t/", "@language": "fr",
        "id": "@id", "type": "@type", "label": {"@id": "http://www.w3.org/2000/01/rdf-schema#label"},
        "wd": "http://www.wikidata.org/entity/",
    }  # fmt: skip
    block = {
        "@context": context,
        "@graph": [
            {"id": "x", "type": ["Thing", "Country"], "label": ["Nom", {"@value": "Name", "@language": "en"}]},
            {"id": "wd:Q881", "type": "Country", "name": {"@list": ["Viêt Nam"]}, "sameAs": {"id": "wd:Q1"}},
        ],
    }

    one, two = identities(page(json.dumps(block))).found

    assert (one.iri, one.labels) == ("https://a.example/t/x", (("fr", "Nom"), ("en", "Name")))
    assert (two.iri, two.same_as) == ("http://www.wikidata.org/entity/Q881", ("http://www.wikidata.org/entity/Q1",))


@pytest.mark.parametrize(
    ("context", "words"),
    [
        ("https://evil.example/context.jsonld", "not fetched"),
        (["https://schema.org", "file:///etc/passwd"], "not fetched"),
        ({"@import": "https://evil.example/c"}, "not fetched"),
        ("https://schema.org.evil.example/", "not fetched"),
        (7, "context that is none"),
    ],
)
def test_a_context_that_would_be_fetched_is_refused_by_name(context: object, words: str) -> None:
    found = identities(page(json.dumps({"@context": context, "@id": HANOI, "@type": "Legislation", "name": "x"})))

    assert found.found == ()
    assert words in found.skipped[0]


def test_a_block_that_is_broken_stops_no_other_and_is_counted() -> None:
    found = identities(page("{ broken, }", block(_type="BreadcrumbList"), treaty(), "[" * 100_000, "7"))

    assert [identity.iri for identity in found.found] == [HANOI]
    assert [reason.split()[1] for reason in found.skipped] == ["1", "2", "4", "5"]


def test_blocks_on_one_thing_are_one_identity() -> None:
    found = only(treaty(), treaty(name={"@value": "اتفاقية", "@language": "ar"}, alternateName="Hanoi Convention"))

    assert dict(found.labels) == {"en": "United Nations Convention against Cybercrime", "ar": "اتفاقية"}
    assert found.aliases == (("en", "Hanoi Convention"),)


def test_things_within_others_are_found_and_those_without_iri_are_not() -> None:
    within = {"@type": "Country", "@id": "https://a.example/vn", "name": "Viet Nam"}
    found = identities(page(treaty(author=within, publisher={"@type": "Organization", "name": "No IRI"})))

    assert [identity.iri for identity in found.found] == [HANOI, "https://a.example/vn"]


@pytest.mark.parametrize(
    "identifier",
    [
        {"@type": "PropertyValue", "propertyID": "ISO 3166-1 alpha-3", "value": "VNM"},
        [{"propertyID": "other", "value": "XXX"}, {"name": "ISO 3166-1 alpha-3 code", "value": "VNM"}],
    ],
)
def test_the_code_of_a_state_is_one_that_says_so(identifier: object) -> None:
    assert only(block(_type="Country", _id="urn:x", name="V", identifier=identifier)).iso3 == "VNM"
    assert only(block(_type="Country", _id="urn:x", name="V", identifier="VNM")).iso3 is None
    assert only(block(_type="Organization", _id="urn:x", name="V", identifier=identifier)).iso3 is None


@pytest.mark.parametrize(
    "context",
    [
        ["https://schema.org"] * 100_000,
        {f"t{at}": "urn:x" for at in range(100_000)},
        [[["https://schema.org"] * 20] * 20] * 20,
    ],
    ids=["many", "long", "deep"],
)
def test_no_context_takes_long(context: object) -> None:
    start = perf_counter()

    assert identities(page(json.dumps({"@context": context, "@id": HANOI, "@type": "Legislation", "name": "x"})))
    assert perf_counter() - start < 3


@pytest.mark.parametrize("piece", ["<script", "<script>", '<script type="application/ld+json">', "<html lang"])
def test_no_run_of_tags_takes_long(piece: str) -> None:
    raw = RawDocument("p", b"<html>ld+json" + piece.encode() * (1_000_000 // len(piece)), "text/html")
    start = perf_counter()

    read_identities(raw)

    assert perf_counter() - start < 3


_KEYS = st.sampled_from(["@id", "@type", "@context", "@graph", "@value", "@language", "@list", "name", "sameAs"])
_SCALARS = st.none() | st.text(max_size=5) | st.integers()
_JSON = st.recursive(
    _SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=4), max_leaves=20
)


@given(_JSON)
def test_any_json_is_read_or_skipped(data: object) -> None:
    assert isinstance(read_identities(page(json.dumps(data))), Identities)


# --- Wikidata --------------------------------------------------------------------------------------------------------


def entity(id: str = "Q881", claims: object = None, **names: str) -> dict[str, object]:
    labels = {language: {"language": language, "value": text} for language, text in names.items()}
    return {"id": id, "labels": labels, "claims": claims or {}}


def statement(value: object, rank: str = "normal") -> dict[str, object]:
    return {"rank": rank, "mainsnak": {"snaktype": "value", "datavalue": {"value": value}}}


def wikidata(*entities: dict[str, object]) -> Identities:
    body = json.dumps({"entities": {str(one["id"]): one for one in entities}}).encode()
    return identities(RawDocument("-", body))


def test_items_give_names_kinds_and_codes() -> None:
    state = entity(claims={"P298": [statement("SUN", "deprecated"), statement("VNM")]}, en="Vietnam")
    person = entity("Q311440", {"P31": [statement({"id": "Q5"})], "P569": [statement("x")]}, en="António Guterres")

    found = wikidata(state, person).found

    assert [(one.type, one.iso3) for one in found] == [(EntityType.STATE, "VNM"), (EntityType.PERSON, None)]


@pytest.mark.parametrize(
    "broken", [{"id": "Q1"}, {"id": "P31", "labels": {}}, {"id": "Q2", "labels": [], "claims": [1]}]
)
def test_items_without_names_are_skipped(broken: dict[str, object]) -> None:
    found = wikidata(entity(en="Vietnam"), broken)

    assert len(found.found) == len(found.skipped) == 1


@pytest.mark.parametrize("text", ['{"a": 1}', '{"entities": []}', '{"entities": {"X": {}}}', "{", "[1]", "plain text"])
def test_other_json_is_no_identity(text: str) -> None:
    assert read_identities(RawDocument("-", text.encode())) is None


# --- whom it is ------------------------------------------------------------------------------------------------------


def thing(name: str, kind: EntityType | None = None, iri: str = "urn:x", **codes: object) -> Identity:
    return Identity(iri, kind, (("vi", name),), **codes)  # type: ignore[arg-type]  # the codes that a test gives


STATE, TREATY = EntityType.STATE, EntityType.TREATY
EU = "http://www.wikidata.org/entity/Q458"


@pytest.mark.parametrize(
    ("identity", "key", "by"),
    [
        (thing("?", STATE, iso3="VNM"), "state/vnm", "iso3"),
        (thing("?", None, "https://www.wikidata.org/wiki/Q881"), "state/vnm", "wikidata Q881"),
        (thing("?", same_as=(EU,)), "organization/european-union", "wikidata Q458"),
        (thing("?", TREATY, identifiers=("XVIII-16",)), "treaty/un-xviii-16", "number XVIII-16"),
        (thing("?", TREATY, identifiers=("CETS No. 185",)), "treaty/cets-185", "number CETS No. 185"),
        (thing("VIỆT NAM", STATE), "state/vnm", "label"),
        (thing("Việt Nam", TREATY), None, None),
        (thing("Vietnam"), None, None),
        (thing("Vietnan", STATE), None, None),
        (thing("Vietnam", STATE, "http://www.wikidata.org/entity/Q99"), None, None),
    ],
)
def test_a_thing_is_known_by_its_codes_or_its_exact_name(identity: Identity, key: str | None, by: str | None) -> None:
    found = match(identity)

    assert (found.key, found.by) == (key, () if by is None else (by,))


@pytest.mark.parametrize(
    "identity",
    [
        Identity("http://www.wikidata.org/entity/Q881", EntityType.STATE, (("en", "Viet Nam"),), iso3="QAT"),
        Identity("http://www.wikidata.org/entity/Q881", EntityType.TREATY, (("en", "Viet Nam"),)),
    ],
)
def test_codes_that_say_different_things_are_a_conflict(identity: Identity) -> None:
    found = match(identity)

    assert found.key is None
    assert found.conflict


def test_what_is_new_is_told() -> None:
    identity = Identity(
        "https://a.example/vn", EntityType.STATE, (("en", "Viet Nam"), ("xx", "Wjetnam")), iso3="VNM",
        same_as=("http://www.wikidata.org/entity/Q881",),
    )  # fmt: skip

    assert record_of("p", identity)["new"] == {
        "labels": {"xx": ["Wjetnam"]}, "aliases": {}, "iris": ["https://a.example/vn"],
    }  # fmt: skip


# --- in the road -----------------------------------------------------------------------------------------------------

# The treaty office of the United Nations records the signature, chapter XVIII, 16.
SIGNED = "Algeria signed the United Nations Convention against Cybercrime in Hanoi."
NEWS = f"<article><h1>Algeria signs</h1><p>{SIGNED}</p></article>"


def test_a_page_that_tells_of_a_treaty_names_it_by_its_own_iris() -> None:
    plain = read(page(text=NEWS))
    named = read(page(treaty(legislationIdentifier="UNTC XVIII-16", legislationDate="2024-12-24"), text=NEWS))

    assert named.claims == plain.claims
    assert {claim.type for claim in named.claims} == {ClaimType.SIGNS}
    assert [e.same_as for e in named.entities if e.key == "treaty/un-xviii-16"] == [(HANOI,)]
    assert [e for e in named.entities if e.key != "treaty/un-xviii-16"] == [
        e for e in plain.entities if e.key != "treaty/un-xviii-16"
    ]


@pytest.mark.parametrize(
    "iri", ["http://www.wikidata.org/entity/Q999999", "https://a.example/<x>", "urn:x", "javascript:alert(1)"]
)
def test_a_page_adds_no_second_item_and_no_odd_iri(iri: str) -> None:
    claimed = block(_type="Country", _id="https://a.example/dz", name="Algeria", sameAs=iri,
                    identifier={"propertyID": "ISO 3166-1 alpha-3", "value": "DZA"})  # fmt: skip

    (algeria,) = (e for e in read(page(claimed, text=NEWS)).entities if e.key == "state/dza")

    assert iri not in algeria.same_as


@pytest.mark.parametrize(
    ("name", "body", "kind"),
    [
        ("a.jsonld", treaty(), "application/ld+json"),
        ("a.json", json.dumps({"entities": {"Q881": entity(en="Vietnam")}}), "application/json"),
        ("-", json.dumps({"entities": {"Q881": entity(en="Vietnam")}}), None),
    ],
)
def test_a_document_of_identities_alone_is_not_ingested(name: str, body: str, kind: str | None) -> None:
    with pytest.raises(UnreadableDocument, match="identity only"):
        read(RawDocument(name, body.encode(), kind))


def test_the_command_prints_one_identity_a_line(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(page(treaty(legislationIdentifier="UNTC XVIII-16"), "{").body)

    result = CliRunner().invoke(identify, [str(path)], obj=Settings())

    assert result.exit_code == 0
    (line,) = result.stdout.splitlines()
    assert json.loads(line)["key"] == "treaty/un-xviii-16"
    assert "block 2 is no JSON" in result.stderr
