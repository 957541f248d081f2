"""Other programs for a terminal with as many things in their lists as Afterword has cards.

neomutt shows a mailbox, vit the tasks of taskwarrior. Neither is needed: what is not installed is
left out.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from shutil import which
from statistics import median

import orjson
from pendulum import DateTime

from tests.bench.runs import Idle, Run, idle, run
from tests.bench.terminal import Terminal

_SHOWN = "Northwind"
_KEYS = "jjkk"


@dataclass(frozen=True)
class Program:
    """A program that shows a list: its command, the keys that leave it, and its first frame."""

    name: str
    command: tuple[str, ...]
    leave: bytes

    def run(self) -> Run:
        """Start it and move its cursor.

        Raises:
            ClickException: It did not show its list.
        """
        return run(self.command, [_SHOWN], _KEYS, terminal_of=self._terminal)

    def idle(self, seconds: float) -> Idle:
        """Leave it alone for so many seconds; raises ClickException as :meth:`run` does."""
        return idle(self.command, [_SHOWN], seconds, terminal_of=self._terminal)

    @property
    def _terminal(self) -> Callable[..., Terminal]:
        return partial(Terminal, leave=self.leave)


@dataclass(frozen=True)
class Other:
    """What another program takes, in the units of the table."""

    painted: float
    key_bytes: float
    key_seconds: float
    memory: float | None
    idle: Idle


def missing() -> list[str]:
    """The commands that are needed and not installed."""
    return [name for name in ("neomutt", "task", "vit") if which(name) is None]


def programs(folder: Path, count: int, now: DateTime) -> list[Program]:
    """Those programs that are installed, each with a list of so many things."""
    found = []
    if neomutt := which("neomutt"):
        mailbox = folder / "mailbox"
        _write_mailbox(mailbox, count, now)
        settings = ("-n", "-F", os.devnull, "-e", f"set folder={folder}", "-R", "-f", str(mailbox))
        found.append(Program("neomutt", (neomutt, *settings), b"x"))
    task, vit, env = which("task"), which("vit"), which("env")
    if task and vit and env:
        settings = _write_tasks(task, folder, count, now)
        found.append(Program("vit", (env, *settings, vit), b":q\r"))
    return found


def measure(program: Program, runs: int, seconds: float) -> Other:
    """Start a program so many times after a first time, and leave it alone for so many seconds."""
    done = [program.run() for _ in range(runs + 1)][1:]
    keys = [key for each in done for key in each.keys]
    memory = [each.memory for each in done if each.memory]
    return Other(
        painted=median(each.painted for each in done),
        key_bytes=median(key.echo_bytes for key in keys),
        key_seconds=median(key.echo_seconds for key in keys),
        memory=median(memory) if memory else None,
        idle=program.idle(seconds),
    )


def _write_mailbox(path: Path, count: int, now: DateTime) -> None:
    day = now.subtract(days=1)
    with path.open("w", encoding="ascii") as file:
        for number in range(count):
            file.write(
                f"From dana.lee@example.com {day:ddd MMM DD HH:mm:ss YYYY}\n"
                "From: Dana Lee <dana.lee@example.com>\n"
                "To: Sam Rivera <sam.rivera@example.com>\n"
                f"Subject: {_SHOWN} {number}\n"
                f"Date: {day.to_rfc2822_string()}\n"
                f"Message-ID: <{number}@example.com>\n\n"
                "Thank you for your time.\n\n"
            )


def _write_tasks(task: str, folder: Path, count: int, now: DateTime) -> tuple[str, ...]:
    """Write that many tasks; give the variables by which the programs find them."""
    rules, data, home = folder / "taskrc", folder / "tasks", folder / "vit"
    data.mkdir(exist_ok=True)
    home.mkdir(exist_ok=True)
    (home / "config.ini").touch()  # else vit asks about it
    rules.write_text(f"data.location={data}\nconfirmation=off\nnews.version=9.9.9\n")
    told = now.format("YYYYMMDDTHHmmss[Z]")
    tasks = [
        {"description": f"{_SHOWN} {number}", "status": "pending", "entry": told}
        for number in range(count)
    ]
    variables = (f"TASKRC={rules}", f"VIT_DIR={home}")
    subprocess.run(
        [task, "import", "-"],
        input=orjson.dumps(tasks),
        env={**os.environ, "TASKRC": str(rules)},
        capture_output=True,
        check=True,
    )
    return variables
