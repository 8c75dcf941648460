"""Plug-ins against a service that answers like a model, with truths and with lies."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import PluginError
from graph.model import ClaimType, Modality, Reading, Span
from graph.records import from_record, to_record
from graph.settings import Settings
from ingest.model import RawDocument
from ingest.pipeline import read
from ingest.plugins import Plugins, open_plugins
from ingest.plugins.enriching import enriched
from ingest.plugins.grounding import Grounded, ground
from ingest.plugins.llm import open_llm
from ingest.plugins.names import Marked
from ingest.plugins.proposals import Proposal, json_schema, read_proposal
from tests.ingest.lines import reading_of
from tests.ingest.model_service import Service, model_service
from treatygraph import cli

# Facts: Viet Nam signed on 25 October 2025, one of 65 that day (the depositary's list); the words are ours.
TEXT = (
    "Hanoi, 25 October 2025\n\n"
    "Viet Nam signed the UN Convention against Cybercrime on 25 October 2025. "
    "Sixty-five governments had left their ink on its last page by nightfall. "
    "Canada will not lend it its ink before its own review is over. "
    "António Guterres was there, in the words of one paper, as the guest of the hosts.\n"
)
SIGNING = {
    "type": "tally", "subject": "UN Convention against Cybercrime",
    "value": 65, "action": "signature",
    "unit": "state", "modality": "asserted", "quoted": False,
    "evidence": "Sixty-five governments had left their ink on its last page by nightfall",
}  # fmt: skip


@pytest.fixture
def service() -> Iterator[Service]:
    with model_service() as running:
        yield running


@pytest.fixture
def reading() -> Reading:
    return reading_of(TEXT)


def at(service: Service, **more: Any) -> Settings:
    return replace(Settings(), llm_url=service.address, llm_model="test/model:1", **more)


def grounded(reading: Reading, *claims: dict[str, Any]) -> Grounded:
    return ground(reading, [read_proposal(claim) for claim in claims], "m", 0.5)


def test_a_claim_that_the_text_shows_is_added_with_its_span(service: Service, reading: Reading) -> None:
    service.say(SIGNING)

    richer, [account] = enriched(reading, [open_llm("test/model:1", at(service), None)])

    [added] = [claim for claim in richer.claims if claim.rule == "model.test-model-1"]
    assert (added.type, added.value, added.confidence) == (ClaimType.TALLY, 65, 0.5)
    assert added.evidence.of(TEXT) == SIGNING["evidence"]
    assert richer.extractor == "treatygraph-rules+test-model-1"
    assert str(account) == "test/model:1: 1 claims added, 0 read already, 0 dropped"
    assert from_record(to_record(richer, "http://localhost:8000/"), TEXT, "http://localhost:8000/") == richer


def test_the_request_is_bound_to_the_schema_and_tells_the_entities(service: Service, reading: Reading) -> None:
    open_llm("test/model:1", at(service), "secret").propose(reading)

    [asked] = service.asked
    assert (asked["path"], asked["model"], asked["temperature"]) == ("/v1/chat/completions", "test/model:1", 0)
    assert asked["response_format"]["json_schema"]["schema"] == json_schema()
    assert "- treaty: UN Convention against Cybercrime" in asked["messages"][1]["content"]
    assert "Viet Nam signed" in asked["messages"][1]["content"]
    assert service.headers[0]["Authorization"] == "Bearer secret"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"evidence": "Sixty-six governments had left their ink"}, "evidence not in the text"),
        ({"evidence": TEXT[24:150]}, "evidence leaves its sentence"),
        ({"value": 66}, "number not in the evidence"),
        ({"value": "sixty-five"}, "number not in the evidence"),
        ({"subject": "Budapest Convention"}, "subject not in the text"),
        ({"subject": "last page"}, "subject is no known entity"),
        ({"subject": "Canada"}, "subject of the wrong type"),
        ({"action": None}, "action missing"),
        ({"action": "birth"}, "unknown action"),
        ({"type": "reports"}, "unknown type"),
        ({"type": 7}, "member missing"),
        ({"quoted": "yes"}, "quoted of the wrong kind"),
        ({"id": "http://example.org/1"}, "unknown member"),
        ({"modality": "planned"}, "standing not shown"),
        ({"date_text": "26 October 2025"}, "date not in the text"),
    ],
)
def test_a_lie_is_dropped_and_counted_by_its_reason(reading: Reading, change: dict[str, Any], reason: str) -> None:
    result = grounded(reading, SIGNING | change)

    assert (result.claims, dict(result.dropped)) == ((), {reason: 1})


ACT = {"type": "signs", "subject": "Canada", "object": "UN Convention against Cybercrime", "modality": "asserted"}


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        (ACT | {"evidence": "Canada will not lend it its ink"}, "standing contradicted"),
        (ACT | {"evidence": "Canada", "object": None}, "object missing"),
        (ACT | {"evidence": "Canada", "object": "Canada"}, "object of the wrong type"),
        (ACT | {"evidence": "Canada", "type": "takes-place-on"}, "subject of the wrong type"),
        (ACT | {"type": "holds-position", "subject": "António Guterres", "object": "Viet Nam", "evidence": "guest",
                "value": "Prime Minister", "value_text": "prime minister"}, "value not in the evidence"),
        (ACT | {"type": "holds-position", "subject": "António Guterres", "object": "Viet Nam", "evidence": "guest",
                "value_text": "guest"}, "value missing"),
        ("Canada signed", "not an object"),
        ({"type": "signs"}, "member missing"),
    ],
)  # fmt: skip
def test_an_act_is_dropped_where_the_text_shows_another(reading: Reading, claim: object, reason: str) -> None:
    result = ground(reading, [read_proposal(claim)], "m", 0.5)

    assert (result.claims, dict(result.dropped)) == ((), {reason: 1})


def test_a_denial_is_kept_where_its_word_stands(reading: Reading) -> None:
    denial = ACT | {"modality": "negated", "evidence": "Canada will not lend it its ink"}

    [claim] = grounded(reading, denial).claims

    assert (claim.type, claim.modality, claim.evidence.of(TEXT)) == (
        ClaimType.SIGNS, Modality.NEGATED, denial["evidence"],
    )  # fmt: skip


def test_a_date_is_taken_from_the_words_that_show_it() -> None:
    text = TEXT.replace("by nightfall", "by 26 October 2025")
    claim = SIGNING | {
        "evidence": "Sixty-five governments had left their ink on its last page by 26 October 2025",
        "date_text": "26 October",
    }

    [found] = grounded(reading_of(text), claim).claims

    assert found.date == "2025-10-26"


def test_what_the_rules_have_read_is_not_read_twice(reading: Reading) -> None:
    told = {
        "type": "signs", "subject": "Viet Nam", "object": "UN Convention against Cybercrime", "modality": "asserted",
        "evidence": "Viet Nam signed the UN Convention against Cybercrime",
    }  # fmt: skip

    result = grounded(reading, told, SIGNING, SIGNING)

    assert (len(result.claims), result.known) == (1, 2)


def test_quotation_is_believed_only_behind_a_mark(reading: Reading) -> None:
    said = ACT | {"type": "states", "subject": "António Guterres", "object": None, "quoted": True,
                  "evidence": "as the guest of the hosts"}  # fmt: skip

    [claim] = grounded(reading, said).claims

    assert not claim.quoted


@given(
    st.lists(
        st.one_of(
            st.none(), st.integers(), st.text(max_size=5),
            st.dictionaries(
                st.sampled_from([*(field.name for field in fields(Proposal)), "x"]),
                st.one_of(
                    st.none(), st.booleans(), st.integers(-3, 80), st.sampled_from(TEXT.split()),
                    st.sampled_from([*ClaimType, *Modality, "UN Convention against Cybercrime", "Viet Nam"]),
                ),
            ),
        ),
        max_size=6,
    )
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_every_proposal_is_added_known_or_counted_as_dropped(items: list[object]) -> None:
    reading = reading_of(TEXT)

    result = ground(reading, [read_proposal(item) for item in items], "m", 0.5)

    assert len(result.claims) + result.known + sum(result.dropped.values()) == len(items)
    whole = replace(reading, claims=(*reading.claims, *result.claims))
    assert (
        from_record(to_record(whole, "http://localhost:8000/"), TEXT, "http://localhost:8000/").claims == whole.claims
    )


def test_fenced_json_is_read(service: Service, reading: Reading) -> None:
    service.content = "```json\n" + json.dumps({"claims": [SIGNING]}) + "\n```"

    [proposal] = open_llm("m", at(service), None).propose(reading)

    assert isinstance(proposal, Proposal)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"status": 500, "raw": b"overloaded"}, "answered 500: overloaded"),
        ({"redirect": "http://127.0.0.1:1/"}, "answered 302"),
        ({"raw": b"<html>"}, "not of the form"),
        ({"content": "I cannot help with that."}, "not of the form"),
        ({"content": '{"claims": {}}'}, "not of the form"),
        ({"content": "[]"}, "not of the form"),
        ({"raw": b"x" * 2_100_000}, "longer than 2,000,000 bytes"),
    ],
)
def test_a_service_that_fails_adds_nothing_and_is_told(
    service: Service, reading: Reading, change: dict[str, Any], reason: str
) -> None:
    for name, value in change.items():
        setattr(service, name, value)

    richer, [account] = enriched(reading, [open_llm("m", at(service), None)])

    assert richer == reading
    assert reason in str(account)
    assert "the rules' reading stands" in str(account)


def test_a_service_that_is_not_there_is_told(reading: Reading) -> None:
    nowhere = replace(Settings(), llm_url="http://127.0.0.1:1/v1")

    _, [account] = enriched(reading, [open_llm("m", nowhere, None)])

    assert "cannot be reached" in str(account)


def test_a_long_text_is_asked_about_in_stretches(service: Service) -> None:
    long = reading_of(TEXT + "\n".join(f"Line {number} of a long report on other matters." for number in range(400)))

    open_llm("m", at(service), None).propose(long)

    asked = [question["messages"][1]["content"].partition("Text:\n")[2] for question in service.asked]
    assert len(asked) > 1
    assert "".join(asked) == long.document.text


def test_a_text_without_end_is_not_sent(service: Service, reading: Reading) -> None:
    endless = replace(reading, document=replace(reading.document, text="word " * 30_000))

    with pytest.raises(PluginError, match="longer than 120,000 characters"):
        open_llm("m", at(service), None).propose(endless)


@pytest.mark.parametrize(
    ("names", "changes", "key", "mend"),
    [
        (["llm"], {}, None, "TREATYGRAPH_LLM_URL"),
        (["llm"], {"llm_url": "http://127.0.0.1/v1"}, None, "TREATYGRAPH_LLM_MODEL"),
        (["llm:m"], {"llm_url": "ftp://models/"}, None, "http"),
        (["llm:m"], {"llm_url": "http://models.example/v1"}, "secret", "https"),
        (["spacy"], {}, None, "spacy:MODEL"),
        (["spacy:no_such_model"], {}, None, "not installed"),
        (["gliner:no-such-model"], {}, None, "not"),
        (["oracle"], {}, None, "there is no such plug-in"),
    ],
)
def test_a_plug_in_that_cannot_be_opened_says_what_to_do(
    names: list[str], changes: dict[str, Any], key: str | None, mend: str
) -> None:
    with pytest.raises(PluginError, match=mend):
        open_plugins(names, replace(Settings(), **changes), key)


def test_marked_names_are_linked_where_the_rules_find_none() -> None:
    text = "The UN Convention against Cybercrime was praised by all. Beside Ghada Waly stood xiaohong li and Bo."
    finder = Marked(
        "test", lambda _: [(text.index(n), text.index(n) + len(n)) for n in ("xiaohong li", "Ghada Waly", "Bo")]
    )

    plain = read(RawDocument("a.txt", text.encode()))
    marked = read(RawDocument("a.txt", text.encode()), Plugins(finders=(finder,)))

    people = [{e.label for e in r.entities if e.type == "person"} for r in (plain, marked)]
    assert people == [{"Ghada Waly"}, {"Ghada Waly", "xiaohong li"}]


def test_a_marker_that_points_outside_the_text_marks_nothing() -> None:
    assert Marked("test", lambda _: [(-1, 3), (2, 2), (5, 900), (0, 4)]).people("some words") == [Span(0, 4)]


def test_extract_with_a_model_leaves_its_claims_for_review(service: Service, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, "utf-8")
    service.say(SIGNING, SIGNING | {"value": 72})
    environ = {"TREATYGRAPH_LLM_URL": service.address, "TREATYGRAPH_LLM_MODEL": "m"}

    plain = CliRunner().invoke(cli, ["extract", "--with", "llm", str(path)], env=environ)
    everything = CliRunner().invoke(cli, ["extract", "--with", "llm", "--all", str(path)], env=environ)

    assert (plain.exit_code, everything.exit_code) == (0, 0)
    assert "m: 1 claims added, 0 read already, 1 dropped (number not in the evidence 1)" in plain.stderr
    assert '"model.m"' not in plain.stdout
    assert '"model.m"' in everything.stdout


def test_ingest_with_a_model_keeps_its_claims_in_review(service: Service, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, "utf-8")
    service.say(SIGNING)
    environ = {
        "TREATYGRAPH_LLM_URL": service.address, "TREATYGRAPH_STORE": str(tmp_path / "store"),
        "TREATYGRAPH_QUARANTINE": str(tmp_path / "quarantine"),
    }  # fmt: skip

    result = CliRunner().invoke(cli, ["ingest", "--with", "llm:m", str(path)], env=environ)

    assert result.exit_code == 0, result.stderr
    assert "1 claim waits in review" in result.stderr


def test_without_a_plug_in_nothing_is_asked(service: Service, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, "utf-8")

    CliRunner().invoke(cli, ["extract", str(path)], env={"TREATYGRAPH_LLM_URL": service.address})

    assert service.asked == []
