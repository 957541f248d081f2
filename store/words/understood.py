"""How typed words were understood, said back to the person: on the screen and in the shell."""

from __future__ import annotations

from pendulum import DateTime

from store import say
from store.clock import in_zone, local
from store.dates import promises
from store.dates.places import read_zone
from store.dates.promises import Reading
from store.dates.typed import Moment
from store.text import clean_line


def moment(read: Moment, now: DateTime, *, zone_named: bool = False) -> str:
    """A typed moment in words: "Tue 24 Nov 2026, 15:00 EST (America/New_York)".

    Where it is another time for the candidate, whose zone ``now`` has, that is told too; and where
    no time was typed, that the one told is assumed. The full name of a zone that was typed is told,
    since a short one may mean several; with ``zone_named`` that of any.
    """
    at = read.at
    said = say.full_moment(at)
    name = at.timezone_name
    if (zone_named or read.zone) and name and name != at.tzname():
        said += f" ({name})"
    here = local(at, now)
    if here.offset != at.offset:
        said += f", {_for_you(at, here)} for you"
    return said if read.time_given else f"{said}; no time given, so this is assumed"


def done(at: DateTime, now: DateTime) -> str:
    """When something was done in words: as :func:`moment`, with a zone that is not their own."""
    zone = at.timezone_name or ""
    is_own = zone == now.timezone_name
    return moment(Moment(at, time_given=True, zone="" if is_own else zone), now)


def told(heard: Moment, now: DateTime) -> str:
    """When they told something in words: as :func:`done`, and a day alone where no time was typed.

    How an hour that nobody typed would be read matters to no date that follows from it.
    """
    return done(heard.at, now) if heard.time_given else say.full_day(heard.at)


def zone(text: str, now: DateTime) -> str:
    """A typed zone in words: "America/Los_Angeles, now 09:12"; "" where none is typed.

    Raises:
        UnreadableError: It is none, or may be several.
    """
    name = read_zone(text, now)
    return f"{name}, now {say.clock(in_zone(now, name))}" if name else ""


def _for_you(there: DateTime, here: DateTime) -> str:
    return say.clock(here) if here.date() == there.date() else say.moment(here)


def promise(words: str, read: Reading) -> str:
    """Their words and what was read: "they said “by Friday”: decision by Fri 4 Dec 2026"."""
    return f"they said “{clean_line(words)}”: {promises.understood(read)}"
