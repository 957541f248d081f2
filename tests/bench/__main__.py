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

from tests.bench.figures import FEW, MANY
from tests.bench.measure import measure, work
from tests.bench.report import table
from tests.bench.terminal import COLUMNS, LINES

_ON_DISK = Path("/var/tmp")  # noqa: S108 - unlike /tmp, this is hardly ever kept in memory


def _sizes(_context: click.Context, _option: click.Parameter, value: str) -> list[int]:
    if all(size.strip().isdecimal() for size in value.split(",")):
        return [int(size) for size in value.split(",")]
    raise click.BadParameter("Give numbers with commas between, as in 0,500.")


@click.command()
@click.option(
    "--cards",
    "sizes",
    default=f"0,{FEW},{MANY}",
    show_default=True,
    callback=_sizes,
    help=f"Numbers of cards, with commas between; {FEW} are shown over a slow link as well.",
)
@click.option(
    "--runs",
    type=click.IntRange(min=1),
    default=5,
    show_default=True,
    help="Runs of each, after a warm-up.",
)
@click.option("--json", "as_json", is_flag=True, help="An array of objects, for scripts.")
def main(*, sizes: list[int], runs: int, as_json: bool) -> None:
    """Measure Afterword beside an empty Textual app, on a pseudo-terminal."""
    on_disk = _ON_DISK if _ON_DISK.is_dir() else None
    with (
        tempfile.TemporaryDirectory(prefix="afterword-bench-", dir=on_disk) as folder,
        click.progressbar(length=work(sizes, runs), label="Measuring", file=sys.stderr) as bar,
    ):
        now = pendulum.now()
        figures = list(measure(sizes, runs, Path(folder), now, lambda: bar.update(1)))
    if as_json:
        click.echo(orjson.dumps([figure.plain() for figure in figures], option=orjson.OPT_INDENT_2))
        return
    click.echo(
        f"Medians of {runs} runs at {COLUMNS}x{LINES}; Python {platform.python_version()}, "
        f"Textual {version('textual')}, {platform.system()} {platform.machine()}\n"
    )
    click.echo(table(figures))


if __name__ == "__main__":
    main()
