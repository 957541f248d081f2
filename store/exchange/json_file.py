"""The whole file as JSON, out and in again.

The form is that of the file itself: the same tables, with the number of the format in ``meta``. So
an export is a copy that Afterword opens (``--db``), merges and imports, there is one format to
describe and to migrate, and nothing has to be translated that could get lost on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from store.errors import FileRefusedError
from store.exchange.arrival import Arrival
from store.file.care import state_in
from store.file.documents import joined
from store.file.format import META, NotOursError, new_meta
from store.file.reading import parse
from store.records import Me, Record, Settings, State, new_id, to_document
from store.records.bounds import Bounds, bounds_of
from store.text import HARMFUL, clean_line, shown

_M = TypeVar("_M", Me, Settings)


def as_json(raw: bytes | None, path: Path) -> bytes:
    """The content of a file in the present format, laid out for people; no file has no cards.

    Characters that could drive a terminal are spelled as escapes, which means the same.

    Raises:
        FileRefusedError: It is not a whole file of ours.
    """
    if raw is None:
        tables = {META: {"1": msgspec.Raw(msgspec.json.encode(new_meta(new_id())))}}
    else:
        state_in(raw, path)
        tables = parse(raw, path).tables
    text = msgspec.json.format(joined(tables), indent=2).decode()
    return HARMFUL.sub(_escape, text).encode()


def read_state(text: str, path: Path) -> State:
    """The state in the text of an exported file, or of any other whole file of ours.

    Raises:
        FileRefusedError: It is damaged, not ours, of a newer format, or has a text that is too
            long for its field.
    """
    try:
        state = state_in(text.encode(), path)
    except NotOursError:
        raise FileRefusedError(
            f"{shown(path)} is JSON, but not Afterword's. Only what `afterword export` wrote, or a "
            "copy of an Afterword file, can be imported as JSON."
        ) from None
    records: list[tuple[str, Record]] = [
        (f"the card “{clean_line(card.company)[:40]}”", card) for card in state.cards.values()
    ]
    records += [("your details", state.me)]
    records += [(f"the script “{each.kind[:40]}”", each) for each in state.own_templates.values()]
    for what, record in records:
        if too_long := next(_too_long(to_document(record), bounds_of(type(record))), None):
            raise FileRefusedError(
                f"{shown(path)}: {what} has a “{too_long}” that is longer than its field can be. "
                "Nothing was imported."
            )
    return state


def arrivals(state: State) -> list[Arrival]:
    """The cards of a state, tombstones too, as they come in."""
    return [Arrival(card=card, is_whole=True) for card in state.cards.values()]


def with_the_rest(here: State, there: State, brought: State) -> State:
    """The state with the cards that were brought, and what else of ``there`` is not set here.

    What the person set here stays: details, settings and scripts are only filled in. Into an empty
    file everything goes as it is. Half-typed forms do not travel otherwise, and what was imported
    last there is not known here.
    """
    if here == State():
        return replace(there, batch=None)
    return replace(
        brought,
        me=_filled(here.me, there.me),
        settings=_filled(here.settings, there.settings),
        own_templates={**there.own_templates, **here.own_templates},
    )


def _filled(here: _M, there: _M) -> _M:
    """The record with the fields of the other one where none was ever set here."""
    bare = type(here)()
    names = [
        name
        for name in here.__struct_fields__
        if name not in here.edited and getattr(here, name) == getattr(bare, name)
    ]
    values = {name: getattr(there, name) for name in names if name != "edited"}
    stamps = {name: time for name, time in there.edited.items() if name in names}
    return replace(here, **(values | {"edited": stamps | here.edited}))


def _too_long(value: Any, bounds: Bounds, name: str = "") -> Iterator[str]:
    """The names of the fields that hold more than a form would take."""
    if isinstance(value, str):
        if len(value) > bounds.longest:
            yield name
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _too_long(each, bounds.of(key), key if bounds.inner else name)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _too_long(each, bounds, name)


def _escape(match: re.Match[str]) -> str:
    return match[0] if match[0] in "\n\r\t" else f"\\u{ord(match[0]):04x}"
