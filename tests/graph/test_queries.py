"""The questions of the house: each is bound safely, and answers on a small published store."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import XSD, Literal, URIRef

from graph import queries
from graph.errors import QueryError
from graph.store import Store
from graph.stores import open_store

TREATY = "id/treaty/un-xviii-16"


def rows(store: Store, name: str, **bindings: queries.Value) -> list[dict[str, str | None]]:
    return list(store.select(queries.load(name, **bindings)))


@pytest.mark.parametrize("name", queries.names())
def test_a_query_says_what_it_answers_and_names_its_places(name: str) -> None:
    about = queries.about(name).splitlines()

    assert about[0].endswith((".", ":")), about
    assert {place for place in queries.places(name) if f"${place}:" not in " ".join(about)} == set()


def test_who_had_signed_by_a_day(published: Store, base: str) -> None:
    treaty = URIRef(base + TREATY)

    before = rows(published, "signed-by", treaty=treaty, date="2025-10-24")
    after = rows(published, "signed-by", treaty=treaty, date="2025-10-25")

    assert before == []
    assert {(row["label"], row["date"], row["basis"], row["isState"]) for row in after} == {
        ("Viet Nam", "2025-10-25", "dated", "true"),
        ("European Union", "2025-10-25", "published", "false"),
    }
    assert {row["unMember"] for row in after} == {"true", None}
    assert all(row["quote"] for row in after)


def test_other_numbers_stand_beside_each_other(published: Store, base: str) -> None:
    found = rows(published, "other-numbers", subject=URIRef(base + TREATY))

    assert [(row["value"], row["asOf"], row["publisher"]) for row in found] == [
        ("65", None, "Báo Ví dụ"),
        ("72", "2025-10-26", "Example News"),
    ]


def test_what_entry_into_force_needs(published: Store, base: str) -> None:
    found = rows(published, "entry-into-force", treaty=URIRef(base + TREATY))

    assert ("40", "90") in {(row["threshold"], row["delayDays"]) for row in found}
    assert {row["value"] for row in found if row["claim"]} == {"40", "true"}


def test_what_someone_said(published: Store, base: str) -> None:
    found = rows(published, "said", speaker=URIRef(base + "id/person/antonio-guterres"))

    assert [row["text"] for row in found if row["mode"] and row["mode"].endswith("Direct")] == [
        "a powerful, legally binding instrument"
    ]


def test_what_a_party_promised(published: Store, base: str) -> None:
    found = rows(published, "commitments", party=URIRef(base + "id/state/vnm"))

    assert [row["text"] for row in found] == ["to ratify it soon"]


def test_the_doubtful_agency_is_found_by_its_one_mention_and_by_its_flag(published: Store) -> None:
    once = rows(published, "one-mention")
    doubted = rows(published, "doubts")

    assert [row["label"] for row in once] == ["Venezuelan News Agency"]
    assert [row["subject"] for row in doubted] == [once[0]["organization"]]


def test_posts_of_a_person(published: Store, base: str) -> None:
    found = rows(published, "posts", person=URIRef(base + "id/person/antonio-guterres"))

    assert "Secretary-General" in {row["title"] for row in found}


def test_documents_and_their_dates(published: Store) -> None:
    found = rows(published, "documents")

    assert [(row["language"], row["issued"]) for row in found] == [("vi", "2025-10-25"), ("en", "2025-10-26")]


def test_stances(published: Store, base: str) -> None:
    found = rows(published, "stances", target=URIRef(base + TREATY))

    assert [row["who"] for row in found] == [f"{base}id/person/antonio-guterres"]


def test_changes_since_a_moment(published: Store) -> None:
    before = Literal("2025-11-20T11:59:59Z", datatype=XSD.dateTime)
    after = Literal("2025-11-20T12:00:00Z", datatype=XSD.dateTime)

    assert len(rows(published, "changes-since", since=before)) == 2
    assert rows(published, "changes-since", since=after) == []


def test_budapest_parties_that_have_not_signed(changeable: Store, base: str) -> None:
    from ontology.namespaces import RDF, TG  # the two acts below are of treaties.un.org and coe.int

    acts = changeable.triples("")
    for party in ("vnm", "fra"):
        act = f"<{base}id/act/cets-185/{party}/ratification>"
        acts += [
            f"{act} <{RDF.type}> <{TG.Ratification}> .",
            f"{act} <{TG.treaty}> <{base}id/treaty/cets-185> .",
            f"{act} <{TG.actor}> <{base}id/state/{party}> .",
        ]
    changeable.replace({"": acts})

    found = rows(changeable, "not-signed", party=URIRef(f"{base}id/treaty/cets-185"), treaty=URIRef(base + TREATY))

    assert [row["label"] for row in found] == ["France"]


# What promises say of signing and of ratifying, in the languages that are read; and of carrying out, which is no act.
_PROMISES = [
    ("en", "that it would ratify the convention soon", "ConsentToBeBound"),
    ("en", "to accede to the convention", "ConsentToBeBound"),
    ("en", "it will sign the convention in Hanoi", "Signature"),
    ("fr", "de ratifier la convention dès que possible", "ConsentToBeBound"),
    ("fr", "à signer la convention", "Signature"),
    ("es", "ratificará el convenio", "ConsentToBeBound"),
    ("es", "a firmar la convención", "Signature"),
    ("ru", "ратифицировать конвенцию", "ConsentToBeBound"),
    ("ru", "подписать конвенцию", "Signature"),
    ("vi", "sẽ phê chuẩn công ước", "ConsentToBeBound"),
    ("vi", "Việt Nam sẽ ký Công ước", "Signature"),
    ("zh", "尽快批准该公约", "ConsentToBeBound"),
    ("zh", "将签署公约", "Signature"),
    ("ar", "بأن تصادق على الاتفاقية", "ConsentToBeBound"),
    ("ar", "ستوقع الاتفاقية", "Signature"),
    ("en", "to carry the convention out in full", None),
    ("en", "a significant contribution", None),
]


@pytest.mark.parametrize(("language", "text", "kind"), _PROMISES)
def test_a_promise_is_kept_by_the_later_act_that_it_names(
    changeable: Store, base: str, language: str, text: str, kind: str | None
) -> None:
    _promise(changeable, base, f'"{text}"@{language}')

    found = rows(changeable, "commitments", party=URIRef(f"{base}id/state/fra"))

    kept = {row["fulfilledBy"] for row in found if row["fulfilledBy"]}
    assert kept == ({f"{base}id/act/later/{kind}"} if kind else set())


def _promise(store: Store, base: str, text: str) -> None:
    """France promised something on 1 March 2020; acts of both kinds came before it and after it."""
    tg, xsd = "https://w3id.org/treatygraph/ontology#", "http://www.w3.org/2001/XMLSchema#"
    document, treaty, party = (f"<{base}id/{key}>" for key in ("document/promise", TREATY[3:], "state/fra"))
    said, derived = f"<{base}id/statement/promise>", "<http://www.w3.org/ns/prov#wasDerivedFrom>"
    lines = [
        f"{said} a <{tg}Commitment> .", f"{said} <{tg}speaker> {party} .", f"{said} <{tg}statementText> {text} .",
        f"{said} <{tg}mode> <{tg}Reported> .", f"{said} <{tg}reportedIn> {document} .",
        f"{said} <{tg}about> {treaty} .", f"{said} {derived} <{base}id/claim/promise> .",
    ]  # fmt: skip
    for when, day in (("before", "2019-01-01"), ("later", "2021-01-01")):
        for kind in ("Signature", "ConsentToBeBound"):
            act = f"<{base}id/act/{when}/{kind}>"
            lines += [
                f"{act} a <{tg}{kind}> .", f"{act} <{tg}treaty> {treaty} .", f"{act} <{tg}actor> {party} .",
                f'{act} <{tg}actDate> "{day}"^^<{xsd}date> .', f"{act} {derived} <{base}id/claim/{when}> .",
            ]  # fmt: skip
    a = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    contents = [
        f'{document} <http://purl.org/dc/terms/issued> "2020-03-01"^^<{xsd}date> .',
        f"{treaty} {a} <{tg}Treaty> .",
    ]
    store.replace(
        {
            "": [*store.triples(""), *(line.replace(" a ", f" {a} ") for line in lines)],
            f"{base}graph/document/promise": contents,
        }
    )


@pytest.mark.parametrize(("name", "place"), [("signed-by-whom", "treaty"), ("conflicts", None)])
def test_questions_without_an_answer_are_empty(published: Store, base: str, name: str, place: str | None) -> None:
    bindings = {} if place is None else {place: URIRef(base + TREATY)}

    assert rows(published, name, **bindings) == []


@pytest.mark.parametrize("name", queries.QUESTIONS)
def test_every_question_stands_in_the_documentation_with_its_places(name: str) -> None:
    page = (Path(__file__).parents[2] / "docs" / "queries.md").read_text("utf-8")

    section = page.partition(f"## `{name}`")[2].partition("\n## ")[0]

    assert queries.about(name).partition("\n")[0] in section
    assert all(f"`{place}`" in section for place in queries.places(name))


def test_an_unknown_query_lists_those_there_are() -> None:
    with pytest.raises(QueryError, match="signed-by"):
        queries.load("nothing")


def test_bindings_must_fit_the_places() -> None:
    with pytest.raises(QueryError, match="'treaty'"):
        queries.load("signed-by", treaty=URIRef("http://x/"))


@pytest.mark.parametrize(
    "iri", ["", "relative", "http://x/> . ?s ?p ?o . <http://x/", "http://x/a b", "http://x/\\u003e"]
)
def test_what_is_no_iri_is_not_bound(iri: str) -> None:
    with pytest.raises(QueryError, match="not an absolute IRI"):
        queries.term(URIRef(iri))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (7, "7"),
        (True, "true"),
        (Literal(date(2025, 10, 25)), '"2025-10-25"^^<http://www.w3.org/2001/XMLSchema#date>'),
        (Literal("Hà Nội", lang="vi"), '"Hà Nội"@vi'),
    ],
)
def test_values_are_written_as_sparql_writes_them(value: queries.Value, written: str) -> None:
    assert queries.term(value) == written


@given(st.text())
def test_any_text_is_bound_as_itself(text: str) -> None:
    store = open_store("memory:")

    found = list(store.select(f"SELECT ({queries.term(text)} AS ?text) {{}}"))

    assert found == [{"text": text}]


@pytest.mark.parametrize(
    ("words", "provision"),
    [
        ("EFF criticized Article 17 of the treaty", "17"),
        ("les articles 22 et 23", "22"),
        ("el artículo 40, párrafo 2", "40"),
        ("критикует статью 15", "15"),
        ("phản đối Điều 22", "22"),
        ("انتقدت المادة 23 من الاتفاقية", "23"),
        ("انتقدت المادة ٢٣", "٢٣"),
        ("批评公约第二十二条", "二十二"),
        ("the third article in a series", None),
        ("第三次会议", None),
    ],
)
def test_the_provision_that_is_criticized_is_read_off_the_words(
    changeable: Store, base: str, words: str, provision: str | None
) -> None:
    tg, rdf = "https://w3id.org/treatygraph/ontology#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    oa = "http://www.w3.org/ns/oa#"
    claim, place = f"<{base}id/claim/critic>", f"<{base}id/span/critic/selector>"
    contents = [
        f"{claim} <{rdf}type> <{tg}Claim> .", f"{claim} <{rdf}subject> <{base}id/organization/eff> .",
        f"{claim} <{rdf}predicate> <{tg}criticizes> .", f"{claim} <{rdf}object> <{base}{TREATY}> .",
        f"{claim} <{tg}modality> <{tg}Asserted> .", f"{claim} <{tg}claimant> <{base}id/document/critic> .",
        f"{claim} <{tg}evidence> <{base}id/span/critic> .", f"<{base}id/span/critic> <{oa}hasSelector> {place} .",
        f'{place} <{oa}exact> "{words}" .',
        f'{place} <{oa}start> "0"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger> .',
    ]  # fmt: skip
    changeable.replace({f"{base}graph/document/critic": contents})

    found = rows(changeable, "criticism", treaty=URIRef(base + TREATY))

    assert [row["provision"] for row in found] == [provision]
