"""One run of a program: its start, a few keys, and what it held in memory at the end."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

import pyte
from click import ClickException

from tests.bench.terminal import COLUMNS, LINES, Piece, Terminal, environment

_START = 60.0  # seconds for a program to paint its first frame
_ANSWER = 2.0  # seconds for a key to show an effect
_SETTLED = 0.3  # seconds of quiet after which a program has said all it wants to
_STARTED = 1.5  # seconds of quiet after a start: the first picture is there before the app
_GAP = 0.06  # seconds of quiet that part a key's own echo from what follows it


@dataclass(frozen=True)
class Key:
    """What one key brought: its own echo, then, after a gap, whatever followed it.

    The seconds are those from the key to the last byte of the echo, and to the last one of all.
    """

    key: str
    echo_bytes: int
    echo_seconds: float
    later_bytes: int
    settled_seconds: float


@dataclass(frozen=True)
class Run:
    """One run: seconds to the first paint and to the last byte of the start, and bytes till then.

    The first paint may be there before the app is; the start ends once that has settled.

    ``memory`` is the peak in bytes after the keys, None where the system does not tell; ``deed``
    are the keys that came after that.
    """

    painted: float
    settled: float
    sent: int
    keys: tuple[Key, ...]
    memory: int | None
    deed: tuple[Key, ...]


@dataclass(frozen=True)
class Idle:
    """What a program does that is left alone: the share of a processor it takes, and the bytes."""

    work: float
    sent: int


def run(
    command: Sequence[str],
    marks: Sequence[str],
    keys: str = "",
    deed: str = "",
    terminal_of: Callable[[Sequence[str]], Terminal] = Terminal,
    *,
    there: Sequence[str] = (),
) -> Run:
    """Run a full-screen program until it has painted every mark, and type the keys.

    Args:
        command: The program, by its full path, and its arguments.
        marks: Patterns that the first frame contains.
        keys: Letters, each typed once the one before has had its whole effect.
        deed: More of them, typed after the memory was looked at.
        terminal_of: Makes the terminal on which the program runs.
        there: More patterns, which it sends once it is ready to be used.

    Raises:
        ClickException: The program ended, or fell silent, before it had painted its frame.
    """
    with terminal_of(command) as terminal:
        pieces = _until_sent(terminal, marks)
        painted = pieces[-1].at - terminal.started
        pieces = _until_sent(terminal, there, pieces)
        pieces += terminal.output(_STARTED)
        pressed = tuple(_press(terminal, key) for key in keys)
        return Run(
            painted=painted,
            settled=pieces[-1].at - terminal.started,
            sent=_size(pieces),
            keys=pressed,
            memory=terminal.peak_memory(),
            deed=tuple(_press(terminal, key) for key in deed),
        )


def first_answer(command: Sequence[str], key: str, shown: Callable[[list[str]], bool]) -> float:
    """The seconds from the start until a key that was typed at once has had its effect.

    Args:
        command: The program, by its full path, and its arguments.
        key: What is typed before the program has begun to read.
        shown: Whether the effect is to be seen on the lines of a screen.

    Raises:
        ClickException: It never had.
    """
    screen = pyte.Screen(COLUMNS, LINES)
    stream = pyte.ByteStream(screen)
    with Terminal(command) as terminal:
        terminal.send(key.encode())
        while perf_counter() - terminal.started < _START:
            for piece in list(terminal.output(_SETTLED)):  # looking takes longer than reading
                stream.feed(piece.data)
                if shown(screen.display):
                    return piece.at - terminal.started
    lines = "\n".join(line.rstrip() for line in screen.display)
    raise ClickException(f"The key {key!r} had no effect:\n{lines}")


def idle(
    command: Sequence[str],
    marks: Sequence[str],
    seconds: float,
    terminal_of: Callable[[Sequence[str]], Terminal] = Terminal,
) -> Idle:
    """What a program does by itself in so many seconds, once its start has settled.

    Raises:
        ClickException: The program ended, or fell silent, before it had painted its frame.
    """
    with terminal_of(command) as terminal:
        _until_sent(terminal, marks)
        for _ in terminal.output(_ANSWER):
            pass
        started, worked = perf_counter(), terminal.processor_time() or 0.0
        sent = 0
        while (left := started + seconds - perf_counter()) > 0:
            sent += sum(len(piece.data) for piece in terminal.output(left))
        work = (terminal.processor_time() or 0.0) - worked
        return Idle(work / (perf_counter() - started), sent)


def seconds(command: Sequence[str]) -> float:
    """How long a command takes from its start to its end; raises ClickException if it fails."""
    started = perf_counter()
    done = subprocess.run(command, env=environment(), capture_output=True, check=False)
    taken = perf_counter() - started
    if done.returncode:
        raise ClickException(f"{' '.join(command)} failed: {done.stderr.decode()[-500:]}")
    return taken


def _until_sent(
    terminal: Terminal, marks: Sequence[str], before: Sequence[Piece] = ()
) -> list[Piece]:
    """What was sent before, and what comes until all of that has every mark in it."""
    pieces = list(before)
    seen = b"".join(piece.data for piece in pieces)
    missing = _missing(marks, seen)
    more = terminal.output(_START) if missing else iter(())
    for piece in more:
        pieces.append(piece)
        seen += piece.data
        if not (missing := _missing(marks, seen)):
            break
        if piece.at - terminal.started > _START:
            break
    if missing:
        raise ClickException(f"No frame with {', '.join(missing)}; the end was {seen[-500:]!r}")
    return pieces


def _missing(marks: Sequence[str], seen: bytes) -> list[str]:
    return [mark for mark in marks if not re.search(mark.encode(), seen)]


def _press(terminal: Terminal, key: str) -> Key:
    typed = terminal.send(key.encode())
    pieces = [next(terminal.output(_ANSWER), Piece(typed, b""))]
    pieces += terminal.output(_SETTLED)
    gaps = (index for index in range(1, len(pieces)) if _gap(pieces, index) >= _GAP)
    end = next(gaps, len(pieces))
    return Key(
        key=key,
        echo_bytes=_size(pieces[:end]),
        echo_seconds=pieces[end - 1].at - typed,
        later_bytes=_size(pieces[end:]),
        settled_seconds=pieces[-1].at - typed,
    )


def _gap(pieces: Sequence[Piece], index: int) -> float:
    return pieces[index].at - pieces[index - 1].at


def _size(pieces: Sequence[Piece]) -> int:
    return sum(len(piece.data) for piece in pieces)
