"""The interviews and due dates as an iCalendar file, for the calendar one already looks at."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

import pendulum
from pendulum import DateTime

if TYPE_CHECKING:
    from icalendar import Alarm, Event

from store.records import Card, Round
from store.rules.board import Entry
from store.rules.rules import Rules
from store.rules.stages import is_called_off
from store.text import clean_line
from store.words import cards as card_words
from store.words import facts

_PRODUCT = "-//Afterword//Follow-ups//EN"
_ALARM_BEFORE = timedelta(hours=1)  # for what is due at an hour
_ALARM_IN_THE_MORNING = timedelta(hours=9)  # for what is due on a day
_ALARMS_OF_INTERVIEW = (timedelta(days=1), _ALARM_BEFORE)
OURS = re.compile(r"\w{1,40}(?:-\w{1,40})?@afterword")
"""What the UID of an event looks like that was made here."""
_LINK = re.compile(r"https?://[^\s<>\"]+")


def ics(entries: Iterable[Entry], cards: Iterable[Card], rules: Rules, now: DateTime) -> bytes:
    """The calendar as RFC 5545 has it, in UTF-8.

    There is one event with an alarm for each of the ``entries`` that owes something, and one with
    two alarms for each interview of the ``cards`` that is not over. That of a card that was closed
    in the meantime is told as cancelled.

    An event keeps its UID for as long as its card or round lives, and its SEQUENCE grows with the
    card's history: a calendar that imports the file again moves the event instead of adding one.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Afterword")
    for card in cards:
        for interview in card.rounds:
            if _end(interview, rules) > now:
                calendar.add_component(_interview(interview, card, rules, now))
    for entry in entries:
        if entry.due.opens is not None:
            calendar.add_component(_event(entry, now))
    content: bytes = calendar.to_ical()
    return content


def _end(interview: Round, rules: Rules) -> DateTime:
    minutes = interview.minutes or rules.settings.interview_minutes
    return pendulum.instance(interview.at).add(minutes=minutes)


def _interview(interview: Round, card: Card, rules: Rules, now: DateTime) -> Event:
    event = _new(f"{card.id}-{interview.id}@afterword", card, now)
    summary = clean_line(f"Interview: {facts.named(card)}")
    event.add("summary", summary)
    event.add("dtstart", pendulum.instance(interview.at).in_timezone("UTC"))
    event.add("dtend", _end(interview, rules).in_timezone("UTC"))
    if place := clean_line(interview.place):
        event.add("location", place)
        if link := _LINK.search(place):
            event.add("url", link[0])
    if told := _told(interview):
        event.add("description", told)
    if card.outcome is not None or is_called_off(card, interview):
        event.add("status", "CANCELLED")
        return event
    event.add("status", "CONFIRMED")
    for before in _ALARMS_OF_INTERVIEW:
        event.add_component(_alarm(summary, -before))
    return event


def _told(interview: Round) -> str:
    """How it is held and with whom, a line each."""
    lines = (interview.format, *map(facts.with_whom, interview.people))
    return "\n".join(clean_line(line) for line in lines if line.strip())


def _event(entry: Entry, now: DateTime) -> Event:
    card, due = entry.card, entry.due
    event = _new(f"{card.id}@afterword", card, now)
    event.add("summary", clean_line(f"{card_words.to_do(entry)}: {facts.named(card)}"))
    event.add("description", clean_line(due.why))
    event.add("transp", "TRANSPARENT")  # a reminder does not make anyone busy
    words = clean_line(card_words.to_do(entry))
    if due.day is not None:
        event.add("dtstart", due.day)
        event.add("dtend", due.day + timedelta(days=1))
        event.add_component(_alarm(words, _ALARM_IN_THE_MORNING))
    elif due.late_from is not None:
        event.add("dtstart", due.late_from.subtract(hours=1).in_timezone("UTC"))
        event.add("dtend", due.late_from.in_timezone("UTC"))
        event.add_component(_alarm(words, -_ALARM_BEFORE))
    return event


def _new(uid: str, card: Card, now: DateTime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("sequence", len(card.history) + sum(1 for step in card.history if step.undone))
    event.add("dtstamp", now.in_timezone("UTC"))
    return event


def _alarm(words: str, trigger: timedelta) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", trigger)
    return alarm
