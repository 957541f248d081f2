"""The settings as a person types them: plain text in each field, read and checked into a record."""

from __future__ import annotations

import re
from datetime import date

import msgspec
from msgspec.structs import replace
from pendulum import DateTime

from store import say
from store.dates.order import DayOrder
from store.dates.typed import read_day
from store.errors import FieldError, UnreadableError
from store.records import Reminders, Settings
from store.rules.rules import Rules
from store.text import clean_line

NUMBERS = (
    ("thank_hours", "Thank-you", "hours after the interview"),
    ("grace_days", "Grace", "business days after their date"),
    ("no_promise_days", "No date named", "business days until the email"),
    ("call_after_days", "Email to call", "business days"),
    ("try_again_days", "Nobody answers", "business days until the next call"),
    ("move_on_after_days", "Then move on", "business days"),
    ("move_on_after_voicemail_days", "Left a message", "business days until moving on"),
    ("late_after_days", "Late", "business days after it opens"),
    ("space_days", "Space", "business days after you wrote"),
    ("interview_minutes", "Interview", "minutes, as a rule"),
    ("backups", "Backups", "daily copies kept beside the file"),
)
"""The settings that are a number: field, label, and what it counts."""

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOURS = re.compile(r"(\d{1,2})(?::00)?\s*(?:-|–|to)\s*(\d{1,2})(?::00)?")


def typed(settings: Settings) -> dict[str, str]:
    """The settings as text, by field; :func:`read` gives them back as they are."""
    return {
        **{name: str(getattr(settings, name)) for name, _, _ in NUMBERS},
        "weekend": " ".join(_WEEKDAYS[day] for day in settings.weekend),
        "days_off": ", ".join(day.isoformat() for day in settings.days_off),
        "hours": f"{settings.opens_at}-{settings.closes_at}",
        "date_order": settings.date_order if settings.date_order in set(DayOrder) else "",
        "mouse": "on" if settings.mouse else "off",
        "reminders": settings.reminders,
    }


def read(text: dict[str, str], before: Settings, now: DateTime, country: str = "") -> Settings:
    """The settings that the text describes, with ``before`` for what it does not name.

    ``country`` is the person's own, for the order in which they write dates.

    Raises:
        FieldError: A field cannot be read, or is out of bounds; it names the first one.
    """
    changed = {name: _number(name, label, text[name]) for name, label, _ in NUMBERS}
    opens_at, closes_at = read_hours(text["hours"])
    date_order = read_date_order(text["date_order"])
    order = Rules(replace(before, date_order=date_order), country).date_order(now)
    return replace(
        before,
        **changed,
        weekend=read_weekend(text["weekend"]),
        days_off=read_days_off(text["days_off"], now, order),
        opens_at=opens_at,
        closes_at=closes_at,
        date_order=date_order,
        mouse=read_switch("mouse", text["mouse"]),
        reminders=read_reminders(text["reminders"]),
    )


def read_weekend(text: str) -> tuple[int, ...]:
    """The days of the weekend, Monday being 0, from "sat sun" or "Friday, Saturday".

    Raises:
        FieldError: A word is not a weekday, or no business day is left.
    """
    words = re.split(r"[\s,;/&+-]+", clean_line(text).casefold())
    days = [_weekday(word) for word in words if word and word != "and"]
    if len(set(days)) > 6:
        raise FieldError("weekend", "Leave at least one day of the week that is not the weekend.")
    return tuple(sorted(set(days)))


def read_days_off(text: str, now: DateTime, order: DayOrder | None = None) -> tuple[date, ...]:
    """Days that do not count, from "2026-12-24, dec 31"; repeated ones once, in order.

    Raises:
        FieldError: One of them cannot be read.
    """
    parts = [part for part in re.split(r"[,;]", text) if part.strip()]
    try:
        return tuple(sorted({read_day(part, now, order=order) for part in parts}))
    except UnreadableError as error:
        raise FieldError("days_off", f"{error} Put commas between the days.") from None


def read_date_order(text: str) -> str:
    """The order of a date's numbers: a value of DayOrder, or "" for as in the person's country.

    Raises:
        FieldError: It is none of them.
    """
    text = clean_line(text).casefold()
    if text and text not in set(DayOrder):
        orders = ", ".join(f'"{order}"' for order in DayOrder)
        raise FieldError("date_order", f'"{text}" is no order of dates. Write {orders} or nothing.')
    return text


def read_switch(name: str, text: str) -> bool:
    """Whether something is on.

    Raises:
        FieldError: It is neither "on" nor "off" (field ``name``).
    """
    text = clean_line(text).casefold()
    if text not in {"on", "off"}:
        raise FieldError(name, f'"{text}" is neither on nor off. Write one of the two.')
    return text == "on"


def read_reminders(text: str) -> Reminders:
    """How the open app reminds of what falls due.

    Raises:
        FieldError: It is none of the ways (field ``reminders``).
    """
    text = clean_line(text).casefold()
    if text not in set(Reminders):
        ways = ", ".join(f'"{way}"' for way in Reminders)
        raise FieldError("reminders", f'"{text}" is no way to remind. Write one of {ways}.')
    return Reminders(text)


def read_hours(text: str) -> tuple[int, int]:
    """The hours at which people can be called, from "9-17".

    Raises:
        FieldError: It is not two full hours of a day, the earlier first.
    """
    match = _HOURS.fullmatch(clean_line(text))
    opens_at, closes_at = (int(match[1]), int(match[2])) if match else (0, 0)
    if not opens_at < closes_at <= 24:
        raise FieldError("hours", f'"{text}" are no working hours. Write two full hours: 9-17.')
    return opens_at, closes_at


def understood_days(days: tuple[date, ...]) -> str:
    """The days off in words, for the person to see how they were read."""
    return ", ".join(say.full_day(day) for day in days)


def _weekday(word: str) -> int:
    found = next((n for n, day in enumerate(_WEEKDAYS) if word.startswith(day)), None)
    if found is None:
        raise FieldError("weekend", f'"{word}" is not a weekday. Write "sat sun" or "fri sat".')
    return found


def _number(name: str, label: str, text: str) -> int:
    try:
        checked = msgspec.convert({name: text.strip()}, Settings, strict=False)
    except msgspec.ValidationError as error:
        reason = str(error).partition(" - at ")[0].removeprefix("Expected ")
        raise FieldError(
            name, f'{label}: "{text}" does not fit. It takes {_plain(reason)}.'
        ) from None
    value: int = getattr(checked, name)
    return value


def _plain(reason: str) -> str:
    if reason.startswith("`int`,"):
        return "a whole number"
    return reason.replace("`int`", "a whole number").replace("<=", "up to").replace(">=", "from")
