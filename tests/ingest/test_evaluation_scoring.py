"""Scoring: what counts as right, what neither gains nor loses, and that the pairs are the best ones."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Claim, ClaimType, Entity, EntityType, Mention, Modality, Reading, Span
from ingest.evaluation.alignment import align
from ingest.evaluation.annotation import read_annotation
from ingest.evaluation.assignment import assign
from ingest.evaluation.comparing import alike, closeness, overlap, same_stretch
from ingest.evaluation.counts import Counts
from ingest.evaluation.gold import Gold, GoldClaim, GoldEntity, GoldMention
from ingest.evaluation.matching import match
from ingest.evaluation.scoring import Judgement, Outcome, WrongState, judge
from tests.ingest.annotated import annotated

HERE, THERE = Span(0, 20), Span(40, 60)
SAME = {"a": "a", "b": "b", "c": "c"}
weights = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 9).map(float), max_size=12)


def best(table: dict[tuple[int, int], float]) -> float:
    """The greatest total of any one-to-one pairs, by trying all."""
    sums = [0.0]
    for size in range(1, 6):
        for chosen in itertools.combinations(sorted(table), size):
            if len({left for left, _ in chosen}) == len({right for _, right in chosen}) == size:
                sums.append(sum(table[pair] for pair in chosen))
    return max(sums)


@given(weights)
def test_pairs_are_one_to_one_and_weigh_most(table: dict[tuple[int, int], float]) -> None:
    pairs = assign(table)

    assert len(set(pairs.values())) == len(pairs)
    assert sum(table[pair] for pair in pairs.items()) == pytest.approx(best(table))


def test_pairs_without_weight_are_none() -> None:
    assert assign({(0, 0): 0.0}) == {}


def claim(type: ClaimType = ClaimType.SIGNS, subject: str = "a", object: str | None = "b", **more: Any) -> Claim:
    return Claim(type, subject, more.pop("evidence", HERE), object, **more)


@pytest.mark.parametrize(
    ("said", "wanted", "fits"),
    [
        (claim(), GoldClaim(claim()), True),
        (claim(ClaimType.RATIFIES), GoldClaim(claim()), False),
        (claim(ClaimType.RATIFIES), GoldClaim(claim(), {"type": (ClaimType.RATIFIES,)}), True),
        (claim(subject="c"), GoldClaim(claim()), False),
        (claim(subject="c"), GoldClaim(claim(), {"subject": ("c",)}), True),
        (claim(subject="unknown"), GoldClaim(claim()), False),
        (claim(object="c"), GoldClaim(claim()), False),
        (claim(object=None), GoldClaim(claim()), False),
        (claim(modality=Modality.PLANNED), GoldClaim(claim()), False),
        (claim(modality=Modality.PLANNED), GoldClaim(claim(), {"modality": (Modality.PLANNED,)}), True),
        (claim(date="2025-10-25"), GoldClaim(claim()), True),
        (claim(), GoldClaim(claim(date="2025-10-25")), False),
        (claim(), GoldClaim(claim(date="2025-10-25"), {"date": (None,)}), True),
        (claim(date="2025-10"), GoldClaim(claim(date="2025-10-25"), {"date": ("2025-10",)}), True),
        (claim(date="2025"), GoldClaim(claim(date="2025-10-25"), {"date": ("2025-10",)}), False),
        (claim(evidence=THERE), GoldClaim(claim()), True),
    ],
)
def test_an_act_is_compared_by_type_arguments_date_and_standing(said: Claim, wanted: GoldClaim, fits: bool) -> None:
    assert bool(match(said, wanted, SAME)) is fits


def test_type_and_standing_may_depend_on_each_other() -> None:
    pairs = frozenset({(ClaimType.SIGNS, Modality.NEGATED), (ClaimType.DECLINES, Modality.ASSERTED)})
    wanted = GoldClaim(claim(modality=Modality.NEGATED), standings=pairs)

    assert match(claim(ClaimType.DECLINES), wanted, SAME)
    assert not match(claim(), wanted, SAME)


def tally(**more: Any) -> Claim:
    return replace(claim(ClaimType.TALLY, object=None, value=72, action="signature"), **more)


def named(value: str) -> Claim:
    return claim(ClaimType.KNOWN_AS, object=None, value=value)


def post(value: str) -> Claim:
    return claim(ClaimType.HOLDS_POSITION, value=value)


FORTY = claim(ClaimType.REQUIRES, object=None, value=40)


@pytest.mark.parametrize(
    ("said", "wanted", "fits"),
    [
        (tally(), GoldClaim(tally()), True),
        (tally(value=73), GoldClaim(tally()), False),
        (tally(value=73), GoldClaim(tally(), {"value": (73,)}), True),
        (tally(action="ratification"), GoldClaim(tally()), False),
        (tally(bound="about"), GoldClaim(tally()), False),
        (tally(bound="about"), GoldClaim(tally(), {"bound": ("about",)}), True),
        (tally(unit="party"), GoldClaim(tally(unit="state")), True),
        (FORTY, GoldClaim(replace(FORTY, delay_days=90)), True),
        (replace(FORTY, delay_days=60), GoldClaim(replace(FORTY, delay_days=90)), False),
        (named("the Hanoi convention"), GoldClaim(named("Hanoi Convention")), True),
        (named("Convention"), GoldClaim(named("Hanoi Convention")), False),
        (post("Public Security Minister"), GoldClaim(post("Minister of Public Security")), True),
        (post("Minister"), GoldClaim(post("Minister of Public Security")), False),
    ],
)
def test_what_carries_a_value_is_compared_by_it(said: Claim, wanted: GoldClaim, fits: bool) -> None:
    assert bool(match(said, wanted, SAME)) is fits


@pytest.mark.parametrize(
    ("evidence", "fits"), [(Span(0, 20), True), (Span(0, 10), True), (Span(0, 9), False), (Span(20, 40), False)]
)
def test_a_statement_is_compared_by_speaker_and_half_of_its_words(evidence: Span, fits: bool) -> None:
    said = claim(ClaimType.STATES, object="c", evidence=evidence)

    assert bool(match(said, GoldClaim(claim(ClaimType.STATES)), SAME)) is fits


def test_another_stretch_may_show_a_statement() -> None:
    wanted = GoldClaim(claim(ClaimType.STATES), evidence=(THERE,))

    assert match(claim(ClaimType.STATES, evidence=THERE), wanted, SAME)


@pytest.mark.parametrize(
    ("text", "one", "other", "same"),
    [
        ("the treaty", Span(0, 10), Span(4, 10), True),
        ("«Convention»", Span(0, 12), Span(1, 11), True),
        ("l’Union", Span(0, 7), Span(2, 7), True),
        ("بالاتفاقية", Span(0, 10), Span(1, 10), True),
        ("该公约", Span(0, 3), Span(1, 3), True),
        ("UN treaty", Span(0, 9), Span(3, 9), False),
        ("the treaty now", Span(0, 10), Span(0, 14), False),
    ],
)
def test_a_mention_may_differ_by_determiners_and_marks_at_its_edges(
    text: str, one: Span, other: Span, same: bool
) -> None:
    assert same_stretch(text, one, other) is same


def test_mentions_overlap_by_half_of_the_shorter() -> None:
    assert overlap(Span(0, 10), Span(5, 15)) == pytest.approx(1 / 3)
    assert overlap(Span(0, 10), Span(6, 16)) == 0.0
    assert closeness(Span(0, 4), Span(4, 8)) == 0.0


def test_posts_are_alike_in_half_of_their_words() -> None:
    assert alike("President of the State", ["State President"])
    assert not alike("", ["President"])
    assert not alike("Deputy Minister of Trade", ["President", "Minister of Health and Labour"])


TEXT = "Viet Nam signed the Hanoi Convention. Peru did not. " + " " * 40
GOLD_ENTITIES = (
    GoldEntity("v", (EntityType.STATE,), ("Viet Nam",), iso3="VNM"),
    GoldEntity("t", (EntityType.TREATY,), ("Hanoi Convention",)),
    GoldEntity("p", (EntityType.STATE,), ("Peru",), iso3="PER", optional=True),
)
GOLD_MENTIONS = (
    GoldMention("v", (Span(0, 8),)),
    GoldMention("t", (Span(20, 36),)),
    GoldMention("p", (Span(38, 42),), optional=True),
)


def gold(tmp_path: Path, *claims: GoldClaim) -> Gold:
    document = read_annotation(annotated(tmp_path)).document
    return Gold("en/x", replace(document, text=TEXT), GOLD_ENTITIES, GOLD_MENTIONS, claims)


def reading(wanted: Gold, *claims: Claim) -> Reading:
    entities = (
        Entity("a", EntityType.STATE, "Viet Nam", iso3="VNM"),
        Entity("b", EntityType.TREATY, "United Nations Convention against Cybercrime", key="treaty/un-xviii-16"),
        Entity("c", EntityType.STATE, "Chile", iso3="CHL"),
    )
    mentions = (Mention("a", Span(0, 8)), Mention("b", Span(16, 36)), Mention("c", Span(38, 42)))
    return Reading(wanted.document, entities, mentions, claims)


def judged(tmp_path: Path, wanted: tuple[GoldClaim, ...], *said: Claim) -> Judgement:
    text = gold(tmp_path, *wanted)
    return judge(text, reading(text, *said))


SIGNS = GoldClaim(claim(subject="v", object="t"))


def outcomes(judgement: Judgement) -> list[Outcome]:
    return [one.outcome for one in judgement.claims]


def test_a_claim_is_right_once_and_told_again_without_fault(tmp_path: Path) -> None:
    found = judged(tmp_path, (SIGNS,), claim(), claim(evidence=THERE))

    assert sorted(outcomes(found)) == [Outcome.FREE, Outcome.RIGHT]
    assert found.missed == ()


def test_the_same_claim_by_the_same_words_is_false_the_second_time(tmp_path: Path) -> None:
    assert sorted(outcomes(judged(tmp_path, (SIGNS,), claim(), claim()))) == [Outcome.FALSE, Outcome.RIGHT]


def test_an_optional_claim_neither_gains_nor_loses(tmp_path: Path) -> None:
    optional = replace(SIGNS, optional=True)

    assert outcomes(judged(tmp_path, (optional,), claim())) == [Outcome.FREE]
    assert judged(tmp_path, (optional,)).missed == ()


def test_what_must_be_found_goes_before_what_may_be(tmp_path: Path) -> None:
    optional = replace(SIGNS, optional=True)

    assert outcomes(judged(tmp_path, (optional, SIGNS), claim())) == [Outcome.RIGHT]


def test_a_stance_shown_by_a_part_of_a_statement_is_no_fault(tmp_path: Path) -> None:
    stance = GoldClaim(claim(ClaimType.SUPPORTS, "v", "t", evidence=Span(0, 40)))

    found = judged(tmp_path, (stance,), claim(ClaimType.SUPPORTS, evidence=Span(0, 10)))

    assert outcomes(found) == [Outcome.FREE]
    assert found.missed == (stance,)


def test_what_is_missed_and_what_is_false_is_named(tmp_path: Path) -> None:
    found = judged(tmp_path, (SIGNS,), claim(ClaimType.RATIFIES))

    assert outcomes(found) == [Outcome.FALSE]
    assert found.missed == (SIGNS,)


def test_mentions_are_counted_exactly_and_by_overlap(tmp_path: Path) -> None:
    found = judged(tmp_path, ())

    assert found.exact == {EntityType.STATE: Counts(1), EntityType.TREATY: Counts(1)}
    assert found.overlapping == found.exact
    assert found.entities[EntityType.STATE] == Counts(1)


def test_a_state_with_another_code_is_told(tmp_path: Path) -> None:
    text = gold(tmp_path)
    text = replace(text, entities=tuple(replace(entity, optional=False) for entity in text.entities))

    found = judge(text, reading(text))

    assert found.states == 2
    assert found.wrong_states == (WrongState("Peru", "Chile"),)


def test_offsets_beyond_the_text_are_counted(tmp_path: Path) -> None:
    found = judged(tmp_path, (), claim(evidence=Span(0, 900)))

    assert (found.spans, found.wrong_spans) == (4, 1)


def test_an_entity_of_another_type_is_false_and_the_right_one_missed(tmp_path: Path) -> None:
    text = gold(tmp_path)
    said = reading(text)
    said = replace(said, entities=(replace(said.entities[0], type=EntityType.PLACE), *said.entities[1:]))

    found = judge(text, said)

    assert found.entities[EntityType.STATE] == Counts(missed=1)
    assert found.entities[EntityType.PLACE] == Counts(false=1)
    assert found.exact[EntityType.PLACE] == Counts(false=1)


@pytest.mark.parametrize(
    ("entity", "named"),
    [
        (Entity("z", EntityType.TREATY, "Hanoi Convention"), True),
        (Entity("z", EntityType.TREATY, "Convention of Hanoi", key="treaty/un-xviii-16"), True),
        (Entity("z", EntityType.TREATY, "X", same_as=("http://www.wikidata.org/entity/Q1",)), True),
        (Entity("z", EntityType.TREATY, "Budapest Convention"), False),
        (Entity("z", EntityType.ORGANIZATION, "Hanoi Convention"), False),
    ],
)
def test_what_no_mention_tells_is_told_by_names(tmp_path: Path, entity: Entity, named: bool) -> None:
    text = gold(tmp_path)
    iris = frozenset({"http://www.wikidata.org/entity/Q1"})
    text = replace(text, entities=(replace(text.entities[1], iris=iris),), mentions=())

    assert align(text, Reading(text.document, (entity,))) == ({"z": "t"} if named else {})


def test_states_without_mentions_are_told_by_code(tmp_path: Path) -> None:
    text = replace(gold(tmp_path), mentions=())

    pairs = align(text, Reading(text.document, (Entity("z", EntityType.STATE, "Vietnam", iso3="VNM"),)))

    assert pairs == {"z": "v"}


def test_shares_of_nothing_are_zero() -> None:
    assert (Counts().precision, Counts().recall, Counts().f1) == (0.0, 0.0, 0.0)
    assert Counts(3, 1, 2).f1 == pytest.approx(2 / 3)
