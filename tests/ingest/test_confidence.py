"""Confidence: what a rule proved to be worth, less the doubts that hold of the claim."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import LanguageDataError
from graph.model import Claim, ClaimType, Reading, Span
from graph.settings import Settings
from ingest.extraction.confidence import confidence, factors
from ingest.extraction.doubts import ANAPHOR, CAPTION, CARRIED, DOUBTFUL_EXPANSION, LISTED, SHORT_NAME
from ingest.extraction.drafts import Context
from ingest.languages import load_language, read_languages
from ingest.languages.precision import Trials, measured, read_precision
from ingest.linking import Linker
from ingest.model import Block, BlockKind, Metadata, Parsed, RawDocument
from ingest.parsing import parse
from ingest.reader import read_document
from ingest.text import Text

DATELINE = "HANOI, 26 October 2025\n\n"


def context(**trials: Trials) -> Context:
    language = load_language("en")
    return Context(Text.of(""), language, Linker(language, None, None), None, None, trials=trials)


def claims(text: str, type: ClaimType) -> list[Claim]:
    """The claims of a type in a text, by rules that were never judged."""
    return [claim for claim in reading(text).claims if claim.type is type]


def reading(text: str) -> Reading:
    return read_document(parse(RawDocument("a.txt", f"{DATELINE}{text}\n".encode())), {})


@pytest.mark.parametrize(
    ("trials", "sure"),
    [
        ({}, 0.9),
        ({"sign": Trials(0, 0)}, 0.9),
        ({"sign": Trials(1, 0)}, 0.8),
        ({"sign": Trials(5, 0)}, 0.554),
        ({"sign": Trials(92, 92)}, 0.992),
        ({"other": Trials(5, 0)}, 0.9),
    ],
)
def test_the_prior_gives_way_to_what_was_judged(trials: dict[str, Trials], sure: float) -> None:
    assert confidence("sign", 0.9, (), context(**trials)) == sure


def test_each_doubt_counts_once() -> None:
    assert confidence("sign", 1.0, (ANAPHOR, ANAPHOR), context()) == 0.85
    assert confidence("sign", 1.0, (ANAPHOR, CAPTION), context()) == 0.68


def test_every_doubt_has_its_factor() -> None:
    assert set(factors()) == {ANAPHOR, CAPTION, CARRIED, DOUBTFUL_EXPANSION, LISTED, SHORT_NAME}
    assert all(0 < factor < 1 for factor in factors().values())


def test_one_doubt_never_keeps_back_a_claim_of_a_good_rule_and_two_keep_back_a_weak_one() -> None:
    threshold = Settings().publish_threshold

    assert all(confidence("sign", 0.9, (doubt,), context()) >= threshold for doubt in factors())
    assert confidence("sign", 0.85, (ANAPHOR, CAPTION), context()) < threshold


def test_a_word_that_stands_for_the_treaty_is_less_sure_than_its_name() -> None:
    named = claims("Viet Nam signed the Hanoi Convention on 25 October 2025.", ClaimType.SIGNS)
    meant = claims("The Hanoi Convention is new. Viet Nam signed the convention on 25 October 2025.", ClaimType.SIGNS)

    assert meant[0].confidence == round(named[0].confidence * factors()[ANAPHOR], 3)


def test_states_of_a_list_are_less_sure_than_one() -> None:
    one = claims("Viet Nam signed the Hanoi Convention.", ClaimType.SIGNS)
    two = claims("Viet Nam and Peru signed the Hanoi Convention.", ClaimType.SIGNS)

    assert {claim.confidence for claim in two} == {round(one[0].confidence * factors()[LISTED], 3)}


def test_a_post_before_a_name_makes_no_list() -> None:
    # Fact: un.org, the Secretary-General opened the ceremony of 25 October 2025.
    (named,) = claims(
        "UN Secretary-General António Guterres said that the Hanoi Convention was a milestone.", ClaimType.STATES
    )

    assert named.confidence == next(rule.prior for rule in load_language("en").rules if rule.id == named.rule)


def test_one_word_of_a_name_and_a_pronoun_are_less_sure_than_the_name() -> None:
    said = claims(
        "UN Secretary-General António Guterres said that the Hanoi Convention was a milestone for all. "
        "Guterres said that the treaty would protect many people. "
        "He said that the treaty needed many more parties soon.",
        ClaimType.STATES,
    )

    named, short, pronoun = (claim.confidence for claim in said)
    assert short == round(named * factors()[SHORT_NAME], 3)
    assert pronoun == round(named * factors()[ANAPHOR], 3)


def test_a_speaker_carried_on_from_another_sentence_is_less_sure() -> None:
    said = claims(
        "UN Secretary-General António Guterres said that the Hanoi Convention was a milestone for all. "
        "“The work of the parties begins today and will go on”.",
        ClaimType.STATES,
    )

    prior = {rule.id: rule.prior for rule in load_language("en").rules}
    assert [claim.confidence for claim in said[1:]] == [
        round(prior[claim.rule or ""] * factors()[CARRIED], 3) for claim in said[1:]
    ]
    assert len(said) == 2


def test_a_caption_is_less_sure_than_the_text() -> None:
    # Fact: unodc.org, Ghada Waly led the office until 2025.
    lines = ["Viet Nam signed the Hanoi Convention.", "Ghada Waly, executive director of UNODC, at the ceremony"]
    text = "\n".join(lines)
    blocks = (
        Block(Span(0, len(lines[0])), BlockKind.BODY),
        Block(Span(len(lines[0]) + 1, len(text)), BlockKind.CAPTION),
    )

    read = read_document(Parsed(text, blocks, Metadata(language="en"), "text/plain"), {})

    (post,) = (claim for claim in read.claims if claim.type is ClaimType.HOLDS_POSITION)
    prior = {rule.id: rule.prior for rule in load_language("en").rules}
    assert post.confidence == round(prior[post.rule or ""] * factors()[CAPTION], 3)


def test_the_measured_trials_stand_where_none_are_given() -> None:
    text = f"{DATELINE}Viet Nam signed the Hanoi Convention.\n"

    (claim,) = (
        c for c in read_document(parse(RawDocument("a.txt", text.encode()))).claims if c.type is ClaimType.SIGNS
    )

    prior = next(rule.prior for rule in load_language("en").rules if rule.id == claim.rule)
    assert claim.confidence == confidence(claim.rule or "", prior, (), context(**measured()))


@pytest.mark.parametrize("code", read_languages())
def test_the_trials_in_the_tree_are_of_rules_that_are_there(code: str) -> None:
    rules = {rule.id for rule in load_language(code).rules}
    rules |= {f"{code}.{name}" for name in ("flow.enumeration", "concerns", "credit")}

    trials = read_precision(code)

    assert sorted(set(trials) - rules) == [], "a rule has another name now: run make calibrate"
    assert list(trials) == sorted(trials)
    assert set(read_precision(code)) <= set(measured())


def test_more_right_than_judged_is_refused(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "precision.toml").write_text('[rules]\n"en.sign" = { judged = 1, right = 2 }\n', "utf-8")

    with pytest.raises(LanguageDataError, match=r"en/precision\.toml, en\.sign: 2 right of 1 judged; calibrate anew"):
        read_precision("en", tmp_path)


def test_a_language_that_was_never_calibrated_has_no_trials(tmp_path: Path) -> None:
    assert read_precision("en", tmp_path) == {}
