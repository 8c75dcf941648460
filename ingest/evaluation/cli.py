"""The commands that measure: `evaluate` and `calibrate`."""

from __future__ import annotations

import sys
from importlib.resources import files
from pathlib import Path

import click

from graph.settings import Settings
from ingest.evaluation.calibration import precision_files, stale, try_rules, write
from ingest.evaluation.corpus import read_again, read_corpus
from ingest.evaluation.rendering import RENDERINGS
from ingest.evaluation.report import make_report
from ingest.evaluation.scoring import judge

_FOLDERS = click.argument(
    "folders", metavar="DIR...", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path)
)


@click.command()
@_FOLDERS
@click.option("--language", help="Only texts of this language, by its code.")
@click.option("--format", "shape", type=click.Choice(list(RENDERINGS)), default="table", show_default=True)
@click.option("--misses", is_flag=True, help="List every missed and every false claim with its words.")
@click.pass_obj
def evaluate(settings: Settings, folders: tuple[Path, ...], language: str | None, shape: str, misses: bool) -> None:
    """Score the extractor on annotated texts: precision, recall and F1 by language and type.

    DIR holds NAME.toml with NAME.txt (docs/quality.md), or gold/ and articles/ in the form of the extraction record.
    A folder `heldout` in it is left out: name it to read it.
    """
    texts = read_corpus(folders, language)
    if not texts:
        raise click.UsageError(f"no text there is of the language {language!r}")
    report = make_report([judge(gold, read_again(gold)) for gold in texts], settings.publish_threshold)
    click.echo(RENDERINGS[shape](report, misses=misses), nl=False)


@click.command()
@_FOLDERS
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 where a file is not what would be written.")
def calibrate(folders: tuple[Path, ...], check: bool) -> None:
    """Measure how often each rule is right on annotated texts, for the confidence of its claims.

    DIR holds texts as for evaluate; texts that were kept unread are never to be given. Writes precision.toml of every
    language beside its rules.
    """
    languages = Path(str(files("ingest.languages")))
    contents = precision_files(try_rules(read_corpus(folders)))
    changed = stale(contents, languages) if check else write(contents, languages)
    for path in changed:
        what = "not what the texts say; run make calibrate" if check else "written"
        click.echo(f"ingest/languages/{path}: {what}", err=True)
    if check and changed:
        sys.exit(1)


COMMANDS: list[click.Command] = [evaluate, calibrate]
