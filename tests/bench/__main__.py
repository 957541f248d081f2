"""The command ``python -m tests.bench``."""

from __future__ import annotations

import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

import click
import orjson
import pendulum

from tests.bench.beside import missing
from tests.bench.figures import FEW
from tests.bench.measure import BESIDE, PARTS, SIZES, Bench, measure, work
from tests.bench.report import table
from tests.bench.terminal import COLUMNS, LINES

_ON_DISK = Path("/var/tmp")  # noqa: S108 - unlike /tmp, this is hardly ever kept in memory


def _sizes(_context: click.Context, _option: click.Parameter, value: str) -> list[int]:
    if all(size.strip().isdecimal() for size in value.split(",")):
        return [int(size) for size in value.split(",")]
    raise click.BadParameter("Give numbers with commas between, as in 0,500.")


def _parts(_context: click.Context, _option: click.Parameter, value: str | None) -> list[str]:
    parts = [part.strip() for part in value.split(",")] if value else []
    if unknown := set(parts).difference(PARTS):
        raise click.BadParameter(
            f"There is no part {', '.join(sorted(unknown))}. Choose among {', '.join(PARTS)}."
        )
    return parts


@click.command()
@click.option(
    "--cards",
    "sizes",
    default=",".join(map(str, SIZES)),
    show_default=True,
    callback=_sizes,
    help=f"Numbers of cards, with commas between; with {FEW} the dialogs and the slow link, too.",
)
@click.option(
    "--only",
    callback=_parts,
    metavar="PARTS",
    help=f"Some parts of the table, with commas between: {', '.join(PARTS)}.",
)
@click.option(
    "--runs",
    type=click.IntRange(min=1),
    default=3,
    show_default=True,
    help="Runs of each, after a warm-up.",
)
@click.option(
    "--beside",
    "with_others",
    is_flag=True,
    help="Other programs too, if they are installed: neomutt, and vit with taskwarrior.",
)
@click.option(
    "--against",
    metavar="PYTHON",
    type=click.Path(exists=True, dir_okay=False),
    help="The Python of another environment: its Afterword is measured by turns with this one.",
)
@click.option("--json", "as_json", is_flag=True, help="An array of objects, for scripts.")
def main(
    *,
    sizes: list[int],
    only: list[str],
    runs: int,
    with_others: bool,
    against: str | None,
    as_json: bool,
) -> None:
    """Measure Afterword beside an empty Textual app, on a pseudo-terminal."""
    if with_others:
        only = [*(only or PARTS), BESIDE]
        if lacking := missing():
            click.echo(f"Not installed, so left out: {', '.join(lacking)}.", err=True)
    on_disk = _ON_DISK if _ON_DISK.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="afterword-bench-", dir=on_disk) as folder:
        bench = Bench(Path(folder), pendulum.now(), sizes, runs, against=against)
        with click.progressbar(length=work(bench, only), label="Measuring", file=sys.stderr) as bar:
            bench.tick = lambda: bar.update(1)
            figures = list(measure(bench, only))
    if as_json:
        click.echo(orjson.dumps([figure.plain() for figure in figures], option=orjson.OPT_INDENT_2))
        return
    click.echo(
        f"Medians of {runs} runs at {COLUMNS}x{LINES}; Python {platform.python_version()}, "
        f"Textual {version('textual')}, {platform.system()} {platform.machine()}.\n"
        "First paint: the top line and the board's columns and cards, in Afterword before the app "
        "is there; the start ends when the app has painted the panel and is quiet.\n"
    )
    click.echo(table(figures))


if __name__ == "__main__":
    main()
