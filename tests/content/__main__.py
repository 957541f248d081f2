"""The command ``python -m tests.content``."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from secrets import randbelow
from time import perf_counter

import click

from tests.content import commands, screens

_VARYING = re.compile(r"\[.*|\d+", re.DOTALL)
_MOST = 40  # kinds of what does not hold that are listed


@click.command()
@click.option("--runs", type=click.IntRange(min=0), default=2_000, show_default=True)
@click.option("--seed", type=int, help="What the cases go by; a random one otherwise.")
@click.option(
    "--only", type=click.Choice(["commands", "files", "keys"]), help="One part; else all three."
)
def main(*, runs: int, seed: int | None, only: str | None) -> None:
    """Use broken files, and send what no terminal should: nothing may end, nothing may be lost.

    RUNS counts the files used by commands; of sittings at the app there are a hundredth of that.
    """
    seed = randbelow(1_000_000) if seed is None else seed
    sittings = -(-runs // 100)
    parts: dict[str, tuple[int, Iterator[list[str]]]] = {
        "commands": (runs, commands.campaign(runs, seed)),
        "files": (sittings, screens.files(sittings, seed)),
        "keys": (sittings, screens.inputs(sittings, seed)),
    }
    found: list[str] = []
    for name, (length, cases) in parts.items():
        if only not in (None, name):
            continue
        began, wrong = perf_counter(), 0
        with click.progressbar(cases, length=length, label=name, file=sys.stderr) as bar:
            for told in bar:
                found += told
                wrong += bool(told)
        click.echo(f"{name}: {length:,} runs, {wrong:,} wrong, {perf_counter() - began:,.0f} s")
    click.echo(f"seed {seed}")
    if found:
        click.echo(f"\n{_kinds(found)}")
        sys.exit(1)


def _kinds(found: list[str]) -> str:
    """Each kind of what does not hold, with how often it was found and one case of it."""
    counts = Counter(_VARYING.sub("", each) for each in found)
    first = {_VARYING.sub("", each): each for each in reversed(found)}
    return "\n".join(f"{count:,} × {first[kind]}" for kind, count in counts.most_common(_MOST))


if __name__ == "__main__":
    main()
