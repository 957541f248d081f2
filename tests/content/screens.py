"""The app on a terminal of its own: over broken files that change beneath it; given any bytes."""

from __future__ import annotations

import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.content import keys
from tests.content.commands import lost
from tests.content.mutations import broken, valid
from tests.terminal.terminal import Terminal

_QUIET = 0.04  # seconds without output after which the app has heard a key
_SIZES = ((80, 24), (120, 40), (60, 20), (40, 15), (20, 5))
_TABLES = ("scripts",)
_ESC = b"\x1b"


def files(runs: int, seed: int) -> Iterator[list[str]]:
    """The board walked over broken files: for each run what of the claim does not hold."""
    for number in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            random = Random(f"{seed} screen {number}")  # noqa: S311
            path = Path(folder, "afterword.json")
            told = list(_walked(path, random))
            yield [f"{each} [seed {seed}, {number}]" for each in told]


def _walked(path: Path, random: Random) -> Iterator[str]:
    made = broken(random)
    path.write_bytes(made.content)
    columns, rows = random.choice(_SIZES[:4])
    with Terminal(path, "--no-mouse", columns=columns, rows=rows) as terminal:
        terminal.wait_for(lambda: _drawn(terminal) or not terminal.is_open)
        if not terminal.is_open:
            if terminal.wait_exit() != 2 or "afterword:" not in terminal.text:
                yield f"app: the start ended: {_last(terminal)} [{made.told}]"
            return
        before = path.read_bytes()
        walk = [*keys.WALK, *random.sample(keys.WALK, 10)]
        change = random.randrange(len(walk))
        for place, key in enumerate(walk):
            if place == change:
                yield from lost(before, path.read_bytes(), _TABLES)
                beneath = broken(random)
                path.write_bytes(beneath.content)
                before = beneath.content
                terminal.pause(1.2)  # a look at the file is taken once a second
                made = beneath
            if ended := _pressed(terminal, key):
                yield f"app: {key!r} ended it: {ended} [{made.told}]"
                return
        yield from _left(terminal, made.told)
    yield from lost(before, path.read_bytes(), _TABLES) if before.startswith(b"{") else ()


def _drawn(terminal: Terminal) -> bool:
    return "Help" in terminal.text or "History" in terminal.text or "Esc" in terminal.text


def _pressed(terminal: Terminal, key: bytes) -> str:
    """Press a key and leave what it opened; what is on the screen if that ended the app."""
    for data in (key, _ESC, _ESC):
        try:
            terminal.send(data)
            terminal.settle(_QUIET)
        except OSError:
            break
        if terminal.has_ended():
            break
    return _last(terminal) if terminal.has_ended() else ""


def _left(terminal: Terminal, told: str) -> Iterator[str]:
    """Tell the app to end, as a closed window would; whatever is open, it does so in order."""
    terminal.kill(signal.SIGTERM)
    status = terminal.wait_exit()
    if status != -signal.SIGTERM:
        yield f"app: it ended with {status}: {_last(terminal)} [{told}]"
    if b"Traceback" in terminal.raw:
        yield f"app: a traceback at the end: {_last(terminal)} [{told}]"


def _last(terminal: Terminal) -> str:
    lines = [line.strip(" │╭╰") for line in terminal.screen if line.strip(" │╭╰")]
    return " / ".join(lines[-4:])[:300]


def inputs(runs: int, seed: int, *, amount: int = 150) -> Iterator[list[str]]:
    """Any bytes: for each run, which is one sitting, what of the claim does not hold."""
    for number in range(runs):
        random = Random(f"{seed} keys {number}")  # noqa: S311
        every = list(keys.every_final()) if number % 4 == 0 else []
        pieces = every or [keys.sent(random) for _ in range(amount)]
        with tempfile.TemporaryDirectory() as folder:
            told = list(_typed(Path(folder, "afterword.json"), pieces, random))
            yield [f"{each} [seed {seed}, {number}]" for each in told]


def _typed(path: Path, pieces: list[bytes], random: Random) -> Iterator[str]:
    path.write_bytes(valid())
    with Terminal(path, columns=90, rows=30) as terminal:
        terminal.wait_for_app()
        at = 0
        while at < len(pieces):
            many = random.choice((1, 1, 3, 9))
            some = pieces[at : at + many]
            at += many
            try:
                terminal.send(b"".join(some))
                terminal.settle(_QUIET)
            except OSError:
                pass
            if terminal.has_ended():
                yield f"keys: {some!r} ended it: {_last(terminal)}"
                return
        yield from _left(terminal, "keys")
    yield from lost(valid(), path.read_bytes(), _TABLES)
