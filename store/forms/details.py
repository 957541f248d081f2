"""The candidate's own details as a person types them, read and checked into a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec.structs import replace
from pendulum import DateTime

from store.dates.places import read_zone
from store.dates.workdays import check_country
from store.errors import FieldError, UnreadableError
from store.forms.notes import read_line
from store.forms.values import check_email, check_language
from store.records import Me

_CHECKS: Mapping[str, Callable[[str], str]] = {
    "email": check_email,
    "country": check_country,
    "language": check_language,
}


def read_details(typed: Mapping[str, str], before: Me, now: DateTime) -> Me:
    """The details that the text describes, with ``before`` for what it does not name.

    Raises:
        FieldError: One of them cannot be read; it names the first one.
    """
    details = {name: read_line(text, name) for name, text in typed.items()}
    checks: dict[str, Callable[[str], str]] = {**_CHECKS, "zone": lambda text: read_zone(text, now)}
    for name, check in checks.items():
        if name not in details:
            continue
        try:
            details[name] = check(details[name])
        except UnreadableError as error:
            raise FieldError(name, str(error)) from None
    return replace(before, **details)
