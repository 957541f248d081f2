"""What the file holds: its tables, how one is known as ours, and its format's number."""

from __future__ import annotations

import os
import re
from typing import Any

import msgspec
import orjson

from store.errors import FileRefusedError
from store.file.documents import RawTables
from store.text import shown


class NotOursError(FileRefusedError):
    """A file of something else."""


FORMAT = 5
META, ME, CARDS, SCRIPTS, SETTINGS, DRAFTS = "meta", "me", "cards", "scripts", "settings", "drafts"
BATCH = "batch"
"""The field of the document of ``meta`` that holds the last import or merge."""

ONLY = "1"
"""The number of the document in a table that has but one."""

_NUMBER = re.compile(r"0|[1-9][0-9]{0,17}")  # "01" beside "1" would be one document to TinyDB


def new_meta(file_id: str) -> dict[str, Any]:
    """The one document of the table ``meta`` of a new file."""
    return {"format": FORMAT, "id": file_id}


def check(tables: RawTables, path: str | os.PathLike[str]) -> int:
    """The number of the format, where these are tables of ours and their documents have numbers.

    A number above :data:`FORMAT` was written by a newer Afterword.

    Raises:
        NotOursError: The tables are not ours.
        FileRefusedError: They are damaged.
    """
    name = shown(path)
    number = _format_of(tables)
    if number is None:
        raise NotOursError(
            f"{name} is JSON, but not an Afterword file. Name another file with --db. "
            "Nothing was changed."
        )
    for title, table in tables.items():
        if not all(map(_NUMBER.fullmatch, table)):
            raise FileRefusedError(
                f"{name} is an Afterword file, but its table “{shown(title)[:40]}” is damaged: "
                "an entry has no number. Nothing was changed."
            )
    return number


def newer(path: str | os.PathLike[str], number: int) -> str:
    """What is said of a file that a newer Afterword wrote."""
    return (
        f"{shown(path)} was written by a newer Afterword (format {number}; this one reads "
        f"{FORMAT}). Update Afterword and try again."
    )


def _format_of(tables: RawTables) -> int | None:
    """The number of the format; None where the tables are not ours."""
    raw = tables.get(META, {}).get(ONLY, msgspec.Raw(b"null"))
    meta = orjson.loads(memoryview(raw))
    if not isinstance(meta, dict) or not isinstance(meta.get("id"), str) or not meta["id"]:
        return None
    number = meta.get("format")
    return number if type(number) is int and number > 0 else None
