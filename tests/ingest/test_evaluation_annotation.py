"""Annotated texts: what their short form spells out, and how a wrong entry is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import AnnotationError, UnknownLocation
from graph.model import Span
from ingest.evaluation.annotation import read_annotation
from ingest.evaluation.corpus import PROBES, read_corpus
from ingest.evaluation.gold import Gold
from ingest.evaluation.occurrences import Form, occurrences, parse_form
from tests.ingest.annotated import ANNOTATION, TEXT, annotated

CORPUS = Path(__file__).parents[1] / "corpus"


def written(gold: Gold, entity: str) -> list[str]:
    return [mention.spans[0].of(gold.text) for mention in gold.mentions if mention.entity == entity]


TEXTS = sorted(path for path in CORPUS.rglob("*.toml") if path.parent.name != PROBES)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(CORPUS)))
def test_every_text_of_ours_is_annotated_without_a_fault(path: Path) -> None:
    gold = read_annotation(path)

    assert gold.document.language == path.parent.name
    assert all(claim.claim.evidence.of(gold.text).strip() for claim in gold.claims)


@pytest.mark.parametrize(
    ("form", "meant"),
    [
        ("the treaty", Form("the treaty")),
        ("the treaty#2", Form("the treaty", frozenset({2}))),
        ("the treaty#1,3", Form("the treaty", frozenset({1, 3}))),
        ("Working Group ##2", Form("Working Group #2")),
        ("Room ##4#2", Form("Room #4", frozenset({2}))),
    ],
)
def test_a_form_may_say_which_occurrence_is_meant(form: str, meant: Form) -> None:
    assert parse_form(form) == meant


@pytest.mark.parametrize(
    ("language", "text", "form", "starts"),
    [
        ("en", "Mali, Somalia and Mali", "Mali", [0, 18]),
        ("en", "Mali's", "Mali", [0]),
        ("zh", "在河内签署河内公约", "河内", [1, 5]),
        ("ar", "وزير الأمن ووزير الخارجية والوزير", "وزير", [0, 12]),
        ("ar", "كلبنان", "لبنان", [1]),
        ("ar", "والكويت", "الكويت", [1]),
        ("ar", "مصري", "مصر", []),
        ("vi", "Ha\u0300 No\u0323\u0302i", "No", []),
    ],
)
def test_a_form_is_found_as_whole_words(language: str, text: str, form: str, starts: list[int]) -> None:
    assert [span.start for span in occurrences(text, form, language)] == starts


def test_an_annotation_gives_offsets_that_quote(tmp_path: Path) -> None:
    gold = read_annotation(annotated(tmp_path))

    assert written(gold, "uncc") == ["Hanoi Convention", "the convention", "Hanoi Convention"]
    assert written(gold, "vnm") == ["Viet Nam", "Viet Nam"]
    assert gold.claims[1].claim.evidence.of(gold.text) == "Peru will sign the convention"
    assert gold.claims[2].others["date"] == ("2025-10-25", None)
    assert gold.claims[3].optional
    assert not gold.distractor


def test_a_name_has_no_mention_inside_a_longer_one_but_a_treaty_has_in_an_occasion(tmp_path: Path) -> None:
    text = "The signing ceremony of the Hanoi Convention was held in Hanoi.\n"
    annotation = """\
language = "en"
[[entities]]
id = "ceremony"
type = "event"
event_type = "ceremony"
label = "Signing ceremony"
nominals = ["signing ceremony of the Hanoi Convention"]
[[entities]]
id = "uncc"
type = "treaty"
label = "Convention"
names = ["Hanoi Convention"]
[[entities]]
id = "hanoi"
type = "place"
label = "Hanoi"
names = ["Hanoi"]
"""

    gold = read_annotation(annotated(tmp_path, text, annotation))

    assert [(m.entity, m.spans[0]) for m in gold.mentions] == [
        ("ceremony", Span(4, 44)),
        ("uncc", Span(28, 44)),
        ("hanoi", Span(57, 62)),
    ]
    assert gold.distractor


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('names = ["Peru"]', 'names = ["Chile"]', "entity 'per': 'Chile': 'Chile' occurs 0 times in the text"),
        ('names = ["Peru"]', 'names = ["Peru#2"]', "entity 'per': 'Peru#2': 'Peru' occurs 1 times in the text"),
        ('names = ["Peru"]', 'names = ["Peru", "Viet Nam"]', "'Viet Nam' at 0 is given to 'per' and 'vnm'"),
        ('id = "per"', 'id = "vnm"', "entity 'vnm': its id is missing or names an earlier entity too"),
        ('iso3 = "PER"', "", "entity 'per': a state has an iso3"),
        ('label = "Peru"', 'label = ""', "entity 'per': label is missing"),
        ('type = "place"', 'type = "city"', "entity 'hanoi': type: 'city' is none of person,"),
        ('type = "place"', 'type = "event"', "entity 'hanoi': event_type: None is none of ceremony,"),
        ('label = "Hanoi"', 'label = "Hanoi"\nqid = "Q1858"', "entity 'hanoi': qid: no such entry"),
        ("value = 72", 'value = "72"', "claim 3 (tally): value: '72', but here stands number"),
        ("value = 72\n", "", "claim 3 (tally): value: None, but here stands number"),
        ('action = "signature"\n', "", "claim 3 (tally): action: missing"),
        ('unit = "state"', 'unit = "country"', "claim 3 (tally): unit: 'country' is none of state,"),
        ('modality = "planned"', 'modality = "maybe"', "claim 2 (signs): modality: 'maybe' is none of asserted,"),
        ('modality = "planned"', "quoted = 1", "claim 2 (signs): quoted: 1 is no bool"),
        ('modality = "planned"', 'when = "x"', "claim 2 (signs): when: no such entry"),
        ('date = "2025-10-25"', 'date = "25.10.2025"', "claim 1 (signs): date: '25.10.2025' is not a date"),
        ('date = "2025-10-25"', "date = 2025-10-25", "claim 1 (signs): date: write '2025-10-25' in quotation marks"),
        ('subject = "per"', 'subject = "chl"', "claim 2 (signs): subject: no entity 'chl'"),
        ('subject = "per"', "", "claim 2 (signs): subject: missing"),
        ('subject = "per"', 'subject = "hanoi"', "claim 2 (signs): subject: 'hanoi' is a place; here stands"),
        ('object = "uncc"\nmodality', "modality", "claim 2 (signs): object: missing"),
        ('type = "reports"', 'type = "reporting"', "claim 4 (reporting): type: 'reporting' is none of"),
        ('evidence = "Peru will', 'evidence = "Peru wants', "claim 2 (signs): evidence 'Peru wants sign the"),
        (
            'evidence = "Meridian',
            'evidence_at = 2\nevidence = "Meridian',
            "occurs 1 times in the text, occurrence 2 is asked for",
        ),
        ('language = "en"', 'tongue = "en"', "language: missing"),
        ('language = "en"', 'language = "en"\ndistractor = true', "a distractor makes no claims but `reports`"),
        ('language = "en"', "language = ", "Invalid value"),
    ],
)
def test_a_wrong_entry_is_named_with_its_file(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert old in ANNOTATION
    path = annotated(tmp_path, annotation=ANNOTATION.replace(old, new, 1))

    with pytest.raises(AnnotationError) as error:
        read_annotation(path)

    assert str(error.value).startswith(f"{path}: ")
    assert problem in str(error.value)


def test_a_text_that_is_missing_is_said(tmp_path: Path) -> None:
    path = annotated(tmp_path)
    path.with_suffix(".txt").unlink()

    with pytest.raises(AnnotationError, match="no readable text"):
        read_annotation(path)


def test_the_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    annotated(tmp_path, annotation=ANNOTATION.replace("72", "'x'", 1), name="one")
    annotated(tmp_path, annotation=ANNOTATION.replace('"per"', '"chl"', 1), name="two")

    with pytest.raises(AnnotationError) as error:
        read_corpus([tmp_path])

    assert {line.partition(":")[0].rpartition("/")[2] for line in str(error.value).splitlines()} == {
        "one.toml",
        "two.toml",
    }


def test_unread_texts_are_read_only_where_their_folder_is_named(tmp_path: Path) -> None:
    annotated(tmp_path / "en", name="tuned")
    annotated(tmp_path / "heldout" / "en", name="unread")

    assert [gold.name for gold in read_corpus([tmp_path])] == ["en/tuned"]
    assert [gold.name for gold in read_corpus([tmp_path / "heldout"])] == ["en/unread"]
    assert read_corpus([tmp_path], "vi") == []


def test_a_folder_without_annotated_texts_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnknownLocation, match="no annotated text stands there"):
        read_corpus([tmp_path])


def test_gold_of_the_contract_is_read_with_what_only_gold_says(tmp_path: Path) -> None:
    record = {
        "schema": "extraction/1",
        "document": {"id": "x", "language": "en"},
        "entities": [
            {"id": "e1", "type": "state", "label": "Viet Nam", "iso3": "VNM", "type_any": ["place"]},
            {"id": "e2", "type": "treaty", "label": "T", "aliases": ["T", "http://www.wikidata.org/entity/Q1"]},
        ],
        "mentions": [
            {"entity": "e1", "start": 0, "end": 8, "text": "Viet Nam", "alternatives": [{"start": 0, "end": 4}]}
        ],
        "claims": [
            {
                "type": "signs", "subject": "e1", "object": "e2", "modality": "negated",
                "evidence": {"start": 0, "end": 8}, "evidence_any": [{"start": 0, "end": 4}],
                "type_modality_any": ["signs/negated", "declines/asserted"],
            }
        ],
    }  # fmt: skip
    (tmp_path / "gold").mkdir()
    (tmp_path / "articles").mkdir()
    (tmp_path / "gold" / "a.json").write_text(json.dumps(record), "utf-8")
    (tmp_path / "articles" / "a.txt").write_text(TEXT, "utf-8")

    (gold,) = read_corpus([tmp_path])

    assert gold.name == "en/a"
    assert gold.entities[1].iris == {"http://www.wikidata.org/entity/Q1"}
    assert gold.mentions[0].spans == (Span(0, 8), Span(0, 4))
    assert gold.claims[0].evidence == (Span(0, 4),)
    assert len(gold.claims[0].standings) == 2


@pytest.mark.parametrize(
    ("mention", "problem"),
    [
        ({"entity": "e9", "start": 0, "end": 8, "text": "Viet Nam"}, "mention 1: no entity 'e9'"),
        ({"entity": "e1", "start": 1, "end": 8, "text": "Viet Nam"}, "mention 1: 'Viet Nam' does not stand at 1 to 8"),
    ],
)
def test_a_wrong_record_is_named(tmp_path: Path, mention: dict[str, object], problem: str) -> None:
    record = {
        "document": {"language": "en"},
        "entities": [{"id": "e1", "type": "state", "label": "Viet Nam", "iso3": "VNM"}],
        "mentions": [mention],
        "claims": [{"type": "reports", "subject": "e1", "modality": "asserted", "evidence": {"start": 0, "end": 999}}],
    }
    (tmp_path / "a.json").write_text(json.dumps(record), "utf-8")
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")

    with pytest.raises(AnnotationError) as error:
        read_corpus([tmp_path])

    assert problem in str(error.value)
    assert "claim 1 (reports): evidence 0 to 999 is not in the text" in str(error.value)


def test_a_record_that_is_no_json_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{", "utf-8")
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")

    with pytest.raises(AnnotationError, match=r"a\.json"):
        read_corpus([tmp_path])


def test_further_dates_without_a_date_leave_the_date_out_too(tmp_path: Path) -> None:
    annotation = ANNOTATION.replace('date = "2025-10-25"', 'date_any = ["2025-10-25"]')
    assert annotation != ANNOTATION

    gold = read_annotation(annotated(tmp_path, annotation))

    assert [claim.others["date"] for claim in gold.claims if "date" in claim.others] == [("2025-10-25", None)]
