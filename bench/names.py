"""`python -m bench.names [--errors]`: how well names are told to be one across scripts, beside plain ways to compare.

Every pair of spellings of one person in the list should match, every pair of two people should not. The matcher was
tuned on `dev`; what is worth quoting is `heldout`. The threshold is the frozen `MATCH`; the threshold of the plain
ratio is the one that does best on `dev`.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

import click

from graph.folding import fold
from graph.likeness import MATCH, likeness, name_keys

_LISTS = Path(__file__).parent.parent / "tests" / "graph" / "names"
_SCRIPTS = {"ar": "Arabic", "ru": "Cyrillic", "zh": "Han"}
_LATIN = "Latin"


@dataclass(frozen=True, slots=True)
class Form:
    """One spelling of a person's name."""

    person: str
    script: str
    name: str


@dataclass(slots=True)
class Score:
    """Pairs told to be one that are, that are not, and that were missed."""

    hits: int = 0
    false: int = 0
    missed: int = 0

    def line(self) -> str:
        """Precision, recall, their mean, and what they are made of."""
        told, true = self.hits + self.false, self.hits + self.missed
        precision = self.hits / told if told else 1.0
        recall = self.hits / true if true else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}   ({self.hits} of {true} found, {self.false} false)"


Judge = Callable[[str, str], bool]


def forms(name: str) -> list[Form]:
    """The spellings of one list, `dev` or `heldout`; what several languages spell alike counts once."""
    lines = [line for line in (_LISTS / f"{name}.tsv").read_text("utf-8").splitlines() if not line.startswith("#")]
    cells = [line.split("\t") for line in lines[1:]]
    found = [Form(person, _SCRIPTS.get(language, _LATIN), spelling) for person, language, spelling, _ in cells]
    return list(dict.fromkeys(found))


def pairs(spellings: list[Form]) -> Iterator[tuple[Form, Form]]:
    """Every two spellings that differ."""
    return ((a, b) for a, b in combinations(spellings, 2) if a.name != b.name)


def judge(spellings: list[Form], same: Judge) -> dict[str, Score]:
    """The score of a way to compare, by the scripts of the pair and over `all`."""
    scores: dict[str, Score] = defaultdict(Score)
    for a, b in pairs(spellings):
        told = same(a.name, b.name)
        for row in (" - ".join(sorted((a.script, b.script))), "all"):
            score = scores[row]
            if a.person == b.person:
                score.hits += told
                score.missed += not told
            else:
                score.false += told
    return dict(scores)


def by_sound(left: str, right: str) -> bool:
    """Ours, at the frozen threshold."""
    return likeness(left, right) >= MATCH


def by_words(left: str, right: str) -> bool:
    """The same words in any order, folded."""
    return sorted(fold(left).split()) == sorted(fold(right).split())


def by_ratio(threshold: float) -> Judge:
    """The ratio of difflib over the folded names."""
    return lambda left, right: ratio(left, right) >= threshold


def ratio(left: str, right: str) -> float:
    """The share of letters that two folded names have in common, in order."""
    return SequenceMatcher(None, fold(left), fold(right), autojunk=False).ratio()


def best_ratio(spellings: list[Form]) -> float:
    """The threshold at which the ratio has its best F1 on a list."""
    valued = [(ratio(a.name, b.name), a.person == b.person) for a, b in pairs(spellings)]
    true = sum(same for _, same in valued)

    def f1(threshold: float) -> float:
        told = [same for value, same in valued if value >= threshold]
        return 2 * sum(told) / (len(told) + true)

    return max((step / 100 for step in range(40, 100, 2)), key=f1)


@click.command()
@click.option("--errors", is_flag=True, help="Print every pair of the development list that is judged wrongly.")
def main(errors: bool) -> None:
    """Precision and recall of name matching across scripts, with plain ways to compare in the same run."""
    dev = forms("dev")
    # First of all, so that no name has been met before.
    _speed(dev)
    threshold = best_ratio(dev)
    for title in ("dev", "heldout"):
        _report(title, forms(title), threshold)
    if errors:
        for line in wrong(dev):
            click.echo(line)


def _report(title: str, spellings: list[Form], threshold: float) -> None:
    people = len({form.person for form in spellings})
    count = sum(1 for _ in pairs(spellings))
    click.echo(f"{title}: {len(spellings)} spellings of {people} people, {count:,} pairs")
    ours = judge(spellings, by_sound)
    for row in sorted(ours, key=lambda row: (row == "all", row)):
        click.echo(f"  {row:<22}{ours[row].line()}")
    click.echo(f"  {'same folded words':<22}{judge(spellings, by_words)['all'].line()}")
    click.echo(f"  {f'difflib >= {threshold:.2f}':<22}{judge(spellings, by_ratio(threshold))['all'].line()}")
    click.echo(f"  {_blocking(spellings)}\n")


def _blocking(spellings: list[Form]) -> str:
    keys = {form.name: name_keys(form.name) for form in spellings}
    shared = [(a.person == b.person, bool(keys[a.name] & keys[b.name])) for a, b in pairs(spellings)]
    kept = sum(same and met for same, met in shared) / sum(same for same, _ in shared)
    compared = sum(met for _, met in shared) / len(shared)
    most, mean = max(map(len, keys.values())), sum(map(len, keys.values())) / len(keys)
    return f"keys: {mean:.1f} a name ({most} at most), {kept:.1%} of true pairs meet, {compared:.1%} of all pairs"


def _speed(spellings: list[Form]) -> None:
    names = [(a.name, b.name) for a, b in pairs(spellings)]
    began = time.process_time()
    for left, right in names:
        likeness(left, right)
    seconds = time.process_time() - began
    click.echo(f"{len(names):,} pairs of {len(spellings)} names: {len(names) / seconds:,.0f} pairs/s\n")


def wrong(spellings: list[Form]) -> Iterator[str]:
    """The pairs of a list that are judged wrongly, each with its likeness."""
    for a, b in pairs(spellings):
        value = likeness(a.name, b.name)
        if (value >= MATCH) != (a.person == b.person):
            yield f"{'missed' if a.person == b.person else 'FALSE '} {value:.2f}  {a.name} | {b.name}"


if __name__ == "__main__":
    main()
