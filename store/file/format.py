"""What the file holds: its tables, and how one is known as ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from store.errors import FileRefusedError

FORMAT = 1
META, ME, CARDS, SCRIPTS, SETTINGS = "meta", "me", "cards", "scripts", "settings"


def new_meta(file_id: str) -> dict[str, Any]:
    """The one document of the table ``meta`` of a new file."""
    return {"format": FORMAT, "id": file_id}


def check(tables: Mapping[str, Any], name: str) -> None:
    """Pass only what this version of Afterword wrote or can read.

    Raises:
        FileRefusedError: The tables are not ours, or of a newer format; ``name`` is the file's.
    """
    for table in tables.values():
        if not isinstance(table, dict) or not all(map(_is_document, table.items())):
            raise _foreign(name)
    if not tables:
        return
    meta = tables.get(META, {}).get("1", {})
    number = meta.get("format")
    if not isinstance(number, int) or isinstance(number, bool) or not meta.get("id"):
        raise _foreign(name)
    if number > FORMAT:
        raise FileRefusedError(
            f"{name} was written by a newer Afterword (format {number}; this one reads {FORMAT}). "
            "Update Afterword, then open it again. Nothing was changed."
        )


def _is_document(item: tuple[str, Any]) -> bool:
    number, document = item
    return number.isascii() and number.isdigit() and isinstance(document, dict)


def _foreign(name: str) -> FileRefusedError:
    return FileRefusedError(
        f"{name} is JSON, but not an Afterword file. Name another file with --db. "
        "Nothing was changed."
    )
