"""Everything that is measured, side by side and in turns, for each number of cards."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from shutil import copyfile
from statistics import median
from time import perf_counter

from msgspec.structs import replace
from pendulum import DateTime

from store.book import Book
from tests.bench.data import COMPANIES, make_file
from tests.bench.empty_app import TEXT
from tests.bench.figures import FEW, Budget, Figure, by_size, of_runs
from tests.bench.runs import run, seconds

Tick = Callable[[], object]
"""Called once for each piece of work done."""

_SAVES = 20
_KEYS = "lljjkkllhhhh"  # in the middle column, then to the last one and back
_AFTERWORD = (sys.executable, "-c", "from tui.cli.main import main; main()")
_EMPTY = (sys.executable, str(Path(__file__).with_name("empty_app.py")))


def work(sizes: Sequence[int], runs: int) -> int:
    """How many pieces of work :func:`measure` will report for these numbers."""
    each = 2 * (runs + 1) + (runs + 1) + 1
    return (runs + 1) + len(sizes) * (each + 1)


def measure(
    sizes: Sequence[int], runs: int, folder: Path, now: DateTime, tick: Tick
) -> Iterable[Figure]:
    """All figures.

    Args:
        sizes: The numbers of cards.
        runs: How often each thing is run after a first time that does not count.
        folder: Where the files are made; a save is only as durable as the disk under it.
        now: The moment that the cards' history leads up to.
        tick: Called after each piece of work.

    Raises:
        ClickException: A program did not do what it is measured at.
    """
    taken = _command(("--version",), runs, tick)
    yield Figure("afterword --version", None, "ms", taken, budget=Budget(120))
    for cards in sizes:
        path = folder / f"{cards}.json"
        make_file(path, cards, now)
        tick()
        yield from _screens(cards, path, runs, tick)
        taken = _command(("--db", str(path), "today"), runs, tick)
        budget = Budget(300) if cards <= FEW else None
        yield Figure("afterword today", cards, "ms", taken, budget=budget)
        limit = by_size(cards, 5, 30)
        if cards:
            budget = Budget(limit) if limit else None
            yield Figure("durable save", cards, "ms", _save(path), budget=budget)
        tick()


def _screens(cards: int, path: Path, runs: int, tick: Tick) -> Iterable[Figure]:
    """The empty app and Afterword by turns, so that a busy moment slows both alike."""
    command = (*_AFTERWORD, "--db", str(path))
    marks = ("Afterword", "Moved on", *(["|".join(COMPANIES)] if cards else []))
    keys = _KEYS if cards else "llhh"
    empty, full = [], []
    for _ in range(runs + 1):
        empty.append(run(_EMPTY, [TEXT]))
        tick()
        full.append(run(command, marks, keys))
        tick()
    return of_runs(cards, empty[1:], full[1:])


def _command(arguments: Sequence[str], runs: int, tick: Tick) -> float:
    """The median of milliseconds that a command of ``afterword`` takes."""
    taken = []
    for _ in range(runs + 1):
        taken.append(seconds((*_AFTERWORD, *arguments)))
        tick()
    return median(taken[1:]) * 1000


def _save(path: Path) -> float:
    """The median of milliseconds from a changed card to its being on the disk."""
    copy = path.with_suffix(".saved.json")
    copyfile(path, copy)
    book = Book(copy)
    card = book.cards[0]
    taken = []
    for number in range(_SAVES + 1):
        changed = replace(card, notes=f"Changed {number} times.")
        started = perf_counter()
        book.put(changed, card)
        taken.append(perf_counter() - started)
        card = changed
    book.close()
    return median(taken[1:]) * 1000
