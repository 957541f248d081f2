"""From the documents in the file to records, and back, with nothing unknown dropped."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import msgspec
import orjson

from store.file.documents import opened
from store.file.format import BATCH, CARDS, DRAFTS, ME, META, ONLY, SCRIPTS, SETTINGS
from store.file.reading import DamagedError
from store.history.merge import merge_cards
from store.records import (
    Batch,
    Card,
    Cards,
    HalfTyped,
    Me,
    OwnTemplate,
    Person,
    Record,
    Round,
    Settings,
    Source,
    State,
    Step,
    Unread,
)
from store.records.bounds import Bounds, bounds_of
from store.text import clean, clean_line, shown

T = TypeVar("T", bound=Record)

Onlooker = Callable[[Me, Settings], Callable[[Source, Card], None]]
"""Is given the candidate and the settings of a file, and then each card while it is read anyway."""

_PARTS: dict[str, type[Record]] = {"rounds": Round, "history": Step, "people": Person}


def load(
    raw: Mapping[str, Mapping[str, Any]],
    path: str | os.PathLike[str],
    onlooker: Onlooker | None = None,
) -> tuple[State, dict[str, str]]:
    """The state that the documents describe, and the number of each card's document by card id.

    Args:
        raw: The tables, each document as JSON text.
        path: The file's name, for what is said of an error.
        onlooker: Sees the cards while they are read. A card of which there are two documents is
            shown as the first has it.

    Raises:
        DamagedError: A document does not fit its record.
    """
    me = _only(Me, raw.get(ME, {}), ME, path) or Me()
    settings = _only(Settings, raw.get(SETTINGS, {}), SETTINGS, path) or Settings()
    show = onlooker(me, settings) if onlooker else None
    cards, numbers = _cards(raw.get(CARDS, {}), path, show)
    own_templates = [each for _, each in _records(OwnTemplate, raw.get(SCRIPTS, {}), SCRIPTS, path)]
    state = State(
        cards=cards,
        me=me,
        settings=settings,
        own_templates={each.kind: each for each in own_templates},
        half_typed=tuple(
            each for _, each in _records(HalfTyped, raw.get(DRAFTS, {}), DRAFTS, path)
        ),
        batch=_batch(raw.get(META, {})),
    )
    return state, numbers


def keep_unknown(stored: Mapping[str, Any], document: dict[str, Any], kind: type[Record]) -> None:
    """Add to a document the fields of the stored one that this version does not know.

    A newer or another program wrote them. Rounds, people and steps are matched by their ids.
    """
    known = set(kind.__struct_encode_fields__)
    document |= {name: value for name, value in stored.items() if name not in known}
    for name, part in _PARTS.items():
        if name in known:
            before = {each.get("id"): each for each in stored.get(name, ())}
            for each in document.get(name, ()):
                keep_unknown(before.get(each["id"], {}), each, part)


def _cards(
    table: Mapping[str, Any],
    path: str | os.PathLike[str],
    show: Callable[[Source, Card], None] | None,
) -> tuple[Cards, dict[str, str]]:
    """The cards, and the number of each one's document.

    Each is read once, to be sure that it can be, and stays text where that is just as it is shown.
    """
    unread: dict[str, Unread] = {}
    made: dict[str, Card] = {}
    numbers: dict[str, str] = {}
    offered: set[str] = set()
    decode = msgspec.json.Decoder(Card).decode
    for number, raw in table.items():
        try:
            text = bytes(memoryview(raw))
            if _is_harmless(text):
                card, is_plain = decode(text), True
            else:
                card, is_plain = _shown_plainly(text, Card)
        except _MISFITS as error:
            raise _misfit(CARDS, path, error) from None
        key = card.id
        if key in numbers:  # two documents for one card: somebody put two files together
            made[key] = merge_cards(made[key] if key in made else unread[key].read(), card)
            continue
        numbers[key] = number
        if is_plain:
            unread[key] = Unread(key, raw)
            if card.offer is not None:
                offered.add(key)
        else:
            made[key] = card
        if show:
            show(unread[key] if is_plain else card, card)
    return Cards(unread, made, offered), numbers


_MISFITS = (msgspec.MsgspecError, ValueError, RecursionError)


def _records(
    kind: type[T], table: Mapping[str, Any], name: str, path: str | os.PathLike[str]
) -> Iterable[tuple[str, T]]:
    decoder = msgspec.json.Decoder(kind)
    for number, raw in table.items():
        try:
            text = bytes(memoryview(raw))
            if _is_harmless(text):
                yield number, decoder.decode(text)
            else:
                yield number, _shown_plainly(text, kind)[0]
        except _MISFITS as error:
            raise _misfit(name, path, error) from None


def _misfit(name: str, path: str | os.PathLike[str], error: Exception) -> DamagedError:
    return DamagedError(
        f"{shown(path)} is an Afterword file, but something in its table “{name}” does not "
        f"fit: {shown(str(error))}. Nothing was changed."
    )


def _shown_plainly(text: bytes, kind: type[T]) -> tuple[T, bool]:
    """The record with all that is harmful in it made visible; and whether there was nothing."""
    found = orjson.loads(text)
    cleaned = _cleaned(found, bounds_of(kind))
    return msgspec.convert(cleaned, kind), cleaned == found


def _only(
    kind: type[T], table: Mapping[str, Any], name: str, path: str | os.PathLike[str]
) -> T | None:
    return next((record for _, record in _records(kind, table, name, path)), None)


def _batch(marks: Mapping[str, Any]) -> Batch | None:
    """The last import or merge; None also where it cannot be read: only its undo hangs on it."""
    found = opened(marks[ONLY]).get(BATCH) if ONLY in marks else None
    try:
        return None if found is None else msgspec.convert(found, Batch)
    except msgspec.ValidationError:
        return None


def _is_harmless(text: bytes) -> bool:
    """Whether no character in it can be one that has to be made visible."""
    return text.isascii() and b"\\" not in text and b"\x7f" not in text


def _cleaned(value: Any, bounds: Bounds) -> Any:
    """The value with harmful characters made visible, on one line where its field has but one."""
    if isinstance(value, str):
        return clean(value) if bounds.has_lines else clean_line(value)
    if isinstance(value, dict):
        return {clean_line(key): _cleaned(each, bounds.of(key)) for key, each in value.items()}
    if isinstance(value, list):
        return [_cleaned(each, bounds) for each in value]
    return value
