"""`python -m bench [--quick]`: measure all, and print each figure with its peers."""

from __future__ import annotations

import click

from bench.asking import asking
from bench.data import graphs_of, load_articles
from bench.extracting import extracting, growing
from bench.ingesting import ingesting
from bench.loading import loading
from bench.report import lines_of, machine
from bench.validating import validating


@click.command()
@click.option("--quick", is_flag=True, help="A tenth of the quads and fewer rounds: does it run, and about how fast.")
def main(quick: bool) -> None:
    """Measure ingest, load, validate and query beside their peers.

    Figures are processor time (of the server, for requests): the median of the rounds, with the least and the
    most in brackets.
    """
    quads, rounds, seconds = (10_000, 3, 0.3) if quick else (100_000, 5, 1.0)
    articles = load_articles()
    graphs = graphs_of(articles, quads)
    held = sum(map(len, graphs.values()))
    click.echo(machine())
    click.echo(
        f"{len(articles.raw)} documents of {articles.characters // len(articles.raw):,} characters on average; "
        f"{held:,} quads in {len(graphs)} graphs; {rounds} rounds\n"
    )
    for row in (ingesting(articles, rounds), loading(graphs, rounds), validating(articles, rounds)):
        for line in lines_of(row):
            click.echo(line)
    for row in extracting(rounds):
        for line in lines_of(row):
            click.echo(line)
    for characters, taken, memory in growing():
        click.echo(
            f"one text of {characters:>9,} characters: {characters / taken:,.0f} characters/s, {memory} MB at most"
        )
    for row in asking(graphs, rounds, seconds):
        for line in lines_of(row):
            click.echo(line)


if __name__ == "__main__":
    main()
