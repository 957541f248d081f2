"""Everything that is measured, part by part, side by side and in turns."""

from __future__ import annotations

import filecmp
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copyfile
from statistics import median

from click import ClickException
from pendulum import DateTime

from tests.bench import beside, dialogs, saves
from tests.bench.beside import Other
from tests.bench.data import COMPANIES, make_file
from tests.bench.empty_app import ANSWER, TEXT
from tests.bench.figures import (
    FEW,
    MANY,
    MOST,
    Budget,
    Figure,
    beside_each_other,
    by_size,
    growth,
    of_answer,
    of_link,
    of_noise,
    of_programs,
    of_runs,
)
from tests.bench.link import SLOW, FarTerminal
from tests.bench.runs import Run, first_answer, idle, run, seconds
from tests.bench.terminal import Terminal

_KEYS = "lljjkkllhhhh"  # in the middle column, then to the last one and back
_FAR_KEYS = "lljkhh"
_ADVANCE = "\ry"  # of the card that the cursor has come back to
_FIND = "/a"
_FIND_LINE = "company, role, person or note"
_MAIN = "from tui.cli.main import main; main()"
_AFTERWORD = (sys.executable, "-c", _MAIN)
_EMPTY = (sys.executable, str(Path(__file__).with_name("empty_app.py")))
_MARK = "Moved"  # the last thing of the board to be painted that any file has
_PANEL = "History"
_THERE = r"\x1b\[c", _PANEL  # the app asks who the terminal is, and then paints the panel
_STEPS = 200  # in the history of each card, where the histories are long
_IDLE = 10.0  # seconds for which nothing is done
_ROUNDS = 3  # of each dialog, at the most: what drifts meanwhile is told by the empty one


@dataclass
class Bench:
    """What all parts need: the files, each made once, and how often a thing is done.

    ``against`` is the Python that has another Afterword, if that is measured too, by turns with
    this one. ``tick`` is called after each piece of work.
    """

    folder: Path
    now: DateTime
    sizes: Sequence[int]
    runs: int
    tick: Callable[[], object] = lambda: None
    against: str | None = None
    _made: dict[tuple[int, int], Path] = field(default_factory=dict)

    def file(self, cards: int, steps: int = 0) -> Path:
        """A file of so many cards, whose histories have so many steps more than they need."""
        if (cards, steps) not in self._made:
            path = self.folder / f"{cards}-{steps}.json"
            make_file(path, cards, self.now, steps)
            self._made[cards, steps] = path
        return self._made[cards, steps]

    def copy(self, cards: int, steps: int = 0, number: int = 0) -> Path:
        """A copy of that file for the app to work on; several apps need one each."""
        path = self.folder / f"{cards}-{steps}-{number}.shown.json"
        copyfile(self.file(cards, steps), path)
        return path

    @property
    def programs(self) -> list[tuple[str, ...]]:
        """The commands that start Afterword: this one's first."""
        # The other one must not find what lies in the working directory.
        other = [(self.against, "-P", "-c", _MAIN)] if self.against else []
        return [_AFTERWORD, *other]

    def times(self, cards: int) -> int:
        """How often a thing is done with so many cards: less often where each time is long."""
        return self.runs if cards <= MANY else max(1, self.runs // 2)


@dataclass(frozen=True)
class _Part:
    """A part of the table: its name, the pieces of work it tells of, and what measures it."""

    name: str
    work: Callable[[Bench], int]
    measure: Callable[[Bench], Iterator[Figure]]


def measure(bench: Bench, only: Sequence[str] = ()) -> Iterable[Figure]:
    """All figures, or those of some parts.

    Raises:
        ClickException: A program did not do what it is measured at.
    """
    figures = [figure for part in _parts(only) for figure in part.measure(bench)]
    yield from figures
    yield from growth(figures)


def work(bench: Bench, only: Sequence[str] = ()) -> int:
    """How many pieces of work :func:`measure` will tell of."""
    return sum(part.work(bench) for part in _parts(only))


def _parts(only: Sequence[str]) -> list[_Part]:
    return [part for part in _PARTS if part.name in (only or PARTS)]


def _of_commands(bench: Bench) -> Iterator[Figure]:
    taken = _command(bench, ("--version",), bench.runs)
    yield of_programs("afterword --version", None, "ms", taken, budget=Budget(80))
    for cards in bench.sizes:
        asked = ("--db", str(bench.file(cards)), "today")
        taken = _command(bench, asked, bench.times(cards))
        yield of_programs("afterword today", cards, "ms", taken, budget=by_size(cards, 120, 350))


def _of_start(bench: Bench) -> Iterator[Figure]:
    for cards in bench.sizes:
        keys = _KEYS if cards else "llhh"
        empty, *full = _by_turns(bench, cards, keys, _ADVANCE if cards else "")
        yield from of_noise(cards, empty)
        yield from beside_each_other(of_runs(cards, empty, runs) for runs in full)
        if cards:
            yield from _answer(bench, cards)


def _of_dialogs(bench: Bench) -> Iterator[Figure]:
    if FEW in bench.sizes:
        found = dialogs.measure(
            (_EMPTY, TEXT),
            [(command, _PANEL) for command in _each_on_a_copy(bench, FEW)],
            dialogs.DIALOGS,
            min(_ROUNDS, bench.runs),
            bench.tick,
        )
        yield from beside_each_other(dialogs.of_dialogs(FEW, each) for each in found)


def _of_link(bench: Bench) -> Iterator[Figure]:
    if FEW in bench.sizes:
        deed = _ADVANCE + _FIND
        empty, *full = _by_turns(bench, FEW, _FAR_KEYS, deed, terminal_of=FarTerminal)
        yield from beside_each_other(of_link(SLOW, FEW, empty, runs) for runs in full)


def _of_saves(bench: Bench) -> Iterator[Figure]:
    for cards in filter(None, bench.sizes):
        taken = saves.save(bench.file(cards))
        bench.tick()
        yield Figure("durable save", cards, "ms", taken, budget=by_size(cards, 4, 20, 120))


def _of_exchange(bench: Bench) -> Iterator[Figure]:
    for what, took, limit in (
        ("import of a table", saves.import_table, 4),
        ("merge of two files", saves.merge_copies, 2),
    ):
        taken = [took(program, bench.folder, MANY, bench.now) for program in bench.programs]
        bench.tick()
        yield of_programs(what, MANY, "s", taken, budget=Budget(limit))


def _of_idle(bench: Bench) -> Iterator[Figure]:
    if FEW in bench.sizes:
        theirs = idle(_EMPTY, [TEXT], _IDLE)
        bench.tick()
        ours = [idle(each, [_MARK, *_THERE], _IDLE) for each in _each_on_a_copy(bench, FEW)]
        bench.tick()
        work, budget = [each.work * 100 for each in ours], Budget(1, of_empty=True)
        yield of_programs("idle", FEW, "% CPU", work, budget=budget, empty=theirs.work * 100)
        sent = [each.sent for each in ours]
        yield of_programs("idle", FEW, "B", sent, budget=Budget(0), empty=theirs.sent)


def _of_histories(bench: Bench) -> Iterator[Figure]:
    """Long histories: as many cards as the least of the budgets speaks of."""
    if FEW in bench.sizes:
        note = f", {_STEPS} steps each"
        empty, *full = _by_turns(bench, FEW, "", "", steps=_STEPS)
        yield from beside_each_other(of_runs(FEW, empty, runs, note) for runs in full)
        file = bench.file(FEW, _STEPS)
        taken = _command(bench, ("--db", str(file), "today"), bench.runs)
        yield of_programs(f"afterword today{note}", FEW, "ms", taken)
        taken = saves.save(file)
        bench.tick()
        yield Figure(f"durable save{note}", FEW, "ms", taken)


def _of_others(bench: Bench) -> Iterator[Figure]:
    """Afterword with many cards beside other programs with as many things in their lists."""
    others = {
        program.name: beside.measure(program, bench.runs, _IDLE)
        for program in beside.programs(bench.folder, MANY, bench.now)
    }
    bench.tick()
    _, full, *_ = _by_turns(bench, MANY, "jjkk", "")
    keys = [key for run in full for key in run.keys]
    left_alone = idle(_on_a_copy(bench, MANY), [_MARK, *_THERE], _IDLE)
    bench.tick()

    def row(what: str, unit: str, ours: float, theirs: Callable[[Other], float | None]) -> Figure:
        found = {name: theirs(other) for name, other in others.items()}
        shown = {name: value for name, value in found.items() if value is not None}
        return Figure(f"beside others: {what}", MANY, unit, ours, others=shown)

    painted = median(run.painted for run in full) * 1000
    yield row("first paint", "ms", painted, lambda other: other.painted * 1000)
    taken = median(key.echo_seconds for key in keys) * 1000
    yield row("cursor key", "ms", taken, lambda other: other.key_seconds * 1000)
    sent = median(key.echo_bytes for key in keys)
    yield row("cursor key", "B", sent, lambda other: other.key_bytes)
    held = median((run.memory or 0) / 1e6 for run in full)
    yield row("peak memory", "MB", held, lambda other: other.memory and other.memory / 1e6)
    yield row("idle", "% CPU", left_alone.work * 100, lambda other: other.idle.work * 100)
    yield row("idle", "B", left_alone.sent, lambda other: other.idle.sent)


def _answer(bench: Bench, cards: int) -> Iterable[Figure]:
    """How soon ``/``, typed while the program starts, has opened the line to find by."""
    empty: list[float] = []
    full: list[list[float]] = [[] for _ in bench.programs]
    for _ in range(bench.times(cards)):
        empty.append(first_answer(_EMPTY, "j", lambda lines: lines[0].startswith(ANSWER)))
        for taken, command in zip(full, _each_on_a_copy(bench, cards), strict=True):
            taken.append(first_answer(command, "/", lambda lines: _FIND_LINE in lines[-2]))
        bench.tick()
    return beside_each_other([of_answer(cards, empty, taken)] for taken in full)


def _by_turns(
    bench: Bench,
    cards: int,
    keys: str,
    deed: str,
    *,
    steps: int = 0,
    terminal_of: Callable[[Sequence[str]], Terminal] = Terminal,
) -> list[list[Run]]:
    """The empty app and each Afterword by turns, so that a busy moment slows all alike.

    Each run has a copy of the file, for it advances a card.
    """
    marks = ("Afterword", _MARK, *(["|".join(COMPANIES)] if cards else []))
    runs: list[list[Run]] = [[] for _ in range(1 + len(bench.programs))]
    for _ in range(bench.times(cards) + 1):
        runs[0].append(run(_EMPTY, [TEXT], terminal_of=terminal_of))
        bench.tick()
        for done, program in zip(runs[1:], bench.programs, strict=True):
            shown = bench.copy(cards, steps)
            command = (*program, "--db", str(shown))
            done.append(run(command, marks, keys, deed, terminal_of, there=_THERE))
            if deed and filecmp.cmp(bench.file(cards, steps), shown, shallow=False):
                raise ClickException("An advance did not reach the file.")
        bench.tick()
    return [done[1:] for done in runs]


def _command(bench: Bench, arguments: Sequence[str], times: int) -> list[float]:
    """The medians of milliseconds that a command of each Afterword takes."""
    taken: list[list[float]] = [[] for _ in bench.programs]
    for _ in range(times + 1):
        for each, program in zip(taken, bench.programs, strict=True):
            each.append(seconds((*program, *arguments)))
        bench.tick()
    return [median(each[1:]) * 1000 for each in taken]


def _each_on_a_copy(bench: Bench, cards: int) -> Iterator[tuple[str, ...]]:
    """What starts each Afterword on a copy of a file, made just before that."""
    for number, program in enumerate(bench.programs):
        yield (*program, "--db", str(bench.copy(cards, number=number)))


def _on_a_copy(bench: Bench, cards: int) -> tuple[str, ...]:
    return next(_each_on_a_copy(bench, cards))


def _each(bench: Bench, work: Callable[[int], int]) -> int:
    return sum(map(work, bench.sizes))


def _if_few(bench: Bench, work: int) -> int:
    return work if FEW in bench.sizes else 0


_PARTS = (
    _Part(
        "commands",
        lambda bench: bench.runs + 1 + _each(bench, lambda cards: bench.times(cards) + 1),
        _of_commands,
    ),
    _Part(
        "start",
        lambda bench: _each(
            bench, lambda cards: 2 * (bench.times(cards) + 1) + (bench.times(cards) if cards else 0)
        ),
        _of_start,
    ),
    _Part("dialogs", lambda bench: _if_few(bench, len(dialogs.DIALOGS)), _of_dialogs),
    _Part("link", lambda bench: _if_few(bench, 2 * (bench.runs + 1)), _of_link),
    _Part("saves", lambda bench: _each(bench, bool), _of_saves),
    _Part("exchange", lambda bench: 2, _of_exchange),
    _Part("idle", lambda bench: _if_few(bench, 2), _of_idle),
    _Part("histories", lambda bench: _if_few(bench, 3 * (bench.runs + 1) + 1), _of_histories),
    _Part("beside", lambda bench: 2 * (bench.times(MANY) + 1) + 2, _of_others),
)
BESIDE = "beside"
"""The part that needs other programs, and is measured only if it is asked for."""
PARTS = tuple(part.name for part in _PARTS if part.name != BESIDE)
"""The names of the other parts of the table, in its order."""
SIZES = (0, FEW, MANY, MOST)
"""The numbers of cards that are measured if nothing else is said."""
