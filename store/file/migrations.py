"""Reading older formats: each step takes the tables one format further.

A file is migrated in memory when it is read. The disk keeps the old one until the first save,
which sets a copy of it aside before it writes the new one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import orjson

from store.file.documents import RawTables, as_raw
from store.file.format import CARDS, FORMAT, META

_Document = dict[str, Any]


def migrated(tables: RawTables, number: int) -> RawTables:
    """The tables of format ``number`` as the present format has them."""
    for step in range(number, FORMAT):
        tables = {
            name: {key: _changed(_STEPS[step], name, raw) for key, raw in table.items()}
            for name, table in tables.items()
        }
    return tables


def _changed(step: Callable[[str, _Document], None], table: str, raw: msgspec.Raw) -> msgspec.Raw:
    document = orjson.loads(memoryview(raw))
    step(table, document)
    return as_raw(document)


def _to_2(table: str, document: _Document) -> None:
    """Format 2 says when a step was undone, and has one path for each script in own words."""
    if table == META:
        document["format"] = 2
    elif table == CARDS:
        edited = document.get("edited", {})
        if "wording" in edited:
            time = edited.pop("wording")
            edited |= {f"wording/{name}": time for name in document.get("wording", {})}
        for step in document.get("history", []):
            if "undone" in step:
                edited[f"steps/{step['id']}"] = step["undone"]
            step["changes"] = [each for old in step.get("changes", []) for each in _to_paths(old)]
        if edited:
            document["edited"] = edited


def _to_paths(change: list[Any]) -> Iterator[list[Any]]:
    path, before, after = change
    if path != "wording":
        yield change
        return
    before, after = before or {}, after or {}
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            yield [f"wording/{name}", before.get(name), after.get(name)]


_STEPS = {1: _to_2}
