"""The door through which each document passes on its way in: what it bounds, and why it refuses.

What fits its record may still bring the program down: a day at the edge of the calendar, or a
character that drives the terminal. Looking closely at every card would take longer than reading it.
So :func:`glance` tells from the text of the whole file what needs no closer look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
import orjson
from msgspec import Struct

from store.file.documents import DEEPEST, is_deep
from store.file.format import CARDS, DRAFTS, SCRIPTS
from store.records import Change, Settings
from store.records.bounds import Bounds, bounds_of
from store.text import LONGEST_LINE, LONGEST_TEXT, clean_line

FIRST_YEAR, LAST_YEAR = 1970, 2200
"""The years of the times in a file."""

MISFITS = (msgspec.MsgspecError, ValueError, RecursionError)
"""What reading a document raises where it does not fit its record."""

_ODD_YEAR = re.compile(rb"-[01]\d-(?<!20\d\d-..-)(?<!19[789]\d-..-)(?<!21\d\d-..-)")
_DATES = frozenset(
    {"at", "said", "day", "answer_by", "created", "deleted", "snooze", "write_again", "undone"}
)
_DAY = re.compile(r"(\d{4})-\d\d-\d\d(?:[Tt ].*)?")
_MESSAGE = re.compile(r"(.*?)(?: - at `(?:key in )?\$\.?(.*)`)?", re.DOTALL)
_TOLD = tuple(
    (re.compile(pattern, re.DOTALL), told)
    for pattern, told in (
        ("Object missing required field `(.*)`", "has no “{}”"),
        (".*timezone.*", "has no offset from UTC, as in 2026-11-20T10:00:00+01:00"),
        ("Invalid enum value (.*)", "has a value that is not known: {}"),
        (".*regex.*", "has a slash in it"),  # as of nothing but an id
        (r"Expected `int` <= (-?\d+)", "has to be at most {}"),
        (r"Expected `int` >= (-?\d+)", "has to be at least {}"),
    )
)
"""What msgspec says, and what is said of it."""

_LONGEST_NAME = 40
_ONE_OF = {CARDS: "card", SCRIPTS: "changed script", DRAFTS: "half-typed form"}


class Glance(Struct, frozen=True):
    """What a look at a text tells, of a document or of many.

    ``is_plain`` says that no character in it can be one that has to be made visible, ``is_in_time``
    that no date in it is out of bounds.
    """

    is_plain: bool = False
    is_in_time: bool = False

    def passes(self, text: memoryview) -> bool:
        """Whether a document needs no closer look; what is known of all counts for each."""
        return (
            len(text) < LONGEST_TEXT
            and (self.is_plain or _is_plain(bytes(text)))
            and (self.is_in_time or _ODD_YEAR.search(text) is None)
        )


def glance(content: bytes) -> Glance:
    """A look at a whole file."""
    return Glance(_is_plain(content), _ODD_YEAR.search(content) is None)


def _is_plain(text: bytes) -> bool:
    return text.isascii() and b"\\" not in text and b"\x7f" not in text


def flaw(record: Struct) -> str:
    """What makes a record unfit for use though it could be read, in one line; "" where nothing."""
    if path := next(_odd_times(record, ""), None):
        return f"“{path}” is not between the years {FIRST_YEAR} and {LAST_YEAR}"
    if path := next(too_long(msgspec.to_builtins(record), bounds_of(type(record))), None):
        return f"“{path}” is longer than its field can be"
    if isinstance(record, Settings):
        return _flaw_of(record)
    return ""


def require_sound(record: Struct) -> None:
    """Pass only a record that :func:`flaw` has nothing to say of; raises ValueError for another."""
    if why := flaw(record):
        raise UnsoundError(why)


class UnsoundError(ValueError):
    """A record that could be read, and cannot be used; it says why."""


def misfit(error: Exception) -> str:
    """What is wrong with a document that does not fit its record, in one line."""
    if isinstance(error, UnsoundError):
        return str(error)
    found = _MESSAGE.fullmatch(str(error))
    words, path = (found[1], found[2]) if found else (str(error), "")
    at = f"“{path}” " if path else ""
    for pattern, told in _TOLD:
        if match := pattern.fullmatch(words):
            return clean_line(f"{at or 'it '}{told.format(*match.groups())}")
    plain = words.replace("`", "").rstrip(".")
    return clean_line(f"{at}does not fit: {plain[:1].lower()}{plain[1:]}")


def name_of(table: str, number: str, text: bytes) -> str:
    """What a document is, in words; its company is named where it can be read."""
    words = f"{_ONE_OF.get(table, table)} {number}"
    try:
        found = orjson.loads(text)
    except ValueError:
        return words
    for field in ("company", "kind"):
        if isinstance(found, dict) and isinstance(name := found.get(field), str) and name.strip():
            return f"{words} “{clean_line(name)[:_LONGEST_NAME]}”"
    return words


def require_shallow(text: bytes) -> None:
    """Pass only what a parser gets to the end of; raises ValueError for what is nested deeper."""
    if len(text) > 2 * DEEPEST and is_deep(text):
        raise ValueError("it is nested too deeply")


def too_long(value: Any, bounds: Bounds, name: str = "") -> Iterator[str]:
    """The names of the fields, of a record as plain objects, that hold more than a form takes."""
    if isinstance(value, str):
        if len(value) > bounds.longest:
            yield name
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from too_long(each, bounds.of(key), key if bounds.inner else name)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from too_long(each, bounds, name)


def _flaw_of(settings: Settings) -> str:
    if len(set(settings.weekend)) > 6:
        return "“weekend” leaves no day of the week"
    if settings.opens_at >= settings.closes_at:
        return "“opens_at” is not before “closes_at”"
    longest = max((len(each) for pair in settings.keys.items() for each in pair), default=0)
    return "“keys” is longer than its field can be" if longest > LONGEST_LINE else ""


def _odd_times(value: Any, path: str) -> Iterator[str]:
    """Where in a record a time is out of bounds; what a step changed is looked at as well."""
    if isinstance(value, date):
        if not FIRST_YEAR <= value.year <= LAST_YEAR:
            yield path
    elif isinstance(value, Change):
        name = value.path.rpartition("/")[2]
        for each in (value.before, value.after):
            yield from _odd_days(each, name, f"{path}.{name}")
    else:
        for name, each in _inner(value):
            yield from _odd_times(each, f"{path}{name}" if path else name.lstrip("."))


def _inner(value: Any) -> Iterator[tuple[str, Any]]:
    """What a record, a mapping or a list holds, by what goes behind its own path."""
    if isinstance(value, Struct):
        names = zip(value.__struct_encode_fields__, value.__struct_fields__, strict=True)
        yield from ((f".{name}", getattr(value, known)) for name, known in names)
    elif isinstance(value, dict):
        yield from ((f"[{key}]", each) for key, each in value.items())
    elif isinstance(value, tuple):
        yield from ((f"[{place}]", each) for place, each in enumerate(value))


def _odd_days(value: Any, name: str, path: str) -> Iterator[str]:
    """The same in plain objects, where the field's name tells what is a time and what is text."""
    if isinstance(value, str):
        found = _DAY.fullmatch(value) if name in _DATES else None
        if found and not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
            yield path
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _odd_days(each, key, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _odd_days(each, name, path)
