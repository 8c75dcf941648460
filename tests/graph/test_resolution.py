"""Who is whom: what is joined, what is asked, what stays apart, and that no order of anything changes it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.judgements import Judgement, Verdict, judgement
from graph.resolution import Office, Parts, Resolution, Subject, Veto, compare, resolve, side_by_side
from graph.resolution.blocking import NEAR, SMALL, candidate_pairs

BASE = "http://localhost:8000/"
VIET_NAM, PERU = f"{BASE}id/state/vnm", f"{BASE}id/state/per"
MINISTER = Office("minister of public security", VIET_NAM, VIET_NAM)
PRESIDENT = Office("president", VIET_NAM, VIET_NAM)
# The minister as papers of five scripts and spellings print him; the President is not he.
SPELLINGS = ("Lương Tam Quang", "لونغ تام كوانغ", "Лыонг Там Куанг", "梁三光", "Luong Tam Quang")


def person(key: str, *names: str, office: Office | None = None, document: str | None = None) -> Subject:
    return Subject(
        iri=f"{BASE}id/person/{key}",
        type="person",
        names=names,
        offices=frozenset({office} if office else ()),
        states=frozenset({office.state} if office and office.state else ()),
        documents=frozenset({document or f"{BASE}id/document/{key}"}),
        claims=(f"{BASE}id/claim/{key}",) if office else (),
    )


def judged(verdict: Verdict, one: Subject, other: Subject, by: str = "Reviewer", at: int = 1) -> Judgement:
    return judgement(BASE, verdict, (one.iri, other.iri), by, f"2025-11-01T08:00:{at:02d}Z")


def groups(found: Resolution, subjects: list[Subject]) -> list[set[str]]:
    joined: dict[str, set[str]] = {}
    for subject in subjects:
        joined.setdefault(found.canonical.get(subject.iri, subject.iri), set()).add(subject.iri)
    return [members for members in joined.values() if len(members) > 1]


def test_five_spellings_of_one_name_in_one_post_are_one_person() -> None:
    subjects = [person(f"p{at}", name, office=MINISTER) for at, name in enumerate(SPELLINGS)]

    found = resolve(subjects, ())

    assert groups(found, subjects) == [{subject.iri for subject in subjects}]
    assert set(found.canonical.values()) == {f"{BASE}id/person/p0"}
    assert all(merge.score is not None and merge.score >= 0.9 and merge.sources for merge in found.merges)
    assert found.questions == ()


@pytest.mark.parametrize("name", ["Lương Cường", "Luong Cuong", "لونغ كونغ"])
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_president_is_never_joined_to_the_minister(name: str, spelling: str) -> None:
    subjects = [person("a", spelling, office=MINISTER), person("b", name, office=PRESIDENT)]

    assert resolve(subjects, ()).canonical == {}


def test_two_in_one_post_with_other_given_names_stay_two_and_are_not_asked() -> None:
    subjects = [person("a", "Lương Tam Quang", office=MINISTER), person("b", "Lương Tam Cương", office=MINISTER)]

    found = resolve(subjects, ())

    assert (found.canonical, found.questions) == ({}, ())
    assert side_by_side(*subjects).vetoes == (Veto.GIVEN_NAME,)


def test_a_name_alone_never_joins_two_but_is_asked() -> None:
    subjects = [person("a", "John Smith"), person("b", "John Smith")]

    found = resolve(subjects, ())

    assert found.canonical == {}
    assert [question.comparison.pair for question in found.questions] == [(subjects[0].iri, subjects[1].iri)]


@pytest.mark.parametrize(
    "office", [Office("ambassador", VIET_NAM, VIET_NAM), Office("minister of public security", PERU, PERU)]
)
def test_two_of_one_name_with_other_posts_stay_two_and_are_asked(office: Office) -> None:
    subjects = [person("a", "John Smith", office=MINISTER), person("b", "John Smith", office=office)]

    found = resolve(subjects, ())

    assert found.canonical == {}
    assert len(found.questions) == 1


def test_one_post_and_names_that_differ_are_asked_and_not_joined() -> None:
    subjects = [person("a", "John Smith", office=MINISTER), person("b", "Jane Smith", office=MINISTER)]

    found = resolve(subjects, ())

    assert found.canonical == {}
    assert len(found.questions) == 1


def test_a_known_person_speaks_for_the_new_ones() -> None:
    known = replace(person("zz-known", "Lương Tam Quang", office=MINISTER), known=True, claims=())
    new = person("a", "لونغ تام كوانغ", office=MINISTER)

    assert resolve([new, known], ()).canonical == {new.iri: known.iri}


def test_the_post_of_a_ministry_is_that_of_its_state() -> None:
    ministry = Office("minister of public security", f"{BASE}id/organization/mps", VIET_NAM)

    found = compare(person("a", "John Smith", office=MINISTER), person("b", "John Smith", office=ministry))

    assert found is not None
    assert found.parts.office == 1.0


def test_two_that_one_document_tells_apart_are_two() -> None:
    subjects = [person(key, "John Smith", office=MINISTER, document="d") for key in "ab"]

    assert resolve(subjects, ()).canonical == {}
    assert Veto.NAMED_TOGETHER in side_by_side(*subjects).vetoes


def test_what_a_document_tells_apart_is_not_joined_through_a_third() -> None:
    one, other = (person(key, "John Smith", office=MINISTER, document="d") for key in "ab")
    third = person("c", "John Smith", office=MINISTER)

    found = resolve([one, other, third], ())

    assert len(found.canonical) == 1
    assert [question.blocked for question in found.questions] == ["named-together"]


def test_a_man_is_no_woman() -> None:
    man, woman = (
        replace(person(key, "John Doe", office=MINISTER), gender=gender)
        for key, gender in (("a", "male"), ("b", "female"))
    )

    assert resolve([man, woman], ()).canonical == {}
    assert side_by_side(man, woman).vetoes == (Veto.GENDER,)


def test_two_known_people_are_two() -> None:
    subjects = [replace(person(key, "John Smith", office=MINISTER), known=True) for key in "ab"]

    assert resolve(subjects, ()).canonical == {}
    assert side_by_side(*subjects).vetoes == (Veto.BOTH_KNOWN,)


def test_who_is_said_to_hold_the_post_of_another_known_person_is_not_this_one() -> None:
    known = replace(person("known", "John Smith", office=MINISTER), known=True)
    new = replace(person("new", "John Smith", office=PRESIDENT), held_by=frozenset({f"{BASE}id/person/other"}))

    assert side_by_side(known, new).vetoes == (Veto.OFFICE_OF_ANOTHER,)


def test_bodies_of_nearly_one_name_are_asked_and_never_joined() -> None:
    first, second, other = (
        replace(person(key, name), type="organization", iri=f"{BASE}id/organization/{key}")
        for key, name in (
            ("a", "National Cyber Security Centre of Peru"),
            ("b", "Cyber Security Centre National of Peru"),
            ("c", "Ministry of Public Health"),
        )
    )

    found = resolve([first, second, other], ())

    assert found.canonical == {}
    assert [question.comparison.pair for question in found.questions] == [(first.iri, second.iri)]


def test_the_score_is_the_weighted_mean_of_what_is_known() -> None:
    assert Parts(0.8).score == 0.8
    assert Parts(0.8, 1.0).score == pytest.approx((0.55 * 0.8 + 0.25) / 0.8, abs=1e-4)
    assert Parts(1.0, 0.0, 0.5, 1.0).score == pytest.approx(0.55 + 0.05 + 0.1, abs=1e-4)


@pytest.mark.parametrize(("gap", "time"), [(0, 1.0), (366, 1.0), (3 * 366, 0.5), (6 * 366, 0.0)])
def test_time_counts_less_the_farther_apart(gap: int, time: float) -> None:
    one, other = (
        replace(person(key, "John Smith"), days=(day, day)) for key, day in (("a", 739000), ("b", 739000 + gap))
    )

    assert side_by_side(one, other).parts.time == time


def test_company_is_the_share_of_the_smaller_circle() -> None:
    one = replace(person("a", "John Smith"), company=frozenset({"x", "y", f"{BASE}id/person/a"}))
    other = replace(person("b", "John Smith"), company=frozenset({"x", "z", "w"}))

    assert side_by_side(one, other).parts.company == 0.5


def test_a_judgement_joins_what_no_rule_would() -> None:
    one, other = person("a", "John Smith"), person("b", "J. Smythe")

    found = resolve([one, other], [judged(Verdict.SAME, one, other)])

    assert found.canonical == {other.iri: one.iri}
    assert [merge.score for merge in found.merges] == [None]


@pytest.mark.parametrize("verdict", [Verdict.DIFFERENT, Verdict.UNSURE])
def test_what_a_person_did_not_join_no_rule_joins(verdict: Verdict) -> None:
    one, other = (person(key, "John Smith", office=MINISTER) for key in "ab")

    found = resolve([one, other], [judged(verdict, one, other)])

    assert found.canonical == {}
    assert [question.unsure for question in found.questions] == ([True] if verdict == Verdict.UNSURE else [])


def test_a_pair_that_was_told_apart_is_not_joined_through_a_third() -> None:
    one, other, third = (person(key, "John Smith", office=MINISTER) for key in "abc")

    found = resolve([one, other, third], [judged(Verdict.DIFFERENT, one, other)])

    assert len(found.canonical) == 1
    assert found.questions == ()


def test_a_pair_that_nobody_could_tell_is_not_joined_through_a_third_and_stays_a_question() -> None:
    one, other, third = (person(key, "John Smith", office=MINISTER) for key in "abc")

    found = resolve([one, other, third], [judged(Verdict.UNSURE, one, other)])

    assert len(found.canonical) == 1
    assert [question.blocked for question in found.questions] == ["unsure"]


def test_same_and_same_and_different_is_a_conflict_that_joins_nobody() -> None:
    one, other, third = (person(key, "John Smith", office=MINISTER) for key in "abc")
    judgements = [
        judged(Verdict.SAME, one, other),
        judged(Verdict.SAME, other, third),
        judged(Verdict.DIFFERENT, one, third),
    ]

    found = resolve([one, other, third], judgements)

    assert found.canonical == {}
    (conflict,) = found.conflicts
    assert conflict.entities == (one.iri, other.iri, third.iri)
    assert set(conflict.judgements) == {one.iri for one in judgements}


def test_two_stay_one_when_the_document_that_joined_them_is_gone() -> None:
    one, gone, other = (person(key, name) for key, name in (("b", "John Smith"), ("a", "J S"), ("c", "Johnny")))

    found = resolve([one, other], [judged(Verdict.SAME, one, gone), judged(Verdict.SAME, gone, other)])

    assert found.canonical == {other.iri: one.iri}


def test_a_name_borne_by_many_is_compared_with_few() -> None:
    many = [person(f"p{at:04d}", "John Smith") for at in range(1000)]

    pairs = list(candidate_pairs(many))

    assert len(pairs) <= NEAR * len(many)
    assert len(list(candidate_pairs(many[:SMALL]))) == SMALL * (SMALL - 1) // 2


_NAMES = ("John Smith", "Jon Smith", "Jane Smith", "Lương Tam Quang", "لونغ تام كوانغ", "Lương Cường", "Nguyễn Thị Lan")


@st.composite
def _worlds(draw: st.DrawFn) -> tuple[list[Subject], list[Judgement]]:
    subjects = [
        person(
            f"p{at}",
            draw(st.sampled_from(_NAMES)),
            office=draw(st.sampled_from((None, MINISTER, PRESIDENT))),
            document=draw(st.sampled_from((None, "d1", "d2"))),
        )
        for at in range(draw(st.integers(2, 7)))
    ]
    verdicts = st.sampled_from((Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE))
    pairs = st.permutations(subjects).map(lambda order: (order[0], order[1]))
    judgements = []
    for at in range(draw(st.integers(0, 4))):
        one, other = draw(pairs)
        judgements.append(judged(draw(verdicts), one, other, by=f"R{at}", at=at))
    for at, target in enumerate(draw(st.lists(st.sampled_from(judgements), max_size=2)) if judgements else ()):
        judgements.append(judgement(BASE, Verdict.RETRACTED, [target.iri], f"U{at}", f"2025-11-02T08:00:0{at}Z"))
    return subjects, judgements


@given(_worlds(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=60)
def test_no_order_of_subjects_or_judgements_changes_who_is_whom(
    world: tuple[list[Subject], list[Judgement]], random: object
) -> None:
    subjects, judgements = world
    before = resolve(subjects, judgements)

    random.shuffle(subjects)  # type: ignore[attr-defined]  # a random.Random
    random.shuffle(judgements)  # type: ignore[attr-defined]  # a random.Random

    assert resolve(subjects, judgements) == before


@given(_worlds())
@settings(deadline=None, max_examples=60)
def test_nobody_is_joined_whom_a_standing_judgement_tells_apart(world: tuple[list[Subject], list[Judgement]]) -> None:
    subjects, judgements = world
    retracted = {back.on[0] for back in judgements if back.verdict == Verdict.RETRACTED}

    found = resolve(subjects, judgements)

    for told in judgements:
        if told.verdict == Verdict.DIFFERENT and told.iri not in retracted:
            one, other = (found.canonical.get(iri, iri) for iri in told.on)
            assert one != other


@given(_worlds())
@settings(deadline=None, max_examples=60)
def test_a_judgement_that_was_retracted_leaves_no_trace(world: tuple[list[Subject], list[Judgement]]) -> None:
    subjects, judgements = world
    one, other = subjects[:2]
    more = judged(Verdict.SAME, one, other, by="Once", at=30)
    back = judgement(BASE, Verdict.RETRACTED, [more.iri], "Once", "2025-11-03T08:00:00Z")

    assert resolve(subjects, [*judgements, more, back]) == resolve(subjects, judgements)
