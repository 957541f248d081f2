"""How dialogs open and close, and how a letter gets into them.

Each is opened several times in one run of the app, and each time a dialog of the empty app with
nothing in it is opened first: so the ratio of the two holds while the machine's pace drifts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter

import pyte
from click import ClickException
from textual.constants import ESCAPE_DELAY

from tests.bench.figures import Budget, Figure
from tests.bench.terminal import COLUMNS, LINES, Piece, Terminal

_PATIENCE = 20.0  # seconds for a dialog to appear, or to be gone
_GLANCE = 0.02  # seconds between two looks at how much the program works
_CALM = 3  # looks without a byte and without work, after which all has been said
_BUSY = 0.001  # seconds of work between two looks that count as none: what ticks in an idle program
_STARTED = 1.5  # seconds of quiet after a start: a first picture may be there before the app is
_RESTED = 0.25  # seconds of quiet until the panel has followed, and the next dialog may come
_ESCAPE = b"\x1b"


@dataclass(frozen=True)
class Dialog:
    """A dialog: what it is called in the table, the keys that open it, and a text it shows.

    ``letter`` is typed into it; it is empty where nothing can be typed.
    """

    name: str
    keys: str
    mark: str
    letter: str = ""


EMPTY = Dialog("an empty ModalScreen", "o", "")
EMPTY_INPUT = Dialog("with an Input alone", "i", "A field", "x")

DIALOGS = (
    Dialog("add form", "a", "Add an interview", "x"),
    Dialog("edit form", "e", "Edit ", "x"),
    Dialog("settings", "M", "You and your settings", "x"),
    Dialog("they answered", "r", "They said"),
    Dialog("confirm a step", "\r", "Did you "),
    Dialog("skip", "w", "Skip it", "x"),
    Dialog("snooze", "s", "─ Snooze", "x"),
    Dialog("after the interview", "d", "─ After the interview", "x"),
    Dialog("note", "o", "─ A note on", "x"),
    Dialog("edit the words", "E", "Words for", "x"),
    Dialog("delete", "D", "─ Delete"),
    Dialog("words", " ", "others · E edit"),
    Dialog("copy a part", "C", "Copy which part?"),
    Dialog("mail as a link", "F", "─ The mail"),
    Dialog("QR code", "x", "─ Write to"),
    Dialog("call mode", "p", "─ Call"),
    Dialog("archive", "v", "─ Archive"),
    Dialog("statistics", "S", "─ Statistics"),
    Dialog("help", "?", "─ Help"),
    Dialog("log", "L", "─ What was said"),
    Dialog("palette", "\x10", "Search for commands", "x"),
    Dialog("find", "/", "company, role, person or note", "a"),
)
"""Every kind of dialog that opens on a card whose thanks are due."""


@dataclass(frozen=True)
class Effect:
    """What keys brought: seconds to the last byte, bytes, and seconds of the processor."""

    seconds: float
    sent: int
    work: float


@dataclass(frozen=True)
class Opened:
    """One opening: the dialog's own, the letter typed in it, its closing."""

    opening: Effect
    letter: Effect | None
    closing: Effect


@dataclass(frozen=True)
class Beside:
    """A dialog's openings, the first of all apart, each with the empty one opened before it."""

    dialog: Dialog
    first: Opened
    later: tuple[Opened, ...]
    empty: tuple[Opened, ...]


class Watched:
    """A program whose screen can be looked at between the keys, once it shows a mark."""

    def __init__(self, terminal: Terminal, mark: str) -> None:
        self._terminal = terminal
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self._wait_for(mark)

    def shows(self, mark: str) -> bool:
        """Whether a text stands on the screen, in one line."""
        return any(mark in line for line in self._screen.display)

    def _wait_for(self, mark: str) -> None:
        """Wait for the program's start to show a text, and for all that comes with it."""
        self._until(lambda: self.shows(mark), f"“{mark}” was never shown")
        self._take_in(self._terminal.output(_STARTED))

    def rest(self) -> None:
        """Wait for what follows by itself, a while after a key."""
        self._take_in(self._terminal.output(_RESTED))

    def open(self, dialog: Dialog) -> Opened:
        """Open a dialog, type its letter, and close it.

        Raises:
            ClickException: It did not open or did not close.
        """
        before = self._screen.display
        opening = self._type(
            dialog.keys.encode(),
            lambda: self.shows(dialog.mark),
            f"The dialog “{dialog.name}” did not open",
        )
        letter = None
        if dialog.letter:
            letter = self._type(dialog.letter.encode(), lambda: True, "The letter had no effect")
            self._terminal.send(b"\x7f")  # nothing typed is left that would be asked about
            self._take_in(self._until_calm())
        closing = self._type(
            _ESCAPE,
            lambda: self._screen.display == before,
            f"The dialog “{dialog.name}” did not close",
        )
        return Opened(opening, letter, closing)

    def open_and_rest(self, dialog: Dialog) -> Opened:
        """The same, and wait for what follows the closing by itself; raises alike."""
        opened = self.open(dialog)
        self.rest()
        return opened

    def _type(self, keys: bytes, done: Callable[[], bool], complaint: str) -> Effect:
        worked = self._worked()
        typed = self._terminal.send(keys)
        pieces = self._until(done, complaint)
        return Effect(
            seconds=pieces[-1].at - typed if pieces else 0.0,
            sent=sum(len(piece.data) for piece in pieces),
            work=self._worked() - worked,
        )

    def _until(self, done: Callable[[], bool], complaint: str) -> list[Piece]:
        """What comes until something is so and the program has nothing more to do."""
        pieces: list[Piece] = []
        end = perf_counter() + _PATIENCE
        while perf_counter() < end:
            pieces += self._take_in(self._until_calm())
            if pieces and done():
                return pieces
        shown = "\n".join(line.rstrip() for line in self._screen.display)
        raise ClickException(f"{complaint}:\n{shown}")

    def _take_in(self, pieces: Iterable[Piece]) -> list[Piece]:
        """Bring the screen up to date, once all has come: looking takes longer than writing."""
        taken = list(pieces)
        for piece in taken:
            self._stream.feed(piece.data)
        return taken

    def _until_calm(self) -> Iterable[Piece]:
        """What comes until, for a moment, nothing does and the program does not work either."""
        calm = 0
        while calm < _CALM:
            worked, came = self._worked(), False
            for piece in self._terminal.output(_GLANCE):
                came = True
                yield piece
            busy = self._worked() - worked > _BUSY
            calm = 0 if came or busy else calm + 1

    def _worked(self) -> float:
        return self._terminal.processor_time() or 0.0


def measure(
    empty_app: tuple[Sequence[str], str],
    afterwords: Iterable[tuple[Sequence[str], str]],
    dialogs: Sequence[Dialog],
    rounds: int,
    tick: Callable[[], object],
) -> list[list[Beside]]:
    """Open each dialog so many times after a first time, the empty app's before each.

    Args:
        empty_app: The empty app's command, and what it shows once it has started.
        afterwords: The same of Afterword, on a file whose foremost card is owed thanks; each one's
            openings are given apart.
        dialogs: What is opened.
        rounds: How often, after a first time that is told apart.
        tick: Called after each dialog.

    Raises:
        ClickException: Something did not open or did not close.
    """
    with ExitStack() as running:
        empty, *programs = [
            Watched(running.enter_context(Terminal(command)), mark)
            for command, mark in (empty_app, *afterwords)
        ]
        empty.open(EMPTY)
        empty.open(EMPTY_INPUT)
        found: list[list[Beside]] = [[] for _ in programs]
        for dialog in dialogs:
            firsts = [full.open_and_rest(dialog) for full in programs]
            turns = [
                [(empty.open(EMPTY), full.open_and_rest(dialog)) for full in programs]
                for _ in range(rounds)
            ]
            for besides, first, pairs in zip(found, firsts, zip(*turns, strict=True), strict=True):
                theirs, ours = zip(*pairs, strict=True)
                besides.append(Beside(dialog, first, ours, theirs))
            tick()
        opened = tuple(empty.open(EMPTY_INPUT) for _ in range(rounds + 1))
        for besides in found:
            besides.append(Beside(EMPTY_INPUT, opened[0], opened[1:], besides[-1].empty))
        return found


def of_dialogs(cards: int, found: Iterable[Beside]) -> Iterable[Figure]:
    """The figures of the dialogs, with their budgets.

    The lone Esc key is waited for before it is one: that delay is not counted to the closing.
    """
    found = list(found)
    empty = tuple(each for beside in found for each in beside.empty)
    opened = [each.opening.work for each in empty]
    least, middle, most = quantiles(opened)
    spread = (most - least) / middle * 100 if middle else 0.0
    yield Figure("noise: an empty ModalScreen opens, the middle half", cards, "%", spread)
    yield from _of_dialog(cards, Beside(EMPTY, empty[0], empty, empty), judged=False)
    for beside in found:
        yield from _of_dialog(cards, beside, judged=beside.dialog in DIALOGS)


def _of_dialog(cards: int, beside: Beside, *, judged: bool) -> Iterable[Figure]:
    def figure(what: str, unit: str, value: float, budget: float | None = None) -> Figure:
        kept = Budget(budget) if budget and judged else None
        return Figure(what, cards, unit, value, budget=kept, dialog=beside.dialog.name)

    later = beside.later
    work = _middle(each.opening.work for each in later) * 1000
    empty = _middle(each.opening.work for each in beside.empty) * 1000
    yield figure("opens first", "ms", beside.first.opening.work * 1000)
    yield figure("opens", "ms", work, 80)
    yield figure("opens", "×", work / empty if empty else 0.0, 3)
    yield figure("opens", "B", _middle(each.opening.sent for each in later))
    closed = _middle(each.closing.seconds for each in later) - ESCAPE_DELAY
    yield figure("closes", "ms", closed * 1000, 15)
    yield figure("closes, work", "ms", _middle(each.closing.work for each in later) * 1000)
    yield figure("closes", "B", _middle(each.closing.sent for each in later), 3000)
    letters = [each.letter for each in later if each.letter]
    if letters:
        taken = _middle(each.seconds for each in letters) * 1000
        yield figure("letter", "ms", taken, 12)
        yield figure("letter, work", "ms", _middle(each.work for each in letters) * 1000)
        yield figure("letter", "B", _middle(each.sent for each in letters))


def _middle(values: Iterable[float]) -> float:
    return median(list(values))
