from __future__ import annotations

from functools import cache

import pytest
from rdflib import DCTERMS, ORG, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef

from graph.authority_rdf import authority_graph, known_graph, membership_key, states_by_code
from graph.authority_rdf.columns import ANY_COLUMNS, COLUMNS, OTHER_COLUMNS, RULES
from graph.identifiers import DEFAULT_BASE, thing
from graph.ntriples import to_ntriples
from ontology.authority import KnownPost, load_authority
from ontology.namespaces import TG

BASE = "http://example.org/"
_TREATY = thing(BASE, "treaty", "un-xviii-16")


@cache
def _graph() -> Graph:
    return authority_graph(BASE)


def test_every_known_entity_is_there_under_its_key() -> None:
    for key in load_authority().entities:
        assert (thing(BASE, *key.split("/", 1)), RDF.type, None) in _graph()


def test_every_column_of_the_tables_is_read_or_known_to_be_read_elsewhere() -> None:
    for known in load_authority().entities.values():
        columns = {*ANY_COLUMNS, *COLUMNS[known.type], *OTHER_COLUMNS}
        if known.type == "treaty":
            columns |= RULES.keys()
        assert known.attributes.keys() <= columns, known.key


def test_no_entity_has_two_preferred_names_in_one_language() -> None:
    for subject in set(_graph().subjects(SKOS.prefLabel, None)):
        languages = [
            label.language for label in _graph().objects(subject, SKOS.prefLabel) if isinstance(label, Literal)
        ]
        assert len(languages) == len(set(languages)), subject


def test_every_entity_has_a_label_and_a_source() -> None:
    for key in load_authority().entities:
        node = thing(BASE, *key.split("/", 1))
        assert _graph().value(node, RDFS.label) is not None, key
        assert _graph().value(node, DCTERMS.source) is not None, key


def test_a_mistranslated_name_is_found_and_never_shown() -> None:
    agency = thing(BASE, "organization", "vietnam-news-agency")
    # Machine translation reads VNA as the Venezuelan agency; the name helps to find the slip.
    wrong = Literal("وكالة الأنباء الفنزويلية", lang="ar")

    assert (agency, SKOS.hiddenLabel, wrong) in _graph()
    assert (agency, TG.mistranslatedName, wrong) in _graph()
    assert not any((agency, shown, wrong) in _graph() for shown in (RDFS.label, SKOS.prefLabel, SKOS.altLabel))


def test_a_treaty_carries_its_rules_as_a_resource() -> None:
    rules = _graph().value(_TREATY, TG.ruleset)

    assert (rules, RDF.type, TG.TreatyRules) in _graph()
    # Articles 64 and 65 of the Convention: open until 31 December 2026, in force ninety days after the fortieth.
    assert _graph().value(rules, TG.signatureCloses) == Literal("2026-12-31", datatype=XSD.date)
    assert _graph().value(rules, TG.forceThreshold) == Literal(40)
    assert _graph().value(rules, TG.forceDelayDays) == Literal(90)
    assert _graph().value(rules, TG.countsRegional) == Literal(False)


def test_a_state_has_its_codes_and_says_whether_it_is_a_member() -> None:
    state = thing(BASE, "state", "vnm")

    assert _graph().value(state, TG.iso3) == Literal("VNM")
    assert _graph().value(state, TG.m49) == Literal("704")
    assert _graph().value(state, TG.unMember) == Literal(True)
    assert (state, SKOS.exactMatch, URIRef("http://www.wikidata.org/entity/Q881")) in _graph()
    assert states_by_code()["VNM"] == "state/vnm"


def test_a_place_lies_in_its_state() -> None:
    assert _graph().value(thing(BASE, "place", "hanoi"), TG.country) == thing(BASE, "state", "vnm")


def test_a_person_holds_a_post_by_a_membership() -> None:
    person = thing(BASE, "person", "antonio-guterres")

    (membership,) = _graph().subjects(ORG.member, person)

    post = _graph().value(membership, TG.post)
    assert _graph().value(post, TG.postTitle) == Literal("Secretary-General", lang="en")
    assert _graph().value(membership, TG.startDate) == Literal("2017-01-01", datatype=XSD.date)


def test_a_post_held_twice_makes_two_memberships() -> None:
    held = [KnownPost("person/a", "state/vnm", "Minister", start, None, "s") for start in ("2016-01-01", None)]

    assert membership_key(held[0], held) == "a/vnm/minister/2016-01-01"
    assert membership_key(held[1], held) == "a/vnm/minister/start-unknown"
    assert membership_key(held[0], held[:1]) == "a/vnm/minister"


def test_some_entities_can_be_had_alone_and_unknown_ones_are_none() -> None:
    graph = known_graph(["state/vnm", "person/nobody"], BASE)

    assert set(graph.subjects(SKOS.prefLabel)) == {thing(BASE, "state", "vnm")}


@pytest.mark.parametrize("key", ["event/hanoi-signing-2025"])
def test_an_occasion_has_its_kind_its_days_and_its_treaty(key: str) -> None:
    node = thing(BASE, *key.split("/", 1))

    assert (node, RDF.type, TG.Ceremony) in _graph()
    assert (node, TG.concernsTreaty, _TREATY) in _graph()
    assert _graph().value(node, TG.startDate) == Literal("2025-10-25", datatype=XSD.date)


def test_the_lines_of_the_known_entities_can_be_written() -> None:
    assert len(to_ntriples(_graph())) == len(_graph())


@pytest.mark.parametrize(("key", "label"), [("gin", "Guinea"), ("geo", "Georgia"), ("cog", "Congo")])
def test_a_state_is_called_by_the_first_row_even_where_the_word_means_others_too(key: str, label: str) -> None:
    graph = known_graph([f"state/{key}"], DEFAULT_BASE)

    found = graph.objects(thing(DEFAULT_BASE, "state", key), RDFS.label)
    labels = [name for name in found if isinstance(name, Literal) and name.language == "en"]

    assert [str(name) for name in labels] == [label]
