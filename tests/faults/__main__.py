"""The command ``python -m tests.faults``."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from secrets import randbelow
from time import perf_counter

import click

from tests.faults.campaign import Case, cases, run
from tests.faults.report import Result, broken, table

_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a failing call and a death need no disk
_ON_DISK = Path("/var/tmp")  # noqa: S108 - a kill at random should meet real waiting


@click.command()
@click.option(
    "--kills",
    type=click.IntRange(min=0),
    default=1_000,
    show_default=True,
    help="Kills at random.",
)
@click.option("--seed", type=int, help="What the random cases go by; a random one otherwise.")
@click.option("--quick", is_flag=True, help="A sample of the faults, and no more than 20 kills.")
def main(*, kills: int, seed: int | None, quick: bool) -> None:
    """Let everything go wrong, one thing at a time, and check that nothing saved is lost."""
    seed = randbelow(1_000_000) if seed is None else seed
    started = perf_counter()
    with ExitStack() as stack:
        fast, on_disk = (
            Path(stack.enter_context(_folder(where))) for where in (_IN_MEMORY, _ON_DISK)
        )
        every = cases(min(kills, 20) if quick else kills, seed, on_disk, quick=quick)
        results = _results(every, fast)
    click.echo(
        f"{len(results):,} cases in {perf_counter() - started:,.0f} s, seed {seed}; "
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}\n"
    )
    click.echo(table(results))
    if wrong := broken(results):
        click.echo(f"\n{wrong}")
        sys.exit(1)


def _folder(where: Path) -> tempfile.TemporaryDirectory[str]:
    parent = where if os.access(where, os.W_OK) else None
    return tempfile.TemporaryDirectory(prefix="afterword-faults-", dir=parent)


def _results(every: list[Case], folder: Path) -> list[Result]:
    results: list[Result] = []
    before = perf_counter()
    with click.progressbar(length=len(every), label="Breaking", file=sys.stderr) as bar:
        for case, outcome in run(every, folder):
            now = perf_counter()
            results.append((case, outcome, now - before))
            before = now
            bar.update(1)
    return results


if __name__ == "__main__":
    main()
