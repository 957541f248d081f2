"""One card that comes in, and one row that does not."""

from __future__ import annotations

from msgspec import Struct

from store.records import Card
from store.text import clean_line

_LONGEST_REASON = 240


class Arrival(Struct, frozen=True, kw_only=True):
    """A card that was read from elsewhere.

    ``line`` is where it stood in a table, 0 in JSON. ``is_whole`` says that its id and history came
    with it. ``is_ours`` says that the row was exported from the card with this id. ``given`` names
    the fields of the table that were not empty. ``status`` is what the row has for one, as written,
    and ``has_time`` says that it names the hour of its interviews. ``said`` has a sentence for
    each cell that was read with a word: the person should look whether that is right.
    """

    card: Card
    line: int = 0
    is_whole: bool = False
    is_ours: bool = False
    given: frozenset[str] = frozenset()
    status: str = ""
    has_time: bool = False
    said: tuple[str, ...] = ()


class Refused(Struct, frozen=True):
    """A row that cannot be read, with the line it begins at and the reason."""

    line: int
    why: str


def refused(line: int, error: Exception) -> Refused:
    """The row at this line, refused for what the error says; cut to a length that can be read."""
    why = clean_line(str(error))
    return Refused(line, why if len(why) <= _LONGEST_REASON else f"{why[: _LONGEST_REASON - 1]}…")


class LeftOut(Struct, frozen=True):
    """A row that has no interview to follow up, with the line it begins at and the reason.

    ``why`` is the same for all rows of one kind, and goes behind "5 rows left out: ".
    """

    line: int
    why: str
