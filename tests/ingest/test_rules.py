from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from ingest.languages import load_language, read_languages
from ingest.reader import fired_rules


def examples(kind: str) -> list[tuple[str, str, str]]:
    return [
        (code, rule.id, sentence)
        for code in read_languages()
        for rule in load_language(code).rules
        for sentence in getattr(rule, kind)
    ]


@pytest.mark.parametrize(("code", "rule", "sentence"), examples("yes"))
def test_a_rule_reads_its_examples(code: str, rule: str, sentence: str) -> None:
    assert rule in fired_rules(sentence, code)


@pytest.mark.parametrize(("code", "rule", "sentence"), examples("no"))
def test_a_rule_leaves_its_counterexamples(code: str, rule: str, sentence: str) -> None:
    assert rule not in fired_rules(sentence, code)


@pytest.mark.parametrize("code", read_languages())
def test_rule_ids_are_unique_and_name_their_language(code: str) -> None:
    ids = [rule.id for rule in load_language(code).rules]

    assert len(set(ids)) == len(ids)
    assert all(id.startswith(f"{code}.") for id in ids)


@pytest.mark.parametrize("code", read_languages())
def test_every_rule_shows_a_sentence_that_it_reads(code: str) -> None:
    table = tomllib.loads(files("ingest.languages").joinpath(f"{code}/patterns.toml").read_text("utf-8"))

    assert [row["id"] for row in table["rule"] if not row.get("yes")] == []
