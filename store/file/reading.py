"""Reading the file: everything that is not a whole Afterword file is refused, never repaired."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import orjson

from store.errors import FileRefusedError
from store.file.format import check
from store.file.plainly import reason, shown

Tables = dict[str, dict[str, Any]]
_BOM = b"\xef\xbb\xbf"
_NOTHING = b"\0 \t\r\n"
_LEFT = "It was left as it is: put a whole copy of it back, or move it away to start anew."


def read(path: Path) -> bytes | None:
    """The file's bytes; None when there is no file.

    Raises:
        FileRefusedError: It is not a plain file, or cannot be read.
    """
    try:
        mode = path.stat().st_mode  # before opening: a pipe would wait for a writer for ever
        if stat.S_ISREG(mode):
            return path.read_bytes()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise FileRefusedError(
            f"{shown(path)} cannot be read: {reason(error)}. Put that right, or name another file "
            "with --db."
        ) from None
    what = "a folder" if stat.S_ISDIR(mode) else "a device or a pipe"
    raise FileRefusedError(
        f"{shown(path)} is {what}, not a plain file. Name another one with --db."
    )


def parse(raw: bytes, path: Path) -> Tables:
    """The tables in these bytes.

    Raises:
        FileRefusedError: They are empty, cut short, not JSON, or not ours; it says which.
    """
    content = raw.removeprefix(_BOM)
    if not content.strip(_NOTHING):
        raise FileRefusedError(f"{shown(path)} is empty, so it was not opened. {_LEFT}")
    try:
        tables = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        problem = _problem(content, error, len(raw) - len(content))
        raise FileRefusedError(f"{shown(path)} {problem}. {_LEFT}") from None
    check(tables if isinstance(tables, dict) else {}, path)
    parsed: Tables = tables
    return parsed


def _problem(content: bytes, error: orjson.JSONDecodeError, skipped: int) -> str:
    """What is wrong with the content; bytes are counted from 0, from the start of the file."""
    try:
        text = content.decode()
    except UnicodeDecodeError as wrong:
        return f"is not UTF-8 text (at byte {wrong.start + skipped})"
    at = len(text[: error.pos].encode())
    if content[at:].strip(_NOTHING) and not error.msg.startswith("unexpected end"):
        return f"is not JSON that can be read (at byte {at + skipped})"
    return f"is cut short: it ends in the middle (at byte {at + skipped})"
