"""The whole file as JSON, out and in again.

The form is that of the file itself: the same tables, with the number of the format in ``meta``. So
an export is a copy that Afterword opens (``--db``), merges and imports, there is one format to
describe and to migrate, and nothing has to be translated that could get lost on the way.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from store.errors import FileRefusedError
from store.exchange.arrival import Arrival
from store.file.care import state_in
from store.file.documents import joined
from store.file.door import too_long
from store.file.format import CARDS, ME, META, SCRIPTS, NotOursError, new_meta
from store.file.reading import parse
from store.records import (
    Aside,
    Card,
    Me,
    Record,
    Settings,
    State,
    new_id,
    to_document,
    with_all,
)
from store.records.bounds import bounds_of
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

    A card, script or setting that cannot be used is told in ``aside``, and not among the others.

    Raises:
        FileRefusedError: It is damaged, not ours, or of a newer format.
    """
    try:
        state = state_in(text.encode(), path)
    except NotOursError:
        raise FileRefusedError(
            f"{shown(path)} is JSON, but not Afterword's. Only what `afterword export` wrote, or a "
            "copy of an Afterword file, can be imported as JSON."
        ) from None
    return _sifted(state)


def _sifted(state: State) -> State:
    """The state without what a form would not take; that is set aside, too."""
    aside = list(state.aside)
    cards: dict[str, Card] = {}
    for key, card in state.cards.items():
        if why := _too_long(card):
            name = f"the card “{clean_line(card.company)[:_LONGEST_NAME]}”"
            aside.append(Aside(CARDS, "", name, why))
        else:
            cards[key] = card
    own_templates = dict(state.own_templates)
    for kind, each in state.own_templates.items():
        if why := _too_long(each):
            del own_templates[kind]
            name = f"the script “{clean_line(kind)[:_LONGEST_NAME]}”"
            aside.append(Aside(SCRIPTS, "", name, why))
    if why := _too_long(state.me):
        aside.append(Aside(ME, "", "your details", why))
    return replace(
        state,
        cards=with_all({}, cards),
        own_templates=own_templates,
        me=Me() if why else state.me,
        aside=tuple(aside),
    )


_LONGEST_NAME = 40


def _too_long(record: Record) -> str:
    field = next(too_long(to_document(record), bounds_of(type(record))), None)
    return f"its “{field}” is longer than its field can be" if field else ""


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
        return replace(there, batch=None, aside=())
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


def _escape(match: re.Match[str]) -> str:
    return match[0] if match[0] in "\n\r\t" else f"\\u{ord(match[0]):04x}"
