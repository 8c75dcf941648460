"""The commands that measure: `evaluate`."""

from __future__ import annotations

from pathlib import Path

import click

from graph.settings import Settings
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


COMMANDS: list[click.Command] = [evaluate]
