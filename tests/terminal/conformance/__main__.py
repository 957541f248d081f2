"""The command ``python -m tests.terminal.conformance``."""

from __future__ import annotations

import sys

import click

from tests.terminal.conformance.campaign import Counts, campaign
from tests.terminal.conformance.places import takes
from tests.terminal.conformance.report import EVERYWHERE, markdown, sendings, tried

_ENOUGH = 10  # of what acted, until it is not worth going on


@click.command()
@click.option("--table", is_flag=True, help="Print the table of sequences by places in Markdown.")
@click.option("--every-cut", is_flag=True, help="In the table, cut at each byte, not a few.")
@click.option("--workers", type=click.IntRange(min=1), default=2, show_default=True)
@click.option("--seconds", type=click.FloatRange(min=1), default=300, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
def main(*, table: bool, every_cut: bool, workers: int, seconds: float, seed: int) -> None:
    """Send Afterword what terminals send that is no key; nothing must come of it.

    Without --table, that is random noise for so many seconds.
    """
    if table:
        _print_table(every_cut=every_cut, workers=workers)
        return
    counts = Counts()
    for counts in campaign(seconds, seed):
        click.echo(str(counts), err=True)
        if len(counts.acted) >= _ENOUGH:
            break
    for told in counts.acted:
        click.echo(f"\n{told}")
    click.echo(f"Seed {seed}: {counts}")
    sys.exit(1 if counts.acted else 0)


def _print_table(*, every_cut: bool, workers: int) -> None:
    sent = sendings(every_cut=every_cut)
    count = sum(takes(place, each) for place in EVERYWHERE for each in sent)
    with click.progressbar(length=count, label="Sending", file=sys.stderr) as bar:
        cells = tried(sent, workers, bar.update)
    for line in markdown(sent, cells):
        click.echo(line)


if __name__ == "__main__":
    main()
