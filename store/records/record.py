"""What every record has in common: it is frozen, plain, and as the file holds it."""

from __future__ import annotations

import random
from datetime import date, datetime
from typing import Annotated, Any, ClassVar, TypeVar

from msgspec import Meta, Struct, convert, to_builtins

Moment = Annotated[datetime, Meta(tz=True)]
"""A moment: it has its offset from UTC."""

Id = Annotated[str, Meta(min_length=1, max_length=200)]
"""What a card, or a part of one, is known by."""

_SYSTEM = random.SystemRandom()
_ID_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that is misread aloud or by eye
_ID_LENGTH = 10
_IDS = len(_ID_ALPHABET) ** _ID_LENGTH


def new_id() -> str:
    """A random id of ten characters, short enough to type a prefix of."""
    return id_from(_SYSTEM.randrange(_IDS))


def id_from(number: int) -> str:
    """The id that stands for a number, which may be larger than there are ids."""
    left, letters = number % _IDS, ""
    for _ in range(_ID_LENGTH):
        left, place = divmod(left, len(_ID_ALPHABET))
        letters += _ID_ALPHABET[place]
    return letters


class Record(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A frozen record; a field left at its default takes no room in the file, but for these few."""

    always_told: ClassVar[tuple[str, ...]] = ()
    """Fields that the file tells at their defaults too, for whoever searches it without us."""


R = TypeVar("R", bound=Record)


def to_document(record: Record) -> dict[str, Any]:
    """The record as the file holds it: plain objects, lists and numbers; times as ISO 8601."""
    document: dict[str, Any] = to_builtins(record, enc_hook=_as_text)
    for name in record.always_told:
        document.setdefault(name, to_builtins(getattr(record, name)))
    return document


def as_read(record: R) -> R:
    """The record as it comes back from the file, where each time has its offset and no zone.

    Times of one zone are compared by the clock on the wall, which goes back an hour once a year,
    and such an hour equals no time with an offset: so what is compared must not hold zones.
    """
    return convert(to_document(record), type(record))


def _as_text(value: Any) -> str:
    if isinstance(value, date):  # pendulum's own kinds of date and datetime come here
        return value.isoformat()
    raise NotImplementedError
