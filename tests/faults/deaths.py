"""Processes that die in the midst of it: by their own hand at a certain call, or by ours at random.

A child tells over a pipe which action it begins and which it has done. What was done must be on the
disk after its death, and of what was begun, all or nothing. The parent has one thread only.
"""

from __future__ import annotations

import os
import select
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

from tests.conftest import NOW
from tests.faults.check import fingerprint, on_disk, problems
from tests.faults.kinds import NoFault
from tests.faults.scenario import Action, Clock, Start, at_random, empty
from tests.faults.session import Note, Session
from tests.faults.shim import Fault, Shim

_LONGEST_DELAY = 0.03  # seconds from the first action done to the kill at random
_TOO_LONG = 60  # seconds without a word from a child


def dies(folder: Path, start: Start, fault: Fault) -> tuple[bool, list[str]]:
    """Whether a process died of the fault, and what is wrong with the file that it left."""
    path = start.make(folder)

    def life(note: Note) -> list[str]:
        with Shim(folder, fault) as shim:
            session = Session(path, shim, note=note)
            session.do(start.plans)
        return session.found

    child = _Child(path, life)
    child.listen()
    was_killed, found = child.end()
    return was_killed, found + problems(path, child.expected)


class Series:
    """Kills at random, one after the other, of processes that all save to the same file.

    Args:
        seed: The actions and the moments go by it.
        folder: Where the file is made; an empty one.
    """

    def __init__(self, seed: int, folder: Path) -> None:
        self._path, self._folder = empty(folder), folder
        self._random = Random(seed)  # noqa: S311 - it has to come the same again
        self._clock = Clock(NOW)

    def round(self) -> list[str]:
        """Kill once more; gives what is wrong with the file after it."""
        random = Random(self._random.random())  # noqa: S311
        delay = self._random.uniform(0, _LONGEST_DELAY)
        self._clock.now = self._clock.now.add(hours=7)

        def life(note: Note) -> list[str]:
            with Shim(self._folder, NoFault()) as shim:
                session = Session(self._path, shim, clock=self._clock, note=note)
            session.do(iter(lambda: at_random(random), None))
            return session.found

        child = _Child(self._path, life)
        child.listen(until="done")
        time.sleep(delay)
        child.kill()
        child.listen()
        was_killed, found = child.end()
        if not was_killed:
            found.append("the process ended by itself")
        return found + problems(self._path, child.expected)


class _Child:
    """A process of its own, which dies or is killed.

    Args:
        path: The file that it saves to.
        life: What it does; it is given whom to tell of each action, and gives what it found wrong.

    ``expected`` are the fingerprints of the states in which it may have left the file so far.
    """

    def __init__(self, path: Path, life: Callable[[Note], list[str]]) -> None:
        self.expected = [on_disk(path)]
        self._found: list[str] = []
        self._heard, writing = os.pipe()
        self._rest = b""
        self._process = os.fork()
        if not self._process:
            _live(life, writing)
        os.close(writing)

    def listen(self, until: str = "") -> None:
        """Take in what it tells, up to a word, or to its end."""
        for line in self._lines():
            word, _, rest = line.partition(" ")
            if word == "begun":
                self.expected += rest.split()
            elif word == "done":
                self.expected = self.expected[-1:]
            else:
                self._found.append(line)
            if word == until:
                return

    def kill(self) -> None:
        """End it at once."""
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)

    def end(self) -> tuple[bool, list[str]]:
        """Whether it was killed, and what it found wrong before."""
        os.close(self._heard)
        _, status = os.waitpid(self._process, 0)
        return os.WIFSIGNALED(status), self._found

    def _lines(self) -> Iterator[str]:
        while True:
            line, found, rest = self._rest.partition(b"\n")
            if found:
                self._rest = rest
                yield line.decode()
                continue
            ready, _, _ = select.select([self._heard], [], [], _TOO_LONG)
            if not ready:
                self._found.append("the process hangs")
                self.kill()
            more = os.read(self._heard, 65_536)
            if not more:
                return
            self._rest += more


def _live(life: Callable[[Note], list[str]], writing: int) -> None:
    """The whole life of a child; it never returns from here."""
    write = os.write

    def note(when: str, action: Action) -> None:
        told = [when]
        if when == "begun":
            told += [fingerprint(action.before), fingerprint(action.after)]
        write(writing, f"{' '.join(told)}\n".encode())

    try:
        for each in life(note):
            write(writing, f"{each}\n".encode())
    except BaseException:  # noqa: BLE001 - pytest must not see what happens here
        last = traceback.format_exc().strip().replace("\n", " | ")
        write(writing, f"the process broke: {last}\n".encode())
    finally:
        os._exit(0)
