"""Reading older formats: each step takes the tables one format further.

A file is migrated in memory when it is read. The disk keeps the old one until the first save,
which sets a copy of it aside before it writes the new one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from store.file.documents import RawTables, as_text, opened
from store.file.format import CARDS, FORMAT, META

_Document = dict[str, Any]

REPEATABLE = 2
"""The oldest format from which all steps can be taken again without harm, whatever the file is."""


def migrated(tables: RawTables, number: int) -> RawTables:
    """The tables of format ``number`` as the present format has them."""
    for step in range(number, FORMAT):
        marks = {key: opened(raw) | {"format": step + 1} for key, raw in tables[META].items()}
        cards = {key: opened(raw) for key, raw in tables.get(CARDS, {}).items()}
        for card in cards.values():
            _STEPS[step](card)
        tables = {**tables, **as_text({META: marks, CARDS: cards})}
    return tables


def _to_2(card: _Document) -> None:
    """Format 2 says when a step was undone, and has one path for each script in own words."""
    edited = card.get("edited", {})
    if "wording" in edited:
        time = edited.pop("wording")
        edited |= {f"wording/{name}": time for name in card.get("wording", {})}
    for step in card.get("history", []):
        if "undone" in step:
            edited[f"steps/{step['id']}"] = step["undone"]
        step["changes"] = [each for old in step.get("changes", []) for each in _to_paths(old)]
    if edited:
        card["edited"] = edited


def _to_3(card: _Document) -> None:
    """Format 3 tells the stage and the outcome of every card, so that any program can search."""
    card.setdefault("stage", "thank-you")
    card.setdefault("outcome", None)


def _to_4(_card: _Document) -> None:
    """Format 4 knows more steps, and an offer; what format 3 holds says the same in it."""


def _to_5(_card: _Document) -> None:
    """Format 5 knows where a round is, how long, and when to write again; 4 has none of it."""


def _to_paths(change: list[Any]) -> Iterator[list[Any]]:
    path, before, after = change
    if path != "wording":
        yield change
        return
    before, after = before or {}, after or {}
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            yield [f"wording/{name}", before.get(name), after.get(name)]


_STEPS: dict[int, Callable[[_Document], None]] = {1: _to_2, 2: _to_3, 3: _to_4, 4: _to_5}
