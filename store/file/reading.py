"""Reading the file: everything that is not a whole Afterword file is refused, never repaired."""

from __future__ import annotations

import stat
from collections.abc import Iterable
from pathlib import Path

import msgspec
import orjson

from store.errors import FileRefusedError, reason
from store.file.documents import RawTables, split
from store.file.door import Glance, glance
from store.file.format import FORMAT, ME, META, SETTINGS, check, newer
from store.file.migrations import migrated
from store.text import shown

_BOM = b"\xef\xbb\xbf"
_NOTHING = b"\0 \t\r\n"
_HEAD = 64  # bytes that tell, of any file but a blank one, that it is not blank
_AT_ONCE = 1 << 16  # bytes


class Content(msgspec.Struct, frozen=True):
    """A whole file: its documents in the present format, and the format it was written in.

    ``glance`` is a look at all of it, for the door.
    """

    tables: RawTables
    format: int
    glance: Glance = Glance()


class DamagedError(FileRefusedError):
    """A file that may have been a good one before: a backup of it can help."""


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


def holds(path: Path, content: Iterable[bytes]) -> bool:
    """Whether the file holds just this, given in pieces; it is never in memory as a whole.

    Where it cannot be read, it does not: :func:`read` says why.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        with path.open("rb", buffering=0) as file:
            for piece in content:
                done = 0
                while done < len(piece):
                    found = file.read(min(_AT_ONCE, len(piece) - done))
                    if not found or found != piece[done : done + len(found)]:
                        return False
                    done += len(found)
            return not file.read(1)
    except (OSError, ValueError):
        return False


def parse(raw: bytes, path: Path) -> Content:
    """The documents in these bytes; those of an older format as the present one has them.

    Raises:
        DamagedError: They are empty, cut short, not JSON, or damaged; it says which.
        FileRefusedError: They are not ours.
    """
    content = raw.removeprefix(_BOM)
    if not (content[:_HEAD].strip(_NOTHING) or content.strip(_NOTHING)):
        raise DamagedError(f"{shown(path)} is empty, so it was not opened. Nothing was changed.")
    try:
        tables = split(content, (META, ME, SETTINGS))
        number = check(tables, path)
        if number < FORMAT:
            return Content(migrated(tables, number), number)
        return Content(tables, number, glance(content))
    except FileRefusedError:
        raise
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        problem = _problem(content, len(raw) - len(content), path) or f"is damaged ({error})"
        raise DamagedError(f"{shown(path)} {shown(problem)}. Nothing was changed.") from None


def _problem(content: bytes, skipped: int, path: Path) -> str:
    """What is wrong with the content; bytes are counted from 0, from the start of the file.

    Raises:
        FileRefusedError: It is not ours, or a newer Afterword laid it out anew.
    """
    try:
        text = content.decode()
        loaded = orjson.loads(content)
    except UnicodeDecodeError as wrong:
        return f"is not UTF-8 text (at byte {wrong.start + skipped})"
    except orjson.JSONDecodeError as error:
        at = len(text[: error.pos].encode())
        if content[at:].strip(_NOTHING) and not error.msg.startswith("unexpected end"):
            return f"is not JSON that can be read (at byte {at + skipped})"
        return f"is cut short: it ends in the middle (at byte {at + skipped})"
    meta = loaded.get(META) if isinstance(loaded, dict) else None
    number = check({META: _documents(meta)}, path)
    if number > FORMAT:
        raise FileRefusedError(f"{newer(path, number)} Nothing was changed.")
    broken = next((name for name, table in loaded.items() if not _is_table(table)), None)
    return "" if broken is None else f"is an Afterword file, but its table “{broken}” is damaged"


def _documents(table: object) -> dict[str, msgspec.Raw]:
    """The documents of a table that was parsed already; none where it is no table."""
    held = table if isinstance(table, dict) else {}
    return {number: msgspec.Raw(orjson.dumps(document)) for number, document in held.items()}


def _is_table(table: object) -> bool:
    return isinstance(table, dict) and all(isinstance(each, dict) for each in table.values())
