"""The cards of a file by id, each read from its text when somebody asks for it.

Ten thousand cards as records take four times the room of their text, and few of them are ever
looked at. So what was read from the file stays text, and what was changed since is a record. A card
is the same object for as long as anybody holds it.
"""

from __future__ import annotations

import weakref
from collections import deque
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

import msgspec

from store.records.card import Card

_RECENT = 256  # cards that stay read: about as many as a large screen shows
_decoder = msgspec.json.Decoder(Card)


class _Step(msgspec.Struct):
    recorded: datetime


class _History(msgspec.Struct):
    """Of a card only when its steps were recorded: that is read in a third of the time."""

    history: tuple[_Step, ...] = ()


_history_decoder = msgspec.json.Decoder(_History)
_recent: deque[Card] = deque(maxlen=_RECENT)


class Unread:
    """One version of a card, as its text in the file; ``id`` is the card's.

    Args:
        card_id: The card's id.
        text: The card as JSON, which is known to be one.
    """

    __slots__ = ("_alive", "_last", "_text", "id")

    def __init__(self, card_id: str, text: msgspec.Raw) -> None:
        self.id, self._text = card_id, text
        self._alive: weakref.ref[Card] | None = None
        self._last: float | None = None

    def read(self) -> Card:
        """The card; the same object as before, where somebody has it still."""
        card = self._alive() if self._alive else None
        if card is None:
            card = _decoder.decode(self._text)
            self._alive = weakref.ref(card)
            _recent.append(card)
        return card

    def glance(self) -> Card:
        """The card for a moment: where nobody has it, it is read, and not kept for others."""
        card = self._alive() if self._alive else None
        return _decoder.decode(self._text) if card is None else card

    @property
    def last_recorded(self) -> float:
        """When the latest step was recorded; worked out once."""
        if self._last is None:
            card = self._alive() if self._alive else None
            history = (card or _history_decoder.decode(self._text)).history
            self._last = max([step.recorded.timestamp() for step in history], default=0)
        return self._last

    def has(self, word: bytes) -> bool:
        """Whether this stands anywhere in the card's text."""
        return word in bytes(memoryview(self._text))

    def is_same(self, other: Unread) -> bool:
        """Whether the other is this card as well, word by word."""
        return self._text is other._text or bytes(self._text) == bytes(other._text)


Source = Card | Unread
"""A card, or what it can be read from: one and the same for as long as the card does not change."""


def read(source: Source) -> Card:
    """The card."""
    return source.read() if isinstance(source, Unread) else source


def glance(source: Source) -> Card:
    """The card for a moment, as when all are looked at in turn."""
    return source.glance() if isinstance(source, Unread) else source


def last_recorded(source: Source) -> float:
    """When the latest step of a card was recorded, undone or not: seconds as of a timestamp."""
    if isinstance(source, Unread):
        return source.last_recorded
    return max([step.recorded.timestamp() for step in source.history], default=0)


class Cards(Mapping[str, Card]):
    """Cards by id; never changed in place.

    Args:
        unread: Those that were read from the file and are text still, by id.
        made: Those that are not, or not any more.
        offered: The ids of those of the first that have an offer.
    """

    __slots__ = ("_made", "_offered", "_unread")

    def __init__(
        self,
        unread: Mapping[str, Unread],
        made: Mapping[str, Card],
        offered: Collection[str] = frozenset(),
    ) -> None:
        self._unread, self._made, self._offered = unread, made, offered

    def __getitem__(self, key: str) -> Card:
        """The card with this id."""
        made = self._made.get(key)
        return self._unread[key].read() if made is None else made

    def __contains__(self, key: object) -> bool:
        """Whether there is one with this id."""
        return key in self._unread or key in self._made

    def __iter__(self) -> Iterator[str]:
        """The ids in the order of the file, then those of new cards."""
        yield from self._unread
        yield from (key for key in self._made if key not in self._unread)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._unread) + sum(key not in self._unread for key in self._made)

    def __eq__(self, other: object) -> bool:
        """Whether the other has the same cards."""
        if not isinstance(other, Mapping):
            return NotImplemented
        return self.keys() == other.keys() and all(
            self[key] == other[key] for key in differing(self, other)
        )

    __hash__ = None  # type: ignore[assignment]  # as of any mapping

    def with_all(self, changes: Mapping[str, Card]) -> Cards:
        """These with others in the place of some, or beside them."""
        return Cards(self._unread, {**self._made, **changes}, self._offered)

    def source(self, key: str) -> Source:
        """The card with this id, or its text."""
        made = self._made.get(key)
        return self._unread[key] if made is None else made

    def differing(self, before: Cards) -> list[str]:
        """The ids of the cards that are not what they were, or were not there."""
        if self._unread is before._unread:  # nothing was read anew, so what was made tells
            keys = dict.fromkeys([*self._made, *before._made])
            return [k for k in keys if self._made.get(k) is not before._made.get(k) and k in self]
        return [key for key in self if not _is_same(self.source(key), before, key)]

    def with_offer(self) -> Iterator[Card]:
        """The cards that have an offer, in order, and perhaps some more."""
        for key in self:
            if key in self._made or key in self._offered:
                yield self[key]

    def telling(self, word: bytes) -> Iterator[Card]:
        """The cards in whose text this stands, in order, and perhaps some more."""
        for key in self:
            source = self.source(key)
            if isinstance(source, Card) or source.has(word):
                yield read(source)


def _is_same(source: Source, before: Cards, key: str) -> bool:
    if key not in before:
        return False
    known = before.source(key)
    if isinstance(source, Unread) and isinstance(known, Unread):
        return source.is_same(known)
    return source is known


def differing(after: Mapping[str, Card], before: Mapping[str, Card]) -> list[str]:
    """The ids of those cards in ``after`` that are not those of ``before``: other objects, or new.

    Of two files with the same text for a card, it is the same card.
    """
    if after is before:
        return []
    if isinstance(after, Cards) and isinstance(before, Cards):
        return after.differing(before)
    return [key for key, card in after.items() if before.get(key) is not card]


def with_all(cards: Mapping[str, Card], changes: Mapping[str, Card]) -> Cards:
    """Cards with others in the place of some, or beside them."""
    return (cards if isinstance(cards, Cards) else Cards({}, cards)).with_all(changes)


Several = Mapping[str, Card] | Collection[Card]
"""Cards, by id or not."""


def sources(cards: Several) -> Iterator[Source]:
    """The cards, or what they can be read from, in order."""
    if isinstance(cards, Cards):
        return map(cards.source, cards)
    return iter(cards.values() if isinstance(cards, Mapping) else cards)


def source_of(cards: Mapping[str, Card], key: str) -> Source:
    """The card with this id, or what it can be read from."""
    return cards.source(key) if isinstance(cards, Cards) else cards[key]


def telling(cards: Several, word: bytes) -> Iterator[Card]:
    """The cards in whose text this stands, in order, and perhaps some more."""
    return cards.telling(word) if isinstance(cards, Cards) else map(read, sources(cards))


def with_offer(cards: Mapping[str, Card]) -> Iterator[Card]:
    """The cards that have an offer, in order, and perhaps some more."""
    return cards.with_offer() if isinstance(cards, Cards) else iter(cards.values())
