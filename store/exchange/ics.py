"""The due dates as an iCalendar file, for the calendar that the candidate already looks at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from pendulum import DateTime

if TYPE_CHECKING:
    from icalendar import Event

from store.rules.board import Entry
from store.text import clean_line
from store.words import cards as card_words

_PRODUCT = "-//Afterword//Follow-ups//EN"
_ALARM_BEFORE = timedelta(hours=1)  # for what is due at an hour
_ALARM_IN_THE_MORNING = timedelta(hours=9)  # for what is due on a day


def ics(entries: Iterable[Entry], now: DateTime) -> bytes:
    """One event with an alarm for each card that owes something; RFC 5545, UTF-8.

    A card's event keeps its UID for as long as the card lives, and its SEQUENCE grows with the
    card's history: a calendar that imports the file again moves the event instead of adding one.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Afterword")
    for entry in entries:
        if entry.due.opens is not None:
            calendar.add_component(_event(entry, now))
    content: bytes = calendar.to_ical()
    return content


def _event(entry: Entry, now: DateTime) -> Event:
    from icalendar import Alarm, Event

    card, due = entry.card, entry.due
    event = Event()
    event.add("uid", f"{card.id}@afterword")
    event.add("sequence", len(card.history) + sum(1 for step in card.history if step.undone))
    event.add("dtstamp", now.in_timezone("UTC"))
    name = f"{card.company} ({card.role})" if card.role else card.company
    event.add("summary", clean_line(f"{card_words.to_do(entry)}: {name}"))
    event.add("description", clean_line(due.why))
    event.add("transp", "TRANSPARENT")  # a reminder does not make anyone busy
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", clean_line(card_words.to_do(entry)))
    if due.day is not None:
        event.add("dtstart", due.day)
        event.add("dtend", due.day + timedelta(days=1))
        alarm.add("trigger", _ALARM_IN_THE_MORNING)
    elif due.late_from is not None:
        event.add("dtstart", due.late_from.subtract(hours=1).in_timezone("UTC"))
        event.add("dtend", due.late_from.in_timezone("UTC"))
        alarm.add("trigger", -_ALARM_BEFORE)
    event.add_component(alarm)
    return event
