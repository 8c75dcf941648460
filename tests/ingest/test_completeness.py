"""What a language has and lacks: the checker, on a language that is made up and on those that are read."""

from __future__ import annotations

import json
import shutil
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph.errors import LanguageDataError
from ingest.languages import read_languages
from ingest.languages.cli import check_languages, languages
from ingest.languages.completeness import Lack, lacks
from ingest.languages.inventory import take_inventory

LANGUAGES = Path(str(files("ingest.languages")))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Spanish and French as they are, and a language that is only begun."""
    tmp_path = tmp_path_factory.mktemp("languages")
    for code in ("es", "fr"):
        shutil.copytree(LANGUAGES / code, tmp_path / code)
    begun = tmp_path / "xx"
    begun.mkdir()
    (begun / "meta.toml").write_text('name = "X"\nfunction_words = []\n', "utf-8")
    (begun / "dates.toml").write_text("[months]\n1 = ['uno']\n", "utf-8")
    (begun / "lexicon.toml").write_text("[classes]\nsign = ['firma']\nratify = []\n", "utf-8")
    (begun / "events.toml").write_text("not toml", "utf-8")
    (begun / "patterns.toml").write_text(
        '[[rule]]\nid = "xx.sign"\nmatch = "{S:a} {sign} {T:b}"\nclaims = [{ type = "signs", modality = "planned" }]\n',
        "utf-8",
    )
    return tmp_path


@cache
def checked(folder: Path) -> dict[str, list[Lack]]:
    return {inventory.code: found for inventory, found in check_languages(folder)}


def lacking(folder: Path, code: str, *, required: bool) -> list[str]:
    return [lack.what for lack in checked(folder)[code] if lack.required is required]


@pytest.mark.parametrize(
    "what",
    [
        "numbers.toml is missing",
        "titles.toml is missing",
        "names.toml is missing",
        "events.toml: Expected",
        "lexicon.toml: classes without a word: ratify, accede, adopt,",
        "lexicon.toml: neither class nor pattern tells what is planned, conditional, negated",
        "patterns.toml: no rule makes claims of type holds-position, attends,",
        "patterns.toml: rules without a sentence that they read: xx.sign",
        "dates.toml: 1 months and 0 weekdays",
        "titles.toml: no heads",
        "titles.toml: no portfolios",
        "meta.toml: no function words",
        "names of 197 of kind state: afg, ago,",
    ],
)
def test_what_a_begun_language_must_still_have_is_named(folder: Path, what: str) -> None:
    assert [lack for lack in lacking(folder, "xx", required=True) if lack.startswith(what)] != []


def test_a_claim_type_that_has_a_rule_is_not_missed(folder: Path) -> None:
    (rules,) = (lack for lack in lacking(folder, "xx", required=True) if "no rule makes" in lack)

    assert "signs" not in rules
    assert "reports" not in rules
    assert "concerns" not in rules


@pytest.mark.parametrize(
    "what",
    [
        "lexicon.toml: classes that all others have: ",
        "lexicon.toml: patterns that all others have: ",
        "events.toml: no noun of an occasion of type ceremony, conference,",
        "precision.toml: no rule was ever judged",
    ],
)
def test_what_the_others_have_is_named_apart(folder: Path, what: str) -> None:
    assert [lack for lack in lacking(folder, "xx", required=False) if lack.startswith(what)] != []


def test_names_are_compared_with_what_most_languages_have(folder: Path) -> None:
    told = lacking(folder, "xx", required=False)

    assert any(lack.startswith("names of kind place: ") for lack in told)
    assert not any(lack.startswith("names of kind state") for lack in told)


def test_a_language_alone_is_compared_with_none() -> None:
    assert [lack for lack in lacks(take_inventory("es", LANGUAGES), []) if not lack.required] == []


def test_a_language_without_a_folder_is_said(folder: Path) -> None:
    with pytest.raises(LanguageDataError, match="yy: no such folder; the languages are es, fr, xx"):
        check_languages(folder, ["yy"])


@pytest.mark.parametrize("code", read_languages())
def test_a_language_that_is_read_lacks_nothing_required(code: str) -> None:
    assert lacking(LANGUAGES, code, required=True) == []


def test_the_command_tells_what_a_language_has() -> None:
    told = CliRunner().invoke(languages, ["es"])

    assert told.exit_code == 0
    assert told.output.startswith("es\n  files              8 of 8\n")
    assert "state 197 of 197" in told.output


def test_the_command_tells_programs_the_same() -> None:
    value = json.loads(CliRunner().invoke(languages, ["--format", "json"]).output)

    assert list(value) == sorted(value)
    assert set(value) >= set(read_languages())
    assert value["zh"]["months"] == 12
    assert all({"what", "required"} == set(lack) for language in value.values() for lack in language["lacks"])
