"""Reading the file: everything that is not a whole Afterword file is refused, never repaired."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import orjson

from store.errors import FileRefusedError
from store.file.format import check

Tables = dict[str, dict[str, Any]]
_BOM = b"\xef\xbb\xbf"


def read(path: Path) -> bytes | None:
    """The file's bytes; None when there is no file.

    Raises:
        FileRefusedError: It is not a plain file, or cannot be read.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise FileRefusedError(f"{path} is not a plain file. Name another one with --db.")
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FileRefusedError(f"{path} cannot be read: {reason}.") from None


def parse(raw: bytes, path: Path) -> Tables:
    """The tables in these bytes.

    Raises:
        FileRefusedError: They are empty, cut short, not JSON, or not ours; it says which.
    """
    if not raw.strip(b"\0 \t\r\n"):
        raise FileRefusedError(
            f"{path} is empty, so it was not opened. Put a copy of it back, or move it away to "
            "start anew."
        )
    try:
        tables = orjson.loads(raw.removeprefix(_BOM))
    except orjson.JSONDecodeError as error:
        raise FileRefusedError(_broken(raw, error, path)) from None
    if not isinstance(tables, dict) or not tables:
        raise FileRefusedError(
            f"{path} is JSON, but not an Afterword file. Name another file with --db. Nothing was "
            "changed."
        )
    check(tables, str(path))
    return tables


def _broken(raw: bytes, error: orjson.JSONDecodeError, path: Path) -> str:
    where = f"at character {error.pos} of {len(raw)}" if error.pos else "from its first character"
    if raw.lstrip().startswith(b"{") and not raw.rstrip(b"\0 \t\r\n").endswith(b"}"):
        return (
            f"{path} ends in the middle: it was cut short. It was left as it is. Put a whole copy "
            "of it back."
        )
    return f"{path} is not JSON {where}, so it was not opened. It was left as it is."
