"""German, in the form that says Sie."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import ClassVar

from store.words.scripts.languages.language import Language, Meeting, Turns, needs_year
from store.words.scripts.languages.meetings import MeetingKind
from store.words.scripts.languages.roles import bare

_BEFORE = re.compile(
    r"^(?:(?:die )?(?:stelle|position|job) )?(?:als )?"
    r"(?:(?:der|die|das|eine?|einen|einer|the|an?) (?=\w))?",
    re.IGNORECASE,
)
_AFTER = re.compile(r"[ -](?:stelle|position|job|role)$", re.IGNORECASE)
_TITLES = {"mr": "Herr", "herrn": "Herr", "mrs": "Frau", "ms": "Frau", "miss": "Frau"}


class German(Language):
    """German. People are greeted by their whole name, which needs no "Herr" or "Frau"."""

    code: ClassVar[str] = "de"
    name: ClassVar[str] = "Deutsch"
    greetings: ClassVar[tuple[str, ...]] = ("Guten Tag", "Hallo")
    closings: ClassVar[tuple[str, ...]] = (
        "Mit freundlichen Grüßen",
        "Viele Grüße",
        "Herzliche Grüße",
    )
    meetings: ClassVar[Mapping[MeetingKind, Meeting]] = {
        MeetingKind.TALK: Meeting("unser Gespräch", "das Gespräch mit mir"),
        MeetingKind.PHONE: Meeting("unser Telefonat", "Ihren Anruf"),
        MeetingKind.VISIT: Meeting("den Besuch bei Ihnen", "den Rundgang bei Ihnen"),
        MeetingKind.TEST: Meeting("den Test", "die Einladung zum Test"),
        MeetingKind.TASK: Meeting("die Aufgabe", "die Aufgabe"),
    }
    turns: ClassVar[Turns] = Turns(
        today="heute",
        yesterday="gestern",
        on="am {}",
        by="bis {}",
        month="den {}",
        week="die Woche vom {}",
        in_month="im {}",
        in_week="in der Woche vom {}",
        about="um den {}",
        rough="einen Termin um den {}",
        slot="{}, um {}",
        both="{} und {}",
        closing="{}",
    )
    titles: ClassVar[Mapping[str, str]] = {"dr": "Doktor", "prof": "Professor"}

    def day(self, day: date, today: date) -> str:
        """As :meth:`Language.day`: "Freitag, dem 20. November", as it follows "am" and "vom"."""
        return _with_article(day, today, "dem")

    def limit(self, day: date, today: date) -> str:
        """As :meth:`Language.limit`: "Freitag, den 20. November", as it follows "bis"."""
        return _with_article(day, today, "den")

    def clock(self, moment: datetime) -> str:
        """As :meth:`Language.clock`: "14 Uhr", "14:30 Uhr"."""
        minutes = f":{moment:%M}" if moment.minute else ""
        return f"{moment.hour}{minutes} Uhr"

    def plain_role(self, role: str) -> str:
        """As :meth:`Language.plain_role`; "Stelle als" comes before it, so it has no "Stelle"."""
        return bare(_AFTER.sub("", _BEFORE.sub("", bare(role))))

    def the_role(self, role: str) -> str:
        """As :meth:`Language.the_role`: "die Stelle als Data Analyst", "die Stelle"."""
        plain = self.plain_role(role)
        return f"die Stelle als {plain}" if plain else "die Stelle"

    def spoken_of(self, name: str) -> str:
        """As :meth:`Language.spoken_of`: "mit Herrn Müller", "an Frau Lee"."""
        title, blank, rest = name.partition(" ")
        said = _TITLES.get(title.rstrip(".").casefold(), title)
        return f"{'Herrn' if said == 'Herr' else said}{blank}{rest}" if blank else name

    def _date(self, day: date) -> str:
        return _written(day, "d. MMMM")

    def _month(self, day: date) -> str:
        return _written(day, "MMMM")

    def _addressed(self, name: str, full_name: str) -> str:
        """The whole name, unless there is a title to go by: "Dana Lee", "Dr. Lee", "Frau Lee"."""
        title, blank, surname = name.partition(" ")
        if not name or not blank:
            return full_name if name else ""
        return f"{_TITLES.get(title.rstrip('.').casefold(), title)} {surname}"

    def _short_word(self, name: str) -> str:  # noqa: ARG002
        return "Hallo"


def _with_article(day: date, today: date, article: str) -> str:
    return _written(day, f"EEEE, '{article}' d. MMMM{' y' if needs_year(day, today) else ''}")


def _written(day: date, pattern: str) -> str:
    from babel.dates import format_date  # it starts slowly, and English letters do without

    return format_date(day, pattern, locale="de")
