"""Review: what waits, in which order, how a decision is recorded, and what the command line says of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rdflib import PROV, RDF, XSD, Graph, Literal, URIRef

from graph.cli.review import review
from graph.derivation import is_stale, rederive
from graph.errors import JudgementError, StoreBusy, StoreError, UnknownLocation
from graph.export import export
from graph.holdings import current_reviews, record_of
from graph.identifiers import named_graph
from graph.judgements import Judgement, Verdict, graph_of, judgement, judgement_graph, read_judgements, standing
from graph.model import Claim, ClaimType, Document, Entity, EntityType, Mention, Reading, Span
from graph.naming import Names
from graph.ntriples import to_ntriples
from graph.publish import Outcome, publish, remove
from graph.queries import load
from graph.review import Queue, judge, pair_id, undo
from graph.settings import Settings
from graph.store import DEFAULT_GRAPH, Store
from graph.stores import open_store
from graph.validation import Validator, open_gate
from graph.verification import verify
from graph.views import claim_view, document_view, entity_view, find_thing, list_view
from ontology.namespaces import TG

NOON = datetime(2025, 11, 1, 12, tzinfo=UTC)
TREATY = Entity("e2", EntityType.TREATY, "Hanoi Convention", (("en", "Hanoi Convention"),), "treaty/un-xviii-16")
PERU = Entity("e3", EntityType.STATE, "Peru", (("en", "Peru"),), "state/per")


def speech(title: str, sure: float = 0.9) -> Reading:
    """Someone called Jane Doe, in a post, welcomes the treaty; Peru may have signed it."""
    text = f"Good morning. Jane Doe, {title} of Peru, welcomed the Hanoi Convention. Peru signed. That is all."
    name, end = text.index("Jane"), text.index(",")
    person = Entity("e1", EntityType.PERSON, "Jane Doe", (("en", "Jane Doe"),))
    whole, signed = Span(name, text.index(" Peru signed")), Span(text.index("Peru signed"), text.index(" That"))
    claims = (
        Claim(ClaimType.HOLDS_POSITION, "e1", whole, "e3", value=title, confidence=0.9),
        Claim(ClaimType.SUPPORTS, "e1", whole, "e2", confidence=0.9),
        Claim(ClaimType.SIGNS, "e3", signed, "e2", date="2025-10-25", confidence=sure, rule="en.sign.9"),
    )
    mentions = (Mention("e1", Span(name, end)), Mention("e3", Span(signed.start, signed.start + 4)))
    return Reading(Document(text, "en", title=f"A speech of the {title}"), (person, TREATY, PERU), mentions, claims)


MINISTER, AMBASSADOR = speech("Minister", sure=0.4), speech("Ambassador")
BASE = Settings().base_iri
DOUBTFUL = str(Names(MINISTER, BASE).claim(MINISTER.claims[2]))
PEOPLE = tuple(sorted(str(Names(one, BASE).entity("e1")) for one in (MINISTER, AMBASSADOR)))
PAIR = pair_id(*PEOPLE)


@pytest.fixture(scope="module")
def gate() -> Validator:
    return open_gate()


@pytest.fixture
def config(tmp_path: Path) -> Settings:
    return Settings(store=str(tmp_path / "store"), quarantine=str(tmp_path / "quarantine"))


@pytest.fixture(scope="module")
def lines(gate: Validator, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What a store of both speeches holds."""
    store = open_store("memory:")
    config = Settings(quarantine=str(tmp_path_factory.mktemp("quarantine")))
    for at, reading in enumerate((MINISTER, AMBASSADOR)):
        assert publish(reading, f"{at}.txt", store, gate, config, NOON).outcome == Outcome.INGESTED
    rederive(store, config)
    return {name: store.triples(name) for name in ["", *store.graphs()]}


@pytest.fixture
def store(lines: dict[str, list[str]]) -> Iterator[Store]:
    opened = open_store("memory:")
    opened.replace(lines)
    yield opened
    opened.close()


Judge = Callable[..., Judgement]


@pytest.fixture
def decide(store: Store, gate: Validator, config: Settings) -> Judge:
    def decide(verdict: Verdict, *on: str, by: str = "Reviewer One", why: str | None = None, day: int = 2) -> Judgement:
        return judge(verdict, on, by, why, store, gate, config, NOON.replace(day=day))

    return decide


def signatures(store: Store) -> int:
    return sum(f"<{TG.Signature}>" in line for line in store.triples(DEFAULT_GRAPH))


def test_a_doubtful_claim_waits_in_a_graph_of_its_own(store: Store, config: Settings) -> None:
    key = MINISTER.document.key
    document, waiting = (store.triples(named_graph(BASE, f"{kind}/{key}")) for kind in ("document", "review"))

    assert not any(DOUBTFUL in line for line in document)
    assert f"<{DOUBTFUL}> <{TG.reviewStatus}> <{TG.InReview}> ." in waiting
    assert list(current_reviews(store)) == [str(named_graph(BASE, f"review/{key}"))]
    assert verify(store, config).problems == ()


def test_publishing_counts_what_waits_and_does_it_once(gate: Validator, config: Settings) -> None:
    store = open_store("memory:")

    first = publish(MINISTER, "a.txt", store, gate, config, NOON)
    again = publish(MINISTER, "a.txt", store, gate, config, NOON)

    assert (first.outcome, first.waiting) == (Outcome.INGESTED, 1)
    assert (again.outcome, again.waiting) == (Outcome.UNCHANGED, 1)


def test_a_surer_reading_of_the_same_text_moves_the_claim_into_the_document(
    store: Store, gate: Validator, config: Settings
) -> None:
    receipt = publish(speech("Minister"), "0.txt", store, gate, config, NOON)

    record = record_of(store, MINISTER.document.key, BASE)
    assert (receipt.outcome, receipt.waiting) == (Outcome.REPLACED, 0)
    assert record is not None
    assert record.waiting is None
    assert any(DOUBTFUL in line for line in store.triples(receipt.graph))
    assert store.triples(named_graph(BASE, f"review/{MINISTER.document.key}")) == []


def test_what_waits_goes_with_its_document(store: Store, config: Settings) -> None:
    remove(MINISTER.document.key, store, config)

    assert not any("/graph/review/" in name for name in store.graphs())


def test_a_doubtful_claim_is_in_no_page_list_or_table(store: Store) -> None:
    page = document_view(store, BASE, MINISTER.document.key)
    peru = entity_view(store, BASE, f"{BASE}id/state/per")

    assert page is not None
    assert peru is not None
    assert DOUBTFUL not in {claim.iri for claim in (*page.claims, *peru.claims)}
    assert DOUBTFUL not in export(store, BASE, "csv").decode()
    counted = {row["class"]: row["number"] for row in store.select(load("counts"))}
    assert counted[str(TG.Claim)] == "5"


def test_an_accepted_claim_counts_and_is_shown_and_an_undone_one_does_not(
    store: Store, gate: Validator, config: Settings, decide: Judge
) -> None:
    before = store.triples(DEFAULT_GRAPH)
    remove(AMBASSADOR.document.key, store, config)
    rederive(store, config)
    assert signatures(store) == 0

    accepted = decide(Verdict.ACCEPTED, DOUBTFUL)

    view = claim_view(store, BASE, DOUBTFUL)
    peru = entity_view(store, BASE, f"{BASE}id/state/per")
    assert signatures(store) == 1
    assert view is not None
    assert view.review == "Accepted"
    assert peru is not None
    assert DOUBTFUL in {claim.iri for claim in peru.claims}
    assert not is_stale(store, config)
    assert verify(store, config).problems == ()

    undo(accepted.iri.rpartition("/")[2], "Reviewer Two", None, store, gate, config, NOON)
    publish(AMBASSADOR, "1.txt", store, gate, config, NOON)
    rederive(store, config)
    assert store.triples(DEFAULT_GRAPH) == before


def test_a_decision_outlives_the_next_ingest(store: Store, gate: Validator, config: Settings, decide: Judge) -> None:
    decide(Verdict.ACCEPTED, DOUBTFUL)
    before = store.triples(DEFAULT_GRAPH)

    publish(replace(MINISTER, extractor="other/2"), "0.txt", store, gate, config, NOON)
    rederive(store, config)

    assert store.triples(DEFAULT_GRAPH) == before


def test_a_merge_and_its_undoing_leave_the_accepted_graph_as_it_was(
    store: Store, gate: Validator, config: Settings, decide: Judge
) -> None:
    before = store.triples(DEFAULT_GRAPH)

    merged = decide(Verdict.SAME, *PEOPLE)
    assert any(str(TG.mergedFrom) in line for line in store.triples(DEFAULT_GRAPH))
    undo(merged.iri.rpartition("/")[2], "Reviewer Two", "a mistake", store, gate, config, NOON)

    assert store.triples(DEFAULT_GRAPH) == before
    assert [judged.verdict for judged in read_judgements(store)] == [Verdict.RETRACTED, Verdict.SAME]


def test_what_was_merged_is_one_in_lists_and_by_name_and_its_page_says_who_it_is(store: Store, decide: Judge) -> None:
    with pytest.raises(UnknownLocation, match="2 things"):
        find_thing(store, BASE, "Jane Doe")

    decide(Verdict.SAME, *PEOPLE)

    one, gone = PEOPLE
    assert str(find_thing(store, BASE, "Jane Doe")) == one
    assert [ref.iri for ref in list_view(store, BASE, "person").items] == [one]
    page, left = entity_view(store, BASE, one), entity_view(store, BASE, gone)
    assert page is not None
    assert left is not None
    assert len(page.claims) == 4
    assert left.merged_into is not None
    assert (left.merged_into.iri, left.merged_into.provisional) == (one, True)
    assert "Merge" in {fact.kind for fact in page.facts}


def test_the_queue_puts_what_teaches_most_first(store: Store, config: Settings) -> None:
    queue = Queue(store, config)

    (pair,), (claim,) = queue.pairs(), queue.claims()
    assert (pair.id, pair.mentions) == (PAIR, 2)
    assert pair.weight == pytest.approx(4 * pair.comparison.score * (1 - pair.comparison.score) * 2, abs=1e-5)
    assert (claim.iri, claim.mentions) == (DOUBTFUL, 2)
    assert claim.weight == pytest.approx(4 * 0.4 * 0.6 * 2)


def test_a_pair_that_nobody_could_tell_comes_last_and_is_marked(store: Store, config: Settings, decide: Judge) -> None:
    decide(Verdict.UNSURE, *PEOPLE)

    assert [item.unsure for item in Queue(store, config).pairs()] == [True]


def test_what_stands_against_a_decision_must_be_undone_first(decide: Judge) -> None:
    first = decide(Verdict.DIFFERENT, *PEOPLE)

    with pytest.raises(JudgementError, match=f"review undo {first.iri.rpartition('/')[2]}"):
        decide(Verdict.SAME, *PEOPLE, by="Reviewer Two")
    assert decide(Verdict.DIFFERENT, *PEOPLE, day=5) == first


def test_a_decision_needs_somebody_and_two_of_one_kind(decide: Judge) -> None:
    with pytest.raises(JudgementError, match="answers for it"):
        decide(Verdict.SAME, *PEOPLE, by=" ")
    with pytest.raises(JudgementError, match="different kinds"):
        decide(Verdict.SAME, PEOPLE[0], f"{BASE}id/state/per")


def test_a_judgement_that_breaks_the_shapes_is_not_recorded(store: Store, decide: Judge) -> None:
    with pytest.raises(JudgementError, match="exactly two"):
        decide(Verdict.SAME, PEOPLE[0])

    assert read_judgements(store) == ()


def test_a_judgement_says_who_when_what_and_why(store: Store, decide: Judge) -> None:
    judged = decide(Verdict.SAME, *PEOPLE, why="One post.")

    graph = Graph().parse(data="\n".join(store.triples(graph_of(judged, BASE))), format="nt")
    node = URIRef(judged.iri)
    assert {TG.Judgement, TG.EntityJudgement} == set(graph.objects(node, RDF.type))
    assert graph.value(node, PROV.generatedAtTime) == Literal("2025-11-02T12:00:00Z", datatype=XSD.dateTime)
    assert graph.value(node, TG.reason) == Literal("One post.")
    assert read_judgements(store) == (judged,)


def test_what_was_retracted_stands_again_when_the_retraction_is() -> None:
    first = judgement(BASE, Verdict.SAME, PEOPLE, "A", "2025-11-01T08:00:00Z")
    back = judgement(BASE, Verdict.RETRACTED, [first.iri], "B", "2025-11-01T08:00:00Z")
    again = judgement(BASE, Verdict.RETRACTED, [back.iri], "A", "2025-11-01T08:00:00Z")

    assert standing([again, back, first]) == (first,)
    assert standing([back, first]) == ()


def test_judgements_that_retract_each_other_end() -> None:
    one = replace(judgement(BASE, Verdict.RETRACTED, ["x"], "A", "2025-11-01T08:00:00Z"), iri="a", on=("b",))

    assert standing([one, replace(one, iri="b", on=("a",))]) == ()


def test_a_judgement_under_another_base_is_refused() -> None:
    foreign = judgement("https://example.org/", Verdict.SAME, PEOPLE, "A", "2025-11-01T08:00:00Z")

    with pytest.raises(StoreError, match="TREATYGRAPH_BASE_IRI"):
        graph_of(foreign, BASE)


def test_claims_in_review_that_were_changed_are_found(store: Store, config: Settings) -> None:
    name = str(named_graph(BASE, f"review/{MINISTER.document.key}"))
    store.replace({name: [line.replace("Peru signed", "Peru sang") for line in store.triples(name)]})
    store.replace({str(named_graph(BASE, "review/none")): ["<urn:a> <urn:b> <urn:c> ."]})

    problems = [(problem.place, problem.what) for problem in verify(store, config).problems]

    assert any(place == name and "changed" in what for place, what in problems)
    assert any("oa:exact" in what for _, what in problems)
    assert any(place.endswith("review/none") for place, _ in problems)


@pytest.fixture
def folder(lines: dict[str, list[str]], config: Settings) -> Settings:
    store = open_store(config.store)
    store.replace(lines)
    store.close()
    return config


def run(config: Settings, *arguments: str) -> Result:
    result = CliRunner().invoke(review, arguments, obj=config)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_the_list_shows_both_sides_with_their_words(folder: Settings) -> None:
    shown = run(folder, "list")

    assert shown.stderr == "1 pair of entities and 1 claim wait in review\n"
    lines = [line.strip() for line in shown.stdout.splitlines()]
    assert f"{PAIR}  0.86  Jane Doe | Jane Doe" in lines
    assert "posts: ambassador (state/per)" in lines
    assert f"{MINISTER.document.key}: Jane Doe, Minister of Peru, welcomed the Hanoi Convention." in lines
    assert "words: Peru signed." in lines
    assert any(line.startswith(DOUBTFUL.rpartition("/")[2]) for line in lines)


@pytest.mark.parametrize(("kind", "id"), [("entities", PAIR), ("claims", DOUBTFUL.rpartition("/")[2])])
def test_the_list_in_json_has_one_kind_when_asked(folder: Settings, kind: str, id: str) -> None:
    shown = run(folder, "list", "--kind", kind, "--format", "jsonl")

    (found,) = (json.loads(line) for line in shown.stdout.splitlines())
    assert (found["kind"], found["id"]) == (kind, id)
    assert found["mentions"] == 2


def test_a_pair_is_decided_shown_and_undone(folder: Settings) -> None:
    decided = run(folder, "same", PAIR, "--by", "Reviewer One", "--why", "One voice.")
    id = decided.stderr.partition(":")[0]

    assert decided.stderr == f"{id}: same\n"
    assert run(folder, "list", "--kind", "entities").stderr == "0 pairs of entities wait in review\n"
    shown = run(folder, "show", PAIR).stdout
    assert f"{id}  same by Reviewer One: person/" in shown
    assert "    One voice." in shown

    assert run(folder, "undo", id, "--by", "Reviewer Two").stderr == f"{id}: retracted\n"
    history = run(folder, "history", "--format", "jsonl").stdout.splitlines()
    assert [(json.loads(line)["verdict"], json.loads(line)["counts"]) for line in history] == [
        ("same", False),
        ("retracted", True),
    ]
    with pytest.raises(JudgementError, match="already"):
        run(folder, "undo", id, "--by", "Reviewer Two")


def test_any_two_entities_can_be_judged_by_their_keys(folder: Settings) -> None:
    keys = [iri.removeprefix(f"{BASE}id/") for iri in PEOPLE]

    run(folder, "different", *keys, "--by", "Reviewer One")

    assert "1.00" in run(folder, "show", *PEOPLE).stdout


def test_a_claim_is_decided_by_the_reviewer_of_the_environment(
    folder: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TREATYGRAPH_REVIEWER", "Reviewer One")
    key = DOUBTFUL.rpartition("/")[2]

    run(folder, "reject", key)

    assert run(folder, "list", "--kind", "claims").stderr == "0 claims wait in review\n"
    shown = run(folder, "show", f"claim/{key}").stdout
    assert "rejected" in shown
    assert "by Reviewer One" in shown


def test_a_published_claim_can_be_rejected_too(folder: Settings) -> None:
    key = str(Names(AMBASSADOR, BASE).claim(AMBASSADOR.claims[2])).rpartition("/")[2]

    run(folder, "reject", key, "--by", "Reviewer One")

    store = open_store(folder.store, read_only=True)
    assert signatures(store) == 0
    store.close()
    assert "rejected" in run(folder, "show", key).stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("same", "nobody", "--by", "R"), "no such pair waits"),
        (("same", "person/a", "person/b", "--by", "R"), "no current document names it"),
        (("accept", PAIR, "--by", "R"), "decides on a claim"),
        (("same", DOUBTFUL.rpartition("/")[2], "--by", "R"), "decides on a pair"),
        (("undo", "nothing", "--by", "R"), "no such judgement"),
    ],
)
def test_what_is_not_there_is_named(folder: Settings, arguments: tuple[str, ...], words: str) -> None:
    with pytest.raises(UnknownLocation, match=words):
        run(folder, *arguments)


def test_a_decision_without_a_name_or_with_three_ids_is_a_wrong_use(folder: Settings) -> None:
    assert run(folder, "same", PAIR).exit_code == 2
    assert run(folder, "same", "a", "b", "c", "--by", "R").exit_code == 2


def test_conflicts_head_the_list(folder: Settings) -> None:
    store = open_store(folder.store)
    told = [
        judgement(BASE, verdict, PEOPLE, by, "2025-11-02T08:00:00Z")
        for verdict, by in ((Verdict.SAME, "A"), (Verdict.DIFFERENT, "B"))
    ]
    # Two reviewers at once, each seeing the store as it was before the other.
    store.replace({graph_of(judged, BASE): to_ntriples(judgement_graph(judged, BASE)) for judged in told})
    store.close()

    assert run(folder, "list").stdout.startswith("conflict: person/jane-doe-")


def test_a_store_that_is_held_by_another_says_so_and_one_that_is_not_there_is_not_made(
    folder: Settings, tmp_path: Path
) -> None:
    holding = open_store(folder.store)
    try:
        with pytest.raises(StoreBusy):
            run(folder, "same", PAIR, "--by", "R")
    finally:
        holding.close()
    with pytest.raises(StoreError, match="no store"):
        run(folder, "--store", str(tmp_path / "none"), "same", PAIR, "--by", "R")
    assert not (tmp_path / "none").exists()
