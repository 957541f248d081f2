"""The person's own editor: which one it is, and a text edited in it."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct

from store.errors import AfterwordError, NotAllowedError
from tui.terminal.lent import ended, lent
from tui.terminal.private import write_new

_NAMED_IN = ("VISUAL", "EDITOR")
_USUAL = ("nano", "vim", "vi")
_FILE = "words.txt"


class Editor(Struct, frozen=True):
    """A command that opens a file. ``missing`` is what was named in its place and is not there."""

    command: tuple[str, ...]
    missing: str = ""


def find_editor(environ: Mapping[str, str]) -> Editor:
    """The first that exists of ``$VISUAL``, ``$EDITOR``, nano, vim and vi.

    Raises:
        NotAllowedError: There is none, or what is named cannot be read as a command.
    """
    missing = ""
    for name in _NAMED_IN:
        command = _split(name, environ.get(name, ""))
        if command and _is_there(command[0], environ):
            return Editor(command, missing)
        missing = missing or (command[0] if command else "")
    for usual in _USUAL:
        if _is_there(usual, environ):
            return Editor((usual,), missing)
    named = f"“{missing}” is not there. " if missing else "No editor was found. "
    raise NotAllowedError(f"{named}Set EDITOR to one, for example: export EDITOR=nano")


def edited(command: tuple[str, ...], text: str, rescue: Callable[[str], object]) -> str | Exception:
    """The text after the command edited a private file that holds it, or why that failed.

    Where the program has to end meanwhile, ``rescue`` gets the text as the command saved it last.

    It is for a terminal that nobody else uses just now, as inside ``App.suspend``. The error is
    given and not raised: one raised there would leave the app suspended for good.
    """
    try:
        with lent(lambda folder: rescue(_read(folder))) as loan:
            path = loan.folder / _FILE
            write_new(path, text.encode())
            status = loan.run([*command, str(path)])
            return _read(loan.folder) if not status else AfterwordError(f"it {ended(status)}")
    except OSError as error:
        return error


def _read(folder: Path) -> str:
    return (folder / _FILE).read_text(encoding="utf-8", errors="replace").rstrip("\n")


def _split(name: str, value: str) -> tuple[str, ...]:
    try:
        return tuple(shlex.split(value))
    except ValueError:
        raise NotAllowedError(f"{name} is not a command that can be read: {value}") from None


def _is_there(program: str, environ: Mapping[str, str]) -> bool:
    return shutil.which(program, path=environ.get("PATH")) is not None
