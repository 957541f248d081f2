"""A note or a reason as a person types it, on one line."""

from __future__ import annotations

from store.errors import FieldError
from store.text import LONGEST_LINE, LONGEST_TEXT, clean_line


def read_note(text: str, field: str = "note") -> str:
    """What was typed, on one line; ``field`` is the form's name for it.

    Raises:
        FieldError: It is longer than the file keeps.
    """
    return within(clean_line(text), LONGEST_TEXT, field)


def read_line(text: str, field: str) -> str:
    """As :func:`read_note`, of what is short: a name, a link."""
    return within(clean_line(text), LONGEST_LINE, field)


def within(text: str, longest: int, field: str) -> str:
    """The text itself where it is no longer than so many characters.

    Raises:
        FieldError: It is.
    """
    if len(text) > longest:
        raise FieldError(field, f"That is longer than {longest:,} characters. Shorten it, please.")
    return text
