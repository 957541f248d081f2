"""The person's own editor: which one it is, and a text edited in it."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from store.errors import AfterwordError, NotAllowedError
from tui.terminal.lent import lent

_NAMED_IN = ("VISUAL", "EDITOR")
_USUAL = ("nano", "vim", "vi")


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


def edited(command: tuple[str, ...], text: str) -> str | Exception:
    """The text after the command edited a private file that holds it, or why that failed.

    It is for a terminal that nobody else uses just now, as inside ``App.suspend``. The error is
    given and not raised: one raised there would leave the app suspended for good.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="afterword-") as folder, lent():
            path = Path(folder) / "words.txt"
            path.write_text(text, encoding="utf-8")
            subprocess.run([*command, str(path)], check=True)  # noqa: S603 - the person's own
            return path.read_text(encoding="utf-8", errors="replace").rstrip("\n")
    except subprocess.CalledProcessError as error:
        return AfterwordError(f"it ended with status {error.returncode}")
    except OSError as error:
        return error


def _split(name: str, value: str) -> tuple[str, ...]:
    try:
        return tuple(shlex.split(value))
    except ValueError:
        raise NotAllowedError(f"{name} is not a command that can be read: {value}") from None


def _is_there(program: str, environ: Mapping[str, str]) -> bool:
    return shutil.which(program, path=environ.get("PATH")) is not None
