"""From the documents in the file to records, and back, with nothing unknown dropped."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar

import msgspec
import orjson
from msgspec import Struct
from msgspec.structs import replace

from store.file.documents import opened
from store.file.door import MISFITS, Glance, misfit, name_of, require_shallow, require_sound
from store.file.format import BATCH, CARDS, DRAFTS, ME, META, ONLY, SCRIPTS, SETTINGS
from store.history.doubles import another_id, has_doubles, parted
from store.records import (
    Aside,
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
from store.text import clean, clean_line

T = TypeVar("T", bound=Record)
M = TypeVar("M", Me, Settings)

Onlooker = Callable[[Me, Settings], Callable[[Source, Card], None]]
"""Is given the candidate and the settings of a file, and then each card while it is read anyway."""

_PARTS: dict[str, type[Record]] = {"rounds": Round, "history": Step, "people": Person}


class Loaded(Struct, frozen=True):
    """What the documents of a file describe.

    Attributes:
        state: All of it; what cannot be used is told in ``aside``.
        numbers: The number of each card's document, by card id.
        repeated: The numbers of documents that say of a card just what another one says.
        renamed: The ids of the cards that have another id, or parts with another, than the file.
        notices: What the person should be told.
    """

    state: State
    numbers: dict[str, str]
    repeated: frozenset[str]
    renamed: frozenset[str]
    notices: tuple[str, ...]


def load(
    raw: Mapping[str, Mapping[str, Any]], glance: Glance, onlooker: Onlooker | None = None
) -> Loaded:
    """What the documents describe. A document that cannot be used is set aside, and told of.

    Args:
        raw: The tables, each document as JSON text.
        glance: What a look at all of it told.
        onlooker: Sees the cards while they are read.
    """
    aside: list[Aside] = []
    me = _only(Me, raw.get(ME, {}), ME, aside)
    settings = _only(Settings, raw.get(SETTINGS, {}), SETTINGS, aside)
    found = _Cards(aside, onlooker(me, settings) if onlooker else None)
    found.read(raw.get(CARDS, {}), glance)
    own_templates = _by_kind(raw.get(SCRIPTS, {}), aside)
    state = State(
        cards=Cards(found.unread, found.made, found.offered),
        me=me,
        settings=settings,
        own_templates=own_templates,
        half_typed=tuple(_records(HalfTyped, raw.get(DRAFTS, {}), DRAFTS, aside)),
        batch=_batch(raw.get(META, {})),
        aside=tuple(aside),
    )
    return Loaded(
        state,
        found.numbers,
        frozenset(found.repeated),
        frozenset(found.renamed),
        tuple(found.notices),
    )


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


class _Cards:
    """The cards of the table, as they are found one by one.

    Each is read once, to be sure that it can be, and stays text where that is just as it is shown.
    """

    def __init__(
        self, aside: list[Aside], show: Callable[[Source, Card], None] | None = None
    ) -> None:
        self.unread: dict[str, Unread] = {}
        self.made: dict[str, Card] = {}
        self.numbers: dict[str, str] = {}
        self.offered: set[str] = set()
        self.repeated: set[str] = set()
        self.renamed: set[str] = set()
        self.notices: list[str] = []
        self._aside, self._show = aside, show

    def read(self, table: Mapping[str, Any], glance: Glance) -> None:
        """Read them all."""
        passes, decode = glance.passes, msgspec.json.Decoder(Card).decode
        unread, numbers, offered, show = self.unread, self.numbers, self.offered, self._show
        for number, raw in table.items():
            try:
                if passes(memoryview(raw)):
                    card, is_plain = decode(raw), True
                else:
                    card, is_plain = _looked_over(bytes(memoryview(raw)), Card)
            except MISFITS as error:
                self._set_aside(number, bytes(memoryview(raw)), error)
                continue
            rounds = card.rounds
            if bytes(memoryview(raw)).count(_AN_ID) < _parts(card):
                card, is_plain = _with_lasting_id(card, bytes(memoryview(raw))), False
                self.renamed.add(card.id)
            if (len(rounds) > 1 or len(rounds[0].people) > 1) and has_doubles(card):
                card, is_plain = parted(card), False
                self.renamed.add(card.id)
                self.notices.append(f"Two parts of the card {_quoted(card)} had one id. Both stay.")
            key = card.id
            if key in numbers:
                self._again(number, card, table)
                continue
            numbers[key] = number
            if is_plain:
                unread[key] = Unread(key, raw)
                if card.offer is not None:
                    offered.add(key)
            else:
                self.made[key] = card
            if show:
                show(unread[key] if is_plain else card, card)

    def _set_aside(self, number: str, text: bytes, error: Exception) -> None:
        self._aside.append(Aside(CARDS, number, name_of(CARDS, number, text), misfit(error)))

    def _again(self, number: str, card: Card, table: Mapping[str, Any]) -> None:
        """Keep a card whose id another one has already, unless the two are the same."""
        text = bytes(memoryview(table[number]))
        key = another_id(text)
        is_same = text == bytes(memoryview(table[self.numbers[card.id]]))
        if is_same or key in self.numbers:  # in the latter case, two of three are the same
            self.repeated.add(number)
            return
        self.notices.append(
            f"Two cards had the id {card.id}. Both are kept: {_quoted(card)} has the id {key} now."
        )
        self.numbers[key] = number
        self.made[key] = renamed = replace(card, id=key)
        if self._show:
            self._show(renamed, renamed)
        self.renamed.add(key)


_AN_ID = b'"id"'


def _parts(card: Card) -> int:
    """How many ids a card has, its own among them."""
    return 1 + len(card.rounds) + len(card.history) + sum(len(r.people) for r in card.rounds)


def _with_lasting_id(card: Card, text: bytes) -> Card:
    """A card in which an id is missing; its own is the same whenever the text is read."""
    return card if f'"{card.id}"'.encode() in text else replace(card, id=another_id(text))


def _quoted(card: Card) -> str:
    return f"“{clean_line(card.company)[:40]}”"


def _by_kind(table: Mapping[str, Any], aside: list[Aside]) -> dict[str, OwnTemplate]:
    """The changed scripts; of two of one kind the first, and the other one is set aside."""
    known: dict[str, OwnTemplate] = {}
    for number, raw in table.items():
        for each in _records(OwnTemplate, {number: raw}, SCRIPTS, aside):
            if known.setdefault(each.kind, each) != each:
                name = name_of(SCRIPTS, number, bytes(memoryview(raw)))
                aside.append(Aside(SCRIPTS, number, name, "another one stands for the same letter"))
    return known


def _records(kind: type[T], table: Mapping[str, Any], name: str, aside: list[Aside]) -> list[T]:
    """The records of a table, without those that cannot be used."""
    records: list[T] = []
    for number, raw in table.items():
        text = bytes(memoryview(raw))
        try:
            records.append(_looked_over(text, kind)[0])
        except MISFITS as error:
            aside.append(Aside(name, number, name_of(name, number, text), misfit(error)))
    return records


def _looked_over(text: bytes, kind: type[T]) -> tuple[T, bool]:
    """The record with all that is harmful in it made visible; and whether there was nothing.

    Raises one of ``MISFITS`` where it cannot be used.
    """
    require_shallow(text)
    found = orjson.loads(text)
    cleaned = _cleaned(found, bounds_of(kind))
    record = msgspec.convert(cleaned, kind)
    require_sound(record)
    return record, cleaned == found


def _only(kind: type[M], table: Mapping[str, Any], name: str, aside: list[Aside]) -> M:
    """The one record of a table; a field that cannot be used is as where nobody set it."""
    bare = kind()
    for number, raw in table.items():
        try:
            text = bytes(memoryview(raw))
            require_shallow(text)
            return _usable(kind, orjson.loads(text), name, number, aside)
        except MISFITS as error:
            aside.append(Aside(name, number, _ONE[name], misfit(error)))
    return bare


_ONE = {ME: "your details", SETTINGS: "your settings"}


def _usable(
    kind: type[M], stored: Mapping[str, Any], table: str, number: str, aside: list[Aside]
) -> M:
    """The record made of those fields that fit; the others are set aside, with their edit times."""
    bounds = bounds_of(kind)
    fields: dict[str, Any] = {}
    known: list[str] = [
        name for name in kind.__struct_encode_fields__ if name not in {*_HOURS, _EDITED}
    ]
    groups: list[tuple[str, ...]] = [*((name,) for name in known), _HOURS]
    for names in groups:  # the hours tell only together whether they fit
        values = {name: _cleaned(stored[name], bounds.of(name)) for name in names if name in stored}
        try:
            require_sound(msgspec.convert(values, kind))
        except MISFITS as error:
            aside.append(Aside(table, number, _ONE[table], misfit(error)))
        else:
            fields |= values
    return msgspec.convert(
        {**fields, _EDITED: _times(stored.get(_EDITED), stored.keys() - fields.keys())}, kind
    )


_EDITED, _HOURS = "edited", ("opens_at", "closes_at")


def _times(stored: Any, without: Collection[str]) -> dict[str, Any]:
    """When the fields were edited, ``without`` some; a time that cannot be used is left out."""
    times: dict[str, Any] = {}
    for name, time in stored.items() if isinstance(stored, dict) else ():
        if name in without:
            continue
        with contextlib.suppress(*MISFITS):
            require_sound(msgspec.convert({_EDITED: {name: time}}, Me))
            times[name] = time
    return times


def _batch(marks: Mapping[str, Any]) -> Batch | None:
    """The last import or merge; None also where it cannot be read: only its undo hangs on it."""
    found = opened(marks[ONLY]).get(BATCH) if ONLY in marks else None
    try:
        return None if found is None else msgspec.convert(found, Batch)
    except msgspec.ValidationError:
        return None


def _cleaned(value: Any, bounds: Bounds) -> Any:
    """The value with harmful characters made visible, on one line where its field has but one."""
    if isinstance(value, str):
        return clean(value) if bounds.has_lines else clean_line(value)
    if isinstance(value, dict):
        return {clean_line(key): _cleaned(each, bounds.of(key)) for key, each in value.items()}
    if isinstance(value, list):
        return [_cleaned(each, bounds) for each in value]
    return value
