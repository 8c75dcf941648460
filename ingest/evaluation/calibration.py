"""How often each rule is right on annotated texts, written to `languages/xx/precision.toml` for its confidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from ingest.evaluation.corpus import read_again
from ingest.evaluation.gold import Gold
from ingest.evaluation.scoring import Outcome, judge
from ingest.languages import read_languages
from ingest.languages.precision import Trials

_HEAD = """\
# How often each rule was right on the annotated tuning texts: written by `make calibrate`, never by hand.
[rules]
"""


def try_rules(texts: Iterable[Gold]) -> dict[str, Trials]:
    """The trials of every rule whose claims were right or false in the texts, by id, sorted.

    Each text is read as if no rule had been tried before, so the outcome depends on texts and rules alone.
    """
    judged: dict[str, int] = {}
    right: dict[str, int] = {}
    for gold in texts:
        for one in judge(gold, read_again(gold, {})).claims:
            if one.outcome is not Outcome.FREE and one.claim.rule is not None:
                judged[one.claim.rule] = judged.get(one.claim.rule, 0) + 1
                right[one.claim.rule] = right.get(one.claim.rule, 0) + (one.outcome is Outcome.RIGHT)
    return {rule: Trials(judged[rule], right[rule]) for rule in sorted(judged)}


def precision_files(trials: Mapping[str, Trials]) -> dict[str, str]:
    """What the file of each language says, by its path below `ingest/languages`."""
    return {f"{code}/precision.toml": _HEAD + "".join(_lines(code, trials)) for code in read_languages()}


def _lines(code: str, trials: Mapping[str, Trials]) -> Iterable[str]:
    for rule, found in trials.items():
        if rule.partition(".")[0] == code:
            yield f'"{rule}" = {{ judged = {found.judged}, right = {found.right} }}\n'


def stale(contents: Mapping[str, str], languages: Path) -> list[str]:
    """The paths whose file below the folder `languages` says something else, or is missing."""
    return [path for path, content in contents.items() if _read(languages / path) != content]


def _read(path: Path) -> str | None:
    return path.read_text("utf-8") if path.is_file() else None


def write(contents: Mapping[str, str], languages: Path) -> list[str]:
    """Write the files anew below the folder `languages`; gives the paths of those that changed."""
    changed = stale(contents, languages)
    for path in changed:
        (languages / path).write_text(contents[path], "utf-8")
    return changed
