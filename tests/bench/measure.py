"""Everything that is measured, side by side and in turns, for each number of cards."""

from __future__ import annotations

import filecmp
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from shutil import copyfile
from statistics import median
from time import perf_counter

from click import ClickException
from msgspec.structs import replace
from pendulum import DateTime

from store.file.book import Book
from tests.bench.data import COMPANIES, make_file
from tests.bench.empty_app import TEXT
from tests.bench.figures import FEW, Budget, Figure, by_size, growth, of_link, of_runs
from tests.bench.link import SLOW, FarTerminal
from tests.bench.runs import Run, run, seconds
from tests.bench.terminal import Terminal

Tick = Callable[[], object]
"""Called once for each piece of work done."""

_SAVES = 20
_KEYS = "lljjkkllhhhh"  # in the middle column, then to the last one and back
_FAR_KEYS = "lljkhh"
_ADVANCE = "\ry"  # of the card that the cursor has come back to
_AFTERWORD = (sys.executable, "-c", "from tui.cli.main import main; main()")
_EMPTY = (sys.executable, str(Path(__file__).with_name("empty_app.py")))


def work(sizes: Sequence[int], runs: int) -> int:
    """How many pieces of work :func:`measure` will report for these numbers."""
    screens, command = 2 * (runs + 1), runs + 1
    file = save = 1
    each = file + screens + command + save
    return command + len(sizes) * each + sizes.count(FEW) * screens


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
    sized = [each for cards in sizes for each in _of_size(cards, runs, folder, now, tick)]
    yield from sized
    yield from growth(sized)


def _of_size(cards: int, runs: int, folder: Path, now: DateTime, tick: Tick) -> Iterable[Figure]:
    path = folder / f"{cards}.json"
    make_file(path, cards, now)
    tick()
    keys = _KEYS if cards else "llhh"
    yield from of_runs(cards, *_by_turns(cards, path, keys, runs, tick))
    taken = _command(("--db", str(path), "today"), runs, tick)
    budget = Budget(300) if cards <= FEW else None
    yield Figure("afterword today", cards, "ms", taken, budget=budget)
    limit = by_size(cards, 5, 30)
    if cards:
        budget = Budget(limit) if limit else None
        yield Figure("durable save", cards, "ms", _save(path), budget=budget)
    tick()
    if cards == FEW:
        far = _by_turns(cards, path, _FAR_KEYS, runs, tick, terminal_of=FarTerminal)
        yield from of_link(SLOW, cards, *far)


def _by_turns(
    cards: int,
    path: Path,
    keys: str,
    runs: int,
    tick: Tick,
    *,
    terminal_of: Callable[[Sequence[str]], Terminal] = Terminal,
) -> tuple[list[Run], list[Run]]:
    """The empty app and Afterword by turns, so that a busy moment slows both alike.

    Each run has a copy of the file, for it advances a card.
    """
    shown = path.with_suffix(".shown.json")
    command = (*_AFTERWORD, "--db", str(shown))
    marks = ("Afterword", "Moved", *(["|".join(COMPANIES)] if cards else []))
    empty, full = [], []
    for _ in range(runs + 1):
        empty.append(run(_EMPTY, [TEXT], terminal_of=terminal_of))
        tick()
        copyfile(path, shown)
        full.append(run(command, marks, keys, _ADVANCE if cards else "", terminal_of))
        if cards and filecmp.cmp(path, shown, shallow=False):
            raise ClickException("An advance did not reach the file.")
        tick()
    return empty[1:], full[1:]


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
