"""What the file holds: its tables, and how one is known as ours."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Any

from store.errors import FileRefusedError
from store.file.plainly import shown

FORMAT = 1
META, ME, CARDS, SCRIPTS, SETTINGS = "meta", "me", "cards", "scripts", "settings"

_ONLY = "1"
_NUMBER = re.compile(r"0|[1-9][0-9]{0,17}")  # "01" beside "1" would be one document to TinyDB


def new_meta(file_id: str) -> dict[str, Any]:
    """The one document of the table ``meta`` of a new file."""
    return {"format": FORMAT, "id": file_id}


def check(tables: Mapping[str, Any], path: str | os.PathLike[str]) -> None:
    """Pass only what this version of Afterword wrote or can read.

    The format comes first: how a newer one lays out its tables is not known here.

    Raises:
        FileRefusedError: The tables are not ours, of a newer format, or damaged.
    """
    name = shown(path)
    number = _format_of(tables)
    if number is None:
        raise FileRefusedError(
            f"{name} is JSON, but not an Afterword file. Name another file with --db. "
            "Nothing was changed."
        )
    if number > FORMAT:
        raise FileRefusedError(
            f"{name} was written by a newer Afterword (format {number}; this one reads {FORMAT}). "
            "Update Afterword and try again. Nothing was changed."
        )
    for title, table in tables.items():
        if damage := _damage(table):
            raise FileRefusedError(
                f"{name} is an Afterword file, but its table “{shown(title)[:40]}” is damaged: "
                f"{damage}. Put back a copy of the file. Nothing was changed."
            )


def _format_of(tables: Mapping[str, Any]) -> int | None:
    """The number of the format; None where the tables are not ours."""
    table = tables.get(META)
    meta = table.get(_ONLY) if isinstance(table, dict) else None
    if not isinstance(meta, dict) or not isinstance(meta.get("id"), str) or not meta["id"]:
        return None
    number = meta.get("format")
    return number if type(number) is int and number > 0 else None


def _damage(table: object) -> str:
    if not isinstance(table, dict):
        return "it is not a table"
    if not all(map(_NUMBER.fullmatch, table)):
        return "an entry has no number"
    if not all(isinstance(document, dict) for document in table.values()):
        return "an entry is not a record"
    return ""
