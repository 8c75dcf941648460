"""Reports: figures by language with intervals and targets, in three forms, the same bytes each time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph.errors import AnnotationError
from graph.settings import Settings
from ingest.evaluation import cli
from ingest.evaluation.bootstrap import Interval, interval, percentiles, resample, together
from ingest.evaluation.calibration import precision_files, stale, try_rules, write
from ingest.evaluation.corpus import read_again, read_corpus
from ingest.evaluation.counts import Counts
from ingest.evaluation.measures import ALL, PUBLISHED, groups, measure
from ingest.evaluation.report import make_report
from ingest.evaluation.scoring import judge
from ingest.languages import read_languages
from ingest.languages.precision import Trials
from tests.ingest.annotated import ANNOTATION, TEXT, annotated

# One claim too many and one that the text does not make.
WRONG = ANNOTATION.replace('subject = "per"', 'subject = "vnm"')


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    annotated(tmp_path, name="list")
    annotated(tmp_path, annotation=WRONG, name="wrong")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.evaluate, list(arguments), obj=Settings(), prog_name="treatygraph evaluate")


def test_the_groups_have_a_target_in_every_language() -> None:
    assert [group.name for group in groups()] == [
        "acts", "tallies and thresholds", "people", "posts", "statements, calls, commitments", "events",
    ]  # fmt: skip
    assert all(set(group.targets) == set(read_languages()) for group in groups())


def test_what_is_told_is_counted_by_group_and_type(corpus: Path) -> None:
    right, wrong = (measure(judge(gold, read_again(gold)), 0.6) for gold in read_corpus([corpus]))

    assert right["acts"] == Counts(2)
    assert right["signs"] == Counts(2)
    assert right["tallies and thresholds"] == Counts(1)
    assert right[ALL] == Counts(3)
    assert wrong["acts"] == Counts(1, 1, 1)
    assert right["mentions: state"] == Counts(3)


def test_what_is_not_sure_enough_is_not_published(corpus: Path) -> None:
    gold = read_corpus([corpus])[0]

    found = measure(judge(gold, read_again(gold)), 1.1)

    assert found[PUBLISHED] == Counts(missed=3)
    assert found[ALL] == Counts(3)


def test_a_report_says_what_was_right_where_and_whether_it_is_enough(corpus: Path) -> None:
    told = run(str(corpus))

    assert told.exit_code == 0
    lines = [" ".join(line.split()) for line in told.output.splitlines()]
    assert "en, 2 documents" in lines
    assert "acts 0.750 0.750 0.750 0.50 to 1.00 3 1 1 0.90 no" in lines
    assert "claims published 0.833 0.833 0.833 0.67 to 1.00 5 1 1 0.90 (P) no" in lines
    assert "state codes right: 4 of 4" in lines
    assert "missed" not in told.output.partition("claims by confidence")[2]


def test_misses_are_listed_with_document_and_words(corpus: Path) -> None:
    told = run(str(corpus), "--misses").output

    assert "missed en/wrong: signs | Viet Nam -> United Nations Convention against Cybercrime | planned: " in told
    assert "false  en/wrong: signs | Peru -> United Nations Convention against Cybercrime | planned [en.sign" in told
    assert "Peru will sign the convention" in told


@pytest.mark.parametrize("shape", ["table", "json", "markdown"])
def test_the_same_texts_give_the_same_bytes(corpus: Path, shape: str) -> None:
    first, second = (run(str(corpus), "--format", shape, "--misses").output for _ in range(2))

    assert first == second


def test_a_report_for_programs_holds_every_figure(corpus: Path) -> None:
    value = json.loads(run(str(corpus), "--format", "json", "--misses").output)

    acts = value["languages"]["en"]["measures"]["acts"]
    assert (acts["right"], acts["false"], acts["missed"], acts["f1"]) == (3, 1, 1, 0.75)
    assert (acts["target"], acts["met"], acts["intervals"]["f1"]) == (0.9, False, [0.5, 1.0])
    assert value["languages"]["en"]["measures"]["entities: state"]["right"] == 4
    assert value["spans"]["wrong"] == 0
    assert [miss["kind"] for miss in value["misses"]] == ["false", "missed"]


def test_a_report_for_papers_is_made_of_tables(corpus: Path) -> None:
    told = run(str(corpus), "--format", "markdown", "--misses").output

    assert "| acts | 0.75 (0.50 to 1.00), n=4 |" in told
    assert "| claims published | P 0.83 (0.67 to 1.00), n=6 |" in told
    assert "### en, 2 documents" in told
    assert "| acts | 0.750 | 0.750 | 0.750 | 0.50 to 1.00 | 3 | 1 | 1 | 0.90 | no |" in told
    assert "### Missed and false" in told
    assert "mentions" not in told


def test_texts_of_two_languages_are_told_apart_and_together(corpus: Path) -> None:
    # Fact: treaties.un.org XVIII-16.
    annotated(
        corpus,
        "Le Viet Nam a signé la Convention de Hanoï.\n",
        'language = "fr"\n[[entities]]\nid = "v"\ntype = "state"\nlabel = "Viet Nam"\niso3 = "VNM"\n'
        'names = ["Viet Nam"]\n',
        "fr",
    )

    report = make_report([judge(gold, read_again(gold)) for gold in read_corpus([corpus])], 0.6)

    assert [(section.language, section.documents) for section in report.sections] == [("en", 2), ("fr", 1), ("all", 3)]
    assert all(figure.f1 is None for figure in report.sections[1].figures)
    assert report.distractors == 1
    assert report.distractor_claims == ("fr/fr: signs",)
    assert report.mean_interval is not None


def test_one_text_alone_has_no_interval(tmp_path: Path) -> None:
    annotated(tmp_path)

    told = run(str(tmp_path)).output

    assert "documents: 1; F1 of all claims, mean over languages: 1.00\n" in told
    assert "en, 1 document\n" in told


def test_a_language_that_no_text_is_of_is_wrong_use(corpus: Path) -> None:
    told = run(str(corpus), "--language", "vi")

    assert told.exit_code == 2
    assert "no text there is of the language 'vi'" in told.output


def test_documents_are_drawn_anew_within_their_language() -> None:
    documents = [{"x": Counts(1), "y": Counts()}, {"x": Counts(0, 1), "y": Counts()}]

    samples = resample(documents, "en")

    assert samples["x"] == resample(documents, "en")["x"]
    assert {count.right + count.false for count in samples["x"]} == {2}
    assert interval(samples["x"], lambda count: count.precision) == Interval(0.0, 1.0)
    assert interval(samples["y"], lambda count: count.precision) is None
    assert together([samples["x"], samples["x"]])[0] == samples["x"][0] + samples["x"][0]


def test_an_interval_holds_95_of_100() -> None:
    assert percentiles([number / 1000 for number in range(1000)]) == Interval(0.025, 0.974)


def test_rules_are_tried_on_what_is_not_optional(corpus: Path) -> None:
    trials = try_rules(read_corpus([corpus]))

    assert trials["en.sign"] == Trials(4, 3)
    assert "en.credit" not in trials
    assert list(trials) == sorted(trials)


def test_trials_are_written_once_and_then_stand(tmp_path: Path) -> None:
    for code in read_languages():
        (tmp_path / code).mkdir()
    contents = precision_files({"en.sign": Trials(4, 3), "vi.sign": Trials(1, 1)})

    changed = write(contents, tmp_path)

    assert len(changed) == len(read_languages())
    assert stale(contents, tmp_path) == []
    assert (tmp_path / "en" / "precision.toml").read_text("utf-8").endswith('"en.sign" = { judged = 4, right = 3 }\n')


def test_a_check_writes_nothing_and_names_what_is_stale(corpus: Path) -> None:
    before = {path: path.read_bytes() for path in Path("ingest/languages").glob("*/precision.toml")}

    told = CliRunner().invoke(cli.calibrate, [str(corpus), "--check"])

    assert told.exit_code == 1
    assert "ingest/languages/en/precision.toml: not what the texts say; run make calibrate" in told.output
    assert {path: path.read_bytes() for path in before} == before


def test_a_text_that_the_reader_would_keep_otherwise_is_refused(tmp_path: Path) -> None:
    page = f"<!doctype html><html><body><article><p>{TEXT}</p></article></body></html>"
    annotated(tmp_path, page, 'language = "en"\n')

    (gold,) = read_corpus([tmp_path])

    with pytest.raises(AnnotationError, match="en/list: the reader keeps another text"):
        read_again(gold)
