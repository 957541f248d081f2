"""How the candidate's letters begin and end, chosen once: what there is to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store.errors import FieldError
from store.text import clean_line

Choice = tuple[str, str]
"""A value as it is kept, and what the form calls it; "" is the usual one."""

_GREETINGS: tuple[Choice, ...] = (
    ("", "as usual"),
    ("Hello", "Hello"),
    ("Dear", "Dear"),
    ("Hi", "Hi"),
)
"""What stands before the name."""
_CLOSINGS: tuple[Choice, ...] = (
    ("", "as usual"),
    *((words, words) for words in ("Kind regards", "Best regards", "Warm regards")),
    *((words, words) for words in ("Best wishes", "Sincerely")),
)
"""What stands above your name."""
_ENGLISH: tuple[Choice, ...] = (
    ("", "as in your country"),
    ("american", "American"),
    ("british", "British"),
)
"""How English letters write dates, and spell."""

CHOICES: Mapping[str, Sequence[Choice]] = {
    "greeting": _GREETINGS,
    "closing": _CLOSINGS,
    "letters": _ENGLISH,
}
"""What there is to choose from, by the field of the candidate's details."""


def options(field: str, chosen: str) -> list[Choice]:
    """What to choose from; words that are chosen already, and are no usual ones, come last."""
    usual = CHOICES[field]
    is_known = any(value == chosen for value, _ in usual)
    return [*usual, *([] if is_known else [(chosen, chosen)])]


def read(field: str, text: str) -> str:
    """The value that is typed, as one of those to choose from or by its name; "" is the usual one.

    Raises:
        FieldError: It is none of them (``field``).
    """
    usual, wanted = CHOICES[field], clean_line(text).casefold()
    for value, name in usual:
        if wanted in {value.casefold(), name.casefold()}:
            return value
    names = ", ".join(name for _, name in usual)
    raise FieldError(field, f'"{text}" is none of those to choose from: {names}.')
